"""Pasting many lines at once: bullets and numbers are no signs."""

from __future__ import annotations

import re

from facilitator.live.capture.reading import NODS
from facilitator.text import clean, clean_line

_BULLET = re.compile(r"(?:[-*+•·–—‣◦▪●○]|\(?\d{1,3}[.)]|\[[ xX]?\])(?:\s+|$)")


def split_paste(text: str) -> tuple[str, ...]:
    """Return the lines of pasted *text* as they are to be read: one each, empty lines dropped.

    Where a line had bullets or a number, these are taken off and a blank stands before it: nothing in it is
    a sign. One without keeps its sign. `+5` by itself is text too, for the note it nods is not the last one.
    """
    lines = []
    for line in clean(text).splitlines():
        rest = whole = clean_line(line)
        while match := _BULLET.match(rest):
            rest = rest[match.end() :]
        if rest:
            lines.append(rest if rest == whole and not NODS.fullmatch(rest) else f" {rest}")
    return tuple(lines)
