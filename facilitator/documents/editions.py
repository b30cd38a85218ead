"""Whose edition of a paper it is: for which readers, from which sessions, under which name.

A session of two teams has an edition for each.
"""

from __future__ import annotations

from facilitator.documents.formats.registry import Format
from facilitator.documents.papers.registry import DOCUMENTS, Document
from facilitator.documents.parts.sources import edition
from facilitator.errors import NotFound
from facilitator.model.audience import Audience
from facilitator.workspace.counterparts import other_side
from facilitator.workspace.folder.paths import safe_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder, SessionFile


def document_of(key: str) -> Document:
    """Return the paper of that key. Raises `NotFound`."""
    if key not in DOCUMENTS:
        raise NotFound(f"There is no document {key}.", f"There is: {', '.join(DOCUMENTS)}.")
    return DOCUMENTS[key]


def readers_of(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    team: str | None = None,
    other: str | None = None,
) -> Audience:
    """Return for whose eyes a paper is made. Raises `NotFound` or `BadInput`."""
    wanted = document_of(document)
    return wanted.audience(*_whose(wanted, folder, session, team, other))


def sources_of(
    folder: ProgrammeFolder, document: str, *, session: SessionFile, readers: Audience
) -> tuple[SessionFile, ...]:
    """Return the sessions a paper is made from, its own first. Raises `NotFound`."""
    return (session, *document_of(document).sources(folder, session, readers))


def file_name(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    format: Format,
    team: str | None = None,
    other: str | None = None,
) -> str:
    """Return the name a paper is written under, the same each time, such as
    `L-03-infrastructure-and-cloud-action-plan.html`."""
    wanted = document_of(document)
    found = (folder.teams.get(id) for id in _whose(wanted, folder, session, team, other))
    whose = "-with-".join(safe_name(each.name if each else "team") for each in found)
    return f"{session.session.short_id}-{whose}-{wanted.key}.{format}"


def _whose(
    document: Document, folder: ProgrammeFolder, session: SessionFile, team: str | None, other: str | None
) -> tuple[str, ...]:
    """Return the team whose edition it is, of a paper of two both. A private paper has one, whoever met.

    Raises `BadInput`.
    """
    if document.private:
        return session.session.teams[:1]
    if not document.of_two:
        return (edition(folder, session, team),)
    own = session.session.teams[0] if team is None else edition(folder, session, team)
    second = other or other_side(folder, session, own)
    return (own,) if second is None else (own, second)
