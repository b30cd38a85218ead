"""The one door through which words enter a record.

People paste from anywhere: terminals, web pages, chat. `clean` takes out what could act instead of
being read (control characters, terminal escapes, direction overrides, lone surrogates) and nothing
else. The store refuses text that `clean` would change, so nothing gets in another way.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_ESCAPES = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI sequences: colours, cursor movement
    # OSC, DCS: links. What begins another one ends it too, so each character is looked at once.
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"  # the short escapes, and a lone one
)
_LINE_ENDS = "\r\n|[\r\x0b\x0c\u0085\u2028\u2029]"  # \x0b is a line break in slides
_UNWANTED = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but newline and tab
    "\u202a-\u202e\u2066-\u2069"  # overrides and isolates of direction
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order marks, interlinear marks, non-characters
    "\ud800-\udfff]"  # lone surrogates; Python strings hold no others
)
_MOST_MARKS = 30
_MOST_DIGITS = 6
"""Marks on one letter that are composed as they come; no writing needs more (UAX 15, stream-safe text)."""
_MAY_BE_MARKS = f"[^\x00-\u02ff]{{{_MOST_MARKS + 1},}}"


def clean(text: str) -> str:
    """Return *text* without anything that could act on a terminal or a document.

    Keeps newlines, tabs, joiners and every printable character; composes it (NFC).
    Idempotent: ``clean(clean(x)) == clean(x)``.
    """
    if text.replace("\n", "").isprintable():
        return text if text.isascii() else composed(text)
    # Python remembers the expressions; most starts of the program never need them.
    text = re.sub(_ESCAPES, "", re.sub(_LINE_ENDS, "\n", text))
    return composed(re.sub(_UNWANTED, "", text))


def composed(text: str) -> str:
    """Return *text* in NFC, in time that grows as the text does.

    Python puts marks in order by moving each past those before it: a letter with a hundred thousand of
    them takes minutes. Long runs are sorted here first, which leads to the same text.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    if re.search(_MAY_BE_MARKS, text):
        decomposed = re.sub(_MAY_BE_MARKS, _in_order, text)
        return unicodedata.normalize("NFC", decomposed)
    return unicodedata.normalize("NFC", text)


def _in_order(run: re.Match[str]) -> str:
    """Return a run of letters and marks, the marks of each letter in their canonical order."""
    parts: list[str] = []
    for is_mark, letters in groupby(run[0], key=lambda letter: unicodedata.combining(letter) > 0):
        group = list(letters)
        parts += sorted(group, key=unicodedata.combining) if is_mark else group
    return "".join(parts)


def clean_line(text: str) -> str:
    """Return *text* cleaned and on one line, runs of white space folded to one blank."""
    return " ".join(clean(text).split())


def whole_number(typed: str) -> int | None:
    """Return the number that *typed* says in digits; None if it is none, or larger than any count of people.

    `int` alone would take a number that no file can hold, and fail on one of thousands of digits.
    """
    return int(typed) if typed.isdecimal() and len(typed) <= _MOST_DIGITS else None


def is_clean(text: str) -> bool:
    """Tell whether *text* may enter a record as it is."""
    return clean(text) == text


def acting(text: str) -> tuple[int, str] | None:
    """Return where the first character of *text* stands that acts instead of being read, and its name.

    None when there is none. White space of all kinds is no fault but for a lone return.
    """
    found = re.search(_UNWANTED, text)
    return (found.start(), f"the character U+{ord(found[0]):04X}") if found else None
