"""Lines in the room's words: notes, ideas with what became of them, actions, promises."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from typing import Literal

from facilitator.errors import RuleBroken
from facilitator.language.due_dates import MOST_WORDS, read_due
from facilitator.live.capture.naming import ACTION, IDEA, fold
from facilitator.live.capture.reading import LineReading, read_line
from facilitator.live.paper_entry.context import PaperContext
from facilitator.live.paper_entry.counted import IDEA_CODES, NOT_ON_PAPER, read_codes, read_count
from facilitator.live.paper_entry.facts import Fact
from facilitator.live.paper_entry.marks import Marked, take_marks
from facilitator.live.paper_entry.said import IdeaRow, Nods, OfAction, PaperPromise, Written
from facilitator.live.paper_entry.vote_lines import Ballots
from facilitator.live.paper_entry.votes import Placed, Voters
from facilitator.model.audience import Visibility
from facilitator.model.base import require
from facilitator.model.idea import VoteSubject
from facilitator.text import clean, clean_line

_CODES = re.compile(r"(?P<words>.+?) [=|] ?(?P<codes>[^=|]+)")


class WordLines:
    """Reads them in order. `caution` says what of the line read last is not as it stands on the paper.

    The numbers of ideas on a sheet are its own: they are those of the session where the sheet says nothing
    else.
    """

    def __init__(self, context: PaperContext, ballots: Ballots) -> None:
        self._context = context
        self.known = context.capture
        self.caution = ""
        self._ballots = ballots
        self._titles = dict(context.ideas)
        self._next_idea = context.next_idea
        self._on_sheet: dict[int, int] = {}
        self._has_note, self._has_action = context.has_note, context.has_action

    def copy(self, ballots: Ballots) -> WordLines:
        """Return the same over other *ballots*, to go on alone."""
        twin = copy(self)
        twin._titles, twin._on_sheet, twin._ballots = dict(self._titles), dict(self._on_sheet), ballots
        return twin

    def turn(self, team: str | None) -> None:
        """Let the lines that follow be of another side, whose sheet counts its ideas anew."""
        self.known = replace(self.known, speaking=team)
        self._on_sheet.clear()

    # Notes

    def note(self, line: str, *, literal: bool = False) -> Fact:
        """Return the line as a note; one that only looked like something else keeps every word."""
        kept_words = literal or clean(line)[:1].isspace()
        marked = Marked(clean_line(line)) if kept_words else self._marked_note(clean_line(line))
        reading = read_line(f" {marked.text}" if kept_words else marked.text, self.known)
        if reading.nod_last and self._has_note:
            return Nods(reading.nods)
        if reading.nod_last or literal:
            reading = LineReading(self.known.kind, clean_line(line))
        self._has_note = True
        self._warn_of_twin(reading.text)
        closed = take_marks(clean_line(line)).see is Visibility.FACILITATOR
        see = Visibility.FACILITATOR if literal and closed else self._seen(reading, marked)
        return Written(reading, self.known.kinds[reading.kind].label, see, marked.yes)

    def _marked_note(self, said: str) -> Marked:
        """Take the marks off a note; only a quote has a yes. A line of nothing else is words."""
        marked = take_marks(said, yes=read_line(said, self.known).kind == "quote")
        return marked if marked.text else Marked(said)

    def _seen(self, reading: LineReading, marked: Marked) -> Visibility | None:
        """Return who may see a note; what the rules forbid is left out, and told."""
        see = marked.see
        if see in (None, Visibility.FACILITATOR):
            return see
        if reading.kind == "private":
            self.caution = "A private note stays with the facilitators."
        elif reading.kind == "quote" and not marked.yes:
            self.caution = "A quote needs the speaker’s yes first: write yes at its end."
        else:
            return self._wide(see, reading.counterparts)
        return None

    def _wide(self, see: Visibility | None, others: tuple[str, ...]) -> Visibility | None:
        if see is Visibility.PARTNERS and not others and not self._context.teams:
            self.caution = "No other side is named, so only the team sees it: add @ and the other team."
        return see

    # Ideas

    def idea(self, said: str, number: int | None = None) -> Fact:
        """Return an idea by its *number* on the sheet, with what the room made of it.

        Of two with one number the first keeps it.
        """
        marked = self._marked(said)
        words, codes = self._codes(marked.text)
        again = take_marks(words)
        marked = replace(marked, text=again.text or words, see=marked.see or again.see)
        reading = self._read_as(IDEA, marked.text)
        own = self._next_idea
        self._titles[own] = reading.text
        if self._on_sheet.setdefault(own if number is None else number, own) != own:
            self.caution = f"Idea {number} stands there twice: votes and actions for {number} mean the first."
        self._next_idea += 1
        self._warn_of_twin(reading.text)
        written = Written(reading, f"idea {own}", self._wide(marked.see, reading.counterparts))
        return IdeaRow(written, self._place(own, codes, told=False)) if codes else written

    def _codes(self, said: str) -> tuple[str, dict[str, object] | None]:
        """Return the words of an idea, and what stands behind them; figures that are not that stay words."""
        match = _CODES.fullmatch(said)
        if match is None:
            return said, None
        figures = match["codes"].split()
        codes = read_codes(figures, IDEA_CODES) if len(figures) <= len(IDEA_CODES) else None
        if codes is None and all(figure.isdigit() or figure == NOT_ON_PAPER for figure in figures):
            self.caution = (
                f"“{match['codes']}” stays in the words: dots, then impact, effort and sure from 1 to 5."
            )
        return (said, None) if codes is None else (match["words"], codes)

    def placed(self, said: str) -> Fact | None:
        """Return what the room made of an idea, by its number; None if it is speech. Raises `RuleBroken`."""
        first, _, rest = said.partition(" ")
        if first == "people" and read_count(rest) is not None:
            return Voters(self._ballots.cast(VoteSubject.IDEAS, {}))
        idea, dots = read_count(first), read_count(rest)
        alone: dict[str, object] = {"dots": dots}
        codes = alone if dots is not None else read_codes(rest.split(" "), IDEA_CODES)
        if idea is None or not rest or codes is None or len(rest.split(" ")) > len(IDEA_CODES):
            require(
                not all(read_count(word) is not None for word in said.split(" ")),
                "A vote has an idea and its dots.",
                "Type v 3 7.",
            )
            return None
        idea = self._on_sheet.get(idea, idea)
        require(idea in self._titles, f"There is no idea {idea} yet.", "Type it first: i and its words.")
        return self._place(idea, codes, told=True)

    def _place(self, idea: int, codes: dict[str, object], *, told: bool) -> Placed:
        """Return it placed; dots the room does not have are left out where the words are *told* elsewhere."""
        people = 0
        if "dots" in codes:
            dots = codes["dots"]
            try:
                people = self._ballots.cast(VoteSubject.IDEAS, {str(idea): int(str(dots))})
            except RuleBroken as broken:
                if told:
                    raise
                self.caution = f"Its dots are left out. {broken.happened}"
                codes = {name: score for name, score in codes.items() if name != "dots"}
        return Placed(idea, people=people, title=self._titles[idea], **codes)  # type: ignore[arg-type]

    # Actions and promises

    def action(self, said: str) -> Fact:
        """Return an action with its owner's yes and the ideas it is for."""
        marked = self._marked(self._dated(said), yes=True, ideas=True)
        ideas = tuple(self._on_sheet.get(each, each) for each in marked.ideas)
        missing = [each for each in ideas if each not in self._titles]
        reading = self._read_as(ACTION, marked.text)
        self._has_action = True
        yes = marked.yes and bool(reading.owner or reading.owner_text)
        if missing:
            self.caution = f"There is no idea {missing[0]} yet."
        elif marked.yes and not yes:
            self.caution = "Nobody is named who said yes: write @ and who, then yes."
        elif reading.owner_text and not yes:
            self.caution = f"{reading.owner_text} is stored with their yes only: write yes after the name."
        elif reading.due is None:
            self._warn_of_date(reading.text)
        kept = tuple(each for each in ideas if each in self._titles)
        self._warn_of_twin(reading.text)
        return Written(reading, "action", self._wide(marked.see, reading.counterparts), yes, kept)

    def of_action(self, what: Literal["first step", "help"], said: str) -> Fact:
        """Return the first step of the action before, or its help. Raises `RuleBroken` without an action."""
        require(
            self._has_action, f"There is no action yet for this {what}.", "Type it first: a and its words."
        )
        return OfAction(what, clean_line(said))

    def promise(self, said: str) -> Fact:
        """Return a promise by a role. Raises `RuleBroken` without one."""
        marked = self._marked(self._dated(said))
        role, _, text = marked.text.partition(":")
        require(
            bool(role.strip() and text.strip()),
            "A promise says who made it.",
            "Type p Director: what they do.",
        )
        head, _, day = text.rpartition(" due ")
        by = read_due(day, self.known.today)
        if not head.strip() or by is None:
            self._warn_of_date(text)
            return PaperPromise(clean_line(role), clean_line(text), see=marked.see)
        return PaperPromise(clean_line(role), clean_line(head), by, marked.see)

    def _dated(self, said: str) -> str:
        """Return *said* with `due` where `by` stands before a day, as the column of the sheet is called."""
        head, by, tail = said.rpartition(" by ")
        day = take_marks(tail, yes=True, ideas=True).text
        return f"{head} due {tail}" if by and read_due(day, self.known.today) else said

    def _warn_of_date(self, text: str) -> None:
        """Say that what follows `due` is no day, where somebody meant one."""
        head, due, day = text.rpartition(" due ")
        if due and head.strip() and len(day.split()) <= MOST_WORDS:
            self.caution = f"“due {day}” stays in the words: it is no day since the session."

    # All of them

    def _warn_of_twin(self, text: str) -> None:
        """Say that the same words stand in the session: a sheet may be typed in twice."""
        if not self.caution and fold(text) in self._context.said:
            self.caution = "The same words stand in the session already."

    def _marked(self, said: str, *, yes: bool = False, ideas: bool = False) -> Marked:
        marked = take_marks(said, yes=yes, ideas=ideas)
        return marked if marked.text else Marked(said)

    def _read_as(self, kind: str, said: str) -> LineReading:
        """Read *said* as an idea or action; the blank before it keeps its signs as words."""
        return read_line(f" {said}", replace(self.known, kind=kind))
