"""The page of one person: how far they are in each area of their team, changed in place with them beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.insight.skills import areas_of, shape_of
from facilitator.model.skills import SkillArea, SkillLevel, SkillPage
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import PART_KEYS, PLACE_KEYS, Place
from facilitator.ui.program import Program
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.wording.names import person_name
from facilitator.wording.skills import SHAPES, team_name
from facilitator.workspace.records.skills import SKILL_PAGE, change_level, change_wish
from facilitator.workspace.undo import Scope

KEYS = Context(
    "skill_page",
    "A page of skills",
    (
        command("level", "left right", "level", "one step less, or more", palette=False, with_key=True),
        command("learn", "l", "wants to learn", "that they want to learn it, or no more"),
        command("stop", "s", "wants to stop", "that they want to stop doing it, or no more"),
        command("form", "enter e", "form", "the whole page as a form: letters, day", palette=False),
    ),
)

_TOP = SkillLevel.TEACHES.rank


class PageGrid(Place):
    """The areas of a team as one person stands in them."""

    place = "skill_page"
    keys = KEYS
    _stands_in = "roles"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = """
    PageGrid #about { height: auto; padding: 0 3 1 3; }
    """

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._page = at

    def compose_body(self) -> ComposeResult:
        """Lay out heading, what it is, and the areas."""
        yield Static(id="head")
        yield Static(id="about")
        yield RowList()

    @property
    def scope(self) -> Scope:
        """What was changed of pages."""
        return Scope((self.program.folder.file,), lambda change: change.about == SKILL_PAGE.name)

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys, then those of all places."""
        return (KEYS, PART_KEYS, PLACE_KEYS, EVERYWHERE)

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the list."""
        self.query_one(RowList).focus()

    def _found(self) -> tuple[SkillPage, tuple[SkillArea, ...]] | None:
        """Return the page with the areas of its owner's team; None when it was taken back meanwhile."""
        folder = self.program.folder
        page = folder.file.find(SkillPage, self._page)
        if page is None:
            return None
        return page, areas_of(folder.file, folder.people[page.person].team or "")

    def show_records(self) -> None:
        """Draw the page as it stands."""
        found, rows = self._found(), self.query_one(RowList)
        if found is None:
            self.program.action_place("skills")
            return
        page, areas = found
        folder = self.program.folder
        self.show_head(
            person_name(folder, page.person), team_name(folder, folder.people[page.person].team or "")
        )
        shape = shape_of(page, areas)
        told = f"{shape.value}: {SHAPES[shape]}.  " if areas else ""
        words = "Only you and they see this. It is theirs, and no appraisal."
        self.query_one("#about", Static).update(safe.text(told, (words, "private")))
        rows.empty = safe.text(("Their team has no areas yet. ^P, skills: w names some.", "muted"))
        rows.show([Row(area.id, _drawer(page, area)) for area in areas])

    # Keys

    def action_level(self, key: str = "right") -> None:
        """Go one step less far, or further, in the area in hand."""

        def change(page: SkillPage, area: SkillArea) -> object:
            rank = page.level_of(area.id).rank + (-1 if key == "left" else 1)
            level = list(SkillLevel)[max(0, min(_TOP, rank))]
            return change_level(self.program.folder, page, area, level)

        self._change(change)

    def action_learn(self) -> None:
        """Say that they want to learn it, or no more."""
        self._change(
            lambda page, area: change_wish(
                self.program.folder, page, area, learn=area.id not in page.learn, stop=False
            )
        )

    def action_stop(self) -> None:
        """Say that they want to stop doing it, or no more."""
        self._change(
            lambda page, area: change_wish(
                self.program.folder, page, area, learn=False, stop=area.id not in page.stop
            )
        )

    def _change(self, verb: Callable[[SkillPage, SkillArea], object]) -> None:
        found, key = self._found(), self.query_one(RowList).key
        area = next((each for each in found[1] if each.id == key), None) if found else None
        if found is None or area is None:
            return
        try:
            verb(found[0], area)
        except FacilitatorError as error:
            self.program.complain(error)
        self.show_records()

    def action_form(self) -> None:
        """Go to the page as a form."""
        self.program.navigation.go_to_place("skills", at=self._page)

    def on_row_list_chosen(self) -> None:
        """Go to the page as a form."""
        self.action_form()

    def _action_back(self) -> None:
        """Go to the pages."""
        self.action_form()


def open_page(program: Program, page: Any, done: Callable[[], None]) -> None:
    """Open the page in hand, area by area."""
    program.navigation.go_to_place("skill_page", at=page.id)


def _drawer(page: SkillPage, area: SkillArea) -> Callable[[int], tuple[Content, ...]]:
    level = page.level_of(area.id)
    wish = "wants to learn" if area.id in page.learn else "wants to stop" if area.id in page.stop else ""
    steps = safe.text("●" * level.rank, ("·" * (_TOP - level.rank), "muted"))

    def draw(width: int) -> tuple[Content, ...]:
        name = safe.cell(area.name, max(12, min(28, width - 40)))
        pen = "" if level.rank else "muted"
        return (safe.text(name, " ", steps, "  ", safe.cell((level.label, pen), 16), (wish, "mark")),)

    return draw
