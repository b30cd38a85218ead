"""What a team said about a practice, to go to: behind a tile of a map."""

from __future__ import annotations

from facilitator.model.base import PracticeKey, TeamId
from facilitator.model.idea import ImprovementIdea
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import line_row
from facilitator.workspace.folder.session_files import short_id
from facilitator.workspace.said_about import said_about

_ID = 12


def show_said(app: Program, team: TeamId, practice: PracticeKey, session: str | None) -> None:
    """List notes and ideas, each opened at its line; without any, open the *session* that asked, if any."""
    folder = app.folder
    names = f"{folder.teams[team].name}, {folder.catalogue.practices[practice].name}"
    found = {record.id: (file, record) for file, record in said_about(folder, team, practice)}
    if not found and session is not None:
        app.navigation.open_session(folder.session(session))
        return
    if not found:
        app.say(f"{names}: nobody asked yet")
        return
    rows = []
    for id, (file, record) in found.items():
        words = record.title if isinstance(record, ImprovementIdea) else record.text
        rows.append(line_row(id, safe.text(safe.cell((short_id(file, record), "muted"), _ID), words)))

    def chosen(key: str | None) -> None:
        if key is not None:
            app.navigation.open_record(*found[key])

    app.push_screen(Choose(names, "What was said about it. Enter goes there.", rows), chosen)
