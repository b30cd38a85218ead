"""After the program was killed: the session goes on where it stood, and undo still knows the way back."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.observation import Observation
from facilitator.model.session import SegmentRun, SessionStatus
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.store.looking import files_with
from tests.workspace.listening import PEOPLE, PRACTICES, TEAMS, planned


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def path(tmp_path: Path, clock: FakeClock) -> Path:
    file = SessionFile(tmp_path / "planned" / "session.json", clock=clock.now)
    file.path.parent.mkdir()
    file.put(planned())
    file.close()
    return file.path


def start_program(path: Path, clock: FakeClock) -> LiveSession:
    """Open the session as a new run of the program does.

    The run before it was simply killed: its files lie here as they were at that moment, also its lock
    file, which nobody locks any more.
    """
    left = shutil.copytree(path.parent, path.parent.with_name(f"{len(list(path.parents[1].iterdir()))}"))
    file = SessionFile(left / path.name, clock=clock.now)
    live = LiveSession(
        SessionDesk(
            file, clock=clock, today=date(2026, 3, 12), practices=PRACTICES, teams=TEAMS, people=PEOPLE
        )
    )
    live.course.recover()
    return live


def pass_time(live: LiveSession, clock: FakeClock, seconds: int) -> None:
    for _ in range(seconds // 30):
        clock.pass_time(30)
        live.timing.tick()


def test_a_note_can_be_taken_back_after_a_restart(path, clock):
    live = start_program(path, clock)
    live.course.start()
    live.line.capture("Board meets Tuesdays")
    again = start_program(live.records.path, clock)
    assert again.undo_label == "note “Board meets Tuesdays”"
    again.undo()
    assert again.records.all(Observation) == ()
    assert start_program(again.records.path, clock).redo_label == "note “Board meets Tuesdays”"
    again.redo()
    assert [note.text for note in again.notes.all] == ["Board meets Tuesdays"]


def test_the_stop_of_the_program_is_no_step_of_undo(path, clock):
    live = start_program(path, clock)
    live.course.start()
    live.line.capture("one")
    again = start_program(live.records.path, clock)
    assert again.course.is_paused
    assert again.undo_label == "note “one”"


def test_going_back_a_segment_after_a_restart_keeps_its_measured_time(path, clock):
    live = start_program(path, clock)
    live.course.start()
    pass_time(live, clock, 120)
    left = live.position.segment.key
    live.course.next_segment()
    pass_time(live, clock, 60)
    live.line.capture("keeps the time of the stop")

    clock.pass_time(3600)
    again = start_program(live.records.path, clock)
    again.undo()
    again.undo()
    assert again.position.segment.key == left
    assert again.timing.elapsed() == pytest.approx(120, abs=1)
    assert again.session.status is SessionStatus.PAUSED
    assert not any(run.running for run in again.records.all(SegmentRun))

    again.course.resume()
    pass_time(again, clock, 60)
    assert again.timing.elapsed() == pytest.approx(180, abs=1)


def test_sharing_forgets_what_could_be_taken_back(path, clock):
    live = start_program(path, clock)
    live.course.start()
    note = live.line.capture("CANARY was taken out before their eyes")
    live.editing.remove(note)
    live.frame.read_back_done()
    live.course.finish()
    live.frame.review()
    folder = live.records.path.parent
    assert files_with("CANARY", folder) == ["session.json.journal"]
    live.frame.share()
    assert files_with("CANARY", folder) == []
    assert start_program(live.records.path, clock).undo_label is None
    live.records.close()
    assert files_with("CANARY", folder) == []
    assert SessionFile(live.records.path).undo_label is None


def test_sharing_after_a_restart_forgets_the_older_files_as_well(path, clock):
    live = start_program(path, clock)
    live.course.start()
    note = live.line.capture("CANARY was taken out before their eyes")
    live.records.close()
    again = start_program(live.records.path, clock)
    folder = again.records.path.parent
    again.course.resume()
    again.editing.remove(note)
    again.records.close()
    assert files_with("CANARY", folder) == ["session.json", "session.json.previous"]
    again.frame.read_back_done()
    again.course.finish()
    again.frame.review()
    again.frame.share()
    assert files_with("CANARY", folder) == []
