"""The facilitators' own look back at a session: private, and gone after its days.

See docs/field.md, "Before and after a session".
"""

from __future__ import annotations

from collections.abc import Callable

from facilitator.errors import FacilitatorError
from facilitator.model.base import fields_of
from facilitator.model.debrief import Debrief
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.wording.debrief import ABOUT, kept_for
from facilitator.workspace.debriefs import debrief_of, require_held, save_debrief
from facilitator.workspace.folder.session_files import SessionFile


def write_debrief(app: Program, file: SessionFile, done: Callable[[], None] = lambda: None) -> None:
    """Ask for the look back at a session that was held, or change the one there is; then call *done*."""
    try:
        require_held(file)
    except FacilitatorError as error:
        app.say(error.happened.removesuffix("."))
        return
    known = debrief_of(file) or Debrief()
    asked = [info for info in fields_of(Debrief) if info.remark]
    fields = [
        Field(
            info.name,
            info.title,
            getattr(known, info.name),
            about=ABOUT[info.name],
            mends=True,
            private=True,
        )
        for info in asked
    ]

    def save(values: dict[str, str]) -> None:
        save_debrief(file, values)

    folder = app.folder
    lead = kept_for(folder.programme, known, folder.today(), folder.zone)

    def saved(values: dict[str, str] | None) -> None:
        if values is not None:
            done()

    app.push_screen(FormDialog("Your own look back", lead, fields, save), saved)
