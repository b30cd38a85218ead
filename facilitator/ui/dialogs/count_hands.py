"""Counting hands: a digit for each hand shown."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from facilitator.language import words
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog
from facilitator.ui.widgets.hands import beyond, draw_hands


class CountHands(Dialog[tuple[int, ...] | None]):
    """Each digit adds a hand, Backspace takes the last one off. Returns the counts, or None.

    Of more hands than *people* are here it is said so; they are saved as they were counted all the same.
    """

    def __init__(
        self,
        title: str,
        question: str,
        lowest: int,
        numbers: int,
        known: Sequence[int] | None = None,
        people: int | None = None,
    ) -> None:
        super().__init__()
        self._words = (title, question)
        self._lowest = lowest
        self._hands = list(known or [0] * numbers)
        self._order: list[int] = []
        self._people = people

    def compose(self) -> ComposeResult:
        """Lay out question and hands."""
        title, question = self._words
        with Vertical():
            yield Static(safe.text(title), classes="dialog-title")
            yield Static(safe.text((question, "muted")), classes="dialog-text")
            yield Static(id="hands", classes="dialog-text")
            last = self._lowest + len(self._hands) - 1
            yield Static(
                safe.text(
                    *(
                        (f"{self._lowest}–{last}", "key"),
                        " one hand   ",
                        ("Backspace", "key"),
                        " one less   ",
                    ),
                    *(("x", "key"), " again   ", ("Enter", "key"), " save   ", ("Esc", "key"), " back"),
                ),
                classes="dialog-keys",
            )

    def on_mount(self) -> None:
        """Show what is counted so far."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Count."""
        index = int(event.character) - self._lowest if event.character and event.character.isdecimal() else -1
        if 0 <= index < len(self._hands):
            self._hands[index] += 1
            self._order.append(index)
        elif event.key == "backspace" and self._order:
            self._hands[self._order.pop()] -= 1
        elif event.key == "x":
            self._hands, self._order = [0] * len(self._hands), []
        elif event.key == "enter":
            self.dismiss(tuple(self._hands))
        elif event.character and event.character.isdecimal():
            event.stop()
            self._show(f"There is no {event.character}: {self._lowest} to {self._highest}.")
            return
        else:
            return
        event.stop()
        self._show()

    @property
    def _highest(self) -> int:
        return self._lowest + len(self._hands) - 1

    def _show(self, told: str = "") -> None:
        count, told = sum(self._hands), told or beyond(self._hands, self._people)
        total = safe.text((words.count(count, "hand"), "muted"), (f"   {told}" if told else "", "warn"))
        self.query_one("#hands", Static).update(
            safe.text(draw_hands(self._hands, self._lowest), "\n\n", total)
        )
