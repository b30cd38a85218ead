"""Care for people while a line is typed: what it should not say, and the ways out.

What may be stored is held by `live.care.guard`. See docs/field.md, "What is not captured".
"""

from __future__ import annotations

from facilitator.live.capture.line import Line
from facilitator.live.capture.reading import LineReading, without_sign
from facilitator.live.care.warning import GAP, Caution, Concern, reworded
from facilitator.live.desk import SessionDesk
from facilitator.text import clean_line


class Care:
    """Looks at what is typed, and says what else it could be."""

    def __init__(self, desk: SessionDesk, line: Line) -> None:
        self._desk = desk
        self._line = line

    def caution(self, reading: LineReading) -> Caution | None:
        """Return what to take care with in a line that is read, None when there is nothing.

        A private note is care enough; only what is for nobody's notes is told of it as well. The owner
        of an action may be named: that person accepted it.
        """
        found = self._desk.guard.caution_in(reading.text, spared=(reading.owner,) if reading.owner else ())
        private = reading.kind == "private"
        return None if found is None or (private and found.concern is not Concern.ELSEWHERE) else found

    def confirm(self, line: str) -> None:
        """Let a line be stored for the facilitators though it is not one for the notes; stores nothing."""
        self._desk.guard.confirm(self._line.read(line).text)

    def for_us_only(self, line: str) -> str:
        """Return *line* as one that becomes a private note."""
        return f"({without_sign(line, self._line.context)}"

    def rewritten(self, line: str) -> tuple[str, int] | None:
        """Return *line* said about the work and where to go on typing; None when there is nothing to offer.

        Where a word judges somebody a gap is left: only those in the room know what happened.
        """
        caution = self.caution(self._line.read(line))
        if caution is None or caution.concern is Concern.ELSEWHERE:
            return None
        kept_as_text = " " if line[:1].isspace() else ""
        new = kept_as_text + reworded(clean_line(line), caution, self._instead(caution))
        gap = new.find(GAP) if caution.concern is Concern.JUDGES else -1
        return new, len(new) if gap < 0 else gap + len(GAP)

    def _instead(self, caution: Caution) -> str:
        """Return what can stand in the place of what was found."""
        if caution.concern is Concern.JUDGES:
            return GAP
        if caution.concern is Concern.CONTACT:
            return "the shared address" if "@" in caution.found else "the usual number"
        person = self._desk.people.get(caution.person or "")
        team = self._desk.teams.get(person.team or "") if person else None
        if team is None:
            return "somebody"
        return "one of us" if team.id in self._desk.session.teams else f"somebody in {team.name}"
