"""The touch map: what the team does in each practice, how it matters and runs, and which sentence fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.last_time import Former
from facilitator.language import words
from facilitator.language.widths import width_of
from facilitator.live.session import LiveSession
from facilitator.model.base import require
from facilitator.model.interaction import TouchRole
from facilitator.model.ladder import Agreement
from facilitator.model.practice import Practice
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.dialogs.count_hands import CountHands
from facilitator.ui.dialogs.counterpart import ask_other_side
from facilitator.ui.instruments.base import Instrument, pane_above
from facilitator.ui.instruments.touch_answers import (
    ANSWERS,
    ASKED,
    COLUMNS,
    MATTERS,
    OFTEN,
    ROLE,
    RUNG,
    nothing_said,
    typed_answer,
)
from facilitator.ui.instruments.touch_cells import Layout, answers, beside_rung, layout_for, with_others
from facilitator.ui.instruments.touch_ladder import Ladder
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.cell_list import CellList, draw_choices
from facilitator.ui.widgets.rows import GUTTER, Row, line_row
from facilitator.ui.widgets.sides import side_in_hand

_WHOLE_NAMES = 90
"""From so many cells on a row says the whole name of a practice, where it has room for that."""

KEYS = Context(
    "touch_map",
    "Touch map",
    (
        command("choose", "enter", "next practice", "next practice", palette=False),
        command("as_last_time", "equals_sign", "", "role and how often as last time"),
        command("agreement", "a", "agreed", "how far the room agreed on the rung"),
        command("counterpart", "t", "other side", "which team is on the other side"),
        command("whose", "b", "", "of two teams: give these answers to the other one"),
        command("to_capture", "tab escape", "note", "to the line", palette=False, always=True),
    ),
    answers=ANSWERS,
)


class TouchMapPane(Instrument):
    """Practices as rows, five answers as columns; under them the ladder for the practice in hand."""

    keys = KEYS
    step_words = "tally"
    former: Mapping[str, Former] = {}
    """How the team met each practice last time, as read when it was drawn."""
    scores = True
    prompt_lines = 2  # the question alone
    DEFAULT_CSS = """
    TouchMapPane > #heads { height: 1; }
    TouchMapPane > RowList { scrollbar-gutter: stable; }
    TouchMapPane > #choices { height: 2; }
    """

    def compose(self) -> ComposeResult:
        """Lay out heads, rows and ladder."""
        yield Static(id="heads")
        yield TouchList()
        yield Static(id="choices")
        yield Ladder()

    @property
    def rows(self) -> TouchList:
        """The rows of practices."""
        return self.query_one(TouchList)

    def focus_part(self) -> None:
        """Take the keyboard."""
        self.rows.focus()

    @property
    def practice_in_hand(self) -> str | None:
        """The key of the practice under the cursor, for the room view; None before there are rows."""
        rows = self.query(TouchList)
        return rows.first().key if rows else None

    def about(self, live: LiveSession) -> str:
        """Say how far it is, of the practices prepared for this team."""
        side = side_in_hand(live, scores=True)
        heard = [live.touch.interaction(key) for key in live.session.shortlist]
        if not heard:
            return side
        rated = sum(
            each is not None and (each.rung is not None or each.role is TouchRole.NONE) for each in heard
        )
        return f"{side}   {rated} of {len(heard)} rated".strip()

    def detail(self, live: LiveSession) -> str | None:
        """Say when the team, of two the one in hand, was asked last."""
        days = [each.on for each in live.touch.former().values()]
        return f"last time {words.day(max(days), live.today)}" if days else None

    def practices(self) -> list[Practice]:
        """Return the practices: those prepared for this team, those it met last time, then the others.

        A hidden one only stands there when something was told about it.
        """
        known, touch = self.live.desk.practices, self.live.touch
        met = (key for key, each in self.former.items() if each.interaction.role.touches)
        order = dict.fromkeys((*self.live.session.shortlist, *met, *known))
        every = [known[key] for key in order if key in known]
        return [each for each in every if not each.hidden or touch.interaction(each.key) is not None]

    def step(self) -> bool:
        """Tally the hands for the ladder sentences."""
        key = self.rows.key
        if key is None:
            return True
        heard = self.live.touch.interaction(key)
        if heard is None or not heard.role.touches:
            self.runner.line.warn(
                "Say first how the team touches it: o p c r s in the column Role. Then tally."
            )
            return True
        known = [heard.split.get(str(rung), 0) for rung in range(6)] if heard.split else None

        def save(hands: tuple[int, ...] | None) -> None:
            if hands is not None and any(hands):
                self.attempt(lambda: self.live.touch.set_hands(key, hands))

        name = self.live.desk.practice_name(key)
        self.app.push_screen(
            CountHands(
                name, "Fingers up on three: one digit a hand.", 0, 6, known, self.live.session.attendance
            ),
            save,
        )
        return True

    def show_records(self) -> None:
        """Draw every row and the ladder."""
        self.former = self.live.touch.former()
        self.rows.show([Row(each.key, self._drawer(each)) for each in self.practices()])
        self.show_ladder()
        self.call_after_refresh(self._show_heads)

    def _layout(self, width: int) -> Layout:
        """Return how the answers stand in a row of *width* cells."""
        return layout_for(width, again=bool(self.former))

    def column_at(self, x: int, width: int) -> int | None:
        """Return the number of the answer at a cell of a row of *width* cells; None left of them."""
        layout = self._layout(width)
        begin = layout.name(width)
        for column, room in enumerate(layout.widths):
            end = begin + room + (layout.last if column == RUNG else 0)
            if begin <= x < end:
                return column
            begin = end
        return None

    def _show_heads(self) -> None:
        """Draw the heads above the columns as wide as the rows now are."""
        width = self.rows.scrollable_content_region.width - GUTTER
        layout = self._layout(width)
        in_hand = self.rows.column if self.rows.has_focus else None
        pens = ["place" if column == in_hand else "muted" for column in range(len(COLUMNS))]
        named = zip(COLUMNS, pens, layout.widths, strict=True)
        heads = [safe.cell((head, pen), room) for head, pen, room in named]
        if layout.last:
            heads[RUNG:] = [safe.text(("Last ", "muted")), safe.text(("Now", pens[RUNG]))]
        name = safe.cell(("Practice", "muted"), layout.name(width))
        self.query_one("#heads", Static).update(safe.text(name, *heads))

    def _drawer(self, practice: Practice) -> Callable[[int], list[Content]]:
        def draw(width: int) -> list[Content]:
            heard, former = self.live.touch.interaction(practice.key), self.former.get(practice.key)
            in_hand = self.rows.key == practice.key and self.rows.has_focus
            layout = self._layout(width)
            whole = width >= _WHOLE_NAMES and width_of(practice.name) < layout.name(width)
            short = practice.name if whole else practice.short_name
            teams = self.live.desk.teams
            named = heard.counterparts if heard is not None else ()
            others = [teams[id].short_name or teams[id].name for id in named if id in teams]
            pieces: list[safe.Piece] = [with_others(short, others, layout.name(width) - 1), " "]
            for column, (said, pen) in enumerate(answers(heard, former, named=layout.named)):
                here = in_hand and column == self.rows.column
                text = safe.text((said or " ", "cell" if here else pen))
                if column == RUNG:
                    pieces.append(safe.cell(self._rung_then(practice.key, former), layout.last))
                    text = safe.text(text, *beside_rung(heard, former, here=here))
                pieces.append(safe.cell(text, layout.widths[column]))
            return [safe.text(*pieces)]

        return draw

    def _rung_then(self, key: str, former: Former | None) -> Content:
        """Draw the rung of last time; what was not asked then and is prepared for now is new."""
        if former is not None and former.rung is not None:
            return safe.text((str(int(former.rung)), "muted"))
        is_new = former is None and key in self.live.session.shortlist
        return safe.text(("new" if is_new else "·", "muted" if is_new else "faint"))

    def show_ladder(self) -> None:
        """Draw the keys, and what the column in hand asks about the practice in hand, with its answers."""
        way, column = self.keys_from_here, self.rows.column
        own = ANSWERS[-1].choices
        if column in (ROLE, OFTEN) and self.rows.key in self.former:
            own = (("=", "same as last time"), *own)
        heard = self.live.touch.interaction(self.rows.key) if self.rows.key else None
        if column == RUNG and heard is not None and heard.rung is not None:
            own = (("Enter", "next practice"), *own)
        question = (ASKED[column].question, "bold") if column != RUNG else ""
        asked = safe.text(question, "   " if question else "", way)
        choices = draw_choices(own, self.room - asked.cell_length)
        self.query_one("#choices", Static).update(safe.cell(safe.text(asked, choices), self.room))
        key = self.rows.key
        ladder = self.query_one(Ladder)
        if key is None:
            ladder.clear()
        else:
            practice = self.live.desk.practices[key]
            former = self.former.get(key)
            if column == RUNG:
                ladder.show(practice, heard, former, self.room)
            else:
                said, _ = answers(heard, former, named=True)[column]
                ladder.ask(practice, column, said, self.room)

    def put(self, character: str) -> bool:
        """Take a letter or digit as an answer; tell whether it was one."""
        key = self.rows.key
        change = None if key is None else typed_answer(self.live.touch, key, self.rows.column, character)
        if change is not None and self.attempt(change.make):
            self.rows.column = change.then
        return change is not None

    def answer_to(self, character: str) -> str:
        """Say which letters or digits answer in the column in hand."""
        return nothing_said(character, self.rows.column)

    def as_last_time(self) -> None:
        """Take role and frequency of last time as said."""
        key = self.rows.key
        if key is not None and not self.attempt(lambda: self._same(key)):
            return
        self.rows.column = MATTERS

    def _same(self, key: str) -> None:
        require(
            self.live.touch.as_last_time(key) is not None,
            "Nothing is known of last time here.",
            "A letter says what the team does in it.",
        )

    def on_row_list_moved(self) -> None:
        """Show what is asked about the practice in hand."""
        self._show_heads()
        self.show_ladder()

    def ask_agreement(self) -> None:
        """Say how far the room agreed on the rung."""
        key = self.rows.key
        heard = self.live.touch.interaction(key) if key else None
        if key is None or heard is None or heard.rung is None:
            self.runner.line.warn("Pick the rung first: a digit in the last column.")
            return
        rows = [
            line_row(each.value, safe.text(each.label)) for each in Agreement if each is not Agreement.SPLIT
        ]

        def save(value: str | None) -> None:
            if value is not None:
                self.attempt(lambda: self.live.touch.set_agreement(key, Agreement(value)))

        last = self.live.position.at_last_question
        question = f"A split room is tallied with F8{'' if last else ', once the last question is asked'}."
        self.app.push_screen(Choose("How far does the room agree?", question, rows), save)

    def ask_counterpart(self) -> None:
        """Name the team on the other side, and how easily it runs with them."""
        if self.rows.key is not None:
            ask_other_side(self.program, self.live, self.rows.key, self.attempt)

    def give_to_the_other(self) -> None:
        """Give the answers of the practice in hand to the other of two teams."""
        key, live = self.rows.key, self.live
        if key is not None and self.attempt(lambda: live.touch.move(key)):
            self.runner.line.tell(safe.text(live.desk.practice_name(key), " is the other team’s now."))


class TouchList(CellList):
    """The rows with a cell cursor; letters and digits are answers here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS),
    ]
    last_column = RUNG

    def column_at(self, x: int, width: int) -> int | None:
        """Return the answer that is drawn at a cell of a row."""
        return self._pane.column_at(x, width)

    @property
    def _pane(self) -> TouchMapPane:
        return pane_above(self, TouchMapPane)

    def action_to_capture(self) -> None:
        """Give the keyboard to the line."""
        self._pane.action_to_capture()

    def on_key(self, event: events.Key) -> None:
        """Take letters and digits as answers."""
        typed = (event.character or "") if event.is_printable else ""
        if typed.isalnum() and self._pane.put(typed.casefold()):
            event.stop()
            event.prevent_default()

    def action_as_last_time(self) -> None:
        """Say that role and frequency are still those of last time."""
        self._pane.as_last_time()

    def action_agreement(self) -> None:
        """Say how far the room agreed."""
        self._pane.ask_agreement()

    def action_counterpart(self) -> None:
        """Name the team on the other side."""
        self._pane.ask_counterpart()

    def _action_whose(self) -> None:
        """Give the answers in this row to the other of two teams."""
        self._pane.give_to_the_other()


PANE = TouchMapPane
