"""The course of a session: its segments start, pause, end; its clock; its agenda and re-planning.

Every start, pause, skip and resume is a record, so a restart finds the segment and its elapsed time.
A segment has one run, or one for each of its parts; the last of them may be open, and its planned
minutes are for its part and all parts after it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from facilitator.language.words import count_or_no
from facilitator.live.course.agenda import AgendaRow, minutes_of, runs_of
from facilitator.live.course.drafts import Drafts
from facilitator.live.course.loops import Loops
from facilitator.live.course.opening import with_last_time
from facilitator.live.course.replan import MOST_MINUTES, Replan, end_now, propose
from facilitator.live.course.room_feed import RoomFeed
from facilitator.live.course.runs import Runs
from facilitator.live.course.timing import Timing
from facilitator.live.desk import SessionDesk
from facilitator.model.base import require
from facilitator.model.script import Script
from facilitator.model.session import LIVE, SegmentRun, SessionStatus
from facilitator.text import clean

NO_TIME = "No time was left for it."
"""What is written on a segment that a re-plan dropped."""


class Course:
    """The segments of a session in time. All seconds come from the clock that nobody can set."""

    def __init__(
        self, desk: SessionDesk, runs: Runs, timing: Timing, drafts: Drafts, room: RoomFeed, loops: Loops
    ) -> None:
        self._desk = desk
        self._runs = runs
        self._timing = timing
        self._drafts = drafts
        self._room = room
        self._loops = loops

    # Where we are

    @property
    def is_live(self) -> bool:
        """Whether the room is in session, paused or not."""
        return self._desk.session.status in LIVE

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands still by choice."""
        return self._desk.session.status is SessionStatus.PAUSED

    # Starting and stopping

    def start(self) -> None:
        """Start the session and its first segment. Raises `RuleBroken` unless it waits to start."""
        first = self._timing.agenda.following
        require(
            first is not None and self._desk.session.status not in LIVE,
            "This session is under way already." if self.is_live else "This session cannot be started.",
            "Carry on with it instead." if self.is_live else "Plan a new one.",
        )
        assert first is not None
        with self._desk.change("start of the session"):
            now, script = self._desk.clock.now(), self._script_to_run()
            session = self._desk.session.moved_to(SessionStatus.RUNNING, started_at=now, script=script)
            self._desk.records.put(session)
            self._runs.open((self._timing.agenda.following or first).segment)

    def _script_to_run(self) -> Script:
        """Return the session's script, with last time in it where its teams were heard before."""
        script = self._desk.session.script
        return with_last_time(script) if self.looks_back else script

    @property
    def looks_back(self) -> bool:
        """Whether its teams were heard before, so that it looks back on that after the welcome."""
        earlier = self._desk.earlier
        return earlier is not None and (earlier.last_time() is not None or bool(earlier.unreadable))

    def pause(self) -> None:
        """Stop the clock. Raises `RuleBroken` unless the session runs."""
        with self._desk.change("pause"):
            run = self._runs.current
            if run is not None:
                self._runs.close(run)
            self._desk.records.put(self._desk.session.moved_to(SessionStatus.PAUSED))

    def resume(self) -> None:
        """Let the clock go on in the current segment. Raises `RuleBroken` unless the session is paused."""
        with self._desk.change("carry on"):
            self._desk.records.put(self._desk.session.moved_to(SessionStatus.RUNNING))
            run = self._runs.current
            if run is not None:
                self._runs.begin(run)

    def finish(self, draft: str = "") -> None:
        """End the meeting: running or paused becomes captured. Raises `RuleBroken` otherwise.

        A room view is told nothing more.
        """
        self._room.clear()
        with self._desk.change("end of the session"):
            self._leave(draft)
            session = self._desk.session.moved_to(SessionStatus.CAPTURED, ended_at=self._desk.clock.now())
            self._desk.records.put(session)

    def recover(self) -> float:
        """Set right a session that was running when the program stopped; return its elapsed seconds.

        The open stretch is closed at the last change in the file and the session is left paused.
        Nothing happens to a session that this process runs itself, or that is not running.
        """
        run = self._runs.current
        running = run if run is not None and run.running else None
        ours = running is not None and self._runs.is_measured(running)
        if self._desk.session.status is not SessionStatus.RUNNING or ours:
            return self._timing.elapsed()
        seconds = self._runs.until_last_change(running) if running is not None else 0.0
        with self._desk.change("stop of the program", undoable=False):
            if running is not None:
                self._runs.close(running, seconds=seconds)
            self._desk.records.put(self._desk.session.moved_to(SessionStatus.PAUSED))
        if running is not None:
            self._runs.take_over(running, seconds)
        return self._timing.elapsed()

    # Moving on

    def next_segment(self, draft: str = "") -> AgendaRow | None:
        """Go on to the next segment and return it; None when this is the last, which then goes on.

        *draft* is the half-typed line; it is kept with the segment that is left. A paused session
        carries on.
        """
        return self._go(self._timing.agenda.following, "on to", draft)

    def previous_segment(self, draft: str = "") -> AgendaRow | None:
        """Go back to the segment before and return it; None when this is the first."""
        return self._go(self._timing.agenda.previous, "back to", draft)

    def go_to(self, key: str, draft: str = "") -> AgendaRow | None:
        """Go to the segment with that key and return it; None when it is the current one."""
        agenda = self._timing.agenda
        row = agenda.row(key)
        ahead = agenda.rows.index(row) >= agenda.position
        current = agenda.current
        return (
            None if current and current.key == key else self._go(row, "on to" if ahead else "back to", draft)
        )

    def next_part(self, draft: str = "", *, park: bool = False) -> int:
        """Go on to the next part of the segment, such as the next practice; return it, counted from 0.

        With *park* the room talks about the item of this part another time. Raises `RuleBroken` after the
        last part.
        """
        run, row = self._require_run(), self._timing.agenda.current
        assert row is not None
        items = self._loops.items_after(run) if row.segment.each else ()
        require(
            row.part + 1 < max(row.parts if not row.segment.each else 0, len(items)),
            f"That was the last part of {row.title}.",
            "Go on to the next segment.",
        )
        share = min(run.planned, round(minutes_of(row.segment, run, row.parts)))
        with self._desk.change(f"on to {self._part_name(run.part + 1, items)}"):
            closed = self._runs.close(run, ended=True, planned=share, parked=park)
            if park:
                self._keep_parked(run)
            self._drafts.put(closed.segment, draft)
            rest = SegmentRun(
                segment=run.segment, planned=run.planned - share, part=run.part + 1, items=items
            )
            self._runs.begin(rest)
            self._carry_on()
        return run.part + 1

    def park_last(self, parked: bool = True) -> None:
        """Say that the room talks about what is in hand another time, where nothing comes after it."""
        run = self._require_run()
        with self._desk.change("parked" if parked else "not parked"):
            self._desk.set(run, "parked", parked=parked)
            self._keep_parked(run, parked)

    def _keep_parked(self, run: SegmentRun, parked: bool = True) -> None:
        """Remember in the session what the room parked, for its paper and for the next time."""
        others = tuple(each for each in self._desk.session.parked if each != run.item)
        self._desk.set_session("parked", parked=(*others, run.item) if parked and run.item else others)

    def _part_name(self, part: int, items: Sequence[str]) -> str:
        """Return what a part is called in labels: a practice, or its number; items are somebody's words."""
        focus = self._desk.session.focus if not items else ()
        return self._desk.practice_name(focus[part]) if part < len(focus) else f"part {part + 1}"

    def skip(self, reason: str, draft: str = "") -> AgendaRow | None:
        """Leave out the rest of the current segment and go on; return the next one, None at the end.

        Raises `RuleBroken` without a reason.
        """
        run, row = self._require_run(), self._timing.agenda.current
        assert row is not None
        reason = clean(reason).strip()
        require(bool(reason), "Skipping a segment needs a reason.", "Write it in a few words.")
        following = self._timing.agenda.following
        with self._desk.change(f"skip {row.title}"):
            self._drafts.put(run.segment, draft)
            self._runs.close(run, ended=True, skipped=reason)
            if following is not None:
                self._runs.open(following.segment)
                self._carry_on()
            else:
                self._stand_still()
        return following

    # Re-planning

    def extend(self, minutes: int) -> None:
        """Give the current segment that many minutes more, or fewer below 0; its parts to come keep theirs.

        Raises `RuleBroken` beyond `MOST_MINUTES`.
        """
        run, row = self._require_run(), self._timing.agenda.current
        assert row is not None
        most = count_or_no(MOST_MINUTES, "minute")
        require(run.planned + minutes <= MOST_MINUTES, f"A segment has {most} at most.", "Go on to the next.")
        label = f"{count_or_no(abs(minutes), 'minute')} {'more' if minutes >= 0 else 'less'} for {row.title}"
        with self._desk.change(label):
            longer = {"planned": max(0, run.planned + minutes), "given": max(0, run.given + minutes)}
            self._desk.records.put(msgspec.structs.replace(run, **longer))

    def propose(self, minutes_to_win: int | None = None) -> Replan:
        """Return a re-plan that wins those minutes; as many as the session is late when left out."""
        return propose(
            self._timing.agenda,
            max(0, self._timing.minutes_late()) if minutes_to_win is None else minutes_to_win,
        )

    def end_now(self) -> Replan:
        """Return the re-plan that goes straight to actions and read-back."""
        return end_now(self._timing.agenda)

    def apply_replan(self, replan: Replan) -> None:
        """Use a re-plan: set the minutes of each segment it changes, and drop those left with none."""
        with self._desk.change("new plan"):
            for row in replan.rows:
                if row.open and row.difference:
                    self._plan(row.key, row.after)

    def _plan(self, key: str, minutes: int) -> None:
        own = runs_of(self._runs.progress.runs, key)
        last = own[-1] if own else SegmentRun(segment=key, planned=0)
        spent = sum(run.planned for run in own[:-1])
        dropped = minutes == 0 and not last.stretches
        skipped = NO_TIME if dropped else ""
        self._desk.records.put(
            msgspec.structs.replace(last, planned=max(0, minutes - spent), skipped=skipped)
        )

    # Between segments

    def _go(self, row: AgendaRow | None, verb: str, draft: str) -> AgendaRow | None:
        self._require_run()
        if row is None:
            return None
        with self._desk.change(f"{verb} {row.title}"):
            self._leave(draft)
            self._runs.open(row.segment)
            self._carry_on()
        return self._timing.agenda.current

    def _require_run(self) -> SegmentRun:
        run = self._runs.current
        require(
            run is not None and self.is_live,
            "The session is not under way.",
            "Start it, or carry on with it.",
        )
        assert run is not None
        return run

    def _leave(self, draft: str) -> None:
        """End the current run, keeping the half-typed line with its segment."""
        run = self._runs.current
        if run is not None:
            self._drafts.put(run.segment, draft)
            self._runs.close(run, ended=True)

    def _carry_on(self) -> None:
        if self._desk.session.status is SessionStatus.PAUSED:
            self._desk.records.put(self._desk.session.moved_to(SessionStatus.RUNNING))

    def _stand_still(self) -> None:
        if self._desk.session.status is SessionStatus.RUNNING:
            self._desk.records.put(self._desk.session.moved_to(SessionStatus.PAUSED))
