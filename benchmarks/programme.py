"""How a large programme does against an empty Textual app and the demo, in the same run.

    python benchmarks/programme.py [--runs N] [--sessions N] [--quick] [--check] [--profile]

The programme has 40 teams, the 34 practices, 1,000 sessions (60 with `--quick`) and 100 notes and measures
in each. The program's own verbs made it; it is kept between runs in a folder of the computer's temporary
files, by its size and the shape of this file, and taken to another folder for a run.

Times, each the median of some fresh processes, in turn:

- *first paint*: from the start of the process until the first words of Home have arrived in a terminal
- *Home complete*: until the last heading of Home has
- *session list* and *search* (one word, nothing remembered): until the command has ended

*Memory at Home* is the peak of what the process held, in MB, once Home is complete (Linux only).
Every figure has its ratio to its yardstick. With `--check` the exit code is 1 beyond a limit. With
`--profile` nothing is timed: it prints in which functions `session list` spends its time.
"""

# ruff: noqa: E402  # see below
from __future__ import annotations

import sys

# typing.py beside this file is called like a module of Python's own: its folder must not be searched.
sys.path = [each for each in sys.path if not each.endswith("benchmarks")]

import argparse
import hashlib
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the checkout it stands in

TEAMS = 40
SESSIONS, QUICK = 1_000, 60
NOTES, TOUCHED, IDEAS, ACTIONS = 80, 12, 4, 4
"""What is in each session: a hundred notes and measures in all."""

NEW = 20
"""So many of the last sessions have actions that are still open."""

BEGINS = datetime(2023, 1, 9, 10, tzinfo=UTC)
LAST_DAY = "2026-11-30"
WORDS = (
    "ticket",
    "queue",
    "change",
    "window",
    "desk",
    "rota",
    "laptop",
    "teaching",
    "week",
    "network",
    "release",
    "owner",
    "answer",
    "Friday",
)
RARE = "zephyr"
"""A word that one note of each hundredth session holds: what is searched for."""

LIMITS = {
    "first paint": ("empty app", 1.4),
    "Home complete": ("demo complete", 1.5),
    "memory at Home": ("demo memory", 1.3),
    "session list": ("seconds", 1.5),
    "search": ("seconds", 4.0),
}
"""What each may be at most, and of what."""


