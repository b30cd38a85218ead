"""Text to be read from the back row: letters of 2×2 blocks, three rows high."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from facilitator.text import composed
from facilitator.ui import safe
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets import block_glyphs

Picture = tuple[str, ...]
"""Ten lines of pixels, "#" or ".": two for marks above, six for the letter, two for its tail."""

MOST_LINES = 4
"""Longer text is not read at a glance."""

LEAST_COLUMNS = 100
"""A narrower window shows bold text instead."""

_ABOVE, _LETTER, _BELOW = 2, 6, 2
_GAP = 2
_BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""The sixteen blocks by the pixels set: upper left 1, upper right 2, lower left 4, lower right 8."""


# Letters ------------------------------------------------------------------------------------------


@cache
def letters() -> Mapping[str, Picture]:
    """Return every letter drawn as a whole; `letter` composes more of them with marks."""
    sheets = (block_glyphs.SMALL, block_glyphs.CAPITALS, block_glyphs.FIGURES, block_glyphs.SIGNS)
    drawn = {name: _placed(picture) for sheet in sheets for name, picture in _pictures(sheet)}
    return drawn | dict.fromkeys(" \u00a0\u202f", _placed(("....",)))


@cache
def letter(character: str) -> Picture | None:
    """Return the picture of a character, or None if there is none."""
    if character in letters():
        return letters()[character]
    base, mark = _taken_apart(character)
    if mark in _marks(block_glyphs.ABOVE):
        body = _bodies().get("ı" if base == "i" else base)
        return _stacked(_marks(block_glyphs.ABOVE)[mark], body) if body else None
    if mark in _marks(block_glyphs.BELOW) and base in letters():
        return _stacked(letters()[base][: _ABOVE + _LETTER], _marks(block_glyphs.BELOW)[mark])
    return None


@cache
def _bodies() -> Mapping[str, Picture]:
    """Return what can carry a mark above, from its second pixel on: small letters and short capitals."""
    short = {name: _placed(picture) for name, picture in _pictures(block_glyphs.SHORT)}
    low = {name: picture for name, picture in letters().items() if "#" not in picture[_ABOVE]}
    return {name: picture[_ABOVE + 1 :] for name, picture in (low | short).items()}


@cache
def _marks(sheet: str) -> Mapping[str, Picture]:
    return {_taken_apart(name)[1]: picture for name, picture in _pictures(sheet)}


def _taken_apart(character: str) -> tuple[str, str]:
    """Return the letter under a character, and the mark or marks it wears."""
    parts = unicodedata.normalize("NFD", character)
    return parts[:1], parts[1:]


def _pictures(sheet: str) -> Iterator[tuple[str, Picture]]:
    """Yield each picture of a sheet with its name; bands of pictures have an empty line between them."""
    for band in sheet.strip("\n").split("\n\n"):
        names, *lines = (line.split() for line in band.splitlines())
        yield from zip(names, zip(*lines, strict=True), strict=True)


def _placed(picture: Picture) -> Picture:
    """Add the empty lines above a letter, and those below one that ends early."""
    empty = "." * len(picture[0])
    placed = (empty,) * _ABOVE + picture
    return placed + (empty,) * (_ABOVE + _LETTER + _BELOW - len(placed))


def _stacked(upper: Picture, lower: Picture) -> Picture:
    """Set one picture on another, both in the middle."""
    width = max(len(upper[0]), len(lower[0]))
    return tuple(f"{line:.^{width}}" for line in upper + lower)


# Lines --------------------------------------------------------------------------------------------


def lay_out(text: str, columns: int, max_lines: int = MOST_LINES, *, close: bool = False) -> list[str] | None:
    """Return the rows that draw *text* in blocks, broken between words at *columns* cells.

    A line is three rows of letters. Between two lines lie two rows, for tails and for marks, or one where
    lines stand *close* and no tail meets a mark; above the first and below the last they are there only
    when needed. None if a letter is missing, a word is wider than the line, or there are more than
    *max_lines*.
    """
    rows = _laid_out(text, columns, max_lines, close)
    return None if rows is None else list(rows)


