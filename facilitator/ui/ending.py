"""The end of a program on a terminal: whatever brings it, the terminal is given back and nothing is lost."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from typing import Protocol

SIGNALS = ("SIGTERM", "SIGHUP")
"""What asks a program to end: the system that shuts down, a terminal that is closed."""

_KEYS = ("SIGTSTP", "SIGINT", "SIGQUIT")
"""What ^Z, ^C and ^\\ become as soon as the terminal is as it was before."""

PATIENCE = 6.0
"""Seconds after which a program that was asked to end does, whatever its terminal or the disk still owes."""

TOLD = 128
"""Beyond this the exit code of a program tells the number of the signal that ended it, as shells have it."""


class Endable(Protocol):
    """A program that keeps what is half typed before it ends."""

    @property
    def is_headless(self) -> bool:
        """Whether it draws on no terminal."""

    def keep_all(self) -> None:
        """Keep what is typed and not saved yet."""

    def exit(self, *, return_code: int) -> None:
        """End with that exit code."""


def listen(app: Endable) -> None:
    """Let *app* end by itself at a signal; call it on its event loop. Without a terminal nothing changes."""
    if app.is_headless or threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError):  # the loop of Windows knows none
                loop.add_signal_handler(number, end_at, app, number)


def end_at(app: Endable, number: int) -> None:
    """Keep what is half typed, then end with the exit code of that signal."""
    code = TOLD + number
    # A terminal that is gone or stopped takes no more output, and a thread would wait for it for ever.
    last = threading.Timer(PATIENCE, os._exit, (code,))
    last.daemon = True
    last.start()
    try:
        app.keep_all()
    finally:
        app.exit(return_code=code)


def ignore_keys(app: Endable) -> None:
    """Let keys do nothing from now on: a ^Z would stop the process before it has given the terminal back."""
    if app.is_headless or threading.current_thread() is not threading.main_thread():
        return
    for name in _KEYS:
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_IGN)
