"""Three stages: where each team stands, and the list of what teams asked about others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content

from facilitator.language import words
from facilitator.ui import safe
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.ui.records.list import RecordList
from facilitator.ui.roles.screens import Screens
from facilitator.ui.roles.stages import KEYS, Stages
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.curiosities import CURIOSITY


def _rows(folder: ProgrammeFolder) -> Drawer:
    def draw(entry: Any, width: int) -> Sequence[Content]:
        team = folder.teams.get(entry.team)
        other = folder.teams.get(entry.other or "")
        whose = f" about {other.name}" if other else ""
        when = words.day(entry.on, folder.today(), weekday=False)
        left = safe.text(team.name if team else "–", (whose, "muted"))
        return [safe.row(width, left, safe.text((when, "muted")))]

    return draw


CURIOSITIES = KindView(
    CURIOSITY,
    "curiosities",
    "Who asked about another team's work",
    "Nobody noted any yet. n notes that somebody of a team asked; nobody is named.",
    _rows,
    back="stages",
    part="stages",
)

CONTEXTS = (KEYS,)

SCREENS: Screens = {
    "stages": lambda at: Stages(at),
    "curiosities": lambda at: RecordList(CURIOSITIES, at),
}
