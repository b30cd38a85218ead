"""Hostile lines by the thousand go through the line of a session into its file, and come back as typed."""

from datetime import date

import pytest

from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.idea import ImprovementIdea, VoteSubject
from facilitator.model.observation import Observation
from facilitator.text import clean_line, is_clean
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.hostile import NAUGHTY, hostile_lines
from tests.workspace.listening import PEOPLE, PRACTICES, TEAMS, planned

LINES = 2_000
A_SESSION = 1_000
ONE_BY_ONE = 100


@pytest.fixture
def clock():
    return FakeClock()


def opened(path, clock, **known):
    """A running session over a file of its own."""
    file = SessionFile(path, clock=clock.now)
    if not file.all(Observation):
        file.put(planned())
    return file, LiveSession(SessionDesk(file, clock=clock, today=date(2026, 3, 12), **known))


def test_two_thousand_lines_are_kept_as_they_were_said(tmp_path, clock):
    """A word before and after each line keeps it from being read as an annotation or a bullet.

    One in ten is written by itself, the others are pasted a hundred at a time; a line break in the
    middle would make two notes of a pasted one and is a blank there.
    """
    lines = [f"say {' '.join(line.splitlines())} so" for line in hostile_lines(LINES, long_ones=10)]
    for number, some in enumerate(batched(lines, A_SESSION)):
        path = tmp_path / f"{number}.json"
        file, live = opened(path, clock)
        live.course.start()
        for line in some[:ONE_BY_ONE]:
            assert live.line.capture(line).text == clean_line(line)
        for batch in batched(some[ONE_BY_ONE:], 100):
            live.line.capture_many("\n".join(batch))
        expected = [clean_line(line) for line in some]
        assert [note.text for note in file.all(Observation)] == expected
        file.close()
        again = SessionFile(path, clock=clock.now)
        assert [note.text for note in again.all(Observation)] == expected
        again.close()


def batched(things, size):
    return [things[start : start + size] for start in range(0, len(things), size)]


def test_a_line_on_its_own_is_never_refused(tmp_path, clock):
    """Signs, tags and annotations in it may mean something; whatever is left is clean."""
    file, live = opened(tmp_path / "one.json", clock, practices=PRACTICES, teams=TEAMS, people=PEOPLE)
    live.course.start()
    for line in hostile_lines(500):
        reading = live.line.read(line)
        assert is_clean(reading.text)
        record = live.line.capture(line)
        assert (record is None) == (reading.is_empty or (reading.nod_last and not live.notes.all))
    file.close()


def test_hostile_lines_are_grouped_voted_split_and_undone(tmp_path, clock):
    file, live = opened(tmp_path / "many.json", clock, practices=PRACTICES, teams=TEAMS, people=PEOPLE)
    live.course.start()
    live.course.go_to("ideas")
    live.line.capture_many("\n".join(f"say {line} so" for line in hostile_lines(120)))
    before = titles(live)
    live.votes.open(VoteSubject.IDEAS, people=100)
    for idea in live.ideas.all[:100]:
        live.votes.put_dots(idea.id, 2)
    for into, *others in list(batched(live.ideas.all, 3))[:20]:
        live.ideas.merge(into, others)
    for idea in live.ideas.all[40:55]:
        live.editing.split(idea, (idea.title, f"and {idea.title}"))
    changes = 1 + 100 + 20 + 15
    after = titles(live)
    for _ in range(changes):
        live.undo()
    assert titles(live) == before
    for _ in range(changes):
        live.redo()
    assert titles(live) == after
    file.close()


def titles(live):
    return [
        (idea.number, idea.title, live.votes.dots_of(idea.id)) for idea in live.records.all(ImprovementIdea)
    ]


def test_the_written_lines_change_when_they_must():
    """The list is worth its name: some of it is cleaned, some of it must stay as it is."""
    acting = [line for line in NAUGHTY if not is_clean(line)]
    assert 8 <= len(acting) < len(NAUGHTY)
