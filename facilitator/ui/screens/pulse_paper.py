"""The pulse report over the whole screen: to read before it leaves, and to write."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from facilitator.documents.formats import Format
from facilitator.documents.pulse_report import KEY, TITLE, pulse_paper, readers_of, write_pulse
from facilitator.errors import FacilitatorError
from facilitator.ui import safe
from facilitator.ui.actions import bindings
from facilitator.ui.issued import remember
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.paper_view import PaperView

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp

_FORMAT: Format = "html"


class PulsePaper(Screen[None]):
    """One edition of the report: of the wave that was opened on that day, for a team, or for all."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("preview")]
    CSS = """
    PulsePaper PaperView { margin: 1 2; }
    """

    def __init__(self, opened: date, team: str | None) -> None:
        super().__init__()
        self._opened = opened
        self._team = team

    @property
    def program(self) -> FacilitatorApp:
        """The running program."""
        return cast("FacilitatorApp", self.app)

    def active_places(self) -> tuple[str, ...]:
        """The keys of a paper."""
        return ("preview", "everywhere")

    def compose(self) -> ComposeResult:
        """Lay out title and paper."""
        yield TopLine(self._top)
        yield PaperView()
        yield KeyLine()

    def _top(self, width: int) -> tuple[Content, Content]:
        team = self.program.folder.teams.get(self._team or "")
        whose = f"for {team.name}" if team else "for everybody who was invited"
        return safe.text((TITLE, "bold"), "   ", (whose, "muted")), safe.text("ready")

    def on_mount(self) -> None:
        """Read the paper."""
        self.query_one(PaperView).focus()
        self.run_worker(self._show(), exclusive=True)

    async def _show(self) -> None:
        view = self.query_one(PaperView)
        app = self.program
        try:
            made = await asyncio.to_thread(
                pulse_paper,
                app.folder,
                team=self._team,
                opened=self._opened,
                templates=app.workspace.templates_dir,
            )
        except FacilitatorError as error:
            view.say(safe.text((error.happened, "warn"), "\n", (error.todo, "muted")))
        else:
            view.show(made)

    def action_write(self) -> None:
        """Write the paper to the documents folder."""
        self.run_worker(self._write())

    async def _write(self) -> None:
        app = self.program
        notices: list[str] = []
        try:
            path = await asyncio.to_thread(
                write_pulse,
                app.folder,
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
            remember(app, path, KEY, _FORMAT, readers_of(self._team))
