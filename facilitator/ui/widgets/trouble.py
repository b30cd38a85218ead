"""The banner under the top line while the disk refuses: what is safe, what waits, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.language import words
from facilitator.model.audience import Worded
from facilitator.model.registry import entities_of
from facilitator.store.records.record_file import RecordFile
from facilitator.ui import safe
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.lines import TopLine


class Trouble(Late, Static):
    """Stays until the disk takes what waits."""

    DEFAULT_CSS = """
    Trouble { height: auto; padding: 1 2; background: $raised; border-left: outer $bad; }
    """


def show_trouble(screens: Iterable[Screen[Any]], file: RecordFile | None) -> None:
    """Put the banner on every screen with a top line, or take it away when the disk refuses no file."""
    for screen in screens:
        banners, lines = screen.query(Trouble), screen.query(TopLine)
        if file is None:
            banners.remove()
        elif banners:
            banners.first().update(draw_trouble(file))
        elif lines:
            screen.mount(Trouble(draw_trouble(file)), after=lines.first())


def draw_trouble(file: RecordFile) -> Content:
    """Say what happened, what is safe and what to do."""
    assert file.trouble is not None
    happened = (file.trouble.happened, "bad bold")
    waits = "What you type waits here and is saved as soon as there is room."
    unsaved = file.unsaved
    said = [kind for kind in entities_of(file.kind) if issubclass(kind, Worded)]
    safe_ones = sum(record.id not in unsaved for kind in said for record in file.all(kind))
    safe_words = words.count(safe_ones, "earlier record")
    safe_now = f"The {safe_words} {'is' if safe_ones == 1 else 'are'} safe; " if safe_ones else ""
    rest = f"{safe_now}{words.count(file.waiting, 'change')} not yet."
    return safe.text(
        *(happened, "   ", ("F9", "key"), (" keep a copy elsewhere", "muted")),
        *(f"\n{waits}\n", (rest, "muted")),
    )
