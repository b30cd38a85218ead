"""The terminal of a program that was stopped and goes on, or whose terminal is gone."""

from __future__ import annotations

import contextlib
import select
import signal
import termios
import tty
from threading import Thread
from typing import Any, cast

from textual.drivers.linux_driver import LinuxDriver

from facilitator.ui import ending
from facilitator.ui.terminal_cursor import HIDDEN, USUAL_SHAPE


class Terminal(LinuxDriver):
    """Reads keys with one thread, however often the process is stopped.

    At SIGCONT Textual starts to read once more. After its own ^Z, where it had ceased to, that is right; a
    process that was stopped from outside would then have two readers, each with a part of what is typed.
    It would also take the terminal's settings of this moment, its own, for those to give back at the end.

    A terminal that is gone (its window closed, the connection to it lost) reads as empty for ever, and
    Textual would ask it again and again. No signal tells of it where the terminal does not control the
    process, so a thread waits for that alone, and the program ends as at the signal.
    """

    _watch: Thread | None = None
    _is_gone = False

    def start_application_mode(self) -> None:
        """Set the terminal up, and notice from now on when it is gone."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._watch is None:
            self._watch = Thread(target=self._wait_until_gone, name="terminal-gone", daemon=True)
            self._watch.start()

    def write(self, data: str) -> None:
        """Write to the terminal, or to nobody once it is gone: what wrote has ended, and waiting for it would
        stop the program."""
        if not self._is_gone:
            super().write(data)

    def _wait_until_gone(self) -> None:
        poll = select.poll()
        poll.register(self.fileno, 0)
        told = poll.poll()  # keys do not wake it
        if not any(what & select.POLLHUP for _, what in told):
            return  # a system that does not tell
        self._is_gone = True
        self.exit_event.set()  # read no more
        with contextlib.suppress(RuntimeError):  # the program ended meanwhile
            self._loop.call_soon_threadsafe(ending.end_at, cast(ending.Endable, self._app), signal.SIGHUP)

    def stop_application_mode(self) -> None:
        """Give the terminal back, its cursor in the shape it had."""
        self.write(USUAL_SHAPE)
        super().stop_application_mode()

    def _sigcont_application(self, *_: Any) -> None:
        if self._key_thread is not None and self._key_thread.is_alive():
            self._loop.call_soon_threadsafe(self._carry_on)
        else:
            super()._sigcont_application()

    def _carry_on(self) -> None:
        """Set the terminal up again, which somebody else may have used meanwhile, and draw everything."""
        with contextlib.suppress(termios.error):
            settings = termios.tcgetattr(self.fileno)
            settings[tty.LFLAG] = self._patch_lflag(settings[tty.LFLAG])
            settings[tty.IFLAG] = self._patch_iflag(settings[tty.IFLAG])
            termios.tcsetattr(self.fileno, termios.TCSANOW, settings)
        self.write("\x1b[?1049h")  # the other page of the terminal
        self.write(HIDDEN)
        self.write("\x1b[?1004h")  # tell when the window is left and comes back
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self._disable_line_wrap()
        self._app.refresh(layout=True)