@lru_cache(maxsize=64)
def _laid_out(text: str, columns: int, max_lines: int, close: bool) -> tuple[str, ...] | None:
    lines: list[Picture] = []
    for paragraph in composed(text).expandtabs(1).splitlines():
        broken = _broken(paragraph, columns)
        if broken is None:
            return None
        lines += broken
    if len(lines) > max_lines:
        return None
    rows: list[str] = []
    for line in lines:
        drawn = list(_blocks(line))
        if close and rows and (shared := _together(rows[-1], drawn[0])) is not None:
            rows[-1:] = [shared]
            drawn = drawn[1:]
        rows += drawn
    used = [place for place, row in enumerate(rows) if row.strip()]
    return tuple(rows[used[0] : used[-1] + 1]) if used else ()


def _together(tails: str, marks: str) -> str | None:
    """Return the tails of one line and the marks of the next in one row; None where they would meet."""
    width = max(len(tails), len(marks))
    pairs = list(zip(f"{tails:{width}}", f"{marks:{width}}", strict=True))
    for at in range(width):
        near = "".join(mark for _, mark in pairs[max(0, at - 1) : at + 2])
        if pairs[at][0] != " " and near.strip():
            return None
    return "".join(tail if tail != " " else mark for tail, mark in pairs)


def _broken(paragraph: str, columns: int) -> list[Picture] | None:
    """Return the lines of a paragraph, or None if a word cannot be drawn."""
    lines: list[Picture] = []
    for word in filter(None, paragraph.split(" ")):
        picture = _word(word)
        if picture is None or _columns(picture) > columns:
            return None
        longer = _joined((lines[-1], letters()[" "], picture)) if lines else picture
        if lines and _columns(longer) <= columns:
            lines[-1] = longer
        else:
            lines.append(picture)
    return lines


def _word(word: str) -> Picture | None:
    pictures = [picture for character in word if (picture := letter(character)) is not None]
    return _joined(pictures) if len(pictures) == len(word) else None


def _joined(pictures: Sequence[Picture]) -> Picture:
    """Put pictures side by side, a gap between them."""
    return tuple(("." * _GAP).join(lines) for lines in zip(*pictures, strict=True))


def _columns(picture: Picture) -> int:
    return (len(picture[0]) + 1) // 2


def _blocks(picture: Picture) -> Iterator[str]:
    """Yield the rows of a picture in blocks, four pixels a cell."""
    lines = [line + "." * (len(line) % 2) for line in picture]
    for upper, lower in zip(lines[::2], lines[1::2], strict=True):
        yield "".join(_block(upper[x : x + 2] + lower[x : x + 2]) for x in range(0, len(upper), 2))


def _block(pixels: str) -> str:
    return _BLOCKS[sum(1 << place for place, pixel in enumerate(pixels) if pixel == "#")]


# Widget -------------------------------------------------------------------------------------------


class BlockLetters(Late, Widget):
    """Text in block letters; in bold with empty rows between where they do not fit.

    They do not fit if a letter is missing, if there would be more than *max_lines*, or in a window
    with fewer than *least_columns*. Whoever shares out the screen says whether they are `large`, and
    whether their lines stand `close`.
    """

    DEFAULT_CSS = """
    BlockLetters { height: auto; width: 1fr; text-wrap: nowrap; }
    """

    text: reactive[str] = reactive("", layout=True)
    large: reactive[bool] = reactive(True, layout=True)
    close: reactive[bool] = reactive(False, layout=True)

    def __init__(
        self,
        text: str = "",
        *,
        max_lines: int = MOST_LINES,
        least_columns: int = LEAST_COLUMNS,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._max_lines = max_lines
        self._least_columns = least_columns
        self.set_reactive(BlockLetters.text, text)

    def rows(self, width: int) -> list[Content]:
        """Return the rows to draw in a column of *width* cells."""
        if self.large and self.app.size.width >= self._least_columns:
            rows = lay_out(self.text, width, self._max_lines, close=self.close)
            if rows is not None:
                return [safe.text(row) for row in rows]
        spaced = [row for line in safe.wrap((self.text, "bold"), width) for row in (line, safe.NOTHING)]
        return spaced[:-1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the longest row."""
        return max((row.cell_length for row in self.rows(container.width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows there are."""
        return len(self.rows(width))

    def render(self) -> Content:
        """Draw the rows."""
        return safe.text("\n").join(self.rows(self.content_size.width))
