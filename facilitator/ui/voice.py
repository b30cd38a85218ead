"""What the program says: beside the keys or in a dialog, and on a sealed screen nothing before it is left."""

from __future__ import annotations

from facilitator.errors import FacilitatorError
from facilitator.ui.program import Program
from facilitator.ui.screen import ProgramScreen, Speaks
from facilitator.ui.widgets.lines import KeyLine

_MOVES = frozenset({"first", "last", "page", "column", "home", "end", "help_quit"})
"""Actions that only move a cursor, beside those called after it."""


class Voice:
    """Says what happened on the screens of one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._held_back: list[FacilitatorError] = []

    def say(self, message: str) -> None:
        """Show what just happened at the right end of the key line, also of the screen below a dialog."""
        for screen in reversed(self._program.screen_stack):
            for line in screen.query(KeyLine):
                line.say(message)
                return

    def hush(self, action: str) -> None:
        """Take away what was said on the screen in front, as *action* begins; moving about ends nothing."""
        name = action.split("(")[0].rpartition(".")[2]
        screen = self._program.screen
        if name in _MOVES or name.startswith("cursor_") or not isinstance(screen, ProgramScreen):
            return
        for line in screen.query(KeyLine):
            line.forget()
        if isinstance(screen, Speaks):
            screen.forget_said()

    def complain(self, error: FacilitatorError) -> None:
        """Show an error in a dialog: title, what happened, what to do."""
        from facilitator.ui.dialogs.base import Notice  # here: Home is drawn before anything goes wrong

        if self.is_sealed:
            self._held_back.append(error)
            return
        self._program.push_screen(Notice(error.title, error.happened, error.todo))

    @property
    def is_sealed(self) -> bool:
        """Whether somebody sits at the keyboard who may see nothing but the screen that is shown."""
        screen = self._program.screen
        return isinstance(screen, ProgramScreen) and screen.sealed

    def tell_held_back(self) -> None:
        """Show what could not be told on a sealed screen."""
        while self._held_back and not self.is_sealed:
            self.complain(self._held_back.pop())
