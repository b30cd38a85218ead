"""How a step back or forth is taken among records: a deletion in every file it was made in."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.model.records import Change, Owns
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import DELETED
from facilitator.workspace.undo import FoundChange


class RecordSteps:
    """A step back or forth among records: a deletion is taken back in every file it was made in."""

    def __init__(self, folder: Callable[[], ProgrammeFolder]) -> None:
        self._folder = folder

    def undo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Take it back."""
        if found.change.about.endswith(DELETED):
            from facilitator.workspace.record_deletion import take_back  # here: a list is shown before

            return take_back(self._folder(), found.change)
        return found.file.undo(owns)

    def redo(self, found: FoundChange, owns: Owns) -> Change | None:
        """Do it again."""
        if found.change.about.endswith(DELETED):
            from facilitator.workspace.record_deletion import do_again

            return do_again(self._folder(), found.change)
        return found.file.redo(owns)
