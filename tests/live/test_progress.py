"""Where a session stands is kept until it changes, and is then what the records say."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.live.course.agenda import build_agenda
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.session import SegmentRun, current_run
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.workspace.listening import PEOPLE, PRACTICES, TEAMS, planned

VERBS: dict[str, Callable[[LiveSession], object]] = {
    "start": lambda live: live.course.start(),
    "pause": lambda live: live.course.pause(),
    "carry on": lambda live: live.course.resume(),
    "next": lambda live: live.course.next_segment("half a line"),
    "back": lambda live: live.course.previous_segment(),
    "to deep listening": lambda live: live.course.go_to("deep"),
    "next part": lambda live: live.course.next_part(),
    "skip": lambda live: live.course.skip("no time"),
    "more time": lambda live: live.course.extend(3),
    "new plan": lambda live: live.course.apply_replan(live.course.propose(5)),
    "focus": lambda live: live.frame.set_focus([*live.desk.practices][:3]),
    "a note": lambda live: live.line.capture("Board meets Tuesdays"),
    "another kind": lambda live: live.choices.cycle_kind(),
    "undo": lambda live: live.undo(),
    "redo": lambda live: live.redo(),
}


def refused(live: LiveSession) -> None:
    """Move on within a change that is refused as a whole."""
    with contextlib.suppress(ZeroDivisionError), live.desk.change("refused"):
        live.course.next_segment()
        assert_fresh(live)
        raise ZeroDivisionError


def assert_fresh(live: LiveSession) -> None:
    """What is told now is what a fresh look at the records tells."""
    session = live.session
    runs = [run for run in live.records.all(SegmentRun) if session.script.segment(run.segment)]
    run = current_run(runs)
    going = 0.0
    if run is not None and run.running:
        counted = sum(each.seconds or 0.0 for each in run.stretches[:-1])
        going = live.timing.agenda.current.part_seconds - counted if live.timing.agenda.current else 0.0
    agenda = build_agenda(session.script, runs, going, len(session.focus))
    assert live.timing.agenda == agenda
    fresh = LiveSession(
        SessionDesk(live.records, clock=live.clock, today=live.today, practices=PRACTICES)
    ).position
    assert (live.position.segment, live.position.part) == (fresh.segment, fresh.part)
    assert live.position.row == fresh.row


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*VERBS, "refused"]), max_size=14), st.integers(1, 80))
def test_whatever_is_done_it_is_what_the_records_say(
    tmp_path_factory: object, names: list[str], seconds: int
) -> None:
    clock = FakeClock()
    path = Path(tmp_path_factory.mktemp("progress"), "session.json")  # type: ignore[attr-defined]
    with contextlib.closing(SessionFile(path, clock=clock.now)) as file:
        file.put(planned())
        file.forget_history()  # a meeting does not take back that it was planned
        live = LiveSession(
            SessionDesk(
                file, clock=clock, today=clock.now().date(), practices=PRACTICES, teams=TEAMS, people=PEOPLE
            )
        )
        for name in ("start", *names):
            with contextlib.suppress(RuleBroken):
                (VERBS | {"refused": refused})[name](live)
            clock.pass_time(seconds)
            assert_fresh(live)
