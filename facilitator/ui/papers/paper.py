"""A paper on a screen of its own, to read and to write."""

from __future__ import annotations

from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from facilitator.documents.tree.paper import Paper
from facilitator.errors import FacilitatorError
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.papers.handing_on import HandingOn, leave, open_file
from facilitator.ui.papers.paper_view import PaperView
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.lines import KeyLine, TopLine

KEYS = Context(
    "preview",
    "The paper",
    (
        command("write", "enter", "write it", "write the paper to the documents folder"),
        command("open_paper", "o", "write and open", "write the paper and open it in its program"),
        command("copy_text", "c", "copy", "write the paper as plain text and copy it"),
        command("dismiss", "escape q", "back", "back", palette=False),
    ),
)


class PaperSource(Protocol):
    """A paper that can be read and written."""

    def heading(self) -> tuple[Content, Content]:
        """Return the two ends of the line above it: which paper, and how far it is."""

    async def make(self) -> Paper:
        """Return the paper. Raises `FacilitatorError`, which is shown in its place."""

    def write(self, then: HandingOn = leave) -> None:
        """Write it to the documents folder, and hand it on."""

    def copy(self) -> None:
        """Write it as plain text and copy it."""


class PaperScreen(ProgramScreen, Screen[None]):
    """Shows the paper of a source under its heading, and writes it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(self, source: PaperSource) -> None:
        super().__init__()
        self._source = source

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of a paper."""
        return (KEYS, EVERYWHERE)

    def compose(self) -> ComposeResult:
        """Lay out title and paper."""
        yield TopLine(lambda _: self._source.heading())
        yield PaperView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the paper."""
        self.query_one(PaperView).focus()
        self.run_worker(self._show(), exclusive=True)

    async def _show(self) -> None:
        view = self.query_one(PaperView)
        try:
            view.show(await self._source.make())
        except FacilitatorError as error:
            view.say(safe.text((error.happened, "warn"), "\n", (error.todo, "muted")))

    def action_write(self) -> None:
        """Write the paper to the documents folder."""
        self._source.write()

    def action_open_paper(self) -> None:
        """Write the paper and open it."""
        self._source.write(open_file)

    def action_copy_text(self) -> None:
        """Write the paper as plain text and copy it."""
        self._source.copy()
