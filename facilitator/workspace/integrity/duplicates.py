"""What stands twice in a programme: copies that folder sync left, numbers and ids of sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facilitator.commands import command
from facilitator.errors import Damaged
from facilitator.language.words import count, listed
from facilitator.model.registry import entities_of
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.record_files import PROGRAMME_FILE, kind_of
from facilitator.workspace.folder.sync_copies import CopyOrigin, Differences, differences
from facilitator.workspace.integrity.problems import Fix, Problem

MOVE = "A person must decide: move it out of the folder."

"""What to do with a copy that cannot be read."""


def copies(folder: ProgrammeFolder) -> Iterator[Problem]:
    """Yield each copy that folder sync left, and what it holds that its original does not."""
    originals = {file.path: file for file in (folder.file, *folder.sessions)}
    for path, origin in folder.copies.items():
        what = copy_sentence(origin)
        try:
            copy = RecordFile(path, kind_of(origin.path))
        except Damaged as damage:
            yield Problem(path, f"{what}. {damage.happened}", MOVE)
            continue
        yield _copy(path, origin, what, differences(copy, originals[origin.path]))
        copy.close()


def copy_sentence(origin: CopyOrigin) -> str:
    """Return the beginning of a sentence: which program left a copy of which file."""
    return f"{origin.left_by[:1].upper()}{origin.left_by[1:]} left this copy of {origin.path.name}"


def _copy(path: Path, origin: CopyOrigin, what: str, found: Differences) -> Problem:
    if not (found.new or found.other):
        return Problem(
            path,
            f"{what}. It holds nothing that {origin.path.name} has not.",
            "With --repair it goes to the repair folder.",
            Fix.ASIDE,
        )
    new = f"{count(found.new, 'record')} that {origin.path.name} has not"
    other = f"{found.other} that it has in another state"
    take_in = command("check", "--take-in", path.name, "--programme", path.parent.name)
    parts = listed([part for part, number in ((new, found.new), (other, found.other)) if number])
    way = f"to keep it as well: {take_in}"
    if origin.path.name == PROGRAMME_FILE:
        way = f"to write into it what only the copy has: {take_in}"
    return Problem(path, f"{what}. It holds {parts}.", f"A person must decide; {way}")


def twins(folder: ProgrammeFolder) -> Iterator[Problem]:
    """Yield each session number and each id that stands in more than one file."""
    numbers: dict[int, Path] = {}
    for file in sorted(folder.sessions, key=lambda file: (file.session.created, file.path.name)):
        first = numbers.setdefault(file.session.number, file.path)
        if first != file.path:
            yield Problem(
                file.path,
                f"{first.name} is {file.session.short_id} too.",
                "With --repair this one, planned later, gets the next free number.",
                Fix.NUMBERS,
            )
    holders: dict[str, Path] = {}
    shared: set[tuple[Path, Path]] = set()
    for each in (folder.file, *folder.sessions):
        for id in _ids(each):
            if holders.setdefault(id, each.path) != each.path:
                shared.add((holders[id], each.path))
    for earlier, later in sorted(shared):
        yield Problem(
            later,
            f"Records of it stand in {earlier.name} too, under the same ids.",
            "A person must decide: if one is a copy of the other, move it out of the folder.",
        )


def _ids(file: RecordFile) -> Iterator[str]:
    for kind in entities_of(file.kind):
        yield from (record.id for record in file.all(kind))
