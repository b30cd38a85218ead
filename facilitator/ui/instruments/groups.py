"""Groups: lines put together under a name, by keyboard; what sounds alike is said, and waits for a key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from facilitator.errors import RuleBroken
from facilitator.insight.groups import Alike, Grouped, Groups, groups_of, sounds_alike
from facilitator.language import words
from facilitator.language.tables import spoken
from facilitator.language.widths import cut
from facilitator.language.word_forms import WordForms
from facilitator.live.instruments.groups import NoteGroups
from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility
from facilitator.model.group import NoteGroup
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine, require_words
from facilitator.ui.dialogs.base import Ask, Choose
from facilitator.ui.instruments.base import Instrument, OnPane
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.widgets.note_rows import kind_pen
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading, line_row

KEYS = Context(
    "groups",
    "Groups",
    (
        command(
            "put",
            "1 2 3 4 5 6 7 8 9",
            "put in",
            "put the line in hand, or all that are marked, into the group of that number",
            palette=False,
            with_key=True,
        ),
        command("as_it_sounds", "enter", "as it sounds", "put the line with what it sounds like"),
        command("new", "n", "new", "a new group of the marked lines, or of the line in hand"),
        command("mark", "space", "mark", "mark lines that belong together"),
        command("move", "m", "", "choose the group from a list, also the tenth and those after it"),
        command("rename", "e", "rename", "give the group in hand another name"),
        command(
            "take_out", "x", "take out", "take the line out of its group; on a group's name, dissolve it"
        ),
        command("to_capture", "tab escape q", "write", "back to the line", palette=False, always=True),
    ),
)

_WIDE = 110
"""Columns of a window in which a suggestion is said with more of its words."""

_EMPTY = safe.text("Nothing to group yet: write lines first.", pen="muted")


class GroupsPane(Instrument):
    """The lines in no group, then each group with its lines."""

    keys = KEYS

    def __init__(self) -> None:
        super().__init__()
        self.alike: dict[str, Alike] = {}
        self._next = ""

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield GroupList(empty=_EMPTY)

    @property
    def found(self) -> Groups:
        """The groups as they are now."""
        return groups_of(self.live.records)

    @property
    def verbs(self) -> NoteGroups:
        """What can be done with them."""
        return NoteGroups(self.live.desk)

    def about(self, live: LiveSession) -> str:
        """Say how many lines are in no group."""
        left = len(groups_of(live.records).single)
        return f"{words.count(left, 'line')} left" if left else "every line is in a group"

    def detail(self, live: LiveSession) -> str:
        """Say how many are in groups."""
        found = groups_of(live.records)
        inside = sum(len(each.lines) for each in found.groups)
        of = words.count(inside + len(found.single), "line")
        return f"{inside} of {of} in {words.count(len(found.groups), 'group')}"

    def focus_part(self) -> None:
        """Take the keyboard, at the first line in no group."""
        rows = self.query_one(GroupList)
        rows.focus()
        rows.action_first()

    def show_records(self) -> None:
        """Draw lines and groups."""
        found = self.found
        self.alike = sounds_alike(found, WordForms(spoken().search).telling)
        rows: list[Row] = []
        if found.single:
            left = safe.text(("Still on its own", "bold"), (f"  {len(found.single)}", "muted"))
            rows.append(heading(left, space_above=False))
            rows += [self._line(note, found) for note in found.single]
        if found.groups:
            rows.append(heading(safe.text("Groups", pen="bold"), space_above=bool(rows)))
        for each in found.groups:
            rows.append(_head(each))
            rows += [self._line(note, found, inside=True) for note in each.lines]
        wanted, self._next = self._next or None, ""
        self.query_one(GroupList).show(rows, select=wanted)

    def _line(self, note: Observation, found: Groups, *, inside: bool = False) -> Row:
        kind = self.live.notes.kinds.get(note.kind)
        sign = (f"{kind.sign or kind.letter + ':'} " if kind else "  ", kind_pen(kind))
        said = safe.text(
            "      " if inside else "  ", sign, (note.text.replace("\n", " "), "muted" if inside else "")
        )
        why = safe.NOTHING if inside else self._why(note, found)

        def draw(width: int) -> list[Content]:
            return [safe.row(width, safe.cell(said, max(20, width - why.cell_length - 2)), why)]

        return Row(note.id, draw)

    def _why(self, note: Observation, found: Groups) -> Content:
        """Say what a line sounds like, and by which words."""
        like = self.alike.get(note.id)
        if like is None:
            return safe.NOTHING
        wide = self.app.size.width >= _WIDE
        shared = words.listed([f"“{word}”" for word in like.words[: 3 if wide else 1]])
        number = next((each.number for each in found.groups if each.group.id == like.group), 0)
        if number:
            return safe.text(("sounds like ", "muted"), (str(number), "key"), (f": {shared}", "muted"))
        other = next((each.text for each in found.single if each.id == like.line), "")
        return safe.text((f"{shared} as in “{cut(other, 40 if wide else 18)}”", "muted"))

    # What the keys do

    def lines_in_hand(self) -> list[Observation]:
        """Return the marked lines, or that in hand; of a group in hand all its lines."""
        rows = self.query_one(GroupList)
        group = self.group_in_hand()
        keys: Sequence[str] = rows.marks.keys or (rows.key or "",)
        if group is not None and not rows.marks.keys:
            return [*group.lines]
        return [note for key in keys if (note := self.live.records.find(Observation, key)) is not None]

    def group_in_hand(self) -> Grouped | None:
        """Return the group whose name is in hand; None on a line."""
        key = self.query_one(GroupList).key
        return next((each for each in self.found.groups if each.group.id == key), None)

    def put_in(self, lines: Sequence[Observation], group: NoteGroup | None) -> None:
        """Put lines into a group, or into none, and go on to the next line in none."""
        if not lines:
            return
        self._go_on_after(lines)
        if self.attempt(lambda: self.verbs.put(lines, group)):
            self.query_one(GroupList).marks.clear()

    def _go_on_after(self, lines: Sequence[Observation]) -> None:
        """Let the cursor go to the next line in no group, once these are in one."""
        gone = {each.id for each in lines}
        single = [each.id for each in self.found.single]
        last = max((single.index(id) for id in gone if id in single), default=-1)
        after = [id for id in (*single[last + 1 :], *single[: last + 1]) if id not in gone]
        self._next = after[0] if after and last >= 0 else ""

    def put_number(self, number: int) -> None:
        """Put what is in hand into the group of that number; a group in hand joins it, if wished."""
        group = next((each.group for each in self.found.groups if each.number == number), None)
        whole = self.group_in_hand()
        if group is None:
            self.refuse(f"There is no group {number}.", "n makes a new one.")
        elif whole is not None and not self.query_one(GroupList).marks.keys:
            self._ask_join(whole.group, group)
        else:
            self.put_in(self.lines_in_hand(), group)

    def refuse(self, happened: str, todo: str) -> None:
        """Say above the line why a key did nothing, and what does."""

        def refused() -> None:
            raise RuleBroken(happened, todo)

        self.attempt(refused)

    def ask_new(self, lines: Sequence[Observation]) -> None:
        """Ask for the name of a new group of lines; a name that is there already is offered to be joined."""
        question = f"{words.count(len(lines), 'line')}. What do they share?"

        def save(title: str | None) -> None:
            known = self.verbs.named(title) if title else None
            if known is not None:
                self.put_in(lines, known)
            elif title:
                self._go_on_after(lines)
                if self.attempt(lambda: self.verbs.make(title, lines)):
                    self.query_one(GroupList).marks.clear()

        self.app.push_screen(AskLine("A new group", question, check=require_words), save)

    def ask_name(self, group: NoteGroup) -> None:
        """Ask for another name; one that another group has offers to join the two."""

        def save(title: str | None) -> None:
            if not title:
                return
            other = self.verbs.named(title)
            if other is not None and other.id != group.id:
                self._ask_join(group, other)
            else:
                self.attempt(lambda: self.verbs.rename(group, title))

        self.app.push_screen(AskLine("Another name", "", group.title, check=require_words, mends=True), save)

    def _ask_join(self, group: NoteGroup, into: NoteGroup) -> None:
        def answered(answer: str | None) -> None:
            if answer == "join":
                self.attempt(lambda: self.verbs.join(group, into))

        if group.id != into.id:
            question = f"The lines of “{group.title}” would go into “{into.title}”, whose name stays."
            answers = (("join", "Join the two; every line stays"), ("leave", "Leave both as they are"))
            self.app.push_screen(Ask("Join the two groups?", question, answers), answered)

    def ask_group(self) -> None:
        """Ask which group what is in hand goes into."""
        lines = self.lines_in_hand()
        rows = [
            line_row(each.group.id, safe.text((f"{each.number} ", "muted"), each.group.title))
            for each in self.found.groups
        ]
        rows.append(line_row("", safe.text("in no group", pen="muted")))

        def chosen(id: str | None) -> None:
            if id is not None:
                self.put_in(lines, self.live.records.find(NoteGroup, id))

        if lines:
            self.app.push_screen(Choose("Which group?", words.count(len(lines), "line"), rows), chosen)


class GroupList(OnPane[GroupsPane], RowList):
    """Lines and groups with their keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def action_put(self, key: str) -> None:
        """Put what is in hand into a group by its digit."""
        self._pane.put_number(int(key))

    def action_as_it_sounds(self) -> None:
        """Take the suggestion; two lines that sound alike are asked for a name."""
        pane = self._pane
        like = pane.alike.get(self.key or "")
        if like is None:
            pane.refuse(
                "Nothing here sounds like another line.", "A digit puts a line in a group, n makes one."
            )
            return
        lines = [
            each for id in (self.key, like.line) if (each := pane.live.records.find(Observation, id or ""))
        ]
        group = pane.live.records.find(NoteGroup, like.group)
        if group is not None:
            pane.put_in(lines, group)
        else:
            pane.ask_new(lines)

    def action_choose(self) -> None:
        """Take the suggestion for the row under the mouse."""
        self.action_as_it_sounds()

    def action_new(self) -> None:
        """Make a group of what is marked, or of the line in hand."""
        self._pane.ask_new(
            [] if self._pane.group_in_hand() and not self.marks.keys else self._pane.lines_in_hand()
        )

    def action_move(self) -> None:
        """Choose the group."""
        self._pane.ask_group()

    def action_rename(self) -> None:
        """Name the group in hand anew."""
        group = self._pane.group_in_hand()
        if group is None:
            self._pane.refuse("No group is in hand.", "Go to the name of one, then press e.")
        else:
            self._pane.ask_name(group.group)

    def action_take_out(self) -> None:
        """Take a line out of its group, or dissolve the group whose name is in hand."""
        pane = self._pane
        group = pane.group_in_hand()
        if group is not None:
            pane.attempt(lambda: pane.verbs.dissolve(group.group))
        elif inside := [each for each in pane.lines_in_hand() if each.group]:
            pane.put_in(inside, None)
        else:
            pane.refuse(
                "That line is in no group.", "In a group, x takes it out; on a name, it dissolves it."
            )


def _head(each: Grouped) -> Row:
    hidden = each.group.visibility is Visibility.FACILITATOR
    name = safe.text("  ", (f"{each.number} ", "key"), (each.group.title, "private" if hidden else "bold"))
    told = words.count(len(each.lines), "line") if each.lines else "no line yet"
    nods = f"+{each.nods}" if each.nods else ""
    tail = safe.text((told, "muted"), safe.cell((nods, "muted"), 6, right=True))
    return Row(
        each.group.id,
        lambda width: [safe.row(width, safe.cell(name, max(20, width - tail.cell_length - 2)), tail)],
    )


PANE = GroupsPane
