"""A list of records as CSV for a spreadsheet, without what only the facilitators see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from facilitator.documents.exports.csv_file import csv_file
from facilitator.documents.exports.tables import Column, Register
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.values import typed_of


def list_as_csv(folder: ProgrammeFolder, kind: RecordKind) -> bytes:
    """Return every entry of a kind, a column a field, in words; no cell begins a formula."""
    fields = [each for each in kind.fields if not each.info.only_us]
    columns = {each.name: each.info.title for each in fields}
    rows = [
        {each.name: _words(typed_of(folder, each, getattr(entry, each.name))) for each in fields}
        for entry in kind.all(folder)
    ]
    return rows_as_csv(folder, kind.name, columns, rows)


def rows_as_csv(
    folder: ProgrammeFolder, name: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, str]]
) -> bytes:
    """Return rows of words as CSV; *columns* are headings by key. No cell begins a formula."""
    return csv_file(
        Register(
            view=name,
            title=name,
            lang=folder.programme.language,
            as_of=folder.today(),
            organisation=folder.programme.organisation,
            about=(),
            columns=tuple(map(Column, columns)),
            headings=tuple(columns.values()),
            rows=tuple(map(dict, rows)),
        )
    )


def _words(value: Any) -> str:
    return " ".join(str(value).split())
