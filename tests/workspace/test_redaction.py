"""Redaction: the words are in no file of the workspace any more, or nothing was changed at all."""

import hashlib
import html
import json
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from facilitator.documents.formats.registry import ending_of, writable
from facilitator.documents.render import RENDERABLE, render
from facilitator.documents.rerender import rerender
from facilitator.errors import Damaged, InUse, NotSaved, RuleBroken
from facilitator.model.action import Commitment
from facilitator.model.audience import Attribution, Visibility
from facilitator.model.base import texts_of
from facilitator.model.changes import REDACTED
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.redaction import holds_remarks
from facilitator.model.registry import ENTITIES
from facilitator.model.session import Draft, SessionStatus
from facilitator.model.team import Team
from facilitator.model.trail import Issued
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.journal.journal import JournalStorage
from facilitator.store.records.record_file import Background, RecordFile
from facilitator.workspace.erasure.readings import PIECE
from facilitator.workspace.erasure.redaction import RedactionChoices, redact
from facilitator.workspace.erasure.redaction_plan import plan_redaction, with_also
from facilitator.workspace.erasure.text_search import Sought
from facilitator.workspace.integrity.backup import backups_of
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.manifest import verify
from tests.cli.command_line import contents
from tests.tables import for_each
from tests.workspace.redacting import EARLIER, MARK, SAID, Told, bytes_of

ALL = RedactionChoices(documents=True, lost=True)
KINDS = [kind for kind in ENTITIES if holds_remarks(kind)]


@pytest.fixture
def told(tmp_path):
    told = Told(tmp_path / "workspace")
    yield told
    told.folder.close()


def planned(told, record, also=()):
    return plan_redaction(told.workspace, told.folder, told.found(record), also)


def taken_out(told, record, also=(), choices=ALL):
    return redact(planned(told, record, also), choices)


def names(paths):
    return [path.name for path in paths]


# It is gone -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_words_of_any_record_are_gone_from_every_file(told, kind):
    record = told.filled(kind)
    if kind is Observation:
        told.papers(documents=[key for key in RENDERABLE if key != "invitation"])  # nobody would sign it
    else:  # how words leave is the same for every kind
        told.papers("md", documents=("action-plan", "you-said"), tables=())
    told.copies()
    told.half_line(f"- {SAID}")
    assert len(bytes_of(told.root)) > 8
    done = taken_out(told, record)
    assert done.left == ()
    assert bytes_of(told.root) == []
    told.folder.close()
    assert bytes_of(told.root) == []
    assert [verify(each).programme for each in backups_of(told.workspace, told.folder.path)]


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind is not Draft], ids=lambda kind: kind.__name__
)
def test_only_the_words_go(told, kind):
    record = told.filled(kind)
    before = dict(texts_of(record))
    taken_out(told, record)
    file = told.folder.file if ENTITIES[kind].file == "programme" else told.file
    after = file.find(kind, record.id)
    assert after is not None
    for path, text in texts_of(after):
        assert text == (REDACTED if before[path] == SAID else before[path]), path
    assert {path for path, text in before.items() if text == SAID}


def test_what_was_counted_stays_and_the_name_goes(told):
    said = told.note(
        kind="hurts", practice="change_enablement", nods=5, attribution=Attribution.NAMED, said_by=told.person
    )
    taken_out(told, said)
    now = told.file.find(Observation, said.id)
    assert (now.text, now.kind, now.practice, now.nods) == (REDACTED, "hurts", "change_enablement", 5)
    assert (now.attribution, now.said_by) == (Attribution.NONE, None)


def test_earlier_wordings_are_gone_as_well(told):
    told.words = EARLIER
    record = told.note(EARLIER)
    told.papers()
    record = told.file.put(msgspec.structs.replace(record, text="Said more kindly"))
    told.copies()
    assert bytes_of(told.root)
    assert any("html" in path.name for path in planned(told, record).documents)
    taken_out(told, record)
    assert bytes_of(told.root) == []


def test_a_wording_that_only_the_state_before_knows_is_looked_for_in_papers(told):
    with told.file.group("quietly", undoable=False):
        record = told.note(EARLIER)
    told.words = EARLIER
    told.papers("html")
    told.again()
    with told.file.group("quietly", undoable=False):
        told.file.put(msgspec.structs.replace(record, text="Said more kindly"))
    told.again()
    assert taken_out(told, record).deleted
    assert bytes_of(told.root) == []


