"""Sessions: planned, in progress, waiting for review, shared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.model.audience import countable
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.session import HEARD, LIVE, PLANNED, RELEASED, SessionStatus
from facilitator.opening import open_session
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Ask, Notice
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.place import BEGIN_KEYS, Place
from facilitator.ui.undo import ScreenHistory
from facilitator.ui.widgets import list_filter
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.wording.heard import what_was_heard
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.planning import SET_UP
from facilitator.workspace.set_up import cancel_session, invite_to
from facilitator.workspace.undo import Scope, last_done, time_of

_GROUPS: tuple[tuple[str, frozenset[SessionStatus]], ...] = (
    ("In progress", LIVE),
    ("Planned", PLANNED),
    ("Waiting for review", frozenset({SessionStatus.CAPTURED})),
    ("Reviewed", frozenset({SessionStatus.REVIEWED})),
    ("Handed over", HEARD - {SessionStatus.CAPTURED, SessionStatus.REVIEWED}),
    ("Cancelled", frozenset({SessionStatus.CANCELLED})),
)
_PENS = {SessionStatus.CAPTURED: "warn", SessionStatus.RUNNING: "mark", SessionStatus.PAUSED: "mark"}


KEYS = Context(
    "sessions",
    "Sessions",
    (
        command("open", "enter", "open", "open the session", palette=False),
        command("edit", "e", "edit", "change script, time, place, facilitators, practices"),
        command("review", "r", "review", "review the session after the meeting"),
        command("paper", "p", "paper", "look at the action plan"),
        command("remove_session", "x", "remove", "cancel a planned session, or delete a mistaken one"),
        command("held_on_paper", "h", "held on paper", "it was held on paper: type the sheets in"),
        command("invited", "i", "", "the team was invited to a planned session"),
        command("duplicate", "d", "duplicate", "plan another session with this set-up"),
        command("debrief", "l", "", "write your own look back: private, and deleted after its days"),
        command("rehearse", "f6", "", "rehearse a script: what would come out of it"),
        command("back_up", "b", "", "keep a backup; “facilitator restore” brings it back"),
    ),
)

_OFTEN = 4
"""So many of the keys come before the one that plans a session."""


class _SetUpHistory(ScreenHistory):
    """Back and forth over what was changed of the set-up of sessions, and over those that were deleted."""

    def __init__(self, sessions: Sessions) -> None:
        super().__init__(sessions, lambda: sessions.scope)
        self._sessions = sessions

    def undo(self) -> None:
        """Bring back the session deleted last, or take back what was changed of a set-up after that."""
        program = self._sessions.program
        removed, found = program.folder.removed_at, last_done(self._sessions.scope)
        if removed is None or (found is not None and time_of(found.change) > removed):
            super().undo()
            return
        try:
            file = program.folder.restore_session()
        except FacilitatorError as error:
            program.complain(error)
            return
        self._sessions.show_records()
        program.say(f"{file.session.short_id} is back" if file else "Nothing to undo")


class Sessions(Place):
    """Every session of the programme, grouped by where it stands."""

    place = "sessions"
    keys = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS, list_filter.KEYS)]

    def __init__(self) -> None:
        super().__init__()
        self._filter: list_filter.ListFilter = list_filter.ListFilter(self.show_records)
        self.history = _SetUpHistory(self)

    def active_contexts(self) -> tuple[Context, ...]:
        """The key that plans the next one stands before those for what is done rarely."""
        own, *others = super().active_contexts()
        if own is not KEYS:
            return (own, *others)
        often, rare = KEYS.commands[:_OFTEN], KEYS.commands[_OFTEN:]
        mixed = Context(KEYS.name, KEYS.title, (*often, *BEGIN_KEYS.commands, *rare))
        return (mixed, *(each for each in others if each is not BEGIN_KEYS))

    def compose_body(self) -> ComposeResult:
        """Lay out heading and list."""
        yield Static(id="head")
        yield self._filter
        yield RowList()

    @property
    def scope(self) -> Scope:
        """What was changed of the set-up of sessions, and cancelled."""
        return Scope(self.program.folder.sessions, lambda change: change.about == SET_UP)

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the list."""
        self.query_one(RowList).focus()

    def show_records(self) -> None:
        """List the sessions, newest first in each group; files that cannot be read stand last."""
        folder = self.program.folder
        files = [file for file in folder.sessions if self._filter.fits(*_words(folder, file))]
        rows: list[Row] = []
        day = max((len(_day(folder, file)) for file in files), default=0) + 2
        for title, statuses in _GROUPS:
            group = [file for file in files if file.session.status in statuses]
            if group:
                rows.append(heading(safe.text(title, pen="muted")))
                rows += [self._row(file, day) for file in reversed(group)]
        if folder.damaged and not self._filter.is_on:
            rows.append(heading(safe.text("Cannot be read", pen="muted")))
            rows += [_damaged_row(path.name, error.happened) for path, error in folder.damaged.items()]
        self.show_head("Sessions", self._filter.count(len(files), len(folder.sessions), "session"))
        listed = self.query_one(RowList)
        listed.empty = self._filter.nothing("No sessions yet. n plans or starts the first.")
        listed.show(rows)

    def _row(self, file: SessionFile, day: int) -> Row:
        """Return the row of a session, its day in *day* cells."""
        folder, session = self.program.folder, file.session
        local = folder.local(session.started_at or session.planned_start)
        teams = [folder.teams[id] for id in session.teams if id in folder.teams]
        notes = words.count(len(countable(file.all(Observation))), file.session.script.line_word)
        ideas = words.count(len(countable(file.all(ImprovementIdea))), "idea")

        def draw(width: int) -> list[Content]:
            wide = width >= 96
            held = f"{notes}, {ideas}"
            if session.status in PLANNED:
                held = "" if wide else f"at {words.time(local)}"
            name = max(20, min(44, width - day - (48 if wide else 36)))
            whom = words.listed([team.name for team in teams])
            if len(whom) > name:
                whom = words.listed([team.short_name or team.name for team in teams])
            line = safe.text(
                *((session.short_id.ljust(6), "muted"), safe.cell(_title(whom, session.name), name), "  "),
                safe.cell((_day(folder, file), ""), day),
                safe.cell((words.time(local), "muted"), 7) if wide else "",
                safe.cell((session.status.label, _PENS.get(session.status, "muted")), 11),
                (held, "muted"),
            )
            return [safe.cell(line, width)]

        return Row(session.id, draw)

    def _chosen(self) -> SessionFile | None:
        key = self.query_one(RowList).key
        return next((file for file in self.program.folder.sessions if file.session.id == key), None)

    # Keys

    @on(RowList.Chosen)
    def _choose(self) -> None:
        """Open the session."""
        self.action_open()

    def action_open(self) -> None:
        """Open the session under the cursor; for a file that cannot be read, say why."""
        file = self._chosen()
        if file is not None:
            self.program.navigation.open_session(file)
            return
        for path, error in self.program.folder.damaged.items():
            if path.name == self.query_one(RowList).key:
                self.program.complain(error)

    def action_edit(self) -> None:
        """Change the set-up; of a session that began only name, place and facilitators."""
        file = self._chosen()
        if file is not None:
            self.program.navigation.edit_session(file, self.show_records)

    def action_review(self) -> None:
        """Review the session under the cursor."""
        file = self._chosen()
        if file is not None and file.session.status in HEARD:
            self.program.navigation.open_review(file)
        elif file is not None:
            self.program.say("Review comes after the meeting")

    def action_debrief(self) -> None:
        """Write the facilitators' own look back at the session under the cursor."""
        from facilitator.ui.dialogs.debrief import write_debrief

        file = self._chosen()
        if file is not None:
            write_debrief(self.program, file)

    def action_paper(self) -> None:
        """Look at the action plan."""
        file = self._chosen()
        if file is not None:
            self.program.navigation.preview_paper(file, "action-plan")

    def action_remove_session(self) -> None:
        """Cancel a planned session, or delete a mistaken one, after a question."""
        file = self._chosen()
        if file is None:
            return
        name, held = file.session.short_id, what_was_heard(file)
        if held and file.session.status not in PLANNED:
            todo = "Open it and take out single words with x, as the team wishes."
            self.app.push_screen(Notice(f"{name} stays", f"{held} That belongs to the team.", todo))
            return
        answers = [("no", "Keep it")]
        if file.session.status in PLANNED:
            answers.append(("cancel", "Cancel it; its file stays"))
        if not held:
            answers.append(("delete", "Delete it; ^Z brings it back until you leave the program"))

        def answered(answer: str | None) -> None:
            try:
                if answer == "cancel":
                    cancel_session(file)
                elif answer == "delete":
                    self.program.folder.remove_session(file)
                    self.program.say(f"{name} is deleted   ^Z brings it back")
            except FacilitatorError as error:
                self.program.complain(error)
            self.show_records()

        question = held or "Nothing was heard in it yet."
        self.app.push_screen(Ask(f"Remove {name}?", question, answers), answered)

    def action_held_on_paper(self) -> None:
        """A planned session took place without the program: mark it as held, and type its sheets in."""
        file = self._chosen()
        if file is None:
            return
        if file.session.status not in PLANNED:
            self.program.say("Only a planned session can be held on paper")
            return
        live = open_session(self.program.folder, file, self.program.live_clock())

        def answered(answer: str | None) -> None:
            if answer != "yes":
                return
            try:
                live.frame.held_on_paper()
            except FacilitatorError as error:
                self.program.complain(error)
                return
            self.program.navigation.open_session(file)
            self.program.navigation.enter_paper(live)

        answers = (("no", "No, it is still ahead"), ("yes", "Yes, it was held: type the sheets in"))
        question = "It then counts as heard; ^Z in the review takes it back."
        self.app.push_screen(Ask(f"Was {file.session.short_id} held on paper?", question, answers), answered)

    def action_invited(self) -> None:
        """Note that the team was invited."""
        file = self._chosen()
        if file is None:
            return
        try:
            invite_to(file)
        except FacilitatorError as error:
            self.program.complain(error)
            return
        self.show_records()
        self.program.say(f"{file.session.short_id}: the team is invited   ^Z takes it back")

    def action_duplicate(self) -> None:
        """Plan another session with the set-up of this one."""
        file = self._chosen()
        if file is not None:
            self.program.navigation.duplicate_session(file, self.show_records)

    def _action_rehearse(self) -> None:
        """Rehearse a script with sample answers; nothing of it is kept."""
        from facilitator.ui.places.rehearsing import ask_rehearsal  # here: authors alone wait for it

        ask_rehearsal(self.program)

    def action_back_up(self) -> None:
        """Copy the programme to a folder of its own, and say where it lies."""
        from facilitator.workspace.integrity.backup import back_up

        workspace = self.program.workspace
        path = back_up(workspace, self.program.folder)
        self.program.say(f"Backup: {path.relative_to(workspace.root.absolute())}")


def _day(folder: ProgrammeFolder, file: SessionFile) -> str:
    local = folder.local(file.session.started_at or file.session.planned_start)
    return words.day(local.date(), folder.today())


def _words(folder: ProgrammeFolder, file: SessionFile) -> Iterator[str]:
    """Yield what a session can be filtered by: id, name, teams, day, state, script, and who leads it."""
    session = file.session
    local = folder.local(session.started_at or session.planned_start)
    yield from (session.short_id, session.name, session.status.label, session.script.title)
    yield from (title for title, statuses in _GROUPS if session.status in statuses)
    yield "Reviewed" if session.status in RELEASED else ""  # what was handed over is that, too
    yield words.day(local.date(), folder.today())
    for team in (folder.teams[id] for id in session.teams if id in folder.teams):
        yield from (team.name, team.short_name)
    yield from (folder.person_label(id) for id in session.facilitators)


def _title(teams: str, name: str) -> Content:
    return safe.text(teams, ("  " if name else ""), (name, "muted"))


def _damaged_row(name: str, happened: str) -> Row:
    return Row(name, lambda width: [safe.cell(safe.text(("! ", "bad"), happened), width)])
