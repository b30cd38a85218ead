"""The terminal of a program that was stopped and goes on."""

from __future__ import annotations

import contextlib
import termios
import tty
from typing import Any

from textual.drivers.linux_driver import LinuxDriver

from facilitator.ui.terminal_cursor import HIDDEN, USUAL_SHAPE


class Terminal(LinuxDriver):
    """Reads keys with one thread, however often the process is stopped.

    At SIGCONT Textual starts to read once more. After its own ^Z, where it had ceased to, that is right; a
    process that was stopped from outside would then have two readers, each with a part of what is typed.
    It would also take the terminal's settings of this moment, its own, for those to give back at the end.
    """

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
