"""What every screen of ours answers to the program, whatever it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from facilitator.ui.late_calls import LateScreen
from facilitator.ui.program import InProgram

if TYPE_CHECKING:
    from facilitator.store.records.record_file import RecordFile


class ProgramScreen(InProgram, LateScreen):
    """A whole screen: name it before Textual's class. These answers hold unless one says otherwise."""

    sealed: ClassVar[bool] = False
    """Whether somebody may sit there who may see nothing else; then no key of the program does anything."""

    keeps_keys: ClassVar[bool] = False
    """Whether keys wait for what follows it."""

    @property
    def step_words(self) -> str:
        """What F8 does here; "" for nothing."""
        return ""

    @property
    def file_in_hand(self) -> RecordFile | None:
        """The file it is about, which a copy can be kept of."""
        return None

    def active_places(self) -> tuple[str, ...]:
        """Return the places of the key registry that are active, those that come first in its help first."""
        return ()

    def show_records(self) -> None:
        """Repaint from the records."""

    def show_saving(self) -> None:
        """Show what the disk does; called when it is slow, refuses, or takes everything again."""

    def warn(self, sentence: str) -> None:
        """Say what a person should look at."""
        self.program.say(sentence)

    def rest(self) -> None:
        """Keep what is half typed, without a question: the program is ending."""

    def leave_program(self) -> bool:
        """Leave the program in a way of this screen's own; False says that it has none."""
        return False

    def action_undo(self) -> None:
        """Take back the last change of what the screen shows."""
        self.program.say("Nothing to undo here")

    def action_redo(self) -> None:
        """Bring back what was undone on what the screen shows."""
        self.program.say("Nothing to bring back here")
