"""A paper of a session over the whole screen, to read before it leaves."""

from __future__ import annotations

from textual.content import Content

from facilitator.documents.tree.paper import Paper
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.papers.editions import Edition, editions, paper_of
from facilitator.ui.papers.handing_on import HandingOn, leave
from facilitator.ui.papers.paper import PaperScreen
from facilitator.ui.papers.writing import copy_paper, write_paper
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import line_row
from facilitator.workspace.folder.session_files import SessionFile


def preview(app: Program, file: SessionFile, document: str) -> None:
    """Open a paper over the whole screen; of two teams' papers after asking whose."""
    every = {edition.key: edition for edition in editions(app.folder, file, document)}

    def chosen(key: str | None) -> None:
        if key is not None:
            app.push_screen(PaperScreen(EditionSource(app, every[key])))

    if len(every) == 1:
        chosen(next(iter(every)))
        return
    rows = [line_row(key, safe.text(edition.title(app.folder))) for key, edition in every.items()]
    app.push_screen(Choose("Whose paper?", "Each team gets its own.", rows), chosen)


class EditionSource:
    """One edition of a paper of a session, to read before it leaves."""

    def __init__(self, program: Program, edition: Edition) -> None:
        self._program = program
        self._edition = edition

    def heading(self) -> tuple[Content, Content]:
        """Return which paper it is, of which session, and whether it may leave."""
        edition = self._edition
        state = ("ready", "muted") if edition.ready else ("preview, not reviewed", "warn")
        title, short_id = edition.title(self._program.folder), edition.file.session.short_id
        return safe.text((title, "bold"), "   ", (short_id, "muted")), safe.text(state)

    async def make(self) -> Paper:
        """Return the paper."""
        return await paper_of(self._program, self._edition)

    def write(self, then: HandingOn = leave) -> None:
        """Write the paper to the documents folder, and hand it on."""
        write_paper(self._program, self._edition, then=then)

    def copy(self) -> None:
        """Write the paper as plain text and copy it."""
        copy_paper(self._program, self._edition)
