"""The facilitators' own look back at a session: private, and gone after its days.

See docs/field.md, "Before and after a session".
"""

from __future__ import annotations

from datetime import date

import msgspec

from facilitator.language import words
from facilitator.model.base import fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.retention import kept_until
from facilitator.model.session import HEARD
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.workspace.folder.session_files import SessionFile

_ABOUT = {
    "mood": "How the room felt at the start and at the end.",
    "dynamics": "Who spoke after whom, what made it easy or hard. About the room, not about a person.",
    "missed_voices": "Whose side was not heard, as a role, and how to hear it.",
    "self_review": "What you did that helped, and what you would do otherwise.",
    "next_time": "What to keep in mind before the next session.",
}


def write_debrief(app: Program, file: SessionFile) -> None:
    """Ask for the look back at a session that was held, or change the one there is."""
    if file.session.status not in HEARD:
        app.say("A look back comes after the meeting")
        return
    known = debrief_of(file) or Debrief()
    asked = [info for info in fields_of(Debrief) if info.remark]
    fields = [
        Field(
            info.name,
            info.title,
            getattr(known, info.name),
            about=_ABOUT[info.name],
            mends=True,
            private=True,
        )
        for info in asked
    ]

    def save(values: dict[str, str]) -> None:
        newest = debrief_of(file) or known
        with file.group("debrief"):
            file.put(msgspec.structs.replace(newest, **values))

    app.push_screen(FormDialog("Your own look back", _how_long(app, file, known), fields, save))


def debrief_of(file: SessionFile) -> Debrief | None:
    """Return the debrief of a session, if one was written."""
    return next(iter(file.all(Debrief)), None)


def _how_long(app: Program, file: SessionFile, debrief: Debrief) -> str:
    folder = app.folder
    days = words.count(folder.programme.private_days, "day")
    until: date | None = kept_until(debrief, folder.programme, folder.today(), folder.zone)
    end = f", until {words.day(until, folder.today())}" if until else ""
    return f"Only the facilitators ever see this. It is kept for {days}{end}, then it is deleted."
