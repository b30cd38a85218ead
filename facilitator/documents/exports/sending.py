"""Sending an export out: remembered where its next one must know, then saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from facilitator.documents.exports.finder import Made, Whose, made, readers_of
from facilitator.documents.formats.registry import ExportFormat, Profile, ignore
from facilitator.files.writing import save
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.paths import safe_name
from facilitator.workspace.release.sent_calendars import remember_sent
from facilitator.workspace.written_papers import note_written


def send(
    folder: ProgrammeFolder,
    what: str,
    whose: Whose,
    into: Path | None,
    *,
    format: ExportFormat,
    profile: Profile = "spreadsheet",
    templates: Path | None = None,
    notice: Callable[[str], None] = ignore,
) -> Made:
    """Return an export that leaves, saved *into* that file; with None it leaves by another way.

    Raises what `finder.made` and `leave` raise.
    """
    export = made(folder, what, whose, format=format, profile=profile, templates=templates, notice=notice)
    leave(folder, export, into)
    return export


def leave(folder: ProgrammeFolder, export: Made, into: Path | None) -> None:
    """Let an export leave. A calendar is remembered before it is out: killed in between, the next counts on.

    Raises `InUse` where a calendar cannot be remembered, and `NotSaved`.
    """
    remember_sent(folder, export.readers, export.events)
    if into is not None:
        save(into, export.content)
        note_written(folder.path, export.content)


def export_name(
    folder: ProgrammeFolder, what: str, whose: Whose, format: ExportFormat, profile: Profile = "spreadsheet"
) -> str:
    """Return the name a file is offered under, the same each time, such as `service-desk-calendar.ics`.

    Raises `BadInput`.
    """
    readers, _ = readers_of(folder, whose.session, whose.team, whose.mine)
    teams = [folder.teams[id].name for id in sorted(readers.teams) if id in folder.teams]
    of = [whose.session.session.short_id] if whose.session is not None else []
    parts = [*of, *map(safe_name, teams)] or ["mine" if whose.mine else "programme"]
    kind = what if profile == "spreadsheet" else f"{what}-{profile}"
    return f"{'-'.join([*parts, kind])}.{format}"
