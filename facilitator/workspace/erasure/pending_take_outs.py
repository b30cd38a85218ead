"""Erasing what was taken out of sessions, when undo can no longer bring it back.

`model.take_out.TakeOutDue` remembers it in the session's own file. What an earlier window left to do,
because it ended within undo's ten seconds, is done on the next opening.

See docs/field.md, "Taking out".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypedDict

import msgspec

from facilitator.errors import FacilitatorError
from facilitator.model.take_out import TakeOutDue
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace

PATIENCE = 2.0
"""Seconds to wait for the disk before a file is let go of."""

if TYPE_CHECKING:
    from facilitator.workspace.erasure.engine import Erasure

# The engine is imported where it is used: a program starts without it.


class _What(TypedDict):
    ids: list[str]
    earlier_only: bool
    also_remove: list[TakeOutDue]


def waiting(file: SessionFile) -> tuple[TakeOutDue, ...]:
    """Return what was taken out of a session and still stands in files."""
    return tuple(each for each in file.all(TakeOutDue) if each.erase)


def left_behind(folder: ProgrammeFolder) -> Iterator[tuple[SessionFile, TakeOutDue]]:
    """Yield what waits in files that no program has open: the window it was taken out in has ended."""
    for file in folder.sessions:
        due = waiting(file)
        if due and not file.is_held and file.holder is None:
            yield from ((file, each) for each in due)


def erase_waiting(workspace: Workspace, folder: ProgrammeFolder) -> tuple[FacilitatorError, ...]:
    """Erase all that waits in this programme, but for files another program has open; return what went wrong.

    It is for a program that opens or leaves the programme: it takes as long as it takes.
    """
    wrong: list[FacilitatorError] = []
    if not any(waiting(file) for file in folder.sessions):
        return ()
    from facilitator.workspace.erasure.take_out import take_out

    for file in folder.sessions:
        if file.holder is not None or file.newer:
            continue
        for together in batches(waiting(file)):
            try:
                take_out(workspace, folder, file, **_what(together))
                _note_done(file, together)
            except FacilitatorError as error:
                wrong.append(error)
    return tuple(wrong)


def batches(due: Iterable[TakeOutDue]) -> tuple[tuple[TakeOutDue, ...], ...]:
    """Return what can be erased in one go: all that was taken out, then all that was said otherwise."""
    every = tuple(due)
    gone = tuple(each for each in every if not each.reworded)
    reworded = tuple(each for each in every if each.reworded)
    return tuple(batch for batch in (gone, reworded) if batch)


def _what(together: Sequence[TakeOutDue]) -> _What:
    """Return what the engine is told of a batch; what leaves nothing to ask about goes in the same change."""
    return {
        "ids": [id for due in together for id in due.about],
        "earlier_only": bool(together[0].reworded),
        "also_remove": [due for due in together if not due.derived],
    }


async def erase_in_background(
    workspace: Workspace, folder: ProgrammeFolder, file: SessionFile, together: Sequence[TakeOutDue]
) -> None:
    """Erase a batch of what was taken out while the program goes on: the long steps on other threads.

    When undo brought any of it back meanwhile, nothing is done. Raises `InUse`, `NotSaved` or `Damaged`: do
    it again then.
    """

    def plan() -> Erasure:
        from facilitator.workspace.erasure.engine import Erasure
        from facilitator.workspace.erasure.take_out import plan_take_out

        return Erasure(plan_take_out(workspace, folder, file, **_what(together)).task)

    def is_brought_back() -> bool:
        return any(file.find(TakeOutDue, due.id) is None for due in together)

    # Imported here: plain commands never come this way.
    import asyncio

    erasure = await asyncio.to_thread(plan)
    if is_brought_back():
        return
    was_held = file.is_held
    with erasure:
        await asyncio.to_thread(erasure.change_copies)
        if is_brought_back():
            return
        erasure.change_records()
        _note_done(file, together)
        await asyncio.to_thread(erasure.finish)
    if not was_held:  # what another window left is done; whoever leads that session next shall find it free
        await asyncio.to_thread(file.close, PATIENCE)


def _note_done(file: SessionFile, together: Sequence[TakeOutDue]) -> None:
    """Write down that the words are gone where something that came from them is still to be asked about."""
    left = [now for due in together if (now := file.find(TakeOutDue, due.id)) is not None]
    if not left:
        return
    with file.group("words taken out", undoable=False):
        for now in left:
            if now.derived:
                file.put(msgspec.structs.replace(now, gone=(), reworded="", erase=False))
            else:
                file.remove(now)