def test_a_state_before_that_alone_tells_it_goes_too(told):
    record = told.note()
    told.again()
    before = told.file.path.read_bytes()
    taken_out(told, record)
    told.again()
    kept = told.folder.path / "repaired" / "2026-04-09-100000" / told.file.path.name
    kept.parent.mkdir(parents=True)
    shutil.copy(told.file.path, kept)
    Files(kept).previous.write_bytes(before)
    Files(kept).bad.write_bytes(before[:-9])
    assert len(bytes_of(told.root)) == 2
    assert taken_out(told, record).copies == (kept,)
    assert bytes_of(told.root) == []
    assert kept.exists()


def test_nothing_done_before_can_be_undone(told):
    record = told.note()
    told.file.remove(told.note("somebody else"))
    assert told.file.undo_label
    taken_out(told, record)
    assert told.file.undo_label is None
    assert told.file.redo_label is None
    told.again()
    assert told.file.undo_label is None


def test_words_that_only_undo_still_tells_go_too(told):
    told.file.remove(told.note())
    with told.file.group("quietly", undoable=False):
        record = told.note()
    assert planned(told, record).undo
    taken_out(told, record)
    assert bytes_of(told.root) == []


def test_a_file_saved_in_the_background_is_waited_for(told):
    record = told.note()
    waiting = []
    told.folder.save_in_background(Background(waiting.append, lambda: None))
    told.file.put(msgspec.structs.replace(record, nods=3))
    assert taken_out(told, record).left == ()
    assert bytes_of(told.root) == []


def test_a_closed_session_can_be_redacted(told):
    record = told.note()
    for status in (SessionStatus.SHARED, SessionStatus.CLOSED):
        told.file.put(told.file.session.moved_to(status))
    taken_out(told, record)
    assert told.file.find(Observation, record.id).text == REDACTED


def test_the_workspace_is_whole_afterwards(told):
    record = told.note()
    taken_out(told, record)
    told.folder.close()
    assert check(told.workspace).problems == ()


# What belongs to it ---------------------------------------------------------------------------------


def merged(told):
    """A note, one merged into it, an idea from that one, an action for the idea."""
    into = told.note()
    other = told.note(f"{MARK} said it in other words", merged_into=into.id)
    idea = told.idea(f"If we do it because {SAID}", from_notes=(other.id,))
    action = told.action("Ask the vendor", ideas=(idea.id,))
    return into, other, idea, action


def test_merged_and_derived_records_are_shown(told):
    into, other, idea, action = merged(told)
    found = planned(told, into)
    assert [part.record for part in found.related.merged] == [other]
    assert [part.record for part in found.related.derived] == [idea, action]
    assert [found.says_the_same(part) for part in found.related.derived] == [True, False]
    assert [part.record for part in planned(told, other).related.merged] == [into]


def test_only_what_was_chosen_goes_with_it(told):
    into, other, idea, _ = merged(told)
    done = redact(with_also(planned(told, into), {other.id}), ALL)
    assert done.redacted == ("L-01/N-1", "L-01/N-2")
    assert told.file.find(Observation, other.id).text == REDACTED
    assert told.file.find(ImprovementIdea, idea.id).title == idea.title
    assert done.left == (told.file.path,)


def test_all_of_it_can_go(told):
    into, other, idea, _ = merged(told)
    told.papers("html", "docx")
    told.copies()
    taken_out(told, into, {other.id, idea.id})
    assert bytes_of(told.root) == []


def test_the_same_words_of_somebody_else_are_told_and_left(told):
    record, twin = told.note(), told.note()
    found = planned(told, record)
    assert found.elsewhere == ("L-01/N-2",)
    done = redact(found, ALL)
    assert told.file.find(Observation, twin.id).text == SAID
    assert done.left == (told.file.path,)


def test_short_words_are_not_looked_for(told):
    record = told.note("no")
    (told.root / "documents").mkdir()
    paper = told.root / "documents" / "plan.md"
    paper.write_text("There is no plan", encoding="utf-8")
    found = planned(told, record)
    assert found.sought.too_short == ("no",)
    assert redact(found, ALL).left == ()
    assert paper.exists()
    assert told.file.find(Observation, record.id).text == REDACTED


