"""A screen as text, with the pens its letters are written with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from string import ascii_letters, digits

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

RULE = "~" * 8
NAMES = ascii_letters + digits
"""Names of pens in the order in which they are met; each is one letter, so that it stands below its own."""


def with_pens(strips: Iterable[Strip]) -> str:
    """Return the lines of a screen; then for each the pen of every column; then what each pen is.

    The pen of most columns is a dot, and left out at the end of a line.
    """
    screen = list(strips)
    columns = [[pen for text, style, _ in row for pen in [_told(style)] * cell_len(text)] for row in screen]
    pens = Counter(pen for row in columns for pen in row)
    usual = max(pens, key=lambda pen: pens[pen])
    names = {usual: "."} | dict(zip((pen for pen in pens if pen != usual), NAMES, strict=False))
    marks = ["".join(names[pen] for pen in row).rstrip(".") for row in columns]
    what = [f"{name} {pen}" for pen, name in names.items()]
    return "\n".join([*(row.text.rstrip() for row in screen), RULE, *marks, RULE, *what, ""])


def _told(style: Style | None) -> str:
    """What a pen looks like: its colours, and how its letters are drawn."""
    style = style or Style.null()
    drawn = ("bold", "dim", "italic", "underline", "strike", "reverse")
    colours = [colour.name if colour else "plain" for colour in (style.color, style.bgcolor)]
    return " ".join([*(each for each in drawn if getattr(style, each)), colours[0], "on", colours[1]])
