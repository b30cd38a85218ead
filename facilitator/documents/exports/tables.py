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

from facilitator.documents.formats.registry import ExportFormat
from facilitator.documents.parts.outcomes import benefit_text
from facilitator.documents.parts.reading import Reading, readings
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.model.action import Action
from facilitator.model.audience import AudienceKind
from facilitator.model.idea import ImprovementIdea
from facilitator.workspace.release.release import Released

Cell = str | int | date | datetime | None
"""What stands in a cell; None where nothing is known."""

Kind = Literal["text", "number", "day", "moment"]


@dataclass(frozen=True)
class Column:
    """A column: its key, what its cells hold, and how wide it is in letters.

    Another program may want a heading of its own; else it is said in the language of the file. One for
    `programs` holds words no language changes: it stands in JSON and in CSV for import, on no sheet.
    """

    key: str
    kind: Kind = "text"
    width: int = 14
    heading: str = ""
    programs: bool = False


TABLES: tuple[ExportFormat, ...] = ("csv", "xlsx", "json")
"""The formats of tables, the usual one first."""


@dataclass(frozen=True)
class Export:
    """Something that can be exported: its table, where it stands among the others, and its formats."""

    key: str
    table: Callable[[Released, Words], Register]
    order: int = 99
    formats: tuple[ExportFormat, ...] = TABLES


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

    @property
    def on_sheets(self) -> tuple[tuple[Column, str], ...]:
        """The columns people read, each with its heading."""
        both = zip(self.columns, self.headings, strict=True)
        return tuple((column, heading) for column, heading in both if not column.programs)


ID = Column("id", width=10)
"""The short id people say, such as L-03/A-4."""

RECORD = Column("record", width=38)
"""The handle of a record."""

STATUS = Column("status", width=16)
STATE = Column("status_key", programs=True)
KIND_KEY = Column("kind_key", programs=True)
TEAM = Column("team", width=22)
BROUGHT = Column("brought", width=40)


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
    ours = released.audience.kind is AudienceKind.FACILITATORS
    all_others = words("export.for_facilitators" if ours else "export.for_programme")
    readers = words("export.for_team", team=words.joined(teams)) if teams else all_others
    counted = words.count("count.session", len(released.sessions))
    never = "never_mine" if ours else "never_team" if teams else "never"
    return (
        readers,
        words("export.from", as_of=words.day(released.as_of), sessions=counted),
        words("doc.never", never=words(f"export.{never}")),
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


def register_of(
    key: str,
    released: Released,
    words: Words,
    columns: tuple[Column, ...],
    rows: Callable[[Reading], Iterator[Mapping[str, Cell]]],
    title: str = "",
) -> Register:
    """Return the table `key/1` of the *rows* of each session; its usual title is said in its language."""
    programme = released.programme
    return Register(
        view=f"{key}/1",
        title=title or words(f"export.title.{key}"),
        lang=words.lang,
        as_of=released.as_of,
        organisation=programme.organisation,
        about=about(released, words),
        columns=columns,
        headings=headings(columns, words),
        rows=file_order((row for reading in readings(released, words) for row in rows(reading)), released),
    )


def headings(columns: Iterable[Column], words: Words) -> tuple[str, ...]:
    """Return what stands above each column: for programs its key."""
    return tuple(
        each.heading or (each.key if each.programs else words(f"export.column.{each.key}"))
        for each in columns
    )


def brought(record: Action | ImprovementIdea, reading: Reading) -> str:
    """Return the benefits, each with how it is known."""
    return reading.words("list.semicolon").join(benefit_text(each, reading) for each in record.benefits)
