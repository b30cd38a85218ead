"""A remark that came after the meeting: its words, what kind it is, and the day it was said."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.live.capture.line import LATE_KIND
from facilitator.live.session import LiveSession
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.workspace.typed_dates import past_day_typed


def ask_late_remark(program: Program, live: LiveSession, done: Callable[[], None]) -> None:
    """Ask for a late remark and save it; *done* is called afterwards."""
    kinds = tuple((kind.key, kind.label) for kind in live.notes.kinds.values())
    today = live.today
    fields = (
        Field(
            "text",
            "What was said",
            help="signs, #practice and @team work here too",
            about="The remark, in the words that were used. Signs, #practice and @team work here too.",
            required=True,
        ),
        *_whose(live),
        Field("kind", "Kind", LATE_KIND, about="What kind of remark it is.", choices=kinds),
        Field(
            "day",
            "Said on",
            today.isoformat(),
            help="such as yesterday, monday or 8 apr",
            about="The day it was said, today or before.",
            required=True,
            check=lambda typed: past_day_typed(typed, today),
        ),
    )

    def save(values: dict[str, str]) -> None:
        live.sides.take(values.get("side") or None)
        live.line.capture_late(values["text"], past_day_typed(values["day"], today), values["kind"])

    def saved(values: dict[str, str] | None) -> None:
        if values is not None:
            done()

    lead = "It is kept with its day. The team may see it; v says who else."
    program.push_screen(FormDialog("A late remark", lead, fields, save), saved)


def _whose(live: LiveSession) -> tuple[Field, ...]:
    """Return the field that asks which of two teams said it: one of them, unless somebody says both."""
    teams = live.sides.teams
    choices = tuple((each or "", live.sides.name(each)) for each in (*teams, None))
    about = "Which team said it. The other reads it only where both did."
    return (Field("side", "Whose", teams[0], about=about, choices=choices),) if teams else ()
