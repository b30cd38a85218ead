"""What changed between two waves, in words (docs/field.md, "Two waves").

A change is read off what was kept at each closing, so it tells nothing new about anybody; rises and falls
are judged by one rule. Where both waves have counts, net agreement and the middle answer are compared; where
one has a word only, words are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec

from facilitator.insight.pulse import Figure, Group, PulseResults
from facilitator.insight.pulse_guard import Bands
from facilitator.insight.pulse_words import WORDS
from facilitator.model.base import Scale

LEAST_CHANGE = Fraction(1, 3)
"""By how much net agreement rises or falls before it is called a change."""


class Direction(Scale):
    """The four things that are said of a change; no other words, and no number."""

    UP = "up"
    DOWN = "down"
    SAME = "about_the_same", "about the same"
    TOO_FEW = "too_few_to_say", "too few to say"


class WaveChange(msgspec.Struct, frozen=True):
    """What became of one statement, or of a theme as a whole."""

    subject: str
    direction: Direction


class Changes(msgspec.Struct, frozen=True):
    """From one wave to a later one, for a team or for all: by statement (its key) and by theme.

    *answered* are responses and invited of both waves, as `Group` tells them. A statement that was not
    asked with the same words both times is not compared.
    """

    answered: tuple[tuple[int | None, int], tuple[int | None, int]]
    items: tuple[WaveChange, ...]
    themes: tuple[WaveChange, ...]


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
        items=tuple(WaveChange(key, direction) for key, direction in items.items()),
        themes=tuple(WaveChange(theme, _together(said)) for theme, said in themes.items()),
    )


def _by_item(group: Group) -> Mapping[str, Figure]:
    return {figure.item: figure for figure in group.figures if figure.bands or figure.mood in WORDS}


def _direction(
    was: Figure | None, people_then: int | None, now: Figure | None, people: int | None
) -> Direction:
    if was is None or now is None or not people_then or not people:
        return Direction.TOO_FEW
    if was.bands is None or now.bands is None:
        return _turn(Fraction(_side(now)) - _side(was), 0)
    net = _net(now.bands, people) - _net(was.bands, people_then)
    if abs(net) >= LEAST_CHANGE:
        return _turn(net, 0)
    return _turn(Fraction((now.median or 0) - (was.median or 0)), net)


def _turn(by: Fraction, net: Fraction | int) -> Direction:
    """Return the direction of a change *by* so much; the same where net agreement moved the other way."""
    if by > 0 <= net:
        return Direction.UP
    return Direction.DOWN if by < 0 >= net else Direction.SAME


def _net(bands: Bands, people: int) -> Fraction:
    return Fraction(bands[2] - bands[0], people)


def _side(figure: Figure) -> Fraction:
    """Return the place of a word, 0 disagree to 2 agree; of bands that of the largest, of a tie between."""
    if figure.bands is None:
        return Fraction(WORDS.index(figure.mood))
    most = [place for place, count in enumerate(figure.bands) if count == max(figure.bands)]
    return Fraction(sum(most), len(most))


def _together(said: Iterable[Direction]) -> Direction:
    """Return what is said of a theme: up if something rose and nothing fell, down the other way round."""
    directions = {*said} - {Direction.TOO_FEW}
    if not directions:
        return Direction.TOO_FEW
    turned = directions - {Direction.SAME}
    return turned.pop() if len(turned) == 1 else Direction.SAME
