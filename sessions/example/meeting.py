"""Writes a session of the example in the order it happened: invitation, meeting, follow-through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import msgspec

from facilitator.model.debrief import Debrief
from facilitator.model.interaction import Frequency, Interaction, InterfaceSide, TouchRole
from facilitator.model.observation import Observation, default_visibility
from facilitator.model.practice import PracticeGroup
from facilitator.model.session import (
    FistOfFive,
    ListeningSession,
    RoomAgreement,
    Roti,
    SegmentRun,
    SessionStatus,
    Stretch,
)
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile

from .clockwork import Clockwork, on_the_wall
from .decisions import Decisions, Happening
from .programme import Registered
from .rows import Meeting, Note, Part

DEBRIEF_AFTER = timedelta(minutes=40)


def write_meeting(folder: ProgrammeFolder, clock: Clockwork, row: Meeting, known: Registered) -> None:
    """Write the file of one session."""
    clock.begin(row.steps["planned"])
    file = _plan(folder, row, known)
    clock.put_to_day(row.steps["invited"])
    _move(file, SessionStatus.INVITED)
    decisions = Decisions(folder, file, row, known)
    heard = Heard(folder, file, row, known, decisions)
    end = _hold(clock, file, row, heard)
    clock.put_to(end)
    if row.paused:
        _move(file, SessionStatus.PAUSED)
        return
    _move(file, SessionStatus.CAPTURED, ended_at=end)
    clock.put_to(end + DEBRIEF_AFTER)
    file.put(msgspec.convert(row.debrief, Debrief))
    for day, happenings in decisions.follow_through().items():
        clock.put_to_day(day)
        with file.group(f"follow up on {day}"):
            for happening in happenings:
                happening()


def _plan(folder: ProgrammeFolder, row: Meeting, known: Registered) -> SessionFile:
    lead_first = tuple(person.id for person in folder.people.values() if person.facilitator)
    session = ListeningSession(
        number=1,
        teams=(known.teams[row.team],),
        script=folder.catalogue.script(row.script),
        planned_start=on_the_wall(row.planned),
        minutes=row.minutes,
        mode=row.mode,
        place=row.place,
        facilitators=lead_first,
        shortlist=tuple(rated.practice for rated in row.rated),
    )
    return folder.add_session(session)


def _move(file: SessionFile, status: SessionStatus, **changes: object) -> None:
    file.put(file.session.moved_to(status, **changes))


# The meeting -------------------------------------------------------------------------------------


def _hold(clock: Clockwork, file: SessionFile, row: Meeting, heard: Heard) -> datetime:
    """Let every part of the agenda happen; return when the last one stopped."""
    start = on_the_wall(row.started)
    clock.put_to(start)
    with file.group("start"):
        _move(file, SessionStatus.RUNNING, started_at=start)
        replanned = [part for part in row.parts if part.planned is not None]
        runs = {part: file.put(_as_planned(file, part)) for part in replanned}
    for part in row.parts:
        if part.skipped:
            continue
        with file.group(part.segment):
            run = runs.get(part) or file.put(_as_planned(file, part))
            run = file.put(msgspec.structs.replace(run, stretches=(Stretch(start=start),)))
            happenings = heard.in_part(part)
            for place, happening in enumerate(happenings, start=1):
                clock.put_to(start + timedelta(seconds=part.ran * place // (len(happenings) + 1)))
                happening()
            still_open = row.paused and part is row.parts[-1]
            start += timedelta(seconds=part.ran)
            clock.put_to(start)
            stretch = msgspec.structs.replace(run.stretches[0], seconds=float(part.ran))
            file.put(msgspec.structs.replace(run, stretches=(stretch,), ended=not still_open))
    return start


def _as_planned(file: SessionFile, part: Part) -> SegmentRun:
    segment = file.session.script.segment(part.segment)
    planned = segment.minutes // segment.parts if part.planned is None else part.planned
    return SegmentRun(segment=part.segment, planned=planned, part=part.dive, skipped=part.skipped)


class Heard:
    """What is said and marked in a meeting, by the part of the agenda it belongs to."""

    def __init__(
        self,
        folder: ProgrammeFolder,
        file: SessionFile,
        row: Meeting,
        known: Registered,
        decisions: Decisions,
    ) -> None:
        self._folder = folder
        self._file = file
        self._row = row
        self._known = known
        self._team = known.teams[row.team]
        self._decisions = decisions
        self._notes = 0

    def in_part(self, part: Part) -> list[Happening]:
        """Return what happens in that part, in order."""
        several = self._file.session.script.segment(part.segment).parts > 1
        notes = self._row.notes.get(f"{part.segment} {part.dive + 1}" if several else part.segment, ())
        own: dict[str, Callable[[], list[Happening]]] = {
            "welcome": lambda: [self._agree],
            "touch_map": self._mark,
            "focus": lambda: [self._choose],
            "actions": lambda: [self._show_hands],
            "close": lambda: [self._rate],
        }
        happenings = [partial(self._write_down, part, note) for note in notes]
        marked = own.get(part.segment, list)()
        decided = self._decisions.in_segment(part.segment)
        if part.segment == "actions":
            return [*happenings, *decided, *marked]
        return [*marked, *happenings, *decided]

    def _agree(self) -> None:
        now = self._folder.now()
        self._change(
            agreement=RoomAgreement(agreed=True, at=now),
            attendance=self._row.attendance,
            remote=self._row.remote,
            lead_present=self._row.lead_present,
        )

    def _choose(self) -> None:
        self._decisions.vote_for_practices()
        self._change(focus=self._row.focus)

    def _show_hands(self) -> None:
        if self._row.fist:
            self._change(fist_of_five=FistOfFive(self._row.fist))

    def _rate(self) -> None:
        self._change(
            roti=Roti(self._row.roti) if self._row.roti else None,
            thanks=self._row.thanks,
            next_meeting=on_the_wall(self._row.next_meeting) if self._row.next_meeting else None,
        )

    def _change(self, **changes: object) -> None:
        self._file.put(msgspec.structs.replace(self._file.session, **changes))

    def _mark(self) -> list[Happening]:
        """Return the touch map: first the silent marking of every practice asked, then the ladder."""
        marks = [self._marked(key) for key in self._asked()]
        return [partial(self._file.put, record) for record in (*marks, *self._sides())]

    def _asked(self) -> list[str]:
        practices = self._folder.catalogue.practices.values()
        asked = [each.key for each in practices if each.group is not PracticeGroup.CUSTOM]
        return [key for key in asked if key not in self._row.not_asked]

    def _marked(self, key: str) -> Interaction:
        for rated in self._row.rated:
            if rated.practice == key:
                return Interaction(
                    team=self._team,
                    practice=key,
                    role=rated.role,
                    frequency=rated.often,
                    importance=rated.matters,
                    ease=rated.ease,
                    rung=rated.rung,
                    agreement=rated.agreed,
                    split=rated.split,
                    counterparts=self._known.team_ids(rated.to),
                )
        if key in self._row.touched:
            others = tuple(side.to for side in self._row.sides if side.practice == key)
            return Interaction(
                team=self._team,
                practice=key,
                role=self._row.touched[key],
                counterparts=self._known.team_ids(others),
            )
        return Interaction(team=self._team, practice=key, role=TouchRole.NONE, frequency=Frequency.NEVER)

    def _sides(self) -> list[InterfaceSide]:
        ease = {rated.practice: rated.ease for rated in self._row.rated}
        return [
            InterfaceSide(
                team=self._team,
                counterpart=self._known.teams[side.to],
                practice=side.practice,
                passes=side.passes,
                channel=side.how,
                ease=side.ease or ease.get(side.practice),
            )
            for side in self._row.sides
        ]

    def _write_down(self, part: Part, note: Note) -> None:
        self._notes += 1
        self._decisions.notes[self._notes] = self._file.put(
            Observation(
                number=self._notes,
                text=note.said,
                kind=note.kind,
                segment=part.segment,
                practice=note.about,
                counterparts=self._known.team_ids(note.to),
                dimension=note.dimension,
                nods=note.nods,
                effect=note.effect,
                visibility=default_visibility(note.kind),
            )
        ).id
