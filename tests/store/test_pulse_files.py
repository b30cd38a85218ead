"""A whole wave of the pulse through the real store: what the files tell, each alone and two side by side.

After every step each file of the programme, its backups and its folder for papers is read in two ways: as
records, and as bytes. Nowhere may the answers of one person stand together, and no two states may differ by
fewer than five people of a team, but for the closing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.live.pulse import PulseIntake, open_wave
from facilitator.model.programme import Programme, Team
from facilitator.model.pulse import PulseItem, PulseSurvey, TeamTally, Wave
from facilitator.store import open_tinydb
from facilitator.store.record_file import RecordFile
from facilitator.workspace.backup import back_up
from facilitator.workspace.checking import check
from facilitator.workspace.workspace import Workspace
from tests.clock import FakeClock
from tests.unit.pulse_worlds import questionnaire

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
        self.intake = open_wave(self.folder.file, Wave.BASELINE, questionnaire(*ITEMS), invited, OPENED)
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
        self.intake = PulseIntake(self.folder.file, survey)
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


def tallies_in(value: object) -> Iterator[dict]:
    """Every tally inside a file's JSON, wherever it stands: in a table, in a step of undo, in a journal."""
    if isinstance(value, dict):
        if "team" in value and "invited" in value:
            yield value
        for part in value.values():
            yield from tallies_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from tallies_in(part)
    elif isinstance(value, str) and '"invited"' in value:
        yield from tallies_in(json.loads(value))


def read(data: bytes) -> list[object]:
    """What a file holds: JSON as a whole, or a journal line by line, with whatever stands before it."""
    text = data.decode("utf-8", errors="replace")
    found: list[object] = []
    decoder = json.JSONDecoder()
    at = 0
    while (at := min((i for i in (text.find("{", at), text.find("[", at)) if i >= 0), default=-1)) >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError:
            at += 1
            continue
        found.append(value)
        at = end
    return found


def states(files: dict[str, bytes]) -> Iterator[tuple[str, dict[tuple[str, str], tuple[int, ...]]]]:
    """Each state of the tallies that any file tells: (team, statement) -> counts, with the responses."""
    for name, data in files.items():
        for value in read(data):
            for tally in tallies_in(value):
                counts = {(tally["team"], key): tuple(each) for key, each in tally.get("answers", {}).items()}
                yield name, counts | {(tally["team"], ""): (tally.get("responses", 0),)}


def looked_at(world: World, seen: list[dict], *, closed: bool = False) -> None:
    """Inspect every file; remember the states of each team, and hold them against all earlier ones."""
    files = world.files()
    for _, state in states(files):
        if not closed:
            (people,) = (count for (_, key), (count, *_) in state.items() if key == "")
            assert people == 0 or people >= 5
            assert_apart(state, seen)
        if state not in seen:
            seen.append(state)


def assert_apart(state: dict, seen: list[dict]) -> None:
    for other in seen:
        teams = {team for team, _ in state} & {team for team, _ in other}
        for team in teams:
            more = state[team, ""][0] - other[team, ""][0]
            assert more == 0 or abs(more) >= 5, "two states differ by fewer than five of a team"
            if more == 0:
                assert state == other


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.folder.close()


def test_nothing_but_whole_batches_is_ever_in_a_file(world):
    """The story of a wave: slips of two teams, other changes, undo, a restart, a backup, and the close."""
    seen: list[dict] = []
    looked_at(world, seen)
    for step in range(23):
        world.answer(0 if step % 3 else 1)
        looked_at(world, seen)
        if step % 4 == 0:
            world.rename()
            looked_at(world, seen)
        if step % 8 == 5:
            world.folder.file.undo()
            looked_at(world, seen)
            world.folder.file.redo()
            looked_at(world, seen)
        if step in (9, 17):
            back_up(world.workspace, world.folder, clock=world.clock.now)
            world.clock.pass_time(60)
            looked_at(world, seen)
        if step in (6, 14):
            world.start_again()
            looked_at(world, seen)
    assert {state[team, ""][0] for state in seen for team, _ in state} >= {0, 5, 10}

    world.intake.close(date(2026, 2, 20))
    looked_at(world, seen, closed=True)
    after = world.files()
    survey = world.folder.file.all(PulseSurvey)[0]
    assert {tally.team: tally.responses for tally in survey.teams} == {
        team.id: sum(who == team.id for who, _ in world.given) for team in world.teams
    }
    told = [state for name, state in states(after) if "backups" not in name]
    assert all(state in [as_state(tally) for tally in survey.teams] for state in told)
    assert check(world.workspace).problems == ()


def as_state(tally: TeamTally) -> dict:
    counts = {(tally.team, key): tuple(each) for key, each in tally.answers.items()}
    return counts | {(tally.team, ""): (tally.responses,)}


def test_four_slips_leave_no_trace_at_all(world):
    before = world.files()
    for _ in range(4):
        world.answer(0)
        world.answer(1)
    assert world.files() == before


def test_there_is_no_step_back_to_fewer_people(world):
    for _ in range(10):
        world.rename()
        world.answer(0)
    while world.folder.file.undo() is not None:
        assert world.intake.survey.tally(world.teams[0].id).responses == 10
    world.intake.close(date(2026, 2, 20))
    assert world.folder.file.undo_label is None or world.folder.file.undo() is not None
    assert world.intake.survey.closed == date(2026, 2, 20)


def test_no_backup_can_be_made_to_tell_who_came_between(world):
    """Two backups, one each side of some slips, differ by nobody or by five at least."""
    made = []
    for step in range(12):
        world.answer(0)
        if step % 2:
            made.append(back_up(world.workspace, world.folder, clock=world.clock.now))
            world.clock.pass_time(60)
    people = [responses_in(path / "programme.json", world.teams[0].id) for path in made]
    assert people == [0, 0, 5, 5, 10, 10]


def responses_in(path: Path, team: str) -> int:
    file = RecordFile(path, "programme")
    try:
        return file.all(PulseSurvey)[0].tally(team).responses
    finally:
        file.close()


def test_what_a_stranger_finds_in_the_file_is_what_the_program_reads(world):
    """TinyDB alone, reading along, sees the tallies and not one earlier state of them."""
    for _ in range(15):
        world.answer(0)
    with open_tinydb(world.folder.file.path, read_only=True) as db:
        (survey,) = db.table("pulse_surveys").all()
    assert sum(1 for _ in tallies_in(survey)) == sum(
        1 for name, _ in states(world.files()) if name.endswith("programme.json")
    )
