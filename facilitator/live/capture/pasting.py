"""Pasting many lines at once: bullets and numbers are no signs, signs that differ are no bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.live.capture.reading import NODS
from facilitator.model.kinds import SIGNS
from facilitator.text import clean, clean_line

_BULLET = re.compile(r"(?:[-*+•·–—‣◦▪●○]|\(?\d{1,3}[.)]|\[[ xX]?\])(?:\s+|$)")

_NEARLY_ALL = 0.75
"""The part of the lines that carry a bullet or number where the block is a list."""


def split_paste(text: str, *, listed: bool = False) -> tuple[str, ...]:
    """Return the lines of pasted *text* as they are to be read: one each, empty lines dropped.

    Where a line had bullets or a number, these are taken off and a blank stands before it: nothing in it is
    a sign. One without keeps its sign, and so does every line that begins with `-`, `*` or `+` where these
    differ or few lines carry one, unless they are *listed*, as ideas and actions are; one set in is below a
    bullet. `+5` by itself is text too, for the note it nods is not the last one.
    """
    block = [line for line in clean(text).splitlines() if clean_line(line)]
    is_list = listed or _is_list(block)
    lines = []
    for line in block:
        rest = whole = clean_line(line)
        if is_list or not _may_be_sign(line):
            while match := _BULLET.match(rest):
                rest = rest[match.end() :]
        if rest:
            lines.append(rest if rest == whole and not NODS.fullmatch(rest) else f" {rest}")
    return tuple(lines)


def _is_list(lines: Sequence[str]) -> bool:
    """Tell whether nearly all lines carry a bullet or number, and those that could be signs are the same."""
    carried = sum(_BULLET.match(clean_line(line)) is not None for line in lines)
    signs = {line[0] for line in lines if _may_be_sign(line)}
    return len(signs) <= 1 and carried >= _NEARLY_ALL * len(lines)


def _may_be_sign(line: str) -> bool:
    """Tell whether a line begins with a bullet that is also the sign of a kind, and is not set in."""
    return line[:1] in SIGNS and _BULLET.match(line) is not None
