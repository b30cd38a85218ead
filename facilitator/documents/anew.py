"""Making papers of the documents folder anew after words were taken out of the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from facilitator.documents.formats import FORMATS, Format
from facilitator.documents.render import DOCUMENTS, file_name, write
from facilitator.errors import FacilitatorError
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile


class _Edition(NamedTuple):
    """What a paper of the documents folder is, as its name says."""

    document: str
    session: SessionFile
    team: str
    format: Format


def make_anew(
    folder: ProgrammeFolder, paths: Iterable[Path], templates: Path | None = None
) -> tuple[Path, ...]:
    """Write those of *paths* again that are papers of this programme by their names; return them.

    What cannot be made now, such as the paper of a session that is not reviewed, is left out.
    """
    editions = dict(_editions(folder))
    made = []
    for path in paths:
        if path.name in editions:
            try:
                made.append(_write(folder, editions[path.name], path.parent, templates))
            except FacilitatorError:
                continue
    return tuple(made)


def _write(folder: ProgrammeFolder, edition: _Edition, into: Path, templates: Path | None) -> Path:
    return write(
        folder,
        edition.document,
        session=edition.session,
        team=edition.team,
        format=edition.format,
        into=into,
        templates=templates,
    )


def _editions(folder: ProgrammeFolder) -> Iterator[tuple[str, _Edition]]:
    for file in folder.sessions:
        for team in file.session.teams:
            for document in DOCUMENTS:
                for format in FORMATS:
                    name = file_name(folder, document, session=file, format=format, team=team)
                    yield name, _Edition(document, file, team, format)
