"""Finding names of people whom the programme does not know: after a title, and first names.

A first name that is a word as well, and a word with a capital that is in no list, are names only where they
stand as names do: after “ask” or “only”, before “says” or “knows”, or where something harsh is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from facilitator.live.care.known_names import LEAST_LARGE, NameFound
from facilitator.live.care.line_words import TypedLine, Word, WordLists, plain_words

_LEAST_SMALL = 4
"""Letters of a first name that is noticed without a capital letter."""

_LEAST_UNLISTED = 3
"""Letters of a word that is taken for a name without being in a list."""

_MOST_CAPITALS = 3
"""Words with a capital letter in a line in which they tell something; more are a headline."""

_MOST_CUE = 4
"""Words of the longest phrase by which a name is noticed."""

_LONGEST_RUN = 4
"""Words with a capital letter in a row that are one thing: “Max Planck Institute”."""

_ENDINGS_OF_THINGS = (
    *("s", "ing", "ion", "ment", "ship", "ness", "ance", "ence", "ity", "ware", "thing", "body", "one"),
    *(
        "work",
        "desk",
        "day",
        "mail",
        "board",
        "process",
        "tool",
        "app",
        "form",
        "look",
        "net",
        "er",
        "or",
        "time",
        "ly",
    ),
)
"""What words end with that are nobody's name."""

_OWNS = re.compile(r"['’]s?\b")
_SMALL_WORDS = frozenset({"miss", "madam", "fr"})
"""Titles that are titles only before a capital letter."""


