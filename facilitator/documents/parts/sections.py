"""Why a section of a paper has no lines: nothing was said, or nothing its readers may read, or its lines were
cut for length, or it was not done. Four things that look alike on a page and are not.

A paper declares its sections; the words file has a sentence for each state a section can be in. `KEPT` stands
wherever readers get only what was let out to them, whether or not there is more: its sentence is true both
ways, for that something is hidden must not be told either (docs/field.md, "Local by default").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words


class State(StrEnum):
    """What a section has, or why it has nothing."""

    SHOWN = "shown"
    NONE = "none"
    KEPT = "kept"
    CUT = "cut"
    NOT_DONE = "not_done"


def _always(view: View) -> bool:
    return True


@dataclass(frozen=True)
class Section:
    """A section: the field of the view that holds its lines, or what finds them there.

    One that is `kept` holds only what was let out to its readers. `done` tells whether what it is about was
    done at all; without it that is not asked. One that has lines `always` needs no sentence in their place.
    """

    name: str
    lines: Callable[[View], Sequence[View]] | None = None
    kept: bool = False
    done: Callable[[View], bool] = _always
    always: bool = False

    @property
    def states(self) -> tuple[State, ...]:
        """The states it can be in without lines that have a sentence of its own."""
        if self.always:
            return ()
        empty = State.KEPT if self.kept else State.NONE
        return (empty,) if self.done is _always else (empty, State.NOT_DONE)

    def count(self, view: View) -> int:
        """Return how many lines it has in *view*."""
        return len(view[self.name] if self.lines is None else self.lines(view))

    def state(self, view: View, cut: int) -> State:
        """Return what it has in *view*, of which *cut* lines were taken."""
        if self.count(view):
            return State.SHOWN
        if cut:
            return State.CUT
        if not self.done(view):
            return State.NOT_DONE
        return State.KEPT if self.kept else State.NONE


@dataclass(frozen=True)
class Sections:
    """The sections of a paper; their sentences stand under `section` in its table of *words*."""

    words: str
    every: tuple[Section, ...]

    def counts(self, view: View) -> dict[str, int]:
        """Return how many lines each has before anything is cut."""
        return {each.name: each.count(view) for each in self.every}

    def lacking(self, view: View, before: dict[str, int]) -> int:
        """Return how many have lines, and had more before some were cut: each says so below its lines."""
        return sum(0 < each.count(view) < before[each.name] for each in self.every)

    def told(self, view: View, before: dict[str, int], words: Words) -> dict[str, View]:
        """Return of each its state, the sentence that stands for lines it lacks, and how many were cut.

        A section that has lines has that sentence, too, where some of them were cut.
        """
        return {each.name: self._told(each, view, before[each.name], words) for each in self.every}

    def _told(self, section: Section, view: View, before: int, words: Words) -> View:
        cut = before - section.count(view)
        state = section.state(view, cut)
        if cut:
            says = words.count("doc.cut", cut)
        elif state is State.SHOWN:
            says = ""
        else:
            says = words(f"{self.words}.section.{section.name}.{state.value}")
        return {"state": state.value, "says": says, "cut": cut}
