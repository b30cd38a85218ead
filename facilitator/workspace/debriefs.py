"""The facilitators' own look back at a session: one a session, written after the meeting.

See docs/field.md, "Before and after a session".
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from facilitator.model.base import require
from facilitator.model.debrief import Debrief
from facilitator.model.session import HEARD
from facilitator.text import clean
from facilitator.workspace.folder.session_files import SessionFile


def debrief_of(file: SessionFile) -> Debrief | None:
    """Return the debrief of a session, if one was written."""
    return next(iter(file.all(Debrief)), None)


def require_held(file: SessionFile) -> None:
    """Raise `RuleBroken` for a session that was not held yet."""
    require(
        file.session.status in HEARD,
        "A look back comes after the meeting.",
        "Write a private note while it lasts.",
    )


def save_debrief(file: SessionFile, values: Mapping[str, str]) -> Debrief:
    """Save what was written into fields of the look back, the others as they are.

    Raises `RuleBroken` before the end of the meeting, `InUse` or `NotSaved`.
    """
    require_held(file)
    written = {name: clean(text).strip() for name, text in values.items()}
    with file.group("debrief"):
        return file.put(msgspec.structs.replace(debrief_of(file) or Debrief(), **written))
