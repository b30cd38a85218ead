"""The programmes of a workspace: opening another one, beginning one, opening a folder from elsewhere."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from facilitator.errors import BadInput, FacilitatorError
from facilitator.model.team import Team, TeamKind
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import Row, heading, line_row
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.paths import typed

_NEW, _ELSEWHERE = "new", "elsewhere"


def choose_programme(app: Program) -> None:
    """Offer the programmes of the workspace, beginning another and opening one elsewhere."""
    rows = programme_rows(app.workspace, app.folder.path if app.has_programme else None)
    own = app.workspace.lasting
    if own is not app.workspace:  # of the example that is open nothing is kept
        yours = programme_rows(own)
        rows += [heading(safe.text("Your own", pen="muted")), *yours] if yours else []
    rows.append(heading(safe.NOTHING))
    rows.append(line_row(_NEW, safe.text("Begin another programme")))
    rows.append(line_row(_ELSEWHERE, safe.text("Open a folder from elsewhere")))

    def chosen(key: str | None) -> None:
        if key == _NEW:
            start_programme(app)
        elif key == _ELSEWHERE:
            ask_for_folder(app)
        elif key is not None and not (app.has_programme and key == str(app.folder.path)):
            path = Path(key)
            open_path(app, own if path in own.programme_paths() else app.workspace, path)

    now = str(app.folder.path) if app.has_programme else None
    question = "Each has its own teams, people, sessions and settings."
    app.push_screen(Choose("Which programme?", question, rows, now), chosen)


def programme_rows(workspace: Workspace, current: Path | None = None) -> list[Row]:
    """Return a row for each programme of a workspace, by the path of its folder."""
    return [_row(workspace, path, current) for path in workspace.programme_paths()]


def _row(workspace: Workspace, path: Path, current: Path | None) -> Row:
    name, about, fault = path.name, "", False
    try:
        with closing(workspace.open(path)) as folder:
            name, about = folder.programme.name, folder.programme.organisation
    except FacilitatorError:
        about, fault = "cannot be read", True
    told = "open now" if path == current else about
    pen = "warn" if fault else "muted"
    return line_row(str(path), safe.text(safe.cell((name, ""), 34), " ", (told, pen)))


def open_path(app: Program, workspace: Workspace, path: Path) -> None:
    """Open the programme in that folder in the place of the one that is open; say why not if it cannot be."""
    try:
        folder = workspace.open(path)
        folder.programme  # noqa: B018  # a file without a programme is damaged
    except FacilitatorError as error:
        app.complain(error)
        return
    app.navigation.open_programme(workspace, folder)


def ask_for_folder(app: Program) -> None:
    """Ask for the folder of a workspace, and which of its programmes to open."""

    def opened(line: str | None) -> None:
        if line is None:
            return
        workspace = Workspace(typed(line))
        paths = workspace.programme_paths()
        if len(paths) == 1:
            open_path(app, workspace, paths[0])
            return

        def chosen(key: str | None) -> None:
            if key is not None:
                open_path(app, workspace, Path(key))

        app.push_screen(Choose("Which programme?", str(workspace.root), programme_rows(workspace)), chosen)

    question = "Type the folder, such as ~/Documents/Facilitator."
    app.push_screen(AskLine("Open a folder", question, check=_has_programme), opened)


def _has_programme(line: str) -> None:
    if not line:
        raise BadInput("No folder was typed.", "Type where the workspace lies.")
    try:
        paths = Workspace(typed(line)).programme_paths()
    except (OSError, BadInput):  # a folder nobody may look into, or one that no disk can have
        paths = ()
    if not paths:
        raise BadInput(
            f"There is no programme in {line[:200]}.", "Type the folder that has “sessions” in it."
        )


def start_programme(app: Program) -> None:
    """Ask what a programme begins with, and open the new programme."""
    # Of the example nothing is kept: what is begun there belongs to the person's own workspace.
    workspace = app.workspace.lasting
    made: list[ProgrammeFolder] = []

    def save(values: dict[str, str]) -> None:
        folder = workspace.new_programme(values["name"], values["organisation"])
        folder.file.put(Team(name=values["team"], kind=TeamKind(values["kind"])))
        made.append(folder)

    def after(values: dict[str, str] | None) -> None:
        if values is not None:
            app.navigation.open_programme(workspace, made[-1])

    lead = "Four questions. All of it can change later."
    app.push_screen(FormDialog("Start a programme", lead, _first_questions(), save), after)


def _first_questions() -> tuple[Field, ...]:
    """Return what is asked before there is a programme."""
    return (
        Field(
            "name",
            "Programme",
            help="such as Better Together",
            about="What you call the programme; it stands on every paper.",
            required=True,
        ),
        Field(
            "organisation",
            "Organisation",
            help="such as Harrowmere University",
            about="Who it is for, as it stands on papers.",
            required=True,
        ),
        Field(
            "team",
            "First team",
            help="such as Service Desk",
            about="The team you hear first. More of them come under Teams.",
            required=True,
        ),
        Field(
            "kind",
            "Its kind",
            about="What kind of team it is: workshops are offered by it.",
            choices=(("", "not said"), *((each.value, each.label) for each in TeamKind)),
            meanings={"": "← → chooses it", **{each.value: each.meaning for each in TeamKind}},
            required=True,
        ),
    )
