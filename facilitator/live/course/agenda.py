"""The agenda of a session: what is done, what runs, what is ahead, and when it will end.

Built anew from the script copy and the segment runs each time it is asked for; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum

import msgspec

from facilitator.model.script import Script, Segment
from facilitator.model.session import SegmentRun, current_run


class RowState(Enum):
    """Where a segment stands."""

    DONE = "done"
    RUNNING = "running"
    SKIPPED = "skipped"
    AHEAD = "ahead"


class AgendaRow(msgspec.Struct, frozen=True):
    """One segment as the agenda shows it.

    `planned` are minutes as last re-planned, 0 once skipped. `seconds` were spent on the segment so
    far; `part_seconds` of them on the part that runs, which may take `part_allotted` seconds. `part`
    counts from 0 up to `parts` - 1.
    """

    segment: Segment
    state: RowState
    planned: int
    seconds: float = 0.0
    skipped: str = ""
    part: int = 0
    parts: int = 1
    part_seconds: float = 0.0
    part_allotted: float = 0.0

    @property
    def key(self) -> str:
        """The key of the segment."""
        return self.segment.key

    @property
    def title(self) -> str:
        """The short title, as the agenda shows it."""
        return self.segment.short_title

    @property
    def actual(self) -> int:
        """Whole minutes spent on it so far."""
        return round(self.seconds / 60)

    @property
    def difference(self) -> int:
        """Minutes more or fewer than in the script: spent ones once it is over, until then planned ones."""
        over = self.state in (RowState.DONE, RowState.SKIPPED)
        return (self.actual if over else self.planned) - self.segment.minutes

    def after(self, seconds: float) -> AgendaRow:
        """Return the row once so many seconds more were spent on its part."""
        return msgspec.structs.replace(
            self, seconds=self.seconds + seconds, part_seconds=self.part_seconds + seconds
        )

    @property
    def left(self) -> float:
        """Seconds the segment still has, 0.0 once they are used up; nothing for a done or skipped one."""
        if self.state in (RowState.DONE, RowState.SKIPPED):
            return 0.0
        return max(0.0, self.planned * 60 - self.seconds)

    @property
    def least(self) -> int:
        """The fewest whole minutes a re-plan may leave it: its minimum, and never less than was spent."""
        spent = -int(-self.seconds // 60)
        return min(self.planned, max(self.segment.minimum, spent))


class Agenda(msgspec.Struct, frozen=True):
    """All segments in the order of the script."""

    rows: tuple[AgendaRow, ...]

    @property
    def current(self) -> AgendaRow | None:
        """The segment that runs or stands paused; None before the start and after the end."""
        return next((row for row in self.rows if row.state is RowState.RUNNING), None)

    @property
    def position(self) -> int:
        """The number of the current segment counted from 1; 0 when there is none."""
        states = [row.state for row in self.rows]
        return states.index(RowState.RUNNING) + 1 if RowState.RUNNING in states else 0

    def row(self, key: str) -> AgendaRow:
        """Return the row of that segment; raises `KeyError`."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)

    @property
    def following(self) -> AgendaRow | None:
        """The next segment that is not skipped; before the start the first one."""
        return next((row for row in self.rows[self.position :] if row.state is RowState.AHEAD), None)

    @property
    def previous(self) -> AgendaRow | None:
        """The segment before the current one that was run, or None."""
        before = self.rows[: max(0, self.position - 1)]
        return next((row for row in reversed(before) if row.state is RowState.DONE), None)

    @property
    def seconds(self) -> float:
        """Seconds spent in all segments, pauses left out."""
        return sum(row.seconds for row in self.rows)

    @property
    def left(self) -> float:
        """Seconds that the current segment and those ahead still have."""
        return sum(row.left for row in self.rows)

    def after(self, seconds: float) -> Agenda:
        """Return the agenda once the stretch of the current segment has gone on for so many seconds more."""
        current = self.current if seconds else None
        if current is None:
            return self
        return Agenda(tuple(row.after(seconds) if row is current else row for row in self.rows))

    def ends_at(self, now: datetime) -> datetime:
        """Return when the session will end if everything ahead takes its planned minutes."""
        return now + timedelta(seconds=self.left)


def build_agenda(script: Script, runs: Sequence[SegmentRun], running: float = 0.0, focus: int = 0) -> Agenda:
    """Return the agenda of *script* after *runs*.

    *running* are the seconds of the stretch that is still going; *focus* is how many practices the
    room chose, 0 while it has not: a segment of several parts has no more parts than these.
    """
    current = current_run(runs)
    keys = [segment.key for segment in script.segments]
    if current is not None:
        place = keys.index(current.segment)
    else:
        place = len(keys) if any(run.stretches for run in runs) else -1
    rows = []
    for index, segment in enumerate(script.segments):
        own = runs_of(runs, segment.key)
        rows.append(_row(segment, own, _state(own, index, place), running, focus))
    return Agenda(tuple(rows))


def runs_of(runs: Iterable[SegmentRun], key: str) -> list[SegmentRun]:
    """Return the runs of one segment, its parts in order; only the last of them can be open."""
    return sorted((run for run in runs if run.segment == key), key=lambda run: run.part)


def _state(own: Sequence[SegmentRun], index: int, place: int) -> RowState:
    if index == place:
        return RowState.RUNNING
    if any(run.skipped for run in own):
        return RowState.SKIPPED
    if index > place:
        return RowState.AHEAD
    return RowState.DONE if any(run.stretches for run in own) else RowState.SKIPPED


def _row(
    segment: Segment, own: Sequence[SegmentRun], state: RowState, running: float, focus: int
) -> AgendaRow:
    parts = min(segment.parts, focus) if focus else segment.parts
    if segment.each:
        parts = max(1, len(own[-1].items)) if own else 1
    if not own:
        planned = 0 if state is RowState.SKIPPED else segment.minutes
        share = part_minutes(segment, planned, 0, parts) * 60
        return AgendaRow(segment, state, planned, parts=parts, part_allotted=share)
    last = own[-1]
    seconds = {run.id: run.seconds + (running if run.running else 0.0) for run in own}
    return AgendaRow(
        segment,
        state,
        0 if state is RowState.SKIPPED else sum(run.planned for run in own),
        seconds=sum(seconds.values()),
        skipped=last.skipped,
        part=last.part,
        parts=max(parts, last.part + 1),
        part_seconds=seconds[last.id],
        part_allotted=minutes_of(segment, last, parts) * 60,
    )


def minutes_of(segment: Segment, run: SegmentRun, parts: int) -> float:
    """Return the minutes of the part that a run is: its share, and what was given to it alone."""
    given = min(run.given, run.planned)
    return part_minutes(segment, run.planned - given, run.part, parts) + given


def part_minutes(segment: Segment, planned: int, part: int, parts: int) -> float:
    """Return the minutes of one part when *planned* minutes are left for it and the parts after it.

    As many parts share them as come near their minutes in the script: 16 of 24 minutes in three
    parts make two of eight, not three of five. In a loop the script says how long a part takes, or they
    share the time.
    """
    if segment.each:
        share = planned / max(1, parts - part)
        return min(float(segment.part_minutes), planned) if segment.part_minutes else share
    usual = segment.minutes / segment.parts
    fitting = int(planned / usual + 0.5)
    return planned / max(1, min(parts - part, fitting))
