"""After the program was killed: the session goes on where it stood, and undo still knows the way back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.live.session import LiveSession
from facilitator.model.observation import Observation
from facilitator.model.session import SegmentRun, SessionStatus
from facilitator.workspace.programme_folder import SessionFile
from tests.clock import FakeClock
from tests.unit.listening import PEOPLE, PRACTICES, TEAMS, planned


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def path(tmp_path: Path, clock: FakeClock) -> Path:
    SessionFile(tmp_path / "session.json", clock=clock.now).put(planned())
    return tmp_path / "session.json"


def start_program(path: Path, clock: FakeClock) -> LiveSession:
    """Open the session as a new run of the program does; the run before it was simply killed."""
    file = SessionFile(path, clock=clock.now)
    live = LiveSession(
        file, clock=clock, today=date(2026, 3, 12), practices=PRACTICES, teams=TEAMS, people=PEOPLE
    )
    live.recover()
    return live


def pass_time(live: LiveSession, clock: FakeClock, seconds: int) -> None:
    for _ in range(seconds // 30):
        clock.pass_time(30)
        live.tick()


def test_a_note_can_be_taken_back_after_a_restart(path, clock):
    live = start_program(path, clock)
    live.start()
    live.capture("Board meets Tuesdays")
    again = start_program(path, clock)
    assert again.undo_label == "note “Board meets Tuesdays”"
    again.undo()
    assert again.records.all(Observation) == ()
    assert start_program(path, clock).redo_label == "note “Board meets Tuesdays”"
    again.redo()
    assert [note.text for note in again.notes] == ["Board meets Tuesdays"]


def test_the_stop_of_the_program_is_no_step_of_undo(path, clock):
    live = start_program(path, clock)
    live.start()
    live.capture("one")
    again = start_program(path, clock)
    assert again.is_paused
    assert again.undo_label == "note “one”"


def test_going_back_a_segment_after_a_restart_keeps_its_measured_time(path, clock):
    live = start_program(path, clock)
    live.start()
    pass_time(live, clock, 120)
    left = live.segment.key
    live.next_segment()
    pass_time(live, clock, 60)
    live.capture("keeps the time of the stop")

    clock.pass_time(3600)
    again = start_program(path, clock)
    again.undo()
    again.undo()
    assert again.segment.key == left
    assert again.elapsed() == pytest.approx(120, abs=1)
    assert again.session.status is SessionStatus.PAUSED
    assert not any(run.running for run in again.records.all(SegmentRun))

    again.resume()
    pass_time(again, clock, 60)
    assert again.elapsed() == pytest.approx(180, abs=1)


def test_sharing_forgets_what_could_be_taken_back(path, clock):
    live = start_program(path, clock)
    live.start()
    note = live.capture("CANARY was taken out before their eyes")
    live.remove(note)
    live.read_back_done()
    live.finish()
    live.review()
    assert "CANARY" in path.read_text(encoding="utf-8")
    live.share()
    assert "CANARY" not in path.read_text(encoding="utf-8")
    assert start_program(path, clock).undo_label is None
