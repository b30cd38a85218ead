"""The files as bytes: checksums, journals, and what interruptions and folder sync left beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facilitator.errors import Damaged
from facilitator.model.base import FileKind
from facilitator.store.findings import FromOutside
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files, unfinished
from facilitator.store.journal.lines import SnapshotMark, read_marks
from facilitator.store.journal.recovery import Recovered, recover
from facilitator.store.records.lock import holder_of
from facilitator.store.records.pieces import strange_tables
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.sync_copies import origin_of
from facilitator.workspace.integrity.problems import Fix, Problem

_ENDINGS = (".journal", ".previous", ".bad", ".sum")
_ANEW = "With --repair it is written anew as it reads now."
_OUTSIDE = (
    "If something is missing, look for it where your folder sync keeps versions; "
    "with --repair it is written anew as it reads now."
)


def check_bytes(path: Path, kind: FileKind) -> Iterator[Problem]:
    """Yield what is wrong with the bytes of a record file that can be read, and of those that go with it.

    A file that is open for changes in another window is in motion, so nothing is said of it.
    """
    if holder_of(path) is not None or not path.exists():
        return
    try:
        found = recover(Files(path), Disk())
    except (Damaged, OSError):
        return  # whoever opens the file hears of that
    strange = strange_tables(found.tables or {}, kind)
    if strange:
        yield _strange(path, strange, damaged=bool(found.report))
        if found.report:
            return
    for sentence in (*found.report, *_state_before(path, found)):
        remedy = _OUTSIDE if isinstance(sentence, FromOutside) else _ANEW
        yield Problem(path, str(sentence), remedy, Fix.WRITE_ANEW)


def _strange(path: Path, names: list[str], *, damaged: bool) -> Problem:
    what = f"It has a table that this version does not know: {', '.join(names)}."
    if damaged:
        remedy = "It is not as it was saved either. With --repair the name is set right where it is clear."
        return Problem(path, what, remedy, Fix.SALVAGE)
    return Problem(path, what, "A person must decide: another version or program put it there.")


def _state_before(path: Path, found: Recovered) -> Iterator[str]:
    """Yield a sentence when the state before is not as it was saved, or the checksums are gone."""
    files = Files(path)
    try:
        before, sums = Disk().read(files.previous), Disk().read(files.checksum)
    except OSError as error:
        yield f"{files.previous.name}, the state before, cannot be read: {error.strerror}."
        return
    if before is not None and sums is None:
        yield f"{files.checksum.name}, which tells damage, is gone."
    elif before is not None and not found.report:
        marks = read_marks(sums or b"")
        if not any(mark.same_text(SnapshotMark.of(before, 0)) for mark in marks):
            yield f"{files.previous.name}, the state before, is damaged."


def check_leftovers(folder: Path) -> Iterator[Problem]:
    """Yield what lies in a programme's folder and belongs to no record file any more."""
    names = sorted(path for path in folder.iterdir() if path.is_file())
    records = {path for path in names if path.suffix == ".json" and not path.name.startswith(".")}
    in_use = {path for path in records if holder_of(path) is not None}
    for path in names:
        owner = record_file_of(path)
        if owner is None or owner in in_use:
            continue
        if path == unfinished(path.with_suffix("")) or path.suffix == ".new":
            yield Problem(
                path,
                "An interruption left it; nothing was in it that is not in the file.",
                "With --repair it goes to the repair folder.",
                Fix.ASIDE,
            )
        elif path.suffix == ".bad":
            yield Problem(
                path,
                "Pieces of a damaged journal are kept in it.",
                "With --repair it goes to the repair folder; whoever knows JSON may read it.",
                Fix.ASIDE,
            )
        elif owner not in records:
            yield from _orphan(path, owner, records)


def record_file_of(path: Path) -> Path | None:
    """Return the record file that a file beside it belongs to by its name; None for any other file."""
    name = path.name
    if path.suffix == ".new" and name.startswith("."):
        name = name[1:].removesuffix(".new")
    else:
        name = name.removesuffix(".tmp")
        ending = next((ending for ending in _ENDINGS if name.endswith(ending)), "")
        if name == path.name and not ending:
            return None
        name = name.removesuffix(ending)
    return path.with_name(name) if ".json" in name else None


def _orphan(path: Path, owner: Path, records: set[Path]) -> Iterator[Problem]:
    plain = path.with_name(owner.name.replace(".json", "") + ".json")
    copied = origin_of(plain, records)
    if copied is not None:
        yield Problem(
            path,
            f"{copied.left_by} left this copy of what lies beside {copied.path.name}.",
            "A person must decide: it may hold what was written there. Then move it out of the folder.",
        )
    elif owner.name == PROGRAMME_FILE:
        return  # that it is gone is told by whoever opens the folder
    elif path.suffix == ".journal":
        yield Problem(
            owner,
            "The file is gone, but not its journal.",
            "With --repair it is put together from its journal and the state before.",
            Fix.SALVAGE,
        )
    elif path.suffix == ".previous" and not Files(owner).journal.exists():
        yield Problem(
            path,
            f"{owner.name} is gone, and this is the state before its last.",
            f"A person must decide: name it {owner.name} to have it back, or delete it.",
        )
    elif path.suffix == ".sum" and not any(map(Path.exists, Files(owner).all())):
        yield Problem(
            path, "The file it belongs to is gone.", "With --repair it goes to the repair folder.", Fix.ASIDE
        )
