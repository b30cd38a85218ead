"""How a paper looks in typst: words as string literals, letters in lines of a fixed height, the page.

Every measure is the one of `templates/style.css`, so that the PDF breaks its pages where the web page does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facilitator.documents.branding.style import ACCENT, INK, PAGES, SOFT, TIGHT, USUAL
from facilitator.documents.tree.paper import Paper

LOGO = "logo"
"""The name of the input that holds the logo, as SVG."""

_TEXT_FONTS = ("Arial", "Helvetica", "Liberation Sans", "Noto Sans", "Libertinus Serif")
_HEADING_FONTS = ("Georgia", "Gelasio", "Noto Serif", "Libertinus Serif")
"""The first that the machine has counts; the last comes with typst."""

_LONG_WORD = re.compile(r"(\S{25,})")
_BREAK = "#h(0.001pt);"
_TAB = "    "
_STEP = 8
_RISE = 0.35
"""By how much of their size letters stand above the middle of their line."""


class Sizes(NamedTuple):
    """What differs between papers of several pages and those of one.

    Letters are sizes and heights of lines in points, the rest is in millimetres: the space above the title,
    a heading and the limits, and above and below the words of a cell.
    """

    body: tuple[float, float]
    table: tuple[float, float]
    title: tuple[float, float]
    heading: tuple[float, float]
    lead: tuple[float, float]
    above_title: float
    above_heading: float
    above_limits: float
    cell: float


_OF_SEVERAL = Sizes((9.5, 13.5), (9, 12.3), (23, 28), (13, 18), (11.5, 17), 3.6, 6.6, 5.4, 1.3)
_CLOSER = Sizes((9.5, 13.1), (9, 12.1), (23, 28), (13, 18), (11.5, 16.4), 3.6, 5.4, 3.2, 1.0)
_OF_ONE = Sizes((9.3, 13.1), (8.8, 12.3), (21, 25), (12.5, 18), (11.5, 15.8), 2.4, 4.2, 3.2, 1.1)


def sizes_of(paper: Paper) -> Sizes:
    """Return the sizes of a paper."""
    if paper.tight:
        return _OF_ONE
    return _CLOSER if paper.closer else _OF_SEVERAL


# Words -------------------------------------------------------------------------------------------


def literal(text: str) -> str:
    """Return *text* as string literals of typst, to stand in content: one, but for words too long for a line.

    Those get places where they may be broken. A zero-width blank would do, too, but whoever copies from
    the PDF would get it, and in some fonts for every blank.
    """
    pieces = _LONG_WORD.split(text.replace("\t", _TAB))  # typst sets no tabs
    return "".join(
        f"#{string(piece)};" if at % 2 == 0 else _BREAK.join(f"#{string(part)};" for part in _parts(piece))
        for at, piece in enumerate(pieces)
        if piece
    )


def dots_in_lines(count: int) -> str:
    """Return so many dots, which go on in the next line where their column ends."""
    return _BREAK.join([f"#{string('●')};"] * count)


def string(text: str) -> str:
    """Return *text* as one string of typst."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{{{ord(found[0]):x}}}", escaped) + '"'


def _parts(word: str) -> Iterator[str]:
    """Yield a long word in parts, cut before plain letters only: never between a letter and its marks."""
    start = 0
    for at in range(1, len(word)):
        if at - start >= _STEP and word[at].isascii() and word[at - 1].isascii():
            yield word[start:at]
            start = at
    yield word[start:]


# Letters and colours -----------------------------------------------------------------------------


def letters(size: float, line: float) -> str:
    """Return the settings of letters of a size, in lines of that height, both in points."""
    above = line / 2 + _RISE * size
    return f"size: {size}pt, top-edge: {above:.2f}pt, bottom-edge: {above - line:.2f}pt"


def heading_font() -> str:
    """Return the setting of the letters of headings."""
    return f"font: {_fonts(_HEADING_FONTS)}"


def colour(hexadecimal: str) -> str:
    """Return a colour of `branding.style` in typst."""
    return f'rgb("#{hexadecimal}")'


def line(points: float, hexadecimal: str) -> str:
    """Return a line of that width and colour."""
    return f"{points}pt + {colour(hexadecimal)}"


def _fonts(names: Iterable[str]) -> str:
    return f"({', '.join(map(string, names))})"


# The page ----------------------------------------------------------------------------------------


def preamble(paper: Paper) -> str:
    """Return what stands before the words: the page with head and foot, and how each kind of block looks."""
    margins, sizes, page = TIGHT if paper.tight or paper.closer else USUAL, sizes_of(paper), PAGES[paper.size]
    under_rule = f"stroke: (top: {line(0.9, ACCENT)}), inset: (top: 1.4mm)"
    author = f", author: {string(paper.organisation)}" if paper.organisation else ""
    return f"""\
#set document(title: {string(paper.title)}{author}, date: none)
#set page(width: {page.width}mm, height: {page.height}mm,
  margin: (top: {margins.top}mm, bottom: {margins.bottom}mm, x: {margins.side}mm),
  header-ascent: 3.6mm, footer-descent: 3.6mm,
  header: {_edge(literal(paper.header), _sender(paper))},
  footer: context {_edge(literal(paper.footer), _page_number(paper.page))})
#set text(
  lang: {string(paper.lang)}, {letters(*sizes.body)}, fill: {colour(INK)}, font: {_fonts(_TEXT_FONTS)})
#set par(leading: 0pt, spacing: 2.2mm)
#set table(stroke: none)
#set list(indent: 1mm, body-indent: 3mm, spacing: 0.8mm, marker: text(fill: {colour(ACCENT)})[•])
#set enum(indent: 1mm, body-indent: 3mm, spacing: 0.8mm)
#show list: set block(above: 0mm, below: 2.2mm)
#show enum: set block(above: 0mm, below: 2.2mm)
#show emph: set text(fill: {colour(SOFT)})
#show table: set text({letters(*sizes.table)})
#show table: set block(above: 0mm, below: 2mm)
#show heading: set text(fill: {colour(ACCENT)}, weight: 400, {heading_font()})
#show heading.where(level: 1): set text({letters(*sizes.title)})
#show heading.where(level: 1): set block(above: {sizes.above_title}mm, below: 1.4mm)
#show heading.where(level: 2): set text({letters(*sizes.heading)})
#show heading.where(level: 2): set block(
  above: {sizes.above_heading}mm, below: 1mm, width: 100%, {under_rule})
#show heading.where(level: 3): set text(
  {letters(9.5, 13.5)}, weight: 700, fill: {colour(INK)}, font: {_fonts(_TEXT_FONTS)})
#show heading.where(level: 3): set block(above: 3.4mm, below: 0.7mm)
"""


def _sender(paper: Paper) -> str:
    """Return what stands right in the letterhead: the logo, or else the name of the paper."""
    logo = paper.branding.logo
    if logo is None:
        return literal(paper.name)
    arguments = f"height: {logo.height:.2f}mm, alt: {string(paper.organisation)}"
    return f'#image(bytes(sys.inputs.{LOGO}), format: "svg", {arguments})'


def _edge(left: str, right: str) -> str:
    words = f"align(left)[{left}], align(right)[{right}]"
    grid = f"grid(columns: (1fr, auto), column-gutter: 6mm, {words})"
    return f"text({letters(7.5, 9.6)}, fill: {colour(SOFT)}, {grid})"


def _page_number(page: str) -> str:
    pieces = re.split(r"(\{pages?\})", page)
    numbers = {"{page}": "#counter(page).display();", "{pages}": "#counter(page).final().first();"}
    return "".join(numbers.get(piece) or literal(piece) for piece in pieces if piece)
