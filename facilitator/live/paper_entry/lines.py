"""Reading the lines of a filled paper: which forms there are, and what a line in one of them says.

A line in no form is a note of the current kind, by the capture grammar. One that has a form but
cannot be saved like that is a note with every word of it, and the reader says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from facilitator.errors import RuleBroken
from facilitator.language.due_dates import read_due
from facilitator.language.numbers import read_number
from facilitator.live.capture.grammar import SIGNS
from facilitator.live.capture.naming import ACTION, IDEA, CaptureContext, find_practice
from facilitator.live.capture.reading import LineReading, read_line
from facilitator.live.paper_entry.facts import (
    Dots,
    Fact,
    Hands,
    Here,
    Nods,
    PaperPromise,
    Round,
    Touch,
    Voters,
    Written,
)
from facilitator.model.base import require
from facilitator.model.idea import DotVote, VoteSubject
from facilitator.model.interaction import Frequency, Interaction, TouchRole
from facilitator.model.session import FistOfFive, Roti
from facilitator.text import clean, clean_line


class Form(NamedTuple):
    """One form of a line: an example and what it says."""

    typed: str
    says: str


FORMS = (
    Form("change p w 5 2 1", "a row of the touch map"),
    Form("change - - 4 2 -", "- is not on the paper"),
    Form("change split 1:5 2:3", "hands on the sentences"),
    Form("- slow forms #change +5", "a note, as on the line"),
    Form("i one form for both", "an idea"),
    Form("a write it @sam due fri", "an action"),
    Form("p Director: a seat due fri", "a promise by a role"),
    Form("v people 8", "how many voted"),
    Form("v 3 7", "idea 3 got seven dots"),
    Form("fist 2 4 2 0 0 0", "hands for 5, 4, 3, 2, 1, 0"),
    Form("roti 5:2 4:5 3:1", "hands, by their number"),
    Form("here 8", "how many were there"),
)
"""Every form, in the order of the worksheet."""

ROLES = {"o": TouchRole.OWNS, "p": TouchRole.PERFORMS, "c": TouchRole.CONTRIBUTES} | {
    "r": TouchRole.RECEIVES,
    "s": TouchRole.SUBJECT_TO,
    "n": TouchRole.NONE,
    "u": TouchRole.UNKNOWN,
}
OFTEN = {each.value[0]: each for each in Frequency}
_SCORES = {str(number): number for number in range(1, 6)}
_RUNGS = {str(number): number for number in range(6)}
_CODES: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("role", ROLES),
    ("frequency", OFTEN),
    ("importance", _SCORES),
    ("ease", _SCORES),
    ("rung", _RUNGS),
)
_UNKNOWN = "-"
_PAIR = re.compile(r"(\d):(.+)", re.ASCII)
_PEOPLE, _HERE = "v people ", "here "
_MOST = 999
"""No room holds more: a larger number is no count."""


@dataclass(frozen=True)
class PaperContext:
    """What lines are read against: the words known, and how the session stands before the entry.

    `ideas` are titles by number, merged ones left out; `vote` is the newest on ideas, its dots by the
    idea's number. `people` are here, and vote unless the vote or the paper says otherwise.
    """

    capture: CaptureContext
    team: str = ""
    told: Mapping[str, Interaction] = field(default_factory=dict)
    ideas: Mapping[int, str] = field(default_factory=dict)
    next_idea: int = 1
    vote: DotVote | None = None
    people: int | None = None
    has_note: bool = False


class LineReader:
    """Reads lines in order; each is checked against the session as the lines before leave it."""

    def __init__(self, context: PaperContext, lines: Sequence[str]) -> None:
        self.context = context
        self.known = context.capture
        self.told = dict(context.told)
        self.ideas = dict(context.ideas)
        self.next_idea = context.next_idea
        self.vote = context.vote
        voted = context.vote.people if context.vote else None
        self.people = _said(_PEOPLE, lines) or voted or _said(_HERE, lines) or context.people
        self.has_note = context.has_note
        self.forms: Mapping[str, Callable[[str], Fact | None]] = {
            "i": self._idea,
            "a": self._action,
            "p": self._promise,
            "v": self._vote,
            "fist": lambda rest: self._round("fist of five", rest),
            "roti": lambda rest: self._round("ratings", rest),
            "here": self._here,
        }

    def read(self, line: str) -> tuple[Fact, str]:
        """Return what a line says, and why it is not what it looked like."""
        trouble = ""
        try:
            fact = self._in_form(_formed(line))
        except RuleBroken as broken:
            fact, trouble = None, broken.happened
        return fact or self._note(line, literal=bool(trouble)), trouble

    def _in_form(self, said: str) -> Fact | None:
        if not said:
            return None
        first, _, rest = said.partition(" ")
        form = self.forms.get(first)
        found = form(rest) if form and rest else None
        return found or (self._practice(said) if said[0] not in SIGNS else None)

    # Words

    def _note(self, line: str, *, literal: bool = False) -> Fact:
        """Return the line as a note; one that only looked like something else keeps every word."""
        reading = read_line(f" {line}" if literal else line, self.known)
        if reading.nod_last and self.has_note:
            return Nods(reading.nods)
        if reading.nod_last or literal:
            reading = LineReading(self.known.kind, clean_line(line))
        self.has_note = True
        return Written(reading, self.known.kinds[reading.kind].label)

    def _read_as(self, kind: str, said: str) -> LineReading:
        """Read *said* as an idea or action; the blank before it keeps its signs as words."""
        return read_line(f" {said}", replace(self.known, kind=kind))

    def _idea(self, said: str) -> Fact:
        reading = self._read_as(IDEA, said)
        number = self.next_idea
        self.ideas[number] = reading.text
        self.next_idea += 1
        return Written(reading, f"idea {number}")

    def _action(self, said: str) -> Fact:
        return Written(self._read_as(ACTION, said), "action")

    def _promise(self, said: str) -> Fact:
        role, _, text = said.partition(":")
        require(
            bool(role.strip() and text.strip()),
            "A promise says who made it.",
            "Type p Director: what they do.",
        )
        head, _, day = text.rpartition(" due ")
        by = read_due(day, self.known.today)
        if not head.strip() or by is None:
            return PaperPromise(clean_line(role), clean_line(text))
        return PaperPromise(clean_line(role), clean_line(head), by)

    # The touch map

    def _practice(self, said: str) -> Fact | None:
        """Return a row of the touch map, or hands on the ladder; None if the line is neither."""
        words = said.split(" ")
        if "split" in words[1:-1]:
            at = words.index("split", 1)
            hands = _hands(words[at + 1 :], lowest=0)
            if hands is not None:
                return self._split(" ".join(words[:at]), hands)
        for count in range(min(len(_CODES), len(words) - 1), 0, -1):
            codes = _codes(words[-count:])
            key = self._find(" ".join(words[:-count])) if codes is not None else None
            if codes is not None and (key or count == len(_CODES)):
                return self._touch(self._must_find(" ".join(words[:-count])), codes)
        return None

    def _touch(self, practice: str, codes: dict[str, object]) -> Fact:
        touch = Touch(practice, **codes)  # type: ignore[arg-type]
        self.told[practice] = touch.after(self._before(practice))
        return touch

    def _split(self, name: str, hands: tuple[int, ...]) -> Fact:
        practice = self._must_find(name)
        require(any(hands), "A tally needs a hand.", "Count again.")
        lowest = next(rung for rung, count in enumerate(hands) if count)
        touch = Touch(practice, rung=lowest)
        self.told[practice] = touch.after(self._before(practice))
        return Hands(practice, hands)

    def _before(self, practice: str) -> Interaction:
        told = self.told.get(practice)
        return told or Interaction(team=self.context.team, practice=practice, role=TouchRole.UNKNOWN)

    def _find(self, name: str) -> str | None:
        return find_practice(name.removeprefix("#"), self.known)

    def _must_find(self, name: str) -> str:
        key = self._find(name)
        require(key is not None, f"No practice is called “{name}”.", "Type more of its name.")
        return key or ""

    # Counts

    def _vote(self, said: str) -> Fact | None:
        first, _, rest = said.partition(" ")
        if first == "people" and _count(rest) is not None:
            self._cast({})
            return Voters(self.people or 0)
        idea, dots = _count(first), _count(rest)
        if idea is None or dots is None:
            require(
                not all(_count(word) is not None for word in said.split(" ")),
                "A vote has an idea and its dots.",
                "Type v 3 7.",
            )
            return None
        require(idea in self.ideas, f"There is no idea {idea} yet.", "Type it first: i and its words.")
        self._cast({str(idea): dots})
        return Dots(idea, dots, self.people or 0, self.ideas[idea])

    def _cast(self, dots: dict[str, int]) -> None:
        """Lay *dots* over those cast so far. Raises `RuleBroken` beyond what the room has."""
        people = self.people or 0
        require(people > 0, "Nobody said how many voted.", "Type v people 8.")
        before = self.vote or DotVote(subject=VoteSubject.IDEAS, people=people)
        for cast in (before.dots, before.dots | dots):
            self.vote = DotVote(
                subject=VoteSubject.IDEAS,
                people=people,
                dots_each=before.dots_each,
                most_on_one=before.most_on_one,
                dots=cast,
            )

    def _round(self, what: str, said: str) -> Fact | None:
        words = said.split(" ")
        if any(_count(word) is None and _pair(word) is None for word in words):
            return None
        lowest, name = (1, "ratings") if what == "ratings" else (0, "fist of five")
        hands = _hands(words, lowest)
        require(hands is not None, f"The {name} has hands for 5 down to {lowest}.", "Type 5:2 4:5 3:1.")
        made = (Roti if lowest else FistOfFive)(hands or ())
        return Round("ratings" if lowest else "fist of five", made.hands)

    def _here(self, said: str) -> Fact | None:
        here = _count(said)
        return Here(here) if here is not None else None


def _formed(line: str) -> str:
    """Return the line as forms are looked for; "" for one that begins with a blank, which keeps it words."""
    return "" if clean(line)[:1].isspace() else clean_line(line)


def _said(form: str, lines: Sequence[str]) -> int | None:
    """Return the number the last line of that form says; a line that begins with a blank has no form."""
    formed = (_formed(line) for line in lines)
    found = [_count(line.removeprefix(form)) for line in formed if line.startswith(form)]
    return next((count for count in reversed(found) if count is not None), None)


def _count(said: str) -> int | None:
    """Return how many are said, in digits or in words; None for none, and for more than a room holds."""
    count = read_number(said)
    return count if count is not None and 0 <= count <= _MOST else None


def _pair(said: str) -> tuple[int, int] | None:
    """Return a number and its hands, said as 5:2; None for anything else."""
    match = _PAIR.fullmatch(said)
    count = _count(match[2]) if match else None
    return (int(match[1]), count) if match and count is not None else None


def _codes(words: Sequence[str]) -> dict[str, object] | None:
    """Return the answers that codes stand for, those not known left out; None if one is no code."""
    answers: dict[str, object] = {}
    for word, (name, codes) in zip(words, _CODES, strict=False):
        if word.casefold() in codes:
            answers[name] = codes[word.casefold()]
        elif word != _UNKNOWN:
            return None
    return answers


def _hands(words: Sequence[str], lowest: int) -> tuple[int, ...] | None:
    """Return hands for *lowest* to 5, from pairs (`5:2 4:1`) or from counts for 5 and down."""
    numbers = range(lowest, 6)
    plain = [_count(word) for word in words]
    if len(plain) == len(numbers) and None not in plain:
        return tuple(count or 0 for count in reversed(plain))
    counts = dict(pair for word in words if (pair := _pair(word)) is not None)
    if not counts or any(_pair(word) is None for word in words) or not set(counts) <= set(numbers):
        return None
    return tuple(counts.get(number, 0) for number in numbers)
