"""What can be taken into other programs, for whom, and in which formats."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from facilitator.commands import command
from facilitator.documents.exports.csv_file import csv_file
from facilitator.documents.exports.importers import TRACKERS, tracker_file
from facilitator.documents.exports.kinds.calendar import dated, over
from facilitator.documents.exports.sequence import Entry, entries
from facilitator.documents.exports.tables import Export, Register, about, as_view
from facilitator.documents.formats.registry import ExportFormat, Profile, ignore
from facilitator.documents.parts.sources import team_of_edition
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import Words, load_words
from facilitator.errors import BadInput, NotFound
from facilitator.extensions import module_name, names_in
from facilitator.insight.held_sessions import took_place
from facilitator.model import audience
from facilitator.model.audience import Audience
from facilitator.model.programme import PaperSize
from facilitator.model.session import PLANNED, RELEASED, SessionStatus
from facilitator.model.trail import SentEvent
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.release import Released, for_audience
from facilitator.workspace.release.sent_calendars import first_sequence, sent_events

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


@dataclass(frozen=True)
class Whose:
    """Whose edition is exported: of a *session* for its team, of a *team* (its id), for the facilitators
    themselves (*mine*, of calendars alone), and with none of them what may go beyond the teams."""

    session: SessionFile | None = None
    team: str | None = None
    mine: bool = False


@dataclass(frozen=True)
class Made:
    """An export before it leaves: its *content*, its *readers*, the *sessions* it is made from; of a calendar
    also its *events*, as they are remembered once it is out."""

    content: bytes
    readers: Audience
    sessions: tuple[SessionFile, ...]
    events: tuple[SentEvent, ...] = ()


def export(
    folder: ProgrammeFolder,
    what: str,
    *,
    format: ExportFormat,
    profile: Profile = "spreadsheet",
    session: SessionFile | None = None,
    team: str | None = None,
    mine: bool = False,
    templates: Path | None = None,
) -> bytes:
    """Return an export as the bytes of a file, to be looked at: what leaves is made by `made`, and sent.

    Raises what `made` raises.
    """
    whose = Whose(session, team, mine)
    return made(folder, what, whose, format=format, profile=profile, templates=templates).content


def made(
    folder: ProgrammeFolder,
    what: str,
    whose: Whose,
    *,
    format: ExportFormat,
    profile: Profile = "spreadsheet",
    templates: Path | None = None,
    notice: Callable[[str], None] = ignore,
) -> Made:
    """Return an export. *profile* is for CSV; a calendar says what changed since one left for these readers.

    *notice* is told in a sentence what of the user's own words is not used.

    Raises `NotReleased` before the review, `NotFound` for an export or format there is not, `BadInput`, and
    `EmptyCalendar`.
    """
    wanted = _export(what)
    if format not in wanted.formats:
        raise NotFound(
            f"{wanted.key.capitalize()} cannot be written as {format}.",
            f"Choose one of: {', '.join(wanted.formats)}.",
        )
    readers, sessions = readers_of(folder, whose.session, whose.team, whose.mine)
    released = _released_to(folder, wanted.key, whose)
    words = load_words(Shelf(templates), released.programme.language)
    for each in words.notices:
        notice(each)
    if format == "ics":
        found = _calendar_entries(folder, released, words, whose)
        events = tuple(entry.sent for entry in found)
        return Made(_calendar(found, released, words), readers, sessions, events)
    return Made(
        _table(wanted.table(released, words), words, format, profile, released.programme.paper_size),
        readers,
        sessions,
    )


def _export(key: str) -> Export:
    if key not in EXPORTS:
        raise NotFound(f"There is no export {key}.", f"There is: {', '.join(EXPORTS)}.")
    return EXPORTS[key]


def readers_of(
    folder: ProgrammeFolder, session: SessionFile | None = None, team: str | None = None, mine: bool = False
) -> tuple[Audience, tuple[SessionFile, ...]]:
    """Return for whose eyes an export is made, and from which sessions. Raises `BadInput`."""
    if mine and (session is not None or team is not None):
        raise BadInput("Your own calendar holds every team.", "Leave out the session and the team.")
    if mine:
        return audience.FACILITATORS, tuple(file for file in folder.sessions if took_place(file.session))
    if session is not None:
        return audience.team(team_of_edition(folder, session, team)), (session,)
    reviewed = tuple(file for file in folder.sessions if file.session.status in RELEASED)
    if team is None:
        return audience.LEADERS, reviewed
    if team not in folder.teams:
        raise BadInput("That team is not in this programme.", f"List them with: {command('team', 'list')}")
    return audience.team(team), tuple(file for file in reviewed if team in file.session.teams)


def _released_to(folder: ProgrammeFolder, what: str, whose: Whose) -> Released:
    """Return what the readers of an export may see; of a calendar also the sessions planned with them.

    Raises `NotReleased` or `BadInput`.
    """
    readers, sessions = readers_of(folder, whose.session, whose.team, whose.mine)
    if what != "calendar":
        if whose.mine:
            raise BadInput(f"There is no {what} of your own.", "Only a calendar can be yours alone.")
        return for_audience(folder, readers, sessions)
    of = [whose.session] if whose.session is not None else folder.sessions
    own = [file for file in of if whose.mine or readers.teams & set(file.session.teams)]
    before = PLANNED | {SessionStatus.CANCELLED}
    return for_audience(
        folder, readers, [file for file in sessions if file.session.status not in before], planned=own
    )


def _calendar_entries(
    folder: ProgrammeFolder, released: Released, words: Words, whose: Whose
) -> tuple[Entry, ...]:
    """Return what a calendar holds: what is planned, and what was called off since one left last."""
    session = whose.session.session.id if whose.session is not None else None
    return tuple(
        entries(
            dated(released, words),
            sent_events(folder, released.audience),
            over=over(released),
            judged=lambda sent: session in (None, sent.session),
            as_of=released.as_of,
            begins_at=first_sequence(folder),
        )
    )


def _calendar(found: tuple[Entry, ...], released: Released, words: Words) -> bytes:
    from facilitator.documents.exports.ics import ics

    if not found:
        raise EmptyCalendar(beyond_teams=released.audience.beyond_teams)
    programme = released.programme.name
    title = words("doc.header", programme=programme, organisation=words("export.title.calendar"))
    return ics(
        found,
        title,
        about(released, words),
        released.as_of,
        gone=words("export.event.gone"),
        local=released.local,
    )


class EmptyCalendar(BadInput):
    """There is nothing with a date that a calendar for these readers could hold."""

    title = "Nothing to put into a calendar"

    def __init__(self, *, beyond_teams: bool) -> None:
        teams = (
            " Sessions and follow-ups stand in the calendar of their team, and in your own."
            if beyond_teams
            else ""
        )
        kinds = "an action with a date, a promise with a day"
        more = "" if beyond_teams else ", a planned session, the next meeting, an idea parked until a day"
        super().__init__(
            f"Nothing that these readers may see has a day, so the calendar would be empty.{teams}",
            f"What fills it: {kinds}{more}.",
        )


def _table(table: Register, words: Words, format: ExportFormat, profile: Profile, size: PaperSize) -> bytes:
    if format == "csv" and profile in TRACKERS:
        return tracker_file(table, profile, words)
    if format == "csv":
        return csv_file(table, profile)
    if format == "xlsx":
        from facilitator.documents.exports.xlsx import workbook

        return workbook(table, words("export.about"), size)
    return (json.dumps(as_view(table), ensure_ascii=False, indent=2) + "\n").encode()
