"""Hands for numbers: a fist of five, or the return on time invested."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from facilitator.language import words
from facilitator.ui import safe


def beyond(hands: Sequence[int], people: int | None) -> str:
    """Say how many are here where more hands than that were counted; "" where not so, or not known."""
    if people is None or sum(hands) <= people:
        return ""
    return f"only {words.count(people, 'person is', 'people are')} here"


def draw_hands(hands: Sequence[int], lowest: int) -> Content:
    """Draw "5 ●● 2   4 ●●●● 4   …", highest number first."""
    pieces: list[safe.Piece] = []
    for index in reversed(range(len(hands))):
        count = hands[index]
        pieces += [(f"{index + lowest} ", "muted"), ("●" * count, "track") if count else ("·", "faint")]
        pieces += [f" {count}" if count else "", "    "]
    return safe.text(*pieces)
