"""Lines in named groups, which are made, named, joined and dissolved; the lines stay.

See docs/field.md, "Lists and loops".
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.language.words import count
from facilitator.live.desk import SessionDesk
from facilitator.model.base import require
from facilitator.model.group import NoteGroup
from facilitator.model.instrument import InstrumentFacts
from facilitator.model.observation import Observation
from facilitator.text import clean_line

_MAKE_ONE = "Make a group first: mark lines, then n."


class NoteGroups:
    """The groups of a session. Whatever becomes of a group, its lines stay."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk

    @property
    def all(self) -> tuple[NoteGroup, ...]:
        """The groups in the order they were made."""
        return self._desk.records.all(NoteGroup)

    def named(self, title: str) -> NoteGroup | None:
        """Return the group of that name, whatever its capitals; None without one."""
        wanted = clean_line(title).casefold()
        return next((each for each in self.all if each.title.casefold() == wanted), None)

    def make(self, title: str, lines: Iterable[Observation] = ()) -> NoteGroup:
        """Make a group of these lines and return it. Raises `RuleBroken` for no name, or a taken one."""
        title = clean_line(title)
        self._require_free(title, None)
        with self._desk.change("a new group"):
            number = self._desk.next_number(NoteGroup)
            group = self._desk.put_words(NoteGroup(number=number, title=title))
            self._move(lines, group)
            return group

    def rename(self, group: NoteGroup, title: str) -> NoteGroup:
        """Give a group another name. Raises `RuleBroken` where another one has it: they can be joined."""
        title = clean_line(title)
        self._require_free(title, self._known(group))
        return self._desk.set(group, "new name of a group", title=title)

    def put(self, lines: Iterable[Observation], group: NoteGroup | None) -> int:
        """Put lines into a group, or with None into none; return how many.

        Raises `RuleBroken` for a group that is gone.
        """
        lines = [
            each for each in map(self._desk.newest, lines) if each.group != (group.id if group else None)
        ]
        if group is not None:
            self._known(group)
        if lines:
            where = "in a group" if group is not None else "out of a group"
            with self._desk.change(f"{count(len(lines), 'line')} {where}"):
                self._move(lines, group)
        return len(lines)

    def join(self, group: NoteGroup, into: NoteGroup) -> NoteGroup:
        """Let the lines of a group go into another one, whose name stays. Raises `RuleBroken` for itself."""
        require(group.id != into.id, "That is the same group.", "Name another one.")
        into = self._known(into)
        with self._desk.change("two groups as one"):
            self._move(self._lines(self._known(group)), into)
            self._desk.records.remove(group)
        return into

    def dissolve(self, group: NoteGroup) -> None:
        """Take a group away; its lines stay, in no group."""
        with self._desk.change("group dissolved"):
            self._move(self._lines(self._known(group)), None)
            self._desk.records.remove(group)

    def _lines(self, group: NoteGroup) -> tuple[Observation, ...]:
        """Return all that points at a group, also what is not shown."""
        return tuple(each for each in self._desk.records.all(Observation) if each.group == group.id)

    def _move(self, lines: Iterable[Observation], group: NoteGroup | None) -> None:
        for each in lines:
            self._desk.set(each, "group of a line", group=group.id if group is not None else None)

    def _known(self, group: NoteGroup) -> NoteGroup:
        found = self._desk.records.find(NoteGroup, group.id)
        require(found is not None, "That group is not there any more.", _MAKE_ONE)
        assert found is not None
        return found

    def _require_free(self, title: str, own: NoteGroup | None) -> None:
        require(bool(title), "A group needs a name.", "Say in a few words what its lines share.")
        other = self.named(title)
        taken = other is not None and (own is None or other.id != own.id)
        require(not taken, f"There is a group “{title}” already.", "Put the lines into it, or join the two.")


FACTS = InstrumentFacts(label="groups", order=3, records=(NoteGroup,))
