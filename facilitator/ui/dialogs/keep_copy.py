"""What can be done when the disk refuses: keep a copy elsewhere, or leave all the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.store.records.record_file import RecordFile
from facilitator.text import clean_line
from facilitator.ui.dialogs.base import Ask, AskLine
from facilitator.workspace.folder.paths import typed

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp


def ask_for_copy(app: FacilitatorApp, file: RecordFile) -> None:
    """Ask where to, and write everything there as it is now, saved or not."""
    suggested = str(Path.home() / f"{file.path.stem}-copy.json")

    def save(line: str | None) -> None:
        if not line:
            return
        try:
            path = typed(clean_line(line))
            file.keep_copy(path)
        except FacilitatorError as error:
            app.complain(error)
        else:
            app.say(f"Everything is also in {path}")

    app.push_screen(AskLine("Keep a copy elsewhere", "Another disk or stick, and a name.", suggested), save)


def ask_to_lose(app: FacilitatorApp, files: Sequence[RecordFile]) -> None:
    """Ask whether to leave although the disk has not taken all of these files: it refuses, or is silent."""
    refuses = any(file.trouble is not None for file in files)
    unsaved = " and ".join(f"{words.count(file.waiting, 'change')} in {file.path.name}" for file in files)
    question = (
        f"Not on the disk yet: {unsaved}. What was saved before is safe. "
        "Stay, then F9 keeps a copy of everything elsewhere."
    )

    def answered(answer: str | None) -> None:
        if answer == "yes":
            app.exit()
        elif answer == "wait":
            app.disk.leave_when_saved()

    title = "The disk takes nothing more" if refuses else "The disk does not answer"
    waits = () if refuses else (("wait", "Wait, then leave"),)
    app.push_screen(Ask(title, question, (*waits, ("no", "Stay"), ("yes", "Leave all the same"))), answered)
