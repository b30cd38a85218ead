"""Erasing takes what is due and nothing else, however the workspace is named, and leaves a note of it."""

import ast
import dataclasses
import errno
import json
import os
import shutil
import time
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

import facilitator
from facilitator.errors import Damaged, RuleBroken
from facilitator.model.audience import Attribution, Audience, AudienceKind, Visibility
from facilitator.model.changes import REDACTED
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.registry import entities_of
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.journal import JournalStorage
from facilitator.workspace.deletion.log import KeptOut
from facilitator.workspace.erasure.copies import Scrub
from facilitator.workspace.erasure.engine import Task, erase
from facilitator.workspace.erasure.redaction_plan import plan_redaction
from facilitator.workspace.erasure.text_search import Sought, look_through
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.repair import keep_copies
from facilitator.workspace.lookup import FoundRecord
from facilitator.workspace.release.issued import remember_issued
from tests.cli.command_line import answer, run
from tests.making import READ_BACK, session

HELD = datetime(2026, 3, 12, 10, tzinfo=UTC)
LATER = datetime(2026, 9, 12, 10, tzinfo=UTC)
SAID = "Qvxzjk tells what nobody is to read"
NAME = "Zephyrine Oduya"


@pytest.fixture(scope="module")
def left_running(tmp_path_factory):
    """A workspace as a killed terminal left it: one session still has its journal, another is at rest."""
    root = tmp_path_factory.mktemp("made") / "ws"
    workspace = Workspace(root, clock=lambda: HELD)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    team = folder.file.put(Team(name="Infrastructure", headcount=9)).id
    person = folder.file.put(Person(name=NAME, team=team)).id
    told = folder.add_session(session(teams=(team,), planned_start=HELD))
    told.put(Observation(number=1, text=SAID, kind="private", visibility=Visibility.FACILITATOR))
    told.put(Observation(number=2, text="It stays", attribution=Attribution.NAMED, said_by=person))
    folder.add_session(
        session(teams=(team,), planned_start=HELD, status=SessionStatus.REVIEWED, read_back=READ_BACK)
    ).close()
    told.close()
    back_up(workspace, folder, clock=lambda: HELD)
    keep_copies(told.path, folder.path / "repaired" / "2026-03-12-100000")
    shutil.copy(told.path, told.path.with_name(f"{told.path.stem} (1).json"))
    told.put(Observation(number=3, text="Said while it runs"))
    copy = tmp_path_factory.mktemp("left") / "ws"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("*.lock", "*.holder"))
    assert list(copy.rglob("*.journal"))
    folder.close()
    return copy


def _absolute(root, monkeypatch):
    return ["--workspace", str(root)]


def _relative(root, monkeypatch):
    monkeypatch.chdir(root.parent)
    return ["--workspace", root.name]


def _here(root, monkeypatch):
    monkeypatch.chdir(root)
    return ["--workspace", "."]


def _up_and_down(root, monkeypatch):
    monkeypatch.chdir(root / "sessions")
    return ["--workspace", ".."]


def _slash(root, monkeypatch):
    return ["--workspace", f"{root}/"]


def _link(root, monkeypatch):
    (root.parent / "link").symlink_to(root, target_is_directory=True)
    return ["--workspace", str(root.parent / "link")]


def _environment(root, monkeypatch):
    monkeypatch.chdir(root)
    monkeypatch.setenv("FACILITATOR_WORKSPACE", ".")
    return []


def _environment_link(root, monkeypatch):
    (root.parent / "link").symlink_to(root, target_is_directory=True)
    monkeypatch.chdir(root.parent)
    monkeypatch.setenv("FACILITATOR_WORKSPACE", "link/")
    return []


WAYS = [_absolute, _relative, _here, _up_and_down, _slash, _link, _environment, _environment_link]
COMMANDS = {
    "purge": (["purge", "--as-of", "2026-07-01", "--yes"], SAID),
    "redact": (["redact", "L-01/N-1", "--yes"], SAID),
    "withdraw-name": (["withdraw-name", NAME, "--yes"], None),
}


