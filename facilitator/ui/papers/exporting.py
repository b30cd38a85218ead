"""Files for other programs from the screen: which, for whom, in which format; written beside the papers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from facilitator.documents.formats.registry import ExportFormat, Profile
from facilitator.errors import FacilitatorError
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.papers.handing_on import short_path
from facilitator.ui.papers.issued import remember
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import line_row
from facilitator.workspace.folder.handles import begin_handles
from facilitator.workspace.folder.session_files import SessionFile

if TYPE_CHECKING:
    from facilitator.documents.exports.finder import Whose

_WAYS: dict[str, tuple[ExportFormat, Profile, str]] = {
    "ics": ("ics", "spreadsheet", "for a calendar program"),
    "xlsx": ("xlsx", "spreadsheet", "a workbook"),
    "csv": ("csv", "spreadsheet", "a table for a spreadsheet"),
    "csv import": ("csv", "import", "a table to import elsewhere, its words as they are"),
    "csv jira": ("csv", "jira", "what is to do, to import in Jira"),
    "csv azure": ("csv", "azure", "what is to do, to import in Azure DevOps"),
    "csv gitlab": ("csv", "gitlab", "what is to do, to import in GitLab"),
    "json": ("json", "spreadsheet", "for a program of your own"),
}
"""The ways an export can be written, by their keys: format, profile, what it is for."""


class _Choice(NamedTuple):
    """Something to export: what, whose, and for whom in words."""

    what: str
    whose: Whose
    readers: str


def ask_what_to_export(app: Program, file: SessionFile | None) -> None:
    """Ask what leaves for other programs, of the teams of a session or beyond them; then in which format."""
    choices = {str(number): each for number, each in enumerate(_choices(app, file))}

    def chosen(key: str | None) -> None:
        if key is not None:
            _ask_how(app, choices[key])

    rows = [
        line_row(key, safe.text(each.what.capitalize().ljust(10), (each.readers, "muted")))
        for key, each in choices.items()
    ]
    question = "It goes into the documents folder, and holds only what its readers may see."
    app.push_screen(Choose("For other programs", question, rows), chosen)


def _choices(app: Program, file: SessionFile | None) -> Iterator[_Choice]:
    from facilitator.documents.exports.finder import EXPORTS, Whose  # here: only who exports waits for it

    teams = app.folder.teams
    there = [id for id in (file.session.teams if file else ()) if id in teams]
    kinds = sorted(EXPORTS, key=lambda key: key != "calendar")
    for what in kinds:
        if what == "calendar":
            yield _Choice(what, Whose(mine=True), "yours, with the sessions of every team")
        for id in there:
            yield _Choice(what, Whose(team=id), f"for {teams[id].name}")
        if what == "calendar" and file is not None and len(there) == 1:
            yield _Choice(
                what, Whose(session=file), f"of {file.session.short_id} alone, for {teams[there[0]].name}"
            )
        yield _Choice(what, Whose(), "for leaders, from every reviewed session")


def _ask_how(app: Program, choice: _Choice) -> None:
    from facilitator.documents.exports.finder import EXPORTS
    from facilitator.documents.exports.importers import TRACKERS

    def chosen(key: str | None) -> None:
        if key is not None:
            format, profile, _ = _WAYS[key]
            app.run_worker(_write(app, choice, format, profile))

    rows = [
        line_row(key, safe.text(key.ljust(12), (used, "muted")))
        for key, (format, profile, used) in _WAYS.items()
        if format in EXPORTS[choice.what].formats and (choice.what == "actions" or profile not in TRACKERS)
    ]
    title = f"{choice.what.capitalize()}, {choice.readers}"
    app.push_screen(Choose(title, "As which kind of file?", rows), chosen)


async def _write(app: Program, choice: _Choice, format: ExportFormat, profile: Profile) -> None:
    """Write the file and say where; a calendar is remembered before it is out."""
    from facilitator.documents.exports.finder import made
    from facilitator.documents.exports.sending import export_name, leave

    notices: list[str] = []
    folder, templates = app.folder, app.workspace.templates_dir
    try:
        begin_handles(folder)  # a thread may not write into the files of this window
        path = app.workspace.documents_dir / export_name(folder, choice.what, choice.whose, format, profile)
        export = await asyncio.to_thread(
            made,
            folder,
            choice.what,
            choice.whose,
            format=format,
            profile=profile,
            templates=templates,
            notice=notices.append,
        )
        leave(folder, export, path)
    except FacilitatorError as error:
        app.complain(error)
        return
    app.say(" ".join((f"Written: {path.name}, in {short_path(path.parent)}", *notices)))
    remember(app, path, choice.what, format, export.readers, export.sessions)
