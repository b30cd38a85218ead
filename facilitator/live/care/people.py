"""Telling that a line points at one person without a name, and that it judges somebody."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.live.care.line_words import TypedLine, WordLists
from facilitator.live.care.phrases import Hit, Hits

_MOST_BETWEEN = 3
"""Words between "the" and what it points at: “the new night lead”."""

_MOST_LINKING = 5
"""Words between somebody and what is said of them."""

_MOST_WITHIN = 6
"""Words between somebody and what is said of them where it says of which place they are."""

_MOST_CUE = 4
"""Words of the longest phrase that tells what somebody does or who is meant."""

_SHE = frozenset({"he", "she"})
_FEMALE = "in"
"""The German ending by which a word after “die” is one person: die Teamleiterin."""

_ARTICLES = frozenset({"der", "die", "dem", "den", "unser", "unsere"})
"""What stands before a German word for somebody that is made of an adjective: “der Neue”."""

_ONE, _MANY = ("somebody", "posts", "roles"), ("crowd",)
"""The lists of words for somebody, and for several people; what is harsh is told of beside both."""

_HIM = frozenset({"him", "his", "her", "hers"})
_THEM = frozenset({"they", "you"})
_HERS = _SHE | _HIM | {"himself", "herself"}


class People:
    """The small words by which a line points at one person or says something of somebody."""

    def __init__(self, lists: WordLists) -> None:
        self._pointing, self._many = lists.words("pointing"), lists.words("many")
        self._female = lists.words("female")
        self._owning, self._apart = lists.words("owning"), lists.words("apart")
        self._parting, self._linking = lists.words("parting"), lists.words("linking")
        self._within, self._things_of = lists.words("within"), lists.words("things_of")
        self._endings = tuple(lists.words("endings"))
        self._which, self._acts = lists.rows("which"), lists.rows("acts")

    # One person

    def find_one(self, line: TypedLine, hits: Hits) -> Hit | None:
        """Return the first words that mean one person: “our new team lead”."""
        for hit in (*hits.get("roles", ()), *self._compounds(line)):
            if (first := self._pointed(line, hit)) is not None:
                return Hit(first, _with_of_what(line, hit))
        for hit in hits.get("posts", ()):
            first = self._pointed(line, hit)
            if first is not None and self._is_marked_out(line, first, hit):
                return Hit(first, hit.last)
        return self._she(line, hits) or self._the_new_one(line)

    def _compounds(self, line: TypedLine) -> Iterator[Hit]:
        """Yield words made of others that mean somebody: “Produktionsleiter”."""
        for index, word in enumerate(line.words):
            if word.folded.endswith(self._endings) and word.folded not in self._endings:
                yield Hit(index, index + 1)

    def _pointed(self, line: TypedLine, hit: Hit) -> int | None:
        """Return the place of the word that points there; None if there is none, or if it is a thing."""
        words, last = line.words, hit.last
        of_what = last == len(words) or words[last - 1].folded == "of"
        if not of_what and words[last].folded in self._things_of and line.touch(last - 1):
            return None
        for index in range(hit.first - 1, max(-1, hit.first - _MOST_BETWEEN - 2), -1):
            word = words[index]
            if not line.touch(index):
                return None
            if word.folded in self._pointing:
                return index if word.folded not in self._many or self._is_female(line, hit) else None
            if index == 0 and word.folded in self._apart:  # “new boss wants it in writing”
                return 0
            if word.folded in self._parting:
                return None
        return None

    def _is_female(self, line: TypedLine, hit: Hit) -> bool:
        """Tell whether a German word is one woman and not several people."""
        return any(
            word.endswith(_FEMALE) or word in self._female for word in line.folded(hit.first, hit.last)
        )

    def _is_marked_out(self, line: TypedLine, first: int, hit: Hit) -> bool:
        """Tell whether it is said which of many is meant: “our”, “the former”, “… who sits next door”."""
        if line.words[first].folded in self._owning:
            return True
        if not self._apart.isdisjoint(line.folded(first + 1, hit.first)):
            return True
        after = line.folded(hit.last, hit.last + _MOST_CUE)
        return any(after[:count] in self._which for count in range(1, len(after) + 1))

    def _she(self, line: TypedLine, hits: Hits) -> Hit | None:
        """Return where “he” or “she” does something, unless it may be one of those whom the work is for.

        At the beginning of a line nobody is spoken of before, so it is somebody whom all know.
        """
        crowd = (line.words[hit.first].folded for hit in hits.get("crowd", ()))
        if hits.get("served") or not _THEM.issuperset(crowd):
            return None
        others = (hit for name in _ONE for hit in hits.get(name, ()))
        is_told_who = any(line.words[hit.first].folded not in _HERS for hit in others)
        for index, word in enumerate(line.words):
            if word.folded in _SHE:
                after = line.folded(index + 1, index + 1 + _MOST_CUE)
                if not index or any(after[:count] in self._acts for count in range(1, len(after) + 1)):
                    return Hit(index, index + 1)
            if word.folded in _HIM and not is_told_who:
                return Hit(index, index + 1)
        return None

    def _the_new_one(self, line: TypedLine) -> Hit | None:
        """Return where German calls somebody by what marks them out, with a capital: “der Neue”."""
        words = line.words
        for index in range(1, len(words)):
            word = words[index]
            if word.folded not in self._apart or word.is_small or word.is_large:
                continue
            ends = index + 1 == len(words) or words[index + 1].is_small
            if ends and words[index - 1].folded in _ARTICLES and line.touch(index - 1):
                return Hit(index - 1, index + 1)
        return None

    # Judging

    def judged(self, line: TypedLine, hits: Hits) -> frozenset[int]:
        """Return the places of the words of which something harsh is said: of “Bob” in “Bob is useless”."""
        linked = ((self._linked(line, hit), hit) for hit in hits.get("harsh", ()))
        return frozenset(place for place, hit in linked if 0 <= place < hit.first - 1)

    def find_judged(self, line: TypedLine, hits: Hits) -> Hit | None:
        """Return the first words that judge somebody, or tell what somebody does that people mind."""
        one = frozenset(hit.last - 1 for name in _ONE for hit in hits.get(name, ()))
        many = one.union(hit.last - 1 for name in _MANY for hit in hits.get(name, ()))
        for name, people in (("harsh", many), ("unkind", one)):
            for hit in hits.get(name, ()):
                if self._is_said_of(line, hit, people) or self._is_before(line, hit, people):
                    return hit
        for hit in hits.get("misdeeds", ()):
            if self._is_of(line, self._linked(line, hit), one):
                return hit
        return None

    @staticmethod
    def _is_before(line: TypedLine, hit: Hit, people: frozenset[int]) -> bool:
        """Tell whether somebody is called so: “stupid users”."""
        return hit.last in people and line.touch(hit.last - 1)

    def _is_said_of(self, line: TypedLine, hit: Hit, people: frozenset[int]) -> bool:
        """Tell whether it is said of somebody: “she is useless”."""
        index = self._linked(line, hit)
        return index < hit.first - 1 and self._is_of(line, index, people)

    def _linked(self, line: TypedLine, hit: Hit) -> int:
        """Return the place of the word that is linked to a phrase: of “she” in “she is so useless”."""
        index = hit.first - 1
        while index >= 0 and line.words[index].folded in self._linking and hit.first - index <= _MOST_LINKING:
            index -= 1
        return index

    def _is_of(self, line: TypedLine, index: int, people: frozenset[int]) -> bool:
        """Tell whether somebody stands there, or where they are ends there: “a colleague in storage”."""
        if index in people:
            return True
        for place in range(index - 1, max(-1, index - _MOST_WITHIN), -1):
            if place in people:
                return line.words[place + 1].folded in self._within
        return False


def _with_of_what(line: TypedLine, hit: Hit) -> int:
    """Return the place after a role, with the word after “head of”."""
    is_of = line.words[hit.last - 1].folded == "of"
    return hit.last + 1 if is_of and hit.last < len(line.words) and line.touch(hit.last - 1) else hit.last
