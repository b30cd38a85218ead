"""The sheet of a team's skills: the thinnest cover first, with shapes and pairs where they may be told."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import ClassVar

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.insight.skills import AreaCover, TeamSkills, pair_hints, team_skills, teams_with_skills
from facilitator.language.widths import cut
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import PART_KEYS, PLACE_KEYS, Place
from facilitator.ui.records.asked import field_of
from facilitator.ui.roles import sheet_drawing
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import GUTTER, Row
from facilitator.wording.names import person_name
from facilitator.wording.skills import shared
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.skills import SKILL_AREA, SKILL_PAIR
from facilitator.workspace.undo import Scope

KEYS = Context(
    "skill_sheet",
    "Skills of a team",
    (
        command("area", "enter", "open", "go to the area", palette=False),
        command("cover", "e", "cover wanted", "say how many are wanted who work alone in it, and who teach"),
        command("team", "left right", "team", "the team before, or the next", palette=False, with_key=True),
        command("pair", "n", "pair", "put down two who said yes"),
        command("app.place('skills')", "p", "pages", "who shares their skills; a page is theirs to show"),
        command("app.place('learning')", "l", "learning", "what people hold, plan or would like to learn"),
        command("app.place('skill_areas')", "w", "", "the areas of all teams; n there adds one"),
        command("app.place('skill_pairs')", "o", "", "all pairs"),
    ),
)

_BEGIN = {
    "app.place('skill_areas')": "areas",
    "app.place('skills')": "pages",
    "app.place('learning')": "learning",
}
"""What the key line offers where there is no area yet."""

_ABOUT = frozenset({SKILL_AREA.name, SKILL_PAIR.name})
_SIDE = 34
_AROUND = 6
_PAIRS, _PAIRS_NARROW = 6, 3
_LEAST = 3
_WIDEST = 60
"""Columns of a name in a heading."""


class SkillSheet(Place):
    """What one team has to know, and how it is covered."""

    place = "skill_sheet"
    keys = KEYS
    _stands_in = "roles"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = f"""
    SkillSheet #main {{ width: 1fr; }}
    SkillSheet #columns {{ height: auto; padding: 0 1 0 3; }}
    SkillSheet RowList {{ height: auto; margin: 0 1; scrollbar-gutter: stable; }}
    SkillSheet #below {{ height: auto; padding: 1 3 0 3; }}
    SkillSheet #side {{ height: 1fr; width: {_SIDE}; padding: 1 1 0 2; border-left: vkey $line; }}
    SkillSheet.-narrow #side {{ display: none; }}
    """

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._team = at

    def compose_body(self) -> ComposeResult:
        """Lay out heading, areas, what stands below them, and beside them the one in hand."""
        with Horizontal():
            with Vertical(id="main"):
                yield Static(id="head")
                yield Static(id="columns")
                yield RowList()
                yield Static(id="below")
            yield Static(id="side")

    @property
    def scope(self) -> Scope:
        """What was changed here of areas and pairs."""
        return Scope((self.program.folder.file,), lambda change: change.about.split(" ")[0] in _ABOUT)

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys, then those of all places; without an area only those that begin something."""
        own = KEYS if self._rows.key else _of_nothing()
        return (own, PART_KEYS, PLACE_KEYS, EVERYWHERE)

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the list."""
        self._rows.focus()

    @property
    def _rows(self) -> RowList:
        return self.query_one(RowList)

    @property
    def _wide(self) -> bool:
        return not self.has_class("-narrow")

    # What is shown

    def _teams(self) -> list[str]:
        """Return the ids of the teams there is something of, by name."""
        names = {id: team.name.casefold() for id, team in self.program.folder.teams.items()}
        return sorted(teams_with_skills(self.program.folder.file), key=lambda id: (names.get(id, ""), id))

    def _skills(self) -> TeamSkills | None:
        teams = self._teams()
        if self._team not in teams:
            self._team = teams[0] if teams else ""
        return team_skills(self.program.folder.file, self._team) if self._team else None

    def show_records(self) -> None:
        """Draw the sheet of the team from the records."""
        skills, rows = self._skills(), self._rows
        self._show_head(skills)
        covers = skills.areas if skills is not None else ()
        rows.empty = safe.text((_nothing(skills), "muted"))
        anybody = skills is not None and skills.sharers > 0
        rows.show([Row(each.area.id, _drawer(each, anybody=anybody)) for each in covers])
        self._show_area()

    def _show_head(self, skills: TeamSkills | None) -> None:
        folder = self.program.folder
        team = folder.teams.get(self._team)
        name = (team.name if self._wide else team.short_name or team.name) if team else ""
        facts = f"{shared(folder, self._team, skills.sharers)} theirs" if skills is not None else ""
        several = len(self._teams()) > 1
        more = ("   ← → team" if several else "") if self._wide else ""
        head = safe.text(("Skills", "bold"), "   ", (name, "bold"), "   ", (f"{facts}{more}", "muted"))
        self.query_one("#head", Static).update(head)

    @on(RowList.Moved)
    def _show_area(self) -> None:
        """Draw the area in hand, and below the list what is told of the team."""
        folder, skills, cover = self.program.folder, self._skills(), self._in_hand()
        width = self._rows.scrollable_content_region.width - GUTTER
        shown = sheet_drawing.columns(width) if self._rows.rows else safe.NOTHING
        self.query_one("#columns", Static).update(shown)
        below: list[Content] = []
        side: list[Content] = []
        if skills is not None:
            if cover is not None:
                side = sheet_drawing.beside_list(folder, skills, cover, _SIDE - 4)
            if cover is not None and not self._wide:
                below += [*sheet_drawing.below_list(folder, skills, cover, width - GUTTER), safe.NOTHING]
            below += self._told_of(skills)
        self.query_one("#below", Static).update(Content("\n").join(below))
        self.query_one("#side", Static).update(Content("\n").join(side))
        self._rows.styles.max_height = max(_LEAST, self.app.size.height - len(below) - _AROUND)

    def _told_of(self, skills: TeamSkills) -> list[Content]:
        folder, wide = self.program.folder, self._wide
        gap = [safe.NOTHING] if wide else []
        room = max(_LEAST, self._rows.size.width - 2 * GUTTER)
        most = _PAIRS if wide else _PAIRS_NARROW
        pairs = sheet_drawing.pair_lines(folder, skills, most, room, wide=wide)
        theirs = " A page is its owner’s, to show and to take back." if wide else ""
        return [
            *([sheet_drawing.legend(), *gap] if skills.areas else []),
            *sheet_drawing.shape_lines(skills, wide=wide),
            *gap,
            *pairs,
            *(gap if pairs else []),
            safe.text((f"{_need_not(skills)}{theirs}", "muted")),
        ]

    def _in_hand(self) -> AreaCover | None:
        skills, key = self._skills(), self._rows.key
        return next((each for each in skills.areas if each.area.id == key), None) if skills else None

    @on(events.Resize)
    def _fit(self) -> None:
        """Draw the sheet for the room there is now."""
        self.call_after_refresh(self.show_records)

    # Keys

    def action_area(self) -> None:
        """Go to the area in hand."""
        if self._rows.key:
            self.program.navigation.go_to_place("skill_areas", at=self._rows.key)

    def on_row_list_chosen(self) -> None:
        """Go to the area in hand."""
        self.action_area()

    def action_team(self, key: str = "right") -> None:
        """Go to the team before, or the next."""
        teams = self._teams()
        if teams:
            step = -1 if key == "left" else 1
            self._team = teams[(teams.index(self._team) + step) % len(teams)]
            self.show_records()
            self._rows.action_first()

    def action_cover(self) -> None:
        """Ask how many are wanted in the area in hand."""
        cover = self._in_hand()
        if cover is None:
            self.program.say(_nothing(self._skills()))
            return
        area, folder = cover.area, self.program.folder
        lead = "What is wanted of the team, not of anybody."
        typed = {"alone": str(area.alone), "teachers": str(area.teachers)}
        self._ask(
            SKILL_AREA,
            cut(area.name, _WIDEST),
            lead,
            typed,
            lambda values: SKILL_AREA.change(folder, area, values),
        )

    def action_pair(self) -> None:
        """Ask for two who said yes, in the area in hand."""
        cover, folder = self._in_hand(), self.program.folder
        if cover is None:
            self.program.say(_nothing(self._skills()))
            return
        skills = self._skills()
        hints = pair_hints(folder.file, self._team) if skills is not None and skills.named else ()
        hint = next((each for each in hints if each.area == cover.area), None)
        typed = {
            "teacher": person_name(folder, hint.teacher) if hint else "",
            "learner": person_name(folder, hint.learner) if hint else "",
            "agreed": "",
            "starts": "",
            "weeks": "6",
        }
        lead = "Both say yes first; until then it is a suggestion and kept nowhere."
        area = {"area": cover.area.id}
        title = f"A pair: {cut(cover.area.name, _WIDEST)}"
        self._ask(SKILL_PAIR, title, lead, typed, lambda values: SKILL_PAIR.add(folder, values | area))

    def _ask(
        self,
        kind: RecordKind,
        title: str,
        lead: str,
        typed: dict[str, str],
        save: Callable[[dict[str, str]], object],
    ) -> None:
        from facilitator.ui.dialogs.form import FormDialog  # here: a sheet is shown before anything is asked

        fields = [
            dataclasses.replace(
                field_of(each, lambda: self.program.folder, lambda: None), value=typed[each.name]
            )
            for each in kind.fields
            if each.name in typed
        ]

        def saved(values: dict[str, str] | None) -> None:
            if values is not None:
                self.show_records()
                self.program.say("Saved ✓   ^Z takes it back")

        self.program.push_screen(FormDialog(title, lead, fields, save), saved)

    def _action_back(self) -> None:
        """Go to People."""
        self.program.navigation.go_to_place("roles", at="skills")


def _of_nothing() -> Context:
    """Return what is offered where there is no area yet."""
    known = {each.name: each for each in KEYS.commands}
    begin = (msgspec.structs.replace(known[name], short=short) for name, short in _BEGIN.items())
    return Context(KEYS.name, KEYS.title, tuple(begin))


def _drawer(cover: AreaCover, *, anybody: bool) -> Callable[[int], tuple[Content, ...]]:
    return lambda width: (safe.cell(sheet_drawing.area_row(cover, width, anybody=anybody), width),)


def _need_not(skills: TeamSkills) -> str:
    if not skills.sharers:
        return "Nobody has shared theirs. It is theirs to share."
    return "Who has not shared need not."


def _nothing(skills: TeamSkills | None) -> str:
    if skills is None:
        return (
            "Nothing yet. w names what a team has to know; p begins a page with somebody who wants to share."
        )
    return "No area yet. w names what the team has to know."
