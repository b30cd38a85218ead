"""Sending an export out: made, remembered where its next one must know, saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from facilitator.documents.exports.finder import Whose, calendar_entries, export, readers_of, released_to
from facilitator.documents.formats.registry import ExportFormat, Profile, ignore
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.files.writing import save
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.paths import safe_name
from facilitator.workspace.release.sent_calendars import remember_sent


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
) -> bytes:
    """Return an export that leaves, saved *into* that file; with None it leaves by another way.

    What a calendar holds is remembered before it is out: killed in between, the next one counts on.

    Raises what `export` raises, `InUse` where a calendar cannot be remembered, and `NotSaved`.
    """
    made = export(
        folder,
        what,
        format=format,
        profile=profile,
        session=whose.session,
        team=whose.team,
        mine=whose.mine,
        templates=templates,
        notice=notice,
    )
    if format == "ics":
        released = released_to(folder, what, whose)
        words = load_words(Shelf(templates), released.programme.language)
        held = calendar_entries(folder, released, words, whose)
        remember_sent(folder, released.audience, (entry.sent for entry in held))
    if into is not None:
        save(into, made)
    return made


def export_name(folder: ProgrammeFolder, what: str, whose: Whose, format: ExportFormat) -> str:
    """Return the name a file is offered under, the same each time, such as `service-desk-calendar.ics`.

    Raises `BadInput`.
    """
    readers, _ = readers_of(folder, whose.session, whose.team, whose.mine)
    teams = [folder.teams[id].name for id in sorted(readers.teams) if id in folder.teams]
    of = [whose.session.session.short_id] if whose.session is not None else []
    parts = [*of, *map(safe_name, teams)] or ["mine" if whose.mine else "programme"]
    return f"{'-'.join([*parts, what])}.{format}"
