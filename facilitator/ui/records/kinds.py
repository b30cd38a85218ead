"""How the kinds of records look in a list: a row each, a heading, and what a value means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from textual.content import Content

from facilitator.insight.coverage import coverage
from facilitator.language import words
from facilitator.model.base import Scale
from facilitator.model.entity import Entity
from facilitator.model.field_shapes import AskedField
from facilitator.model.practice import Fit
from facilitator.model.registry import ENTITIES
from facilitator.model.team import UNSAID
from facilitator.ui import safe
from facilitator.ui.keys.command import Context
from facilitator.ui.program import Program
from facilitator.ui.records import people, practices, teams
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import PERSON, SERVICE, TEAM, RecordKind
from facilitator.workspace.records.levels import LEVEL
from facilitator.workspace.records.practices import PRACTICE
from facilitator.workspace.records.values import typed_of
from facilitator.workspace.teams import called_before

Verb = Callable[[Program, Any, Callable[[], None]], None]
"""Does something with an entry; what it is given last is to be called once something changed."""

Drawer = Callable[[Any, int], Sequence[Content]]
"""Draws an entry for a width in cells."""


def plain_rows(kind: RecordKind) -> Callable[[ProgrammeFolder], Drawer]:
    """Return how records are drawn of which nothing is known but their declaration: what tells them apart."""

    def drawer(folder: ProgrammeFolder) -> Drawer:
        def draw(entry: Any, width: int) -> Sequence[Content]:
            told = ENTITIES[type(entry)].listed[1:]
            others = [_shown(folder, each, entry) for each in kind.fields if each.name in told]
            about, label = "  ".join(filter(None, others)), kind.label_of(folder, entry)
            name = min(len(label) + 2, max(12, width - len(about) - 1))
            return [safe.cell(safe.text(safe.cell((label, ""), name), (about, "muted")), width)]

        return draw

    return drawer


def _shown(folder: ProgrammeFolder, field: AskedField, entry: Any) -> str:
    value = getattr(entry, field.name)
    if isinstance(value, Scale):
        return value.label
    return "" if isinstance(value, bool) else typed_of(folder, field, value)


def _no_consequence(folder: ProgrammeFolder, entry: Any, field: str) -> str:
    return ""


def _no_groups(folder: ProgrammeFolder) -> Callable[[Any], str]:
    return lambda entry: ""


@dataclass(frozen=True)
class KindView:
    """A list of records with their form: the place it stands at, its words, and how a row is drawn.

    *rows* is asked once each time the list is filled. *consequence* says what the value of a field means
    now, *group* under which heading an entry stands. Escape leads to the place *back*; a list of a *part*
    of People stands in that place. *keys* are those of this list alone, *verbs* what they do with the entry
    under the cursor. One that *adds* in a way of its own asks so for a new one.
    """

    kind: RecordKind
    place: str
    title: str
    empty: str
    rows: Callable[[ProgrammeFolder], Drawer]
    consequence: Callable[[ProgrammeFolder, Any, str], str] = _no_consequence
    group: Callable[[ProgrammeFolder], Callable[[Any], str]] = _no_groups
    back: str = "home"
    part: str = ""
    keys: Context | None = None
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    adds: Callable[[Program, Callable[[], None]], None] | None = None


def plain_view(entity: Entity) -> KindView:
    """Return the list and form of a record type of which nothing is known but its declaration."""
    kind, empty = RecordKind(entity.type), f"No {entity.name} yet. n adds the first."
    back = "settings" if not entity.part else "roles" if entity.part == entity.table else entity.part
    title = title_of(entity)
    return KindView(kind, entity.table, title, empty, plain_rows(kind), back=back, part=entity.part)


def title_of(entity: Entity) -> str:
    """Return the heading of a list of records: the name of their table in words."""
    return entity.table.replace("_", " ").capitalize()


# Teams -------------------------------------------------------------------------------------------


def _team_rows(folder: ProgrammeFolder) -> Drawer:
    practices = tuple(folder.catalogue.practices.values())
    grid = coverage(folder.file, folder.sessions, practices, folder.today(), folder.zone)
    heard = {row.team.id: row.last_heard for row in grid.rows}

    def draw(team: Any, width: int) -> Sequence[Content]:
        last = heard.get(team.id)
        when = "never heard" if last is None else f"heard {words.day(last, folder.today())}"
        if team.retired is not None:
            when = f"no more since {words.day(team.retired, folder.today(), weekday=False)}"
        if team.became in folder.teams:
            when = f"became {folder.teams[team.became].name}"
        pen = "muted" if team.retired is not None else ""
        people = words.count(team.headcount, "person", "people")
        if team.headcount == UNSAID:
            people = "size unsaid"
        if width >= 70:
            about = safe.text((safe.cell(team.kind.label, 18)), safe.cell(people, 12), when, pen="muted")
            return [safe.cell(safe.text(safe.cell((team.name, pen), width - 48), about), width)]
        about = safe.text(f"{team.kind.label}   {people}", pen="muted")
        return [
            safe.cell(safe.text((team.name, pen)), width),
            safe.row(width, about, safe.text(when, pen="muted")),
        ]

    return draw


def _about_a_team(folder: ProgrammeFolder, team: Any, field: str) -> str:
    least = folder.programme.threshold
    if field == "headcount" and team.headcount < least:
        return f"Fewer than {least}: it gets no pulse figures of its own."
    if field == "name" and (other := called_before(folder, team)) is not None:
        return f"{other.name} was called that before."
    return ""


TEAMS = KindView(
    TEAM,
    "teams",
    "Teams",
    "No teams yet. n adds the first.",
    _team_rows,
    _about_a_team,
    keys=teams.KEYS,
    verbs=teams.VERBS,
)

# People and services ---------------------------------------------------------------------------


def _people_rows(folder: ProgrammeFolder) -> Drawer:
    teams = folder.teams

    def draw(person: Any, width: int) -> Sequence[Content]:
        home = teams.get(person.team or "")
        team = (home.short_name or home.name) if home else "–"
        leads = "leads sessions" if person.facilitator else ""
        left = safe.text(safe.cell((person.name, ""), max(14, width - 36)), " ", (team, "muted"))
        return [safe.row(width, left, safe.text(leads, pen="muted"))]

    return draw


PEOPLE = KindView(
    PERSON,
    "people",
    "People",
    "Nobody yet. Only who accepted a role stands here: an owner, a champion, a manager, a facilitator. "
    "n adds the first.",
    _people_rows,
    back="settings",
    keys=people.KEYS,
    verbs=people.VERBS,
)


def _service_rows(folder: ProgrammeFolder) -> Drawer:
    def draw(service: Any, width: int) -> Sequence[Content]:
        manager = folder.person_label(service.manager) or "–"
        return [safe.row(width, safe.text(service.name), safe.text(manager, pen="muted"))]

    return draw


def _about_a_service(folder: ProgrammeFolder, service: Any, field: str) -> str:
    from facilitator.wording.service_links import linked_with  # here: a list is shown before a form

    return " ".join(linked_with(folder, service)) if field == "name" else ""


SERVICES = KindView(
    SERVICE,
    "services",
    "Services",
    "No services yet. n adds the first: one that people outside IT would recognise.",
    _service_rows,
    _about_a_service,
    back="roles",
    part="services",
)

# Practices ---------------------------------------------------------------------------------------


_WITH_REASON = 60
"""From so many cells on a row has the reason as well."""


def _practice_rows(folder: ProgrammeFolder) -> Drawer:
    levels = {each.practice: each.level for each in reversed(LEVEL.all(folder))}

    def draw(choice: Any, width: int) -> Sequence[Content]:
        if choice.hidden:
            return [safe.row(width, safe.text(choice.name, pen="muted"), safe.text("hidden", pen="muted"))]
        fit = "" if choice.fit is Fit.UNDECIDED else choice.fit.label
        owes = _owes_a_reason(choice)
        level = levels.get(choice.key)
        assessed = f"level {level}  " if level else ""
        right = safe.text((assessed, "muted"), ("! " if owes else "", "warn"), (fit, "muted"))
        why = (f"   {choice.reason}", "muted") if width >= _WITH_REASON else ""
        return [safe.row(width, safe.text(choice.name, why), right)]

    return draw


def _owes_a_reason(choice: Any) -> bool:
    return choice.fit in (Fit.ADAPT, Fit.NOT_NOW) and not choice.reason


def _about_a_practice(folder: ProgrammeFolder, choice: Any, field: str) -> str:
    shipped = folder.shipped.practices.get(choice.key)
    if field == "name" and shipped is not None and shipped.name != choice.name:
        return f"The catalogue calls it {shipped.name}; left empty, it is called that again."
    if field == "reason" and _owes_a_reason(choice):
        return "A word on why helps those who ask later."
    if field == "mandate" and choice.key:
        from facilitator.wording.practice_levels import about_practice  # here: a list is shown before a form

        return " ".join(about_practice(folder, choice.key))
    return ""


def _group_of_a_practice(folder: ProgrammeFolder) -> Callable[[Any], str]:
    known = folder.catalogue.practices
    return lambda choice: known[choice.key].group.label if choice.key in known else ""


PRACTICES = KindView(
    PRACTICE,
    "practices",
    "Practices",
    "No practices. n adds one of your own.",
    _practice_rows,
    _about_a_practice,
    group=_group_of_a_practice,
    back="settings",
    keys=practices.KEYS,
    verbs=practices.VERBS,
)


def _level_rows(folder: ProgrammeFolder) -> Drawer:
    def draw(level: Any, width: int) -> Sequence[Content]:
        told = f"level {level.level}   {words.day(level.on, folder.today(), weekday=False)}"
        name = LEVEL.label_of(folder, level).rpartition(", ")[0]
        return [safe.row(width, safe.text(name), safe.text((told, "muted")))]

    return draw


LEVELS = KindView(
    LEVEL,
    "assessed_levels",
    "Assessed levels",
    "Nothing was assessed yet. n notes a level, with the day and by whom.",
    _level_rows,
    back="practices",
)

VIEWS: dict[str, KindView] = {view.place: view for view in (TEAMS, PEOPLE, SERVICES, PRACTICES, LEVELS)}
"""The lists of which more is known than a declaration says, by the name of their place."""


def view_of(place: str) -> KindView:
    """Return the list of that place: one of `VIEWS`, or the plain one of the record type of that table."""
    if place in VIEWS:
        return VIEWS[place]
    return plain_view(next(row for row in ENTITIES.values() if row.table == place))
