"""The fixed words of papers, one file a language: `templates/words/en.toml`.

Views and templates say what they mean ("plan.title"); the file says it in a language. A word that a
language lacks is taken from English, so a half-finished translation still makes a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from facilitator.documents.shelf.faults import ShelfFault, TemplateFault, not_used
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.borrowed import borrowing, note_use
from facilitator.documents.wording.files import (
    FALLBACK,
    PLACE,
    PLURAL,
    english,
    languages,
    missing,
    word_files,
)
from facilitator.documents.wording.plurals import MANY, form_of
from facilitator.files.toml import Tree

_MOST_TOLD = 3
"""Notices a paper carries; `facilitator template check` tells all."""


def fill(text: str, parts: dict[str, object]) -> str:
    """Return *text* with each `{name}` replaced by that part, once: what is put in is never looked at."""
    note_use(text)

    def part(match: re.Match[str]) -> str:
        if match[1] not in parts:
            raise TemplateFault(
                f"Nothing is known to stand in {match[0]} of “{text}”.",
                "Take that place out of the words.",
            )
        return str(parts[match[1]])

    return PLACE.sub(part, str(text))


class Words:
    """The words of one language. `tree` is what templates see, `notices` what was left out of a file.

    `borrowed` are the keys of English words that were used where the language has none of its own.
    """

    def __init__(
        self, tree: Tree, lang: str, notices: tuple[str, ...] = (), borrowed: set[str] | None = None
    ) -> None:
        self.tree = tree
        self.lang = lang
        self.notices = notices
        self.borrowed: set[str] = set() if borrowed is None else borrowed

    def __call__(self, key: str, **parts: object) -> str:
        """Return the words of *key* ("plan.title") with *parts* filled in."""
        text = self._at(key)
        if not isinstance(text, str):
            raise TemplateFault(f"The words of {key} are not one text.", "Correct the file of words.")
        return fill(text, parts)

    def has(self, key: str) -> bool:
        """Tell whether there are words for *key*."""
        try:
            self._at(key)
        except TemplateFault:
            return False
        return True

    def either(self, key: str, otherwise: str) -> str:
        """Return the words of *key*, or *otherwise* where the file has none: for what code may add to."""
        return self(key) if self.has(key) else otherwise

    def several(self, key: str, **parts: object) -> list[str]:
        """Return the lines of *key*, a list of texts, with *parts* filled in."""
        texts = self._at(key)
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise TemplateFault(f"The words of {key} are not a list of texts.", "Correct the file of words.")
        return [fill(text, parts) for text in texts]

    def count(self, key: str, n: int, **parts: object) -> str:
        """Return the words for *n* things, in the form that goes with the number; {n} is the number.

        The rules of the language stand in its table `plural` (`documents.wording.plurals`).
        """
        return self(f"{key}.{form_of(n, self._at(key), self.tree['plural'])}", n=n, **parts)

    def number(self, n: int) -> str:
        """Return a small number as a word ("three"), a larger one in digits."""
        small = self._at("list.numbers")
        return str(small[n]) if 0 <= n < len(small) else str(n)

    def joined(self, parts: Iterable[str], *, last: str = "and") -> str:
        """Return "a, b and c"; *last* is `and` or `or`.

        Where a part has an "and" of its own, a comma says where the last one begins: "a and b, and c".
        """
        every = list(parts) or [""]
        *head, tail = every
        between, comma = self(f"list.{last}"), self("list.comma")
        if any(self("list.and") in each for each in every):
            between = f"{comma.rstrip()}{between}"
        return tail if not head else f"{comma.join(head)}{between}{tail}"

    def day(self, day: date, year: int | None = None) -> str:
        """Return "9 April 2026", or "9 April" for a day of the *year* that is known anyway."""
        key = "date.day" if day.year == year else "date.day_year"
        return self(key, day=day.day, month=self._at("date.months")[day.month - 1], year=day.year)

    def weekday(self, day: date, year: int | None = None) -> str:
        """Return "Thursday 12 March 2026", without the *year* that is known anyway."""
        return self("date.weekday", weekday=self._at("date.weekdays")[day.weekday()], day=self.day(day, year))

    def time(self, moment: datetime) -> str:
        """Return "10:00"."""
        return self("date.time", hour=f"{moment.hour:02d}", minute=f"{moment.minute:02d}")

    def _at(self, key: str) -> Any:
        place: Any = self.tree
        for step in key.split("."):
            if not isinstance(place, dict) or step not in place:
                raise TemplateFault(
                    f"There are no words for {key} in {FALLBACK}.toml.",
                    "Put them back, or install the program again.",
                )
            place = place[step]
        note_use(place)
        return place


def load_words(shelf: Shelf, lang: str) -> Words:
    """Return the words of *lang* from the shelf, or the English ones.

    What does not fit in the user's own file is left out and stands in `Words.notices`.
    """
    faults: list[ShelfFault] = []
    spoken = lang if lang in languages(shelf) else FALLBACK
    notices = () if spoken == lang else (f"There is no words/{lang}.toml, so this paper is in English.",)
    tree, taken = _of_language(shelf, FALLBACK, faults), set[str]()
    if spoken != FALLBACK:
        own = _of_language(shelf, spoken, faults)
        lacking = frozenset(missing(own, english(shelf)))
        tree = borrowing(_laid_over(tree, own), own, lacking, taken)
    told = (not_used("wording", fault) for fault in faults[:_MOST_TOLD])
    return Words(tree, spoken, (*notices, *told), taken)


def _of_language(shelf: Shelf, lang: str, faults: list[ShelfFault]) -> Tree:
    """Return what the files of a language give, one over the other; what does not fit goes to *faults*."""
    tree: Tree = {}
    for file in word_files(shelf, lang):
        tree = _laid_over(tree, file.tree)
        faults += file.faults
    return tree


def _laid_over(below: Tree, above: Tree) -> Tree:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(under, dict) and isinstance(value, dict) and not _whole(key, value):
            merged[key] = _laid_over(under, value)
        else:
            merged[key] = value
    return merged


def _whole(key: str, table: Tree) -> bool:
    """Tell whether a table stands for itself: no form of another language may fill it up."""
    return key == PLURAL or MANY in table
