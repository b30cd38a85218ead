"""The figures of the pulse as lines: one ■ a person, disagreement to the left, agreement to the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content

from facilitator.insight.pulse import Figure
from facilitator.insight.pulse_words import Mood
from facilitator.ui import safe

_GAP = 1
_LEAST_BAR = 5
_MOST_BAR, _MOST_BAR_NARROW = 22, 9
_MOST_SPACED = 11
_MIDDLE = 9
_ANSWERED = 4
_WORDS = 23
_TOTAL = 11
_MOODS = {
    Mood.MOSTLY_AGREE: "good",
    Mood.MOSTLY_DISAGREE: "bad",
    Mood.WITH_OTHERS: "muted",
    Mood.NOT_SHOWN: "muted",
}
_SHORT = {
    Mood.MOSTLY_AGREE: "mostly yes",
    Mood.MOSTLY_DISAGREE: "mostly no",
    Mood.MOSTLY_MIDDLE: "mostly mid",
    Mood.NOT_SHOWN: "not shown",
}


class Scales(NamedTuple):
    """How wide the columns of a chart are, the same for all its lines.

    *squares* tells whether a person is a ■; where there are too many people for that, their number stands
    there. *total* tells whether the figures of all stand in a column of their own.
    """

    statement: int
    bar: int
    squares: bool
    spaced: bool
    total: bool


def scales(figures: Iterable[Figure], width: int, *, wide: bool, total: bool) -> Scales:
    """Return the columns of a chart of *figures*, *width* cells wide."""
    most = max((max(each.bands[0], each.bands[2]) for each in figures if each.bands), default=1)
    spaced = wide and 2 * most - 1 <= _MOST_SPACED
    squares = most <= (_MOST_BAR if wide else _MOST_BAR_NARROW)
    bar = max(_LEAST_BAR, 2 * most - 1 if spaced else most if squares else 0)
    total = total and wide
    taken = 2 * bar + _MIDDLE + _ANSWERED + _WORDS + (_TOTAL if total else 0)
    return Scales(width - taken, bar, squares, spaced, total)


def draw_heads(scale: Scales) -> Content:
    """Draw what the columns are."""
    heads: list[safe.Piece] = [
        safe.cell("disagree", scale.statement + scale.bar, right=True),
        _centred("neither"),
        safe.cell("agree", scale.bar),
        safe.cell("n", _ANSWERED - 1, right=True),
        safe.cell("  middle, in words", _WORDS + 1),
    ]
    return safe.text(
        *heads, safe.cell("all teams", _TOTAL - 1, right=True) if scale.total else "", pen="muted"
    )


def draw_figure(words: str, figure: Figure | None, all_teams: Figure | None, scale: Scales) -> Content:
    """Draw a statement with what is told of it; None where nothing is."""
    mood = figure.mood if figure is not None else Mood.NOT_SHOWN
    bands = figure.bands if figure is not None else None
    middle = str(figure.median) if figure is not None and figure.median else " "
    answered = str(figure.n) if figure is not None and figure.n else ""
    parts: list[safe.Piece] = [safe.cell(safe.cell(words, scale.statement - _GAP), scale.statement)]
    if bands is None:
        parts.append(" " * (2 * scale.bar + _MIDDLE))
    else:
        parts += [
            safe.cell((_people(bands[0], scale), "bad"), scale.bar, right=True),
            safe.text((_centred(str(bands[1])), "muted")),
            safe.cell((_people(bands[2], scale), "good"), scale.bar),
        ]
    parts += [
        safe.cell((answered, "muted"), _ANSWERED - 1, right=True),
        ("  " + middle, "bold"),
        safe.cell((" " + mood.label, _MOODS.get(mood, "")), _WORDS - 3),
    ]
    if scale.total:
        parts.append(safe.cell((_in_short(all_teams), "muted"), _TOTAL - 1, right=True))
    return safe.text(*parts)


def _people(count: int, scale: Scales) -> str:
    if not scale.squares:
        return str(count)
    return (" " if scale.spaced else "").join("■" * count)


def _in_short(figure: Figure | None) -> str:
    """Return the figures of all: three bands as numbers, or the words in short."""
    if figure is None:
        return _SHORT[Mood.NOT_SHOWN]
    if figure.bands is None:
        return _SHORT.get(figure.mood, figure.mood.label)
    return "–".join(map(str, figure.bands))


def _centred(words: str) -> str:
    return words.center(_MIDDLE)
