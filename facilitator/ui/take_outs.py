"""Erases what was taken out once undo's ten seconds are over, while the program goes on."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.errors import FacilitatorError
from facilitator.model.take_out import UNDO_SECONDS, TakeOutDue
from facilitator.ui.program import Program
from facilitator.workspace.erasure.pending_take_outs import batches, erase_in_background, left_behind, waiting
from facilitator.workspace.folder.session_files import SessionFile

LOOK = 0.2
"""Seconds between two looks at what waits."""

_AGAIN = 5.0
"""Seconds until what could not be done is tried again."""


class TakeOutWatch:
    """Watches the open programme: what is taken out here goes after undo's time, what others left at once."""

    def __init__(self, app: Program) -> None:
        self._app = app
        self._since: dict[str, float] = {}
        self._busy = False
        self._told = False
        app.set_interval(LOOK, self.look)

    def opened(self) -> None:
        """Erase what windows that have ended left to do; call it when a programme was opened."""
        now = self._app.live_clock().monotonic()
        for _, due in left_behind(self._app.folder):
            self._since[due.id] = now - UNDO_SECONDS
        self.look()

    def look(self) -> None:
        """Begin to erase what is due, one batch at a time. Costs next to nothing when nothing waits."""
        if self._busy or not self._app.has_programme:
            return
        now = self._app.live_clock().monotonic()
        there = [
            (file, due)
            for file in self._app.folder.files
            if isinstance(file, SessionFile) and file.all(TakeOutDue)
            if file.is_held or file.holder is None
            for due in waiting(file)
        ]
        self._since = {due.id: self._since.get(due.id, now) for _, due in there}
        ready = [(file, due) for file, due in there if now - self._since[due.id] >= UNDO_SECONDS]
        if ready:
            file = ready[0][0]
            together = batches(due for of, due in ready if of is file)[0]
            self._busy = True
            self._app.run_worker(self._erase(file, together), group="take-outs")

    async def _erase(self, file: SessionFile, together: Sequence[TakeOutDue]) -> None:
        try:
            await erase_in_background(self._app.workspace, self._app.folder, file, together)
            self._told = False
        except FacilitatorError as error:
            later = self._app.live_clock().monotonic() - UNDO_SECONDS + _AGAIN
            self._since |= {due.id: later for due in together}
            if not self._told:
                self._told = True
                self._app.say(f"Words taken out are still in files: {error.happened}")
        finally:
            self._busy = False
