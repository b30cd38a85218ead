"""What F1 says of what is in hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from textual.widget import Widget


class Explained(NamedTuple):
    """The name of what is in hand, a sentence on what it is, what may stand there, something to type."""

    title: str
    sentence: str
    allowed: Sequence[tuple[str, str]] = ()
    example: str = ""


@runtime_checkable
class Explains(Protocol):
    """A part of the screen that can say what it is."""

    @property
    def explanation(self) -> Explained:
        """What F1 says of it."""


def explained(focused: Widget | None) -> Explained | None:
    """Return what is to be said of the part of the screen in focus; None where its keys say enough."""
    for part in focused.ancestors_with_self if focused is not None else ():
        if isinstance(part, Explains):
            return part.explanation
    return None
