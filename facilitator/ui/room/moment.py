"""Where a session stands, for the room: the same in the facilitator's window and in one beside it."""

from __future__ import annotations

from facilitator.live.session import LiveSession
from facilitator.model.audience import room
from facilitator.model.session import OnScreen
from facilitator.ui.room.drawing import Frame, Moment
from facilitator.ui.room.finder import drawing_of
from facilitator.ui.room.frame import frame
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.last_time import EarlierSessions
from facilitator.workspace.release.release import for_audience

Seen = tuple[Moment, Frame]
"""What the room sees: where the session stands, and what was written."""


def moment_of(live: LiveSession, shown: OnScreen, teams: str) -> Moment:
    """Return the moment in words of the script and the catalogue; some drawings name the practice themselves.

    *teams* are the names of those present.
    """
    segment = live.position.segment
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
    )


def seen_at(folder: ProgrammeFolder, file: SessionFile, moment: Moment) -> Seen:
    """Return that moment with what the teams in the room may read of the session, and of those before it."""
    files = [file, *EarlierSessions(folder, file).files]
    released = for_audience(folder, room(*file.session.teams), files)
    return moment, frame(released, released.sessions[0], moment)


def seen_now(folder: ProgrammeFolder, file: SessionFile, live: LiveSession, shown: OnScreen) -> Seen:
    """Return what the room sees of a session whose window is about *shown*."""
    return seen_at(folder, file, moment_of(live, shown, folder.team_names(file.session)))
