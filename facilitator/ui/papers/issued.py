"""Papers that left, on the screens: when one was issued, and that it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from facilitator.documents.render import readers_of, sources_of
from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.model.audience import Audience
from facilitator.ui.program import Program
from facilitator.ui.screen import ProgramScreen
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.issued import last_issued, remember_issued


def issued(folder: ProgrammeFolder, document: str, file: SessionFile, team: str) -> str:
    """Return when a paper was issued last, "written 9 Apr"; "" if it never was."""
    last = last_issued(folder, document, file, team)
    return f"written {_day(folder, last.created)}" if last is not None else ""


def _day(folder: ProgrammeFolder, moment: datetime) -> str:
    return words.day(folder.local(moment).date(), folder.today(), weekday=False)


def remember_paper(
    app: Program,
    path: Path,
    document: str,
    file: SessionFile,
    team: str,
    format: str,
    other: str | None = None,
) -> None:
    """Remember that a paper of a session was issued."""
    readers = readers_of(app.folder, document, session=file, team=team, other=other)
    made_from = sources_of(app.folder, document, session=file, readers=readers)
    remember(app, path, document, format, readers, made_from)


def remember(
    app: Program,
    path: Path,
    document: str,
    format: str,
    readers: Audience,
    made_from: Iterable[SessionFile] = (),
) -> None:
    """Remember that a paper was issued; where that fails, the paper is there all the same, and it is said."""
    try:
        remember_issued(
            app.folder, path, document=document, format=format, audience=readers, sessions=made_from
        )
    except FacilitatorError as error:
        app.say(f"Written: {path}   That it was issued is not remembered: {error.happened}")
    if isinstance(app.screen, ProgramScreen):
        app.screen.call_later(app.screen.show_records)  # it may be another by now, and not laid out yet
