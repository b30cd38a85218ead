"""Erasing what was taken out of sessions, when undo can no longer bring it back (domain.md §8.5).

`model.take_out.TakeOutDue` remembers it in the session's own file. What an earlier window left to do,
because it ended within undo's ten seconds, is done on the next opening.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from facilitator.errors import FacilitatorError
from facilitator.model.take_out import TakeOutDue
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile
from facilitator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from facilitator.workspace.erasure.engine import Erasure

# The engine is imported where it is used: a program starts without it.


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
        for due in waiting(file):
            try:
                take_out(
                    workspace,
                    folder,
                    file,
                    due.about,
                    earlier_only=bool(due.reworded),
                    also_remove=_with_it(due),
                )
                _note_done(file, due)
            except FacilitatorError as error:
                wrong.append(error)
    return tuple(wrong)


async def erase_in_background(
    workspace: Workspace, folder: ProgrammeFolder, file: SessionFile, due: TakeOutDue
) -> None:
    """Erase what was taken out while the program goes on: whatever takes time is done on other threads.

    What undo brought back meanwhile stays. Raises `InUse`, `NotSaved` or `Damaged`: do it again then.
    """

    def plan() -> Erasure:
        from facilitator.workspace.erasure.engine import Erasure
        from facilitator.workspace.erasure.take_out import plan_take_out

        found = plan_take_out(
            workspace, folder, file, due.about, earlier_only=bool(due.reworded), also_remove=_with_it(due)
        )
        return Erasure(found.task)

    erasure = await asyncio.to_thread(plan)
    if file.find(TakeOutDue, due.id) is None:
        return
    with erasure:
        await asyncio.to_thread(erasure.change_copies)
        if file.find(TakeOutDue, due.id) is None:
            return
        erasure.change_records()
        _note_done(file, due)
        await asyncio.to_thread(erasure.finish)


def _with_it(due: TakeOutDue) -> tuple[TakeOutDue, ...]:
    """Return the note itself where nothing has to be asked any more; it goes in the same change."""
    return () if due.derived else (due,)


def _note_done(file: SessionFile, due: TakeOutDue) -> None:
    """Write down that the words are gone where something that came from them is still to be asked about."""
    now = file.find(TakeOutDue, due.id)
    if now is not None:
        with file.group("words taken out", undoable=False):
            if now.derived:
                file.put(msgspec.structs.replace(now, gone=(), reworded="", erase=False))
            else:
                file.remove(now)
