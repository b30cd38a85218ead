"""The colours and sizes of papers, for the formats that have no style sheet.

The page has its own in `templates/style.css`; a test holds the two together.
"""

from __future__ import annotations

from typing import NamedTuple

from facilitator.model.programme import PaperSize

INK = "1C2733"
SOFT = "4F5B67"
ACCENT = "1D4E63"
RULE = "8E9AA6"
HAIRLINE = "D9DFE5"
TINT = "EFF3F6"
WARNING = "8A4B16"
WHITE = "FFFFFF"

HEAT = ("FBF6EC", "F6E6C9", "EBCB95", "D9A25A", "8A4B16")
"""Steps 1 to 5 of what hurts."""

COOL = ("F6F8F9", "E6EEF1", "CEDFE5", "A9C7D1", "7DA9B7", "1D4E63")
"""Steps 0 to 5 of how much."""

STATUS = {
    "settled": "CEDFE5",
    "partly": "E6EEF1",
    "moving": "F6F8F9",
    "waiting": "F6E6C9",
    "stuck": "EBCB95",
    "aside": "ECEEF0",
}
"""The tint of each of `tree.html_subset.STATUSES`; the word in the cell decides."""

TEXT_FONT = "Arial"
HEADING_FONT = "Georgia"


class Margins(NamedTuple):
    """The margins of a page in millimetres."""

    top: float
    bottom: float
    side: float


USUAL = Margins(21, 19, 18)
TIGHT = Margins(18, 16, 18)
"""Of papers that are meant to fit one page."""


class Page(NamedTuple):
    """The width and height of a page in millimetres."""

    width: float
    height: float


PAGES = {PaperSize.A4: Page(210.0, 297.0), PaperSize.LETTER: Page(215.9, 279.4)}
