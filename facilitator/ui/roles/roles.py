"""People: what needs somebody, and the parts it stands in."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.language import words
from facilitator.model.records import Change
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import PLACE_KEYS, Place
from facilitator.ui.records.kinds import view_of
from facilitator.ui.roles.finder import adder_of
from facilitator.ui.roles.part_list import PartList, standing_of
from facilitator.ui.roles.signs import PENS, SIGNS
from facilitator.ui.widgets.lines import KeyLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.wording.roles.finder import parts
from facilitator.wording.roles.part import Figures, Need, Part, Sign, sorted_needs
from facilitator.workspace.undo import Scope

KEYS = Context(
    "roles",
    "In People",
    (
        command("open", "enter", "open", "go to what is in hand", palette=False),
        command("add", "n", "new", "add one to the part in hand"),
        command("only_alarms", "f", "only alarms", "only the alarms, or all again"),
        command("app.place('nominations')", "o", "", "who was nominated and waits", palette=False),
    ),
)

_SHORT = 12
"""Cells the name of a part takes beside a row."""


class Roles(Place):
    """What needs somebody, alarms first, beside the parts with how much stands in each."""

    place = "roles"
    keys = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS),
        Binding("left", "beside(-1)", show=False),
        Binding("right", "beside(1)", show=False),
    ]
    DEFAULT_CSS = """
    Roles > #body { layout: horizontal; height: 1fr; }
    Roles #side { width: 37; padding: 1 1 0 1; border-right: vkey $line; }
    Roles #side > #side-head { height: 2; padding-left: 2; }
    Roles PartList { height: auto; }
    Roles #figures { height: auto; padding: 1 0 0 2; }
    Roles #main { width: 1fr; padding: 1 1 0 1; }
    Roles #needs-head { height: 2; padding-left: 2; }
    Roles #step { display: none; }
    Roles.-narrow > #body { layout: vertical; }
    Roles.-narrow #main { width: 1fr; height: 1fr; padding: 0 0 0 0; }
    Roles.-narrow #needs-head { height: 1; padding: 0 2; }
    Roles.-narrow #step { display: block; height: 3; padding: 1 4 0 4; }
    Roles.-narrow #side { width: 1fr; height: auto; padding: 0; border-right: none; }
    Roles.-narrow #side > #side-head { height: 1; }
    Roles.-narrow #figures { display: none; }
    """

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._only_alarms = False
        self._needs: tuple[tuple[Part, Need], ...] = ()

    def compose_body(self) -> ComposeResult:
        """Lay out what needs somebody and the parts; the parts stand left, in a narrow window below."""
        side = Vertical(
            Static(id="side-head"), PartList(id="parts", shy=True), Static(id="figures"), id="side"
        )
        main = Vertical(Static(id="needs-head"), RowList(id="needs"), Static(id="step"), id="main")
        with Vertical(id="body"):
            yield from (side, main) if self._wide else (main, side)

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= 100

    @property
    def scope(self) -> Scope:
        """What was added to a part; what was changed in its list is taken back there."""
        kinds = tuple(view_of(part.adds).kind.form for part in parts() if part.adds)

        def adds(change: Change) -> bool:
            return any(before is None and isinstance(after, kinds) for before, after in change.pairs)

        return Scope((self.program.folder.file,), adds)

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys, then those of all places."""
        return (KEYS, PLACE_KEYS, EVERYWHERE)

    @property
    def _list(self) -> RowList:
        return self.query_one("#needs", RowList)

    @property
    def _parts(self) -> PartList:
        return self.query_one(PartList)

    # What is shown

    def show_records(self) -> None:
        """Fill both lists from the records."""
        folder = self.program.folder
        self._needs = sorted_needs(parts(), folder)
        shown = [each for each in self._needs if not self._only_alarms or each[1].sign is Sign.ALARM]
        self._show_head()
        listed = self._list
        listed.empty = safe.text(
            "No alarm. f shows the rest." if self._only_alarms else self._nothing(),
            pen="muted",
        )
        listed.show(self._rows(shown))
        title = "Parts" if not self._wide else "People"
        self.query_one("#side-head", Static).update(safe.text((title, "bold")))
        self._parts.fill([standing_of(part, folder, self._needs) for part in parts()], wide=self._wide)
        self._parts.show_part(self._at)
        self._at = ""
        figures = [each for part in parts() for each in part.figures(folder)] if self._wide else []
        self.query_one("#figures", Static).update(Content("\n").join(_drawn(figures)))
        self._show_step()
        if self.focused is None or (not shown and listed.has_focus):
            (listed if shown else self._parts).focus()

    def _nothing(self) -> str:
        """Say that nothing needs somebody; where there is nothing at all, with what one begins."""
        folder = self.program.folder
        if any(part.count(folder) for part in parts() if part.adds):
            return "Nothing needs somebody today."
        return (
            "Nothing here yet. Begin with the services people outside IT would recognise, and who answers "
            "for them; then champions, and who meets whom."
        )

    def _show_head(self) -> None:
        counts = {sign: sum(need.sign is sign for _, need in self._needs) for sign in Sign}
        told = [
            words.count(counts[Sign.ALARM], "alarm") if counts[Sign.ALARM] else "",
            f"{counts[Sign.DUE]} due" if counts[Sign.DUE] else "",
            f"{asked} to ask about" if (asked := counts[Sign.KNOW] + counts[Sign.PRIVATE]) else "",
        ]
        facts = ", ".join(filter(None, told))
        only = "   only alarms" if self._only_alarms else ""
        self.query_one("#needs-head", Static).update(
            safe.text(("Needs somebody", "bold"), "   ", (facts, "muted"), (only, "mark"))
        )

    def _rows(self, needs: list[tuple[Part, Need]]) -> list[Row]:
        rows: list[Row] = []
        before: Sign | None = None
        for part, need in needs:
            if self._wide and before is not None and need.sign is not before:
                rows.append(Row("", lambda _: (safe.NOTHING,), heading=True))
            before = need.sign
            rows.append(self._row(part, need, len(rows)))
        if self._wide and before is Sign.PRIVATE:
            private = ("( only facilitators; never on the room screen or a paper", "private")
            rows.append(heading(safe.text(private)))
        return rows

    def _row(self, part: Part, need: Need, number: int) -> Row:
        today, wide = self.program.folder.today(), self._wide
        when = words.due(need.due, today, short=not wide, weekday=False) if need.due else ""
        sign, pen = SIGNS[need.sign], PENS[need.sign]

        def draw(width: int) -> list[Content]:
            subject = safe.text((f"{sign} ", pen), need.subject)
            day = safe.text((when, "warn" if need.sign is Sign.DUE else "muted"))
            if not wide:
                named = safe.cell((part.short, "muted"), _SHORT, right=True)
                return [safe.row(width, subject, safe.text(day, named))]
            lead, step = safe.cell((f"  {part.short}", "muted"), _SHORT + 4), safe.text((need.step, "muted"))
            below = safe.wrap(step, width - lead.cell_length) or [safe.NOTHING]
            rest = [safe.text(" " * lead.cell_length, each) for each in below[1:]]
            return [safe.row(width, subject, day), safe.text(lead, below[0]), *rest]

        return Row(f"{part.place} {number}", draw)

    def _in_hand(self) -> tuple[Part, Need] | None:
        """Return the part and what is in hand of what needs somebody."""
        rows = self._list
        shown = [each for each in self._needs if not self._only_alarms or each[1].sign is Sign.ALARM]
        choices = [row.key for row in rows.rows if not row.heading]
        return shown[choices.index(rows.key)] if rows.key in choices else None

    def _show_step(self) -> None:
        found = self._in_hand()
        self.query_one("#step", Static).update(safe.text((found[1].step if found else "", "muted")))

    def on_row_list_moved(self) -> None:
        """Say the next step of what is in hand, where its row has no room for that."""
        self._show_step()

    @on(events.DescendantFocus)
    def _show_keys(self) -> None:
        """The keys below are those of the part in focus."""
        self.query_one(KeyLine).show_keys()

    @on(events.Resize)
    async def _lay_out(self) -> None:
        """Let the parts stand where there is room for them now."""
        body, main, side = self.query_one("#body"), self.query_one("#main"), self.query_one("#side")
        first = side if self._wide else main
        if body.children[0] is not first:
            body.move_child(first, before=0)
        self.show_records()

    # Keys

    @on(RowList.Chosen)
    def _choose(self, event: RowList.Chosen) -> None:
        """Go to what is in hand, or to the part."""
        self.action_open()

    def action_open(self) -> None:
        """Go to what is in hand: the record that needs somebody, or the part."""
        if self._parts.has_focus:
            self.program.action_place(self._opened(self._parts.in_hand))
        elif (found := self._in_hand()) is not None:
            part, need = found
            self.program.navigation.go_to_place(need.list or part.place, at=need.record)

    def _opened(self, place: str) -> str:
        part = next(each for each in parts() if each.place == place)
        return part.opens or part.place

    def action_add(self) -> None:
        """Add one to the part in hand."""
        found = self._in_hand()
        place = found[0].place if found is not None and not self._parts.has_focus else self._parts.in_hand
        part = next(each for each in parts() if each.place == place)
        adds = adder_of(part.place)
        if adds is not None:
            adds(self.program, self.show_records)
        elif part.adds:
            self.program.navigation.add_record(part.adds, self._show_added)
        else:
            self.program.action_place(part.place)

    def _show_added(self, id: str) -> None:
        self.show_records()
        self.program.say("Saved ✓   ^Z takes it back")

    def _action_beside(self, step: int) -> None:
        """Go to the list on the left or on the right, where they stand beside each other."""
        if self._wide:
            (self._parts if step < 0 else self._list).focus()

    def action_only_alarms(self) -> None:
        """Leave only the alarms, or show all again."""
        self._only_alarms = not self._only_alarms
        self.show_records()


def _drawn(figures: list[Figures]) -> list[Content]:
    """Draw figures one block below the other."""
    lines: list[Content] = []
    for block in figures:
        lines += [safe.NOTHING, safe.text((block.title, "bold")), safe.NOTHING]
        for each in block.lines:
            sign = f"{each.sign} " if each.sign else ""
            label = safe.text("  ", (sign, "muted"), (each.label, "muted"))
            value = safe.text((each.value, "warn" if each.short else ""))
            lines.append(safe.row(30, label, value))
    return lines