def files_of(root):
    """Every file by its name in the workspace, but for locks and journals that are empty."""
    return {
        path.relative_to(root): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix not in (".lock", ".holder") and path.stat().st_size
    }


def sessions_of(root):
    """What opens of a workspace: how many records each session holds."""
    with closing(Workspace(root).programme()) as folder:
        return {
            file.session.short_id: sum(len(file.all(kind)) for kind in entities_of("session"))
            for file in folder.sessions
        }


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_files_remain_however_the_workspace_is_named(left_running, tmp_path, monkeypatch, command):
    args, words = COMMANDS[command]
    before, opened = files_of(left_running), sessions_of(left_running)
    wrong, outcome = [], {}
    for way in WAYS:
        root = tmp_path / way.__name__ / "ws"
        shutil.copytree(left_running, root)
        with monkeypatch.context() as patched:
            where = way(root, patched)
            result = run(*args, *where)
        after = files_of(root)
        # As they are now: those that did not change by their bytes, of the others that they are there.
        outcome[way] = {
            name: data if before.get(name) == data else b"changed" for name, data in after.items()
        }
        if result.exit_code or outcome[way] != outcome[_absolute]:
            wrong.append((way.__name__, result.stderr, sorted(set(before) - set(after))))
        if set(sessions_of(root)) != set(opened):
            wrong.append((way.__name__, "sessions that open", sessions_of(root)))
        if words and any(words.encode() in data for data in after.values()):
            wrong.append((way.__name__, "the words are still there"))
    assert not wrong
    unchanged = {name for name, data in outcome[_absolute].items() if data}
    assert any("infrastructure-2" in name.name for name in unchanged)
    kept = {name for name in before if not name.name.endswith((".journal", ".previous", ".sum"))}
    assert kept <= set(outcome[_absolute])


def test_a_programme_whose_folder_is_a_link_is_treated_as_any_other(left_running, tmp_path):
    """It is the programme's own folder; another one behind a link is not."""
    for command, (args, words) in COMMANDS.items():
        root, lies = tmp_path / command / "ws", tmp_path / command / "elsewhere" / "better-together"
        shutil.copytree(left_running, root)
        shutil.move(root / "sessions" / "better-together", lies)
        (root / "sessions" / "linked").symlink_to(lies)
        before = sessions_of(root)
        done = run(*args, "--workspace", root)
        assert done.exit_code == 0, (command, done.output)
        assert set(sessions_of(root)) == set(before)
        assert not words or not any(words.encode() in data for data in files_of(lies).values())
        assert "deletions.log" in {path.name for path in lies.iterdir()}


# The engine itself -----------------------------------------------------------------------------------


@pytest.fixture
def root(left_running, tmp_path):
    shutil.copytree(left_running, tmp_path / "ws")
    return tmp_path / "ws"


def task(workspace, folder, **more):
    return Task(
        command="test",
        workspace=workspace,
        folder=folder,
        scrub=Scrub(Sought([]), frozenset()),
        change=lambda file: None,
        **more,
    )


def test_a_file_in_use_is_never_deleted_or_rewritten_whoever_asks(root):
    """Whatever a plan says; under another name, or by a folder it lies in."""
    workspace = Workspace(root)
    before = files_of(root)
    with closing(workspace.programme()) as folder:
        live = folder.sessions[0].path
        (root / "link.json").symlink_to(live)
        (root / "documents").mkdir()
        (root / "documents" / "linked").symlink_to(folder.path)
        outside = root.parent / "mine.txt"
        outside.write_text("mine", encoding="utf-8")
        deleted = [
            live,
            live.with_name(f"{live.name}.journal"),
            folder.file.path,
            folder.path,
            folder.path.parent,
            root,
            root / "link.json",
            root / "documents" / "linked" / live.name,
            root / "documents" / ".." / "sessions" / folder.path.name / live.name,
            outside,
        ]
        not_refused = []
        for ways in [*({"deleted": [path]} for path in deleted), {"copies": [live]}, {"copies": [outside]}]:
            try:
                erase(task(workspace, folder, **ways))
            except RuleBroken:
                continue
            not_refused.append(ways)
        assert not not_refused
        # In a copy of the list of copies, a stray copy that is none may go.
        erase(task(workspace, folder, deleted=[live.with_name(f"{live.stem} (1).json")]))
    (root / "link.json").unlink()
    after = files_of(root)
    assert {name for name in before if after.get(name) != before[name]} == {
        live.relative_to(root).with_name(f"{live.stem} (1).json")
    }


