"""Care for people in a session: what a line should not say, and the ways out.

What is about health, disputes, harassment or security is stored only once somebody confirms it, and then for
the facilitators alone. What names or judges somebody is stored for them alone until one of them decides.

See docs/field.md, "What is not captured".
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from facilitator.errors import HeldBack
from facilitator.live.capture.line import Capturing
from facilitator.live.capture.reading import Reading, without_sign
from facilitator.live.care.warning import GAP, Care, Caution, Concern, care_for, reworded, warn
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import R, Record
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation, default_visibility
from facilitator.model.programme import Person
from facilitator.model.redacting import words_of
from facilitator.text import clean_line


class Caring(Capturing):
    """Looks at what is typed, and at every record whose words are new."""

    _care: Care | None = None
    _cared_for: tuple[Person, ...] = ()
    _confirmed: frozenset[str] = frozenset()

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

    # What is stored

    def confirm(self, line: str) -> None:
        """Let a line be stored for the facilitators though it is not one for the notes; stores nothing."""
        if text := clean_line(self.read(line).text):
            self._confirmed |= {text}

    def is_held_back(self, line: str) -> bool:
        """Tell whether a line is about what is not for the notes, and nobody confirmed it."""
        return self._is_for_elsewhere(self.read(line).text)

    @property
    def undecided(self) -> tuple[Worded, ...]:
        """What stays with the facilitators until one of them decides who may see it."""
        kinds = (Observation, ImprovementIdea, Action, Commitment)
        return tuple(each for kind in kinds for each in self.records.all(kind) if each.undecided)

    def keep_draft(self, text: str, place: str | None = None) -> None:
        """Keep what is being typed, as `live.course.drafts` does; nothing of what is not for the notes."""
        if any(map(self._is_for_elsewhere, text.splitlines())):
            if place is None and self.segment is not None and self.draft_for(self.segment.key):
                self.forget_draft()
            return
        super().keep_draft(text, place)

    def _keep_draft(self, segment: str, text: str) -> None:
        held = any(map(self._is_for_elsewhere, text.splitlines()))
        super()._keep_draft(segment, "" if held else text)

    def _is_for_elsewhere(self, text: str) -> bool:
        found = self.caution_in(text)
        held = found is not None and found.concern is Concern.ELSEWHERE
        return held and not self._is_confirmed(text)

    def _is_confirmed(self, text: str) -> bool:
        return any(clean_line(text).startswith(line) for line in self._confirmed)

    def _with_care(self, record: R) -> R:
        """Return a record with new words as it may be stored. Raises `HeldBack`."""
        if not isinstance(record, Worded):
            return record
        before = self.records.find(type(record), record.id)
        known = frozenset(word.text for word in words_of(before)) if before is not None else frozenset()
        # What stood there before was decided about before.
        if self._caution_of(record, known) is not None:
            closed = {"visibility": Visibility.FACILITATOR, "room_yes": None}
            return msgspec.structs.replace(record, undecided=True, **closed)
        if record.undecided and self._caution_of(record) is None:
            seen = default_visibility(record.kind) if isinstance(record, Observation) else Visibility.TEAM
            return msgspec.structs.replace(record, undecided=False, visibility=seen)
        return record

    def _caution_of(self, record: Worded, known: frozenset[str] = frozenset()) -> Caution | None:
        """Return what to take care with in the words of a record, but the *known* ones. Raises `HeldBack`."""
        caution = self.caution_for(record)
        for word in words_of(record):
            if word.text in known:
                continue
            found = self.caution_in(word.text)
            elsewhere = found is not None and found.concern is Concern.ELSEWHERE
            if found is not None and elsewhere and not self._is_confirmed(word.text):
                raise HeldBack(
                    f"“{found.found}” is not for the notes: it has its own people. It was not stored.",
                    "Say it otherwise, or let it go. ^D shows whom to turn to.",
                )
            if told := found if elsewhere else caution(word.text):
                return told
        return None

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
