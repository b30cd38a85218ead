"""Lines that are not for the notes: asked about one by one, and meanwhile nowhere but in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from textual.content import Content

from facilitator.ui import safe
from facilitator.ui.dialogs.other_channels import ChannelAnswer, OtherChannels
from facilitator.ui.runner.desk import Desk
from facilitator.ui.widgets.capture_line import CaptureLine


class HoldingLine(Protocol):
    """The line they were typed in, as what is asked of it."""

    @property
    def field(self) -> CaptureLine:
        """The line itself."""

    def tell(self, content: Content) -> None:
        """Say what became of a line."""

    def show(self) -> None:
        """Read it back as it is now."""

    def save(self, typed: str) -> None:
        """Save a line."""

    def put_instead(self, line: str, cursor: int | None = None) -> None:
        """Put a line in the place of what was typed."""

    def stop_keeping(self) -> None:
        """Let what is typed be on no disk."""


class HeldLines:
    """Holds the lines of one session that are not for its notes until somebody said what becomes of each."""

    def __init__(self, desk: Desk, line: HoldingLine) -> None:
        self._desk = desk
        self._line = line
        self._waiting: list[str] = []

    def take(self, pasted: Iterable[str]) -> None:
        """Hold those of many pasted lines that are not for the notes."""
        self._waiting += [line for line in pasted if self._desk.live.line.is_held_back(line)]

    def ask_next(self) -> None:
        """Ask about the next one, once nothing else is being typed."""
        field = self._line.field
        if self._waiting and not field.value:
            field.put(self._waiting.pop(0))
            self.show_other_channels()

    def show_other_channels(self) -> None:
        """Show whom to turn to; what is typed leaves the line, and comes back or goes as is said."""
        field = self._line.field
        typed = field.value
        field.put("")
        if typed:
            self._line.stop_keeping()
        self._line.show()
        dialog = OtherChannels(self._desk.program, has_line=bool(typed.strip()))
        self._desk.program.push_screen(dialog, self._answer_for(typed))

    def _answer_for(self, typed: str) -> Callable[[ChannelAnswer | None], None]:
        """Return what becomes of a typed line by the answer."""

        def back(answer: ChannelAnswer | None) -> None:
            if answer is ChannelAnswer.LET_GO:
                self._line.tell(safe.text(("The line is gone.", "bold"), " Nothing of it is stored."))
                self.ask_next()
            elif answer is ChannelAnswer.KEEP:
                self._desk.live.care.confirm(typed)
                self._line.field.put(typed)
                self._line.save(typed)
            elif typed:
                self._line.put_instead(typed)

        return back
