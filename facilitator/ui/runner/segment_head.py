"""The head of a segment: its name, the time bar, and the words to say and to ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from facilitator.extensions import instrument_names
from facilitator.language import words
from facilitator.live.capture.position import Position
from facilitator.live.instruments.finder import facts_of
from facilitator.model.practice import Practice
from facilitator.model.script import OTHER_SIDE, Segment
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
        # The place is never cut; what is known of the practice gives way to it.
        detail = safe.text((head.detail, "muted"), " ").truncate(
            max(0, width - title.cell_length - 2), ellipsis=True
        )
        first = safe.row(width, title, detail)
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

    def show(
        self,
        here: Position,
        pane: Instrument | type[Instrument],
        mind: str = "",
        practice: Practice | None = None,
    ) -> None:
        """Draw the question in hand above that pane; before the session begins, what to *mind*.

        *practice* is the one that is looked at.
        """
        segment, height = here.segment, self.app.size.height
        width = self.size.width or (self.parent.size.width - 2 if isinstance(self.parent, Widget) else 0)
        if segment is not None:
            drawn = draw_prompt(
                segment,
                here.question,
                width,
                most=lines_above(pane, height),
                aside=height >= TALL,
                plainly=in_plain_words(practice),
                place=answer_place(here),
            )
        else:
            drawn = _joined(_block("Mind", mind, width, ""))
        self.set_class(not drawn.plain, "-none")
        repaint(self, drawn)


TALL = 30
"""Rows of a window in which what helps the facilitator alone stands beside what is said aloud."""

_TALLER = 36


def lines_above(pane: Instrument | type[Instrument], height: int) -> int:
    """Return how many lines of what to say and ask stand above a pane in a window of that height."""
    if height < TALL:
        return pane.prompt_lines
    return pane.prompt_lines_high if height >= _TALLER else min(9, pane.prompt_lines_high)


def answer_place(here: Position) -> str:
    """Return the key that leads to where the question in hand is answered; "" where that is in hand too."""
    if here.answer == OTHER_SIDE:
        return "^G names it"
    elsewhere = here.answer in instrument_names() and here.answer != here.instrument
    return f"F7 {facts_of(here.answer).label}" if elsewhere else ""


def draw_prompt(
    segment: Segment,
    question: int,
    width: int,
    *,
    most: int,
    aside: bool = True,
    plainly: str = "",
    place: str = "",
) -> Content:
    """Draw what to say and to ask; *aside*, what helps when the room is quiet, and what never to do.

    *plainly* is what the practice in hand is, *place* where the answer goes. At most *most* lines: what it is
    goes first, then the help for a quiet room, then what never to do, then the words to say are cut, or go
    where hardly any of them would be left; the question never.
    """
    ask = segment.ask[question] if question < len(segment.ask) else ""
    say = _block("Say", " ".join(segment.say), width, "" if ask else "bold")
    asked = _block("Ask", ask, width, "bold", place)
    quiet = _block("If quiet", segment.rescue, width, "muted") if aside else []
    mind = _block("Mind", segment.never, width, "muted") if aside else []
    mind = mind if len(say) + len(asked) + len(mind) <= most else []
    quiet = quiet if len(say) + len(asked) + len(mind) + len(quiet) <= most else []
    means = _block("Plainly", plainly, width, "muted") if aside else []
    means = means if len(say) + len(asked) + len(mind) + len(quiet) + len(means) <= most else []
    return _joined([*_fitted(say, most - len(asked)), *asked, *means, *quiet, *mind])


def in_plain_words(practice: Practice | None) -> str:
    """Return what a practice is, after its name; "" for none."""
    return f"{practice.name}. {practice.description}" if practice is not None else ""


def card(segment: Segment, practice: Practice | None = None) -> tuple[tuple[str, str], ...]:
    """Return all a segment has for the facilitator: each with what it is called, nothing cut.

    Of the practice in hand what it is in plain words, and what can be asked about it.
    """
    said = [("Say", each) for each in segment.say]
    asked = [("Ask", each) for each in segment.ask]
    aside = [("If quiet", segment.rescue), ("Mind", segment.never)]
    own = [("May ask", each) for each in practice.questions] if practice is not None else []
    means = [("Plainly", in_plain_words(practice)), *own]
    return tuple((label, words) for label, words in (*said, *asked, *means, *aside) if words)


def _fitted(say: list[Content], room: int) -> list[Content]:
    """Return as much of the words to say as fit; a single line of more tells nobody anything."""
    if len(say) <= room:
        return say
    return [*say[: room - 1], safe.text(say[room - 1], ("…", "muted"))] if room > 1 else []


def _joined(lines: list[Content]) -> Content:
    return Content("\n").join(lines)


@lru_cache(maxsize=32)
def _block(label: str, body: str, width: int, pen: str, place: str = "") -> list[Content]:
    if not body:
        return []
    key, _, does = place.partition(" ")
    leads = safe.text("   ", (key, "key"), (f" {does}", "muted")) if place else safe.NOTHING
    return safe.beside((label, "muted"), safe.text((body, pen), leads), _INDENT, width)
