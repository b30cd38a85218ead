"""Champions: their list, and the specialisms the programme wants somebody for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.content import Content

from facilitator.model.smo import Champion, Specialism
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, command
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.ui.records.list import RecordList
from facilitator.ui.roles.screens import Screens
from facilitator.wording.names import person_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.champions import CHAMPION, SPECIALISM

KEYS = Context(
    "champions",
    "Champions",
    (command("app.place('specialisms')", "w", "wanted", "the specialisms that are wanted"),),
)


def _champion_rows(folder: ProgrammeFolder) -> Drawer:
    areas = {each.id: each for each in folder.file.all(Specialism)}

    def draw(champion: Any, width: int) -> Sequence[Content]:
        area = areas.get(champion.specialism)
        name = safe.cell(person_name(folder, champion.person), max(14, width // 2))
        return [safe.cell(safe.text(name, " ", (area.name if area else "–", "muted")), width)]

    return draw


def _specialism_rows(folder: ProgrammeFolder) -> Drawer:
    champions = folder.file.all(Champion)

    def draw(area: Any, width: int) -> Sequence[Content]:
        who = [person_name(folder, each.person) for each in champions if each.specialism == area.id]
        right = safe.text(", ".join(who), pen="muted") if who else safe.text(("▲ ", "bad"), "nobody")
        return [safe.row(width, safe.text(area.name), right.truncate(width // 2, ellipsis=True))]

    return draw


def _level_of(folder: ProgrammeFolder) -> Callable[[Any], str]:
    return lambda area: area.level.label


CHAMPIONS = KindView(
    CHAMPION,
    "champions",
    "Champions",
    "No champions yet. n adds the first, who volunteered or said yes; w names what is wanted.",
    _champion_rows,
    back="roles",
    part="champions",
    keys=KEYS,
)

SPECIALISMS = KindView(
    SPECIALISM,
    "specialisms",
    "Wanted specialisms",
    "Nothing is wanted yet. n adds the first: an area somebody could carry across all services.",
    _specialism_rows,
    group=_level_of,
    back="champions",
    part="champions",
)

SCREENS: Screens = {
    "champions": lambda at: RecordList(CHAMPIONS, at),
    "specialisms": lambda at: RecordList(SPECIALISMS, at),
}
