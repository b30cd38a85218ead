"""Making papers of the documents folder anew after words were taken out of the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from facilitator.documents.formats.registry import FORMATS, Format
from facilitator.documents.render import DOCUMENTS, file_name, readers_of, sources_of, write
from facilitator.errors import FacilitatorError
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.issued import remember_issued


class _Edition(NamedTuple):
    """What a paper of the documents folder is, as its name says."""

    document: str
    session: SessionFile
    team: str
    other: str | None
    format: Format


def rerender(
    folder: ProgrammeFolder, paths: Iterable[Path], templates: Path | None = None
) -> tuple[Path, ...]:
    """Write those of *paths* again that are papers of this programme by their names; return them.

    Each is remembered as issued again, so what is known of it is the digest of the file there is now.
    What cannot be made now, such as the paper of a session that is not reviewed, is left out.
    """
    editions = dict(_editions(folder))
    made = []
    for path in paths:
        edition = editions.get(path.name)
        if edition is None:
            continue
        with suppress(FacilitatorError):
            written = _write(folder, edition, path.parent, templates)
            made.append(written)
            _remember(folder, edition, written)
    return tuple(made)


def _write(folder: ProgrammeFolder, edition: _Edition, into: Path, templates: Path | None) -> Path:
    return write(
        folder,
        edition.document,
        session=edition.session,
        team=edition.team,
        other=edition.other,
        format=edition.format,
        into=into,
        templates=templates,
    )


def _remember(folder: ProgrammeFolder, edition: _Edition, path: Path) -> None:
    document, file = edition.document, edition.session
    readers = readers_of(folder, document, session=file, team=edition.team, other=edition.other)
    sources = sources_of(folder, document, session=file, readers=readers)
    remember_issued(
        folder, path, document=document, format=edition.format, audience=readers, sessions=sources
    )


def _editions(folder: ProgrammeFolder) -> Iterator[tuple[str, _Edition]]:
    for file in folder.sessions:
        for team in file.session.teams:
            for document, other in _of_team(folder, file, team):
                for format in FORMATS:
                    name = file_name(folder, document, session=file, format=format, team=team, other=other)
                    yield name, _Edition(document, file, team, other, format)


def _of_team(folder: ProgrammeFolder, file: SessionFile, team: str) -> Iterator[tuple[str, str | None]]:
    """Yield each document a team may have of a session; of a paper of two one for each other side."""
    for key, document in DOCUMENTS.items():
        yield key, None
        if document.of_two:
            yield from ((key, other) for other in folder.teams if other != team)
