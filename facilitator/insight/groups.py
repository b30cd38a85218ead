"""Lines in named groups, and lines that sound alike (docs/field.md, "Lists and loops")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from facilitator.model.audience import countable
from facilitator.model.group import NoteGroup
from facilitator.model.observation import Observation
from facilitator.model.records import RecordView
from facilitator.model.script import ASIDE

_WORD = re.compile(r"[^\W\d_]+")

LEAST_LETTERS = 4
"""Shorter words tell nothing of what a line is about."""

EVERYWHERE = 3
"""A word that stands in more than one of so many lines tells nothing, once there are a few lines."""

_FEW = 6

Stem = Callable[[str], str]
"""Takes the endings off a folded word; "" for a little one (`language.word_forms.WordForms.telling`)."""


class Grouped(msgspec.Struct, frozen=True):
    """A group with its lines, the oldest first; its `number` is that of its place, from 1."""

    group: NoteGroup
    number: int
    lines: tuple[Observation, ...]

    @property
    def nods(self) -> int:
        """The nods of all its lines."""
        return sum(each.nods for each in self.lines)


class Groups(msgspec.Struct, frozen=True):
    """All groups, also those without a line, and the lines that are in none."""

    groups: tuple[Grouped, ...]
    single: tuple[Observation, ...]


class Alike(msgspec.Struct, frozen=True):
    """What a line sounds like: a group by its id, or else another line by its; and which words both have."""

    words: tuple[str, ...]
    group: str = ""
    line: str = ""


def groups_of(records: RecordView) -> Groups:
    """Return the groups and the lines in none.

    In no group, and not single, are lines for the facilitators alone, parked ones, what was said about an
    item of a loop, and what was merged. Of a group whose name these readers may not see the lines are single.
    """
    said = [each for each in countable(records.all(Observation)) if each.kind not in ASIDE and not each.item]
    lines: dict[str, list[Observation]] = {each.id: [] for each in countable(records.all(NoteGroup))}
    single: list[Observation] = []
    for note in said:
        lines.get(note.group or "", single).append(note)
    shown = (each for each in records.all(NoteGroup) if each.id in lines)
    groups = (Grouped(each, number, tuple(lines[each.id])) for number, each in enumerate(shown, 1))
    return Groups(tuple(groups), tuple(single))


def sounds_alike(found: Groups, stem: Stem) -> dict[str, Alike]:
    """Return for each line in no group what it sounds like, by its id; nothing for one that is like no other.

    It compares words of at least `LEAST_LETTERS` letters without their endings, and takes the group, or else
    the line, that shares most of them with it. It knows no meaning: the same thing in other words is not
    found, and one word with two meanings is. Little words, and those in many of the lines, count for nothing.
    It only says what it found; nothing is ever put together because of it.
    """
    stems = {note.id: _stems(note.text, stem) for note in _every_line(found)}
    stands_in = Counter(own for each in stems.values() for own in each)
    common = {
        stem for stem, count in stands_in.items() if len(stems) >= _FEW and count * EVERYWHERE > len(stems)
    }
    of_groups = _index({each.group.id: _of_group(each, stems, stem) for each in found.groups if each.lines})
    of_lines = _index({each.id: stems[each.id] for each in found.single})
    alike = {}
    for note in found.single:
        own = {stem: word for stem, word in stems[note.id].items() if stem not in common}
        if like := _nearest(own, of_groups):
            alike[note.id] = Alike(like[1], group=like[0])
        elif like := _nearest(own, of_lines, note.id):
            alike[note.id] = Alike(like[1], line=like[0])
    return alike


def _every_line(found: Groups) -> Sequence[Observation]:
    return (*found.single, *(line for each in found.groups for line in each.lines))


def _of_group(each: Grouped, stems: dict[str, dict[str, str]], stem: Stem) -> dict[str, str]:
    told = dict(_stems(each.group.title, stem))
    for line in each.lines:
        told |= stems[line.id]
    return told


def _stems(text: str, stem: Stem) -> dict[str, str]:
    """Return the words of a text that tell something, by their stems."""
    words = (word for word in _WORD.findall(text) if len(word) >= LEAST_LETTERS)
    return {told: word for word in words if (told := stem(word.casefold()))}


def _index(told: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    """Return by each stem the keys of what has it, in their order."""
    index: dict[str, list[str]] = {}
    for key, stems in told.items():
        for stem in stems:
            index.setdefault(stem, []).append(key)
    return index


def _nearest(
    own: dict[str, str], index: dict[str, list[str]], besides: str = ""
) -> tuple[str, tuple[str, ...]] | None:
    """Return the key of what shares most words, the first on a tie; and those words as *own* has them."""
    shared = Counter(key for stem in own for key in index.get(stem, ()) if key != besides)
    if not shared:
        return None
    ((best, _),) = shared.most_common(1)
    return best, tuple(word for stem, word in own.items() if best in index.get(stem, ()))
