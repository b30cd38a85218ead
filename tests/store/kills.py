"""Kills a program that writes, at random moments, and looks at what it left.

    python -m tests.store.kills [COUNT] [--seed N] [--stock]

A writer opens the store, makes changes and says after each that it is durable. It is killed (SIGKILL) at
a random moment, be it while opening, writing or closing. What is there then must be all it acknowledged,
and of the change it was making all or nothing. The next writer goes on with the same file. Half of the
writers only capture; the others also edit, remove, merge, compact, and close and open again.

With `--stock` the writers are those of TinyDB's own storage, which capture, edit and remove.
"""

import argparse
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document

from facilitator.errors import FacilitatorError
from facilitator.store.journal.journal import open_tinydb

ROOT = Path(__file__).resolve().parents[2]

MOST = 25
"""Acknowledged changes at most before a writer is killed."""

LATER = 0.004
"""Seconds at most between the last acknowledgement that is waited for and the kill."""

NOTES_BEFORE = 300
"""Notes in the file of TinyDB's own storage at first, as after some workshops."""

CAPTURES = ("insert",)
STOCK = ("insert", "edit", "remove")
MIXED = ("insert",) * 6 + ("edit",) * 4 + ("remove", "merge", "compact", "reopen")


def begin(seed: str, stock: bool) -> tuple[random.Random, tuple[str, ...]]:
    """Return the chance a writer goes by, and the kinds of changes it makes."""
    chance = random.Random(seed)
    mixed = chance.random() < 0.5
    return chance, STOCK if stock else MIXED if mixed else CAPTURES


def next_change(chance: random.Random, ids: list[int], kinds: tuple[str, ...]) -> tuple:
    """Return a change: its kind, a note it is about, a text."""
    kind = chance.choice(kinds)
    text = f"{chance.random()} " + "words " * chance.randrange(40)
    return (kind if ids else "insert", chance.choice(ids) if ids else 0, text)


def on_model(model: dict, change: tuple) -> dict:
    """Return the state after a change."""
    kind, note, text = change
    notes, ideas = dict(model["notes"]), dict(model["ideas"])
    if kind == "insert":
        notes[max(model["last"], 0) + 1] = text
    elif kind in ("edit", "merge"):
        notes[note] = text
    elif kind == "remove":
        del notes[note]
    if kind == "merge":
        ideas[len(ideas) + 1] = text
    return {"notes": notes, "ideas": ideas, "last": max([model["last"], *notes])}


def write(path: str, seed: str, stock: bool) -> None:
    """Be a writer: make changes for ever, a byte on stdout for each that is durable."""
    chance, kinds = begin(seed, stock)
    db = TinyDB(path) if stock else open_tinydb(path)
    model = read(db)
    os.write(1, b"o")
    while True:
        change = next_change(chance, sorted(model["notes"]), kinds)
        kind, note, text = change
        notes = db.table("notes")
        if kind == "insert":
            number = model["last"] + 1
            notes.insert(Document({"text": text}, number))
        elif kind == "edit":
            notes.update({"text": text}, doc_ids=[note])
        elif kind == "remove":
            notes.remove(doc_ids=[note])
        elif kind == "merge":
            with db.storage.batch():
                notes.update({"text": text}, doc_ids=[note])
                db.table("ideas").insert({"text": text})
        elif kind == "compact":
            db.storage.compact()
        else:
            db.close()
            db = open_tinydb(path)
        model = on_model(model, change)
        os.write(1, b".")


def read(db) -> dict:
    """Return the state of a store."""
    notes = {each.doc_id: each["text"] for each in db.table("notes")}
    ideas = {each.doc_id: each["text"] for each in db.table("ideas")}
    return {"notes": notes, "ideas": ideas, "last": max(notes, default=0)}


@dataclass
class Result:
    """What the kills did: *acknowledged* changes, and what was *bad*, in words."""

    kills: int = 0
    acknowledged: int = 0
    bad: list[str] = field(default_factory=list)


def kill_one(path: Path, seed: str, chance: random.Random, stock: bool) -> int:
    """Start a writer, kill it, and return how many changes it acknowledged."""
    command = [sys.executable, "-m", "tests.store.kills", "--writer", str(path), "--seed", seed]
    with subprocess.Popen(
        [*command, *(["--stock"] if stock else [])],
        stdout=subprocess.PIPE,
        bufsize=0,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as writer:
        said, enough = b"", chance.randrange(MOST + 2)
        while len(said) < enough and (more := writer.stdout.read(1)):
            said += more
        select.select([], [], [], chance.random() * LATER)
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.read()
    return max(len(said) - 1, 0)


def run(count: int, folder: Path, *, seed: int = 1, stock: bool = False) -> Result:
    """Kill so many writers of one file; after damage begin with a new file."""
    chance, result, path = random.Random(seed), Result(), None
    for number in range(count):
        if path is None:
            path, model = folder / f"{number}.json", {"notes": {}, "ideas": {}, "last": 0}
            if stock:
                model["notes"] = {id: "words " * 20 for id in range(1, NOTES_BEFORE + 1)}
                model["last"] = NOTES_BEFORE
                path.write_text(json.dumps({"notes": {id: {"text": t} for id, t in model["notes"].items()}}))
        before = dict(model, last=max(model["notes"], default=0))
        acknowledged = kill_one(path, f"{seed} {number}", chance, stock)
        result.kills += 1
        result.acknowledged += acknowledged
        wrong, model = look(path, f"{seed} {number}", before, acknowledged, stock)
        if wrong:
            result.bad.append(f"kill {number}: {wrong}")
            path = None
    return result


def look(path: Path, seed: str, model: dict, acknowledged: int, stock: bool) -> tuple[str | None, dict]:
    """Say what is wrong with what a killed writer left, if anything, and return what is there."""
    chance, kinds = begin(seed, stock)
    for _ in range(acknowledged):
        model = on_model(model, next_change(chance, sorted(model["notes"]), kinds))
    after = on_model(model, next_change(chance, sorted(model["notes"]), kinds))
    try:
        with TinyDB(path, access_mode="r") if stock else open_tinydb(path, read_only=True) as db:
            held = read(db)
    except FileNotFoundError:
        return ("the file is gone" if acknowledged else None), model
    except (FacilitatorError, ValueError) as error:
        return f"unreadable: {error}", model
    report = [] if stock else db.storage.report
    if report:
        return f"reports {report}", held
    for right in (model, after):
        if (held["notes"], held["ideas"]) == (right["notes"], right["ideas"]):
            return None, held
    lost = len(model["notes"].keys() - held["notes"].keys())
    return (f"{lost} acknowledged notes lost" if lost else "wrong"), held


def main() -> int:
    """Run, and print what happened."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=300)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--writer", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.writer:
        write(chosen.writer, chosen.seed, chosen.stock)
    with tempfile.TemporaryDirectory() as folder:
        result = run(chosen.count, Path(folder), seed=int(chosen.seed), stock=chosen.stock)
    for each in result.bad:
        print(each)
    print(f"{result.kills} kills, {result.acknowledged} acknowledged changes, {len(result.bad)} bad")
    return 1 if result.bad else 0


if __name__ == "__main__":
    sys.exit(main())
