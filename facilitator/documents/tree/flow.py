"""Which blocks of a paper stay on the page of what comes after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from facilitator.documents.tree.html_subset import Element


def in_flow(body: Sequence[Element]) -> Iterator[tuple[Element, bool]]:
    """Yield each block, and whether its end stays with the next one.

    Words that introduce a table never stand alone at the foot of a page, nor the limits of a paper alone on
    its last one. Headings keep to what follows them by their own style.
    """
    for element, following in zip_longest(body, body[1:]):
        limits = following is not None and following.attributes.get("data-role") == "limits"
        introduces = following is not None and (element.tag, following.tag) == ("p", "table")
        yield element, introduces or limits


WHOLE = "data-whole"
"""The mark of a table that stands on one page; no template can give it."""

_KEPT = 2


def with_last_rows(body: Sequence[Element]) -> tuple[Element, ...] | None:
    """Return a paper whose last rows are a table of their own, to stay with the limits below it.

    It is for formats that cannot keep rows together. None where there is no such table, or nothing of it
    would stay before them.
    """
    before, table, limits = body[:-2], body[-2:-1], body[-1:]
    if not table or table[0].tag != "table" or limits[0].attributes.get("data-role") != "limits":
        return None
    parts = table[0].elements
    *_, last = parts
    rows = last.named("tr")
    at = len(rows) - _KEPT
    if at > 0 and any(cell.attributes.get("scope") == "rowgroup" for cell in rows[at - 1].elements):
        at -= 1  # the head of a group stays with its rows
    if at <= 0:
        return None
    frame = tuple(part for part in parts if part.tag in ("colgroup", "thead"))
    first = replace(table[0], children=(*parts[:-1], replace(last, children=rows[:at])))
    marks = {**table[0].attributes, WHOLE: ""}
    rest = Element("table", marks, (*frame, replace(last, children=rows[at:])))
    return (*before, first, rest, *limits)
