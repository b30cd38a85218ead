"""The pulse report over the whole screen: to read before it leaves, and to write."""

from __future__ import annotations

import asyncio
from datetime import date

from textual.content import Content

from facilitator.documents.formats.registry import Format
from facilitator.documents.render import document_of, paper, readers_of, write
from facilitator.documents.tree.paper import Paper
from facilitator.errors import FacilitatorError
from facilitator.ui import safe
from facilitator.ui.papers.issued import remember
from facilitator.ui.papers.paper import PaperScreen
from facilitator.ui.program import Program

_DOCUMENT = "pulse"
_FORMAT: Format = "html"


class PulsePaper(PaperScreen):
    """One edition of the report: of the wave that was opened on that day, for a team, or for all."""

    def __init__(self, opened: date, team: str | None) -> None:
        super().__init__()
        self._opened = opened
        self._team = team

    def draw_top(self, width: int) -> tuple[Content, Content]:
        """Draw for whom it is."""
        team = self.program.folder.teams.get(self._team or "")
        whose = f"for {team.name}" if team else "for everybody who was invited"
        return safe.text((document_of(_DOCUMENT).title, "bold"), "   ", (whose, "muted")), safe.text("ready")

    async def made(self) -> Paper:
        """Return the report."""
        return await asyncio.to_thread(
            paper,
            self.program.folder,
            _DOCUMENT,
            team=self._team,
            opened=self._opened,
            templates=self.program.workspace.templates_dir,
        )

    def action_write(self) -> None:
        """Write the paper to the documents folder."""
        # The program's work, not the screen's: it is remembered also when the screen is left meanwhile.
        self.program.run_worker(self._write(self.program))

    async def _write(self, app: Program) -> None:
        notices: list[str] = []
        try:
            path = await asyncio.to_thread(
                write,
                app.folder,
                _DOCUMENT,
                team=self._team,
                opened=self._opened,
                format=_FORMAT,
                into=app.workspace.documents_dir,
                templates=app.workspace.templates_dir,
                notice=notices.append,
            )
        except FacilitatorError as error:
            app.complain(error)
        else:
            app.say(" ".join((f"Written: {path}", *notices)))
            readers = readers_of(app.folder, _DOCUMENT, team=self._team)
            remember(app, path, _DOCUMENT, _FORMAT, readers)
