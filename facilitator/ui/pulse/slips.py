"""Paper slips of the pulse, typed in one after the other.

The screen holds the answers of one slip, and only until they are counted; nothing of them is kept.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.language import words
from facilitator.live.pulse.answer_sheet import Sheet, answer_of
from facilitator.live.pulse.intake import PulseIntake
from facilitator.model.pulse import PulseItem
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row

_HOW = (
    "Shuffle the slips first. They are counted five or more of a team at a time, so a crash may cost up to "
    "four slips a team. Keep the paper until the wave is closed."
)


KEYS = Context(
    "pulse_slip",
    "A slip of the pulse",
    (
        command(
            "answer", "1 2 3 4 5", "answer", "1 strongest no … 5 strongest yes", palette=False, with_key=True
        ),
        command(
            "answer", "minus 0", "can’t say", "no answer to this statement", palette=False, with_key=True
        ),
        command("last_answer", "backspace up", "one back", "one answer back", palette=False),
        command("count_in", "enter", "count it", "count the slip; it cannot be taken back", palette=False),
        command("leave_slips", "escape q", "back", "back; a slip that is not counted is forgotten"),
    ),
)


class Slips(ProgramScreen, Screen[None]):
    """Paper slips of one team, one after the other: a key a statement, then Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
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

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of a slip."""
        return (KEYS, EVERYWHERE)

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
            answer_cell = safe.text((safe.cell((digit, "bold"), 3)), safe.cell((answer, "muted"), 18))
            return [safe.text(lead, "  ", safe.cell(item.text, width - 27), "  ", answer_cell)]

        return Row(item.key, draw)

    # Keys

    def action_answer(self, key: str) -> None:
        """Answer the next statement."""
        self._sheet.give(answer_of(key))
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
