"""Voting one person at a time, and the rules of a round: whose dots, how many, how many on one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import BadInput
from facilitator.language import words
from facilitator.language.numbers import read_number
from facilitator.model.idea import DotVote
from facilitator.model.script import VoteRule
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Dialog, dialog_keys
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.ui.widgets.typed_number import TypedNumber

Item = tuple[str, str, str]
"""The id of what can get dots, its number and its words."""


class Ballot(Dialog[dict[str, int] | None]):
    """One person's dots; digits give them, Enter puts them in. Nothing of it is kept but the sums.

    *seconds* is a clock: two digits one soon after the other are one number.
    """

    DEFAULT_CSS = """
    Ballot > Vertical { width: 92; }
    """

    def __init__(
        self, vote: DotVote, items: Sequence[Item], person: int, seconds: Callable[[], float]
    ) -> None:
        super().__init__()
        self._typed = TypedNumber(seconds)
        self._vote = vote
        self._items = items
        self._person = person
        self._dots: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Lay out the items."""
        with Vertical():
            yield Static(safe.text(f"Person {self._person} of {self._vote.people}"), classes="dialog-title")
            yield Static(id="left", classes="dialog-text")
            yield RowList()
            yield dialog_keys(("0–9", "dots"), ("Enter", "put them in, next person"), ("Esc", "enough"))

    def on_mount(self) -> None:
        """Show the items."""
        self._show()
        self.query_one(RowList).focus()

    def on_key(self, event: events.Key) -> None:
        """Give the item under the cursor that many dots, within what one person has."""
        typed = event.character or ""
        key = self.query_one(RowList).key
        if key is None or not typed.isdecimal():
            return
        others = sum(count for item, count in self._dots.items() if item != key)
        most = min(self._vote.most_on_one, self._vote.dots_each - others)
        wanted = self._typed.after(int(typed), key)
        self._dots[key] = max(0, min(wanted, most))
        event.stop()
        self._show(f"{wanted} are too many here." if wanted > most else "")

    def on_row_list_chosen(self) -> None:
        """Put the dots in."""
        self.dismiss({item: count for item, count in self._dots.items() if count})

    def _show(self, refused: str = "") -> None:
        left = self._vote.dots_each - sum(self._dots.values())
        rule = f"at most {self._vote.most_on_one} on one"
        self.query_one("#left", Static).update(
            safe.text(
                (words.count(left, "dot") + " left", "bold"),
                (f"   {rule}", "muted"),
                (f"   {refused}" if refused else "", "warn"),
            )
        )
        self.query_one(RowList).show([self._row(*item) for item in self._items])

    def _row(self, key: str, number: str, title: str) -> Row:
        count = self._dots.get(key, 0)

        def draw(width: int) -> list[Content]:
            lead = safe.cell((number, "muted"), 4)
            return [safe.text(lead, safe.cell(title, width - 12), "  ", ("●" * count, "track"))]

        return Row(key, draw)


def _rules(people: int, vote: DotVote | None, rule: VoteRule) -> tuple[Field, ...]:
    return (
        Field(
            "people",
            "People",
            str(vote.people if vote else people or ""),
            help="such as 8",
            about="How many vote. Everybody has the same number of dots.",
            required=True,
            check=lambda typed: _number(typed, "people"),
        ),
        Field(
            "how",
            "Dots are put",
            rule.by.value,
            about="Who puts the dots in: you for all of them, each in turn, or by a count of hands.",
            choices=(
                ("room", "for the room"),
                ("person", "one person at a time"),
                ("hands", "show of hands"),
            ),
        ),
        Field(
            "each",
            "Dots each",
            str(vote.dots_each if vote else rule.each),
            help="such as 3",
            about="How many dots one person has.",
            check=lambda typed: _number(typed, "each"),
        ),
        Field(
            "most",
            "At most on one",
            str(vote.most_on_one if vote else rule.most),
            help="such as 2",
            about="How many of them one person may put on one idea.",
            check=lambda typed: _number(typed, "most"),
        ),
    )


def ask_rules(
    people: int, vote: DotVote | None, items: int, done: Callable[[str, int, int, int], None], rule: VoteRule
) -> FormDialog:
    """Return the form for a round; *done* gets how to vote ("room", "person", "hands") and three numbers.

    The numbers are those of *vote*; where nobody voted yet, those of *rule*.
    """
    fields = _rules(people, vote, rule)

    def save(values: dict[str, str]) -> None:
        numbers = [_number(values[key], key) for key in ("people", "each", "most")]
        if values["how"] == "hands":
            numbers[1:] = [max(1, min(20, items)), 1]
        done(values["how"], *numbers)

    lead = "A show of hands counts each person once for each item."
    return FormDialog("How do we vote?", lead, fields, save)


_MOST = 200
"""People who vote, or dots each has, at most."""


def _number(typed: str, what: str) -> int:
    number = read_number(typed)
    if number is None or not 1 <= number <= _MOST:
        raise BadInput(f"“{typed}” is not a number for {what}.", f"Type a number from 1 to {_MOST}.")
    return number
