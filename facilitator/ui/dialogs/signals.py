"""The soft signals of the session clock: each can be switched off."""

from __future__ import annotations

import msgspec

from facilitator.errors import FacilitatorError
from facilitator.model.programme import Signal
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import line_row


def choose_signals(app: Program, select: str | None = None) -> None:
    """Show the signals; choosing one switches it and shows them again."""
    programme = app.folder.programme
    rows = [
        line_row(each.value, safe.text(("✓ " if each in programme.signals else "  ", "good"), each.label))
        for each in Signal
    ]

    def chosen(key: str | None) -> None:
        if key is None:
            return
        picked = Signal(key)
        now = tuple(each for each in Signal if (each in programme.signals) != (each is picked))
        try:
            with app.folder.file.group(f"signal: {picked.label}"):
                app.folder.file.put(msgspec.structs.replace(programme, signals=now))
        except FacilitatorError as error:
            app.complain(error)
            return
        choose_signals(app, key)

    question = "Two minutes before the end of a segment, and at its end. Enter switches one."
    app.push_screen(Choose("Soft signals", question, rows, select), chosen)
