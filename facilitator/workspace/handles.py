"""The handles of a programme: made from the key in its file, which is written when it is first needed."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.identity import new_secret
from facilitator.model.handle import HandleKey
from facilitator.workspace.programme_folder import ProgrammeFolder


def handles_for(folder: ProgrammeFolder, recipient: str) -> Callable[[str], str]:
    """Return what gives the handle of a record by its id, for one kind of *recipient* ("leaders").

    Raises `InUse` or `NotSaved` when the programme has no key yet and its file cannot be written.
    """
    key = _key(folder)
    return lambda id: key.handle(recipient, id)


def _key(folder: ProgrammeFolder) -> HandleKey:
    """Return the key of a programme. Of two, put together from two computers, always the same one."""
    keys = folder.file.all(HandleKey)
    if keys:
        return min(keys, key=lambda each: (each.created, each.id))
    with folder.file.group("key of handles", undoable=False):
        return folder.file.put(HandleKey(secret=new_secret()))
