"""Tables for spreadsheets and other programs: actions, the register of improvements, notes.

Like papers they are made from what `for_audience` released and from nothing else. For a team a row names a
record by the same short id, owner and dates as its papers do. Beyond the teams rows stand in the order of the
alphabet and say nothing from which session or team would follow. `record` is a handle, never
the id of a record: of an action or an entry of the register always the same one for one kind of readers, of a
note a new one each time.

See docs/field.md, "What points back".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from facilitator.documents.parts.actions import owner_of
from facilitator.documents.parts.notes import kind_label, seen_by
from facilitator.documents.parts.outcomes import benefit_text
from facilitator.documents.parts.reading import Reading, heard_teams, numbered, readings
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.identity import random_id
from facilitator.model.action import Action
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.workspace.release.release import Released

Cell = str | int | date | datetime | None
"""What stands in a cell; None where nothing is known."""

Kind = Literal["text", "number", "day", "moment"]


@dataclass(frozen=True)
class Column:
    """A column: its key, what its cells hold, and how wide it is in letters."""

    key: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True)
class Register:
    """A table for one audience. `about` says in sentences for whom it is and what is never in it."""

    view: str
    title: str
    lang: str
    as_of: date
    organisation: str
    about: tuple[str, ...]
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: tuple[Mapping[str, Cell], ...]


ID = Column("id", width=10)
"""The short id people say, such as L-03/A-4."""

RECORD = Column("record", width=38)
"""The handle of a record."""

_STATUS = Column("status", width=16)
_TEAM = Column("team", width=22)
_BROUGHT = Column("brought", width=40)

ACTIONS = (
    ID,
    Column("action", width=48),
    Column("owner", width=18),
    *(Column(key, "day") for key in ("due", "due_now")),
    _STATUS,
    Column("blocked_by", width=32),
    Column("done_on", "day"),
    _TEAM,
    *(Column(key, width=32) for key in ("first_step", "help_needed", "reason")),
    _BROUGHT,
    Column("ideas", width=12),
    RECORD,
)
"""What one looks for first stands first; on paper there is room for about as much."""

REGISTER = (
    ID,
    Column("idea", width=48),
    _STATUS,
    Column("answer", width=32),
    Column("answered_on", "day"),
    Column("practices", width=26),
    Column("actions", width=18),
    Column("owner", width=24),
    _BROUGHT,
    RECORD,
)
NOTES = (
    ID,
    _TEAM,
    Column("kind", width=18),
    Column("note", width=60),
    Column("practice", width=26),
    Column("nods", "number", 8),
    Column("seen_by", width=26),
    RECORD,
)


def actions(released: Released, words: Words) -> Register:
    """Return the actions these readers may see, `actions/1`."""
    return _register("actions", released, words, ACTIONS, _action_rows)


def register(released: Released, words: Words) -> Register:
    """Return the accepted improvements, `register/1`: never undecided ones, nor who raised them."""
    return _register("register", released, words, REGISTER, _idea_rows)


def notes(released: Released, words: Words) -> Register:
    """Return the remarks, `notes/1`, with nobody's name."""
    return _register("notes", released, words, NOTES, _note_rows)


def as_view(table: Register) -> View:
    """Return a table as plain data, with days as 2026-04-09."""
    return {
        "view": table.view,
        "title": table.title,
        "as_of": table.as_of.isoformat(),
        "about": list(table.about),
        "rows": [{key: as_plain(cell) for key, cell in row.items()} for row in table.rows],
    }


def as_plain(cell: Cell) -> str | int | None:
    """Return a cell as text or a number; days and moments as ISO 8601 writes them."""
    return cell.isoformat() if isinstance(cell, date) else cell


def about(released: Released, words: Words) -> tuple[str, ...]:
    """Return for whom a file is, how old it is, and what is never part of it."""
    teams = [released.teams[id].name for id in sorted(released.audience.teams) if id in released.teams]
    readers = words("export.for_team", team=words.joined(teams)) if teams else words("export.for_programme")
    counted = words.count("count.session", len(released.sessions))
    return (
        readers,
        words("export.from", as_of=words.day(released.as_of), sessions=counted),
        words("doc.never", never=words("export.never_team" if teams else "export.never")),
    )


def is_own(released: Released) -> bool:
    """Tell whether a file is a team's own, so that it may say when and where something was said."""
    return not released.audience.beyond_teams


