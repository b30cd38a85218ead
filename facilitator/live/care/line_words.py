"""The words of a line, as they stand there and as they are compared; and the lists they are compared with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_PARTING = re.compile(r"[.!?:;,()/|\n]")
_PARTLY = (3, 4)
"""So many of so many words in capitals make a line one that is written in capitals."""

WIDEST_GAP = 2
"""Characters between two words of one phrase."""


class Word(NamedTuple):
    """A word of a line as it stands there, from *start* to before *end*, and as it is compared."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_small(self) -> bool:
        """Tell whether it begins with a small letter."""
        return self.text[0].islower()

    @property
    def is_large(self) -> bool:
        """Tell whether all of it is in capitals."""
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True)
class TypedLine:
    """A line as it was typed, and its words."""

    text: str
    words: tuple[Word, ...] = field(init=False)

    def __post_init__(self) -> None:
        words = tuple(Word(match[0], plain(match[0]), *match.span()) for match in _WORD.finditer(self.text))
        object.__setattr__(self, "words", words)

    def touch(self, index: int) -> bool:
        """Tell whether a word and the next belong to one phrase: no stop, comma or bracket between."""
        before, after = self.words[index], self.words[index + 1]
        if after.start - before.end > WIDEST_GAP:
            return False
        return not _PARTING.search(self.text, before.end, after.start)

    def shown(self, first: int, last: int) -> str:
        """Return the words from the place *first* to before *last* as they were typed."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def folded(self, first: int, last: int) -> tuple[str, ...]:
        """Return the words from the place *first* to before *last* as they are compared."""
        return tuple(word.folded for word in self.words[max(0, first) : last])

    def before(self, word: Word) -> str:
        """Return the character before a word; "" at the beginning."""
        return self.text[word.start - 1 : word.start] if word.start else ""

    @cached_property
    def is_large(self) -> bool:
        """Tell whether most of it is written in capitals, so that they tell nothing."""
        long = [word for word in self.words if len(word.text) > 1 and not word.text.isdigit()]
        least, of = _PARTLY
        return len(long) > 1 and sum(word.is_large for word in long) * of >= len(long) * least

    @cached_property
    def capitals(self) -> int:
        """How many of its words but the first begin with a capital letter and go on in small ones."""
        return sum(not word.is_small and not word.is_large for word in self.words[1:])

    @cached_property
    def known(self) -> frozenset[str]:
        """Its words as they are compared, each once."""
        return frozenset(word.folded for word in self.words)


def plain(word: str) -> str:
    """Return a word as it is compared: small letters, no accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)) or word.casefold()


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of *text* as they are compared."""
    return tuple(plain(word) for word in _WORD.findall(text))


class WordLists:
    """The lists of the catalogue, as words are compared with them."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self._lists = lists
        self._words: dict[tuple[str, ...], frozenset[str]] = {}
        self._rows: dict[str, frozenset[tuple[str, ...]]] = {}

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the entries of a list as they are written; none of a list that is missing."""
        return self._lists.get(name, ())

    def words(self, *names: str) -> frozenset[str]:
        """Return the entries of lists of single words."""
        if names not in self._words:
            self._words[names] = frozenset(plain(text) for name in names for text in self.texts(name))
        return self._words[names]

    def rows(self, name: str) -> frozenset[tuple[str, ...]]:
        """Return the entries of a list of words in a row."""
        if name not in self._rows:
            self._rows[name] = frozenset(plain_words(text) for text in self.texts(name))
        return self._rows[name]
