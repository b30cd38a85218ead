"""Cuts the power at every point of a life of a store, and looks at everything that may be left.

    python -m tests.store.power_cut

The tests go on at one moment of each kind (`kind_of`), this command at all of them.

A life: a new file, changes of every kind, a compaction while it is open, words taken out without a trace,
closing, opening again. After each call to the disk the power is cut, and the program is killed: another
goes on, saves something, and the power is cut at every point of that as well. Each image is recovered,
written to once more, closed and opened again. It is bad when an acknowledged change is not there, half a
change is, one is there that was never made, the file is not plain JSON at rest, damage is reported that
nobody did, or words are in any file that were acknowledged to be gone.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable

from facilitator.errors import FacilitatorError
from facilitator.store.journal.journal import JournalDB, JournalStorage
from tests.store.memory_disk import JOURNAL, PATH, MemoryDisk


def opened(disk: MemoryDisk) -> JournalDB:
    """Open the store that lies on a disk."""
    return JournalDB(PATH, storage=type("OnThatDisk", (JournalStorage,), {"disk": disk}), lazy=True)


def contents(db: JournalDB) -> dict:
    """Return all that a store holds."""
    return {name: table for name, table in (db.storage.read() or {}).items() if table}


def insert(db):
    db.table("notes").insert({"text": "a note of some length", "nods": 3})


def edit(db):
    db.table("notes").update({"nods": 4, "tags": ["x", {"y": None}]}, doc_ids=[1])


def remove(db):
    db.table("notes").remove(doc_ids=[1])


def merge(db):
    with db.storage.batch():
        db.table("ideas").insert({"text": "merged"})
        db.table("notes").update({"merged": True})
        db.table("notes").insert({"text": "last of the batch"})


def empty(db):
    db.table("ideas").truncate()


def compact(db):
    db.storage.compact()


def prepare(db):
    db.storage.prepare()


SECRET = "said in confidence"


def confide(db):
    db.table("notes").insert({"text": SECRET})


def redact(db):
    with db.storage.batch(trace=False):
        told = [each.doc_id for each in db.table("notes") if each.get("text") == SECRET]
        db.table("notes").update({"text": "taken out"}, doc_ids=told)
        db.table("ideas").truncate()


LIFE: list[Callable[[JournalDB], None] | None] = [
    *(insert, insert, edit, merge, compact, edit, insert, remove, None),
    *(prepare, insert, None, empty, insert, compact, merge, prepare, compact, prepare, None),
    *(confide, redact, confide, None, confide, compact, confide, redact, redact, insert, None),
]
"""The steps of a life; None closes the store and opens it again."""


class Witness:
    """Records the disk after each call, which states of the store may be found there then, and whether
    the secret may."""

    def __init__(self, disk: MemoryDisk) -> None:
        self.moments: list[tuple[MemoryDisk, list[dict], bool]] = []
        self.disk = disk
        self.secret = True
        self.allowed: list[dict] = [{}]
        disk.after = lambda what, name: self.look()

    def look(self) -> None:
        """Remember this moment."""
        self.moments.append((self.disk.killed(), list(self.allowed), self.secret))

    def expect(self, *states: dict) -> None:
        """From here on only these states are right."""
        self.allowed = list(states)


def live(disk: MemoryDisk, life=LIFE) -> Witness:
    """Live a life on a disk and return what was seen."""
    witness = Witness(disk)
    ahead = _states(life)
    db, now = opened(disk), {}
    for step, after in zip(life, ahead, strict=True):
        witness.expect(now, after)
        witness.secret = witness.secret or step is confide
        if step is None:
            db.close()
            db = opened(disk)
        else:
            step(db)
        now = after
        witness.expect(now)
        if step is redact:
            witness.secret = False
            witness.look()
    db.close()
    witness.look()
    return witness


def _states(life) -> list[dict]:
    """Return the state after each step, on a disk without accidents."""
    states = []
    db = opened(MemoryDisk())
    for step in life:
        if step is not None:
            step(db)
        states.append(contents(db))
    return states


def go_on(disk: MemoryDisk, allowed: list[dict], secret: bool = True) -> Witness:
    """Let another program find the disk of a killed one, save something and close."""
    found = disk.killed()
    witness = Witness(found)
    witness.secret = secret
    witness.expect(*allowed)
    db = opened(found)
    before = contents(db)
    after = json.loads(json.dumps(before))
    number = str(db.storage.last_number("notes") + 1)
    after.setdefault("notes", {})[number] = {"text": "went on"}
    witness.expect(*allowed, after)
    db.table("notes").insert({"text": "went on"})
    witness.expect(after)
    db.close()
    witness.look()
    return witness


def fault(image: dict[str, bytes], allowed: list[dict], secret: bool = True) -> str | None:
    """Say what is wrong with an image, or None."""
    if not secret and any(SECRET.encode() in content for content in image.values()):
        return "holds the words that are gone"
    disk = MemoryDisk(image)
    try:
        db = opened(disk)
        held = contents(db)
        if held not in allowed:
            return f"holds {held}"
        if any("breaks off" not in line for line in db.storage.report):
            return f"reports {db.storage.report}"
        if image.get("x.json.previous"):
            json.loads(image["x.json.previous"])
        number = db.table("notes").insert({"text": "once more"})
        held = contents(db)
        again = contents(opened(disk.killed()))
        db.close()
        if again != held or held["notes"][str(number)] != {"text": "once more"}:
            return f"does not keep one more: {again}"
        if {name: table for name, table in json.loads(disk.read(PATH)).items() if table} != held:
            return "is not whole at rest"
        rested = opened(disk)
        return None if contents(rested) == held and not rested.storage.report else "is not right at rest"
    except (FacilitatorError, ValueError, LookupError) as error:
        return f"{type(error).__name__}: {error}"


class Tally:
    """Counts images and keeps the bad ones."""

    def __init__(self) -> None:
        self.images = 0
        self.bad: list[str] = []
        self._known: set[str] = set()

    def add(self, other: "Tally") -> None:
        """Count those of another run as well."""
        self.images += other.images
        self.bad += other.bad

    def look(self, moments, *, stop: bool) -> None:
        """Look at every image of these moments, each only once."""
        for disk, allowed, secret in moments:
            for image in disk.images():
                key = repr((sorted(image.items()), allowed, secret))
                if key in self._known:
                    continue
                self._known.add(key)
                self.images += 1
                wrong = fault(image, allowed, secret)
                if wrong:
                    self.bad.append(f"{wrong} | {sorted(image.items())}")
                    if stop:
                        return


def kind_of(disk: MemoryDisk) -> tuple:
    """Return what another program finds when it goes on here: which files there are, which are empty, whether
    the journal breaks off, whether the medium has many lines of it, and what it does not surely have."""
    files = tuple(
        (name, inode.seen == b"", inode.seen[-1:] in (b"\n", b"}"), bool(inode.waiting))
        for name, inode in sorted(disk.names.items())
    )
    lines = disk.names[JOURNAL].sure.count(b"\n") if JOURNAL in disk.names else 0
    return files, min(lines, 2), tuple((what, names[-1]) for what, *names in disk.waiting)


def one_of_each_kind(moments):
    """Return a moment of each kind, where there is one such in which the secret must be gone."""
    found: dict[tuple, tuple] = {}
    for moment in moments:
        disk, _, secret = moment
        kind = kind_of(disk)
        if kind not in found or (found[kind][2] and not secret):
            found[kind] = moment
    return list(found.values())


def run(disk: MemoryDisk, *, stop: bool = False, everywhere: bool = False) -> Tally:
    """Cut the power everywhere in a life on *disk*, and while the next program goes on after a kill.

    It goes on at a moment of each kind, or *everywhere*.
    """
    tally = Tally()
    witness = live(disk)
    tally.look(witness.moments, stop=stop)
    for disk, *expected in witness.moments if everywhere else one_of_each_kind(witness.moments):
        if stop and tally.bad:
            break
        tally.look(go_on(disk, *expected).moments, stop=stop)
    return tally


def main() -> int:
    """Print how many images there were and which are bad."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    began = time.perf_counter()
    tally = run(MemoryDisk(), everywhere=True)
    tally.add(run(MemoryDisk(links=False), everywhere=True))
    for each in tally.bad[:5]:
        print(each)
    print(f"{tally.images} images, {len(tally.bad)} bad, {time.perf_counter() - began:.0f} s")
    return 1 if tally.bad else 0


if __name__ == "__main__":
    sys.exit(main())
