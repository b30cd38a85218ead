"""Whose edition of a paper it is: for which readers, from which sessions, under which name, due on which day.

A session of two teams has an edition for each. What a paper does not need, such as the session of a paper
about the programme, is ignored.
"""

from __future__ import annotations

from datetime import date

from facilitator.documents.formats.registry import Format, ending_of
from facilitator.documents.papers.document import Document, Subject
from facilitator.documents.papers.registry import DOCUMENTS, PAPERS
from facilitator.documents.parts.deadlines import Days
from facilitator.errors import NotFound
from facilitator.model.audience import Audience
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile


def document_of(key: str) -> Document:
    """Return the paper of that key. Raises `NotFound`."""
    if key not in PAPERS:
        raise NotFound(f"There is no document {key}.", f"There is: {', '.join(PAPERS)}.")
    return PAPERS[key]


def readers_of(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile | None = None,
    team: str | None = None,
    other: str | None = None,
    opened: date | None = None,
) -> Audience:
    """Return for whose eyes a paper is made. Raises `NotFound` or `BadInput`."""
    return document_of(document).readers_of(folder, Subject(session, team, other, opened))


def sources_of(
    folder: ProgrammeFolder, document: str, *, session: SessionFile | None = None, readers: Audience
) -> tuple[SessionFile, ...]:
    """Return the sessions a paper is made from, its own first. Raises `NotFound`."""
    return document_of(document).sources_of(folder, Subject(session), readers)


def file_name(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile | None = None,
    format: Format,
    team: str | None = None,
    other: str | None = None,
    opened: date | None = None,
) -> str:
    """Return the name a paper is written under, the same each time, such as
    `L-03-infrastructure-and-cloud-action-plan.html`."""
    name = document_of(document).name_of(folder, Subject(session, team, other, opened))
    return f"{name}.{ending_of(format)}"


def due_on(document: str, days: Days) -> date | None:
    """Return when the paper of a session of that key is due; None for one that has no day."""
    found = DOCUMENTS.get(document)
    return found.due(days) if found is not None and found.due is not None else None
