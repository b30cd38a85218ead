"""How long the demo takes to its first paint, against an empty Textual app in the same run.

    python benchmarks/start.py [--runs N] [--check]

Each run starts one fresh process of each kind in a terminal of its own (a pty of 120 by 40), in turn,
and measures from the start of the process until its text has arrived in the terminal: of ours both the
first and the last heading of Home, of the empty app its only line. Ours is the real command line,
`python -m facilitator demo --into DIR`, where DIR holds a copy of the example; the warm-ups made it.

The demo may take at most 1.35 times as long as the empty app, by the medians. With `--check` the exit
code is 1 beyond that.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pty
import re
import select
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 1.35
WARM_UPS = 2
PATIENCE = 30.0
"""Seconds; whatever has not painted by then never will."""

EMPTY_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("An empty app")


Empty().run()
"""
EMPTY_TEXTS = (b"An empty app",)
HOME_TEXTS = (b"Hear next", b"Coverage")

MODE_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p")
"""What Textual asks its terminal: do you know this mode? An xterm answers that it does not."""


def first_paint(command: Sequence[str], texts: Sequence[bytes], environment: Mapping[str, str]) -> float:
    """Run *command* in a new terminal; return the seconds until all *texts* have arrived there."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(ours, (40, 120))
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        return _painted(ours, texts) - start
    finally:
        _leave(process, ours)
        os.close(ours)


def _painted(terminal: int, texts: Sequence[bytes]) -> float:
    """Return the moment the last of *texts* has come; answer what is asked until then."""
    shown, answered = b"", 0
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline and (part := _read(terminal, 1.0)) is not None:
        shown += part
        if all(text in shown for text in texts):
            return time.perf_counter()
        modes = MODE_QUERY.findall(shown)
        for mode in modes[answered:]:
            os.write(terminal, b"\x1b[?%b;0$y" % mode)
        answered = len(modes)
    raise SystemExit(f"It never painted. The last it said:\n{shown[-2000:].decode(errors='replace')}")


def _read(terminal: int, seconds: float) -> bytes | None:
    """Return what has come within *seconds*, or None when the program is gone."""
    if not select.select([terminal], [], [], seconds)[0]:
        return b""
    try:
        return os.read(terminal, 65536) or None
    except OSError:  # Linux says so when the other end is closed
        return None


def _leave(process: subprocess.Popen[bytes], terminal: int) -> None:
    """Press ^Q and wait; whatever stays is ended."""
    with contextlib.suppress(OSError):
        os.write(terminal, b"\x11")
    deadline = time.perf_counter() + 5
    while process.poll() is None and time.perf_counter() < deadline:
        _read(terminal, 0.02)
    if process.poll() is None:
        process.kill()
    process.wait()


def environment(compiled: Path) -> dict[str, str]:
    """Return this environment as a terminal with colours has it, without what changes a start.

    Both kinds keep their compiled modules in *compiled*, as an installed program has them beside it.
    """
    unwanted = ("NO_COLOR", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in unwanted and not name.startswith(("TEXTUAL", "FACILITATOR"))
    }
    path = os.pathsep.join([str(ROOT), *filter(None, [kept.get("PYTHONPATH")])])
    return kept | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": path,
        "PYTHONPYCACHEPREFIX": str(compiled),
    }


def main() -> None:
    """Measure both in turn and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="how often each is started")
    parser.add_argument("--check", action="store_true", help=f"exit code 1 beyond a ratio of {LIMIT}")
    asked = parser.parse_args()
    times: dict[str, list[float]] = {"empty app": [], "demo": []}
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        empty = [sys.executable, "-c", EMPTY_APP]
        demo = [sys.executable, "-m", "facilitator", "demo", "--into", str(Path(folder, "demo"))]
        around = environment(Path(folder, "compiled"))
        for run in range(WARM_UPS + asked.runs):
            took = first_paint(empty, EMPTY_TEXTS, around), first_paint(demo, HOME_TEXTS, around)
            if run >= WARM_UPS:
                for each, seconds in zip(times.values(), took, strict=True):
                    each.append(seconds)
    p50 = {name: statistics.median(each) for name, each in times.items()}
    for name, each in times.items():
        low, high = min(each) * 1000, max(each) * 1000
        print(f"{name:<10} p50 {p50[name] * 1000:4.0f} ms   ({low:.0f} to {high:.0f} ms, {len(each)} runs)")
    ratio = p50["demo"] / p50["empty app"]
    print(f"ratio {ratio:.2f} (at most {LIMIT})")
    if asked.check and ratio > LIMIT:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
