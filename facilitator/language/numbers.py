"""Reading a number as people say it: 12, twelve, a dozen or so, about ten."""

from __future__ import annotations

from facilitator.language.tables import spoken
from facilitator.text import clean_line, whole_number

_TENS = 20
_HUNDRED = 100


def read_number(typed: str) -> int | None:
    """Return the number that is said, in digits or in words; None where none is, or none that is plain.

    What says only that it is not exact, such as "about" or "or so", takes nothing from it: ten or so are 10.
    """
    said = _bare(" ".join(clean_line(typed).casefold().split()))
    number = whole_number(said)
    return _in_words(said) if number is None else number


def _bare(said: str) -> str:
    """Return what is said without the words around the number."""
    words = spoken().said
    for before in sorted(words.about, key=len, reverse=True):
        said = said.removeprefix(before).strip() if said.startswith(before) else said
    for after in sorted(words.or_so, key=len, reverse=True):
        said = said.removesuffix(after).strip(" -") if said.endswith(after) else said
    return said


def _in_words(said: str) -> int | None:
    numbers = {**spoken().read.numbers, **spoken().said.numbers}
    if said in numbers:
        return numbers[said]
    tens, _, unit = said.replace("-", " ").partition(" ")
    whole, one = numbers.get(tens, 0), numbers.get(unit, 0)
    composed = whole % 10 == 0 and _TENS <= whole < _HUNDRED and 0 < one < 10
    return whole + one if composed else None
