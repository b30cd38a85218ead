"""Reading the lines of a filled paper: what a line in one of the forms says (`forms.FORMS`).

A line in no form is a note of the current kind, by the capture grammar. One that has a form but
cannot be saved like that is a note with every word of it, and the reader says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace

from facilitator.errors import RuleBroken
from facilitator.live.capture.naming import find_practice
from facilitator.live.paper_entry.context import PaperContext
from facilitator.live.paper_entry.counted import read_here
from facilitator.live.paper_entry.facts import Fact
from facilitator.live.paper_entry.frame_lines import FrameLines
from facilitator.live.paper_entry.framing import Blank
from facilitator.live.paper_entry.poll_lines import POLL, PollLines
from facilitator.live.paper_entry.practice_lines import PracticeLines
from facilitator.live.paper_entry.sheet import GAP, HEADING
from facilitator.live.paper_entry.vote_lines import Ballots
from facilitator.live.paper_entry.word_lines import WordLines
from facilitator.text import clean, clean_line

_NUMBERED = re.compile(r"([ia])([0-9]{1,3})")


class LineReader:
    """Reads lines in order; each is checked against the session as the lines before leave it.

    *voted* and *here* are how many the whole paper says.
    """

    def __init__(self, context: PaperContext, voted: int | None, here: int | None) -> None:
        self._ballots = Ballots(context, voted, here or context.people)
        self._practices = PracticeLines(context, self._ballots)
        self._words = WordLines(context, self._ballots)
        self._frame = FrameLines(context)
        self._polls = PollLines(context.script)
        self._signs = context.capture.signs

    def copy(self) -> LineReader:
        """Return a reader that stands where this one does and goes on alone."""
        twin = copy(self)
        twin._ballots = self._ballots.copy()
        twin._practices = self._practices.copy(twin._ballots)
        twin._words = self._words.copy(twin._ballots)
        return twin

    def _form(self, word: str) -> Callable[[str], Fact | None] | None:
        """Return what reads the rest of a row that begins with *word*; None where it begins none."""
        words, frame = self._words, self._frame
        forms: Mapping[str, Callable[[str], Fact | None]] = {
            "a": words.action,
            "p": words.promise,
            "step:": lambda said: words.of_action("first step", said),
            "help:": lambda said: words.of_action("help", said),
            "v": words.placed,
            "on": self._on,
            "focus": self._practices.focus,
            "team": self._side,
            POLL: self._polls.row,
            "agreed": frame.agreed,
            "here": frame.here,
            "lead": frame.lead,
            "fist": lambda said: frame.hands("fist of five", said),
            "roti": lambda said: frame.hands("ratings", said),
            "read": frame.read_back,
            "next": frame.next_meeting,
        }
        return forms.get(word if len(word) == 1 else word.casefold())

    def read(self, line: str) -> tuple[Fact, str, str]:
        """Return what a line says, why it is not what it looked like, and what of it is not as written."""
        trouble = ""
        self._words.caution = self._practices.caution = ""
        try:
            fact = self._blank(line) or self._in_form(_formed(line))
        except RuleBroken as broken:
            fact, trouble = None, broken.happened
        fact = fact or self._words.note(line, literal=bool(trouble))
        return fact, trouble, self._words.caution or self._practices.caution

    def _in_form(self, said: str) -> Fact | None:
        if not said:
            return None
        first, _, rest = said.partition(" ")
        number = _NUMBERED.fullmatch(first)
        if number and number[1] == "a":
            first, number = "a", None
        if first == "i" or number:
            return self._words.idea(rest, int(number[2]) if number else None) if rest else None
        form = self._form(first)
        found = form(rest) if form and rest else None
        return found or (self._practices.row(said) if said[0] not in self._signs else None)

    def _blank(self, line: str) -> Fact | None:
        """Return nothing saved for a heading, a row still to be filled in, or the number of one."""
        said = _formed(line)
        if said.startswith(HEADING) or said == GAP or _NUMBERED.fullmatch(said):
            return Blank()
        if not said.endswith(f" {GAP}"):
            return None
        word = said.removesuffix(f" {GAP}")
        form = self._form(word) or word in ("i", "read back") or word in self._signs
        begin, _, rest = word.partition(" ")
        asked = begin.casefold() == POLL and self._polls.names(rest)
        known = form or asked or _NUMBERED.fullmatch(word) or find_practice(word, self._words.known)
        return Blank() if known else None

    def _on(self, said: str) -> Fact | None:
        about = self._practices.about(said)
        if about is not None:
            self._words.known = replace(self._words.known, practice=about.practice)
        return about

    def _side(self, said: str) -> Fact | None:
        side = self._frame.side(said)
        if side is not None:
            self._practices.turn(side.team)
            self._words.turn(side.team)
        return side


def _formed(line: str) -> str:
    """Return the line as forms are looked for; "" for one that begins with a blank, which keeps it words."""
    return "" if clean(line)[:1].isspace() else clean_line(line)


def count_said(form: str, lines: Sequence[str]) -> int | None:
    """Return the number the last line of that form says; a line that begins with a blank has no form."""
    found = (
        read_here(_formed(line).removeprefix(form))[0]
        for line in reversed(lines)
        if _formed(line).startswith(form)
    )
    return next((count for count in found if count is not None), None)
