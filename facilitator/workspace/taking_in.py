"""Taking in a copy of a session that folder sync left, as a session of its own."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec

from facilitator.errors import BadInput, FacilitatorError
from facilitator.identity import new_id
from facilitator.model.base import Record, entities_of
from facilitator.model.references import with_ids
from facilitator.model.session import ListeningSession
from facilitator.store.files import Files
from facilitator.workspace.erasure.removal import delete
from facilitator.workspace.paths import safe_name
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile
from facilitator.workspace.repairing import REPAIRED, keep_copies


def take_in(folder: ProgrammeFolder, name: str, when: datetime) -> SessionFile:
    """Make the copy called *name* a session with the next free number; the copy goes to the repair folder.

    Its records get ids of their own, so what stands in both files is there twice from then on. Raises
    `BadInput`, `Damaged`, `InUse` or `NotSaved`.
    """
    sessions = folder.sessions
    path = folder.path / name
    if path not in folder.copies:
        names = ", ".join(path.name for path in folder.copies) or "no copy of a session"
        raise BadInput(f"{name} is no copy that was left in {folder.path}.", f"There is: {names}.")
    with closing(SessionFile(path)) as copy:
        session = copy.session
        records = [record for kind in entities_of("session") for record in copy.all(kind)]
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
    _put_away(path, folder.path / REPAIRED / f"{when.astimezone():%Y-%m-%d-%H%M%S}")
    return file


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
