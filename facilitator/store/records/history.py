"""Undo and redo over the changes of one file, kept in the file itself so that a restart keeps them.

A change that can be taken back is stored as what leads back; one that was taken back as what leads
forth again. Of a record that only changed, that is the fields that differ; the rest is in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import msgspec

from facilitator.model.base import Record
from facilitator.model.records import Change, Owns
from facilitator.model.registry import ENTITIES, rows_in

TABLE = "undo"
"""The TinyDB table the history lies in."""

MOST = 200
"""At most this many changes can be taken back."""

Document = dict[str, Any]
Find = Callable[[type[Record], str], Record | None]


class Step(msgspec.Struct, frozen=True):
    """A change and the number of its document."""

    number: int
    change: Change


class Stored(msgspec.Struct, frozen=True):
    """What a step of history writes: documents by their number, and the numbers of those that go."""

    documents: Mapping[int, Document] = MappingProxyType({})
    dropped: tuple[int, ...] = ()


class ChangeHistory:
    """The changes that can be taken back, and those that were. Each move returns what to store."""

    def __init__(self, done: Iterable[Step] = (), undone: Iterable[Step] = ()) -> None:
        self._done = list(done)
        self._undone = list(undone)

    def last_done(self, owns: Owns | None = None) -> Change | None:
        """The change `undid` would take back: the last one, or the last of one's own."""
        step = _last(self._done, owns)
        return step.change if step else None

    def last_undone(self, owns: Owns | None = None) -> Change | None:
        """The change `redid` would do again."""
        step = _last(self._undone, owns)
        return step.change if step else None

    def in_the_way(self, change: Change) -> Change | None:
        """Return what was done, or taken back, after *change* with the same records; None when nothing was.

        While it is there, *change* can be neither taken back nor done again: it would go with it unseen.
        """
        for steps in (self._done, self._undone):
            at = next((at for at, step in enumerate(steps) if step.change is change), None)
            if at is not None:
                later = (step.change for step in reversed(steps[at + 1 :]))
                return next((each for each in later if each.ids & change.ids), None)
        return None

    def did(self, change: Change) -> Stored:
        """Remember a change; what was taken back before can no longer be done again."""
        numbers = [step.number for step in (*self._done, *self._undone)]
        step = Step(max(numbers, default=0) + 1, change)
        too_old = self._done[: max(0, len(self._done) + 1 - MOST)]
        dropped = tuple(each.number for each in (*self._undone, *too_old))
        self._undone = []
        self._done = [each for each in self._done if each.number not in dropped] + [step]
        return Stored({step.number: _document(change, undone=False)}, dropped)

    def undid(self, at: datetime, owns: Owns | None = None) -> Stored:
        """Move the last change, or the last of one's own, to those taken back; *at* is now."""
        found = _last(self._done, owns)
        assert found is not None
        self._done = [each for each in self._done if each is not found]
        step = Step(found.number, msgspec.structs.replace(found.change, at=at))
        self._undone.append(step)
        return Stored({step.number: _document(step.change, undone=True)})

    def redid(self, at: datetime, owns: Owns | None = None) -> Stored:
        """Move the last change taken back, or the last of one's own, to those made; *at* is now."""
        found = _last(self._undone, owns)
        assert found is not None
        self._undone = [each for each in self._undone if each is not found]
        step = Step(found.number, msgspec.structs.replace(found.change, at=at))
        self._done = sorted((*self._done, step), key=lambda each: each.number)
        return Stored({step.number: _document(step.change, undone=False)})

    def touches(self, ids: Iterable[str]) -> bool:
        """Tell whether any of these records is part of a change in here."""
        wanted = set(ids)
        return any(
            record is not None and record.id in wanted
            for step in (*self._done, *self._undone)
            for pair in step.change.pairs
            for record in pair
        )

    def forget(self, about: Callable[[Record], bool] | None = None) -> Stored:
        """Forget everything, or all changes of records *about* which that says yes, in any of their states.

        What led to such a change from further back can no longer be reached in the records it touched, so
        that is forgotten as well.
        """
        before = (*self._done, *self._undone)
        self._done = [] if about is None else _without(reversed(self._done), about)[::-1]
        self._undone = [] if about is None else _without(reversed(self._undone), about)[::-1]
        left = {step.number for step in (*self._done, *self._undone)}
        return Stored({}, tuple(step.number for step in before if step.number not in left))

    def copy(self) -> ChangeHistory:
        """Return the history as it is, to go back to when a change cannot be saved."""
        return ChangeHistory(self._done, self._undone)


