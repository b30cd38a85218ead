"""What every screen of ours answers to the program, whatever it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast, runtime_checkable

from textual import events
from textual.await_complete import AwaitComplete

from facilitator.ui.keys.command import Context
from facilitator.ui.late_calls import Late

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from facilitator.live.capture.grammar import GrammarRow
    from facilitator.store.records.record_file import RecordFile


class History(Protocol):
    """What a screen shows of the changes made, to go back and forth in."""

    def undo(self) -> None:
        """Take back the last change, or say that there is none."""

    def redo(self) -> None:
        """Bring back what was undone last, or say that there is nothing."""


@runtime_checkable
class HasCard(Protocol):
    """A screen whose help says more than its own keys."""

    @property
    def keys_nearby(self) -> tuple[Context, ...]:
        """Where keys are declared that work once Tab is pressed."""

    @property
    def card(self) -> tuple[tuple[str, str], ...]:
        """What stands above the keys at this moment, each with what it is called."""

    @property
    def grammar(self) -> tuple[GrammarRow, ...]:
        """What can be typed into its line, the kinds of its script among it."""


@runtime_checkable
class Speaks(Protocol):
    """A screen that says what happened in more places than beside its keys."""

    def forget_said(self) -> None:
        """Take away what was said of the step before: another one begins."""


class ProgramScreen(Late):
    """A whole screen: name it before Textual's class. These answers hold unless one says otherwise.

    It is left once: a second answer to one question is none, and closes nothing behind.
    """

    sealed: ClassVar[bool] = False
    """Whether somebody may sit there who may see nothing else; then no key of the program does anything."""

    keeps_keys: ClassVar[bool] = False
    """Whether keys wait for what follows it."""

    first_parts: ClassVar[Sequence[type[Widget]]] = ()
    """The kinds of parts of Home, the first screen, whose styles are read together with its own and without
    those that only later screens need. Empty for every other screen.
    """

    history: History | None = None
    """What ^Z and ^Y go back and forth in; None where nothing is changed."""

    _answer: tuple[Any] | None = None
    _was_shown = False

    @property
    def step_words(self) -> str:
        """What F8 does here; "" for nothing."""
        return ""

    @property
    def file_in_hand(self) -> RecordFile | None:
        """The file it is about, which a copy can be kept of."""
        return None

    def active_contexts(self) -> tuple[Context, ...]:
        """Return where the keys that work are declared, those that come first in its help first."""
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

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave with an answer; while another screen is in front, as soon as this one is again."""
        screen = cast("Screen[Any]", self)
        if self.is_here and screen.is_active:
            return super().dismiss(result)  # type: ignore[misc,no-any-return]  # of the class named after it
        self._answer = self._answer or (result,)
        return AwaitComplete()

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave, if there was an answer meanwhile. Textual calls this besides a subclass's own."""
        # Textual finds out all styles once more then; the first time nothing changed since they were.
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True
        if self._answer is not None:
            self.dismiss(self._answer[0])
