"""Reading record files fast, when it is sure that they hold nothing that `door` would refuse or clean.

A glance at the bytes finds texts that act and days of strange years; a decoder that knows what values there
may be finds the rest: numbers too large, or none, and values in values beyond `LEVELS`. What is not sure is
no fault: it is read and looked through value by value.
"""

from __future__ import annotations

import functools
import re
from typing import Annotated, Any, NewType

import msgspec

from facilitator.store.journal.lines import Op
from facilitator.store.journal.tables import Tables

LEVELS = 6
"""Values in values inside a field; fewer than `door.DEEPEST`. Each doubles what making a decoder costs."""

MOST = 2**53
"""Beyond it a number is not plain; at most `door.LARGEST_NUMBER`."""

_ODD = re.compile(
    rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xed[\xa0-\xbf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbf]"
)
_ODD_ESCAPE = re.compile(rb"\\(?:[bfr]|u(?:00[0-9]|20[26]|[fF][eEfF]))")
"""Escaped ASCII is odd as well: a day might be written so. The decoder refuses half of a surrogate pair."""
_ODD_DAY = re.compile(rb'-(?<="(?:0\d|1[0-8]|2[2-9]|[3-9]\d)\d\d-)\d\d-')

_NO_CONTROLS = bytes(set(range(256)) - {*range(9), *range(11, 32), 127})
_ASCII = bytes(range(128))


class Odd(ValueError):
    """A text of which it is not sure that it is plain."""


def require_plain_text(text: bytes) -> None:
    """Raise `Odd` unless surely no string of the JSON acts or is a strange day."""
    if (
        text.translate(None, _NO_CONTROLS)
        or (not text.isascii() and _ODD.search(text.translate(None, _ASCII)))
        or _ODD_ESCAPE.search(text)
        or _ODD_DAY.search(text)
    ):
        raise Odd


def tables_in(text: bytes) -> Tables:
    """Return the tables of a plain text. Raises `Odd`."""
    tables: Tables = _decoded(_tables_decoder(), text)
    return tables


def read_lines(text: bytes) -> list[list[Op]]:
    """Return the operations of each commit of a list of commits in plain text. Raises `Odd`."""
    commits: list[list[Op]] = _decoded(_lines_decoder(), text)
    return commits


def _decoded(decoder: msgspec.json.Decoder[Any], text: bytes) -> Any:
    try:
        return decoder.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Odd from None


@functools.cache
def _tables_decoder() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(dict[str, dict[str, dict[str, _value(LEVELS)]]])  # type: ignore[misc]


@functools.cache
def _lines_decoder() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(list[list[list[_value(LEVELS + 1)]]])  # type: ignore[misc]


def _value(levels: int) -> Any:
    """Return the type of a value with so many levels of values in it."""
    whole = Annotated[int, msgspec.Meta(gt=-MOST, lt=MOST)]
    broken = Annotated[float, msgspec.Meta(gt=-float(MOST), lt=float(MOST))]
    single: Any = None | bool | whole | broken | str
    many: Any = list
    table: Any = dict
    named: Any = NewType  # told from another by its name, without looking into the type
    value = single
    for level in range(levels):
        value = named(f"Level{level}", single | many[value] | table[str, value])
    return value
