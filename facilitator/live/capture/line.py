"""The capture line at work: under which kind and practice a line is saved, and the saving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

from facilitator.language.words import count_or_no
from facilitator.live.capture.choices import Choices
from facilitator.live.capture.naming import ACTION, IDEA, CaptureContext, role_words
from facilitator.live.capture.pasting import split_paste
from facilitator.live.capture.reading import LineReading, read_line
from facilitator.live.course.drafts import Drafts
from facilitator.live.desk import SessionDesk
from facilitator.live.instruments.actions import Actions
from facilitator.live.instruments.ideas import Ideas
from facilitator.live.instruments.notes import Notes
from facilitator.live.sides import Sides
from facilitator.model.base import IdeaId, Record, require
from facilitator.model.labels import quoted
from facilitator.model.observation import Source
from facilitator.model.script import Segment
from facilitator.model.session import HEARD, Draft

LATE_KIND = "puzzle"
"""The kind of a late remark nobody gave one: it is still open."""


class Line:
    """Everything about writing a line: it is read and saved for where the session stands."""

    def __init__(
        self,
        desk: SessionDesk,
        choices: Choices,
        drafts: Drafts,
        notes: Notes,
        ideas: Ideas,
        actions: Actions,
        sides: Sides,
    ) -> None:
        self._desk = desk
        self._choices = choices
        self._drafts = drafts
        self._notes = notes
        self._ideas = ideas
        self._actions = actions
        self._sides = sides
        self.serving: IdeaId | None = None
        """The id of the idea that new actions serve, or None."""

    @cached_property
    def _roles(self) -> frozenset[str]:
        lists = (each for key in ("roles", "posts") for each in self._desk.words.get(key, ()))
        return role_words(lists, (team.lead_role for team in self._desk.teams.values()))

    @property
    def context(self) -> CaptureContext:
        """What the capture line has to know at this moment."""
        session, position = self._desk.session, self._choices.position
        return CaptureContext(
            kind=position.kind,
            kinds=self._notes.kinds,
            signs=self._notes.signs,
            practices=self._desk.offered,
            shortlist=tuple(dict.fromkeys((*session.focus, *session.shortlist))),
            practice=position.practice,
            teams=tuple(self._desk.teams.values()),
            people=tuple(self._desk.people.values()),
            today=self._desk.today,
            own_teams=session.teams,
            speaking=self._sides.in_hand,
            roles=self._roles,
            earliest=min(self._desk.today, (session.started_at or session.planned_start).date()),
        )

    # Writing

    def is_held_back(self, line: str) -> bool:
        """Tell whether a line is about what is not for the notes, and nobody confirmed it."""
        return self._desk.guard.is_for_elsewhere(self.read(line).text)

    def read(self, line: str) -> LineReading:
        """Return what *line* would be saved as; nothing is saved."""
        return read_line(line, self.context)

    def capture(self, line: str, *, source: Source = Source.SPOKEN) -> Record | None:
        """Save a line; return the record it became, None for an empty one.

        `+1` alone nods the last note and returns it. Raises `NotSaved` when the disk refuses: then
        nothing changed, and the line is the caller's to keep.
        """
        reading = self.read(line)
        if reading.nod_last:
            last = self._notes.last
            if last is not None:
                return self._notes.add_nods(last, reading.nods)
            reading = self.read(f" {line}")
        if reading.is_empty:
            return None
        with self._desk.change(_label(reading)):
            if not reading.owner_text:
                self._drafts.drop_saved(line)
            record = self.write(reading, source)
        if reading.owner_text:
            self._drafts.forget_saved(line)  # a name is stored with a yes only: it stays in no half line
        return record

    def pasted(self, text: str) -> tuple[str, ...]:
        """Return the lines of pasted *text*; among ideas and actions every bullet is one, never a sign."""
        return split_paste(text, listed=self._choices.position.kind in (IDEA, ACTION))

    def capture_many(self, text: str, *, source: Source = Source.SILENT) -> tuple[Record, ...]:
        """Save many pasted lines as one change; return the records. A sign counts where there was no bullet.

        A line that has to be confirmed first (`is_held_back`) is left out.
        """
        readings = [self.read(line) for line in self.pasted(text) if not self.is_held_back(line)]
        if not readings:
            return ()
        kind = self._choices.position.kind
        thing = kind if kind in (IDEA, ACTION) else "note"
        with self._desk.change(count_or_no(len(readings), f"pasted {thing}")):
            return tuple(self.write(reading, source) for reading in readings)

    def finish_line(self, draft: Draft, line: str) -> Record | None:
        """Save *line*, what became of a half-typed one, in the segment where it was begun.

        Returns the record, None for an empty line, which changes nothing. Raises `NotSaved`.
        """
        segment = self._desk.session.script.segment(draft.segment)
        kind = self._choices.kinds_in(segment.instruments[0], segment)[0]
        reading = read_line(line, replace(self.context, kind=kind))
        if reading.nod_last:
            reading = read_line(f" {line}", replace(self.context, kind=kind))
        if reading.is_empty:
            return None
        with self._desk.change(_label(reading)):
            self._desk.records.remove(draft)
            return self._write(reading, Source.SPOKEN, segment)

    def capture_late(self, line: str, on: date, kind: str = LATE_KIND) -> Record | None:
        """Save a remark that came on a day after the meeting, with that day; None for an empty line.

        Without a sign it is of *kind*; it is a note, at the team's level until somebody says otherwise.
        Raises `RuleBroken` before the end of the meeting and for a day that is none of those since, and what
        `capture` raises.
        """
        session, desk = self._desk.session, self._desk
        require(session.status in HEARD, "A late remark comes after the meeting.", "Write it in the meeting.")
        first = (session.started_at or session.planned_start).date()
        require(first <= on <= desk.today, f"{on} is no day since the meeting.", "Give the day it was said.")
        reading = read_line(line, replace(self.context, kind=kind, practice=None))
        if reading.nod_last:
            reading = read_line(f" {line}", replace(self.context, kind=kind, practice=None))
        if reading.is_empty:
            return None
        with desk.change(f"late {_label(reading)}"):
            return self._notes.add(
                reading.text,
                reading.kind,
                practice=reading.practice,
                counterparts=reading.counterparts,
                nods=reading.nods,
                intensity=reading.intensity,
                effect=reading.effect,
                team=self._sides.in_hand,
                source=Source.FOLLOW_UP,
                said_on=on,
            )

    def write(self, reading: LineReading, source: Source = Source.SPOKEN) -> Record:
        """Save what a line was read as, in the segment of the moment, and return the record."""
        with self._desk.change(_label(reading)):
            return self._write(reading, source, self._choices.position.segment)

    def _write(self, reading: LineReading, source: Source, segment: Segment | None) -> Record:
        if reading.kind == ACTION:
            return self._write_action(reading)
        if reading.kind == IDEA:
            practices = (reading.practice,) if reading.practice else ()
            return self._ideas.add(
                reading.text,
                practices=practices,
                counterparts=reading.counterparts,
                team=self._sides.in_hand,
                source=source,
            )
        return self._notes.add(
            reading.text,
            reading.kind,
            segment=segment.key if segment else "",
            item=self._item(segment),
            practice=reading.practice,
            counterparts=reading.counterparts,
            nods=reading.nods,
            intensity=reading.intensity,
            effect=reading.effect,
            team=self._sides.in_hand,
            source=source,
        )

    def _item(self, segment: Segment | None) -> str:
        """Return the key of what is talked about where a line is said in a loop; else ""."""
        here = self._choices.position
        return here.item if segment is not None and here.key == segment.key else ""

    def _write_action(self, reading: LineReading) -> Record:
        """Save an action; a name nobody has yet is in mind only: until their yes it is somebody's."""
        action = self._actions.add(
            reading.text,
            reading.owner,
            reading.due,
            ideas=(self.serving,) if self.serving else (),
            counterparts=reading.counterparts,
        )
        self._actions.owners.say(action, reading.owner_text)
        return action


def _label(reading: LineReading) -> str:
    """Return the label of a captured line; of a private note it tells nothing."""
    if reading.kind == "private":
        return "private note"
    thing = reading.kind if reading.kind in (IDEA, ACTION) else "note"
    return f"{thing} {quoted(reading.text)}"
