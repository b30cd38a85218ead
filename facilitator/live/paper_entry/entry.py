"""Quick entry: a filled paper typed in afterwards, one line a fact (`paper_lines.FORMS` is the table).

`read_entry` tells what every line will become and changes nothing; `enter` saves the whole entry as
one change, so that one undo takes it back. No line is lost, and none is refused: what is not
understood becomes a note and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from facilitator.language.words import count_or_no
from facilitator.live.paper_entry.facts import Dots, Fact, Voters
from facilitator.live.paper_entry.lines import LineReader, PaperContext
from facilitator.model.base import require
from facilitator.model.idea import DotVote, ImprovementIdea
from facilitator.model.interaction import Interaction
from facilitator.model.session import RELEASED, SessionStatus
from facilitator.text import clean_line

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

ON_PAPER = "on paper"
"""Where a half-typed entry is kept as a draft; no segment can be called so."""


@dataclass(frozen=True)
class EntryLine:
    """A line of the entry (`number` from 0) and what it becomes; `trouble` says why it is only a note."""

    number: int
    typed: str
    fact: Fact
    trouble: str = ""


@dataclass(frozen=True)
class Entry:
    """A whole entry, every line with words in it."""

    lines: tuple[EntryLine, ...] = ()

    @property
    def in_trouble(self) -> tuple[EntryLine, ...]:
        """The lines that became notes because they could not be saved as what they looked like."""
        return tuple(line for line in self.lines if line.trouble)


def context_of(live: LiveSession) -> PaperContext:
    """Return what lines are read against now. A day on paper was said on the day of the session."""
    known = live.line.context
    kinds = (kind for kind in (live.position.kind, *live.position.kinds) if kind in live.notes.kinds)
    said_on = min(known.today, known.earliest or known.today)
    team = live.sides.scoring
    every = live.records.all(ImprovementIdea)
    return PaperContext(
        capture=replace(known, kind=next(kinds), practice=None, today=said_on),
        team=team,
        told={each.practice: each for each in live.records.all(Interaction) if each.team == team},
        ideas={idea.number: idea.title for idea in live.ideas.all},
        next_idea=max((idea.number for idea in every), default=0) + 1,
        vote=_by_number(live.votes.newest_on(), every),
        people=live.session.attendance,
        has_note=live.notes.last is not None,
    )


def _by_number(vote: DotVote | None, ideas: Iterable[ImprovementIdea]) -> DotVote | None:
    """Return a vote with its dots by the numbers of ideas instead of their ids."""
    if vote is None:
        return None
    numbers = {idea.id: str(idea.number) for idea in ideas}
    dots = {numbers[item]: count for item, count in vote.dots.items() if item in numbers}
    return msgspec.structs.replace(vote, dots=dots)


def read_entry(text: str, context: PaperContext) -> Entry:
    """Return what every line of *text* will become; it never fails and leaves no line out."""
    typed = [(number, line) for number, line in enumerate(text.split("\n")) if clean_line(line)]
    reader = LineReader(context, [line for _, line in typed])
    return Entry(tuple(EntryLine(number, line, *reader.read(line)) for number, line in typed))


def enter(live: LiveSession, text: str) -> Entry:
    """Save *text* as one change and return what its lines became; the draft of it goes with the change.

    Raises `NotSaved`, or `RuleBroken` for a session that takes no more; then nothing was saved.
    """
    require_open(live)
    entry = read_entry(text, context_of(live))
    with live.records.group(f"{count_or_no(len(entry.lines), 'line')} from paper"), _serving_nothing(live):
        for line in entry.lines:
            line.fact.enter(live)
        if any(isinstance(line.fact, (Dots, Voters)) for line in entry.lines):
            live.votes.reveal(True)
            if not live.course.is_live:
                live.votes.close()
        live.drafts.keep("", ON_PAPER)
    return entry


def require_open(live: LiveSession) -> None:
    """Raise `RuleBroken` for a session that takes no more lines: reviewed, or never held."""
    session = live.session
    require(
        session.status not in RELEASED | {SessionStatus.CANCELLED},
        f"{session.short_id} is {session.status.label}, so nothing more is written into it.",
        "Type the paper into the team’s next session.",
    )


@contextmanager
def _serving_nothing(live: LiveSession) -> Iterator[None]:
    """Let actions serve no idea meanwhile: which one was chosen on the screen says nothing of a paper."""
    chosen, live.line.serving = live.line.serving, None
    try:
        yield
    finally:
        live.line.serving = chosen
