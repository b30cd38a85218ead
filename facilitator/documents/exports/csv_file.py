"""A register as CSV, in two profiles: for a spreadsheet, and for the import of another program."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

from facilitator.documents.exports.tables import Cell, Register, as_plain
from facilitator.documents.formats.registry import Profile

_BEGIN_FORMULAS = tuple("=+-@\t\r\n＝＋－＠|%")
_QUOTE = "'"


def csv_file(table: Register, profile: Profile = "spreadsheet") -> bytes:
    """Return *table* as CSV after RFC 4180, in UTF-8."""
    sheet = profile == "spreadsheet"
    written: Callable[[Cell], str] = _safe if sheet else _raw
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    columns = [column for column, _ in table.on_sheets] if sheet else table.columns
    writer.writerow([heading for _, heading in table.on_sheets] if sheet else [each.key for each in columns])
    writer.writerows([[written(row[column.key]) for column in columns] for row in table.rows])
    return file.getvalue().encode("utf-8-sig" if sheet else "utf-8")


def _raw(cell: Cell) -> str:
    value = as_plain(cell)
    return "" if value is None else str(value)


def _safe(cell: Cell) -> str:
    """Return a cell no spreadsheet runs: an apostrophe goes before whatever would begin a formula."""
    text = _raw(cell)
    return f"{_QUOTE}{text}" if text.lstrip(" \u00a0\u3000").startswith(_BEGIN_FORMULAS) else text
