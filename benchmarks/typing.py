"""How long a typed key takes to show with 500 notes in the session, against an empty Textual app.

    python benchmarks/typing.py [--turns N] [--workshop] [--check]

A session is filled with 500 notes by the program itself. Then both programs run side by side, each in
a terminal of its own (a pty of 120 by 40): ours, opened on that session by its keys, and an empty app
with one Input. In turn a few lines are typed into each, key by key at the pace of somebody who types
fast, every line ended with Enter, with which ours saves it. A key is measured from its writing until
the line shows it in the terminal. Blanks are typed but not measured, for nobody sees them come.

The event loop of ours is watched from inside: a block is the time between two looks at the keyboard,
the saving included. Counted are those between the first key of a turn and its last Enter.

Ours may take at most 1.5 times as long as the Input at the median and 2.5 times at the 99th percentile,
and no block may take more than 16 ms. With `--workshop` the session has three other parts, typed into one
after the other: a poll of ten questions, four columns with 60 notes and a loop; of its blocks one in a
thousand may take longer. With `--check` the exit code is 1 beyond that.
"""

# ruff: noqa: E402  # see below
from __future__ import annotations

import sys

# This file is called like a module of Python's own, so its folder must not be searched for modules.
sys.path = [each for each in sys.path if not each.endswith("benchmarks")]

import argparse
import codecs
import os
import pty
import random
import re
import select
import signal
import statistics
import subprocess
import tempfile
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from itertools import cycle, islice, product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import workshop_session
from benchmarks.start import MODE_QUERY, PATIENCE, environment
from facilitator.live.clock import SystemClock
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.workspace.folder.demo import open_demo

LIMITS = {50: 1.5, 99: 2.5}
"""How many times as long as the Input, at which percentile."""

LONGEST_BLOCK = 0.016
NOTES = 500
TURN = 4
"""Lines typed into one program before it is the other's turn."""

SEGMENTS = {"pride": 150, "touch_map": 300, "deep": NOTES}
"""How many notes there are when each of these segments ends; the typing goes on in the last."""

PACE = (0.04, 0.11)
"""Seconds from one key to the next: a burst, as people type what they just heard."""

EMPTY_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Input


class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.input.clear()


Empty().run()
"""

WATCHED_PROGRAM = """
import runpy, selectors, sys, time

blocks, now = [], time.perf_counter


class Watched(selectors.DefaultSelector):
    back = now()

    def select(self, timeout=None):
        blocks.append((self.back, now()))
        ready = super().select(timeout)
        self.back = now()
        return ready


selectors.DefaultSelector = Watched
report = sys.argv.pop(1)
try:
    runpy.run_module("facilitator", run_name="__main__", alter_sys=True)
finally:
    with open(report, "w") as file:
        file.writelines(f"{start} {end}\\n" for start, end in blocks)
