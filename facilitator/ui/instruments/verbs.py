"""What several panes do with a record in hand: take it out, take it apart, say who may see it."""

from __future__ import annotations

from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Worded
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.change_words import change_words
from facilitator.ui.dialogs.visibility import ask_visibility
from facilitator.ui.instruments.base import Instrument
from facilitator.ui.widgets.sides import turn_side, whose_now


def take_out(pane: Instrument, record: Worded) -> None:
    """Take a record out and say for how long it can be brought back."""
    if pane.attempt(lambda: pane.live.editing.remove(record)):
        pane.runner.line.tell(
            safe.text(("Taken out.", "bold"), "  ", ("^Z", "key"), " brings it back for ten seconds.")
        )


def change_text(
    pane: Instrument,
    record: Observation | ImprovementIdea | Action | Commitment,
    title: str,
    *,
    for_good: bool = False,
) -> None:
    """Ask under *title* for other words; say who may see it now where that changed with them."""

    def then() -> None:
        pane.runner.line.calm()
        now = pane.live.records.find(type(record), record.id)
        if now is not None and record.undecided and not now.undecided:
            again = f" nobody is named or judged any more, so {now.visibility.label} may see it."
            pane.runner.line.tell(safe.text(("Changed:", "bold"), again))

    change_words(pane.app, pane.live, record, title, then, for_good=for_good)


def split_record(pane: Instrument, record: Observation | ImprovementIdea, now: str) -> None:
    """Take apart what was merged, or ask where to split."""
    live = pane.live
    if live.editing.originals_of(record):
        pane.attempt(lambda: live.editing.take_apart(record))
        return

    def save(line: str | None) -> None:
        if line:
            pane.attempt(lambda: live.editing.split(record, line.split("/")))

    question = "Put a / between the parts. The original is kept."
    pane.app.push_screen(AskLine("Split it", question, now, mends=True), save)


def choose_visibility(pane: Instrument, record: Worded) -> None:
    """Ask who may see a record and save it; raising it asks for the room's yes."""
    ask_visibility(pane.program, pane.live, pane.runner.file, record, pane.attempt)


def turn_whose(pane: Instrument, record: Observation | ImprovementIdea) -> None:
    """Let the next of two teams, or both, have said a record, and say who may see it now."""
    if pane.attempt(lambda: turn_side(pane.live, record)):
        pane.runner.line.tell(safe.text(whose_now(pane.live, record)))