@pytest.mark.parametrize("line", [f"- {SAID}", f"? {SAID[:24]}"])
def test_half_typed_lines_with_the_words_go(told, line):
    record = told.note()
    told.half_line(line)
    told.copies()
    taken_out(told, record)
    assert told.file.all(Draft) == ()
    assert bytes_of(told.root) == []


def test_another_half_typed_line_stays(told):
    record = told.note()
    told.half_line("- Something else is typed")
    taken_out(told, record)
    assert len(told.file.all(Draft)) == 1


def test_another_half_typed_line_stays_in_copies_too(told):
    record = told.note()
    told.half_line("- Something else is typed")
    told.copies()
    taken_out(told, record)
    kept = bytes_of(told.root, "Something else is typed")
    assert any("repaired" in path.parts for path in kept)


def test_a_role_is_not_looked_for_elsewhere(told):
    role = "Director of Digital"
    promise = told.file.put(Commitment(number=1, text=SAID, role=role, person=told.person))
    other = told.file.put(Commitment(number=2, text="Come to the review", role=role))
    done = taken_out(told, promise)
    assert done.left == ()
    now = told.file.find(Commitment, promise.id)
    assert (now.role, now.person) == (REDACTED, None)
    assert told.file.find(Commitment, other.id) == other


def test_a_workspace_behind_a_link(told, tmp_path):
    record = told.note()
    told.papers("html", "docx")
    told.copies()
    link = tmp_path / "link"
    link.symlink_to(told.root, target_is_directory=True)
    told.again(link)
    assert taken_out(told, record).left == ()
    assert bytes_of(told.root) == []


def test_what_is_no_file_of_the_program_is_told_and_left(told):
    record = told.note()
    (told.root / "workshops").mkdir()
    mine = [told.root / "workshops" / "mine.json", told.root / "my notes.txt"]
    for path in mine:
        path.write_text(SAID, encoding="utf-8")
    found = planned(told, record)
    assert set(found.others) == set(mine)
    assert set(redact(found, ALL).left) == set(mine)


# Papers ---------------------------------------------------------------------------------------------


def test_papers_stay_when_nobody_says_they_may_go(told):
    record = told.note()
    told.papers(*writable())
    before = contents(told.root / "documents")
    done = taken_out(told, record, choices=RedactionChoices())
    assert contents(told.root / "documents") == before
    left = {path.name for path in done.left}
    assert all(any(name.endswith(f"-plan.{ending_of(each)}") for name in left) for each in writable())


def test_papers_without_the_words_stay(told):
    record = told.note("nobody prints this", kind="private", visibility=Visibility.FACILITATOR)
    told.words = "Something else"
    told.papers()
    assert taken_out(told, record).deleted == ()


def test_papers_are_made_anew_without_the_words(told):
    record = told.note()
    told.papers()
    done = taken_out(told, record)
    made = rerender(told.folder, done.deleted)
    assert "L-01-infrastructure-action-plan.html" in names(made)
    assert set(made) <= set(done.deleted)
    assert bytes_of(told.root) == []
    page = next(path for path in made if path.name.endswith("action-plan.html"))
    assert html.escape(REDACTED) in page.read_text(encoding="utf-8")


def test_a_paper_made_anew_is_remembered_as_the_file_it_is_now(told):
    record = told.note()
    told.papers("html", "docx")
    deleted = taken_out(told, record).deleted
    before = told.folder.file.undo_label
    made = rerender(told.folder, deleted)
    for path in made:
        issued = next(each for each in reversed(told.folder.file.all(Issued)) if each.file == path.name)
        assert issued.digest == hashlib.sha256(path.read_bytes()).hexdigest()
        assert issued.sessions == (told.file.session.id,)
    assert made
    assert told.folder.file.undo_label == before


# Refused as a whole ---------------------------------------------------------------------------------

HOLDER = """
import sys
from pathlib import Path
from facilitator.identity import utc_now
from facilitator.store.records.lock import take_hold
hold = take_hold(Path(sys.argv[1]), utc_now)
print("held", flush=True)
sys.stdin.read()
"""


def state(root):
    """Every file but those of locks and an empty journal, which say nothing."""
    return {
        path: path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix not in (".lock", ".holder") and path.stat().st_size
    }


