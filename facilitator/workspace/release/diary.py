"""Which meetings of a programme took place, and which are still to come."""

from __future__ import annotations

from functools import cached_property

from facilitator.insight.held_sessions import Again, meeting_again, took_place
from facilitator.model.session import ListeningSession
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


class Diary:
    """The meetings of a programme, seen from one day. It tells no word, and no figure."""

    def __init__(self, source: ProgrammeFolder) -> None:
        self._every = tuple(file.session for file in source.sessions)
        self._zone = source.zone

    @cached_property
    def began(self) -> tuple[ListeningSession, ...]:
        """The sessions that took place or are going on: what is over is not called off."""
        return tuple(session for session in self._every if took_place(session))

    def again(self, session: ListeningSession) -> Again:
        """Return what became of the next meeting a session agreed."""
        stored = next(each for each in self._every if each.id == session.id)
        return meeting_again(stored, self._every, self._zone)
