"""What a durable note costs, in small files and large ones, beside what else could have kept it.

    python benchmarks/capture.py [--quick] [--check] [--into DIR]

One run measures, in files that already hold 100, 1,000, 10,000 and 100,000 notes:

- capture: one note more, durable when the call returns. In turn with a bare append and fsync of the same
  bytes (the least anybody can do), with TinyDB's own storage and with SQLite in WAL mode with
  `synchronous=FULL`, so that all four meet the same moods of the disk.
- the first capture after opening: prepared, as the program does once it is to write, and not prepared,
  when the journal must be made first (shown, without a limit).
- edit and remove, by document number.
- load: opening 100,000 notes, all in the file at rest, and all in the journal as a killed program would
  leave them; against `json.loads` of the same notes. And the memory both hold then.

The ratios are of medians unless they say otherwise. With `--check` the exit code is 1 beyond the limits.
`--quick` takes fewer sizes and turns; its ratios say little. *DIR* should be on the disk that matters.
"""

# ruff: noqa: E402  # see below
from __future__ import annotations

import sys

# typing.py beside this file is called like a module of Python's own: its folder must not be searched.
sys.path = [each for each in sys.path if not each.endswith("benchmarks")]

import argparse
import gc
import json
import os
import random
import sqlite3
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tinydb import TinyDB
from tinydb.table import Table

from facilitator.store.journal.disk import Disk
from facilitator.store.journal.journal import JournalDB, JournalStorage, open_tinydb

SIZES = (100, 1_000, 10_000, 100_000)
LIMITS = {"capture": 1.4, "first": 1.5, "edit": 1.6, "remove": 1.6, "load": 1.3, "journal": 3.5, "heap": 1.3}
"""How many times the bare append (the first capture: its 99th percentile), or `json.loads`."""

TURNS = 300
STOCK_TURNS = {100: 100, 1_000: 60, 10_000: 20, 100_000: 4}
FIRSTS = 30
WARM_UPS = 5
LOADS = 5

Call = Callable[[int], object]


def note(number: int) -> dict[str, Any]:
    """Return a note as a session holds it."""
    return {
        "id": f"0198f3a2-7c4e-7d11-9a3b-{number:012x}",
        "created": "2026-03-12T09:41:07.123456Z",
        "changed": "2026-03-12T09:41:07.123456Z",
        "visibility": "team",
        "attribution": "Service desk",
        "segment": "pain-points",
        "kind": "pain",
        "text": f"We hear of a change when the phones ring, never before; that was number {number}.",
        "practice": "change-enablement",
        "nods": number % 7,
        "tags": ["handover", "night shift"],
        "strength": None,
    }


class Unsynced(Disk):
    """A disk that is only used to prepare files quickly."""

    def sync(self, handle: int) -> None:
        """Leave it to the system."""


class Prepared(JournalStorage):
    """A storage that is only used to prepare files quickly."""

    disk = Unsynced()


def prepare(path: Path, size: int) -> None:
    """Make a file at rest with so many notes."""
    with open_tinydb(path) as db:
        db.table("notes").insert_multiple(note(number) for number in range(size))


def timed(call: Call, number: int) -> float:
    """Return the seconds a call takes."""
    began = time.perf_counter()
    call(number)
    return time.perf_counter() - began


def sqlite(path: Path, size: int) -> tuple[sqlite3.Connection, Call]:
    """Return a SQLite file with so many notes, and how it takes one more."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT)")
    with db:
        db.execute("BEGIN")
        db.executemany("INSERT INTO notes (note) VALUES (?)", ((json.dumps(note(n)),) for n in range(size)))
    return db, lambda n: db.execute("INSERT INTO notes (note) VALUES (?)", (json.dumps(note(n)),))


def insert(table: Table, made: dict[int, dict[str, Any]]) -> Call:
    """Return how a table takes one note more; the notes are made before the clock runs."""
    return lambda n: table.insert(made[n])


def take_turns(calls: dict[str, Call], turns: int, fewer: dict[str, int]) -> dict[str, list[float]]:
    """Return the seconds of each call, all called in turn; *fewer* says which are called less often."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    order, chance = list(calls), random.Random(1)
    for turn in range(-WARM_UPS, turns):
        chance.shuffle(order)  # so that none is always the one behind a long one
        for name in order:
            call = calls[name]
            if turn < fewer.get(name, turns):
                seconds = timed(call, 1_000_000 + turn)
                if turn >= 0:
                    times[name].append(seconds)
    return times


def measure_size(folder: Path, size: int, turns: int) -> dict[str, list[float]]:
    """Measure everything that is done to a file of so many notes."""
    ours, stock = folder / "ours.json", folder / "stock.json"
    prepare(ours, size)
    stock.write_bytes(ours.read_bytes())
    line = (json.dumps(note(size)) + "\n").encode()
    handle = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append(_: int) -> None:
        os.write(handle, line)
        os.fsync(handle)

    made = {n: note(n) for n in range(1_000_000 - WARM_UPS, 1_000_000 + turns)}
    connection, into_sqlite = sqlite(folder / "notes.sqlite", size)
    with open_tinydb(ours) as db, TinyDB(stock, encoding="utf-8") as theirs:
        table, other = db.table("notes"), theirs.table("notes")
        calls: dict[str, Call] = {
            "raw": append,
            "capture": insert(table, made),
            "sqlite": into_sqlite,
            "edit": lambda n: table.update({"nods": n}, doc_ids=[n % 40 + 1]),
            "remove": lambda n: table.remove(doc_ids=[n - 1_000_000 + 60]),
            "stock": insert(other, made),
        }
        fewer = {"stock": min(STOCK_TURNS[size], turns)}
        times = take_turns(calls, turns, fewer)
    for name in ("first", "unready"):
        times[name] = [first_capture(ours, name == "first") for _ in range(min(FIRSTS, turns))]
    connection.close()
    os.close(handle)
    return times


