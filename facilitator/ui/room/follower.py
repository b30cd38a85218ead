"""What the room sees of a session that another window leads: read from its file, never written.

Where the session stands comes from its segment runs and its `OnScreen`, the time from the wall clock.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from textual.content import Content

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.live.clock import Clock, SystemClock
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.instrument import NOTES
from facilitator.model.session import HEARD, LIVE, PLANNED, ListeningSession, SessionStatus
from facilitator.ui import safe
from facilitator.ui.blanking import at_first
from facilitator.ui.room.drawing import Frame, Moment
from facilitator.ui.room.moment import Seen, moment_of, seen_at
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.running_sessions import begun_last, is_for_the_room
from facilitator.workspace.folder.session_files import SessionFile

WAITING = "Waiting for a session to begin"
THANKS = "Thank you"
CANCELLED = "This session does not take place"
_OPEN = LIVE | PLANNED
_ALL_AGAIN = 7
"""Every seventh look, about once a second, reads every file; the others only those that can be under way."""

SOON = "A note with what we agreed reaches you within two working days."
"""The thank-you note goes out within two working days (docs/field.md, "Before and after a session")."""


class Following:
    """The room's screen in a window of its own.

    *asked* is the session to show; without one it is that of the programme which began last today, then the
    next one that begins. One that was deleted is shown no longer. *clock* gives the wall clock.
    """

    def __init__(
        self, folder: ProgrammeFolder, asked: SessionFile | None = None, *, clock: Clock | None = None
    ) -> None:
        self.folder = folder
        self._asked = asked
        self._clock = clock or SystemClock(folder.now)
        self._seen_folder = -1
        self._looks = 0
        self.file = asked
        if asked is None:
            self._choose()

    def follow(self) -> bool:
        """Read what was written since; tell whether the room sees something else now.

        What cannot be read at this moment changes nothing: the room goes on seeing what it saw.
        """
        before, changed = self.file, False
        with contextlib.suppress(FacilitatorError):
            changed = self._read()
            self._choose()
        return changed or self.file is not before

    def _read(self) -> bool:
        """Read what may matter to the room: all of it when a file came or went, else what may run."""
        self._looks += 1
        folder = self.folder
        stamp = _stamp(folder.path)
        if stamp != self._seen_folder or self._looks % _ALL_AGAIN == 0:
            self._seen_folder = stamp
            return folder.follow()
        mattering = [file for file in folder.sessions if file is self.file or file.session.status in _OPEN]
        return any([file.follow() is not None for file in (folder.file, *mattering)])

    def _choose(self) -> None:
        """Take the session that was asked for, or the one that began last, also when it is over by now."""
        known = {file.session.id: file for file in self.folder.sessions}
        if self._asked is not None:
            self.file = known.get(self._asked.session.id)
            return
        before = known.get(self.file.session.id) if self.file is not None else None
        going = [file for file in known.values() if is_for_the_room(self.folder, file)]
        if before is not None and before.session.status in HEARD:
            going.append(before)
        self.file = begun_last(going)

    @property
    def _session(self) -> ListeningSession:
        assert self.file is not None
        return self.file.session

    # What is seen

    def look(self) -> Seen | None:
        """Return what the room sees now; None while the facilitator's screen is blank."""
        with contextlib.suppress(FacilitatorError):
            if self.file is not None and self._session.status in LIVE:
                return self._in_progress(self.file)
            if self.file is not None and self._session.status in HEARD:
                return self._over(self.file)
            if self.file is not None and self._session.status is SessionStatus.CANCELLED:
                return _words(CANCELLED, teams=self.folder.team_names(self.file.session))
        return _words(WAITING)

    def moment(self) -> Moment | None:
        """Return where the session stands now, for the clock alone; None when no session is shown."""
        with contextlib.suppress(FacilitatorError):
            if self.file is not None and self._session.status in LIVE:
                return self._moment(self.file)
        return None

    def _moment(self, file: SessionFile) -> Moment | None:
        live = self._live(file)
        if live.room.is_blanked:
            return None
        return moment_of(live, live.room.on_screen or at_first(live), self.folder.team_names(file.session))

    def _in_progress(self, file: SessionFile) -> Seen | None:
        moment = self._moment(file)
        return None if moment is None else seen_at(self.folder, file, moment)

    def _live(self, file: SessionFile) -> LiveSession:
        folder = self.folder
        return LiveSession(
            SessionDesk(file, clock=self._clock, today=folder.today, practices=folder.catalogue.practices)
        )

    def _over(self, file: SessionFile) -> Seen:
        sentences = [SOON]
        if file.session.next_meeting is not None:
            meeting = self.folder.local(file.session.next_meeting)
            sentences.append(f"We meet again on {words.day(meeting.date())} at {words.time(meeting)}.")
        return _words(THANKS, "What happens next", *sentences, teams=self.folder.team_names(file.session))


def _stamp(folder: Path) -> int:
    """Return what changes when a file comes into a folder or goes from it; 0 without a folder."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


def _words(question: str, heading: str = "", *sentences: str, teams: str = "") -> Seen:
    moment = Moment("", question, NOTES, timed=False, teams=teams)
    rows = tuple(_sentence(sentence) for sentence in sentences)
    return moment, Frame(safe.text((heading, "bold")), rows)


def _sentence(sentence: str) -> Row:
    def draw(width: int) -> list[Content]:
        return [*safe.wrap(safe.text(sentence), width), safe.NOTHING]

    return Row(sentence, draw)


def as_lines(seen: Seen | None, width: int) -> list[str]:
    """Return what the room sees as lines of plain text, none when its screen is blank."""
    if seen is None:
        return []
    moment, shown = seen
    lines = [moment.title, moment.question if moment.question != moment.title else ""]
    lines[:0] = [moment.teams] if moment.teams else []
    if moment.timed:
        lines.append(f"{words.left(moment.remaining)}{', paused' if moment.paused else ''}")
    lines += ["", shown.heading.plain]
    lines += [line.plain for row in shown.rows for line in row.draw(width) if line.plain.strip()]
    return lines
