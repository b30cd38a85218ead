"""The order of what was found: what matters most first, as its list of gaps has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Any, Protocol, TypeVar


class Found(Protocol):
    """A finding: what it is about is one of a closed list, those that matter most first."""

    @property
    def gap(self) -> Enum:
        """What it is about."""
        ...


F = TypeVar("F", bound=Found)


def in_order(found: Iterable[F], then: Callable[[F], tuple[Any, ...]]) -> tuple[F, ...]:
    """Return what was found by its gap; *then* orders those of one gap, whatever order they came in."""
    return tuple(sorted(found, key=lambda each: (_place(each.gap), *then(each))))


def _place(gap: Enum) -> int:
    kinds: list[Enum] = list(type(gap))
    return kinds.index(gap)


def due(day: date | None) -> date:
    """Return a day to order by: what has none comes last."""
    return day or date.max
