"""Finding records by what people type: names, beginnings, short ids (`L-03`, `A-1`, `L-03/I-8`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from facilitator.commands import command
from facilitator.errors import Ambiguous, NotFound
from facilitator.language.words import first_of
from facilitator.model.base import Record
from facilitator.model.practice import Practice
from facilitator.model.registry import entities_of, kinds_by_letter
from facilitator.model.script import Script
from facilitator.model.team import Team, still_found_as
from facilitator.text import clean_line
from facilitator.workspace.folder.handles import handles_of
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile, short_id

T = TypeVar("T")

_LEAST_OF_AN_ID = 4
_SESSION_NUMBER = re.compile(r"[lL]?-?(\d{1,9})")


def choose(
    what: str,
    typed: str,
    items: Iterable[T],
    names: Callable[[T], Sequence[str]],
    *,
    id_of: Callable[[T], str] | None = None,
    whole: bool = False,
) -> T:
    """Return the one item that *typed* means: a whole name, else a unique beginning, else a unique part.

    *names* gives what an item goes by; the first is shown to people. *id_of* gives its id, which counts
    from its beginning on, four characters at least. With *whole* nothing less than a whole name or id
    counts. Raises `NotFound` or `Ambiguous`, both listing what there is.
    """
    wanted = clean_line(typed).casefold()
    known = [
        (item, [name.casefold() for name in names(item) if name], id_of(item) if id_of else "")
        for item in items
    ]
    for fits in _WAYS[:1] if whole else _WAYS:
        fitting = [item for item, own, id in known if wanted and fits(wanted, own, id)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise Ambiguous(
                f"More than one {what} fits “{clean_line(typed)}”.",
                f"Say which: {_listed(names(item)[0] for item in fitting)}.",
            )
    there = _listed(names(item)[0] for item, *_ in known)
    raise NotFound(
        f"There is no {what} “{clean_line(typed)}”.",
        f"There is: {there}." if there else f"There is no {what} yet.",
    )


def _is_whole(wanted: str, own: Sequence[str], id: str) -> bool:
    return wanted in (*own, id)


def _is_beginning(wanted: str, own: Sequence[str], id: str) -> bool:
    of_id = len(wanted) >= _LEAST_OF_AN_ID and id.startswith(wanted)
    return of_id or any(name.startswith(wanted) for name in own)


def _is_part(wanted: str, own: Sequence[str], _: str) -> bool:
    return any(wanted in name for name in own)


_WAYS = (_is_whole, _is_beginning, _is_part)
"""How what is typed may fit the names and the id of an item, the surest way first."""


def _listed(names: Iterable[str], most: int = 12) -> str:
    return first_of(list(names), most)


def find_team(folder: ProgrammeFolder, typed: str) -> Team:
    """Return the team that *typed* means. Two teams of one name are told apart by their ids."""
    return choose(
        "team",
        typed,
        (team for team in folder.teams.values() if team.became is None),
        lambda team: (
            _team_label(folder, team),
            team.name,
            team.short_name,
            *still_found_as(team, folder.teams.values()),
        ),
        id_of=attrgetter("id"),
    )


def _team_label(folder: ProgrammeFolder, team: Team) -> str:
    others = (other for other in folder.teams.values() if other.became is None)
    twins = [other for other in others if other.name.casefold() == team.name.casefold()]
    return (
        team.name if len(twins) == 1 else f"{team.name} ({team.kind.label}, {team.headcount}, id {team.id})"
    )


def find_session(folder: ProgrammeFolder, typed: str) -> SessionFile:
    """Return the session file that *typed* means: `L-03`, `3`, an id, or the team when it has one session."""
    number = _SESSION_NUMBER.fullmatch(clean_line(typed))
    return choose(
        "session",
        f"L-{int(number[1]):02d}" if number else typed,
        folder.sessions,
        lambda file: _session_names(folder, file),
        id_of=lambda file: file.session.id,
        whole=number is not None,  # L-1 never means L-10
    )


def _session_names(folder: ProgrammeFolder, file: SessionFile) -> tuple[str, ...]:
    session = file.session
    day = folder.local(session.planned_start).date().isoformat()
    teams = folder.team_names(session)
    return (f"{session.short_id} {teams} {day}", session.short_id, teams, file.path.stem)


def find_script(folder: ProgrammeFolder, typed: str) -> Script:
    """Return the script of that key or title."""
    return choose(
        "script", typed, folder.catalogue.scripts.values(), lambda script: (script.key, script.title)
    )


def find_practice(folder: ProgrammeFolder, typed: str) -> Practice:
    """Return the practice that *typed* means."""
    return choose(
        "practice",
        typed,
        folder.catalogue.offered.values(),
        lambda each: (each.name, each.short_name, each.key, first_name_of(each)),
    )


def first_name_of(practice: Practice) -> str:
    """Return what a practice was called first, by which it is found after it got another name."""
    return practice.key.replace("_", " ")


class FoundRecord(NamedTuple):
    """A record and the session it was found in (None: the programme's own)."""

    record: Record
    file: SessionFile | None
    short_id: str


_SHORT_ID = re.compile(r"(?:(?P<session>[lL]-?\d{1,9})\s*/\s*)?(?P<letter>[nNiIaAcC])-?(?P<number>\d{1,9})")


def find_record(folder: ProgrammeFolder, typed: str) -> FoundRecord:
    """Return the record of a short id, alone or behind its session (`L-03/A-1`), or of an id's beginning.

    A handle that stands for a record in a file that left counts as its id.

    Raises `NotFound`, or `Ambiguous` with every place the short id stands.
    """
    typed = clean_line(typed)
    match = _SHORT_ID.fullmatch(typed)
    files = folder.sessions
    if match and match["session"]:
        files = (find_session(folder, match["session"]),)
    found = list(_numbered(files, match["letter"].upper(), int(match["number"]))) if match else []
    if not match:
        found = list(_by_id(folder, typed.casefold()))
    if len(found) > 1:
        raise Ambiguous(
            f"{typed} stands in more than one place.", f"Say which: {_listed(f.short_id for f in found)}."
        )
    if not found:
        raise NotFound(f"There is no record {typed}.", f"Look for it with: {command('search', 'patching')}")
    return found[0]


def _numbered(files: Iterable[SessionFile], letter: str, number: int) -> Iterable[FoundRecord]:
    for file in files:
        for record in file.all(kinds_by_letter()[letter]):
            if getattr(record, "number", None) == number:
                yield FoundRecord(record, file, f"{file.session.short_id}/{letter}-{number}")


def _by_id(folder: ProgrammeFolder, beginning: str) -> Iterable[FoundRecord]:
    if len(beginning) < _LEAST_OF_AN_ID:
        return
    for kind in entities_of("programme"):
        for record in folder.file.all(kind):
            if record.id.startswith(beginning):
                yield FoundRecord(record, None, record.id)
    for file in folder.sessions:
        for kind in entities_of("session"):
            for record in file.all(kind):
                if any(id.startswith(beginning) for id in (record.id, *handles_of(folder, record))):
                    yield FoundRecord(record, file, short_id(file, record))
