"""Quick entry: a filled paper typed in afterwards, one line a fact (`forms.FORMS` is the table).

`read_entry` tells what every line will become and changes nothing; `enter` saves the whole entry as
one change, so that one undo takes it back. No line is lost: what is not understood becomes a note and is
told. One that is not for the notes holds the entry back, by its place, until it is let go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from facilitator.errors import HeldBack
from facilitator.language.words import count_or_no
from facilitator.live.capture.naming import fold
from facilitator.live.paper_entry.context import PaperContext
from facilitator.live.paper_entry.facts import Fact, Focus, Touch
from facilitator.live.paper_entry.framing import Blank
from facilitator.live.paper_entry.lines import LineReader, count_said
from facilitator.live.paper_entry.poll_lines import poll_rows
from facilitator.live.paper_entry.said import IdeaRow, Written
from facilitator.live.paper_entry.sheet import Part, sheet
from facilitator.live.paper_entry.votes import Placed, Voters
from facilitator.model.base import require
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Interaction
from facilitator.model.session import RELEASED, SessionStatus
from facilitator.text import clean_line

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession

ON_PAPER = "on paper"
"""Where a half-typed entry is kept as a draft; no segment can be called so."""


@dataclass(frozen=True)
class EntryLine:
    """A line of the entry (`number` from 0) and what it becomes.

    `trouble` says why it is only a note, `caution` what of it is not as it stands on the paper. A line that
    `is_held` is not for the notes.
    """

    number: int
    typed: str
    fact: Fact
    trouble: str = ""
    caution: str = ""
    is_held: bool = False

    @property
    def place(self) -> str:
        """Where it stands, as people count lines: "line 3"."""
        return f"line {self.number + 1}"


@dataclass(frozen=True)
class Entry:
    """A whole entry, every line with words in it."""

    lines: tuple[EntryLine, ...] = ()

    @property
    def in_trouble(self) -> tuple[EntryLine, ...]:
        """The lines that became notes because they could not be saved as what they looked like."""
        return tuple(line for line in self.lines if line.trouble)

    @property
    def filled(self) -> tuple[EntryLine, ...]:
        """The lines that say something: all but headings and rows nobody filled in."""
        return tuple(line for line in self.lines if not isinstance(line.fact, Blank))


def context_of(live: LiveSession, zone: tzinfo = UTC) -> PaperContext:
    """Return what lines are read against now. Days on paper are seen from that of the session, in *zone*."""
    known = live.line.context
    kinds = (kind for kind in (live.position.kind, *live.position.kinds) if kind in live.notes.kinds)
    said_on = min(known.today, known.earliest or known.today)
    every = live.records.all(ImprovementIdea)
    return PaperContext(
        capture=replace(known, kind=next(kinds), practice=None, today=said_on),
        team=live.sides.scoring,
        teams=live.sides.teams,
        told={(each.team, each.practice): each for each in live.records.all(Interaction)},
        ideas={idea.number: idea.title for idea in live.ideas.all},
        next_idea=max((idea.number for idea in every), default=0) + 1,
        votes={
            subject: _by_number(vote, every)
            for subject in VoteSubject
            if (vote := live.votes.newest_on(subject)) is not None
        },
        people=live.session.attendance,
        has_note=live.notes.last is not None,
        has_action=bool(live.actions.all),
        said=frozenset(fold(text) for text in _said_in(live)),
        zone=zone,
        script=live.session.script,
        is_held=live.guard.is_for_elsewhere,
    )


def _said_in(live: LiveSession) -> Iterator[str]:
    yield from (note.text for note in live.notes.all)
    yield from (idea.title for idea in live.ideas.all)
    yield from (action.text for action in live.actions.all)


def sheet_of(live: LiveSession) -> tuple[Part, ...]:
    """Return the sheet of a session: the practices prepared for it, and whose it is where two teams meet."""
    session, offered = live.session, {each.key: each for each in live.desk.offered}
    prepared = session.shortlist or session.script.offer
    names = [offered[key].short_name or offered[key].name for key in prepared if key in offered]
    teams = [live.sides.name(team) for team in live.sides.teams]
    return sheet(names, teams, live.notes.kinds.values(), poll_rows(session.script))


def _by_number(vote: DotVote, ideas: Iterable[ImprovementIdea]) -> DotVote:
    """Return a vote on ideas with its dots by their numbers instead of their ids, any other as it is."""
    if vote.subject is not VoteSubject.IDEAS:
        return vote
    numbers = {idea.id: str(idea.number) for idea in ideas}
    dots = {numbers[item]: count for item, count in vote.dots.items() if item in numbers}
    return msgspec.structs.replace(vote, dots=dots)


class EntryReader:
    """Reads a text again and again while it is typed: only from the first line that changed."""

    def __init__(self, context: PaperContext) -> None:
        self.context = context
        self._counts: tuple[int | None, int | None] = (None, None)
        self._lines: list[EntryLine] = []
        self._before: list[LineReader] = []

    def read(self, text: str) -> Entry:
        """Return what every line of *text* will become; it never fails and leaves no line out."""
        typed = [(number, line) for number, line in enumerate(text.split("\n")) if clean_line(line)]
        said = [line for _, line in typed]
        counts = (count_said("v people ", said), count_said("here ", said))
        if counts != self._counts or not self._before:
            self._counts, self._lines, self._before = counts, [], [LineReader(self.context, *counts)]
        known = zip(typed, self._lines, strict=False)
        kept = len(list(takewhile(bool, (line == (read.number, read.typed) for line, read in known))))
        del self._lines[kept:], self._before[kept + 1 :]
        reader = self._before[kept].copy()
        for number, line in typed[kept:]:
            read = reader.read(line)
            self._lines.append(EntryLine(number, line, *read, self.context.is_held(line)))
            self._before.append(reader.copy())
        return Entry(tuple(self._lines))


def read_entry(text: str, context: PaperContext) -> Entry:
    """Return what every line of *text* will become; it never fails and leaves no line out."""
    return EntryReader(context).read(text)


def enter(live: LiveSession, text: str, zone: tzinfo = UTC) -> Entry:
    """Save *text* as one change and return what its lines became; the draft of it goes with the change.

    Raises `NotSaved`, `HeldBack` for a line that is not for the notes, or `RuleBroken` for a session that
    takes no more; then nothing was saved.
    """
    require_open(live)
    entry = read_entry(text, context_of(live, zone))
    _require_none_held(entry)
    _forget_names(live, entry)
    with live.records.group(f"{count_or_no(len(entry.filled), 'line')} from paper"), _undisturbed(live):
        for line in entry.lines:
            line.fact.enter(live)
        _end_votes(live, entry)
        live.drafts.keep("", ON_PAPER)
    return entry


def _require_none_held(entry: Entry) -> None:
    held = [line for line in entry.lines if line.is_held]
    if held:
        places = ", ".join(line.place for line in held)
        raise HeldBack(
            f"Not for the notes: {places}. It has its own people. Nothing was saved.",
            "Say it otherwise, or let it go; then enter them all. ^D shows whom to turn to.",
        )


def _forget_names(live: LiveSession, entry: Entry) -> None:
    """Take the names of owners who gave no yes out of the draft: a name is stored with a yes only."""
    names = {
        line.typed: line.fact.reading.owner_text
        for line in entry.lines
        if isinstance(line.fact, Written) and line.fact.reading.owner_text and not line.fact.yes
    }
    kept = live.drafts.text_in(ON_PAPER)
    if not (names and kept):
        return
    live.drafts.forget(ON_PAPER)
    without = (line.replace(f"@{names[line]}", "@") if line in names else line for line in kept.split("\n"))
    live.drafts.keep("\n".join(without), ON_PAPER)


def _end_votes(live: LiveSession, entry: Entry) -> None:
    """Uncover the dots that were on the paper, and end their votes unless the room is still in session.

    Dots on practices choose what was looked into, where the paper does not say it.
    """
    facts = [line.fact for line in entry.lines]
    placed = [fact.placed if isinstance(fact, IdeaRow) else fact for fact in facts]
    on_ideas = any(
        isinstance(fact, Voters) or (isinstance(fact, Placed) and fact.dots is not None) for fact in placed
    )
    on_practices = any(isinstance(fact, Touch) and fact.dots is not None for fact in facts)
    for subject, cast in ((VoteSubject.IDEAS, on_ideas), (VoteSubject.PRACTICES, on_practices)):
        if cast:
            live.votes.reveal(True, subject)
            if not live.course.is_live:
                live.votes.close(subject)
    if on_practices and not live.session.focus and not any(isinstance(fact, Focus) for fact in facts):
        live.frame.set_focus(live.votes.to_look_into())


def require_open(live: LiveSession) -> None:
    """Raise `RuleBroken` for a session that takes no more lines: reviewed, or never held."""
    session = live.session
    require(
        session.status not in RELEASED | {SessionStatus.CANCELLED},
        f"{session.short_id} is {session.status.label}, so nothing more is written into it.",
        "Type the paper into the team’s next session.",
    )


@contextmanager
def _undisturbed(live: LiveSession) -> Iterator[None]:
    """Leave the side in hand and the idea new actions serve as they are: on a paper both are its own."""
    chosen, live.line.serving = live.line.serving, None
    side = live.sides.in_hand
    try:
        yield
    finally:
        live.line.serving = chosen
        live.sides.take(side)
