"""Where a session stands, for the room: the same in the facilitator's window and in one beside it."""

from __future__ import annotations

from dataclasses import replace

from facilitator.insight.script_lists import item_named
from facilitator.live.session import LiveSession
from facilitator.model.audience import room
from facilitator.model.session import OnScreen
from facilitator.ui.room.drawing import Frame, Moment
from facilitator.ui.room.finder import drawing_of
from facilitator.ui.room.frame import frame
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.last_time import EarlierSessions
from facilitator.workspace.release.release import ReleasedRecords, for_audience

Seen = tuple[Moment, Frame]
"""What the room sees: where the session stands, and what was written."""


def moment_of(live: LiveSession, shown: OnScreen, teams: str) -> Moment:
    """Return the moment in words of the script and the catalogue; some drawings name the practice themselves.

    *teams* are the names of those present.
    """
    here = live.position
    segment = here.segment
    asks = live.session.script.asks_in(segment) if segment else ()
    drawing = drawing_of(shown.instrument)
    named = None if drawing and drawing.names_practice else shown.practice
    return Moment(
        title=live.desk.practice_name(named) or (segment.title if segment else live.session.script.title),
        question=asks[shown.question] if shown.question < len(asks) else "",
        instrument=shown.instrument,
        practice=shown.practice,
        segment=shown.segment,
        number=shown.question,
        kind=shown.kind or live.position.kind,
        allotted=live.timing.allotted(),
        remaining=live.timing.remaining(),
        paused=live.course.is_paused,
        teams=teams,
        item=here.item,
        part=here.part,
        parts=here.row.parts if here.row is not None else 1,
    )


def seen_at(folder: ProgrammeFolder, file: SessionFile, moment: Moment) -> Seen:
    """Return that moment with what the teams in the room may read of the session, and of those before it."""
    files = [file, *EarlierSessions(folder, file).files]
    released = for_audience(folder, room(*file.session.teams), files)
    moment = _with_item(moment, released.sessions[0])
    return moment, frame(released, released.sessions[0], moment)


def _with_item(moment: Moment, records: ReleasedRecords) -> Moment:
    """Return the moment of a loop with what is talked about in large, in words the room may read."""
    segments = {each.key: each for each in records.session.script.segments}
    segment = segments.get(moment.segment)
    if segment is None or not segment.each:
        return moment
    item = item_named(moment.item, segment, records)
    if item is None:
        return moment
    place = f"{moment.title}   {moment.part + 1} of {moment.parts}"
    return replace(moment, title=place, question=item.words)


def seen_now(folder: ProgrammeFolder, file: SessionFile, live: LiveSession, shown: OnScreen) -> Seen:
    """Return what the room sees of a session whose window is about *shown*."""
    return seen_at(folder, file, moment_of(live, shown, folder.team_names(file.session)))
