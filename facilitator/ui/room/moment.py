"""Where a session stands, for the room: the same in the facilitator's window and in one beside it."""

from __future__ import annotations

from facilitator.live.session import LiveSession
from facilitator.model.audience import room
from facilitator.model.script import Instrument
from facilitator.model.session import OnScreen
from facilitator.ui.room.frame import Frame, Moment, frame
from facilitator.workspace.folder.programme_folder import ProgrammeFolder, SessionFile
from facilitator.workspace.release.release import for_audience

Seen = tuple[Moment, Frame]
"""What the room sees: where the session stands, and what was written."""


def at_first(live: LiveSession) -> OnScreen:
    """Return what a window is about when a segment begins."""
    segment = live.segment
    return OnScreen(
        segment=segment.key if segment else "",
        part=live.part,
        instrument=live.instrument,
        practice=live.practice,
    )


def team_names(folder: ProgrammeFolder, file: SessionFile) -> str:
    """Return whom a session is with, so that nobody reads the lines of another team as their own."""
    return " and ".join(folder.teams[id].name for id in file.session.teams if id in folder.teams)


def moment_of(live: LiveSession, shown: OnScreen, teams: str) -> Moment:
    """Return the moment in words of the script and the catalogue. The touch map names its own practice.

    *teams* are the names of those present.
    """
    segment = live.segment
    asks = segment.ask if segment else ()
    named = shown.practice if shown.instrument is not Instrument.TOUCH_MAP else None
    return Moment(
        title=live.practice_name(named) or (segment.title if segment else live.session.script.title),
        question=asks[shown.question] if shown.question < len(asks) else "",
        instrument=shown.instrument,
        practice=shown.practice,
        allotted=live.allotted(),
        remaining=live.remaining(),
        paused=live.is_paused,
        teams=teams,
    )


def seen_at(folder: ProgrammeFolder, file: SessionFile, moment: Moment) -> Seen:
    """Return that moment with what the teams in the room may read of the session."""
    released = for_audience(folder, room(*file.session.teams), [file])
    return moment, frame(released, released.sessions[0], moment)
