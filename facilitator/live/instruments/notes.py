"""Notes of the room: what is done with one once it is written.

See docs/field.md, "Notes" and "Privacy and trust".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from facilitator.language.words import count_or_no
from facilitator.live.desk import SessionDesk, label_of
from facilitator.model.audience import Attribution, Visibility
from facilitator.model.base import PersonId, TeamId, require
from facilitator.model.instrument import InstrumentFacts
from facilitator.model.kinds import SIGNS, kinds_of, signs_of
from facilitator.model.labels import quoted
from facilitator.model.observation import (
    KINDS,
    Dimension,
    Effect,
    NoteKind,
    Observation,
    Source,
    default_visibility,
)
from facilitator.model.script import Script
from facilitator.model.session import SessionStatus
from facilitator.text import clean_line


class Notes:
    """The notes, and the kinds they may have."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk
        self._script: Script | None = None  # whose kinds they are
        self._kinds: Mapping[str, NoteKind] = KINDS
        self._signs: Mapping[str, str] = SIGNS

    @property
    def all(self) -> tuple[Observation, ...]:
        """The notes of the session in the order they were written, merged originals left out."""
        return tuple(note for note in self._desk.records.all(Observation) if note.merged_into is None)

    @property
    def last(self) -> Observation | None:
        """The note written last, or None."""
        return max(self.all, key=lambda note: note.number, default=None)

    def add(
        self,
        text: str,
        kind: str,
        *,
        segment: str = "",
        item: str = "",
        practice: str | None = None,
        counterparts: Iterable[TeamId] = (),
        nods: int = 0,
        intensity: int | None = None,
        effect: Effect | None = None,
        team: TeamId | None = None,
        source: Source = Source.SPOKEN,
        said_on: date | None = None,
    ) -> Observation:
        """Write a note and return it. A private note and a quote start with the facilitators only.

        *said_on* is the day of a remark that came after the meeting.

        Raises `RuleBroken` for an empty text or an unknown kind.
        """
        text = clean_line(text)
        label = "private note" if kind == "private" else f"note {quoted(text)}"
        with self._desk.change(label):
            note = Observation(
                number=self._desk.next_number(Observation),
                text=text,
                kind=kind,
                segment=segment,
                item=item,
                practice=practice,
                counterparts=tuple(counterparts),
                nods=nods,
                intensity=intensity,
                effect=effect,
                team=team,
                source=source,
                said_on=said_on,
                visibility=default_visibility(kind, self.kinds),
            )
            return self._desk.put_words(note)

    def set_kind(self, note: Observation, kind: str, effect: Effect | None = None) -> Observation:
        """Give a note another kind; of a moment of truth, say what it did.

        Becoming private, a quote without the speaker's yes, or of a kind for the facilitators, it goes
        back to them; no change of kind ever shows words to more people. A private note names nobody; a
        name goes off as `set_attribution` takes it off.
        """
        note = self._desk.newest(note)
        closed = default_visibility(kind, self.kinds) is Visibility.FACILITATOR
        closed = closed and not (kind == "quote" and note.speaker_agreed)
        changes: dict[str, object] = {"kind": kind, "effect": effect}
        if closed:
            changes |= {"visibility": Visibility.FACILITATOR, "room_yes": None, "undecided": False}
        if kind == "private":
            changes |= {"attribution": Attribution.NONE, "said_by": None}
        label = (
            "private note"
            if kind == "private"
            else f"{label_of(note)} as {effect.label if effect else self.kind_label(kind)}"
        )
        if kind == "private" and note.said_by is not None:
            return self._set_without_trace(note, label, **changes)
        return self._desk.set(note, label, **changes)

    def set_effect(self, note: Observation, effect: Effect | None) -> Observation:
        """Say what a moment of truth did, or that nobody said. Raises `RuleBroken` for other kinds."""
        said = effect.label if effect else "a moment of truth"
        return self._desk.set(note, f"{label_of(note)} as {said}", effect=effect)

    @property
    def kinds(self) -> Mapping[str, NoteKind]:
        """The shipped kinds, then those of the session's script; made once a script."""
        script = self._desk.session.script
        if script is not self._script:
            self._script, self._kinds = script, kinds_of(script)
            self._signs = signs_of(self._kinds)
        return self._kinds

    @property
    def signs(self) -> Mapping[str, str]:
        """The signs a line may begin with, each with the key of its kind."""
        _ = self.kinds
        return self._signs

    def kind_label(self, kind: str) -> str:
        """Return the label of a kind of this session; the key itself for an unknown one."""
        found = self.kinds.get(kind)
        return found.label if found else kind

    def set_practice(self, note: Observation, practice: str | None) -> Observation:
        """Put a note under another practice, or under none."""
        name = self._desk.practice_name(practice) or "no practice"
        return self._desk.set(note, f"{label_of(note)} under {name}", practice=practice)

    def set_dimension(self, note: Observation, dimension: Dimension | None) -> Observation:
        """Say which of the four dimensions a note is about, or none."""
        name = dimension.label if dimension else "no dimension"
        return self._desk.set(note, f"{label_of(note)} about {name}", dimension=dimension)

    def add_nods(self, note: Observation, count: int = 1) -> Observation:
        """Let that many more people agree with a note; fewer below 0, but never less than none."""
        note = self._desk.newest(note)
        label = f"{count_or_no(count, 'nod')} on {label_of(note)}"
        return self._desk.set(note, label, nods=max(0, note.nods + count))

    def speaker_agreed(self, note: Observation) -> Observation:
        """Record that the speaker lets a quote be read by the team."""
        visibility = max(note.visibility, Visibility.TEAM, key=lambda level: level.rank)
        label = f"yes to {label_of(note)}"
        return self._desk.set(note, label, speaker_agreed=True, visibility=visibility, undecided=False)

    def may_name(self, note: Observation) -> bool:
        """Tell whether a note may name somebody: a private one names nobody, a closed session nobody new."""
        return (
            self._desk.newest(note).kind != "private"
            and self._desk.session.status is not SessionStatus.CLOSED
        )

    def set_attribution(
        self, note: Observation, attribution: Attribution, said_by: PersonId | None = None
    ) -> Observation:
        """Say whether a note tells who said it; *said_by* is the person named, who said yes.

        Once a name goes off, no file of the session tells it any more, so undo cannot bring it back. Raises
        `RuleBroken` for a name on a private note, and for a new one in a closed session.

        See docs/field.md, "Attribution".
        """
        note, label = self._desk.newest(note), f"who said {label_of(note)}"
        # A name that was put on and undone stands in what can be redone.
        undone = attribution is Attribution.NONE and self._desk.records.redo_label is not None
        if undone or note.said_by not in (None, said_by):
            return self._set_without_trace(note, label, attribution=attribution, said_by=said_by)
        return self._desk.set(note, label, attribution=attribution, said_by=said_by)

    def _set_without_trace(self, note: Observation, label: str, **changes: object) -> Observation:
        with self._desk.records.group(label, undoable=False, trace=False):
            return self._desk.records.put(msgspec.structs.replace(note, **changes))

    def merge(self, into: Observation, others: Iterable[Observation]) -> Observation:
        """Merge notes into one; the originals stay in the file, the most nods are kept."""
        others = [self._desk.newest(other) for other in others if other.id != into.id]
        into = self._desk.newest(into)
        require(bool(others), "Merging needs two notes.", "Mark another one first.")
        with self._desk.change(f"merge into {label_of(into)}"):
            for other in others:
                self._desk.records.put(msgspec.structs.replace(other, merged_into=into.id))
            nods = max(note.nods for note in (into, *others))
            return self._desk.records.put(msgspec.structs.replace(into, nods=nods))


FACTS = InstrumentFacts(label="notes", order=1, records=(Observation,))
