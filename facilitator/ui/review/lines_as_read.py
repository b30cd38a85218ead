"""What the lines of a filled paper will become, drawn beside them."""

from __future__ import annotations

from collections.abc import Sequence

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

_WHAT = 16
_TYPED = max(len(form.typed) for form in FORMS) + 3
_BEGINS = 18
"""So much of a line to look at again is quoted."""


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
    said, what = _told(line, known, takes)
    wide = width - _WHAT if what else width
    wrapped = safe.wrap(said, wide) if rows > 1 else [said]
    if len(wrapped) > rows:
        wrapped = [*wrapped[: rows - 1], safe.text(wrapped[rows - 1], "…")]
    leads = [what, *[safe.NOTHING] * rows]
    shown = [
        safe.text(safe.cell(left, width - wide), safe.cell(right, wide))
        for left, right in zip(leads, wrapped, strict=False)
    ]
    return [*shown, *[safe.NOTHING] * (rows - len(shown))]


def _told(line: EntryLine, known: CaptureContext, takes: str) -> tuple[Content, Content]:
    """Return what a line becomes, and what sort of thing that is."""
    if line.is_held:
        return safe.text(("Not for the notes. Say it otherwise, or let it go: ^N waits.", "warn")), safe.cell(
            ("! held", "warn"), _WHAT
        )
    if isinstance(line.fact, Blank):
        return safe.text((takes, "muted")), safe.NOTHING
    if line.trouble:
        said = safe.text((f"{line.trouble} ", "warn"), ("Kept as a note.", "muted"))
        return said, safe.text(("! note", "warn"))
    pen = "private" if line.fact.what == "private" else ""
    words = line.fact.words(known)
    said = (
        safe.text((f"{line.caution} ", "warn"), (words, pen)) if line.caution else safe.text(words, pen=pen)
    )
    return said, safe.text((line.fact.what, "mark"))


def summary_of(entry: Entry) -> Content:
    """Say how many lines there are, and how many are not what they looked like."""
    if not entry.filled:
        return safe.text(("Type what stands on the paper; nothing is saved before ^N.", "muted"))
    lines, wrong = words.count(len(entry.filled), "line"), entry.in_trouble
    held = [line for line in entry.lines if line.is_held]
    unsure = [line for line in entry.lines if line.caution]
    if held:
        return safe.text(lines, (f", not for the notes: {_named(held)}. ^N waits for it.", "warn"))
    if wrong:
        kept = "a note" if len(wrong) == 1 else "notes"
        look = f", {len(wrong)} not understood, kept as {kept}: {_named(wrong)}."
        return safe.text(lines, (look, "warn"))
    if unsure:
        return safe.text(lines, (f", look at {_named(unsure)}.", "warn"))
    return safe.text(lines, (", all understood.   ^N enters them as one change.", "muted"))


def _named(lines: Sequence[EntryLine]) -> str:
    """Return the first of some lines by how it begins, and how many more there are."""
    first = lines[0].typed.strip()
    begins = first if len(first) <= _BEGINS else f"{first[: _BEGINS - 1]}…"
    return f"“{begins}”" + (f" and {len(lines) - 1} more" if len(lines) > 1 else "")


def shown_forms(width: int) -> list[Content]:
    """Draw what can be typed, a form a row."""
    return [
        safe.cell(safe.text(safe.cell((form.typed, "key"), _TYPED), (form.says, "muted")), width)
        for form in FORMS
    ]
