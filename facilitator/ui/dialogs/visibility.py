"""Who may see a record: the question, the room's yes to a raise, and what left before a lowering."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility, Worded
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Ask, Choose
from facilitator.ui.papers.issued import tell_issued
from facilitator.ui.widgets.rows import line_row
from facilitator.workspace.folder.programme_folder import SessionFile

if TYPE_CHECKING:
    from facilitator.ui.app import FacilitatorApp

Attempt = Callable[[Callable[[], object]], bool]
"""Does a change, says so if it may not be, and tells whether it was done."""


def ask_visibility(
    app: FacilitatorApp, live: LiveSession, file: SessionFile, record: Worded, attempt: Attempt
) -> None:
    """Ask who may see a record, and when that is more people than the team, whether the room said yes."""
    rows = [
        line_row(each.value, safe.text(safe.cell((each.label, "bold"), 14), (each.meaning, "muted")))
        for each in Visibility
    ]

    def chosen(key: str | None) -> None:
        if key is None:
            return
        level = Visibility(key)
        if level.reaches(Visibility.PARTNERS) and level.rank > record.visibility.rank:
            _ask_room(app, level, lambda: set_visibility(app, live, file, record, level, attempt))
        else:
            set_visibility(app, live, file, record, level, attempt)

    question = "Wider than the team only with the room's yes, at read-back or later."
    app.push_screen(Choose("Who may see it?", question, rows, record.visibility.value), chosen)


def _ask_room(app: FacilitatorApp, level: Visibility, save: Callable[[], None]) -> None:
    def answered(key: str | None) -> None:
        if key == "yes":
            save()

    answers = [("yes", "The room said yes; today is noted as the day"), ("no", "Not asked yet: leave it")]
    question = f"It would be seen by: {level.meaning}."
    app.push_screen(Ask("Did the room say yes to that?", question, answers), answered)


def set_visibility(
    app: FacilitatorApp,
    live: LiveSession,
    file: SessionFile,
    record: Worded,
    level: Visibility,
    attempt: Attempt,
) -> None:
    """Save who may see a record; when that is fewer people, tell what left before for the others."""
    before = file.find(type(record), record.id) or record
    if not attempt(lambda: live.decide(record, level)):
        return
    after = file.find(type(record), record.id)
    if after is not None and after.visibility.rank < before.visibility.rank:
        tell_issued(app, file, before, after)
