"""Reading the capture line: one line, one record.

Capture never refuses and never eats speech: what is not understood stays in the text as it was typed.
A tag is taken out of the text at the end of the line, and a `#practice` also at its beginning; inside
a sentence its words belong to it and stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from facilitator.language.due_dates import MOST_WORDS, read_due
from facilitator.language.tables import spoken
from facilitator.live.capture.completion import Completion, complete
from facilitator.live.capture.grammar import (
    CLOSING_WORDS,
    GRAMMAR,
    GrammarRow,
    Mark,
    Where,
    counts,
    rows_for,
)
from facilitator.live.capture.naming import (
    ACTION,
    COMMITMENT,
    IDEA,
    CaptureContext,
    find_person,
    find_team,
    fits_any,
    is_role,
    is_whole_name,
    person_names,
    team_names,
)
from facilitator.live.capture.tags import (
    ENDING,
    LONGEST_NAME,
    Tag,
    are_name_words,
    sign_of,
    tag_at,
    tag_of,
    tag_words,
    typed_in,
)
from facilitator.model.kinds import SIGNS
from facilitator.model.observation import MOMENT, Effect
from facilitator.text import clean, clean_line

__all__ = [
    "ACTION",
    "CLOSING_WORDS",
    "COMMITMENT",
    "GRAMMAR",
    "IDEA",
    "CaptureContext",
    "Completion",
    "GrammarRow",
    "LineReading",
    "Mark",
    "Where",
    "complete",
    "read_line",
    "read_words",
    "rows_for",
    "without_sign",
]


@dataclass(frozen=True)
class LineReading:
    """What a line will be saved as.

    `counterparts` are team ids; `owner` is the id of a person, `owner_text` a name after `@` on an
    action that fits nobody yet, and is stored with that person's yes only. `nod_last` means the line was
    only `+N`: N nods for the last note. `stays` is what would mean something in a note and stays text in an
    idea or action, such as `+5`. `no_team` is what follows an `@` in a note or an idea and fits no team: the
    word stays text.
    """

    kind: str
    text: str = ""
    practice: str | None = None
    counterparts: tuple[str, ...] = ()
    nods: int = 0
    intensity: int | None = None
    effect: Effect | None = None
    owner: str | None = None
    owner_text: str = ""
    due: date | None = None
    nod_last: bool = False
    stays: str = ""
    no_team: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save."""
        return not self.text and not self.nod_last


NODS = re.compile(r"\+([1-9][0-9]{0,2})", re.ASCII)
"""`+5`: five nods."""

_AT_NAME = re.compile(r"@([^\W\d_][\w-]*)[^@]?$")

_STRENGTH = {"!!": 2, "!!!": 3}
_EFFECTS = {"+": Effect.MAKES, "-": Effect.BREAKS, "?": Effect.UNCLEAR}
_LETTER = re.compile(r"([a-z]): (.+)")
_NOT_SPEECH = "".join(SIGNS) + " "


def read_line(line: str, context: CaptureContext) -> LineReading:
    """Return what *line* will be saved as; it never fails.

    Without a sign or annotation the text is ``clean_line(line)``.
    """
    cleaned = clean(line)
    text = clean_line(cleaned)
    literal = cleaned[:1].isspace()
    if not literal and (match := NODS.fullmatch(text)):
        return LineReading(context.kind, nods=int(match[1]), nod_last=True)
    kind, rest = (context.kind, text) if literal else _kind_and_rest(text, context)
    effect, rest = _effect_and_rest(kind, rest) if not literal else (None, rest)
    reading = replace(_Line(rest, kind, context).read(), effect=effect)
    if reading.practice is None and kind in context.kinds and kind != "parking":
        reading = replace(reading, practice=context.practice)
    return reading


def read_words(line: str, kind: str, context: CaptureContext) -> LineReading:
    """Return what *line* says as other words of something of that kind; a sign at its beginning is text."""
    return _Line(clean_line(line), kind, context).read()


