"""A whole wave of the pulse through the real store: what the files tell, each alone and two side by side.

After every step each file of the programme, its backups and its folder for papers is read. While the wave is
open its counts are in one file and in no other; no two states of that differ by fewer than five people of a
team. Once it is closed they are in none.
"""

from __future__ import annotations

import errno
import random
import re
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.errors import NotSaved, RuleBroken
from facilitator.live.pulse.intake import PulseIntake, open_wave
from facilitator.model.programme import Programme
from facilitator.model.pulse import PulseItem, PulseSurvey, Wave
from facilitator.model.tally import Tally
from facilitator.model.team import Team
from facilitator.store.journal.disk import Disk
from facilitator.store.records.record_file import Background
from facilitator.store.tally_file import NAME, TallyFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.pulse_migration import bring_waves
from facilitator.workspace.integrity.restore import restore
from tests.clock import FakeClock
from tests.workspace.pulse_worlds import questionnaire

ITEMS = tuple(
    PulseItem(key=f"statement_{number}", theme="Theme", text=f"Statement {number}.") for number in range(13)
)
OPENED = date(2026, 2, 9)


class World:
    """A programme of two teams with an open wave; people answer, and everything else goes on as well."""

    def __init__(self, root: Path) -> None:
        self.clock = FakeClock(datetime(2026, 2, 9, 9, tzinfo=UTC))
        self.workspace = Workspace(root, clock=self.clock.now)
        self.folder = self.workspace.new_programme("Better Together", "Harrowmere")
        self.teams = [self.folder.file.put(Team(name=name, headcount=20)) for name in ("Desk", "Infra")]
        invited = {team.id: team.headcount for team in self.teams}
        asked = questionnaire(*ITEMS)
        self.intake = open_wave(self.folder.file, self.folder.tallies, Wave.BASELINE, asked, invited, OPENED)
        self.random = random.Random(7)
        self.given: list[tuple[str, dict[str, int | None]]] = []

    def answer(self, team: int) -> None:
        answers = {item.key: self.random.choice((None, 1, 2, 3, 4, 5)) for item in ITEMS}
        self.given.append((self.teams[team].id, answers))
        self.intake.add(self.teams[team].id, answers)

    def rename(self) -> None:
        """Change something else in the same file, so that it has steps of undo."""
        (programme,) = self.folder.file.all(Programme)
        self.folder.file.put(replace(programme, purpose=f"Purpose {self.random.random()}"))

    def start_again(self) -> None:
        """Leave the program and open it again; who waited is on paper only, and is typed in again."""
        waiting = [pair for pair in self.given if self.intake.waiting(pair[0])]
        held = {team.id: self.intake.waiting(team.id) for team in self.teams}
        survey = self.intake.id
        self.folder.close()
        self.folder = self.workspace.programme("Better Together")
        self.intake = PulseIntake(self.folder.file, self.folder.tallies, survey)
        for team, count in held.items():
            for _, answers in [pair for pair in waiting if pair[0] == team][-count:] if count else ():
                self.intake.add(team, answers)

    # Looking

    def files(self) -> dict[str, bytes]:
        """Every file beneath the workspace, by its path there."""
        root = self.workspace.root
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and path.suffix != ".lock"
        }

    def tallies(self) -> dict[str, Tally]:
        """What is counted, by team."""
        return self.folder.tallies.of(self.intake.id)

    def close(self) -> None:
        self.intake.close(date(2026, 2, 20))


def look(world: World, seen: list[dict[str, Tally]]) -> None:
    """Inspect every file; hold what is counted against all that was counted before."""
    for name, data in world.files().items():
        if not name.endswith(f"/{NAME}"):
            assert b"responses" not in data, name
            assert not re.search(rb"statement_\d+\W+\d", data), name
    now = world.tallies()
    for tally in now.values():
        assert tally.responses >= 5
    for before in seen:
        for team in now.keys() | before.keys():
            was, is_ = before.get(team, Tally()), now.get(team, Tally())
            assert was == is_ or abs(is_.responses - was.responses) >= 5
    seen.append(now)


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.folder.close()


