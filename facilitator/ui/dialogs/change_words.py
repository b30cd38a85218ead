"""Changing the words of a record: what cannot be saved stays in the line, and the reason stands above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from facilitator.live.session import LiveSession
from facilitator.model.action import Action, Commitment
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.half_typed import HalfTyped

_MARKS: dict[type, str] = {
    Observation: "#practice, @team, +5 and !! work here too.",
    ImprovementIdea: "#practice and @team work here too.",
}
"""What counts among the words, as in the line they were written in first."""


def change_words(
    app: App[Any],
    live: LiveSession,
    record: Observation | ImprovementIdea | Action | Commitment,
    title: str,
    then: Callable[[], object] = lambda: None,
    *,
    for_good: bool = False,
) -> None:
    """Ask under *title* for other words and save them, then call *then*; an empty line changes nothing.

    *For good*, the words of before go from every file.
    """
    now = record.title if isinstance(record, ImprovementIdea) else record.text

    def save(text: str) -> None:
        if text:
            live.rewording.reword(record, text, for_good=for_good)
            then()

    # What is to go from every file is not kept half typed beside it.
    half = None if for_good else HalfTyped(live, f"words {record.id}")
    caution = live.guard.caution_for(record)
    question = _MARKS.get(type(record), "")
    app.push_screen(AskLine(title, question, now, check=save, caution=caution, mends=True, half=half))
