"""A poll: questions as rows, hands for each answer as columns; under them what the answers mean."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.poll import SPLIT, Answered, poll_at
from facilitator.language import words
from facilitator.live.instruments.poll import Polls
from facilitator.live.session import LiveSession
from facilitator.model.script import Segment
from facilitator.ui import safe
from facilitator.ui.instruments.base import Instrument, pane_above
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.cell_list import CellList
from facilitator.ui.widgets.hands import beyond
from facilitator.ui.widgets.poll_rows import Grid, draw_heads, draw_question, draw_sentences
from facilitator.ui.widgets.rows import GUTTER, Row
from facilitator.ui.widgets.typed_number import SOON

KEYS = Context(
    "poll",
    "Poll",
    (
        command(
            "hands",
            "0 1 2 3 4 5 6 7 8 9",
            "hands",
            "how many hands, then on to the right; two digits within a second are one number",
            palette=False,
            with_key=True,
        ),
        command("next_row", "enter", "next question", "the next question", palette=False),
        command("one_more", "plus", "", "one hand more"),
        command("one_less", "minus", "", "one hand less"),
        command("clear", "x", "", "count this question again from nothing"),
        command("to_capture", "tab escape q", "note", "to the line", palette=False, always=True),
    ),
)


class PollPane(Instrument):
    """The questions of a poll with their hands; the room sees those of one at a time, once they are shown."""

    keys = KEYS
    step_words = "show or cover"
    prompt_lines = 2
    prompt_lines_high = 6
    DEFAULT_CSS = """
    PollPane > #heads { height: 1; }
    PollPane.-high > #heads { margin-bottom: 1; }
    PollPane > #sentences { height: auto; }
    PollPane.-high > #sentences { border-top: solid $line; padding: 1 0 0 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._polls: Polls | None = None
        self._asked: tuple[Answered, ...] = ()
        self._typed: tuple[str, int, int, float] | None = None  # question, column, digit and when

    def compose(self) -> ComposeResult:
        """Lay out heads, questions, and what the answers to the one in hand mean."""
        yield Static(id="heads")
        yield PollList(empty=safe.text("This script asks no questions in a poll. ^N goes on.", pen="muted"))
        yield Static(id="sentences")

    @property
    def polls(self) -> Polls:
        """What can be done with polls."""
        return self._polls_of(self.live)

    def _polls_of(self, live: LiveSession) -> Polls:
        if self._polls is None:
            self._polls = Polls(live.desk)
        return self._polls

    @property
    def rows(self) -> PollList:
        """The rows of questions."""
        return self.query_one(PollList)

    @property
    def segment(self) -> Segment | None:
        """The segment whose questions these are."""
        return poll_at(self.live.session.script, self.live.position.key)

    @property
    def in_hand(self) -> Answered | None:
        """The question under the cursor."""
        key = self.rows.key
        return next((each for each in self._asked if each.question.key == key), None)

    def about(self, live: LiveSession) -> str:
        """Say how many questions were asked."""
        segment = poll_at(live.session.script, live.position.key)
        asked = self._polls_of(live).answered(segment) if segment is not None else ()
        return f"{sum(each.is_counted for each in asked)} of {len(asked)} asked" if asked else ""

    def detail(self, live: LiveSession) -> str:
        """Say how many people are here."""
        here = live.session.attendance
        return words.count(here, "person is here", "people are here") if here is not None else ""

    def focus_part(self) -> None:
        """Take the keyboard."""
        self.rows.focus()

    def step(self) -> bool:
        """Show the room how it answered the question in hand, or cover it again."""
        asked, segment = self.in_hand, self.segment
        if asked is not None and segment is not None:
            self.attempt(lambda: self.polls.show(segment, asked, not asked.shown))
        return True

    # Drawing

    def show_records(self) -> None:
        """Draw the questions with what was counted."""
        segment = self.segment
        self._asked = self.polls.answered(segment) if segment is not None else ()
        self.set_class(self.app.size.height >= _HIGH, "-high")
        drawn = [self._row(number, each) for number, each in enumerate(self._asked, 1)]
        self.rows.show(drawn, select=self._first() if self.rows.key is None else None)
        self.show_in_hand()

    def _first(self) -> str | None:
        """Return the question in hand: also after a crash the same."""
        here, segment = self.live.position, self.segment
        at = here.question if segment is not None and here.key == segment.key else 0
        return self._asked[at].question.key if at < len(self._asked) else None

    def _row(self, number: int, asked: Answered) -> Row:
        def draw(width: int) -> list[Content]:
            in_hand = self.rows.key == asked.question.key
            column = self.rows.column if in_hand and self.rows.has_focus else None
            return [draw_question(number, asked, Grid.of(self._asked, width), column, in_hand=in_hand)]

        return Row(asked.question.key, draw)

    def show_in_hand(self) -> None:
        """Draw the heads, and the sentences of the question in hand; the room sees that one."""
        asked, segment = self.in_hand, self.segment
        heads = sentences = safe.NOTHING
        if asked is not None and segment is not None:
            number = self._asked.index(asked)
            if segment.key == self.live.position.key:
                self.live.choices.take_question(number)
            width = (self.rows.scrollable_content_region.width or self.room) - GUTTER
            heads = draw_heads(asked, Grid.of(self._asked, width))
            column = self.rows.column if self.rows.has_focus else None
            drawn = draw_sentences(number + 1, asked, self.room, column, whole=self.has_class("-high"))
            sentences = Content("\n").join([*drawn, self._remark(asked)])
        self.step_words = "cover" if asked is not None and asked.shown else "show"
        self.query_one("#heads", Static).update(heads)
        self.query_one("#sentences", Static).update(sentences)

    def _remark(self, asked: Answered) -> Content:
        """Say below the sentences what to look at, or what to do next."""
        more = beyond(tuple(asked.hands.values()), asked.people)
        if more:
            return safe.text((f"{words.count(asked.total, 'hand')}, but {more}. Count again.", "warn"))
        if asked.now == SPLIT:
            said = "Divided" if asked.is_small else "The room is split"
            return safe.text((f"{said}. Hear both ends, then Enter keeps all counts.", "warn"))
        if asked.people is None:
            return safe.text(("Nobody counted who is here, so the last answer is typed, too.", "muted"))
        if not self.rows.has_focus:
            return safe.text(self.keys_from_here, ("0–9", "key"), (" hands for the answer in hand", "muted"))
        return safe.text((_SMALL if asked.is_small else _FILLS, "muted"))

    # Counting

    def put(self, digit: int) -> None:
        """Count hands for the answer in hand, and go on to the next."""
        asked, segment = self.in_hand, self.segment
        if asked is None or segment is None:
            self._tell_nothing("count hands for")
            return
        count, column = self._number(digit, asked)
        answer = asked.scale.answers[column]
        if self.attempt(lambda: self.polls.put_hands(segment, asked, answer, count)):
            self.rows.column = min(column + 1, len(asked.scale.answers) - 1)

    def _number(self, digit: int, asked: Answered) -> tuple[int, int]:
        """Return how many hands a digit makes and in which column: with the digit before, if typed just now.

        Two digits are one number only where so many are here.
        """
        key, column, now = asked.question.key, self.rows.column, self.live.clock.monotonic()
        last = self._typed
        if last is not None and last[0] == key and column - last[1] in (0, 1) and now - last[3] <= SOON:
            both = 10 * last[2] + digit
            if 10 <= both <= (self._team_size if asked.people is None else asked.people):
                self._typed = None
                return both, last[1]
        self._typed = (key, column, digit, now)
        return digit, column

    @property
    def _team_size(self) -> int:
        """How many people the teams have: where nobody was counted, no more are here."""
        teams = self.live.desk.teams
        return sum(teams[id].headcount for id in self.live.session.teams if id in teams)

    def add(self, step: int) -> None:
        """Count one hand more or less for the answer in hand."""
        asked, segment = self.in_hand, self.segment
        if asked is not None and segment is not None:
            answer = asked.scale.answers[self.rows.column]
            count = max(0, asked.hands.get(answer, 0) + step)
            self.attempt(lambda: self.polls.put_hands(segment, asked, answer, count))
        else:
            self._tell_nothing(f"count one hand {'more' if step > 0 else 'less'} for")

    def clear(self) -> None:
        """Count the question in hand again from nothing."""
        asked, segment = self.in_hand, self.segment
        if asked is None or segment is None:
            self._tell_nothing("count again")
        elif self.attempt(lambda: self.polls.clear(segment, asked)):
            self.rows.column = 0

    def _tell_nothing(self, does: str) -> None:
        """Say that this script has no question for that."""
        self.runner.line.tell(safe.text(f"There is no question here to {does}."))

    def go_on(self) -> None:
        """Go to the next question; after the last to the first that was not counted, or say that all were."""
        keys = [each.question.key for each in self._asked]
        at = keys.index(self.rows.key) + 1 if self.rows.key in keys else 0
        left = [each.question.key for each in self._asked if not each.is_counted]
        if keys[at:] or left:
            self.rows.show(self.rows.rows, select=(keys[at:] or left)[0])
        else:
            self.runner.line.tell(safe.text("All are asked.   ", ("^N", "key"), " goes on"))

    def on_row_list_moved(self) -> None:
        """Show the sentences of the question in hand."""
        self.show_in_hand()


_HIGH = 30
"""Rows of a window from which there is room between the parts."""

_FILLS = "The last answer fills itself. Enter goes to the next question."
_SMALL = "So few are here: room and papers tell it in words, without counts."


class PollList(CellList):
    """The rows with a cell cursor; digits are hands here."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    @property
    def _pane(self) -> PollPane:
        return pane_above(self, PollPane)

    def _action_column(self, step: int) -> None:
        asked = self._pane.in_hand
        last = len(asked.scale.answers) - 1 if asked is not None else 0
        self.column = max(0, min(last, self.column + step))

    def action_hands(self, key: str) -> None:
        """Count so many hands for the answer."""
        self._pane.put(int(key))

    def action_next_row(self) -> None:
        """Go to the next question."""
        self._pane.go_on()

    def action_one_more(self) -> None:
        """Count one hand more."""
        self._pane.add(1)

    def action_one_less(self) -> None:
        """Count one hand less."""
        self._pane.add(-1)

    def action_clear(self) -> None:
        """Count this question again from nothing."""
        self._pane.clear()

    def action_to_capture(self) -> None:
        """Give the keyboard to the line."""
        self._pane.action_to_capture()


PANE = PollPane
