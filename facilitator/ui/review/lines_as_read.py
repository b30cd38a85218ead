"""What the lines of a filled paper will become, drawn beside them."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from facilitator.language import words
from facilitator.live.capture.naming import CaptureContext
from facilitator.live.paper_entry.entry import Entry, EntryLine
from facilitator.live.paper_entry.forms import FORMS
from facilitator.live.paper_entry.framing import Blank
from facilitator.ui import safe
from facilitator.ui.late_calls import Late

_WHAT = 13
_TYPED = max(len(form.typed) for form in FORMS) + 3
_MOST_PLACES = 6
"""So many lines to look at again are named."""


class LinesAsRead(Late, Widget):
    """What each line will become, in the row of that line."""

    DEFAULT_CSS = """
    LinesAsRead { width: 1fr; padding: 0 2 0 1; }
    """
    top: reactive[int] = reactive(0)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Content] = []

    def show(self, rows: list[Content]) -> None:
        """Show rows that stand beside those of the text."""
        self._rows = rows
        self.refresh()

    def render(self) -> Content:
        """Draw the rows in sight; under them, where there is room, what can be typed."""
        shown = self._rows[self.top : self.top + self.size.height]
        free = self.size.height - len(shown)
        if free > len(FORMS):
            shown = [*shown, *[safe.NOTHING] * (free - len(FORMS)), *shown_forms(self.size.width)]
        return Content("\n").join(shown)


def told_rows(
    line: EntryLine | None, known: CaptureContext, width: int, rows: int, takes: str
) -> list[Content]:
    """Draw what a line becomes in exactly so many rows; of one that is not filled in, what belongs there."""
    if line is None:
        return [safe.NOTHING] * rows
    said, lead = _told(line, known, takes)
    wrapped = safe.wrap(said, width - _WHAT) if rows > 1 else [said]
    if len(wrapped) > rows:
        wrapped = [*wrapped[: rows - 1], safe.text(wrapped[rows - 1], "…")]
    leads = [lead, *[safe.cell("", _WHAT)] * rows]
    shown = [
        safe.text(left, safe.cell(right, width - _WHAT)) for left, right in zip(leads, wrapped, strict=False)
    ]
    return [*shown, *[safe.NOTHING] * (rows - len(shown))]


def _told(line: EntryLine, known: CaptureContext, takes: str) -> tuple[Content, Content]:
    """Return what a line becomes, and what sort of thing that is."""
    if line.is_held:
        return safe.text(("Not for the notes. Say it otherwise, or let it go: ^N waits.", "warn")), safe.cell(
            ("! held", "warn"), _WHAT
        )
    if isinstance(line.fact, Blank):
        return safe.text((takes, "muted")), safe.cell("", _WHAT)
    if line.trouble:
        said = safe.text((f"{line.trouble} ", "warn"), ("Kept as a note.", "muted"))
        return said, safe.cell(("! note", "warn"), _WHAT)
    pen = "private" if line.fact.what == "private" else ""
    words = line.fact.words(known)
    said = (
        safe.text((f"{line.caution} ", "warn"), (words, pen)) if line.caution else safe.text(words, pen=pen)
    )
    return said, safe.cell((line.fact.what, "mark"), _WHAT)


def summary_of(entry: Entry) -> Content:
    """Say how many lines there are, and how many are not what they looked like."""
    if not entry.filled:
        return safe.text(("Type what stands on the paper; nothing is saved before ^N.", "muted"))
    lines, wrong = words.count(len(entry.filled), "line"), len(entry.in_trouble)
    held = [line.place for line in entry.lines if line.is_held]
    unsure = [line.place for line in entry.lines if line.caution]
    if held:
        return safe.text(lines, (f", not for the notes: {', '.join(held)}. ^N waits for it.", "warn"))
    if wrong:
        look = f", {wrong} not understood: kept as {'a note' if wrong == 1 else 'notes'}."
        return safe.text(lines, (look, "warn"), ("   ^N enters them all.", "muted"))
    if unsure:
        return safe.text(
            lines, (f", look at {', '.join(unsure[:6])}.", "warn"), ("   ^N enters them all.", "muted")
        )
    return safe.text(lines, (", all understood.   ^N enters them as one change.", "muted"))


def shown_forms(width: int) -> list[Content]:
    """Draw what can be typed, a form a row."""
    return [
        safe.cell(safe.text(safe.cell((form.typed, "key"), _TYPED), (form.says, "muted")), width)
        for form in FORMS
    ]
