"""The thread that makes the changes of one file durable, in order, while the program goes on.

A disk that refuses is tried again until it takes what waits; nothing is dropped meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

import msgspec

from facilitator.errors import NotSaved

Deliver = Callable[[Callable[[], None]], None]
"""Lets a function run on the thread that asked for the saving, soon."""

PATIENCE = 1.0
"""Seconds from one try to the next while the disk refuses."""


class Background(msgspec.Struct, frozen=True):
    """How files are saved while the program goes on.

    *deliver* lets a function run on the program's own thread; *watch* is called there when something
    begins to wait for the disk, when the disk begins or ceases to refuse, and when something was found.
    """

    deliver: Deliver
    watch: Callable[[], None]


class Waiting(msgspec.Struct, frozen=True):
    """A change on its way: *save* makes it durable or raises `NotSaved`, *saved* is told when it is."""

    save: Callable[[], None]
    saved: Callable[[], None]
    since: float


class Saving:
    """Takes the changes of the file called *name* from one thread and saves them on its own.

    `Background.watch` is delivered whenever `trouble` began or ended. While it is `resting` the disk has
    just refused and is left alone until the next try. When it has `ended`, nothing more is saved.
    """

    def __init__(self, name: str, background: Background) -> None:
        self._deliver, self._watch = background.deliver, background.watch
        self._queue: deque[Waiting] = deque()
        self._moved = threading.Condition()
        self._closing = False
        self._at_end: Callable[[], None] = lambda: None
        self._lost = False
        self.ended = False
        self.resting = False
        self.trouble: NotSaved | None = None
        self._thread = threading.Thread(target=self._run, name=f"saving {name}", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many changes are not durable yet."""
        return len(self._queue)

    @property
    def waited(self) -> float:
        """For how many seconds the oldest of them has been waiting; 0.0 when none does."""
        with self._moved:
            return time.monotonic() - self._queue[0].since if self._queue else 0.0

    def submit(self, save: Callable[[], None], saved: Callable[[], None]) -> None:
        """Save a change after those before it; then let *saved* run."""
        with self._moved:
            self._queue.append(Waiting(save, saved, time.monotonic()))
            self._moved.notify_all()

    def retry(self) -> None:
        """Try again now what the disk refused."""
        with self._moved:
            self.resting = False
            self._moved.notify_all()

    def settle(self, timeout: float | None = None) -> bool:
        """Wait until nothing waits, or the disk refuses; tell whether everything is durable."""
        self.retry()
        with self._moved:
            self._moved.wait_for(lambda: not self._queue or self.resting or self.ended, timeout)
            return not self._queue and not self._lost

    def close(self, at_end: Callable[[], None], timeout: float | None = None) -> bool:
        """Save what waits, do *at_end* on the thread and end it; tell whether everything is durable.

        A disk that has not answered after *timeout* seconds is waited for no longer, then or later. The
        thread goes on: what waits is saved, and *at_end* done, when it answers, if the program still runs.
        """
        if self._closing:
            return not self._queue
        until = None if timeout is None else time.monotonic() + timeout
        done = self.settle(timeout)
        with self._moved:
            self._closing, self._at_end = True, at_end
            self._moved.notify_all()
        self._thread.join(None if until is None else max(0.0, until - time.monotonic()))
        return done

    # On the thread

    def _run(self) -> None:
        while (first := self._next()) is not None:
            self._save(first)
            with self._moved:
                self._moved.wait_for(lambda: not self.resting or self._closing, PATIENCE)
                self.resting = False
        try:
            self._at_end()
        except BaseException as fault:  # as in `_save`
            self._deliver(_raising(fault))
        with self._moved:
            self.ended = True
            self._moved.notify_all()

    def _next(self) -> Waiting | None:
        """Wait for a change to save; None when there will be none, or none that the disk takes."""
        with self._moved:
            self._moved.wait_for(lambda: self._queue or self._closing)
            if not self._queue or (self._closing and self.trouble):
                return None
            return self._queue[0]

    def _save(self, waiting: Waiting) -> None:
        trouble, fault = None, None
        try:
            waiting.save()
        except NotSaved as error:
            trouble = error
        except BaseException as error:  # a fault of our own must not end the thread unheard
            fault = error
        with self._moved:
            turned = (trouble is None) != (self.trouble is None)
            self.trouble, self.resting = trouble, trouble is not None
            if trouble is None:
                self._queue.popleft()
            self._moved.notify_all()
        if fault is not None:
            self._lost = True
            self._deliver(_raising(fault))
        elif trouble is None:
            self._deliver(waiting.saved)
        if turned:
            self._deliver(self._watch)


def _raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail
