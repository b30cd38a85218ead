"""Rehearsing a script: which one, and then what would come out of it. Nothing of it is kept."""

from __future__ import annotations

from facilitator.ui import safe
from facilitator.ui.dialogs.base import Ask, Choose
from facilitator.ui.dialogs.progress import Working, beside
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import line_row


def ask_rehearsal(program: Program) -> None:
    """Ask which script, lead it to its end with sample answers, and tell what came out."""
    catalogue = program.folder.catalogue
    rows = [
        line_row(script.key, safe.text(script.title, "   ", (script.summary, "muted")))
        for script in catalogue.scripts.values()
    ]

    def chosen(key: str | None) -> None:
        if key is None:
            return
        # Imported here: only this leads a session without a room.
        from facilitator.rehearsal import Rehearsal, rehearse
        from facilitator.wording.rehearsal import told

        script = catalogue.script(key)

        def show(rehearsal: Rehearsal | None) -> None:
            if rehearsal is not None:
                lines = "\n".join(told(rehearsal))
                program.push_screen(Ask("The rehearsal", lines, (("ok", "Go back"),), scrolls=True))

        look = beside(lambda progress: rehearse(script, catalogue))
        program.push_screen(Working(f"Rehearsing {script.title}", look), show)

    program.push_screen(Choose("Which script shall be rehearsed?", "Nothing of it is kept.", rows), chosen)
