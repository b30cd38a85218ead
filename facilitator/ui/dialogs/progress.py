"""Something that takes a while: what is being done, how far it is, and Escape to end it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from facilitator.errors import Cancelled, FacilitatorError
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, dialog_keys
from facilitator.workspace.erasure.progress import ErasureProgress

T = TypeVar("T")

_OFTEN = 0.1
"""Seconds from one look at how far it is to the next."""


class Working(Dialog[T | None], Generic[T]):
    """Does a piece of work beside the event loop; returns what came of it, or None when it was ended.

    *work* gets the `ErasureProgress` to tell of its steps and leaves the loop for all that takes long. An
    error with words for a person is shown, and nothing is returned. Keys never reach the screen below.
    """

    keeps_keys = True
    """Keys are for what follows, if it follows soon; the queue of the program holds them for a second."""

    def __init__(self, title: str, work: Callable[[ErasureProgress], Awaitable[T]]) -> None:
        super().__init__()
        self._title_words = title
        self._work = work
        self._progress = ErasureProgress(self._told)
        self._step = ("", 0, 0)

    def compose(self) -> ComposeResult:
        """Lay out what is being done."""
        with Vertical():
            yield Static(safe.text(self._title_words), classes="dialog-title")
            yield Static(safe.text(" "), classes="dialog-text", id="step")
            yield dialog_keys(("Esc", "end it"))

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(_OFTEN, self.show_step)
        self.run_worker(self._do(), group="working")

    def on_unmount(self) -> None:
        """Let the work end when the program does."""
        self._progress.cancel()

    def _told(self, what: str, done: int, of: int) -> None:
        self._step = (what, done, of)  # on the thread that works; shown by the next look

    def show_step(self) -> None:
        """Show how far it is."""
        what, done, of = self._step
        if self._progress.cancelled:
            what, of = "It ends at the next step", 0
        if what:
            far = f": {done + 1} of {of}" if of else " …"
            for step in self.query("#step").results(Static):
                step.update(safe.text((f"{what}{far}", "muted")))

    async def _do(self) -> None:
        try:
            result = await self._work(self._progress)
        except Cancelled as ended:
            self.dismiss(None)
            self.program.say(ended.happened)
        except FacilitatorError as error:
            self.dismiss(None)
            self.program.complain(error)
        else:
            self.dismiss(result)

    def action_cancel(self) -> None:
        """End it at its next step; it goes on where it must not stop half-way."""
        self._progress.cancel()
        self.show_step()


def beside(work: Callable[[ErasureProgress], T]) -> Callable[[ErasureProgress], Awaitable[T]]:
    """Return work that is done as a whole on another thread."""
    return lambda progress: asyncio.to_thread(work, progress)
