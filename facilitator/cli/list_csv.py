"""A list of records as CSV for a spreadsheet, without what only the facilitators see."""

from __future__ import annotations

from typing import Any

from facilitator.documents.exports.csv_file import csv_file
from facilitator.documents.exports.tables import Column, Register
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.values import typed_of


def list_as_csv(folder: ProgrammeFolder, kind: RecordKind) -> bytes:
    """Return every entry of a kind, a column a field, in words; no cell begins a formula."""
    fields = [each for each in kind.fields if not each.info.only_us]
    return csv_file(
        Register(
            view=kind.name,
            title=kind.name,
            lang=folder.programme.language,
            as_of=folder.today(),
            organisation=folder.programme.organisation,
            about=(),
            columns=tuple(Column(each.name) for each in fields),
            headings=tuple(each.info.title for each in fields),
            rows=tuple(
                {each.name: _words(typed_of(folder, each, getattr(entry, each.name))) for each in fields}
                for entry in kind.all(folder)
            ),
        )
    )


def _words(value: Any) -> str:
    return " ".join(str(value).split())
