"""Answers of the pulse on their way in: from paper slips, or one person at a time at the keyboard.

Both screens hold the answers of one person, and only until these are counted; nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.live.pulse import PulseIntake
from facilitator.model.pulse import PulseItem, Questionnaire
from facilitator.ui import safe, words
from facilitator.ui.actions import bindings
from facilitator.ui.room.blanking import blank_rooms, show_rooms
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp


_HOW = (
    "Shuffle the slips first. They are counted five or more of a team at a time, so a crash may cost up to four "
    "slips a team. Keep the paper until the wave is closed."
)


class Sheet:
    """What one person has answered so far, statement by statement."""

    def __init__(self, questions: Questionnaire) -> None:
        """Begin an empty sheet."""
        self.questions = questions
        self._given: list[int | None] = []

    @property
    def items(self) -> Sequence[PulseItem]:
        """The statements."""
        return self.questions.items

    @property
    def at(self) -> int:
        """The place of the statement that is next, counted from 0."""
        return len(self._given)

    @property
    def left(self) -> int:
        """How many statements are still without an answer."""
        return len(self.items) - self.at

    @property
    def answers(self) -> dict[str, int | None]:
        """The answers by statement; None where the person cannot say."""
        return {item.key: answer for item, answer in zip(self.items, self._given, strict=False)}

    def give(self, answer: int | None) -> None:
        """Answer the statement that is next, if there is one."""
        if self.left:
            self._given.append(answer)

    def back(self) -> None:
        """Take the last answer back."""
        if self._given:
            self._given.pop()

    def words_at(self, place: int) -> str:
        """Return what was answered there, in words; "" where nothing was yet."""
        if place >= self.at:
            return ""
        answer = self._given[place]
        return self.questions.cant_say if answer is None else self.questions.answers[answer - 1]

    def digit_at(self, place: int) -> str:
        """Return what was answered there as it was typed."""
        if place >= self.at:
            return ""
        return str(self._given[place] or "–")


def _answer_of(key: str) -> int | None:
    return int(key) if key in "12345" else None


class Slips(Screen[None]):
    """Paper slips of one team, one after the other: a key a statement, then Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("pulse_slip")]
    CSS = """
    Slips #how { height: auto; padding: 1 3; }
    Slips.-narrow #how { padding: 0 3; }
    Slips #state { height: auto; padding: 0 3 1 3; }
    Slips.-narrow #state { padding: 0 3; }
    Slips RowList { margin: 0 1; }
    """

    def __init__(self, intake: PulseIntake, team: str) -> None:
        super().__init__()
        self._intake = intake
        self._team = team
        self._sheet = Sheet(intake.survey.questionnaire)

    @property
    def program(self) -> FacilitatorApp:
        """The running program."""
        return cast("FacilitatorApp", self.app)

    def active_places(self) -> tuple[str, ...]:
        """The keys of a slip."""
        return ("pulse_slip", "everywhere")

    def compose(self) -> ComposeResult:
        """Lay out the statements and what is to be known about slips."""
        yield TopLine(self._top)
        yield Static(safe.text((_HOW, "muted")), id="how")
        yield RowList()
        yield Static(id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with an empty slip."""
        self.query_one(RowList).can_focus = False
        self._show()

    def _top(self, width: int) -> tuple[Content, Content]:
        team = self.program.folder.teams.get(self._team)
        return (
            safe.text(("Paper slips", "bold"), "   ", team.name if team else ""),
            safe.text(("never on the room screen", "private")),
        )

    def _show(self, said: str = "") -> None:
        sheet = self._sheet
        rows = [self._row(place, item) for place, item in enumerate(sheet.items)]
        place = min(sheet.at, len(sheet.items) - 1)
        self.query_one(RowList).show(rows, select=sheet.items[place].key)
        todo = f"{words.count(sheet.left, 'statement')} to go" if sheet.left else "Enter counts this slip"
        standing = self._intake.standing()
        counted = f"{standing.responses} of {standing.invited} slips are in"
        self.query_one("#state", Static).update(safe.text((said or todo, "bold"), "   ", (counted, "muted")))

    def _row(self, place: int, item: PulseItem) -> Row:
        digit, answer = self._sheet.digit_at(place), self._sheet.words_at(place)

        def draw(width: int) -> list[Content]:
            lead = safe.cell((str(place + 1), "muted"), 2, right=True)
            told = safe.text((safe.cell((digit, "bold"), 3)), safe.cell((answer, "muted"), 18))
            return [safe.text(lead, "  ", safe.cell(item.text, width - 27), "  ", told)]

        return Row(item.key, draw)

    # Keys

    def action_answer(self, key: str) -> None:
        """Answer the next statement."""
        self._sheet.give(_answer_of(key))
        self._show()

    def action_last_answer(self) -> None:
        """Take the last answer back."""
        self._sheet.back()
        self._show()

    def action_count_in(self) -> None:
        """Count the slip and begin the next; of this one nothing stays on the screen."""
        if self._sheet.left:
            self._show(
                f"{words.count(self._sheet.left, 'statement')} still without an answer; - is can’t say"
            )
            return
        self._intake.add(self._team, self._sheet.answers)
        self._sheet = Sheet(self._sheet.questions)
        self._show("Counted. The next slip")

    def action_leave_slips(self) -> None:
        """Go back; of a slip that is not counted nothing is kept."""
        if self._sheet.at:
            self._sheet = Sheet(self._sheet.questions)
            self._show("That slip is forgotten. Esc once more goes back")
        else:
            self.dismiss()


class Alone(Screen[None]):
    """One person at a time: first a page that says nothing, then one statement after the other.

    Whoever sits there can do nothing else; between two people nothing of either is to be seen.
    """

    CSS = """
    Alone { align: center middle; }
    Alone > Vertical { width: 72; max-width: 100%; height: auto; }
    Alone #page { height: auto; padding: 0 2; }
    """

    def __init__(self, intake: PulseIntake, team: str) -> None:
        super().__init__()
        self._intake = intake
        self._team = team
        self._questions = intake.survey.questionnaire
        self._sheet: Sheet | None = None

    def active_places(self) -> tuple[str, ...]:
        """No key of the registry works."""
        return ()

    def compose(self) -> ComposeResult:
        """Lay out the one page."""
        with Vertical():
            yield Static(id="page")

    def on_mount(self) -> None:
        """Wait for the first person; meanwhile no room view shows anything."""
        self._blanked = blank_rooms(cast("FacilitatorApp", self.app))
        self._show()

    def leave_program(self) -> None:
        """Leave the program only from the facilitator's own screen."""

    def on_key(self, event: events.Key) -> None:
        """Do what the key says here, and let nothing else hear of it."""
        event.stop()
        event.prevent_default()
        if self._sheet is None:
            self._between(event.key)
        else:
            self._answering(self._sheet, event)
        if self.is_current:
            self._show()

    def _between(self, key: str) -> None:
        if key == "enter":
            self._sheet = Sheet(self._questions)
        elif key == "escape":
            show_rooms(self._blanked)
            self.dismiss()

    def _answering(self, sheet: Sheet, event: events.Key) -> None:
        typed = event.character or ""
        if event.key in ("backspace", "up", "left"):
            sheet.back()
        elif event.key == "escape":
            self._sheet = None
        elif event.key == "enter" and not sheet.left:
            self._count(sheet)
        elif typed and typed in "12345-–0":
            sheet.give(_answer_of(typed))

    def _count(self, sheet: Sheet) -> None:
        self._sheet = None
        try:
            self._intake.add(self._team, sheet.answers)
        except FacilitatorError as error:
            cast("FacilitatorApp", self.app).complain(error)

    # Drawing

    def _show(self) -> None:
        lines = _page_between(self._questions) if self._sheet is None else _page_of(self._sheet)
        self.query_one("#page", Static).update(safe.text(*lines))


def _page_between(questions: Questionnaire) -> list[safe.Piece]:
    """Return the page between two people; it is the same before and after each."""
    return [
        (f"{questions.title}\n\n", "bold"),
        f"{len(questions.items)} statements about how people here work together. "
        "Nobody, including us, will know who answered what.\n\n",
        *(("Enter", "key"), (" begins, for one person\n", "")),
        *(("Esc", "key"), (" when everybody has answered", "muted")),
    ]


def _page_of(sheet: Sheet) -> list[safe.Piece]:
    """Return the page with the one statement in question."""
    if not sheet.left:
        return [
            ("That was the last one.\n\n", "bold"),
            *(("Enter", "key"), " hands your answers in. They are counted and not kept.\n"),
            *(
                ("Backspace", "key"),
                (" goes back\n", "muted"),
                ("Esc", "key"),
                (" throws them away", "muted"),
            ),
        ]
    pieces: list[safe.Piece] = [
        (f"{sheet.at + 1} of {len(sheet.items)}\n\n", "muted"),
        (f"{sheet.items[sheet.at].text}\n\n", "bold"),
    ]
    for number, answer in enumerate(sheet.questions.answers, 1):
        pieces += [(f"  {number}", "key"), f"  {answer}\n"]
    return [
        *pieces,
        *(("  -", "key"), f"  {sheet.questions.cant_say}\n\n"),
        *(("Backspace", "key"), (" one back   ", "muted"), ("Esc", "key"), (" throws them away", "muted")),
    ]
