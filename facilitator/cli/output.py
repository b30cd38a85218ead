"""What the commands print: answers on standard output, messages on standard error.

Everything goes through `say` or `tell`, which clean it: a name somebody typed never acts on the
terminal. There are no colours, so a pipe and a screen get the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from facilitator.language.widths import cut, padded, pieces, width_of
from facilitator.model.base import Record
from facilitator.text import clean, clean_line

_NARROWEST = 6
_GAP = 2
_HEAD, _TAIL = 200, 800


def say(text: str = "") -> None:
    """Print a line, or several, of the answer."""
    _print(clean(text))


def tell(message: str) -> None:
    """Print a message for the person; it is not part of the answer.

    Of a very long one the middle is left out, so that a page pasted for a name does not hide what to do.
    """
    message = clean_line(message)
    if len(message) > _HEAD + _TAIL:
        message = f"{message[:_HEAD]}…{message[-_TAIL:]}"
    _print(message, err=True)


def tell_lines(lines: Iterable[str]) -> None:
    """Give somebody's own lines back to them on standard error, whole and one a line."""
    for line in lines:
        _print(clean(line), err=True)


def say_json(value: Any) -> None:
    """Print *value* as JSON: an array of objects, or one object."""
    say(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))


def as_object(record: Record, **more: Any) -> dict[str, Any]:
    """Return a record as a JSON object with all its fields, also those at their default, and *more*."""
    fields = {name: msgspec.to_builtins(getattr(record, name)) for name in record.__struct_fields__}
    return fields | more


def _print(text: str, *, err: bool = False) -> None:
    # Imported here: who opens the screens prints nothing, and does not wait for it.
    import click

    click.echo(text, err=err)


# Tables ------------------------------------------------------------------------------------------


def say_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print *rows* in aligned columns under *headings*, no wider than the terminal."""
    say_rows([headings, *rows])


def say_rows(rows: Iterable[Sequence[object]], *, wrapped: int | None = None) -> None:
    """Print *rows* in aligned columns, no wider than the terminal."""
    # Imported here: not every command prints a table.
    from shutil import get_terminal_size

    for line in aligned(rows, get_terminal_size((100, 24)).columns, wrapped=wrapped):
        say(line)


def aligned(rows: Iterable[Sequence[object]], width: int, *, wrapped: int | None = None) -> list[str]:
    """Return the lines of *rows*; the widest columns are cut until all fit *width*.

    The column with the number *wrapped* is not cut; it goes on in the lines below.
    """
    cells = [[clean_line(str(cell)) for cell in row] for row in rows]
    if not cells:
        return []
    widths = _fitted([max(map(width_of, column)) for column in zip(*cells, strict=True)], width)
    lines = []
    for row in cells:
        below = _folded(row[wrapped], widths[wrapped]) if wrapped is not None else [""]
        for number, part in enumerate(below):
            shown = [cell if number == 0 else "" for cell in row]
            if wrapped is not None:
                shown[wrapped] = part
            shown = [padded(cut(cell, wide), wide) for cell, wide in zip(shown, widths, strict=True)]
            lines.append((" " * _GAP).join(shown).rstrip())
    return lines


def _folded(text: str, width: int) -> list[str]:
    """Return *text* in lines of *width* columns, broken between words where there are any."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if width_of(joined) <= width:
            lines[-1] = joined
            continue
        lines += pieces(word, width)
    return [line for line in lines if line] or [""]


def _fitted(widths: list[int], available: int) -> list[int]:
    """Return *widths* with the widest levelled down until all of them fit."""
    room = available - _GAP * (len(widths) - 1)
    level = max(_NARROWEST, min(room, max(widths)))
    while level > _NARROWEST and sum(min(width, level) for width in widths) > room:
        level -= 1
    return [min(width, level) for width in widths]