def _without(steps: Iterable[Step], about: Callable[[Record], bool]) -> list[Step]:
    """Return the steps, given from the present on, without those about a record and what depends on them."""
    gone: set[str] = set()
    left = []
    for step in steps:
        records = [record for pair in step.change.pairs for record in pair if record is not None]
        if any(record.id in gone or about(record) for record in records):
            gone |= {record.id for record in records}
        else:
            left.append(step)
    return left


def _last(steps: Sequence[Step], owns: Owns | None) -> Step | None:
    return next((step for step in reversed(steps) if owns is None or owns(step.change)), None)


def places(documents: Mapping[int, Document]) -> Iterator[tuple[str, str, int]]:
    """Yield (table, id, number) of every record in the history: where it lay in its table.

    A record that was taken out returns there, also after a restart.
    """
    for document in documents.values():
        for pair in document.get("pairs", ()):
            if len(pair) == len(_PAIR) and isinstance(pair[0], str) and isinstance(pair[3], int):
                yield pair[0], str(pair[1]), pair[3]


_PAIR = ("table", "id", "way", "number")


# Documents ----------------------------------------------------------------------------------------


def _document(change: Change, *, undone: bool) -> Document:
    pairs = []
    for before, after in change.pairs:
        record = after or before
        assert record is not None
        source, target = (before, after) if undone else (after, before)
        pairs.append([ENTITIES[type(record)].table, record.id, _way(source, target)])
    more = {"at": change.at.isoformat()} if change.at is not None else {}
    if change.about:
        more["about"] = change.about
    return {"label": change.label, "undone": undone, "pairs": pairs, **more}


def _way(source: Record | None, target: Record | None) -> Document | None:
    """Return what leads from one state to another: None to nothing, all from nothing, else what differs."""
    if target is None:
        return None
    there = msgspec.to_builtins(target)
    if source is None:
        return {"set": there, "unset": []}
    here = msgspec.to_builtins(source)
    changed = {name: value for name, value in there.items() if here.get(name, _MISSING) != value}
    return {"set": changed, "unset": [name for name in here if name not in there]}


_MISSING = object()


def read_history(documents: Mapping[int, Document], find: Find) -> ChangeHistory:
    """Return the history stored in *documents*, going back from the records as they are now.

    A history that cannot be read is dropped: nothing can be taken back then, and nothing is lost.
    """
    try:
        done = _walk(
            [n for n in sorted(documents, reverse=True) if not documents[n]["undone"]], documents, find
        )
        undone = _walk([n for n in sorted(documents) if documents[n]["undone"]], documents, find)
    except (KeyError, TypeError, ValueError, AttributeError, msgspec.MsgspecError):
        return ChangeHistory()
    return ChangeHistory(reversed(done), reversed(undone))


def _walk(numbers: Iterable[int], documents: Mapping[int, Document], find: Find) -> list[Step]:
    """Follow stored ways from the present state, one change after the other."""
    rows = {row.table: row for row in rows_in()}
    states: dict[str, Record | None] = {}
    steps = []
    for number in numbers:
        document = documents[number]
        stored = document["pairs"] if document["undone"] else reversed(document["pairs"])
        pairs: list[tuple[Record | None, Record | None]] = []
        for table, id, way, *_ in stored:
            kind = rows[table].type
            source = states[id] if id in states else find(kind, id)
            target = states[id] = _follow(kind, source, way)
            pairs.append((source, target) if document["undone"] else (target, source))
        ordered = pairs if document["undone"] else reversed(pairs)
        at = datetime.fromisoformat(document["at"]) if "at" in document else None
        about = str(document.get("about", ""))
        steps.append(Step(number, Change(str(document["label"]), tuple(ordered), at, about)))
    return steps


def _follow(kind: type[Record], source: Record | None, way: Document | None) -> Record | None:
    if way is None:
        return None
    state = msgspec.to_builtins(source) if source is not None else {}
    state = {name: value for name, value in state.items() if name not in way["unset"]} | way["set"]
    return msgspec.convert(state, kind)
