"""The head of a segment: its name, the time bar, and the words to say and to ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from facilitator.language import words
from facilitator.live.capture.position import Position
from facilitator.model.script import Segment
from facilitator.ui import safe
from facilitator.ui.instruments.base import Instrument
from facilitator.ui.late_calls import Late
from facilitator.ui.widgets.painting import repaint

_INDENT = 9

SOON = 120
"""Seconds before the end at which a segment's end is announced."""


@dataclass(frozen=True)
class Head:
    """What the head shows. Times in seconds; *remaining* below 0 means over."""

    title: str
    about: str = ""
    detail: str = ""
    allotted: float = 0.0
    remaining: float = 0.0
    started: bool = False
    paused: bool = False
    coloured: bool = True


class SegmentHead(Late, Widget):
    """Two lines: the segment and what is in hand; the time bar with the minutes left."""

    DEFAULT_CSS = """
    SegmentHead { height: 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._head = Head("")

    def show(self, head: Head) -> None:
        """Draw the head if it changed."""
        if head != self._head:
            self._head = head
            self.refresh()

    def render(self) -> Content:
        """Draw both lines."""
        head, width = self._head, self.size.width
        title = safe.text((head.title, "bold"), "   ", (head.about, "mark bold"))
        first = safe.row(width, title, safe.text((head.detail, "muted"), " "))
        return safe.text(first, "\n", self._bar(head, width))

    def _bar(self, head: Head, width: int) -> Content:
        if not head.started:
            stands = safe.text((f"{words.clock(head.allotted)} planned", "muted"))
        elif head.remaining < 0:
            pen = "bad bold" if head.coloured else "bold"
            stands = safe.text((f"{words.clock(head.remaining)} over", pen))
        else:
            soon = head.remaining <= SOON and head.allotted > 2 * SOON
            pen = "warn bold" if soon and head.coloured else "bold"
            stands = safe.text(
                (f"{words.clock(head.remaining)} left", pen), (f" of {words.clock(head.allotted)}", "muted")
            )
        if head.paused:
            stands = safe.text(("paused", "warn bold"), "  ", stands)
        room = max(10, width - stands.cell_length - 3)
        spent = 0.0 if not head.allotted else min(1.0, 1 - head.remaining / head.allotted)
        done = int(room * spent) if head.started else 0
        return safe.text(("━" * done, "track"), ("─" * (room - done), "line"), "  ", stands)


class Prompt(Late, Static):
    """What to say and to ask in the segment in hand, one question at a time."""

    DEFAULT_CSS = """
    Prompt { height: auto; margin: 1 0; }
    Prompt.-none { display: none; }
    """

    def __init__(self) -> None:
        super().__init__(id="prompt")

    def show(self, here: Position, pane: Instrument | type[Instrument]) -> None:
        """Draw the question in hand above that pane."""
        segment = here.segment
        tall = self.app.size.height >= 30
        self.set_class(segment is None or (not tall and pane.fills_low_window), "-none")
        if segment is not None:
            width = self.size.width or (self.parent.size.width - 2 if isinstance(self.parent, Widget) else 0)
            most = 9 if tall else pane.prompt_lines
            repaint(self, draw_prompt(segment, here.question, width, most=most, rescue=tall))


def draw_prompt(segment: Segment, question: int, width: int, *, most: int, rescue: bool = True) -> Content:
    """Draw what to say, the question to ask aloud, and what helps when the room is quiet.

    At most *most* lines: the words to say are cut first, then the rescue; the question never.
    """
    ask = segment.ask[question] if question < len(segment.ask) else ""
    say = _block("Say", " ".join(segment.say), width, "" if ask else "bold")
    asked = _block("Ask", ask, width, "bold")
    quiet = _block("If quiet", segment.rescue, width, "muted") if rescue else []
    if len(say) + len(asked) + len(quiet) > most:
        quiet = []
    if len(say) + len(asked) > most:
        room = max(1, most - len(asked))
        cut = say[:room]
        if len(say) > room and cut:
            cut[-1] = safe.text(cut[-1], ("…", "muted"))
        say = cut
    return Content("\n").join([*say, *asked, *quiet])


@lru_cache(maxsize=32)
def _block(label: str, body: str, width: int, pen: str) -> list[Content]:
    if not body:
        return []
    return safe.beside((label, "muted"), safe.text((body, pen)), _INDENT, width)