class OtherNames:
    """What tells names of people from other words with a capital letter.

    The words of *neutral* texts, such as the names of teams, are never names of people.
    """

    def __init__(self, lists: WordLists, neutral: Iterable[str]) -> None:
        self._first = lists.words("names")
        self._things = lists.words("things") | {word for text in neutral for word in plain_words(text)}
        self._words = lists.words("everyday", "ordinary")
        self._sure = self._first - self._words - self._things
        self._titles, self._nouns = lists.words("titles"), lists.words("nouns")
        self._articles, self._things_of = lists.words("articles"), lists.words("things_of")
        self._before_things = lists.words("before_things")
        self._never_names = lists.words("pointing", "linking", "parting", "within", "things_of")
        called = lists.words("roles", "posts", "somebody", "crowd", "served", "opening", "which", "asked")
        self._no_names = self._things | self._words | self._never_names | called
        loose = lists.rows("loose")
        self._asked, self._acts = lists.rows("asked"), lists.rows("acts")
        self._surely_asked, self._surely_acts = self._asked - loose, self._acts - loose

    def find(
        self,
        line: TypedLine,
        is_spared: Callable[[Word], bool],
        hidden: Collection[int],
        judged: Collection[int] = (),
    ) -> NameFound | None:
        """Return the first name, but none for which *is_spared* holds, and none at the places *hidden*.

        At the places *judged* stands something or somebody of whom something harsh is said.
        """
        for index, word in enumerate(line.words):
            if index in hidden or line.before(word) in {"#", "@"} or is_spared(word):
                continue
            if word.folded in self._titles and self._is_title(line, index):
                after = line.words[index + 1]
                if not is_spared(after):
                    return NameFound(word.start, after.end)
            elif name := self._first_name(word.folded):
                if self._is_listed_name(line, index, name) or (index in judged and not word.is_small):
                    return NameFound(word.start, word.end)
            elif self._is_unlisted_name(line, index) or (
                index in judged and self._is_somebody_new(line, index)
            ):
                return NameFound(word.start, word.end)
        return None

    def _first_name(self, folded: str) -> str:
        """Return the first name that a word is, or that it says is somebody's: “Svenjas”; "" for none."""
        if folded in self._first:
            return folded
        stem = folded.removesuffix("s")
        return stem if stem in self._sure else ""

    # After a title

    def _is_title(self, line: TypedLine, index: int) -> bool:
        """Tell whether that word is a title with a name after it: “Mr Hale”, “Dr. Patel”, “frau kunze”."""
        if index + 1 == len(line.words):
            return False
        title, name = line.words[index], line.words[index + 1]
        if title.is_large or line.text[title.end : name.start].strip(".") != " ":
            return False
        if index and line.words[index - 1].text[-1].isdigit():  # “200 ms between calls”
            return False
        if name.folded in self._never_names or name.folded in self._things or not name.text[0].isalpha():
            return False
        if name.is_small and (title.folded in _SMALL_WORDS or name.folded in self._words):
            return False
        return len(name.text) > 1 or name.text.isupper() or line.text[name.end : name.end + 1] in {"'", "’"}

    # First names

    def _is_listed_name(self, line: TypedLine, index: int, name: str) -> bool:
        """Tell whether a word of the list of first names is meant as one."""
        word, sure = line.words[index], name in self._sure
        if word.is_large and not (sure and (len(word.text) >= LEAST_LARGE or line.is_large)):
            return False
        if index and line.words[index - 1].folded in self._before_things:
            return False
        if self._is_thing(line, index):
            return False
        if word.is_small:
            return sure and len(word.text) >= _LEAST_SMALL and self._is_somebody(line, index)
        if sure:
            return True
        if name in self._words:
            asked = index > 0 and (self._is_asked(line, index, self._asked) or self._owns(line, word))
            return asked or self._does(line, index, self._surely_acts)
        # A product or a place is called like it.
        if index == 0:
            return self._does(line, index, self._acts)
        return self._is_somebody(line, index) and not self._has_large_nouns(line)

    def _is_somebody(self, line: TypedLine, index: int) -> bool:
        word = line.words[index]
        asked, does = self._is_asked(line, index, self._asked), self._does(line, index, self._acts)
        return asked or does or self._owns(line, word)

    # Other words with a capital letter

    def _is_unlisted_name(self, line: TypedLine, index: int) -> bool:
        """Tell whether a word stands where only names do; at the beginning of a line any word may."""
        word = line.words[index]
        if not index or word.is_small or word.folded in self._things or not _is_shaped_like_name(word):
            return False
        if not (
            self._is_asked(line, index, self._surely_asked) or self._does(line, index, self._surely_acts)
        ):
            return False
        if self._has_large_nouns(line) or line.capitals > _MOST_CAPITALS:
            return False
        before = line.words[index - 1]
        if before.folded in self._articles or before.folded in self._before_things:
            return False
        if not line.touch(index - 1):
            return False
        if not before.is_small and not before.is_large and index > 1:
            return False
        quoted = set(line.text[before.end : word.start]) & {'"', "“", "„"}
        return not quoted and not self._is_thing(line, index)

    def _is_somebody_new(self, line: TypedLine, index: int) -> bool:
        """Tell whether a word in no list, of which something harsh is said, may be called like a person."""
        word = line.words[index]
        if word.folded in self._no_names or not _is_shaped_like_name(word):
            return False
        if word.folded.endswith(_ENDINGS_OF_THINGS) or self._has_large_nouns(line):
            return False
        before = line.words[index - 1].folded if index else ""
        return before not in self._articles and before not in self._before_things

    def _has_large_nouns(self, line: TypedLine) -> bool:
        """Tell whether it is in a language that writes every noun with a capital letter."""
        return not self._nouns.isdisjoint(line.known)

    # Around a name

    def _is_thing(self, line: TypedLine, index: int) -> bool:
        """Tell whether the words after it make a thing of it: “the Max Planck Institute”, “Hermes server”."""
        if self._is_compound(line, index):
            return True
        for place in range(index + 1, min(index + 1 + _LONGEST_RUN, len(line.words))):
            word = line.words[place]
            if not line.touch(place - 1):
                return False
            if word.folded in self._things_of:
                return True
            if word.is_small:
                return False
        return False

    def _is_compound(self, line: TypedLine, index: int) -> bool:
        """Tell whether a hyphen joins it to what is no name: “Karl-Marx-Straße”, but not “Hans-Peter”."""
        end = line.words[index].end
        joined = line.text[end : end + 1] == "-" and index + 1 < len(line.words)
        return (
            joined
            and line.words[index + 1].start == end + 1
            and line.words[index + 1].folded not in self._first
        )

    def _does(self, line: TypedLine, index: int, acts: Collection[tuple[str, ...]]) -> bool:
        after = line.folded(index + 1, index + 1 + _MOST_CUE)
        return any(after[:count] in acts for count in range(1, len(after) + 1))

    def _is_asked(self, line: TypedLine, index: int, asked: Collection[tuple[str, ...]]) -> bool:
        before = line.folded(index - _MOST_CUE, index)
        return any(before[-count:] in asked for count in range(1, len(before) + 1))

    @staticmethod
    def _owns(line: TypedLine, word: Word) -> bool:
        return _OWNS.match(line.text, word.end) is not None


def _is_shaped_like_name(word: Word) -> bool:
    text = word.text
    return len(text) >= _LEAST_UNLISTED and text[0].isupper() and text[1:].islower() and text.isalpha()
