"""What every instrument shares: the session it works on, its keys, its own step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, TypeVar, cast, runtime_checkable

from textual.content import Content
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget

from facilitator.live.session import LiveSession
from facilitator.ui import safe
from facilitator.ui.keys.command import Context
from facilitator.ui.late_calls import Late
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import GUTTER
from facilitator.workspace.folder.session_files import SessionFile

P = TypeVar("P", bound="Instrument")


NO_IDEAS = safe.text(
    ("Ideas come first: ", "muted"),
    ("^T", "key"),
    (" goes back, or ", "muted"),
    ("F7", "key"),
    (" ideas.", "muted"),
)
"""What stands where ideas are worked with, while there are none."""


class SessionVoice(Protocol):
    """The line of the screen, as what an instrument knows of it."""

    def attempt(self, change: Callable[[], object]) -> bool:
        """Do a change; if a rule or the disk forbids it, say so above the line. Tell whether it worked."""

    def tell(self, content: Content) -> None:
        """Say what just happened, on the line that reads back."""

    def warn(self, sentence: str) -> None:
        """Say above the line what a person should look at."""

    def calm(self) -> None:
        """Take the warning above the line away."""

    def take_keyboard(self) -> None:
        """Give the keyboard to the line."""


class SessionScreen(Protocol):
    """What an instrument may ask of the screen that it is a part of; what it wishes it posts as a message."""

    live: LiveSession
    file: SessionFile

    @property
    def line(self) -> SessionVoice:
        """The line, which says what becomes of a change."""

    @property
    def program(self) -> Program:
        """The running program."""

    def next_question(self) -> bool:
        """Go to the segment's next question, or to its next practice; tell whether there was one."""


@dataclass
class UseInstrument(Message):
    """The room shall work with another instrument."""

    name: str


class AskNextMeeting(Message):
    """The day and time of the follow-up are to be asked for."""


class Finish(Message):
    """The meeting is to end, after a question."""


class Instrument(Late, Widget):
    """A part of the runner. `keys` are its commands, declared in its module.

    `focus_part` is where Tab goes; `show_records` repaints from the records; `step` is F8 and
    `step_words` what it will do.
    """

    keys: ClassVar[Context]
    step_words: str = ""
    scores: ClassVar[bool] = False
    """Whether what it asks is told by one team, so that of two there is no both."""
    prompt_lines: ClassVar[int] = 6
    """How many lines of what to say and ask a low window shows above it."""
    prompt_lines_high: ClassVar[int] = 11
    """How many a high window shows."""
    DEFAULT_CSS = """
    Instrument { height: 1fr; layout: vertical; }
    Instrument > Static { padding-left: 2; }
    """

    @property
    def runner(self) -> SessionScreen:
        """The screen it is on."""
        return cast(SessionScreen, self.screen)

    @property
    def program(self) -> Program:
        """The running program."""
        return self.runner.program

    @property
    def live(self) -> LiveSession:
        """The session."""
        return self.runner.live

    @property
    def practice_in_hand(self) -> str | None:
        """The practice it is about at the moment; None where that is the segment's."""
        return None

    def about(self, live: LiveSession) -> str:
        """Say beside the title of the segment how far the room is with it; "" for nothing."""
        return ""

    def detail(self, live: LiveSession) -> str | None:
        """Say under the title by which rules it works; None leaves it to what is known of the practice."""
        return None

    @property
    def room(self) -> int:
        """How many cells a line of text has, also before the first layout; the marks stand before it."""
        beside = 34 if self.app.size.width >= 100 else 3
        return self.size.width - GUTTER if self.size.width else self.app.size.width - beside

    @property
    def keys_from_here(self) -> Content:
        """What stands before keys named in an instrument: how to get there from the line."""
        return safe.NOTHING if self.has_focus_within else safe.text(("Tab", "key"), (" then ", "muted"))

    def on_focus(self) -> None:
        """Draw the keys as they work now."""
        self.call_next(self.show_records)

    def on_blur(self) -> None:
        """Draw the keys as they work now."""
        self.call_next(self.show_records)

    def show_records(self) -> None:
        """Repaint from the records."""

    def focus_part(self) -> None:
        """Take the keyboard."""
        self.focus()

    def step(self) -> bool:
        """Do this segment's own step; tell whether there is one."""
        return False

    def attempt(self, change: Callable[[], object]) -> bool:
        """Do a change; if a rule or the disk forbids it, say so above the line. Tell whether it worked."""
        return self.runner.line.attempt(change)

    def action_to_capture(self) -> None:
        """Give the keyboard back to the line."""
        self.runner.line.take_keyboard()


@runtime_checkable
class Answering(Protocol):
    """An instrument in which letters or digits are answers."""

    def answer_to(self, character: str) -> str:
        """Say what answers here instead of a character nothing took; "" where it is meant for the line."""


class FactsPane(Instrument, can_focus=True):
    """An instrument without a list: all of it takes the keyboard, and a bar at its left says so."""

    DEFAULT_CSS = """
    FactsPane { padding-left: 1; border-left: blank; }
    FactsPane:focus { border-left: outer $mark; }
    FactsPane > Static { padding-left: 0; }
    """


def pane_above(part: Widget, kind: type[P]) -> P:
    """Return the pane of that kind which a list stands on."""
    return next(node for node in part.ancestors if isinstance(node, kind))


class OnPane(MessagePump, Generic[P]):
    """A list on the pane of an instrument, which its keys act on: name it before the kind of list."""

    @property
    def _pane(self) -> P:
        above = cast(Widget, self).ancestors
        return cast(P, next(node for node in above if isinstance(node, Instrument)))

    def action_to_capture(self) -> None:
        """Give the keyboard to the line."""
        self._pane.action_to_capture()
