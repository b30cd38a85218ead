"""What can be done when the disk refuses: keep a copy elsewhere, or leave all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.store.records.record_file import RecordFile
from facilitator.text import clean_line
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.program import Program
from facilitator.workspace.paths import typed


def ask_for_copy(app: Program, file: RecordFile) -> None:
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


def ask_to_lose(app: Program, files: Sequence[RecordFile], wait: Callable[[], None]) -> None:
    """Ask whether to leave although the disk has not taken all of these files: it refuses, or is silent.

    *wait* waits for the disk again, then leaves.
    """
    refuses = any(file.trouble is not None for file in files)
    unsaved = words.listed([f"{words.count(file.waiting, 'change')} in {file.path.name}" for file in files])
    question = (
        f"Not on the disk yet: {unsaved}. What was saved before is safe. "
        "Stay, then F9 keeps a copy of everything elsewhere."
    )

    def answered(answer: str | None) -> None:
        if answer == "yes":
            app.exit()
        elif answer == "wait":
            wait()

    title = "The disk takes nothing more" if refuses else "The disk does not answer"
    waits = () if refuses else (("wait", "Wait, then leave"),)
    app.push_screen(Ask(title, question, (*waits, ("no", "Stay"), ("yes", "Leave all the same"))), answered)
