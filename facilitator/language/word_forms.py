"""Words told from their endings: "changes" is "change"; "on-call" is "on call" and "oncall".

Which endings a language has stands in its file. Good for finding, where one too many does little harm; not
for saying anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.language.tables import Endings

_MOST_PARTS = 3
"""Words that are tried as one: "on call" and "end to end"."""

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = "-\u2010\u2011\u2013'\u2019 \t\n"
"""What may part what others write as one word."""


class WordForms:
    """The forms of words by the endings of one language."""

    def __init__(self, endings: Endings) -> None:
        self._endings = sorted(endings.endings, key=len, reverse=True)
        self._least = endings.least
        self._alike = str.maketrans(endings.alike)
        self._little = frozenset(endings.little)
        self._known: dict[str, str] = {}
        self._begins: dict[str, re.Pattern[str]] = {}

    def stem(self, word: str) -> str:
        """Return a folded word without its endings, the same for all forms of it: its first letters."""
        if word not in self._known:
            self._known[word] = self._stem(word.translate(self._alike))
        return self._known[word]

    def telling(self, word: str) -> str:
        """Return the stem of a folded word; "" for one that does not tell what a line is about."""
        return "" if word in self._little else self.stem(word)

    def _stem(self, word: str) -> str:
        while ending := next((each for each in self._endings if self._may_go(word, each)), ""):
            word = word[: -len(ending)]
        # "plann" of "planned", and of "call" the same as of "calls".
        return word[:-1] if len(word) > self._least and word[-1] == word[-2] else word

    def _may_go(self, word: str, ending: str) -> bool:
        """Tell whether an ending can be taken off: enough stays, and it is not the second s of "process"."""
        stays = len(word) - len(ending)
        return stays >= self._least and word.endswith(ending) and word[stays - 1] != ending[0]

    def wanted(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return what to look for instead of folded words; nothing if one of them has no letter."""
        stems = [self.stem("".join(_WORD.findall(word))) for word in words]
        return tuple(stems) if all(stems) else ()

    def pattern(self, stem: str) -> re.Pattern[str]:
        """Return what tells quickly, in a folded text, whether it is worth while to look for a stem there."""
        same: dict[str, str] = {}
        for letter, other in self._alike.items():
            same[other] = same.get(other, "") + chr(letter)
        return re.compile(
            f"[{_BETWEEN}]?".join(f"[{each}{same[each]}]" if each in same else each for each in stem)
        )

    def found(self, folded: str, wanted: Sequence[str]) -> str:
        """Return the words for the first of *wanted* in a folded text; "" unless it has them all."""
        found = [self._words_for(stem, folded) for stem in wanted]
        return found[0] if found and all(found) else ""

    def _words_for(self, stem: str, folded: str) -> str:
        """Return the word of that stem, or the words that others write as one, as they stand there."""
        for match in self._beginning(stem[0]).finditer(folded):
            word = match.group()
            first = word.translate(self._alike)
            if first.startswith(stem):
                if self.stem(word) == stem:
                    return word
            elif stem.startswith(first) and (last := self._end_of(stem, folded, match)):
                return folded[match.start() : last]
        return ""

    def _beginning(self, letter: str) -> re.Pattern[str]:
        """Return what finds the words that begin with a letter, or one alike: most begin with another."""
        if letter not in self._begins:
            alike = (chr(each) for each, other in self._alike.items() if other == letter)
            self._begins[letter] = re.compile(rf"(?<![^\W_])[{letter}{''.join(alike)}][^\W_]*")
        return self._begins[letter]

    def _end_of(self, stem: str, folded: str, first: re.Match[str]) -> int:
        """Return where the words end that begin with the *first* and make up that stem; 0 for none."""
        joined, end = first.group(), first.end()
        for _ in range(_MOST_PARTS - 1):
            word = _WORD.search(folded, end)
            if word is None or folded[end : word.start()].strip(_BETWEEN):
                break
            joined, end = joined + word.group(), word.end()
            if self.stem(joined) == stem:
                return end
        return 0