def held_files(told):
    copies = planned(told, told.file.all(Observation)[0]).copies
    return [told.file.path, *copies]


def test_one_held_file_refuses_everything(told):
    record = told.note()
    told.papers("html", tables=())  # each look through the workspace reads them
    told.copies()
    assert len(held_files(told)) > 4
    for path in held_files(told):
        with subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        ) as other:
            assert other.stdout.readline().strip() == b"held"
            before = state(told.root)
            with pytest.raises(InUse) as refused:
                taken_out(told, record)
            assert path.name in refused.value.happened
            assert state(told.root) == before
            other.stdin.close()
        told.again()
    assert taken_out(told, record).left == ()


def test_a_file_that_cannot_be_held_refuses_everything(told):
    record = told.note()
    told.papers("html", tables=())  # each look through the workspace reads them
    told.copies()
    for path in held_files(told):
        told.again()
        before = state(told.root)
        Files(path).lock.mkdir()
        with pytest.raises(NotSaved):
            taken_out(told, record)
        Files(path).lock.rmdir()
        assert state(told.root) == before


def test_a_second_file_of_the_same_program_counts_too(told):
    record = told.note()
    path = told.file.path
    told.again()
    other = RecordFile(path, "session")
    other.hold()
    with pytest.raises(InUse):
        taken_out(told, record)
    other.close()
    assert taken_out(told, record).left == ()


def test_a_paper_that_cannot_be_deleted_refuses_everything(told, monkeypatch):
    record = told.note()
    told.papers()
    before = state(told.root)
    opened = Path.open

    def refuse(path, mode="r", *args, **more):
        if path.suffix == ".docx" and "+" in mode:
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(NotSaved, match="docx"):
        taken_out(told, record)
    monkeypatch.undo()
    assert state(told.root) == before


def test_a_damaged_session_refuses_everything(told):
    record = told.note()
    told.add_session()
    path = told.folder.sessions[1].path
    told.again()
    path.write_text('{"observations": {"1": {"text": "half', encoding="utf-8")
    told.again()
    before = state(told.root)
    with pytest.raises(Damaged, match=path.name):
        taken_out(told, record)
    assert state(told.root) == before


def test_a_copy_that_cannot_be_read_must_be_deleted(told):
    record = told.note()
    told.copies()
    kept = next((told.folder.path / "repaired").rglob("2*.json"))
    kept.write_bytes(kept.read_bytes()[:-20])
    found = planned(told, record)
    assert kept in found.lost
    before = state(told.root)
    with pytest.raises(RuleBroken, match="repaired"):
        redact(found, RedactionChoices(documents=True))
    assert state(told.root) == before
    assert kept in redact(found, ALL).deleted
    assert bytes_of(told.root) == []


def test_a_backup_that_is_not_as_it_was_kept_must_be_deleted(told):
    record = told.note()
    told.copies()
    (backup,) = backups_of(told.workspace, told.folder.path)
    path = backup / "programme.json"
    path.write_bytes(path.read_bytes().replace(b"Infrastructure", b"Infrastracture"))
    found = planned(told, record)
    assert backup in found.lost
    redact(found, ALL)
    assert not backup.exists()
    assert bytes_of(told.root) == []


def test_a_damaged_file_of_another_programme_is_never_deleted(told):
    record = told.note()
    told.copies()
    path = next(told.workspace.sessions_dir.glob("better-together-2/2*.json"))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(Damaged, match="better-together-2"):
        planned(told, record)


def test_a_file_with_a_broken_rule_refuses_everything(told):
    record = told.note()
    told.copies()
    path = told.file.path
    tables = json.loads(path.read_text(encoding="utf-8"))
    tables["observations"]["1"]["segment"] = "nowhere"
    tables["observations"]["1"]["kind"] = "nothing"
    path.write_text(json.dumps(tables), encoding="utf-8")
    told.again()
    before = state(told.root)
    with pytest.raises(RuleBroken, match=path.name):
        taken_out(told, record)
    assert state(told.root) == before


def test_a_record_without_words_of_anybody_cannot_be_redacted_and_a_person_is_erased_instead(told):
    with pytest.raises(RuleBroken, match="no words of anybody"):
        planned(told, told.folder.file.all(Team)[0])
    with pytest.raises(RuleBroken, match="is a person") as refused:
        planned(told, told.folder.file.all(Person)[0])
    assert "person erase" in refused.value.todo