def _kind_and_rest(text: str, context: CaptureContext) -> tuple[str, str]:
    """Return the kind that the beginning gives the line, and the line without it.

    A sign with nothing said after it is text, and so is a first word such as `+5`.
    """
    sign = context.signs.get(text[:1])
    if sign is not None:
        said = text[1:].strip(_NOT_SPEECH if context.signs is SIGNS else _NOT_SPEECH + "".join(context.signs))
        first = text.split(" ", 1)[0]
        return (sign, text[1:].strip()) if said and not NODS.fullmatch(first) else (context.kind, text)
    letter = _LETTER.fullmatch(text)
    if letter:
        for kind in context.kinds.values():
            if kind.letter == letter[1]:
                return kind.key, letter[2]
    return context.kind, text


def without_sign(line: str, context: CaptureContext) -> str:
    """Return *line* without the sign or letter that says its kind; tags stay."""
    text = clean_line(line)
    return text if clean(line)[:1].isspace() else _effect_and_rest(*_kind_and_rest(text, context))[1]


def _effect_and_rest(kind: str, rest: str) -> tuple[Effect | None, str]:
    """Return what a second sign says a moment of truth did (`=+`, `=-`, `=?`), and the line without it."""
    effect = _EFFECTS.get(rest[:1]) if kind == MOMENT else None
    said = rest[1:].strip(_NOT_SPEECH)
    return (effect, rest[1:].strip()) if effect is not None and said else (None, rest)


