"""Pages of plain text from the records, agenda, charter, table, stories: shown, written on a yes."""

from __future__ import annotations

from facilitator.errors import FacilitatorError
from facilitator.insight.sitting import sitting
from facilitator.model.message import Message
from facilitator.model.project import Project
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.program import Program
from facilitator.wording.at_table import page
from facilitator.wording.charter import charter
from facilitator.wording.messages import page as message_page
from facilitator.wording.sitting import agenda
from facilitator.wording.stories import sheet


def show_sitting(program: Program) -> None:
    """Show the agenda of a sitting, and write it as a file if that is wanted."""
    lines = agenda(program.folder, sitting(program.folder.file))
    _show(program, "A sitting", "\n".join(lines), "sitting.txt")


def show_charter(program: Program) -> None:
    """Show the charter, and write it as a file if that is wanted."""
    try:
        text = "\n".join(charter(program.folder))
    except FacilitatorError as error:
        program.complain(error)
        return
    _show(program, "The charter", text, "charter.txt")


def show_table(program: Program, project: Project) -> None:
    """Show the table of a project on one page, and write it as a file if that is wanted."""
    try:
        text = "\n".join(page(program.folder, project.id))
    except FacilitatorError as error:
        program.complain(error)
        return
    _show(program, "At the table", text, "at-the-table.txt")


def show_stories(program: Program) -> None:
    """Show the story sheet, and write it as a file if that is wanted."""
    try:
        text = "\n".join(sheet(program.folder))
    except FacilitatorError as error:
        program.complain(error)
        return
    _show(program, "The story sheet", text, "stories.txt")


def show_message(program: Program, message: Message) -> None:
    """Show a message as its readers get it, and write it as a file if that is wanted."""
    _show(program, "The message", "\n".join(message_page(program.folder, message)), "message.txt")


def _show(program: Program, title: str, text: str, name: str) -> None:
    from facilitator.files.writing import save
    from facilitator.workspace.written_papers import note_written

    path = program.workspace.documents_dir / name
    content = f"{text}\n".encode()

    def answered(answer: str | None) -> None:
        if answer != "write":
            return
        try:
            save(path, content)
        except FacilitatorError as error:
            program.complain(error)
            return
        note_written(program.folder.path, content)
        program.say(f"Written: {path}")

    answers = (("back", "Go back"), ("write", f"Write it as {name}"))
    program.push_screen(Ask(title, text, answers, scrolls=True), answered)
