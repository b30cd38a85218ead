"""Answering the pulse at the keyboard, one person at a time; nobody sees what anybody else answered."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.live.pulse import PulseIntake
from facilitator.live.pulse_sheet import Sheet, answer_of
from facilitator.model.pulse import Questionnaire
from facilitator.ui import safe
from facilitator.ui.program import InProgram
from facilitator.ui.room.blanking import blank_rooms, show_rooms


class Alone(InProgram, Screen[None]):
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
        self._blanked = blank_rooms(self.program)
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
            sheet.give(answer_of(typed))

    def _count(self, sheet: Sheet) -> None:
        self._sheet = None
        try:
            self._intake.add(self._team, sheet.answers)
        except FacilitatorError as error:
            self.program.complain(error)

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
