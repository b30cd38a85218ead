"""Stakeholders: their list, and what the sponsor does in sight of others. Facilitators only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.content import Content

from facilitator.language import words
from facilitator.model.stakeholder import StakeholderKind
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.ui.records.kinds import Drawer, KindView
from facilitator.ui.records.list import RecordList
from facilitator.ui.roles.grid import KEYS as GRID_KEYS
from facilitator.ui.roles.grid import StakeholderGrid
from facilitator.ui.roles.grid_map import drawn_steps
from facilitator.ui.roles.screens import Adds, Screens
from facilitator.ui.roles.stakeholder_fields import ask_stakeholder
from facilitator.wording.stakeholders import place_in_words, until_in_words
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.stakeholders import SPONSOR_ACT, STAKEHOLDER, renew

KEYS = Context(
    "stakeholders",
    "Stakeholders",
    (
        command("app.place('stakeholder_grid')", "o", "grid", "the same as a grid of influence and interest"),
        command("app.place('sponsor_acts')", "w", "sponsor", "what the sponsor does in sight of others"),
        command("verb('renew')", "r", "renew", "keep it for another 90 days"),
    ),
)

_PLACE = 16
"""Cells the place of somebody takes at least: `keep satisfied` fits."""


def _rows(folder: ProgrammeFolder) -> Drawer:
    def draw(stakeholder: Any, width: int) -> Sequence[Content]:
        agent = ("  change agent" if stakeholder.change_agent else "", "private")
        right = safe.text((place_in_words(stakeholder), "muted"))
        left = safe.text(drawn_steps(stakeholder), "  ", stakeholder.name, agent)
        room = max(_PLACE, width - left.cell_length - 2)  # who it is matters more than the whole place
        return [safe.row(width, left, right.truncate(room, ellipsis=True))]

    return draw


def _about_a_stakeholder(folder: ProgrammeFolder, stakeholder: Any, field: str) -> str:
    if field == "interest":
        return f"{place_in_words(stakeholder).capitalize()}."
    if field == "kind" and stakeholder.kind is StakeholderKind.PERSON:
        return "" if _has_a_group(folder) else "Name their group first: groups come before persons."
    return until_in_words(folder, stakeholder) if field == "name" else ""


def _has_a_group(folder: ProgrammeFolder) -> bool:
    return any(each.kind is StakeholderKind.GROUP for each in STAKEHOLDER.all(folder))


def _kind_of(folder: ProgrammeFolder) -> Callable[[Any], str]:
    return lambda stakeholder: {"group": "Groups", "role": "Roles", "person": "Persons"}[stakeholder.kind]


def _act_rows(folder: ProgrammeFolder) -> Drawer:
    def draw(act: Any, width: int) -> Sequence[Content]:
        day = words.day(act.on, folder.today(), weekday=False)
        return [safe.row(width, safe.text(act.text), safe.text((f"{act.status.label}  {day}", "muted")))]

    return draw


def renew_one(program: Program, stakeholder: Any, done: Callable[[], None]) -> None:
    """Keep a stakeholder for another 90 days, and say until when."""
    renewed = renew(program.folder, stakeholder)
    done()
    program.say(until_in_words(program.folder, renewed))


VIEW = KindView(
    STAKEHOLDER,
    "stakeholders",
    "Stakeholders",
    "Nobody yet. n names a group first, then a role or a person. Only the facilitators see this.",
    _rows,
    _about_a_stakeholder,
    group=_kind_of,
    back="stakeholder_grid",
    part="stakeholders",
    keys=KEYS,
    verbs={"renew": renew_one},
)

ACTS = KindView(
    SPONSOR_ACT,
    "sponsor_acts",
    "The sponsor, in sight of others",
    "Nothing yet. n adds the first: about one a month, with its day.",
    _act_rows,
    back="stakeholders",
    part="stakeholders",
)

ADDS: Adds = ask_stakeholder

CONTEXTS = (KEYS, GRID_KEYS)

SCREENS: Screens = {
    "stakeholder_grid": StakeholderGrid,
    "stakeholders": lambda at: RecordList(VIEW, at),
    "stakeholder_form": lambda at: RecordList(VIEW, at, opens=True),
    "sponsor_acts": lambda at: RecordList(ACTS, at),
}
