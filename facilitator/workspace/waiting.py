"""What waits for the facilitators of a programme besides promises, with what may be deleted by now."""

from __future__ import annotations

from datetime import date

from facilitator.insight.promises import SOON
from facilitator.insight.reminders import Reminder, ReminderKind, reminders
from facilitator.workspace.erasure.retention_due import next_due
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def what_waits(folder: ProgrammeFolder, today: date) -> tuple[Reminder, ...]:
    """Return what waits on *today*, deleting first, which is told a week before its day.

    How much may go is not told: it would count private notes for all to see.
    """
    waiting = reminders(folder.file, folder.sessions, today, folder.zone)
    day = next_due(folder, today, SOON)
    if day is None:
        return waiting
    return (Reminder(ReminderKind.PURGE, due=day if day > today else None), *waiting)