def test_a_session_that_does_not_open_afterwards_is_told(root):
    workspace = Workspace(root)
    with closing(workspace.programme()) as folder:
        other = folder.sessions[1].path
        broken = lambda file: other.write_bytes(b"{")  # noqa: E731
        with pytest.raises(Damaged, match=other.name):
            erase(dataclasses.replace(task(workspace, folder, files=folder.sessions[:1]), change=broken))


def test_each_deletion_leaves_a_note_without_words(root):
    where = ["--workspace", root]
    assert run("deletions", *where).stderr == "Nothing was deleted for good so far.\n"
    order = ("redact", "withdraw-name", "purge")
    for command in order:
        assert run(*COMMANDS[command][0], *where).exit_code == 0, command
    told = answer(run("deletions", "--json", *where))
    assert [each["command"] for each in told] == list(order)
    redacted, withdrawn, purged = (each["counts"] for each in told)
    assert (purged["observations"], purged["copies changed"]) == (1, 3)
    assert withdrawn == {"places with the name": 1, "copies changed": 3}
    assert redacted == {"observations": 1, "copies changed": 3}
    log = next((root / "sessions").glob("*/deletions.log")).read_text(encoding="utf-8")
    for word in (SAID, NAME, "Qvxzjk", "Zephyrine", "It stays"):
        assert word not in log


def test_what_was_erased_does_not_come_back_with_a_copy(root):
    """Repairs and imports ask this; a state written after the erasure is somebody's new words."""
    with closing(Workspace(root).programme()) as folder:
        note, named = folder.sessions[0].all(Observation)[:2]
        person = folder.file.all(Person)[0]
        path = folder.path
    rows = [msgspec.to_builtins(each) for each in (note, named)]
    for command in ("redact", "withdraw-name"):
        assert run(*COMMANDS[command][0], "--workspace", root).exit_code == 0
    kept_out = KeptOut(path)
    assert kept_out.document(Observation, rows[0])["text"] == REDACTED
    nameless = {name: value for name, value in rows[1].items() if name not in ("said_by", "attribution")}
    assert rows[1]["said_by"] == person.id
    assert kept_out.document(Observation, rows[1]) == nameless
    newer = rows[0] | {"changed": "2999-01-01T00:00:00Z"}
    assert kept_out.document(Observation, newer) == newer
    assert kept_out.document(Observation, {"id": note.id, "text": 5}) is None
    shutil.rmtree(root)
    assert KeptOut(path).document(Observation, rows[0]) == rows[0]


def test_what_was_erased_does_not_come_back_from_a_backup_that_was_elsewhere(root, tmp_path):
    """A stick was in a drawer meanwhile: what it holds comes back without what was taken out since."""
    with closing(Workspace(root).programme()) as folder:
        stick = back_up(Workspace(root), folder, tmp_path / "stick")
    for command in ("redact", "withdraw-name"):
        assert run(*COMMANDS[command][0], "--workspace", root).exit_code == 0
    assert SAID.encode() in b"".join(files_of(stick).values())
    assert run("restore", stick, "--name", "From the stick", "--workspace", root).exit_code == 0
    assert not any(SAID.encode() in data for data in files_of(root).values())
    with closing(Workspace(root).programme("From the stick")) as folder:
        notes = folder.sessions[0].all(Observation)
        assert [note.text for note in notes] == [REDACTED, "It stays", "Said while it runs"]
        assert all(note.said_by is None for note in notes)
    told = json.loads(run("check", "--workspace", root, "--json").stdout)
    assert not [
        each
        for each in told["problems"]
        if each["file"].startswith("sessions/from-the-stick/2026-03-12-infrastructure.json")
    ]


