"""What a drawing for the room is, and what several of them share.

A drawing is made from released records only; it never meets the session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.ui import safe
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.release.release import Released, ReleasedRecords


@dataclass(frozen=True)
class Moment:
    """Where the session stands, in words of the script and the catalogue; nothing anybody said.

    Times in seconds; *remaining* below 0 means over. Before and after a session there is no time to
    show: then it is not *timed*. *segment* is the key of the one that runs, *number* that of its question
    from 0, *kind* what a plain line becomes. *teams* are the names of the teams present. In a loop *item* is
    the key of what is talked about, in part *part* of *parts*; its words come from what the room may read.
    """

    title: str
    question: str
    instrument: str
    practice: str | None = None
    segment: str = ""
    number: int = 0
    kind: str = ""
    allotted: float = 0.0
    remaining: float = 0.0
    paused: bool = False
    timed: bool = True
    teams: str = ""
    item: str = ""
    part: int = 0
    parts: int = 1


@dataclass(frozen=True)
class Frame:
    """A heading for the list, and its rows.

    The first *results* of them are what the room works on; then come older remarks, under a heading.
    """

    heading: Content
    rows: tuple[Row, ...]
    results: int = 0


@dataclass(frozen=True)
class Drawing:
    """What the room sees of an instrument: each module of one has one called `DRAWING`.

    `draw` makes it. One that `names_practice` has the practice in its own heading; else it is the title.
    Below one that `holds_notes` they do not stand once more.
    """

    draw: Callable[[Released, ReleasedRecords, Moment], Frame]
    names_practice: bool = False
    holds_notes: bool = False


def head(title: str, hint: str = "") -> Content:
    """Return the heading of a list, and what is said beside it."""
    return safe.text((title, "bold"), "     ", (hint, "muted"))


def ideas_of(records: ReleasedRecords) -> list[ImprovementIdea]:
    """Return the ideas of the session, without those that went into others."""
    return [idea for idea in records.all(ImprovementIdea) if idea.merged_into is None]


def newest_vote(records: ReleasedRecords, subject: VoteSubject) -> DotVote | None:
    """Return the newest vote on a subject that the room may see, or None."""
    votes = [vote for vote in records.all(DotVote) if vote.subject is subject]
    return votes[-1] if votes else None


def item_row(key: str, number: str, title: str, tail: Content) -> Row:
    """Return a row: a number, its words, and at its right end *tail*."""

    def draw(width: int) -> list[Content]:
        room = max(20, width - 5 - max(tail.cell_length, 1) - 2)
        lines = safe.wrap(safe.text(title), room)
        drawn = [safe.text(safe.cell((number, "muted"), 5), safe.cell(lines[0], room), "  ", tail)]
        return [*drawn, *(safe.text(" " * 5, line) for line in lines[1:]), safe.NOTHING]

    return Row(key, draw)


def dots(vote: DotVote, key: str) -> Content:
    """Return the dots that an item got in a vote, drawn and counted."""
    return counted_dots(vote.dots.get(key, 0))


def counted_dots(*counts: int) -> Content:
    """Return dots drawn and counted: what was merged has more than one count, "5 + 2"."""
    return safe.text(("●" * min(sum(counts), 16), "track"), f" {' + '.join(map(str, counts))}")
