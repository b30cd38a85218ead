"""The thread that makes the changes of one file durable, in order, while the program goes on.

A disk that refuses is tried again until it takes what waits; nothing is dropped meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from facilitator.errors import NotSaved

Deliver = Callable[[Callable[[], None]], None]
"""Lets a function run on the thread that asked for the saving, soon."""

PATIENCE = 1.0
"""Seconds from one try to the next while the disk refuses."""


class Waiting(NamedTuple):
    """A change on its way: *save* makes it durable or raises `NotSaved`, *saved* is told when it is."""

    save: Callable[[], None]
    saved: Callable[[], None]
    since: float


class Saving:
    """Takes changes from one thread and saves them on its own.

    *watch* is delivered whenever `trouble` began or ended. While it is `resting` the disk has just refused
    and is left alone until the next try.
    """

    def __init__(self, name: str, deliver: Deliver, watch: Callable[[], None]) -> None:
        self._deliver = deliver
        self._watch = watch
        self._queue: deque[Waiting] = deque()
        self._moved = threading.Condition()
        self._closing = False
        self._lost = False
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
            self._moved.wait_for(lambda: not self._queue or self.resting, timeout)
            return not self._queue and not self._lost

    def close(self, timeout: float | None = None) -> bool:
        """Save what waits and end the thread; tell whether everything is durable."""
        done = self.settle(timeout)
        with self._moved:
            self._closing = True
            self._moved.notify_all()
        self._thread.join(timeout)
        return done

    # On the thread

    def _run(self) -> None:
        while True:
            with self._moved:
                self._moved.wait_for(lambda: self._queue or self._closing)
                if not self._queue or (self._closing and self.trouble):
                    return
                first = self._queue[0]
            self._save(first)
            with self._moved:
                self._moved.wait_for(lambda: not self.resting or self._closing, PATIENCE)
                self.resting = False

    def _save(self, waiting: Waiting) -> None:
        trouble, fault = None, None
        try:
            waiting.save()
        except NotSaved as error:
            trouble = error
        except BaseException as error:  # a fault of our own must not end the thread unheard
            fault = error
        with self._moved:
            told = (trouble is None) != (self.trouble is None)
            self.trouble, self.resting = trouble, trouble is not None
            if trouble is None:
                self._queue.popleft()
            self._moved.notify_all()
        if fault is not None:
            self._lost = True
            self._deliver(_raising(fault))
        elif trouble is None:
            self._deliver(waiting.saved)
        if told:
            self._deliver(self._watch)


def _raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail
