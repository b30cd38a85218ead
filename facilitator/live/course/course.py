"""The course of a session: its segments start, pause, end; its clock; its agenda and re-planning.

Every start, pause, skip and resume is a record, so a restart finds the segment and its elapsed time.
A segment has one run, or one for each of its parts; the last of them may be open, and its planned
minutes are for its part and all parts after it.
"""

from __future__ import annotations

import msgspec

from facilitator.language.words import count_or_no
from facilitator.live.course.agenda import AgendaRow, current_run, part_minutes, runs_of
from facilitator.live.course.replan import Replan, end_now, propose
from facilitator.live.course.timing import Timing
from facilitator.model.base import require
from facilitator.model.session import (
    LIVE,
    SegmentRun,
    SessionStatus,
)
from facilitator.text import clean

NO_TIME = "No time was left for it."
"""What is written on a segment that a re-plan dropped."""


class Course(Timing):
    """The segments of a session in time. All seconds come from the clock that nobody can set."""

    # Starting and stopping

    def start(self) -> None:
        """Start the session and its first segment. Raises `RuleBroken` unless it waits to start."""
        first = self.agenda.following
        require(
            first is not None and self.session.status not in LIVE,
            "This session is under way already." if self.is_live else "This session cannot be started.",
            "Carry on with it instead." if self.is_live else "Plan a new one.",
        )
        assert first is not None
        with self._change("start of the session"):
            session = self.session.moved_to(SessionStatus.RUNNING, started_at=self.clock.now())
            self.records.put(session)
            self._open(first.segment)

    def pause(self) -> None:
        """Stop the clock. Raises `RuleBroken` unless the session runs."""
        with self._change("pause"):
            run = current_run(self.runs)
            if run is not None:
                self._close(run)
            self.records.put(self.session.moved_to(SessionStatus.PAUSED))

    def resume(self) -> None:
        """Let the clock go on in the current segment. Raises `RuleBroken` unless the session is paused."""
        with self._change("carry on"):
            self.records.put(self.session.moved_to(SessionStatus.RUNNING))
            run = current_run(self.runs)
            if run is not None:
                self._begin(run)

    def finish(self, draft: str = "") -> None:
        """End the meeting: running or paused becomes captured. Raises `RuleBroken` otherwise."""
        with self._change("end of the session"):
            self._leave(draft)
            session = self.session.moved_to(SessionStatus.CAPTURED, ended_at=self.clock.now())
            self.records.put(session)

    def recover(self) -> float:
        """Set right a session that was running when the program stopped; return its elapsed seconds.

        The open stretch is closed at the last change in the file and the session is left paused.
        Nothing happens to a session that this process runs itself, or that is not running.
        """
        run = current_run(self.runs)
        ours = run is not None and run.running and self.stopwatch.since(self._key(run)) is not None
        if self.session.status is not SessionStatus.RUNNING or ours:
            return self.elapsed()
        seconds = 0.0
        with self._change("stop of the program", undoable=False):
            if run is not None and run.running:
                seconds = max(0.0, (self._last_change() - run.stretches[-1].start).total_seconds())
                self._close(run, seconds=seconds)
            self.records.put(self.session.moved_to(SessionStatus.PAUSED))
        if run is not None and run.running:
            self.stopwatch.mark(self._key(run), ago=seconds)
        return self.elapsed()

    # Moving on

    def next_segment(self, draft: str = "") -> AgendaRow | None:
        """Go on to the next segment and return it; None when this is the last, which then goes on.

        *draft* is the half-typed line; it is kept with the segment that is left. A paused session
        carries on.
        """
        return self._go(self.agenda.following, "on to", draft)

    def previous_segment(self, draft: str = "") -> AgendaRow | None:
        """Go back to the segment before and return it; None when this is the first."""
        return self._go(self.agenda.previous, "back to", draft)

    def go_to(self, key: str, draft: str = "") -> AgendaRow | None:
        """Go to the segment with that key and return it; None when it is the current one."""
        agenda = self.agenda
        row = agenda.row(key)
        ahead = agenda.rows.index(row) >= agenda.position
        current = agenda.current
        return (
            None if current and current.key == key else self._go(row, "on to" if ahead else "back to", draft)
        )

    def next_part(self, draft: str = "") -> int:
        """Go on to the next part of the segment, such as the next practice; return it, counted from 0.

        Raises `RuleBroken` after the last part.
        """
        run, row = self._require_run(), self.current
        assert row is not None
        require(
            row.part + 1 < row.parts,
            f"That was the last part of {row.title}.",
            "Go on to the next segment.",
        )
        share = min(run.planned, round(part_minutes(row.segment, run.planned, run.part, row.parts)))
        focus = self.session.focus
        name = self.practice_name(focus[run.part + 1]) if run.part + 1 < len(focus) else ""
        with self._change(f"on to {name or f'part {run.part + 2}'}"):
            closed = self._close(run, ended=True, planned=share)
            self._keep_draft(closed.segment, draft)
            rest = SegmentRun(segment=run.segment, planned=run.planned - share, part=run.part + 1)
            self._begin(rest)
            self._run_session()
        return run.part + 1

    def skip(self, reason: str, draft: str = "") -> AgendaRow | None:
        """Leave out the rest of the current segment and go on; return the next one, None at the end.

        Raises `RuleBroken` without a reason.
        """
        run, row = self._require_run(), self.current
        assert row is not None
        reason = clean(reason).strip()
        require(bool(reason), "Skipping a segment needs a reason.", "Write it in a few words.")
        following = self.agenda.following
        with self._change(f"skip {row.title}"):
            self._keep_draft(run.segment, draft)
            self._close(run, ended=True, skipped=reason)
            if following is not None:
                self._open(following.segment)
                self._run_session()
            else:
                self._pause_session()
        return following

    # Re-planning

    def extend(self, minutes: int) -> None:
        """Give the current segment that many minutes more, or fewer below 0."""
        run, row = self._require_run(), self.current
        assert row is not None
        label = f"{count_or_no(abs(minutes), 'minute')} {'more' if minutes >= 0 else 'less'} for {row.title}"
        with self._change(label):
            self.records.put(msgspec.structs.replace(run, planned=max(0, run.planned + minutes)))

    def propose(self, minutes_to_win: int | None = None) -> Replan:
        """Return a re-plan that wins those minutes; as many as the session is late when left out."""
        return propose(self.agenda, max(0, self.minutes_late()) if minutes_to_win is None else minutes_to_win)

    def end_now(self) -> Replan:
        """Return the re-plan that goes straight to actions and read-back."""
        return end_now(self.agenda)

    def apply_replan(self, replan: Replan) -> None:
        """Use a re-plan: set the minutes of each segment it changes, and drop those left with none."""
        with self._change("new plan"):
            for row in replan.rows:
                if row.open and row.difference:
                    self._plan(row.key, row.after)

    def _plan(self, key: str, minutes: int) -> None:
        own = runs_of(self.runs, key)
        last = own[-1] if own else SegmentRun(segment=key, planned=0)
        spent = sum(run.planned for run in own[:-1])
        dropped = minutes == 0 and not last.stretches
        skipped = NO_TIME if dropped else ""
        self.records.put(msgspec.structs.replace(last, planned=max(0, minutes - spent), skipped=skipped))

    # Between segments

    def _go(self, row: AgendaRow | None, verb: str, draft: str) -> AgendaRow | None:
        self._require_run()
        if row is None:
            return None
        with self._change(f"{verb} {row.title}"):
            self._leave(draft)
            self._open(row.segment)
            self._run_session()
        return self.current

    def _require_run(self) -> SegmentRun:
        run = current_run(self.runs)
        require(
            run is not None and self.is_live,
            "The session is not under way.",
            "Start it, or carry on with it.",
        )
        assert run is not None
        return run

    def _leave(self, draft: str) -> None:
        """End the current run, keeping the half-typed line with its segment."""
        run = current_run(self.runs)
        if run is not None:
            self._keep_draft(run.segment, draft)
            self._close(run, ended=True)
