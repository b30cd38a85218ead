"""Leaders: their list, with what became of what they promised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content

from facilitator.ui import safe
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.ui.records.list import RecordList
from facilitator.ui.roles.screens import Screens
from facilitator.wording.leaders import about, kept_in_words
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.stakeholders import LEADER


def _rows(folder: ProgrammeFolder) -> Drawer:
    def draw(leader: Any, width: int) -> Sequence[Content]:
        return [safe.row(width, safe.text(leader.role), safe.text((kept_in_words(folder, leader), "muted")))]

    return draw


def _about_a_leader(folder: ProgrammeFolder, leader: Any, field: str) -> str:
    return " ".join(about(folder, leader)) if field == "role" else ""


VIEW = KindView(
    LEADER,
    "leaders",
    "Leaders",
    "No leaders yet. n adds the first, by their role as promises name it.",
    _rows,
    _about_a_leader,
    back="roles",
    part="leaders",
)

SCREENS: Screens = {"leaders": lambda at: RecordList(VIEW, at)}
