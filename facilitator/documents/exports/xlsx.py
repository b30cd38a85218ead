"""A register as an XLSX workbook: one sheet of rows, one that says for whom it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import accumulate
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from facilitator.documents.branding.style import ACCENT, HAIRLINE, INK, SOFT, TEXT_FONT, TINT
from facilitator.documents.exports.tables import Cell, Column, Register

MOST_IN_A_CELL = 32_767
"""As many UTF-16 units fit a cell of Excel; of longer texts the beginning stands there, with "…"."""

_OPTIONS = {
    "in_memory": True,
    **dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False),
}
_FORMATS = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
_MOST_PRINTED = 170
"""Letters side by side on a page."""

_RICH = ("<r>", "</r>")


def workbook(table: Register, about: str) -> bytes:
    """Return *table* as XLSX; *about* is the name of the second sheet. Every text is text, none a formula."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties(
        {
            "title": table.title[:255],
            "author": table.organisation[:255],
            "created": datetime.combine(table.as_of, time(), UTC).replace(tzinfo=None),
        }
    )
    _fill_rows(book, table)
    _fill_about(book, table, about)
    book.close()
    return file.getvalue()


def _fill_rows(book: Any, table: Register) -> None:
    sheet = book.add_worksheet(_sheet_name(table.title))
    head = _style(
        book, bold=True, font_color=f"#{SOFT}", bg_color=f"#{TINT}", bottom=1, bottom_color=f"#{INK}"
    )
    columns = [column for column, _ in table.on_sheets]
    styles = [_cell_style(book, column) for column in columns]
    for at, (column, heading) in enumerate(table.on_sheets):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, heading, head)
    for line, row in enumerate(table.rows, start=1):
        for at, column in enumerate(columns):
            _write(sheet, line, at, row[column.key], styles[at])
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(columns) - 1)
    _lay_out(sheet, table)


def _lay_out(sheet: Any, table: Register) -> None:
    """Set how the sheet is printed: as many columns as stay readable on one page, the head on each."""
    reached = list(accumulate(column.width for column, _ in table.on_sheets))
    printed = max(1, sum(end <= _MOST_PRINTED for end in reached))
    sheet.print_area(0, 0, len(table.rows), printed - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


def _fill_about(book: Any, table: Register, name: str) -> None:
    sheet = book.add_worksheet(_sheet_name(name))
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, table.title, _style(book, bold=True, font_size=14, font_color=f"#{ACCENT}"))
    for line, text in enumerate(table.about, start=2):
        sheet.write_string(line, 0, _fitting(text), _style(book))


def _write(sheet: Any, line: int, at: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(line, at, cell.replace(tzinfo=None), style)
    elif isinstance(cell, date):
        sheet.write_datetime(line, at, datetime.combine(cell, time()), style)
    elif isinstance(cell, int):
        sheet.write_number(line, at, cell, style)
    elif cell:
        sheet.write_string(line, at, _fitting(cell), style)
    else:
        sheet.write_blank(line, at, None, style)


def _fitting(text: str) -> str:
    """Return *text* as a cell takes it. A text that looks like the library's own markup gets a mark
    nobody sees, for the library would put it into the file as it is."""
    if text.startswith(_RICH[0]) and text.endswith(_RICH[1]):
        text += "\u200b"
    if len(text.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL:
        return text
    cut = text.encode("utf-16-le")[: (MOST_IN_A_CELL - 1) * 2].decode("utf-16-le", "ignore")
    return f"{cut}…"


def _cell_style(book: Any, column: Column) -> Any:
    number = {"num_format": _FORMATS[column.kind]} if column.kind in _FORMATS else {}
    side = {} if column.kind == "text" else {"align": "left" if column.kind in _FORMATS else "center"}
    return _style(book, bottom=1, bottom_color=f"#{HAIRLINE}", **number, **side)


def _style(book: Any, **more: Any) -> Any:
    usual = {
        "font_name": TEXT_FONT,
        "font_size": 10,
        "font_color": f"#{INK}",
        "valign": "top",
        "text_wrap": True,
    }
    return book.add_format(usual | more)


def _sheet_name(title: str) -> str:
    """Return *title* as Excel allows it for a sheet: 31 letters, without []:*?/\\ and not in apostrophes."""
    return title.translate(dict.fromkeys(map(ord, "[]:*?/\\"), " "))[:31].strip("' ") or "1"
