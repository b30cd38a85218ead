"""The capture line at work: under which kind and practice a line is saved, and the saving."""

from __future__ import annotations

from dataclasses import replace

from facilitator.language.words import count_or_no
from facilitator.live.capture.naming import ACTION, IDEA, CaptureContext
from facilitator.live.capture.reading import Reading, read_line, split_paste
from facilitator.live.course.course import Course
from facilitator.live.instruments.actions import Agreeing
from facilitator.live.instruments.ideas import Ideas
from facilitator.live.instruments.notes import Notes
from facilitator.model.base import Record, TeamId
from facilitator.model.labels import quoted
from facilitator.model.observation import Source
from facilitator.model.script import Instrument, Method, Segment
from facilitator.model.session import Draft

_OWN_KIND = {Instrument.IDEAS: IDEA, Instrument.ACTIONS: ACTION}
"""What a plain line becomes in these instruments; in all others the segment's first kind of note."""


class Capturing(Course, Notes, Ideas, Agreeing):
    """Everything about writing a line.

    The chosen instrument, kind and practice belong to the moment: they are forgotten on moving to
    another segment or part, and are no records.
    """

    speaking_team: TeamId | None = None
    """In a session of two teams, the one that is speaking; None means both."""

    serving: str | None = None
    """The id of the idea that new actions serve, or None."""

    _moment: tuple[str, int] | None = None
    _instrument: Instrument | None = None
    _kind: str | None = None
    _practice: str | None = None
    _practice_chosen: bool = False

    # The moment

    def _here(self) -> Segment | None:
        """Return the current segment, forgetting choices made in another one."""
        segment = self.segment
        moment = (segment.key, self.part) if segment else None
        if moment != self._moment:
            self._moment = moment
            self._instrument = self._kind = self._practice = None
            self._practice_chosen = False
        return segment

    @property
    def instrument(self) -> Instrument:
        """The instrument in use; at first that of the segment."""
        segment = self._here()
        if self._instrument is not None:
            return self._instrument
        return segment.instruments[0] if segment else Instrument.NOTES

    @instrument.setter
    def instrument(self, instrument: Instrument) -> None:
        self._here()
        self._instrument = instrument
        self._kind = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds a line may have here: the instrument's own, those of the segment, then the rest."""
        segment = self._here()
        own = _OWN_KIND.get(self.instrument)
        first = segment.capture if segment else ()
        every = (*((own,) if own else ()), *first, *self.session_kinds)
        return tuple(dict.fromkeys(every))

    @property
    def kind(self) -> str:
        """What a plain line becomes: the key of a kind, "idea" or "action"."""
        self._here()
        return self._kind or self.kinds[0]

    @kind.setter
    def kind(self, kind: str) -> None:
        self._here()
        if kind in self.kinds:
            self._kind = kind

    def cycle_kind(self, step: int = 1) -> str:
        """Take the next of `kinds`, or the one before with -1; return it."""
        kinds = self.kinds
        self.kind = kinds[(kinds.index(self.kind) + step) % len(kinds)]
        return self.kind

    @property
    def practice(self) -> str | None:
        """The practice a note is put under unless it names one: in deep listening that of the part."""
        self._here()
        if self._practice_chosen:
            return self._practice
        focus = self.session.focus
        return focus[self.part] if self._goes_deep and self.part < len(focus) else None

    @practice.setter
    def practice(self, key: str | None) -> None:
        self._here()
        self._practice, self._practice_chosen = key, True

    @property
    def lacks_practice(self) -> bool:
        """Whether one practice is to be looked at in depth, and none is in hand."""
        return self._goes_deep and self.practice is None

    @property
    def _goes_deep(self) -> bool:
        segment = self.segment
        return segment is not None and (segment.parts > 1 or segment.method is Method.STORIES)

    def cycle_practice(self, step: int = 1) -> str | None:
        """Take the next practice of focus and shortlist, none after the last; return it."""
        keys = (None, *dict.fromkeys((*self.session.focus, *self.session.shortlist)))
        place = keys.index(self.practice) if self.practice in keys else 0
        self.practice = keys[(place + step) % len(keys)]
        return self.practice

    @property
    def context(self) -> CaptureContext:
        """What the capture line has to know at this moment."""
        session = self.session
        return CaptureContext(
            kind=self.kind,
            kinds=self.session_kinds,
            practices=tuple(self.practices.values()),
            shortlist=tuple(dict.fromkeys((*session.focus, *session.shortlist))),
            practice=self.practice,
            teams=tuple(self.teams.values()),
            people=tuple(self.people.values()),
            today=self.today,
            own_teams=session.teams,
            earliest=min(self.today, (session.started_at or session.planned_start).date()),
        )

    # Writing

    def is_held_back(self, line: str) -> bool:
        """Tell whether a line must not be stored before somebody confirms it; `live.care.care` says when."""
        return False

    def read(self, line: str) -> Reading:
        """Return what *line* would be saved as; nothing is saved."""
        return read_line(line, self.context)

    def capture(self, line: str, *, source: Source = Source.SPOKEN) -> Record | None:
        """Save a line; return the record it became, None for an empty one.

        `+1` alone nods the last note and returns it. Raises `NotSaved` when the disk refuses: then
        nothing changed, and the line is the caller's to keep.
        """
        reading = self.read(line)
        if reading.nod_last:
            last = self.last_note
            if last is not None:
                return self.nod(last, reading.nods)
            reading = self.read(f" {line}")
        if reading.is_empty:
            return None
        with self._change(_label(reading)):
            self._drop_draft_of(line)
            return self.write(reading, source)

    def capture_many(self, text: str, *, source: Source = Source.SILENT) -> tuple[Record, ...]:
        """Save many pasted lines as one change, each under the current kind; return the records.

        A line that has to be confirmed first (`live.care.care`) is left out.
        """
        lines = [f" {line}" for line in split_paste(text)]
        readings = [self.read(line) for line in lines if not self.is_held_back(line)]
        if not readings:
            return ()
        thing = self.kind if self.kind in (IDEA, ACTION) else "note"
        with self._change(count_or_no(len(readings), f"pasted {thing}")):
            return tuple(self.write(reading, source) for reading in readings)

    def finish_line(self, draft: Draft, line: str) -> Record | None:
        """Save *line*, what became of a half-typed one, in the segment where it was begun.

        Returns the record, None for an empty line, which changes nothing. Raises `NotSaved`.
        """
        segment = self.session.script.segment(draft.segment)
        kind = _OWN_KIND.get(segment.instruments[0], segment.capture[0])
        reading = read_line(line, replace(self.context, kind=kind))
        if reading.nod_last:
            reading = read_line(f" {line}", replace(self.context, kind=kind))
        if reading.is_empty:
            return None
        with self._change(_label(reading)):
            self.records.remove(draft)
            return self._write(reading, Source.SPOKEN, segment)

    def write(self, reading: Reading, source: Source = Source.SPOKEN) -> Record:
        """Save what a line was read as, in the segment of the moment, and return the record."""
        with self._change(_label(reading)):
            return self._write(reading, source, self.segment)

    def _write(self, reading: Reading, source: Source, segment: Segment | None) -> Record:
        if reading.kind == ACTION:
            return self._write_action(reading)
        if reading.kind == IDEA:
            practices = (reading.practice,) if reading.practice else ()
            return self.add_idea(
                reading.text, practices=practices, counterparts=reading.counterparts, source=source
            )
        return self.add_note(
            reading.text,
            reading.kind,
            segment=segment.key if segment else "",
            practice=reading.practice,
            counterparts=reading.counterparts,
            nods=reading.nods,
            intensity=reading.intensity,
            team=self.speaking_team if len(self.session.teams) > 1 else None,
            source=source,
        )

    def _write_action(self, reading: Reading) -> Record:
        """Save an action; an owner who is nobody yet becomes a person, or stays in the text."""
        if reading.owner_text and self._add_person is not None:
            reading = replace(reading, owner=self.add_person(reading.owner_text).id)
        elif reading.owner_text:
            reading = replace(reading, text=f"{reading.text} @{reading.owner_text}")
        return self.add_action(
            reading.text,
            reading.owner,
            reading.due,
            ideas=(self.serving,) if self.serving else (),
            counterparts=reading.counterparts,
        )


def _label(reading: Reading) -> str:
    """Return the label of a captured line; of a private note it tells nothing."""
    if reading.kind == "private":
        return "private note"
    thing = reading.kind if reading.kind in (IDEA, ACTION) else "note"
    return f"{thing} {quoted(reading.text)}"
