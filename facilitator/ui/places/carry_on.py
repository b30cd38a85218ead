"""The session in hand on Home: which it is, and where it stands."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Static

from facilitator.language import words
from facilitator.live.course.agenda import build_agenda
from facilitator.model.audience import countable
from facilitator.model.observation import Observation
from facilitator.model.session import LIVE, SegmentRun, SessionStatus
from facilitator.ui.late_calls import Late
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.running_sessions import begun_last
from facilitator.workspace.folder.session_files import SessionFile


def session_in_hand(folder: ProgrammeFolder) -> SessionFile | None:
    """Return the session to carry on with: of those in progress the one that began last, else the next one
    planned for today or later."""
    live = begun_last(file for file in folder.sessions if file.session.status in LIVE)
    if live is not None:
        return live
    today = folder.today()
    planned = [
        file
        for file in folder.sessions
        if file.session.status in (SessionStatus.DRAFT, SessionStatus.INVITED)
        and folder.local(file.session.planned_start).date() >= today
    ]
    return min(planned, key=lambda file: file.session.planned_start, default=None)


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

    def on_key(self, event: events.Key) -> None:
        """Carry on, or go down."""
        if event.key in ("enter", "down", "j"):
            event.stop()
            self.post_message(self.Chosen() if event.key == "enter" else self.Left())

    def on_click(self, event: events.Click) -> None:
        """Carry on at the second click: the mouse never starts a session by accident."""
        if event.chain > 1:
            self.post_message(self.Chosen())


def where_it_stands(folder: ProgrammeFolder, file: SessionFile) -> str:
    """Say in a sentence where a session stands."""
    session = file.session
    if session.status not in LIVE:
        start = folder.local(session.planned_start)
        return f"Planned for {words.due(start.date(), folder.today())}, {words.time(start)}. Enter opens it."
    agenda = build_agenda(session.script, file.all(SegmentRun), 0.0, len(session.focus))
    row, notes = agenda.current, words.count(len(countable(file.all(Observation))), "note")
    safe_there = f"{notes} {'is' if notes.startswith('1 ') else 'are'} safe."
    if row is None:
        return f"In progress. {safe_there}"
    last = folder.local(max((run.changed for run in file.all(SegmentRun)), default=session.changed))
    verb = "Paused" if session.status is SessionStatus.PAUSED else "Running since"
    left = f"{words.clock(row.left)} left" if row.left > 0 else "its time is over"
    when = words.time(last)
    if last.date() != folder.today():
        when = f"{words.ago(last.date(), folder.today())} {when}"
    return f"{verb} {when} in {agenda.position} {row.title}, {left}. {safe_there}"
