"""What keeps the columns of a script from standing side by side, and from being asked for."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.catalogue.faults import Finding
from facilitator.catalogue.wording import at, shown
from facilitator.language.widths import width_of
from facilitator.model.script import ASIDE, MOST_COLUMNS, KindSpec, Script, Segment

LONGEST_LABEL = 10
"""Cells of a label before a line, behind its sign."""

_WIDTH, _GAP, _BESIDE = 84, 3, 5
"""Cells of all columns, between two, and what stands beside a heading: the sign and the count."""


def room_of(columns: int) -> int:
    """Return how many cells a heading has where so many columns stand side by side."""
    return (_WIDTH - _GAP * (columns - 1)) // columns - _BESIDE


def column_findings(script: Script) -> Iterator[Finding]:
    """Yield what is wrong with the columns of a script; nothing for one without."""
    specs = {kind.key: (index, kind) for index, kind in enumerate(script.kinds)}
    stand: set[str] = set()
    for index, segment in enumerate(script.segments):
        if not segment.columns:
            continue
        stand |= {*segment.column_kinds}
        yield from _number_findings(segment, index)
        yield from _question_findings(segment, index)
        for key in segment.column_kinds:
            if key in specs:
                yield from _label_findings(*specs[key], len(segment.column_kinds))
    for index, kind in specs.values():
        if kind.question and kind.key not in stand:
            where = at("kind", index, "question")
            todo = f"Name {kind.key} in the capture of a segment with columns = true."
            yield where, f"Nobody asks this question: {kind.label} stands in no column.", todo


def _number_findings(segment: Segment, index: int) -> Iterator[Finding]:
    where, columns = at("segment", index, "capture"), len(segment.column_kinds)
    if columns < 2:
        yield where, "This makes no columns.", f"Name two kinds or more; {' and '.join(ASIDE)} are none."
    if columns > MOST_COLUMNS:
        yield where, f"{columns} columns do not fit beside each other.", f"Name {MOST_COLUMNS} at most."


def _question_findings(segment: Segment, index: int) -> Iterator[Finding]:
    for place, question in enumerate(segment.ask):
        answer = segment.answers[place] if place < len(segment.answers) else ""
        if answer not in segment.column_kinds:
            where = at("segment", index, "ask", place)
            yield (
                where,
                f"{shown(question)} is bound to no column.",
                "Name the kind of its answers in answers.",
            )
    unasked = [key for key in segment.column_kinds if key not in segment.answers]
    if segment.ask and unasked:
        todo = "Give each kind its question, or bind one to it in answers."
        yield at("segment", index, "capture"), f"No question asks for {', '.join(unasked)}.", todo
    elif not segment.ask:
        yield (
            at("segment", index),
            "Its columns are asked for by no question.",
            "Give each kind its question.",
        )


def _label_findings(index: int, kind: KindSpec, columns: int) -> Iterator[Finding]:
    for name, text, room in (
        ("label", kind.label, LONGEST_LABEL),
        ("heading", kind.heading, room_of(columns)),
    ):
        if width_of(text) > room:
            todo = f"Write {room} characters at most."
            yield at("kind", index, name), f"{shown(text)} is too long for its column.", todo
