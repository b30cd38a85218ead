"""When each part of a session begins, as every paper before it says: invitation and worksheet alike."""

from __future__ import annotations

from datetime import datetime, timedelta

from facilitator.model.session import ListeningSession


def begins_after(before: int, start: datetime, session: ListeningSession) -> datetime:
    """Return when a part begins that has *before* minutes of the script ahead of it.

    *start* is when the session is planned to start; the minutes it has are shared out as the script's are.
    """
    return start + timedelta(minutes=before * session.minutes // session.script.minutes)
