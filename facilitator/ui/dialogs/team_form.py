"""The form of a team, new or known."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from facilitator.errors import BadInput
from facilitator.model.programme import Team, TeamKind
from facilitator.text import whole_number
from facilitator.ui.dialogs.base import FormDialog
from facilitator.ui.program import Program
from facilitator.ui.widgets.fields import Field
from facilitator.workspace.finding import find_team
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.teams import connect


def edit_team(app: Program, team: Team | None, done: Callable[[], None]) -> None:
    """Ask for the fields of a team, new or known, and save it."""
    folder = app.folder

    def after(values: dict[str, str] | None) -> None:
        if values is not None:
            done()

    form = FormDialog(
        team.name if team else "A new team",
        "Counterparts are mutual: the other team gets this one too.",
        _fields(folder, team),
        lambda values: _save(folder, team, values),
    )
    app.push_screen(form, after)


def _fields(folder: ProgrammeFolder, team: Team | None) -> tuple[Field, ...]:
    """Return what is asked about a team; a new one starts empty."""
    known = team or Team(name="new")
    names = ", ".join(folder.teams[id].name for id in known.counterparts if id in folder.teams)
    people = str(known.headcount) if team else ""
    return (
        Field("name", "Team", team.name if team else "", required=True),
        Field("short_name", "Short name", known.short_name, help="for narrow columns"),
        Field("kind", "Kind", known.kind.value, choices=tuple((kind.value, kind.label) for kind in TeamKind)),
        Field("headcount", "People", people, help="how many", required=True),
        Field("lead_role", "Lead", known.lead_role, help="as a role, not a name"),
        Field("counterparts", "Works with", names, help="teams, with commas between"),
        Field("message", "In it for them", known.message, help="what they gain"),
    )


def _save(folder: ProgrammeFolder, team: Team | None, values: dict[str, str]) -> None:
    """Save what was typed. Raises `BadInput`, and what `find_team` raises."""
    people = whole_number(values["headcount"])
    if not people:
        raise BadInput(f"“{values['headcount']}” is not a number of people.", "Type a number from 1 up.")
    others = tuple(find_team(folder, each).id for each in values["counterparts"].split(",") if each.strip())
    changed = msgspec.structs.replace(
        team or Team(name=values["name"]),
        name=values["name"],
        short_name=values["short_name"],
        kind=TeamKind(values["kind"]),
        headcount=people,
        lead_role=values["lead_role"],
        message=values["message"],
    )
    connect(folder, changed, others)
