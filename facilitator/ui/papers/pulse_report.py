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
from facilitator.ui.papers.handing_on import HandingOn, copy_text, leave
from facilitator.ui.papers.issued import remember
from facilitator.ui.program import Program

_DOCUMENT = "pulse"
_FORMAT: Format = "html"


class PulseReport:
    """One edition of the report: of the wave that was opened on that day, for a team, or for all."""

    def __init__(self, program: Program, opened: date, team: str | None) -> None:
        self._program = program
        self._opened = opened
        self._team = team

    def heading(self) -> tuple[Content, Content]:
        """Return which report it is and for whom."""
        team = self._program.folder.teams.get(self._team or "")
        whose = f"for {team.name}" if team else "for everybody who was invited"
        return safe.text((document_of(_DOCUMENT).title, "bold"), "   ", (whose, "muted")), safe.text("ready")

    async def make(self) -> Paper:
        """Return the report."""
        return await asyncio.to_thread(
            paper,
            self._program.folder,
            _DOCUMENT,
            team=self._team,
            opened=self._opened,
            templates=self._program.workspace.templates_dir,
        )

    def write(self, then: HandingOn = leave) -> None:
        """Write the report to the documents folder, and hand it on."""
        # The program's work, not the screen's: it is remembered also when the screen is left meanwhile.
        self._program.run_worker(self._write(self._program, _FORMAT, then))

    def copy(self) -> None:
        """Write the report as plain text and copy it."""
        self._program.run_worker(self._write(self._program, "txt", copy_text))

    async def _write(self, app: Program, format: Format, then: HandingOn) -> None:
        notices: list[str] = []
        try:
            path = await asyncio.to_thread(
                write,
                app.folder,
                _DOCUMENT,
                team=self._team,
                opened=self._opened,
                format=format,
                into=app.workspace.documents_dir,
                templates=app.workspace.templates_dir,
                notice=notices.append,
            )
        except FacilitatorError as error:
            app.complain(error)
        else:
            app.say(" ".join((await then(app, path), *notices)))
            readers = readers_of(app.folder, _DOCUMENT, team=self._team)
            remember(app, path, _DOCUMENT, format, readers)