def _start() -> Any:
    """Return the module that starts programs in a terminal: start.py beside this file."""
    spec = spec_from_file_location("benchmark_start", Path(__file__).with_name("start.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


START = _start()


# The programme


def programme(sessions: int) -> Path:
    """Return a workspace with a programme of that many sessions; made where no earlier run left it."""
    shape = hashlib.sha256(Path(__file__).read_bytes().split(b"# Measuring")[0]).hexdigest()[:12]
    kept = Path(tempfile.gettempdir(), f"facilitator-programme-{sessions}-{shape}")
    if not kept.is_dir():
        print(f"Making {sessions} sessions in {kept}; this is done once.", file=sys.stderr)
        began = time.perf_counter()
        unfinished = Path(tempfile.mkdtemp(prefix="facilitator-programme-"))
        _make(unfinished, sessions)
        unfinished.rename(kept)
        print(f"Made in {time.perf_counter() - began:.0f} s.", file=sys.stderr)
    return kept


def _make(root: Path, sessions: int) -> None:
    from facilitator.model.team import Team, TeamKind
    from facilitator.workspace.folder.workspace import Workspace

    folder = Workspace(root).new_programme("Years of listening", "Harrowmere University", timezone="UTC")
    kinds = tuple(TeamKind)
    with folder.file.group("teams"):
        teams = [
            folder.file.put(Team(name=f"Team {number:02}", kind=kinds[number % len(kinds)], headcount=9))
            for number in range(TEAMS)
        ]
    folder.sessions  # noqa: B018  # from here on each new one is added to those that are known
    for number in range(sessions):
        _add_session(folder, teams, number, sessions)
    folder.close()


def _add_session(folder: Any, teams: Sequence[Any], number: int, sessions: int) -> None:
    """Add one session as it is once all of it was shared and closed; the last three are still captured."""
    from facilitator.model.session import ListeningSession, ReadBack, SessionStatus

    script = folder.catalogue.scripts["listening-60"]
    begins = BEGINS + timedelta(days=number * 1_400 // sessions)
    team = teams[number % TEAMS].id
    file = folder.add_session(
        ListeningSession(number=1, teams=(team,), script=script, planned_start=begins, minutes=60)
    )
    with file.group("what was said", undoable=False):
        for record in _records(folder, teams, number, is_new=number >= sessions - NEW):
            file.put(record)
    going = [SessionStatus.RUNNING, SessionStatus.CAPTURED]
    if number < sessions - 3:
        going += [SessionStatus.REVIEWED, SessionStatus.SHARED, SessionStatus.CLOSED]
    for status in going:
        reviewed = {"read_back": ReadBack(done=True, at=begins)} if status is SessionStatus.REVIEWED else {}
        file.put(file.session.moved_to(status, **reviewed))
    file.close()


def _records(folder: Any, teams: Sequence[Any], number: int, *, is_new: bool) -> list[Any]:
    """Return a hundred notes and measures of one team; only what was promised in a new session is open."""
    from facilitator.model.action import Action, ActionStatus
    from facilitator.model.idea import IdeaStatus, ImprovementIdea
    from facilitator.model.interaction import Interaction, TouchRole
    from facilitator.model.observation import KINDS, Observation

    practices, kinds = tuple(folder.catalogue.practices), tuple(KINDS)[:7]
    team, other = teams[number % TEAMS].id, teams[(number * 7 + 1) % TEAMS].id
    counterparts = () if other == team else (other,)
    many = len(practices)
    found: list[Any] = [
        Observation(
            number=each + 1,
            text=_sentence(number, each),
            kind=kinds[each % len(kinds)],
            practice=practices[(number + each) % many],
        )
        for each in range(NOTES)
    ]
    for each in range(TOUCHED):
        ease = 1 + (number + each) % 5
        practice = practices[(number * 3 + each) % many]
        told = Interaction(
            team=team,
            practice=practice,
            role=TouchRole.PERFORMS,
            importance=3,
            ease=ease,
            rung=1 + each % 4,  # type: ignore[arg-type]  # a number of the ladder becomes its rung
            counterparts=counterparts,
        )
        found.append(told)
    for each in range(IDEAS):
        title = f"Idea {each}: {_sentence(number, each)}"
        declined = {"status": IdeaStatus.DECLINED, "answer": "The new rota answers it."}
        found.append(ImprovementIdea(number=each + 1, title=title, **declined))
    for each in range(ACTIONS):
        over = {} if is_new else {"status": ActionStatus.DROPPED, "reason": "The desk does it by now."}
        found.append(Action(number=each + 1, text=f"Do {_sentence(number, each)}", **over))
    return found


def _sentence(number: int, each: int) -> str:
    words = [WORDS[(number * 5 + each * 3 + at * (1 + each % 4)) % len(WORDS)] for at in range(11)]
    if number % 100 == 0 and each == 0:
        words.append(RARE)
    return " ".join(words)


# Measuring


def seconds_of(command: Sequence[str], around: dict[str, str]) -> float:
    """Return the seconds a plain command takes. What it prints is dropped."""
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=around, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def peak_of(command: Sequence[str], texts: Sequence[bytes], around: dict[str, str]) -> float:
    """Return the MB a program held at most until *texts* stood on its screen; 0.0 where nobody tells."""
    with tempfile.TemporaryDirectory(prefix="facilitator-") as place:
        told = Path(place, "peak")
        program = f"{PEAK}\nrun({str(told)!r}, {list(command[3:])!r})"
        START.first_paint([sys.executable, "-c", program], texts, around)
        return float(told.read_text()) if told.exists() else 0.0


PEAK = """
import re, sys

def run(told, arguments):
    sys.argv = ["facilitator", *arguments]
    from facilitator.__main__ import main
    try:
        main()
    finally:
        with open(told, "w") as file:
            # Not what the kernel says of its resources: there what started it counts as well.
            file.write(str(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024))
"""


def measured(large: Path, demo: Path, around: dict[str, str], runs: int) -> dict[str, float]:
    """Return the median of every figure."""
    ours = [sys.executable, "-m", "facilitator"]
    home = [*ours, "--workspace", str(large), "--as-of", LAST_DAY]
    example = [*ours, "demo", "--into", str(demo)]
    empty = [sys.executable, "-c", START.EMPTY_APP]
    first, all_of_it = START.HOME_TEXTS[:1], START.HOME_TEXTS
    figures: dict[str, Callable[[], float]] = {
        "empty app": lambda: START.first_paint(empty, START.EMPTY_TEXTS, around),
        "demo complete": lambda: START.first_paint(example, all_of_it, around),
        "demo memory": lambda: peak_of(example, all_of_it, around),
        "first paint": lambda: START.first_paint(home, first, around),
        "Home complete": lambda: START.first_paint(home, all_of_it, around),
        "memory at Home": lambda: peak_of(home, all_of_it, around),
        "session list": lambda: seconds_of([*home, "session", "list"], around),
        "search": lambda: seconds_of([*home, "search", RARE], around),
    }
    for name in ("empty app", "demo complete", "Home complete", "session list", "search"):
        figures[name]()  # compiled modules, and the copy of the example
    taken: dict[str, list[float]] = {name: [] for name in figures}
    for _ in range(runs):
        for name, measure in figures.items():
            taken[name].append(measure())
    return {name: statistics.median(each) for name, each in taken.items()}


def within(medians: dict[str, float]) -> bool:
    """Print every figure beside its limit; tell whether all keep within theirs."""
    for name in ("empty app", "demo complete", "demo memory"):
        print(f"{name:<15} {_figure(name, medians[name])}")
    kept = True
    for name, (yardstick, limit) in LIMITS.items():
        value = medians[name] if yardstick == "seconds" else medians[name] / (medians[yardstick] or 1)
        against = "s" if yardstick == "seconds" else f"× {yardstick}"
        over = value > limit
        kept = kept and not over
        shown = _figure(name, medians[name])
        print(f"{name:<15} {shown}   {value:6.2f} {against} (at most {limit}){'  OVER' if over else ''}")
    return kept


def _figure(name: str, value: float) -> str:
    return f"{value:7.1f} MB" if "memory" in name else f"{value * 1000:7.0f} ms"


def main() -> None:
    """Make the programme where it is missing, measure, and tell."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--runs", type=int, default=3, metavar="N", help="how often each is measured")
    options.add_argument("--sessions", type=int, default=SESSIONS, metavar="N", help="how many sessions")
    options.add_argument("--quick", action="store_true", help=f"with {QUICK} sessions, each measured once")
    options.add_argument("--check", action="store_true", help="exit code 1 beyond a limit")
    options.add_argument("--profile", action="store_true", help="print where session list spends its time")
    asked = options.parse_args()
    sessions, runs = (QUICK, 1) if asked.quick else (asked.sessions, asked.runs)
    kept = programme(sessions)
    with tempfile.TemporaryDirectory(prefix="facilitator-") as place:
        large = Path(place, "large")
        shutil.copytree(kept, large)
        around = START.environment(Path(place, "compiled"))
        if asked.profile:
            profiled = [sys.executable, "-m", "cProfile", "-s", "cumulative", "-m", "facilitator"]
            asked_for = ["--workspace", str(large), "--as-of", LAST_DAY, "session", "list"]
            subprocess.run([*profiled, *asked_for], cwd=ROOT, env=around, check=True)
            return
        medians = measured(large, Path(place, "demo"), around, runs)
    print(f"{sessions} sessions, {sessions * (NOTES + TOUCHED + IDEAS + ACTIONS)} notes and measures")
    if not within(medians) and asked.check:
        sys.exit(1)


if __name__ == "__main__":
    main()
