"""A terminal of one's own around a program: what it shows, its modes before and after, and how it ended."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0

_MODE_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p")

# The first terminal that the leader of a session opens is the one that signals come from.
_LEAD = "import os; os.open(os.ttyname(0), os.O_RDWR)\n"


class Terminal:
    """Runs Python code in a pseudo terminal that controls it, as a shell does. Use it in a `with`.

    A terminal that does not *control* it sends no signal when it is closed.
    """

    def __init__(self, code: str, *, controls: bool = True, **environment: str) -> None:
        self.ours, self._theirs = pty.openpty()
        termios.tcsetwinsize(self.ours, (40, 120))
        settings = termios.tcgetattr(self._theirs)
        # Or each ^Z that is pressed at the end throws away what the program wrote and nobody has read yet.
        settings[3] |= termios.NOFLSH
        termios.tcsetattr(self._theirs, termios.TCSANOW, settings)
        self.before = termios.tcgetattr(self._theirs)
        self.shown = b""
        self._answered = 0
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FACILITATOR")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _LEAD * controls + code],
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            cwd=ROOT,
            env=kept | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)} | environment,
            start_new_session=True,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()
        for fd in (self.ours, self._theirs):
            with contextlib.suppress(OSError):
                os.close(fd)

    def type(self, text: str) -> None:
        os.write(self.ours, text.encode())

    def wait_for(self, text: str) -> None:
        """Read until the program has shown that text."""
        deadline = time.monotonic() + PATIENCE
        while text.encode() not in self.shown:
            assert time.monotonic() < deadline, self.tail
            assert self.read(0.2) or self.process.poll() is None, self.tail

    def read(self, seconds: float) -> bytes:
        """Read what comes within some seconds, and answer what the program asks its terminal."""
        if not select.select([self.ours], [], [], seconds)[0]:
            return b""
        try:
            part = os.read(self.ours, 65536)
        except OSError:
            return b""
        self.shown += part
        modes = _MODE_QUERY.findall(self.shown)
        for mode in modes[self._answered :]:
            os.write(self.ours, b"\x1b[?%b;0$y" % mode)
        self._answered = len(modes)
        return part

    def ending(self, press: str = "") -> int:
        """Wait until the program ends, pressing keys all the while; return its code, negative for a signal.

        A program that is stopped instead of ending fails the test.
        """
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            ended, status = os.waitpid(self.process.pid, os.WNOHANG | os.WUNTRACED)
            assert not (ended and os.WIFSTOPPED(status)), f"it was suspended while it ended: {self.tail}"
            if ended:
                self.process.returncode = os.waitstatus_to_exitcode(status)
                while self.read(0.05):
                    pass
                return self.process.returncode
            with contextlib.suppress(OSError):
                os.write(self.ours, press.encode())
            self.read(0.01)
        raise AssertionError(f"it does not end: {self.tail}")

    @property
    def is_as_before(self) -> bool:
        """Whether modes, screen, cursor, mouse and pastes are as they were before the program."""
        same = termios.tcgetattr(self._theirs)[:4] == self.before[:4]
        pairs = ((b"?1049h", b"?1049l"), (b"?25l", b"?25h"), (b"?1003h", b"?1003l"), (b"?2004h", b"?2004l"))
        return same and all(self.shown.rfind(on) < self.shown.rfind(off) for on, off in pairs)

    @property
    def tail(self) -> str:
        return self.shown[-1500:].decode(errors="replace")
