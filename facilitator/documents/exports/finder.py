"""What can be taken into other programs, for whom, and in which formats."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from facilitator.commands import command
from facilitator.documents.exports.csv_file import csv_file
from facilitator.documents.exports.kinds.calendar import dated
from facilitator.documents.exports.tables import Export, about, as_view
from facilitator.documents.formats.registry import ExportFormat, Profile, ignore
from facilitator.documents.parts.sources import team_of_edition
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import Words, load_words
from facilitator.errors import BadInput, NotFound
from facilitator.extensions import module_name, names_in
from facilitator.model import audience
from facilitator.model.audience import Audience
from facilitator.model.session import RELEASED
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.release import Released, for_audience

ROOM = "documents.exports.kinds"


def _found() -> Iterator[Export]:
    for name in names_in(ROOM):
        export = import_module(module_name(ROOM, name) or "").EXPORT
        assert isinstance(export, Export), name
        yield export


EXPORTS: Mapping[str, Export] = {
    each.key: each for each in sorted(_found(), key=lambda each: (each.order, each.key))
}
"""What can be exported, by key: what the modules of its room declare, in the order they give."""


def export(
    folder: ProgrammeFolder,
    what: str,
    *,
    format: ExportFormat,
    profile: Profile = "spreadsheet",
    session: SessionFile | None = None,
    team: str | None = None,
    templates: Path | None = None,
    notice: Callable[[str], None] = ignore,
) -> bytes:
    """Return an export as the bytes of a file.

    With a *session*, or the id of a *team*, it is that team's own edition. With neither it holds what
    may go beyond the teams, from every reviewed session. *profile* is for CSV.
    *notice* is told in a sentence what of the user's own words is not used.

    Raises `NotReleased` before the review, `NotFound` for an export or format there is not, `BadInput`.
    """
    wanted = _export(what)
    if format not in wanted.formats:
        raise NotFound(
            f"{wanted.key.capitalize()} cannot be written as {format}.",
            f"Choose one of: {', '.join(wanted.formats)}.",
        )
    released = _released(folder, session, team)
    words = load_words(Shelf(templates), released.programme.language)
    for each in words.notices:
        notice(each)
    return _written(wanted, released, words, format, profile)


def _export(key: str) -> Export:
    if key not in EXPORTS:
        raise NotFound(f"There is no export {key}.", f"There is: {', '.join(EXPORTS)}.")
    return EXPORTS[key]


def readers_of(
    folder: ProgrammeFolder, session: SessionFile | None = None, team: str | None = None
) -> tuple[Audience, tuple[SessionFile, ...]]:
    """Return for whose eyes an export is made, and from which sessions. Raises `BadInput`."""
    if session is not None:
        return audience.team(team_of_edition(folder, session, team)), (session,)
    reviewed = tuple(file for file in folder.sessions if file.session.status in RELEASED)
    if team is None:
        return audience.LEADERS, reviewed
    if team not in folder.teams:
        raise BadInput("That team is not in this programme.", f"List them with: {command('team', 'list')}")
    return audience.team(team), tuple(file for file in reviewed if team in file.session.teams)


def _released(folder: ProgrammeFolder, session: SessionFile | None, team: str | None) -> Released:
    readers, sessions = readers_of(folder, session, team)
    return for_audience(folder, readers, sessions)


def _written(
    wanted: Export, released: Released, words: Words, format: ExportFormat, profile: Profile
) -> bytes:
    if format == "ics":
        from facilitator.documents.exports.ics import ics

        title = words(
            "doc.header", programme=released.programme.name, organisation=words("export.title.calendar")
        )
        return ics(dated(released, words), title, about(released, words), released.as_of)
    table = wanted.table(released, words)
    if format == "csv":
        return csv_file(table, profile)
    if format == "xlsx":
        from facilitator.documents.exports.xlsx import workbook

        return workbook(table, words("export.about"))
    return (json.dumps(as_view(table), ensure_ascii=False, indent=2) + "\n").encode()
