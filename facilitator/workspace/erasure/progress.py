"""How far a long search or erasure is; it may be ended from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from facilitator.errors import Cancelled

T = TypeVar("T")


class ErasureProgress:
    """Reports what is being done and how far it is; raises `Cancelled` after `cancel` was called.

    *report* gets the words for what is being done, how many steps are done and how many there are (0: not
    known). It is called on the thread that works.
    """

    def __init__(self, report: Callable[[str, int, int], None] | None = None) -> None:
        self._report = report
        self._ended = threading.Event()

    def cancel(self) -> None:
        """Let the work end at its next step."""
        self._ended.set()

    @property
    def cancelled(self) -> bool:
        """Whether it is to end."""
        return self._ended.is_set()

    def to_the_end(self) -> ErasureProgress:
        """Return a progress that reports the same way and cannot be cancelled."""
        return ErasureProgress(self._report)

    def step(self, what: str, done: int = 0, of: int = 0) -> None:
        """Tell of a step. Raises `Cancelled`."""
        if self.cancelled:
            raise Cancelled
        if self._report is not None:
            self._report(what, done, of)

    def each(self, what: str, things: Iterable[T]) -> Iterator[T]:
        """Yield things, telling of a step before each. Raises `Cancelled`."""
        every = tuple(things)
        for number, thing in enumerate(every):
            self.step(what, number, len(every))
            yield thing


UNTOLD = ErasureProgress()
"""Nobody watches, and nobody ends it."""
