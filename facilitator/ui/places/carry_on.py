"""The session in hand on Home: which it is, and where it stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.widgets import Static

from facilitator.insight.held_sessions import day_of
from facilitator.language import words
from facilitator.live.course.agenda import build_agenda
from facilitator.model.session import LIVE, PLANNED, SegmentRun, SessionStatus
from facilitator.ui import safe
from facilitator.ui.late_calls import Late
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.running_sessions import begun_last
from facilitator.workspace.folder.session_files import SessionFile

_ABOUT_TO_BEGIN = timedelta(hours=1)
"""So long before its time a session that is planned is what comes next, whatever else waits."""


class NextStep(NamedTuple):
    """What to do next: a verb for the key line, and the session it is about, None to start one."""

    verb: str
    file: SessionFile | None = None

    @property
    def in_hand(self) -> SessionFile | None:
        """The session to carry on with: one that goes on or is planned."""
        return None if self.verb == "review" else self.file


def next_step(folder: ProgrammeFolder) -> NextStep:
    """Return what to do next.

    Carry on with the session in progress that began last; open the one whose hour is near or has come; review
    what was held, the oldest first; open one of today whose time is over, so that it is held or cancelled;
    open the next one planned; start one.
    """
    live = begun_last(file for file in folder.sessions if file.session.status in LIVE)
    if live is not None:
        return NextStep("carry on", live)
    by_time = sorted(folder.sessions, key=lambda file: file.session.started_at or file.session.planned_start)
    today, now = folder.today(), folder.now()
    planned = [
        file
        for file in by_time
        if file.session.status in PLANNED and folder.local(file.session.planned_start).date() >= today
    ]
    to_come = [file for file in planned if now < _end(file)]
    if to_come and to_come[0].session.planned_start <= now + _ABOUT_TO_BEGIN:
        return NextStep("open", to_come[0])
    captured = [file for file in by_time if file.session.status is SessionStatus.CAPTURED]
    if captured:
        return NextStep("review", captured[0])
    return NextStep("open", planned[0]) if planned else NextStep("start")


def _end(file: SessionFile) -> datetime:
    """Return when a session that is planned is to end."""
    return file.session.planned_start + timedelta(minutes=file.session.minutes)


class CarryOn(Late, Static, can_focus=True):
    """The session in hand: what it is and where it stands."""

    DEFAULT_CSS = """
    CarryOn { height: auto; padding-left: 1; margin: 0 0 2 0; border-left: blank; }
    CarryOn:focus { border-left: outer $mark; }
    """

    class Chosen(Message):
        """Somebody wants to carry on."""

    class Left(Message):
        """Somebody goes down to what stands below."""

    def show(self, folder: ProgrammeFolder) -> None:
        """Say what comes next."""
        file = next_step(folder).file
        if file is None:
            self.update(
                safe.text(
                    *(("Start", "key"), " ", ("a session", "bold"), "\n"),
                    *(("a", "key"), (" starts one now, ", "muted"), ("n", "key"), (" plans one.", "muted")),
                )
            )
            return
        session = file.session
        verb = "Carry on" if session.status in LIVE else "Next" if session.status in PLANNED else "Review"
        teams = folder.team_names(session)
        self.update(
            safe.text(
                *((verb, "key"), "  ", (teams, "bold"), "   ", (session.short_id, "muted")),
                *("\n", (where_it_stands(folder, file), "muted")),
            )
        )

    def on_key(self, event: events.Key) -> None:
        """Carry on, or go down."""
        if event.key in ("enter", "down", "j"):
            event.stop()
            self.post_message(self.Chosen() if event.key == "enter" else self.Left())

    def on_click(self, event: events.Click) -> None:
        """Carry on at the second click: the mouse never starts a session by accident."""
        if event.chain > 1:
            self.post_message(self.Chosen())


def _planned_for(folder: ProgrammeFolder, file: SessionFile) -> str:
    """Say for when a session is planned; from its time on, that it should have begun, and then be over."""
    start, now = folder.local(file.session.planned_start), folder.now()
    at = f"{words.due(start.date(), folder.today())}, {words.time(start)}"
    if now < start or start.date() != folder.today():
        return f"Planned for {at}."
    if now >= _end(file):
        return f"Was planned for {at}, and its time is over."
    return f"Was to begin {at}."


def where_it_stands(folder: ProgrammeFolder, file: SessionFile) -> str:
    """Say in a sentence where a session stands."""
    session = file.session
    if session.status is SessionStatus.CAPTURED:
        held = words.ago(day_of(session, folder.zone), folder.today())
        return f"Held {held}. No paper leaves before its review. Enter opens it."
    if session.status not in LIVE:
        return f"{_planned_for(folder, file)} Enter opens it."
    agenda = build_agenda(session.script, file.all(SegmentRun), 0.0, len(session.focus))
    row = agenda.current
    if row is None:
        return "In progress. What was noted is safe."
    last = folder.local(max((run.changed for run in file.all(SegmentRun)), default=session.changed))
    verb = "Paused" if session.status is SessionStatus.PAUSED else "Running since"
    left = f"{words.clock(row.left)} left" if row.left > 0 else "its time is over"
    when = words.time(last)
    if last.date() != folder.today():
        when = f"{words.ago(last.date(), folder.today())} {when}"
    return f"{verb} {when} in {agenda.position} {row.title}, {left}. What was noted is safe."
