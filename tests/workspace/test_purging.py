"""What has been kept long enough goes, for real; everything else stays."""

import shutil
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from facilitator.errors import RuleBroken
from facilitator.model.audience import Visibility
from facilitator.model.base import Retention
from facilitator.model.debrief import Debrief
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.project import Project
from facilitator.model.pulse import PulseSurvey
from facilitator.model.registry import ENTITIES
from facilitator.model.retention import months_after
from facilitator.model.service import Service
from facilitator.model.session import ListeningSession, SessionStatus
from facilitator.model.skills import SkillArea
from facilitator.model.smo import Champion, Specialism
from facilitator.model.story import Chain
from facilitator.model.team import Team
from facilitator.model.trail import Purge
from facilitator.wording.purge import number_of
from facilitator.workspace.erasure.purge import plan_purge, purge
from facilitator.workspace.erasure.retention_due import due_now, next_due
from facilitator.workspace.erasure.text_search import Sought, files_with
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.check import REPAIRED, check
from facilitator.workspace.integrity.manifest import verify
from facilitator.workspace.integrity.repair import keep_copies
from tests.canaries import Filler, kinds_of
from tests.cli.command_line import answer, run
from tests.making import READ_BACK, session
from tests.tables import for_each

HELD = datetime(2026, 3, 12, 10, tzinfo=UTC)
ENDS = date(2027, 6, 30)
WHEN = {
    Retention.PRIVATE: date(2026, 6, 10),
    Retention.UNRENEWED: date(2026, 6, 10),
    Retention.OBSERVATION: date(2027, 3, 12),
    Retention.CONFIRMED: date(2027, 3, 12),
    Retention.PROGRAMME: date(2028, 6, 30),
}
"""The first day on which each is due."""


class Kept:
    """A programme that ends, with a record of every type; copies of all kinds lie about."""

    def __init__(self, root) -> None:
        self.root = root
        self.workspace = self.on(None)
        folder = self.workspace.new_programme("Better Together", "H", timezone="UTC", ends=ENDS)
        self.path = folder.path
        team = folder.file.put(Team(name="Infrastructure", headcount=9)).id
        ids = {"teams": team, "practices": "change_enablement", "counterparts": None}
        other = folder.file.put(Team(name="Service Desk", headcount=9)).id
        ids |= {"counterpart": other, "people": folder.file.put(Person(name="Sam")).id}
        ids["services"] = folder.file.put(Service(name="Printing")).id
        ids["specialisms"] = folder.file.put(Specialism(name="Change")).id
        ids["projects"] = folder.file.put(Project(name="P")).id
        ids["chains"] = folder.file.put(Chain(output="O")).id
        ids["skill_areas"] = folder.file.put(SkillArea(name="Network", team=ids["teams"])).id
        champion = Champion(person=ids["people"], specialism=ids["specialisms"], consented=True)
        ids["champions"] = folder.file.put(champion).id
        filler = Filler(ids)
        with closing(folder):
            for kind in kinds_of("programme"):
                if kind not in (Programme, PulseSurvey):
                    folder.file.put(
                        filler.record(kind, counterparts=()) if kind is Team else filler.record(kind)
                    )
            meeting = filler.record(ListeningSession, status=SessionStatus.REVIEWED)
            file = folder.add_session(meeting)
            for kind in kinds_of("session"):
                if kind is not ListeningSession:
                    file.put(
                        filler.record(kind, Visibility.FACILITATOR if kind is Debrief else Visibility.TEAM)
                    )
            file.put(Observation(text="PRIVATE-canary", kind="private", visibility=Visibility.FACILITATOR))
            gone = file.put(Observation(text="UNDONE-canary"))
            file.remove(gone)
            self.canaries = filler.canaries
            self.backup = back_up(self.workspace, folder)
            keep_copies(file.path, folder.path / REPAIRED / "before")
            removed = folder.add_session(msgspec.structs.replace(meeting, id="", name="REMOVED-canary"))
            note = filler.record(Observation, Visibility.TEAM)
            removed.put(msgspec.structs.replace(note, text="REMOVED-note-canary"))
            folder.remove_session(removed)
            shutil.copytree(folder.path / ".removed", folder.path / "left")
        (folder.path / "left").rename(folder.path / ".removed")  # as a program that was killed leaves it

    def on(self, day) -> Workspace:
        return Workspace(self.root, clock=lambda: HELD, as_of=day)

    def purge(self, day, **agreed):
        workspace = self.on(day)
        with closing(workspace.open(self.path)) as folder:
            wanted = plan_purge(workspace, folder)
            given = {"papers": True, "lost": True} | agreed
            return wanted, purge(wanted, **given)

    def holds(self, text) -> bool:
        return bool(files_with(Sought((), [text]), self.root)) or bool(files_with(Sought([text]), self.root))