# Interrupted ----------------------------------------------------------------------------------------


class PowerCut(Exception):
    pass


class Cut(Disk):
    """A disk whose program ends at the call number *at* that changes something."""

    def __init__(self, at):
        self.left = at

    def _count(self):
        self.left -= 1
        if self.left < 0:
            raise PowerCut

    def write(self, handle, data):
        self._count()
        super().write(handle, data)

    def replace(self, source, target):
        self._count()
        super().replace(source, target)

    def truncate(self, handle, length):
        self._count()
        super().truncate(handle, length)

    def unlink(self, path):
        self._count()
        super().unlink(path)


STEP = 13
"""After so many calls more the program ends, which is no multiple of what anything here takes."""


def test_an_interruption_anywhere_can_be_made_good(tmp_path, monkeypatch):
    for at in range(0, 1000, STEP):
        told = Told(tmp_path / str(at))
        record = told.note()
        told.copies()
        cut = Cut(at)
        monkeypatch.setattr(JournalStorage, "disk", cut)
        try:
            taken_out(told, record)
            finished = True
        except PowerCut:
            finished = False
        left_behind = tmp_path / f"{at}-left"
        shutil.copytree(told.root, left_behind)
        cut.left = 10_000
        told.again(left_behind)
        now = told.file.find(Observation, record.id)
        assert now.text in (SAID, REDACTED)
        backups = backups_of(told.workspace, told.folder.path)
        assert len(backups) == 1
        assert taken_out(told, now).left == ()
        assert bytes_of(told.root) == []
        assert backups_of(told.workspace, told.folder.path) == backups
        for backup in backups:
            assert verify(backup).files
        told.folder.close()
        if finished:
            break
    assert finished
    assert at > 50


# Looking for words ----------------------------------------------------------------------------------


@for_each(
    "written",
    [
        SAID.encode(),
        SAID.encode("utf-16"),
        b"\0\1" + SAID.encode("utf-16-be"),
        json.dumps(SAID).encode(),
        json.dumps(SAID).encode().replace(b"\\u00f6", b"\\u00F6"),
        SAID.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode(),
        SAID.replace(" ", "\n").encode(),
        SAID.replace("sagt", "<em>sagt</em>").replace("<b>&</b>", "&lt;b&gt;&amp;&lt;/b&gt;").encode(),
        f"SUMMARY:{SAID[:30]}\r\n {SAID[30:]}".encode(),
        SAID.upper().encode(),
    ],
)
def test_words_are_found_however_they_are_written(written):
    assert Sought([SAID]).in_bytes(written)


@for_each(
    "written",
    [
        SAID,
        html.escape(SAID),
        json.dumps(SAID),
        SAID.replace("sagt", "<em class='a b'>sagt</em>").replace("<b>&</b>", "&lt;b&gt;&amp;&lt;/b&gt;"),
        SAID.replace(" ", " \n  "),
    ],
)
def test_words_are_found_wherever_a_long_text_is_cut_into_pieces(written):
    sought, missed = Sought([SAID]), []
    filler = "<p>nothing of the kind \\n said &amp; done</p>\n" * 4_000
    for at in range(PIECE - 2 * len(written), PIECE + 20, 19):
        text = f"{filler[:at]} {written} {filler[:PIECE]}"
        if not sought.in_bytes(text.encode()):
            missed.append(at)
    assert missed == []
    assert not sought.in_bytes((filler[: 2 * PIECE] + written[: len(written) // 2]).encode())


def test_words_with_signs_and_a_line_break_are_found_in_markdown(told):
    words = f"{MARK} says <b>never</b> again\nand a second line"
    told.note(words)
    page = render(told.folder, "action-plan", session=told.file, format="md")
    (line,) = (line for line in page.splitlines() if "<br>" in line)
    assert Sought([words]).in_bytes(line.encode())


@for_each("text", ["slowly", "slow-moving", "s l o w"])
def test_a_short_word_is_found_as_a_word_only(text):
    assert Sought(["slow"]).in_text(text) is (text == "slow-moving")


def test_other_words_are_not_found():
    assert not Sought([SAID]).in_bytes(SAID.replace("sagt", "meint").encode())
    assert not Sought([]).in_bytes(SAID.encode())
