"""The real program in a real terminal: what it is sent in one go, stopped or not, and how it is left."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
_SEQUENCE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[P\]].*?(\x07|\x1b\\)|[ -/]*[0-Z\\-~])", re.DOTALL)


class Terminal:
    """A terminal of 120 by 40 with a program in it."""

    def __init__(self, *command: str) -> None:
        self._ours, self._theirs = pty.openpty()
        termios.tcsetwinsize(self._ours, (40, 120))
        self.before = termios.tcgetattr(self._theirs)
        around = {
            key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "facilitator", *command],
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            cwd=ROOT,
            env=around | {"TERM": "xterm-256color"},
            start_new_session=True,
        )
        self.shown = b""

    @property
    def settings(self) -> list[Any]:
        """How the terminal is set up now."""
        return termios.tcgetattr(self._theirs)

    def send(self, keys: str) -> None:
        """Write everything at once, as far as the terminal takes it; the rest as soon as it does."""
        left = keys.encode()
        while left:
            ready = select.select([self._ours], [self._ours], [], PATIENCE)
            if ready[0]:
                self._read()
            if ready[1]:
                left = left[os.write(self._ours, left[:2048]) :]

    def wait_for(self, words: str) -> None:
        """Read until these words were shown since the last wait."""
        wanted, until = words.replace(" ", "").encode(), time.monotonic() + PATIENCE
        while wanted not in _SEQUENCE.sub(b"", self.shown).replace(b" ", b""):
            assert time.monotonic() < until, f"{words!r} never came; the last was {self.shown[-2000:]!r}"
            if select.select([self._ours], [], [], 1.0)[0]:
                self._read()
        self.shown = b""

    def wait_until_it_reads_keys(self) -> None:
        """Read until the program has set up the terminal for itself."""
        until = time.monotonic() + PATIENCE
        while self.settings[tty.LFLAG] & termios.ICANON:
            assert time.monotonic() < until, f"it does not begin; the last was {self.shown[-2000:]!r}"
            if select.select([self._ours], [], [], 0.005)[0]:
                self._read()

    def wait_for_end(self) -> int:
        """Read until the program has ended; return its exit code."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < until, f"it does not end; the last was {self.shown[-2000:]!r}"
            if select.select([self._ours], [], [], 0.02)[0]:
                self._read()
        return self.process.returncode

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop the process meanwhile, as a machine that is out of breath does."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)
        yield
        self.process.send_signal(signal.SIGCONT)

    def _read(self) -> None:
        came = os.read(self._ours, 65536)
        for mode in re.findall(rb"\x1b\[\?(\d+)\$p", came):
            os.write(self._ours, b"\x1b[?%b;0$y" % mode)  # as an xterm says that it does not know it
        self.shown += came

    def close(self) -> None:
        """End what still runs."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for handle in (self._ours, self._theirs):
            with suppress(OSError):
                os.close(handle)