def first_capture(path: Path, prepared: bool) -> float:
    """Return the seconds of the first capture after opening."""
    with open_tinydb(path) as db:
        if prepared:
            db.storage.prepare()
        return timed(insert(db.table("notes"), {7: note(7)}), 7)


def best(call: Callable[[], object], times: int) -> float:
    """Return the shortest of several times, in seconds; what was made is let go of in between."""
    seconds = []
    for _ in range(times):
        gc.collect()
        began = time.perf_counter()
        made = call()
        seconds.append(time.perf_counter() - began)
        del made
    return min(seconds)


def heap(call: Callable[[], object]) -> int:
    """Return the bytes that what is made holds."""
    gc.collect()
    tracemalloc.start()
    made = call()
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del made
    return held


def measure_load(folder: Path, size: int, times: int) -> dict[str, float]:
    """Measure opening a file, at rest and all in the journal, against `json.loads`."""
    rests, journalled = folder / "rests.json", folder / "journalled.json"
    prepare(rests, size)
    db = JournalDB(journalled, storage=Prepared, lazy=True)
    for number in range(size):
        db.table("notes").insert(note(number))
    del db
    text = rests.read_bytes()
    plain = best(lambda: json.loads(text), times)
    held = heap(lambda: json.loads(text))
    return {
        "json.loads": plain,
        "load": best(lambda: open_tinydb(rests), times),
        "journal": best(lambda: open_tinydb(journalled), times),
        "json heap": held,
        "heap": heap(lambda: open_tinydb(rests)),
        "journal heap": heap(lambda: open_tinydb(journalled)),
    }


def p99(times: list[float]) -> float:
    """Return the 99th percentile."""
    return sorted(times)[int(len(times) * 0.99)]


def report_size(size: int, times: dict[str, list[float]]) -> list[str]:
    """Print a row of the table; return what is beyond its limit."""
    middle = {name: statistics.median(each) for name, each in times.items()}
    ratios = {name: middle[name] / middle["raw"] for name in ("capture", "edit", "remove")}
    ratios["first"] = middle["first"] / p99(times["raw"])
    columns = ("raw", "capture", "edit", "remove", "first", "unready", "sqlite", "stock")
    print(f"{size:>8,}", *(f"{middle[name] * 1000:>9.2f}" for name in columns), end="   ")
    print(*(f"{ratios[name]:>8.2f}" for name in ("capture", "edit", "remove", "first")))
    return [
        f"{name} at {size:,} notes: {ratio:.2f}" for name, ratio in ratios.items() if ratio > LIMITS[name]
    ]


def report_load(size: int, found: dict[str, float]) -> list[str]:
    """Print what loading took; return what is beyond its limit."""
    ratios = {name: found[name] / found["json.loads"] for name in ("load", "journal")}
    ratios["heap"] = max(found["heap"], found["journal heap"]) / found["json heap"]
    print(f"\n{size:,} notes: json.loads {found['json.loads'] * 1000:.0f} ms,", end=" ")
    print(f"opened at rest {found['load'] * 1000:.0f} ms ({ratios['load']:.2f} x),", end=" ")
    print(f"all in the journal {found['journal'] * 1000:.0f} ms ({ratios['journal']:.2f} x)")
    print(f"memory: json.loads {found['json heap'] / 1e6:.1f} MB,", end=" ")
    print(
        f"ours {found['heap'] / 1e6:.1f} MB, from the journal {found['journal heap'] / 1e6:.1f} MB", end=" "
    )
    print(f"({ratios['heap']:.2f} x)")
    return [f"{name}: {ratio:.2f}" for name, ratio in ratios.items() if ratio > LIMITS[name]]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer sizes and turns")
    parser.add_argument("--check", action="store_true", help="exit code 1 beyond a limit")
    parser.add_argument("--into", type=Path, help="the folder to measure in")
    chosen = parser.parse_args()
    sizes = SIZES[::2] if chosen.quick else SIZES
    beyond: list[str] = []
    print("Milliseconds, medians; then times raw (first: times the 99th percentile of raw)")
    print(
        "   notes       raw   capture      edit    remove     first   unready    sqlite     stock", end="   "
    )
    print(" capture     edit   remove    first")
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=chosen.into) as folder:
            beyond += report_size(size, measure_size(Path(folder), size, 60 if chosen.quick else TURNS))
    with tempfile.TemporaryDirectory(dir=chosen.into) as folder:
        beyond += report_load(sizes[-1], measure_load(Path(folder), sizes[-1], 2 if chosen.quick else LOADS))
    print(*(f"Beyond the limit: {each}" for each in beyond), sep="\n")
    return 1 if chosen.check and beyond else 0


if __name__ == "__main__":
    sys.exit(main())