def file_order(rows: Iterable[Mapping[str, Cell]], released: Released) -> tuple[Mapping[str, Cell], ...]:
    """Return rows as they stand in a file: as they were said for a team, else in the order of their words.

    Equal words stand in the order of their handles, which is none.
    """
    if is_own(released):
        return tuple(rows)
    return tuple(sorted(rows, key=lambda row: (_first_words(row), str(row["record"]))))


def _first_words(row: Mapping[str, Cell]) -> str:
    return next(str(row[key]).casefold() for key in _WORDS if key in row)


_WORDS = ("action", "idea", "note", "what")
"""The columns of the words by which rows are sorted, of each table one."""


def _register(
    key: str,
    released: Released,
    words: Words,
    columns: tuple[Column, ...],
    rows: Callable[[Reading], Iterator[Mapping[str, Cell]]],
) -> Register:
    programme = released.programme
    return Register(
        view=f"{key}/1",
        title=words(f"export.title.{key}"),
        lang=words.lang,
        as_of=released.as_of,
        organisation=programme.organisation,
        about=about(released, words),
        columns=columns,
        headings=tuple(words(f"export.column.{column.key}") for column in columns),
        rows=file_order((row for reading in readings(released, words) for row in rows(reading)), released),
    )


def _action_rows(reading: Reading) -> Iterator[Mapping[str, Cell]]:
    own = is_own(reading.released)
    numbers = {idea.id: idea.number for idea in reading.ideas} if own else {}
    for action in sorted(reading.actions, key=lambda each: (each.number, each.id)):
        moved = action.due_now is not None and action.due_now != action.due
        yield {
            "id": numbered(reading, Action, action.number) if own else "",
            "action": action.text,
            "owner": owner_of(action, reading),
            "due": action.due,
            "due_now": action.due_now if moved else None,
            "status": reading.words(f"status.{action.status.value}"),
            "blocked_by": action.blocked_by,
            "done_on": action.done_on,
            "team": heard_teams(reading) if own else _owners_team(action, reading),
            "first_step": action.first_step,
            "help_needed": action.help_needed,
            "reason": action.reason,
            "brought": _brought(action, reading),
            "ideas": ", ".join(str(numbers[id]) for id in action.ideas if id in numbers),
            "record": reading.released.handle(action),
        }


def _owners_team(action: Action, reading: Reading) -> str:
    """Return the team of who accepted an action; not the one in whose session it was agreed."""
    owner = reading.released.people.get(action.owner or "")
    team = reading.released.teams.get(owner.team or "") if owner else None
    return team.name if team else ""


def _brought(record: Action | ImprovementIdea, reading: Reading) -> str:
    """Return the benefits, each with how it is known."""
    return reading.words("list.semicolon").join(benefit_text(each, reading) for each in record.benefits)


def _idea_rows(reading: Reading) -> Iterator[Mapping[str, Cell]]:
    """Yield accepted ideas; beyond the team without number and day, which tell where they were raised."""
    words, own = reading.words, is_own(reading.released)
    for idea in sorted(reading.ideas, key=lambda each: (each.number, each.id)):
        if not idea.in_register:
            continue
        serving = [action for action in reading.actions if idea.id in action.ideas]
        owners = dict.fromkeys(owner_of(action, reading) for action in serving)
        yield {
            "id": numbered(reading, ImprovementIdea, idea.number) if own else "",
            "idea": idea.title,
            "status": words(f"idea.{idea.status.value}"),
            "answer": idea.answer,
            "answered_on": idea.first_answered,
            "practices": words("list.comma").join(map(reading.practice, idea.practices)),
            "actions": ", ".join(numbered(reading, Action, action.number) for action in serving)
            if own
            else "",
            "owner": words("list.comma").join(filter(None, owners)) or words("people.nobody_yet"),
            "brought": _brought(idea, reading),
            "record": reading.released.handle(idea),
        }


def _note_rows(reading: Reading) -> Iterator[Mapping[str, Cell]]:
    """Yield the remarks; beyond the team without what tells who was heard."""
    own = is_own(reading.released)
    for note in reading.notes if own else _unmerged(reading):
        yield {
            "id": numbered(reading, Observation, note.number) if own else "",
            "team": heard_teams(reading) if own else "",
            "kind": kind_label(note.kind, reading),
            "note": note.text,
            "practice": reading.practice(note.practice),
            "nods": note.nods if own and reading.may_count else None,
            "seen_by": seen_by(note, reading) if own else reading.words(f"seen_by.{note.visibility.value}"),
            "record": random_id(),
        }


def _unmerged(reading: Reading) -> tuple[Observation, ...]:
    remarks = reading.records.all(Observation)
    there = {note.id for note in remarks}
    return tuple(note for note in remarks if note.merged_into not in there)
