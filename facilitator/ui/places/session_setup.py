"""Planning a session: which team or two, which script, when, which practices."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from facilitator.errors import FacilitatorError
from facilitator.insight.coverage import coverage
from facilitator.insight.hear_next import hear_next
from facilitator.language import words
from facilitator.model.script import Script, ScriptAudience
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team, going_teams
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.places.session_fields import script_field, set_up_fields
from facilitator.ui.program import Program
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, line_row
from facilitator.wording.hear_next import reason
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.planning import (
    like_last_time,
    outside_working_hours,
    planned_session,
    proposed_start,
)
from facilitator.workspace.set_up import another_like, asked_of, change_set_up, filled

_NEW_TEAM = "a new team"


def plan_session(app: Program, *, team: str | None = None) -> None:
    """Ask for the team (unless given), then for script, time and practices, then open the session."""
    if team is not None:
        _choose_script(app, app.folder.teams[team])
        return

    def chosen(key: str | None) -> None:
        if key == _NEW_TEAM:
            app.navigation.add_record("teams", lambda id: _choose_script(app, app.folder.teams[id]))
        elif key is not None:
            _choose_script(app, app.folder.teams[key])

    question = "With whom? Teams that wait the longest stand first."
    app.push_screen(Choose("A new session", question, _team_rows(app.folder)), chosen)


def start_now(app: Program) -> None:
    """Ask only for the team, the first one by its form, then start with the shortest script that suits it."""
    folder = app.folder

    def chosen(key: str | None) -> None:
        if key == _NEW_TEAM:
            app.navigation.add_record("teams", start_with)
        elif key is not None:
            start_with(key)

    def start_with(key: str) -> None:
        team = folder.teams[key]
        script = scripts_for(folder, team)[0]
        start = folder.local(folder.now()).replace(second=0, microsecond=0)
        try:
            draft = like_last_time(folder, planned_session(folder, (team,), script, start))
            file = folder.add_session(draft)
        except FacilitatorError as error:
            app.complain(error)
            return
        _after_set_up(app, file, True, left=lambda: _let_go_unbegun(app, file))

    question = "With whom? It starts at once."
    rows = _team_rows(folder)
    app.push_screen(Choose("Start now", question, rows[:-1] or rows), chosen)


def _let_go_unbegun(app: Program, file: SessionFile) -> None:
    """Take away a session that was to start at once and was not begun: nobody planned it."""
    if file.session.status is not SessionStatus.DRAFT:
        return
    try:
        app.folder.remove_session(file)
    except FacilitatorError as error:
        app.complain(error)
        return
    app.say("Not begun, and nothing of it is kept")


def duplicate_session(app: Program, file: SessionFile, done: Callable[[], None]) -> None:
    """Plan another session with the same team, script, practices and facilitators, then ask when."""
    folder, old = app.folder, file.session
    try:
        draft = another_like(folder, old)
    except FacilitatorError as error:
        app.complain(error)
        return

    def save(values: dict[str, str]) -> None:
        folder.add_session(filled(folder, draft, values))

    def after(values: dict[str, str] | None) -> None:
        if values is not None:
            done()

    lead = f"The set-up of {old.short_id} again."
    app.push_screen(FormDialog("Another session", lead, set_up_fields(folder, draft), save), after)


def _team_rows(folder: ProgrammeFolder) -> list[Row]:
    practices = tuple(folder.catalogue.practices.values())
    grid = coverage(folder.file, folder.sessions, practices, folder.today(), folder.zone)
    suggestions = hear_next(folder.file, folder.sessions, grid, folder.today(), folder.zone).suggestions
    reasons = {each.team.id: reason(each.reason, folder.today()) for each in suggestions}
    order = [*reasons, *(each.id for each in going_teams(folder.teams.values()) if each.id not in reasons)]
    rows = []
    for team_id in order:
        team, row = folder.teams[team_id], grid.row(team_id)
        last = "" if row is None or row.last_heard is None else f"heard {words.day(row.last_heard)}"
        name = safe.cell((team.name, ""), 28)
        rows.append(line_row(team_id, safe.text(name, "  ", (reasons.get(team_id, last), "muted"))))
    return [
        *rows,
        line_row(_NEW_TEAM, safe.text("Another team", ("   that is not on the list yet", "muted"))),
    ]


def scripts_for(folder: ProgrammeFolder, team: Team) -> list[Script]:
    """Return the scripts, those written for that kind of team first."""
    scripts = list(folder.catalogue.scripts.values())
    return sorted(scripts, key=lambda script: (script.audience.value != team.kind.value, script.minutes))


def _choose_script(app: Program, team: Team) -> None:
    scripts = scripts_for(app.folder, team)

    def chosen(key: str | None) -> None:
        if key is not None:
            set_up(app, team, app.folder.catalogue.script(key))

    rows = [line_row(script.key, _script_line(script)) for script in scripts]
    about = {script.key: _about_script(script) for script in scripts}
    app.push_screen(Choose(f"A session with {team.name}", "Which workshop?", rows, about=about), chosen)


def _about_script(script: Script) -> Content:
    """Say what a workshop is for, how many people it takes, and how its minutes go."""
    goes = ", ".join(f"{each.title} {each.minutes}" for each in script.segments)
    people = f"   {script.people}" if script.people else ""
    return safe.text(script.summary, (people, "muted"), "\n", (f"{goes} min", "muted"))


def _script_line(script: Script) -> Content:
    whom = "" if script.audience is ScriptAudience.ANY else script.audience.label.removesuffix(" teams")
    return safe.text(safe.cell(script.title, 39), safe.cell(f"{script.minutes} min", 8), (whom, "muted"))


def set_up(app: Program, team: Team, script: Script) -> None:
    """Ask when and with what, then open the new session."""
    folder = app.folder
    start = folder.local(folder.now()).replace(second=0, microsecond=0)
    proposed = proposed_start(folder, start, script.minutes)
    draft = like_last_time(folder, planned_session(folder, (team,), script, proposed))
    fields = (
        Field(
            "when",
            "Start",
            "later",
            about="Whether saving only plans the session, or begins it.",
            choices=(("later", "later"), ("now", "now")),
            meanings=_WHAT_SAVING_DOES,
        ),
        *set_up_fields(folder, draft),
    )

    def save(values: dict[str, str]) -> None:
        now = values["when"] == "now"
        session = filled(folder, draft, values, start=start if now else None)
        file = folder.add_session(session)
        app.call_after_refresh(_after_set_up, app, file, now)

    lead = f"{script.title}. {script.summary}".strip()
    app.push_screen(FormDialog(f"A session with {team.name}", lead, fields, save))


_WHAT_SAVING_DOES = {
    "later": "Saving only plans it, for the day and time below.",
    "now": "Saving begins the meeting at once.",
}


def _after_set_up(
    app: Program, file: SessionFile, now: bool, left: Callable[[], object] | None = None
) -> None:
    local = app.folder.local(file.session.planned_start)
    if now:
        app.navigation.open_session(file, start=True, left=left)
    else:
        app.action_place("sessions")
        app.call_after_refresh(_point_at, app, file)
        app.call_after_refresh(app.say, f"{file.session.short_id} is planned for {words.day(local.date())}")
    if outside_working_hours(local, file.session.minutes):
        app.call_after_refresh(app.say, "Outside working hours: part-timers and carers are shut out")


def _point_at(app: Program, file: SessionFile) -> None:
    """Put the cursor of the list of sessions on one of them, if that list is still in front."""
    for rows in app.screen.query(RowList):
        if file.session.id in [row.key for row in rows.rows]:
            rows.show(rows.rows, select=file.session.id)


def edit_session(app: Program, file: SessionFile, done: Callable[[], None]) -> None:
    """Change the set-up of a planned session."""
    folder = app.folder

    def save(values: dict[str, str]) -> None:
        change_set_up(folder, file, values)

    def after(values: dict[str, str] | None) -> None:
        if values is not None:
            done()

    fields = (script_field(folder, file.session), *set_up_fields(folder, file.session))
    if asked := asked_of(file.session):
        fields = tuple(field for field in fields if field.key in asked)
    app.push_screen(FormDialog(file.session.short_id, "Change the set-up.", fields, save), after)
