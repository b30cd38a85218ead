"""Care for people in a session: what a line should not say, and the two ways out (domain.md §8.5)."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.live.capture import Reading, without_sign
from facilitator.live.capturing import Capturing
from facilitator.live.warning import GAP, Care, Caution, Concern, care_for, reworded, warn
from facilitator.model.action import Action
from facilitator.model.base import Record
from facilitator.model.observation import Observation
from facilitator.model.programme import Person
from facilitator.text import clean_line


class Caring(Capturing):
    """Looks at what is typed; it never refuses or changes a line by itself."""

    _care: Care | None = None
    _cared_for: tuple[Person, ...] = ()

    def caution(self, reading: Reading) -> Caution | None:
        """Return what to take care with in a line that is read, None when there is nothing.

        A private note is care enough; only what is for nobody's notes is told of it as well. The owner
        of an action may be named: that person accepted it.
        """
        found = self.caution_in(reading.text, spared=(reading.owner,) if reading.owner else ())
        private = reading.kind == "private"
        return None if found is None or (private and found.concern is not Concern.ELSEWHERE) else found

    def caution_in(self, text: str, *, spared: tuple[str, ...] = ()) -> Caution | None:
        """Return what to take care with in words; *spared* people may be named."""
        people = tuple(self.people.values())
        if self._care is None or people != self._cared_for:
            self._care, self._cared_for = care_for(people, self._words), people
        return warn(text, self._care, spared=spared)

    def caution_for(self, record: Record) -> Callable[[str], Caution | None]:
        """Return what to ask about new words of *record*; a private note may say what it likes."""
        if isinstance(record, Observation) and record.kind == "private":
            return lambda _: None
        owner = record.owner if isinstance(record, Action) else None
        return lambda text: self.caution_in(text, spared=(owner,) if owner else ())

    def for_us_only(self, line: str) -> str:
        """Return *line* as one that becomes a private note."""
        return f"({without_sign(line, self.context)}"

    def rewritten(self, line: str) -> tuple[str, int] | None:
        """Return *line* said about the work and where to go on typing; None when there is nothing to offer.

        Where a word judges somebody a gap is left: only those in the room know what happened.
        """
        caution = self.caution(self.read(line))
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
        person = self.people.get(caution.person or "")
        team = self.teams.get(person.team or "") if person else None
        if team is None:
            return "somebody"
        return "one of us" if team.id in self.session.teams else f"somebody in {team.name}"
