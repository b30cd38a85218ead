"""What changed between two waves, in words (domain.md §6.3).

A change is read off the figures that may be shown, never off the tallies: so it tells nothing new about
anybody, and rises and falls are judged by one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec

from facilitator.insight.pulse import Figure, Group, Mood, PulseResults
from facilitator.model.base import Scale

LEAST_CHANGE = Fraction(1, 3)
"""By how much net agreement rises or falls before it is called a change."""


class Direction(Scale):
    """The four things that are said of a change; no other words, and no number."""

    UP = "up"
    DOWN = "down"
    SAME = "about_the_same", "about the same"
    TOO_FEW = "too_few_to_say", "too few to say"


class Change(msgspec.Struct, frozen=True):
    """What became of one statement, or of a theme as a whole."""

    subject: str
    direction: Direction


class Changes(msgspec.Struct, frozen=True):
    """From one wave to a later one, for a team or for all: by statement (its key) and by theme.

    *answered* are responses and invited of both waves, as `Group` tells them. A statement that was not
    asked with the same words both times is not compared.
    """

    answered: tuple[tuple[int | None, int], tuple[int | None, int]]
    items: tuple[Change, ...]
    themes: tuple[Change, ...]


def changes(before: PulseResults, after: PulseResults, team: str | None = None) -> Changes:
    """Return what changed for *team*, or for all without one. Raises `KeyError` for a team not in both."""
    was = before.total if team is None else before.teams[team]
    now = after.total if team is None else after.teams[team]
    asked_before = {item.key: item.text for item in before.questionnaire.items}
    same = [item for item in after.questionnaire.items if asked_before.get(item.key) == item.text]
    old, new = _by_item(was), _by_item(now)
    items = {
        item.key: _direction(old.get(item.key), was.responses, new.get(item.key), now.responses)
        for item in same
    }
    themes: dict[str, list[Direction]] = {}
    for item in same:
        themes.setdefault(item.theme, []).append(items[item.key])
    return Changes(
        answered=((was.responses, was.invited), (now.responses, now.invited)),
        items=tuple(Change(key, direction) for key, direction in items.items()),
        themes=tuple(Change(theme, _together(said)) for theme, said in themes.items()),
    )


def _by_item(group: Group) -> Mapping[str, Figure]:
    return {figure.item: figure for figure in group.figures if figure.mood is not Mood.NOT_SHOWN}


def _direction(
    was: Figure | None, people_then: int | None, now: Figure | None, people: int | None
) -> Direction:
    if was is None or now is None or not people_then or not people:
        return Direction.TOO_FEW
    lowest_then, highest_then = _net(was, people_then)
    lowest, highest = _net(now, people)
    moved = (now.median or 0) - (was.median or 0) if was.median and now.median else 0
    if lowest - highest_then >= LEAST_CHANGE or (moved >= 1 and lowest >= highest_then):
        return Direction.UP
    if lowest_then - highest >= LEAST_CHANGE or (moved <= -1 and lowest_then >= highest):
        return Direction.DOWN
    return Direction.SAME


def _net(figure: Figure, people: int) -> tuple[Fraction, Fraction]:
    """Return net agreement, lowest and highest: where only words are told, one person may differ."""
    if figure.bands is not None:
        net = Fraction(figure.bands[2] - figure.bands[0], people)
        return net, net
    n = figure.n or 0
    counts = {
        Mood.CLEAR_AGREEMENT: (n - 2, n),
        Mood.CLEAR_CONCERN: (-n, 2 - n),
        Mood.CLEAR_MIDDLE: (-1, 1),
    }
    lowest, highest = counts[figure.mood]
    return Fraction(lowest, people), Fraction(highest, people)


def _together(said: Iterable[Direction]) -> Direction:
    """Return what is said of a theme: up if something rose and nothing fell, down the other way round."""
    directions = {*said} - {Direction.TOO_FEW}
    if not directions:
        return Direction.TOO_FEW
    turned = directions - {Direction.SAME}
    return turned.pop() if len(turned) == 1 else Direction.SAME
