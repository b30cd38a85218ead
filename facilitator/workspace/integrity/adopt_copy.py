"""Taking in what folder sync left: a copy of a session as one of its own, of the programme what is new."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec

from facilitator.errors import BadInput, FacilitatorError
from facilitator.identity import new_id
from facilitator.language.words import stamp_in_name
from facilitator.model.base import Record
from facilitator.model.references import with_ids
from facilitator.model.registry import entities_of
from facilitator.model.session import ListeningSession
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import RecordFile
from facilitator.workspace.deletion.log import KeptOut
from facilitator.workspace.deletion.removal import delete
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.integrity.check import REPAIRED
from facilitator.workspace.integrity.older_states import what_comes_back
from facilitator.workspace.integrity.repair import keep_copies
from facilitator.workspace.paths import safe_name


def take_in(folder: ProgrammeFolder, name: str, when: datetime) -> SessionFile:
    """Make the copy called *name* a session with the next free number; the copy goes to the repair folder.

    Its records get ids of their own, so what stands in both files is there twice from then on. What was
    erased since stays out. Raises `BadInput`, `Damaged`, `InUse` or `NotSaved`.
    """
    sessions = folder.sessions
    path = _copy_called(folder, name)
    with closing(SessionFile(path)) as copy:
        session = copy.session
        records = _wordless(folder, [record for kind in entities_of("session") for record in copy.all(kind)])
    number = max((file.session.number for file in sessions), default=0) + 1
    taken = {path.stem.casefold() for path in folder.path.glob("*.json")}
    file = SessionFile(folder.path / f"{safe_name(f'{folder.copies[path].path.stem} copy', taken)}.json")
    try:
        with file.group("taken in", undoable=False):
            for record in _as_others(records, session, number):
                file.put(record)
    except FacilitatorError:
        file.close()
        raise
    _put_away(path, folder.path / REPAIRED / stamp_in_name(when.astimezone()))
    return file


def is_of_programme(folder: ProgrammeFolder, name: str) -> bool:
    """Tell whether the copy called *name* is one of the programme's own file. Raises `BadInput` for none."""
    return folder.copies[_copy_called(folder, name)].path == folder.file.path


def _copy_called(folder: ProgrammeFolder, name: str) -> Path:
    folder.sessions  # noqa: B018  # reading them fills `copies`
    path = folder.path / name
    if path not in folder.copies:
        names = ", ".join(path.name for path in folder.copies) or "no copy"
        raise BadInput(f"{name} is no copy that was left in {folder.path}.", f"There is: {names}.")
    return path


def take_in_programme(folder: ProgrammeFolder, name: str, when: datetime) -> int:
    """Write into the programme what only its copy called *name* has; return how many records that were.

    What was removed or erased since stays out, what stands in both stays as the programme has it. The copy
    goes to the repair folder. Raises `BadInput`, `Damaged`, `RuleBroken`, `InUse` or `NotSaved`.
    """
    path = _copy_called(folder, name)
    keep_out = what_comes_back(folder.path)
    with closing(RecordFile(path, "programme")) as copy:
        records = [record for kind in entities_of("programme") for record in copy.all(kind)]
    new = []
    for record in records:
        kind = type(record)
        if folder.file.was_removed(record) or folder.file.find(kind, record.id):
            continue
        document = keep_out(kind, msgspec.to_builtins(record))
        if document is not None:
            new.append(msgspec.convert(document, kind))
    with folder.file.group("taken in", undoable=False):
        for record in new:
            folder.file.put(record)
    _put_away(path, folder.path / REPAIRED / stamp_in_name(when.astimezone()))
    return len(new)


def _wordless(folder: ProgrammeFolder, records: list[Record]) -> list[Record]:
    """Return the records without what was erased; one that went as a whole stays, for what points at it."""
    wordless = KeptOut(folder.path).wordless
    documents = ((type(each), wordless(type(each), msgspec.to_builtins(each))) for each in records)
    return [msgspec.convert(document, kind) for kind, document in documents if document is not None]


def _as_others(records: list[Record], session: ListeningSession, number: int) -> list[Record]:
    """Return the records under new ids, pointing at each other as they did."""
    ids = {record.id: new_id() for record in records}
    others = [msgspec.convert(with_ids(msgspec.to_builtins(each), ids), type(each)) for each in records]
    name = f"{session.name} copy of {session.short_id}".strip()
    replace = msgspec.structs.replace
    return [
        replace(each, number=number, name=name) if isinstance(each, ListeningSession) else each
        for each in others
    ]


def _put_away(path: Path, aside: Path) -> None:
    keep_copies(path, aside)
    for each in Files(path).companions():
        delete(each)
