"""Everything that waits for the facilitators of a programme, with what may be deleted by now and which papers
are behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facilitator.insight.behind import papers_behind, says_something
from facilitator.insight.message_promises import message_promises
from facilitator.insight.promises import SOON, promises
from facilitator.insight.reminders import YOU_SAID, Reminder, ReminderKind, about, reminders
from facilitator.insight.waiting import Waiting, in_order
from facilitator.model.trail import Issued
from facilitator.workspace.erasure.retention_due import next_due
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def what_waits(folder: ProgrammeFolder, today: date) -> Waiting:
    """Return all that waits on *today*.

    How much may be deleted is not told: it would count private notes for all to see.
    """
    return in_order(
        (
            *_to_delete(folder, today),
            *_reminders(folder, today),
            *_behind(folder),
            *promises(folder.file, folder.sessions, today, folder.zone).items,
            *message_promises(folder.file, today),
        )
    )


def _to_delete(folder: ProgrammeFolder, today: date) -> Iterator[Reminder]:
    """Yield that something may be deleted: from a week before its day."""
    day = next_due(folder, today, SOON)
    if day is not None:
        ahead = (day - today).days if day > today else None
        yield Reminder(ReminderKind.PURGE, due=day if ahead else None, days=ahead)


def _reminders(folder: ProgrammeFolder, today: date) -> Iterator[Reminder]:
    """Yield what waits by its day. A "You said, we did" in which nothing would stand is not asked for."""
    for each in reminders(folder.file, folder.sessions, today, folder.zone):
        session = folder.session(each.session).session if each.document == YOU_SAID else None
        if session is None or says_something(session, folder.sessions, folder.zone):
            yield each


def _behind(folder: ProgrammeFolder) -> Iterator[Reminder]:
    """Yield the papers that are to be handed over again."""
    teams = {team.id: team.name for team in folder.teams.values()}
    for session, document in papers_behind(folder.file.all(Issued), folder.sessions, folder.zone):
        yield about(session, ReminderKind.AGAIN, teams, folder.zone, document=document)
