"""What may be stored of words, and for whom: every record with new words passes here first.

What is about health, disputes, harassment or security is stored only once somebody confirms it, and then for
the facilitators alone. What names or judges somebody is stored for them alone until one of them decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from facilitator.errors import HeldBack
from facilitator.live.care.warning import CareWords, Caution, Concern, care_for, warn
from facilitator.model.action import Action
from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import R, Record
from facilitator.model.kinds import kinds_of
from facilitator.model.observation import Observation, default_visibility
from facilitator.model.person import Person
from facilitator.model.records import RecordView
from facilitator.model.redaction import redactable_texts
from facilitator.model.session import ListeningSession
from facilitator.text import clean_line


class Guard:
    """Looks at words before they are stored. *people* may grow; *words* are the catalogue's lists.

    *neutral* are the names of teams and practices, which name nobody.
    """

    def __init__(
        self,
        records: RecordView,
        people: Mapping[str, Person],
        words: Mapping[str, tuple[str, ...]],
        neutral: Iterable[str] = (),
    ) -> None:
        self._records = records
        self._people = people
        self._words = words
        self._neutral = tuple(neutral)
        self._care: CareWords | None = None
        self._cared_for: tuple[Person, ...] = ()
        self._confirmed: frozenset[str] = frozenset()

    def caution_in(self, text: str, *, spared: tuple[str, ...] = ()) -> Caution | None:
        """Return what to take care with in words; *spared* people may be named."""
        people = tuple(self._people.values())
        if self._care is None or people != self._cared_for:
            self._care, self._cared_for = care_for(people, self._words, self._neutral), people
        return warn(text, self._care, spared=spared)

    def caution_for(self, record: Record) -> Callable[[str], Caution | None]:
        """Return what to ask about new words of *record*; a private note may say what it likes."""
        if isinstance(record, Observation) and record.kind == "private":
            return lambda _: None
        owner = record.owner if isinstance(record, Action) else None
        return lambda text: self.caution_in(text, spared=(owner,) if owner else ())

    def confirm(self, text: str) -> None:
        """Let words be stored for the facilitators though they are not for the notes; stores nothing."""
        if text := clean_line(text):
            self._confirmed |= {text}

    def is_for_elsewhere(self, text: str) -> bool:
        """Tell whether words are about what is not for the notes, and nobody confirmed them."""
        found = self.caution_in(text)
        held = found is not None and found.concern is Concern.ELSEWHERE
        return held and not self._is_confirmed(text)

    def admit(self, record: R) -> R:
        """Return a record with new words as it may be stored. Raises `HeldBack`."""
        if not isinstance(record, Worded):
            return record
        before = self._records.find(type(record), record.id)
        known = (
            frozenset(word.text for word in redactable_texts(before)) if before is not None else frozenset()
        )
        # What stood there before was decided about before.
        if self._caution_of(record, known) is not None:
            closed = {"visibility": Visibility.FACILITATOR, "room_yes": None}
            return msgspec.structs.replace(record, undecided=True, **closed)
        if record.undecided and self._caution_of(record) is None:
            seen = self._first_seen(record) if isinstance(record, Observation) else Visibility.TEAM
            return msgspec.structs.replace(record, undecided=False, visibility=seen)
        return record

    def _first_seen(self, note: Observation) -> Visibility:
        """Return who sees a note of that kind at first, also of a kind that the session's script adds."""
        for session in self._records.all(ListeningSession):
            return default_visibility(note.kind, kinds_of(session.script))
        return default_visibility(note.kind)

    def _caution_of(self, record: Worded, known: frozenset[str] = frozenset()) -> Caution | None:
        """Return what to take care with in the words of a record, but the *known* ones. Raises `HeldBack`."""
        ask = self.caution_for(record)
        for word in redactable_texts(record):
            if word.text in known:
                continue
            found = self.caution_in(word.text)
            if found is None:
                continue  # nor is anything once some people are spared
            elsewhere = found.concern is Concern.ELSEWHERE
            if elsewhere and not self._is_confirmed(word.text):
                raise HeldBack(
                    f"“{found.found}” is not for the notes: it has its own people. It was not stored.",
                    "Say it otherwise, or let it go. ^D shows whom to turn to.",
                )
            if caution := found if elsewhere else ask(word.text):
                return caution
        return None

    def _is_confirmed(self, text: str) -> bool:
        return any(clean_line(text).startswith(line) for line in self._confirmed)