def test_purging_keeps_what_a_window_can_still_bring_back(root):
    """Only what is due goes; a session somebody removed by mistake a minute ago is not due."""
    workspace = Workspace(root, as_of=date(2027, 7, 1))
    with closing(workspace.programme()) as folder:
        folder.sessions[0].put(msgspec.structs.replace(folder.sessions[0].session, planned_start=LATER))
        folder.remove_session(folder.sessions[0])
        assert folder.removed == 1
        erase(task(workspace, folder, sessions=folder.sessions[:1]))
        assert folder.removed == 1
        assert folder.restore_session().all(Observation)
        assert len(folder.sessions) == 1


# Only where words can be, never without bound, and nothing that is not ours ------------------------------


def planned(root):
    folder = Workspace(root).programme()
    note = folder.sessions[0].all(Observation)[0]
    return plan_redaction(Workspace(root), folder, FoundRecord(note, folder.sessions[0], "it"))


def test_pictures_and_archives_cost_next_to_nothing_and_block_nothing(root):
    documents = root / "documents"
    documents.mkdir()
    for number in range(6):
        (documents / f"{number}.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF" + os.urandom(3_000_000))
    with zipfile.ZipFile(documents / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("zeros.txt", bytes(40_000_000))
    with zipfile.ZipFile(documents / "many.docx", "w") as many:
        for number in range(3_000):
            many.writestr(f"{number}", SAID)
    (documents / "caption.jpg").write_bytes(b"\xff\xd8\xff\xe0\0" + os.urandom(2_000_000) + SAID.encode())
    began = time.process_time()
    found = planned(root)
    assert time.process_time() - began < 6  # several times what it takes; a tenth of what reading them takes
    assert [path.name for path in found.unread] == ["bomb.zip", "many.docx"]
    assert [path.name for path in found.foreign] == ["caption.jpg"]
    done = run("redact", "L-01/N-1", "--yes", "--workspace", root)
    assert done.exit_code == 1  # it was done, and there is something to look at
    assert "bomb.zip" in done.stdout
    assert "caption.jpg" in done.stdout
    assert not any(SAID.encode() in data for name, data in files_of(root).items() if name.suffix == ".json")
    assert {path.name for path in documents.iterdir()} >= {"bomb.zip", "many.docx", "caption.jpg"}


def test_a_file_of_documents_goes_only_when_it_is_as_the_program_wrote_it_or_named(root):
    documents = root / "documents"
    documents.mkdir()
    with closing(Workspace(root).programme()) as folder:
        readers = {"audience": Audience(AudienceKind.FACILITATORS), "sessions": folder.sessions[:1]}
        for name in ("written.html", "edited.html"):
            (documents / name).write_text(f"<p>{SAID}</p>", encoding="utf-8")
            remember_issued(folder, documents / name, document="debrief", format="html", **readers)
    (documents / "edited.html").write_text(f"<p>{SAID}, and this I wrote myself</p>", encoding="utf-8")
    for name in ("mine.txt", "diary.txt", "other.txt"):
        (documents / name).write_text(SAID, encoding="utf-8")
    where = ["--workspace", root]
    asked = run("redact", "L-01/N-1", *where, stdin="y\n" + 6 * "n\n")
    assert "mine.txt" in asked.stderr
    assert "Nothing was changed" in asked.stderr
    assert run("redact", "L-01/N-1", "--yes", "--delete", documents / "mine.txt", *where).exit_code == 1
    assert {path.name for path in documents.iterdir()} == {"edited.html", "diary.txt", "other.txt"}


def test_the_papers_of_the_worked_example_are_the_programs_own(tmp_path):
    """Nobody was handed them, so they are not remembered as issued; the program wrote them all the same."""
    run("demo", "--into", tmp_path / "demo")
    with closing(Workspace(tmp_path / "demo").programme()) as folder:
        file = next(each for each in folder.sessions if each.session.short_id == "L-03")
        words = next(note.text for note in file.all(Observation) if note.number == 12)
    documents = tmp_path / "demo" / "documents"
    assert look_through(Sought([words]), documents.parent, folders=("documents",)).found
    done = run("redact", "L-03/N-12", "--yes", "--workspace", tmp_path / "demo")
    assert "documents/" not in done.stdout.partition("Still there")[2]
    assert not look_through(Sought([words]), documents.parent, folders=("documents",)).found


def test_what_lies_behind_a_link_is_read_told_and_left(root, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("paper.txt", "2026-03-12-x.json"):
        (elsewhere / name).write_text(SAID, encoding="utf-8")
    (elsewhere / "round").symlink_to(elsewhere)
    (root / "documents").mkdir()
    for there in ("documents/folder", "sessions/better-together/repaired/linked", "backups/linked"):
        (root / there).symlink_to(elsewhere)
    (root / "documents" / "one.txt").symlink_to(elsewhere / "paper.txt")
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir() if path.is_file()}
    done = run("redact", "L-01/N-1", "--yes", "--workspace", root)
    assert done.exit_code == 1
    for name in ("linked/paper.txt", "linked/2026-03-12-x.json", "one.txt"):
        assert f"{name} (behind a link)" in done.stdout
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir() if path.is_file()} == before
    assert (root / "documents" / "one.txt").is_symlink()
    for command in ("purge", "withdraw-name"):
        run(*COMMANDS[command][0], "--workspace", root)
        assert {path.name: path.read_bytes() for path in elsewhere.iterdir() if path.is_file()} == before