"""
"""The real command line; its event loop writes down from when to when it did not look at the keyboard."""

WHO = """
The board
Our on-call phone
The change form
A new starter
The night shift
The storage team
A lecturer
The asset list
The service desk
Every firewall rule
The Friday release
A stuck ticket
The monitoring page
The supplier
Each lab
The runbook
A password reset
The room booking
The backup report
Half the campus
""".strip().splitlines()
WHAT = """
waits six days for an answer #change +5
is never told what happened next @desk
asks the same question twice and then phones us
came back before anybody noticed +3
is written down in three places, and two of them are wrong by the end of the month !!
worked on the first try since January
depends on one person who knows how #incident
goes round the official way because it is faster
ends up in the wrong queue @apps +2
is owned by nobody
is quicker than it was a year ago +7
breaks each time the term begins #release
gets an apology instead of a date
means a walk to the other building !!!
is the first thing people praise
has to be explained to every new colleague
stops when the calendar is not kept
is checked by hand on Monday mornings #event
costs an hour that no plan knows of
could be agreed once and for all @identity
was promised for spring
hides behind a form
looks fine until the evening +4
is what we are proud of
shows up in no report #service
""".strip().splitlines()
SIGNS = ("", "- ", "", "+ ", "> ", "? ", "", "* ", "! ")
TYPED = """
Tickets reopen because nobody asks the user +2
- Waiting for approvals eats the whole morning #change
The bridge call ends with one written line
> We ring the porter to find the room
+ Swaps on call are settled in a minute @desk
Who decides which outage gets a review?
The old switch has one last friend #incident
Every request is urgent on a Friday !!
""".strip().splitlines()


def fill(into: Path) -> None:
    """Make the example in *into* and capture notes in its session in progress until there are 500."""
    _, folder = open_demo(into)
    file = next(each for each in folder.sessions if each.session.short_id == "L-04")
    live = LiveSession(
        SessionDesk(
            file,
            clock=SystemClock(folder.now),
            today=folder.today,
            practices=folder.catalogue.practices,
            teams=folder.teams,
            people=folder.people,
        )
    )
    signs = cycle(SIGNS)
    lines = (f"{next(signs)}{who} {what}" for what, who in product(WHAT, WHO))
    live.course.resume()
    for segment, most in SEGMENTS.items():
        live.course.go_to(segment)
        with file.group("notes"):
            for line in islice(lines, most - len(live.notes.all)):
                live.line.capture(line)
    assert len(live.notes.all) == NOTES
    folder.close()


class Terminal:
    """A program in a terminal of its own, as much of what it shows as is needed to find its words."""

    _PART = re.compile(
        r"\x1b\[(?P<row>\d+);(?P<column>\d+)H"  # go to
        r"|\x1b\[[0-?]*[ -/]*[@-~]"  # any other control sequence
        r"|\x1b[P\]X^_].*?(?:\x07|\x1b\\)"
        r"|\x1b[ -/]*[0-Z\\`-~]"
        r"|(?P<text>[^\x1b]+)",
        re.DOTALL,
    )

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], started: ExitStack) -> None:
        self._own, theirs = pty.openpty()
        termios.tcsetwinsize(self._own, (40, 120))
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)
        # However this run ends: an empty app left without its terminal would keep a core busy for ever.
        started.callback(self._end)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._unread = ""
        self._row, self._column = 0, 0
        self.rows = [[" "] * 120 for _ in range(40)]

    def write(self, keys: str) -> float:
        """Press keys; return when."""
        os.write(self._own, keys.encode())
        return time.perf_counter()

    def wait_until(self, shown: Callable[[], bool]) -> float:
        """Read until *shown* holds; return the moment it did."""
        deadline = time.perf_counter() + PATIENCE
        while not shown():
            if time.perf_counter() > deadline:
                raise SystemExit("It never showed. The screen at the end:\n" + "\n".join(self.lines))
            self._read(deadline - time.perf_counter())
        return time.perf_counter()

    def rest(self, seconds: float) -> None:
        """Read what comes for so long."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> None:
        if not select.select([self._own], [], [], seconds)[0]:
            return
        try:
            came = os.read(self._own, 65536)
        except OSError:  # Linux says so when the other end is closed
            raise SystemExit("It is gone. The screen at the end:\n" + "\n".join(self.lines)) from None
        for mode in MODE_QUERY.findall(came):
            os.write(self._own, b"\x1b[?%b;0$y" % mode)
        self._show(self._unread + self._decode(came))

    def _show(self, output: str) -> None:
        end = 0
        while part := self._PART.match(output, end):
            end = part.end()
            if part["row"]:
                self._row, self._column = int(part["row"]) - 1, int(part["column"]) - 1
            for character in part["text"] or "":
                self._put(character)
        self._unread = output[end:]

    def _put(self, character: str) -> None:
        if character == "\n":
            self._row += 1
        elif character == "\r":
            self._column = 0
        elif self._row < 40 and self._column < 120:
            self.rows[self._row][self._column] = character
            self._column += 1

    @property
    def lines(self) -> list[str]:
        """The screen as text."""
        return ["".join(row) for row in self.rows]

    def shows(self, words: str) -> bool:
        """Tell whether the screen shows these words."""
        return any(words in line for line in self.lines)

    def leave(self) -> None:
        """Press ^Q, and say yes to what is asked then; whatever stays is ended."""
        for keys in ("\x11", "\x1b[B", "\r"):
            if self._process.poll() is None:
                self.write(keys)
                try:
                    self.rest(0.5)
                except SystemExit:
                    break
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._end()
        os.close(self._own)

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()


class Typist:
    """Types into the line of a program and measures how long each key takes to show."""

    _PROBE = "zqzqz"

    def __init__(self, terminal: Terminal, pace: random.Random) -> None:
        self._terminal = terminal
        self._pace = pace
        self.echoes: list[float] = []
        self.enters: list[float] = []
        self.turns: list[tuple[float, float]] = []
        terminal.write(self._PROBE)
        terminal.wait_until(lambda: terminal.shows(self._PROBE))
        lines = terminal.lines
        self._row = next(row for row, line in enumerate(lines) if self._PROBE in line)
        self._column = lines[self._row].index(self._PROBE)
        terminal.write("\x15")
        terminal.wait_until(lambda: not self._shows(self._PROBE))
        terminal.rest(0.5)

    def _shows(self, typed: str) -> bool:
        row = self._terminal.rows[self._row]
        return "".join(row[self._column : self._column + 64]).rstrip() == typed

    def take_turn(self, lines: Sequence[str]) -> None:
        """Type lines and end each with Enter."""
        self._terminal.rest(0.1)
        start = time.perf_counter()
        for line in lines:
            self._type(line)
        self.turns.append((start, time.perf_counter()))

    def _type(self, line: str) -> None:
        for end, key in enumerate(line, 1):
            pressed = self._terminal.write(key)
            if key != " ":
                typed = line[:end]
                self.echoes.append(self._terminal.wait_until(partial(self._shows, typed)) - pressed)
            self._terminal.rest(pressed + self._pace.uniform(*PACE) - time.perf_counter())
        pressed = self._terminal.write("\r")
        self.enters.append(self._terminal.wait_until(lambda: not self._shows(line)) - pressed)
        self._terminal.rest(pressed + self._pace.uniform(*PACE) - time.perf_counter())


