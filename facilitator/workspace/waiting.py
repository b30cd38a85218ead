"""What waits for the facilitators of a programme besides promises, with what may be deleted by now."""

from __future__ import annotations

from facilitator.insight.reminders import Reminder, ReminderKind, reminders
from facilitator.workspace.erasure.retention_due import due_now
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def what_waits(folder: ProgrammeFolder) -> tuple[Reminder, ...]:
    """Return it, deleting first. How much may go is not told: it would count private notes for all to see."""
    waiting = reminders(folder.file, folder.sessions, folder.today(), folder.zone)
    return (*((Reminder(ReminderKind.PURGE),) if due_now(folder) else ()), *waiting)