class _Line:
    """A line without its sign, being read from both ends."""

    def __init__(self, text: str, kind: str, context: CaptureContext) -> None:
        self.text = text
        self.words = text.split(" ") if text else []
        self.context = context
        self.sort = "note" if kind in context.kinds else kind
        self.found = LineReading(kind)

    def read(self) -> LineReading:
        """Return the reading; a line of nothing but annotations is speech."""
        while self.words and self._take_any():
            pass
        self._start_tag()
        if not self.words:
            return LineReading(self.found.kind, self._unclosed(self.text))
        stays = self._staying()
        self._inside_tags()
        text = self._unclosed(" ".join(self.words))
        return replace(self.found, text=text, stays=stays, no_team=self._no_team())

    def _no_team(self) -> str:
        """Return the first name after an `@` that no team has; in an action it may be somebody's."""
        if self.sort == ACTION or not any(word.startswith("@") for word in self.words):
            return ""  # nothing is looked up at each key of a line without one
        names = (found[1] for word in self.words if (found := _AT_NAME.match(word)))
        every = team_names(self.context.teams)
        return next((name for name in names if not fits_any(name, every)), "")

    def _take_any(self) -> bool:
        """Take one annotation off the end; tell whether there was one."""
        ends = (self._end_mark, self._end_due, self._end_owner, self._end_days_ahead, self._end_tag)
        return any(take() for take in ends)

    def _staying(self) -> str:
        """Return the annotation that counts in notes and is text here; "" in a note, where none is."""
        if self.sort == "note":
            return ""
        last = self.words[-1]
        if not self._counts(Mark.NODS) and (NODS.fullmatch(last) or last in _STRENGTH):
            return last
        if self._counts(Mark.PRACTICE):
            return ""
        for index, word in enumerate(self.words):
            tag = tag_at(self.words, index, self.context)
            if tag is not None and tag.is_practice:
                return word
        return ""

    def _counts(self, mark: Mark) -> bool:
        return counts(mark, self.sort)

    def _take_end(self, count: int) -> bool:
        del self.words[len(self.words) - count :]
        return True

    def _end_mark(self) -> bool:
        """Take nods or strength off the end."""
        word = self.words[-1]
        nods = NODS.fullmatch(word)
        if nods and not self.found.nods and self._counts(Mark.NODS):
            self.found = replace(self.found, nods=int(nods[1]))
            return self._take_end(1)
        if word in _STRENGTH and self.found.intensity is None and self._counts(Mark.STRENGTH):
            self.found = replace(self.found, intensity=_STRENGTH[word])
            return self._take_end(1)
        return False

    def _end_due(self) -> bool:
        """Take `due …` off the end; a day before the session stays text."""
        if self.found.due is not None or not self._counts(Mark.DUE):
            return False
        for count in range(1, min(MOST_WORDS, len(self.words) - 1) + 1):
            if self.words[-count - 1].casefold() in ("due", "due:"):
                due = self._day_in(self.words[-count:])
                if due is None:
                    return False
                self.found = replace(self.found, due=due)
                return self._take_end(count + 1)
        return False

    def _end_days_ahead(self) -> bool:
        """Take `in two weeks` off the end where it follows the owner: `@dana in two weeks`."""
        if self.found.due is not None or not self._counts(Mark.DUE):
            return False
        for count in range(2, min(MOST_WORDS, len(self.words) - 1) + 1):
            day = self.words[-count:]
            due = self._day_in(day) if day[0].casefold() in spoken().read.in_ else None
            if due is not None:
                self._take_end(count)
                if self._end_owner():
                    self.found = replace(self.found, due=due)
                    return True
                self.words += day
        return False

    def _day_in(self, words: list[str]) -> date | None:
        """Return the day that words say; None for none, and for one before the session."""
        due = read_due(" ".join(words).rstrip(",;!"), self.context.today)
        return due if due and due >= (self.context.earliest or self.context.today) else None

    def _last_tag_words(self, sign: str) -> list[str]:
        """Return the words from the last one that begins a tag, if it is near the end and has that sign."""
        for start in range(len(self.words) - 1, max(-1, len(self.words) - 1 - LONGEST_NAME), -1):
            if sign_of(self.words[start]):
                return self.words[start:] if self.words[start].startswith(sign) else []
        return []

    def _end_owner(self) -> bool:
        """Take `@owner` off the end of an action; a name nobody has is told apart, a role is text."""
        words = self._last_tag_words("@")
        if not words or self.found.owner or self.found.owner_text or not self._counts(Mark.OWNER):
            return False
        typed, tail = typed_in(words)
        if tail.strip(ENDING) or not are_name_words(words[1:]):
            return False
        people = person_names(self.context.people)
        owner = find_person(typed, self.context)
        if owner is not None and (len(words) == 1 or is_whole_name(typed, people)):
            self.found = replace(self.found, owner=owner)
            return self._take_end(len(words))
        name = typed.replace("_", " ").split()
        if is_role(" ".join(name), self.context):
            return False
        known = fits_any(typed, people) or find_team(typed, self.context, whole_words=True) is not None
        if known or (len(words) > 1 and not all(part[0].isupper() for part in name)):
            return False
        self.found = replace(self.found, owner_text=" ".join(name))
        return self._take_end(len(words))

    def _end_tag(self) -> bool:
        """Take a practice or team off the end; the mark that ends the sentence stays with it."""
        for sign in "#@":
            words = self._last_tag_words(sign)
            tag = tag_of(words, self.context, whole_words=self.sort == ACTION)
            if tag is None or not self._is_new(tag):
                continue
            closed = self.found.kind == "private" and tag.tail == ")"
            if tag.tail.strip(ENDING) and not closed:
                return False
            self._take_end(tag.length)
            if not closed and self.words and self.words[-1][-1].isalnum():
                self.words[-1] += tag.tail
            self._note(tag)
            return True
        return False

    def _start_tag(self) -> None:
        """Take the practice a line begins with; a team only as `@desk:`, else it is the subject."""
        tag = tag_at(self.words, 0, self.context) if self.words else None
        if tag is not None and self._is_new(tag) and tag.tail in ((":", "") if tag.is_practice else (":",)):
            del self.words[: tag.length]
            self._note(tag)

    def _inside_tags(self) -> None:
        """Read the tags inside the sentence; their words stay in it."""
        for index, word in enumerate(self.words):
            tag = tag_at(self.words, index, self.context)
            if tag is not None and self._is_new(tag):
                self._note(tag)
                self.words[index] = tag_words(word, tag, self.context)

    def _is_new(self, tag: Tag) -> bool:
        """Tell whether a tag can count here: a line has one practice at most, and any number of teams."""
        if tag.is_practice:
            return self._counts(Mark.PRACTICE) and self.found.practice in (None, tag.id)
        return self._counts(Mark.TEAM)

    def _note(self, tag: Tag) -> None:
        if tag.is_practice:
            self.found = replace(self.found, practice=tag.id)
        else:
            teams = dict.fromkeys((*self.found.counterparts, tag.id))
            self.found = replace(self.found, counterparts=tuple(teams))

    def _unclosed(self, text: str) -> str:
        """Drop the mark that closes an aside or a quotation which the sign began."""
        if self.found.kind == "private" and text.endswith(")") and text.count(")") > text.count("("):
            return text[:-1].rstrip() or text
        if self.found.kind == "quote" and text.endswith('"') and text.count('"') == 1:
            return text[:-1].rstrip() or text
        return text