def blocks_in(report: Path, turns: Sequence[tuple[float, float]]) -> list[float]:
    """Return how long the blocks were that began in one of the turns."""
    blocks = [tuple(map(float, line.split())) for line in report.read_text().splitlines()]
    return [end - start for start, end in blocks if any(first <= start <= last for first, last in turns)]


def percentile(seconds: Sequence[float], percent: int) -> float:
    """Return the value that *percent* of a hundred do not exceed."""
    return statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]


def open_ours(folder: Sequence[str], report: Path, around: Mapping[str, str], started: ExitStack) -> Terminal:
    """Start the program on the folder that was filled, carry on with its session and let its clock run."""
    command = [sys.executable, "-c", WATCHED_PROGRAM, str(report), *folder]
    terminal = Terminal(command, around, started)
    terminal.wait_until(lambda: terminal.shows("Coverage"))
    terminal.write("c")
    terminal.wait_until(lambda: terminal.shows("Everything was safe"))
    terminal.rest(1)
    terminal.write("\x1b[15~")  # F5
    terminal.rest(1)
    return terminal


def main() -> None:
    """Measure both in turn; print what they took, and at last the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--turns", type=int, default=6, metavar="N", help="how often each is typed into")
    parser.add_argument("--workshop", action="store_true", help="a poll, columns and a loop, not 500 notes")
    parser.add_argument("--check", action="store_true", help="exit code 1 beyond the limits")
    asked = parser.parse_args()
    # Also where they were ignored, as in the background of a script: what was started is ended.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda got, _: sys.exit(128 + got))
    with tempfile.TemporaryDirectory(prefix="facilitator-") as scratch, ExitStack() as started:
        demo, report = Path(scratch, "demo"), Path(scratch, "blocks")
        if asked.workshop:
            workshop_session.fill(demo, WHO, WHAT)
        else:
            fill(demo)
        around = environment(Path(scratch, "compiled"))
        empty = Terminal([sys.executable, "-c", EMPTY_APP], around, started)
        empty.rest(2)
        folder = ("--workspace", str(demo)) if asked.workshop else ("demo", "--into", str(demo))
        ours = open_ours(folder, report, around, started)
        typists = {"Input": Typist(empty, random.Random(1)), "ours": Typist(ours, random.Random(1))}
        lines = cycle(TYPED)
        parts = len(workshop_session.PARTS) if asked.workshop else 1
        for part in range(parts):
            if part:
                ours.write("\x0e")  # ^N
                ours.rest(1)
            for _ in range(max(1, asked.turns // parts)):
                turn = tuple(islice(lines, TURN))
                for typist in typists.values():
                    typist.take_turn(turn)
        ours.leave()
        empty.leave()
        blocks = blocks_in(report, typists["ours"].turns)
    within = report_on(typists, blocks, 0.001 if asked.workshop else 0.0)
    raise SystemExit(1 if not within and asked.check else 0)


def report_on(typists: Mapping[str, Typist], blocks: Sequence[float], longer: float) -> bool:
    """Print the figures; tell whether they keep to the limits. Of the blocks that share may be *longer*."""
    for name, typist in typists.items():
        p50, p99 = (percentile(typist.echoes, percent) * 1000 for percent in LIMITS)
        enter, most = statistics.median(typist.enters) * 1000, max(typist.echoes) * 1000
        print(
            f"{name:<6} p50 {p50:5.1f} ms   p99 {p99:5.1f} ms   longest {most:5.1f} ms   "
            f"({len(typist.echoes)} keys)   Enter p50 {enter:5.1f} ms"
        )
    held = sorted(blocks)[int((len(blocks) - 1) * (1 - longer))] <= LONGEST_BLOCK
    beyond = sum(block > LONGEST_BLOCK for block in blocks)
    longest, most = max(blocks) * 1000, LONGEST_BLOCK * 1000
    print(f"longest block {longest:.1f} ms (at most {most:.0f}; {beyond} of {len(blocks)} are longer)")
    for percent, limit in LIMITS.items():
        ratio = percentile(typists["ours"].echoes, percent) / percentile(typists["Input"].echoes, percent)
        print(f"p{percent} ratio {ratio:.2f} (at most {limit})")
        held = held and ratio <= limit
    return held


if __name__ == "__main__":
    main()
