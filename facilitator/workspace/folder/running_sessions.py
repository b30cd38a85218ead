"""Which sessions are under way, and which of them began last.

The room view follows the one that began last, and Home offers to carry on with it. A session begins when it
is started and each time its clock goes on after a pause.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from facilitator.model.base import UNSTAMPED
from facilitator.model.session import LIVE, SegmentRun, SessionStatus
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile


def last_begin(file: SessionFile) -> datetime:
    """Return when the clock of a session last began to run; the earliest moment there is if it never did."""
    starts = [stretch.start for run in file.all(SegmentRun) for stretch in run.stretches]
    return max((*starts, file.session.started_at or UNSTAMPED))


def begun_last(files: Iterable[SessionFile]) -> SessionFile | None:
    """Return the one of *files* that began last; of two at the same moment that of the higher number."""
    return max(files, key=lambda file: (last_begin(file), file.session.number), default=None)


def is_for_the_room(folder: ProgrammeFolder, file: SessionFile) -> bool:
    """Tell whether a room view that was asked for no session may show this one: it is under way today.

    A session that was paused, or whose program was killed, on another day is not: nobody leads it now. One
    that somebody leads across midnight is.
    """
    if file.session.status not in LIVE:
        return False
    if folder.local(last_begin(file)).date() == folder.today():
        return True
    return file.session.status is SessionStatus.RUNNING and (file.is_held or file.holder is not None)


def running_beside(folder: ProgrammeFolder, file: SessionFile) -> SessionFile | None:
    """Return another session of the programme that runs, as far as its file tells; None when none does."""
    others = (each for each in folder.sessions if each.session.id != file.session.id)
    return begun_last(each for each in others if each.session.status is SessionStatus.RUNNING)
