"""Champions: their list, and the specialisms the programme wants somebody for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.content import Content

from facilitator.language import words
from facilitator.model.smo import Champion, Specialism
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.ui.records.list import RecordList
from facilitator.ui.roles.matrix import KEYS as MATRIX_KEYS
from facilitator.ui.roles.matrix import Matrix
from facilitator.ui.roles.nomination_fields import ask_nomination
from facilitator.ui.roles.nominations import KEYS as NOMINATION_KEYS
from facilitator.ui.roles.nominations import Nominations
from facilitator.ui.roles.screens import Adds, Screens
from facilitator.wording.names import person_name
from facilitator.wording.smo import practices_of_nobody
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.champions import CHAMPION, HOURS_GRANTED, SPECIALISM

KEYS = Context(
    "champions",
    "Champions",
    (
        command("app.place('matrix')", "m", "who meets whom", "the matrix: who meets which service"),
        command("app.place('specialisms')", "w", "wanted", "the specialisms that are wanted"),
        command("app.place('nominations')", "o", "nominate", "who was nominated and waits for the question"),
        command("app.place('granted_hours')", "h", "hours", "the hours that were granted"),
    ),
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


def _about_a_specialism(folder: ProgrammeFolder, area: Any, field: str) -> str:
    return practices_of_nobody(folder) if field == "practices" else ""


def _hours_rows(folder: ProgrammeFolder) -> Drawer:
    champions = {each.id: each for each in folder.file.all(Champion)}

    def draw(entry: Any, width: int) -> Sequence[Content]:
        champion = champions.get(entry.champion)
        name = person_name(folder, champion.person) if champion else "–"
        needed = champion.hours_per_week if champion else 0
        hours = safe.text((f"{entry.hours} of {needed} h  ", "warn" if entry.hours < needed else ""))
        since = safe.text((f"since {words.day(entry.since, folder.today(), weekday=False)}", "muted"))
        return [safe.row(width, safe.text(name), safe.text(hours, since))]

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
    _about_a_specialism,
    group=_level_of,
    back="champions",
    part="champions",
)

HOURS = KindView(
    HOURS_GRANTED,
    "granted_hours",
    "Hours granted",
    "No hours yet. n notes what a champion has a week, and since when.",
    _hours_rows,
    back="champions",
    part="champions",
)


def _add(program: Program, done: Callable[[], None]) -> None:
    ask_nomination(program, None, done)


ADDS: Adds = _add

CONTEXTS = (KEYS, MATRIX_KEYS, NOMINATION_KEYS)

SCREENS: Screens = {
    "matrix": lambda at: Matrix(),
    "nominations": lambda at: Nominations(),
    "granted_hours": lambda at: RecordList(HOURS, at),
    "champions": lambda at: RecordList(CHAMPIONS, at),
    "specialisms": lambda at: RecordList(SPECIALISMS, at),
}
