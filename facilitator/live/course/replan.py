"""Winning minutes back: who gives in which order, and what is never dropped.

Segments give in the order of their turn, each down to its minimum. Keep-always segments give only
when all others are at their minimum. A segment whose minimum is 0 is dropped when it has given all.

See docs/field.md, "Winning minutes back".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from facilitator.language.words import count, count_in_words
from facilitator.live.course.agenda import Agenda, AgendaRow, RowState
from facilitator.live.instruments.finder import facts_of

MOST_MINUTES = 240
"""The most minutes a single segment can be given."""


@dataclass(frozen=True)
class ReplanRow:
    """One segment in a proposal: minutes `before` and `after`, and the fewest it may have.

    `open` tells whether it can still give or take: it is running or ahead.
    """

    key: str
    title: str
    before: int
    after: int
    least: int
    keep: bool
    open: bool

    @property
    def difference(self) -> int:
        """Minutes it gets more (above 0) or fewer (below 0)."""
        return self.after - self.before

    @property
    def dropped(self) -> bool:
        """Whether nothing is left of it."""
        return self.open and self.before > 0 and self.after == 0


@dataclass(frozen=True)
class Replan:
    """A proposal: the minutes of every segment, and how many were `wanted`."""

    rows: tuple[ReplanRow, ...]
    wanted: int

    @property
    def won(self) -> int:
        """Minutes the proposal wins; below 0 when it adds some."""
        return -sum(row.difference for row in self.rows)

    @property
    def missing(self) -> int:
        """Minutes that are still too many; 0 when the session ends in time."""
        return max(0, self.wanted - self.won)

    @property
    def fits(self) -> bool:
        """Whether the session ends in time with it."""
        return self.missing == 0

    @property
    def changed(self) -> tuple[ReplanRow, ...]:
        """The segments whose minutes change."""
        return tuple(row for row in self.rows if row.difference)

    @property
    def sentence(self) -> str:
        """Return in one sentence what the proposal does to the end of the session."""
        changed = len(self.changed)
        if not self.fits:
            least = count(self.missing, "minute")
            return f"With every segment at its minimum you still end {least} late."
        if not changed:
            return "Nothing needs to change."
        return f"Shorten {count_in_words(changed, 'segment')} and you still end in time."

    def with_minutes(self, key: str, minutes: int) -> Replan:
        """Return the proposal with another number of minutes for one segment.

        It stays between the least that segment may have and `MOST_MINUTES`; a segment that is over
        stays as it is. Raises `KeyError` for a key that is not there.
        """
        if key not in {row.key for row in self.rows}:
            raise KeyError(key)

        def set_one(row: ReplanRow) -> ReplanRow:
            if row.key != key or not row.open:
                return row
            return replace(row, after=max(row.least, min(MOST_MINUTES, minutes)))

        return replace(self, rows=tuple(set_one(row) for row in self.rows))


def propose(agenda: Agenda, minutes_to_win: int) -> Replan:
    """Return the proposal that wins that many minutes, or as many as there are.

    The running segment gives too, but never what is already spent. When even the minimums do not
    fit, every segment stands at its minimum and `fits` is False.
    """
    wanted = max(0, minutes_to_win)
    givers = sorted(
        (row for row in agenda.rows if _is_open(row)),
        key=lambda row: (row.segment.keep, row.segment.turn),
    )
    gives: dict[str, int] = {}
    missing = wanted
    for row in givers:
        gives[row.key] = min(missing, row.planned - row.least)
        missing -= gives[row.key]
    return _replan(agenda, wanted, lambda row: row.planned - gives.get(row.key, 0))


def end_now(agenda: Agenda) -> Replan:
    """Return the proposal that goes straight to actions and read-back; all else ahead is dropped.

    This is the facilitator's choice when even the minimums do not fit, so that keep-always segments
    other than the promise, the actions, the read-back and the close go too.
    """

    def minutes(row: AgendaRow) -> int:
        if not _is_open(row):
            return row.planned
        if row.state is RowState.RUNNING:
            return min(row.planned, -int(-row.seconds // 60))
        ends = any(facts_of(each).ends for each in row.segment.instruments)
        return row.planned if ends else 0

    return _replan(agenda, 0, minutes)


def _is_open(row: AgendaRow) -> bool:
    return row.state in (RowState.RUNNING, RowState.AHEAD)


def _replan(agenda: Agenda, wanted: int, minutes: Callable[[AgendaRow], int]) -> Replan:
    rows = []
    for row in agenda.rows:
        after = minutes(row)
        rows.append(
            ReplanRow(
                key=row.key,
                title=row.title,
                before=row.planned,
                after=after,
                least=min(after, row.least) if _is_open(row) else after,
                keep=row.segment.keep,
                open=_is_open(row),
            )
        )
    return Replan(tuple(rows), wanted)