@pytest.fixture
def kept(tmp_path):
    return Kept(tmp_path / "workspace")


def goes_on(kind, day):
    retention = ENTITIES[kind].retention
    return retention in WHEN and WHEN[retention] <= day


@pytest.mark.parametrize("retention", WHEN)
def test_nothing_of_what_is_due_is_left_in_any_file(kept, retention):
    day = WHEN[retention]
    kept.purge(day)
    for canary in kept.canaries:
        if goes_on(canary.kind, day):
            assert not kept.holds(canary.text), canary
    assert not kept.holds("PRIVATE-canary")
    assert not kept.holds("UNDONE-canary")  # undo ends in a file from which anything goes
    assert kept.holds("REMOVED-note-canary") is (day < WHEN[Retention.OBSERVATION])
    assert check(kept.on(day)).problems == ()


@pytest.mark.parametrize("retention", WHEN)
def test_a_day_earlier_it_is_all_there(kept, retention):
    day = WHEN[retention].replace(day=WHEN[retention].day - 1)
    kept.purge(day)
    for canary in kept.canaries:
        assert kept.holds(canary.text) is not goes_on(canary.kind, day), canary


def test_backups_can_still_be_brought_back(kept):
    kept.purge(WHEN[Retention.OBSERVATION])
    assert "programme.json" in {file.name for file in verify(kept.backup).files}


def test_only_how_many_went_is_remembered(kept):
    day = WHEN[Retention.PRIVATE]
    wanted, _ = kept.purge(day)
    assert ("debriefs", 1) in [(each.kind, each.number) for each in wanted.due]
    with closing(kept.on(day).open(kept.path)) as folder:
        (log,) = [each for each in folder.file.all(Purge) if "debriefs" in each.counts]
        assert log.counts == {"debriefs": 1, "observations": 1, "sponsor acts": 1, "stakeholders": 1}
        assert log.created.date() == day
        again = plan_purge(kept.on(day), folder)
        assert again.nothing


def test_what_pointed_at_it_points_there_no_longer_also_in_a_closed_session(tmp_path):
    workspace = Workspace(tmp_path, clock=lambda: HELD)
    with closing(workspace.new_programme("B", "H", timezone="UTC")) as folder:
        team = folder.file.put(Team(name="T", headcount=9)).id
        file = folder.add_session(session(teams=(team,), status=SessionStatus.SHARED, read_back=READ_BACK))
        note = file.put(Observation(text="The very words"))
        file.put(ImprovementIdea(title="An idea", from_notes=(note.id,)))
        file.put(file.session.moved_to(SessionStatus.CLOSED))
        with pytest.raises(RuleBroken):
            file.remove(note)
    later = Workspace(tmp_path, clock=lambda: HELD, as_of=WHEN[Retention.OBSERVATION])
    with closing(later.open(folder.path)) as folder:
        purge(plan_purge(later, folder), papers=False, lost=False)
        (file,) = folder.sessions
        assert file.all(Observation) == ()
        assert [idea.from_notes for idea in file.all(ImprovementIdea)] == [()]
        assert file.session.status is SessionStatus.CLOSED
        assert not file.undo()


def test_a_purge_writes_nothing_anew(kept):
    with closing(kept.on(None).open(kept.path)) as folder:
        (file,) = folder.sessions
        note = file.all(Observation)[0]
        with pytest.raises(RuleBroken), file.group("purge", purging=True):
            file.put(msgspec.structs.replace(note, text="other words"))
        with pytest.raises(RuleBroken), file.group("purge", purging=True):
            file.put(Observation(text="new"))
        with pytest.raises(RuleBroken), file.group("purge", purging=True):
            file.remove(file.session)
        assert note in file.all(Observation)


def test_what_only_undo_still_tells_goes_too(tmp_path):
    workspace = on(tmp_path, None)
    with closing(workspace.new_programme("B", "H", timezone="UTC")) as folder:
        team = folder.file.put(Team(name="T", headcount=9)).id
        file = folder.add_session(session(teams=(team,)))
        file.remove(file.put(Observation(text="UNDONE-canary")))
    later = on(tmp_path, WHEN[Retention.OBSERVATION])
    with closing(later.programme()) as folder:
        assert files_with(Sought(["UNDONE-canary"]), tmp_path)
        wanted = plan_purge(later, folder)
        assert not wanted.nothing
        purge(wanted, papers=False, lost=False)
        assert plan_purge(later, folder).nothing
    assert not files_with(Sought(["UNDONE-canary"]), tmp_path)


