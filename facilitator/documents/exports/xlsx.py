"""A register as an XLSX workbook: one sheet of rows, one that says for whom it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter  # type: ignore[import-untyped]

from facilitator.documents.branding.style import ACCENT, HAIRLINE, INK, PAGES, SOFT, TEXT_FONT, TINT
from facilitator.documents.exports.tables import RECORD, Cell, Column, Register
from facilitator.model.programme import PaperSize

MOST_IN_A_CELL = 32_767
"""As many UTF-16 units fit a cell of Excel; of longer texts the beginning stands there, with "…"."""

_OPTIONS = {
    "in_memory": True,
    "default_format_properties": {"font_name": TEXT_FONT, "font_size": 10},
    **dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False),
}
"""The usual letters of the book are those columns are measured in, so they are some every computer has."""

_FORMATS = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
_MOST_PRINTED = 170
"""Letters side by side on a page."""

_LINE, _HIGHEST = 12.75, 409
"""Of a line of words and of the highest row Excel knows, in points."""

_SENTENCES = 40
"""A column so many letters wide holds sentences."""

_PAPERS = {PaperSize.A4: 9, PaperSize.LETTER: 1}
"""Excel's numbers of paper sizes."""

_MARGIN = 0.4
"""Left and right, in inches."""

_RICH = ("<r>", "</r>")


def workbook(table: Register, about: str, size: PaperSize = PaperSize.A4) -> bytes:
    """Return *table* as XLSX, to be printed on paper of that *size*; *about* is the name of the second sheet.

    Every text is text, none a formula.
    """
    file = BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties(
        {
            "title": table.title[:255],
            "author": table.organisation[:255],
            "created": datetime.combine(table.as_of, time(), UTC).replace(tzinfo=None),
        }
    )
    _fill_rows(book, table, size)
    _fill_about(book, table, about, size)
    book.close()
    return file.getvalue()


def _fill_rows(book: Any, table: Register, size: PaperSize) -> None:
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
        _raise(sheet, line, max(_lines(row[column.key], column.width) for column in columns))
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(columns) - 1)
    _lay_out(sheet, table, size)


def _raise(sheet: Any, line: int, lines: int) -> None:
    """Make a row as high as its words: Excel would do so by itself, LibreOffice does not."""
    if lines > 1:
        sheet.set_row(line, min(lines * _LINE + 2, _HIGHEST))


def _lines(cell: Cell, width: int) -> int:
    """Return on about how many lines a cell stands: a letter is a little narrower than its column says, which
    is what breaks between words take; those of Chinese, Japanese and Korean are twice as wide."""
    if not isinstance(cell, str) or (len(cell) <= width and cell.isascii() and "\n" not in cell):
        return 1
    return sum(max(1, ceil(_columns_of(part) / width)) for part in cell[:MOST_IN_A_CELL].split("\n"))


def _columns_of(text: str) -> int:
    return len(text) if text.isascii() else sum(1 + (east_asian_width(char) in "WF") for char in text)


def _lay_out(sheet: Any, table: Register, size: PaperSize) -> None:
    """Set how the sheet is printed: every column but the handles, the head on each page. What is too wide for
    one page goes on beside it on the next, with the words the row is about."""
    sheet.set_landscape()
    sheet.set_paper(_PAPERS[size])
    sheet.set_margins(left=_MARGIN, right=_MARGIN)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")
    printed = [column for column, _ in table.on_sheets if column.key != RECORD.key]
    sheet.print_area(0, 0, len(table.rows), len(printed) - 1)
    again = _repeated(printed)
    pages = _side_by_side(printed, again)
    if len(pages) == 1:
        sheet.fit_to_pages(1, 0)
        return
    sheet.repeat_columns(0, again - 1)
    sheet.set_v_pagebreaks([page[0] for page in pages[1:]])
    repeated = printed[:again]
    widest = max(_inches([*repeated, *(printed[at] for at in page if at >= again)]) for page in pages)
    paper = PAGES[size].height / 25.4 - 2 * _MARGIN
    sheet.set_print_scale(min(100, int(90 * paper / widest)))  # LibreOffice's columns are a little wider
    sheet.print_across()


def _repeated(columns: Sequence[Column]) -> int:
    """Return how many columns say what a row is about: up to the first that holds sentences."""
    return next((at for at, column in enumerate(columns, start=1) if column.width >= _SENTENCES), 1)


def _side_by_side(columns: Sequence[Column], again: int) -> list[list[int]]:
    """Return which columns stand on each page; all but the first begin with the repeated ones."""
    repeated = sum(column.width for column in columns[:again])
    pages: list[list[int]] = [list(range(again))]
    used = repeated
    for at, column in enumerate(columns[again:], start=again):
        if used + column.width > _MOST_PRINTED:
            pages.append([])
            used = repeated
        pages[-1].append(at)
        used += column.width
    return pages


def _inches(columns: Sequence[Column]) -> float:
    """Return how wide columns are on the screen; Excel adds five pixels to the letters of each."""
    return sum(7 * column.width + 5 for column in columns) / 96


def _fill_about(book: Any, table: Register, name: str, size: PaperSize) -> None:
    sheet = book.add_worksheet(_sheet_name(name))
    sheet.set_column(0, 0, 100)
    sheet.set_paper(_PAPERS[size])
    sheet.fit_to_pages(1, 0)
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
