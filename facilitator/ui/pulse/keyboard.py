"""Answering the pulse at the keyboard, one person at a time; nobody sees what anybody else answered.

The laptop is in other hands then. So the way back is a chord that the facilitator sets before, and no page
says it; nothing else of the program opens, by no key.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.live.pulse.answer_sheet import Sheet, answer_of
from facilitator.live.pulse.intake import PulseIntake
from facilitator.model.pulse import Questionnaire
from facilitator.ui import safe
from facilitator.ui.blanking import blank_rooms, show_rooms
from facilitator.ui.dialogs.base import Dialog, dialog_keys
from facilitator.ui.keys.command import Context, key_label
from facilitator.ui.screen import ProgramScreen

_FUNCTION_KEYS = frozenset(f"f{number}" for number in range(2, 25))
_WRITTEN = frozenset({"ctrl+m", "ctrl+j", "ctrl+i", "ctrl+h", "ctrl+left_square_bracket"})
_TRIED_FIRST = frozenset({"ctrl+c", "ctrl+q", "ctrl+z", "ctrl+d", "ctrl+x", "ctrl+p", "ctrl+w", "alt+f4"})
_HALT = "These answers could not be counted. Please call whoever gave you this laptop."


def is_chord(key: str) -> bool:
    """Tell whether a key can lead back: one nobody presses while answering, or to see what it does."""
    held = key.startswith(("ctrl+", "alt+", "shift+f"))
    return (held or key in _FUNCTION_KEYS) and key not in _WRITTEN | _TRIED_FIRST


class SetChord(Dialog[str | None]):
    """Asks for the chord that leads back from the page others answer on, twice; returns it or None."""

    sealed: ClassVar[bool] = True
    """No other key of the program works here, so that any of them can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._chord = ""

    def compose(self) -> ComposeResult:
        """Lay out what it is for."""
        with Vertical():
            yield Static(safe.text("Your way back"), classes="dialog-title")
            yield Static(
                safe.text(
                    "Press the keys that will bring you back here: Ctrl or Alt with a letter, or a function "
                    "key from F2. Nobody else is told, and nothing else leads back. If you forget it, close "
                    "the terminal: that costs up to four answers."
                ),
                classes="dialog-text",
            )
            yield Static(id="chord", classes="dialog-text")
            yield dialog_keys(("Esc", "back"))

    def on_key(self, event: events.Key) -> None:
        """Take the chord, and once more to be sure."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif not is_chord(event.key):
            self._chord = ""
            self._say("That one is pressed too easily. Take Ctrl or Alt with another letter.")
        elif event.key != self._chord:
            again = "Not the same. Now" if self._chord else "Now"
            self._chord = event.key
            self._say(f"{again} {key_label(event.key)} once more.")
        else:
            self.dismiss(event.key)

    def _say(self, words: str) -> None:
        self.query_one("#chord", Static).update(safe.text((words, "bold")))


class Alone(ProgramScreen, Screen[None]):
    """One person at a time: first a page that says nothing, then one statement after the other.

    Whoever sits there can do nothing else; between two people nothing of either is to be seen. *chord* leads
    back, from everywhere; answers that were not handed in are thrown away.
    """

    sealed: ClassVar[bool] = True

    CSS = """
    Alone { align: center middle; }
    Alone > Vertical { width: 72; max-width: 100%; height: auto; }
    Alone #page { height: auto; padding: 0 2; }
    """

    def __init__(self, intake: PulseIntake, team: str, chord: str) -> None:
        super().__init__()
        self._intake = intake
        self._team = team
        self._chord = chord
        self._halted = False
        self._questions = intake.survey.questionnaire
        self._sheet: Sheet | None = None

    def active_contexts(self) -> tuple[Context, ...]:
        """No command works."""
        return ()

    def compose(self) -> ComposeResult:
        """Lay out the one page."""
        with Vertical():
            yield Static(id="page")

    def on_mount(self) -> None:
        """Wait for the first person; meanwhile no room view shows anything."""
        self._blanked = blank_rooms(self.program)
        self._show()

    def leave_program(self) -> bool:
        """Leave the program only from the facilitator's own screen."""
        return True

    def on_key(self, event: events.Key) -> None:
        """Do what the key says here, and let nothing else hear of it."""
        event.stop()
        event.prevent_default()
        if event.key == self._chord:
            self._go_back()
            return
        if self._sheet is None:
            self._between(event.key)
        else:
            self._answering(self._sheet, event)
        self._show()

    def _go_back(self) -> None:
        self._sheet = None
        show_rooms(self._blanked)
        program = self.program
        self.dismiss()
        self.app.call_later(program.tell_held_back)

    def _between(self, key: str) -> None:
        if key == "enter" and not self._halted:
            self._sheet = Sheet(self._questions)

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
            self._halted = True  # whoever sits there can do nothing about it
            self.program.complain(error)

    # Drawing

    def _show(self) -> None:
        if self._halted:
            lines: list[safe.Piece] = [(_HALT, "bold")]
        else:
            lines = _page_between(self._questions) if self._sheet is None else _page_of(self._sheet)
        self.query_one("#page", Static).update(safe.text(*lines))


def _page_between(questions: Questionnaire) -> list[safe.Piece]:
    """Return the page between two people; it is the same before and after each."""
    return [
        (f"{questions.title}\n\n", "bold"),
        f"{len(questions.items)} statements about how people here work together. "
        "Nobody, including us, will know who answered what.\n\n",
        *(("Enter", "key"), (" begins, for one person", "")),
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