def test_a_private_note_is_kept_from_the_day_it_was_written(tmp_path):
    written = datetime(2026, 4, 1, 10, tzinfo=UTC)
    workspace = Workspace(tmp_path, clock=lambda: written)
    with closing(workspace.new_programme("B", "H", timezone="UTC", private_days=30)) as folder:
        team = folder.file.put(Team(name="T", headcount=9)).id
        folder.add_session(session(teams=(team,))).put(Debrief(mood="calm"))
    for day, is_due in ((date(2026, 4, 30), False), (date(2026, 5, 1), True)):
        with closing(on(tmp_path, day).programme()) as folder:
            assert bool(due_now(folder)) is is_due
            assert plan_purge(on(tmp_path, day), folder).nothing is not is_due


ODD = 'He said “<b>x</b> & "y"”, O\'Neil\\path, Äußerung 日本 🦆 and {{ more }}'


def test_the_next_day_on_which_something_is_due_is_told_from_so_many_days_before(tmp_path):
    workspace = Workspace(tmp_path, clock=lambda: HELD)
    folder = workspace.new_programme("P", "H", timezone="UTC")
    team = folder.file.put(Team(name="T", headcount=9)).id
    week = timedelta(days=7)
    for number, kinds in enumerate((("works",), ("works", "private"), ("hurts",)), 1):
        file = folder.add_session(session(number=number, teams=(team,), planned_start=HELD))
        for kind in kinds:
            file.put(Observation(text="n", kind=kind, visibility=Visibility.FACILITATOR))
    folder.close()
    private, said = WHEN[Retention.PRIVATE], WHEN[Retention.OBSERVATION]
    for reopened in (True, False):  # with the records unread, and read
        with closing(workspace.open(folder.path)) as again:
            if not reopened:
                [file.all(Observation) for file in again.sessions]
            assert next_due(again, private - week - timedelta(days=1), week) is None
            assert next_due(again, private - week, week) == private
            assert next_due(again, private, week) == private
            assert next_due(again, said, week) == said
    with closing(workspace.open(folder.path)) as again:
        again.sessions[1].remove(again.sessions[1].all(Observation)[1])
        assert next_due(again, private, week) is None
        assert next_due(again, said - week, week) == said


def test_words_of_every_kind_of_letter_are_found_and_gone(tmp_path):
    workspace = Workspace(tmp_path, clock=lambda: HELD)
    with closing(workspace.new_programme("B", "H", timezone="UTC")) as folder:
        team = folder.file.put(Team(name="T", headcount=9)).id
        reviewed = {"status": SessionStatus.REVIEWED, "read_back": READ_BACK}
        file = folder.add_session(session(teams=(team,), **reviewed))
        file.put(Observation(text=ODD, kind="hurts"))
        back_up(workspace, folder)
    for format in ("html", "md", "txt", "docx"):
        run("render", "action-plan", "--session", "1", "--format", format, "--workspace", tmp_path)
    assert len(files_with(Sought([ODD]), tmp_path)) >= 6
    assert run("purge", "--yes", "--as-of", "2027-03-12", "--workspace", tmp_path).exit_code == 0
    assert not files_with(Sought([ODD]), tmp_path)
    assert len(list((tmp_path / "documents").iterdir())) == 4


def on(root, day):
    return Workspace(root, clock=lambda: HELD, as_of=day)


# By command


@for_each("table", [row.table for row in ENTITIES.values()])
def test_whatever_is_due_has_a_name(table):
    assert "_" not in number_of(table.replace("_", " "), 2)


def test_the_command_shows_asks_and_deletes(kept, monkeypatch):
    monkeypatch.setenv("FACILITATOR_WORKSPACE", str(kept.root))
    asked = answer(run("purge", "--dry-run", "--json", "--as-of", "2027-03-12"))
    assert {"session": "L-01", "kind": "debriefs", "number": 1} in asked["due"]
    assert "canary" not in str(asked).casefold()
    assert "Nothing is due" in run("purge", "--as-of", "2026-03-13").stdout
    no = run("purge", "--as-of", "2027-03-12", stdin="\n\nn\n")
    assert "Nothing was changed" in no.stderr
    assert kept.holds("PRIVATE-canary")
    done = run("purge", "--as-of", "2027-03-12", "--yes")
    assert done.exit_code == 0
    assert "2 notes" in done.stdout
    assert not kept.holds("PRIVATE-canary")


def test_a_paper_that_holds_it_is_made_anew(kept, monkeypatch):
    monkeypatch.setenv("FACILITATOR_WORKSPACE", str(kept.root))
    run("render", "action-plan", "--session", "L-01")
    (paper,) = (kept.root / "documents").glob("*.html")
    text = next(canary.text for canary in kept.canaries if canary.kind is Observation)
    assert Sought([text]).in_file(paper)
    assert run("purge", "--as-of", "2027-03-12", "--yes").exit_code == 0
    assert paper.exists()
    assert not Sought([text]).in_file(paper)


@for_each(
    ("day", "months", "then"),
    [
        (date(2026, 3, 12), 12, date(2027, 3, 12)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months(day, months, then):
    assert months_after(day, months) == then
