"""What the room sees of a session that another window leads: read from its file, never written.

Where the session stands comes from its segment runs and its `OnScreen`, the time from the wall clock.
"""

from __future__ import annotations

import contextlib

from textual.content import Content

from facilitator.errors import FacilitatorError
from facilitator.live.clock import Clock, SystemClock
from facilitator.live.session import LiveSession
from facilitator.model.script import Instrument
from facilitator.model.session import HEARD, LIVE, ListeningSession, SessionStatus
from facilitator.ui import safe, words
from facilitator.ui.room.frame import Frame, Moment
from facilitator.ui.room.moment import Seen, at_first, moment_of, seen_at
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile

WAITING = "Waiting for a session to begin"
THANKS = "Thank you"
CANCELLED = "This session does not take place"
SOON = "A note with what we agreed reaches you within two working days."
"""domain.md §1: the thank-you note goes out within two working days."""


class Following:
    """The room's screen in a window of its own.

    *asked* is the session to show; without one it is that of the programme which is in progress, then
    the next one that begins. *clock* gives the wall clock.
    """

    def __init__(
        self, folder: ProgrammeFolder, asked: SessionFile | None = None, *, clock: Clock | None = None
    ) -> None:
        self.folder = folder
        self._asked = asked
        self._clock = clock or SystemClock(folder.now)
        self.file = asked
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
        if self.file is not None and (self._asked is not None or self._session.status in LIVE):
            return any([file.follow() is not None for file in (self.folder.file, self.file)])
        self.folder.damaged.clear()  # a file that was just being made is whole by now
        return self.folder.follow()

    def _choose(self) -> None:
        """Stay with a session in progress, and with the one that was over last while none is."""
        if self._asked is not None or (self.file is not None and self._session.status in LIVE):
            return
        live = [file for file in self.folder.sessions if file.session.status in LIVE]
        self.file = live[-1] if live else self.file

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
                return _words(CANCELLED)
        return _words(WAITING)

    def moment(self) -> Moment | None:
        """Return where the session stands now, for the clock alone; None when no session is shown."""
        with contextlib.suppress(FacilitatorError):
            if self.file is not None and self._session.status in LIVE:
                return self._moment(self.file)
        return None

    def _moment(self, file: SessionFile) -> Moment | None:
        live = self._live(file)
        return None if live.is_blanked else moment_of(live, live.on_screen or at_first(live))

    def _in_progress(self, file: SessionFile) -> Seen | None:
        moment = self._moment(file)
        return None if moment is None else seen_at(self.folder, file, moment)

    def _live(self, file: SessionFile) -> LiveSession:
        folder = self.folder
        return LiveSession(file, clock=self._clock, today=folder.today, practices=folder.catalogue.practices)

    def _over(self, file: SessionFile) -> Seen:
        sentences = [SOON]
        if file.session.next_meeting is not None:
            meeting = self.folder.local(file.session.next_meeting)
            sentences.append(f"We meet again on {words.day(meeting.date())} at {words.time(meeting)}.")
        return _words(THANKS, "What happens next", *sentences)


def _words(question: str, heading: str = "", *sentences: str) -> Seen:
    moment = Moment("", question, Instrument.NOTES, timed=False)
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
    if moment.timed:
        lines.append(f"{words.left(moment.remaining)}{', paused' if moment.paused else ''}")
    lines += ["", shown.heading.plain]
    lines += [line.plain for row in shown.rows for line in row.draw(width) if line.plain.strip()]
    return lines