# A disk that refuses ---------------------------------------------------------------------------------


class Full(Disk):
    """A disk that takes so many writes and no more."""

    def __init__(self, takes):
        self.takes = takes

    def write(self, handle, data):
        self.takes -= 1
        if self.takes < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().write(handle, data)


def test_a_full_disk_is_never_told_as_safe_and_the_rest_is_done_later(left_running, tmp_path, monkeypatch):
    wrong, refused = [], 0
    for command, (args, words) in COMMANDS.items():
        for takes in (0, 5, 11, 60):
            root = tmp_path / f"{command}-{takes}" / "ws"
            shutil.copytree(left_running, root)
            with monkeypatch.context() as patched:
                patched.setattr(JournalStorage, "disk", Full(takes))
                done = run(*args, "--workspace", root)
            refused += bool(done.exit_code)
            there = any(SAID.encode() in data for data in files_of(root).values())
            if "safe" in done.output or (not done.exit_code and words and there):
                wrong.append((command, takes, done.output))
            if done.exit_code and not ("still" in done.stderr and "again" in done.stderr):
                wrong.append((command, takes, done.output))
            again = run(*args, "--workspace", root)
            if again.exit_code or (words and any(words.encode() in data for data in files_of(root).values())):
                wrong.append((command, takes, "again", again.output))
            if not done.exit_code:
                break
    assert not wrong
    assert refused > 4


def test_nothing_but_the_engine_deletes_files():
    """In the rooms that know what is ours one module calls what deletes; the store tidies its own files."""
    package = Path(facilitator.__file__).parent
    deleting = {
        str(path.relative_to(package))
        for room in ("workspace", "documents", "live", "ui", "cli")
        for path in (package / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("unlink", "rmtree", "remove_tree")
    }
    assert deleting == {"workspace/deletion/removal.py"}


def test_damage_in_a_record_file_hides_no_words(root):
    """A journal half of zeros, as a power cut leaves it, is read as the text it is."""
    copy = root / "sessions" / "better-together" / "repaired" / "2026-03-12-100000" / "x.json.bad"
    copy.write_bytes(b"\0" * 9_000 + b'"' + SAID.replace(" ", "\\u0020").encode() + b'"')
    assert copy in look_through(Sought([SAID]), root).found


def test_a_log_that_is_no_file_refuses_before_anything_changed(root, tmp_path):
    log = root / "sessions" / "better-together" / "deletions.log"
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text("mine", encoding="utf-8")
    for make in (lambda: os.mkfifo(log), lambda: log.symlink_to(elsewhere), log.mkdir):
        make()
        before = files_of(root)
        assert run("deletions", "--workspace", root).exit_code == 0
        assert run("redact", "L-01/N-1", "--yes", "--workspace", root).exit_code == 1
        assert files_of(root) == before
        log.rmdir() if log.is_dir() else log.unlink()
    assert elsewhere.read_text(encoding="utf-8") == "mine"