def test_nothing_but_whole_batches_is_ever_in_a_file_and_that_in_one(world):
    """The story of a wave: slips of two teams, other changes, undo, a restart, a backup, and the close."""
    seen: list[dict[str, Tally]] = []
    look(world, seen)
    for step in range(23):
        world.answer(0 if step % 3 else 1)
        look(world, seen)
        if step % 4 == 0:
            world.rename()
            look(world, seen)
        if step % 8 == 5:
            world.folder.file.undo()
            look(world, seen)
            world.folder.file.redo()
            look(world, seen)
        if step in (9, 17):
            back_up(world.workspace, world.folder, clock=world.clock.now)
            world.clock.pass_time(60)
            look(world, seen)
        if step in (6, 14):
            world.start_again()
            look(world, seen)
    assert {tally.responses for state in seen for tally in state.values()} >= {5, 10}

    world.close()
    (survey,) = world.folder.file.all(PulseSurvey)
    assert {team.team: team.responses for team in survey.kept.teams} == {
        team.id: sum(who == team.id for who, _ in world.given) for team in world.teams
    }
    assert not [name for name in world.files() if name.endswith(NAME)]
    assert check(world.workspace).problems == ()


def test_four_slips_leave_no_trace_at_all(world):
    before = world.files()
    for _ in range(4):
        world.answer(0)
        world.answer(1)
    assert world.files() == before


def undo_all(world: World) -> int:
    """Take back what can be taken back; a team that was invited cannot."""
    steps = 0
    with suppress(RuleBroken):
        while world.folder.file.undo() is not None:
            steps += 1
    return steps


def test_there_is_no_step_back_to_fewer_people(world):
    for _ in range(10):
        world.rename()
        world.answer(0)
    assert undo_all(world) == 10
    assert world.tallies()[world.teams[0].id].responses == 10
    world.close()
    assert undo_all(world) == 0
    assert world.intake.survey.closed == date(2026, 2, 20)


def test_a_backup_says_nothing_of_what_is_counted(world):
    """A backup made at five, the file at six and what is kept at the closing: nothing between them."""
    made = []
    for step in range(12):
        world.answer(0)
        if step % 2:
            made.append(back_up(world.workspace, world.folder, clock=world.clock.now))
            world.clock.pass_time(60)
    assert len({(path / "programme.json").read_bytes() for path in made}) == 1


def test_a_restored_programme_counts_anew(world):
    for _ in range(7):
        world.answer(0)
    path = restore(world.workspace, back_up(world.workspace, world.folder), "Another")
    with closing(world.workspace.open(path)) as folder:
        again = PulseIntake(folder.file, folder.tallies, world.intake.id)
        assert again.standing().responses == 0
    assert world.intake.standing().responses == 7


class Stops(Disk):
    """A disk that stops, as if the power went, at the n-th call."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def _step(self) -> None:
        if not self.left:
            raise OSError(errno.EIO, "gone")
        self.left -= 1

    def sync(self, handle: int) -> None:
        self._step()
        super().sync(handle)

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._step()
        super().sync_folder(folder)


def test_a_crash_leaves_the_counts_before_or_those_after(tmp_path):
    before, after = {"a": Tally(responses=5)}, {"a": Tally(responses=10)}
    states = []
    for calls in range(4):
        TallyFile(tmp_path).write("wave", before)
        with suppress(NotSaved):
            TallyFile(tmp_path, Stops(calls)).write("wave", after)
        found = TallyFile(tmp_path).of("wave")
        assert found in (before, after)
        states.append(found == after)
    assert states == [False, False, True, True]
    TallyFile(tmp_path).drop()
    assert [*tmp_path.iterdir()] == []


def test_counts_left_by_a_crash_after_the_closing_go_at_the_next_opening(world):
    for _ in range(6):
        world.answer(0)
    held = world.folder.tallies.path.read_bytes()
    world.close()
    world.folder.close()
    world.folder.tallies.path.write_bytes(held)
    world.folder = world.workspace.programme("Better Together")
    assert bring_waves(world.folder) == ()
    assert not world.folder.tallies.path.exists()


def test_a_slow_disk_keeps_the_counts_until_the_closing_is_durable(world):
    """In the background the closing waits for the disk; before it is there no count is lost."""
    for _ in range(6):
        world.answer(0)
    waiting: list = []
    world.folder.save_in_background(Background(waiting.append, lambda: None))
    world.close()
    assert world.folder.tallies.path.exists()
    assert world.folder.file.settle(10)
    for deliver in waiting:
        deliver()
    assert not world.folder.tallies.path.exists()
