"""Taking words out for good: what is to be erased once undo cannot bring it back, and what came from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from facilitator.live.desk import SessionDesk
from facilitator.model.audience import Worded
from facilitator.model.base import Record
from facilitator.model.redaction import holds_remarks, redactable_texts
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.take_out import TakeOutDue

_LEAST = 8
"""Letters from which on words are told from chance where another record says them too."""

_ORIGINAL = "merged_into"


class TakeOuts:
    """What every verb that takes words out writes beside it; the erasing itself is not done here."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk

    @property
    def all(self) -> tuple[TakeOutDue, ...]:
        """What was taken out and is not wholly done with."""
        return self._desk.records.all(TakeOutDue)

    @property
    def to_ask_about(self) -> tuple[Worded, ...]:
        """Records that came from words that were taken out, or say the same; somebody decides about each."""
        ids = dict.fromkeys(id for each in self.all for id in each.derived)
        worded = [kind for kind in entities_of("session") if issubclass(kind, Worded)]
        found = (self._desk.records.find(kind, id) for id in ids for kind in worded)
        return tuple(
            record for record in found if isinstance(record, Worded) and any(redactable_texts(record))
        )

    def keep_derived(self, record: Record) -> None:
        """Decide that a record stays though it came from words that were taken out."""
        asking = [each for each in self.all if record.id in each.derived]
        if asking:
            with self._desk.change("it stays"):
                for each in asking:
                    self._without_derived(each, record.id)

    def _without_derived(self, due: TakeOutDue, id: str) -> None:
        left = tuple(each for each in due.derived if each != id)
        if left or due.erase:
            self._desk.records.put(msgspec.structs.replace(due, derived=left))
        else:
            self._desk.records.remove(due)

    def erase_later(self, gone: Iterable[Record], derived: Iterable[str]) -> None:
        """Let the words of records that are out by now go from every file once undo is over."""
        worded = tuple(each.id for each in gone if holds_remarks(type(each)))
        for id in worded:
            for due in self.all:
                if id in due.derived:
                    self._without_derived(due, id)
        if worded:
            left = tuple(id for id in dict.fromkeys(derived) if id not in worded)
            self._desk.records.put(TakeOutDue(gone=worded, derived=left))

    def erase_former_words_later(self, record: Worded, derived: Iterable[str]) -> None:
        """Let what a record said before its newest words go from every file once undo is over."""
        self._desk.records.put(TakeOutDue(reworded=record.id, derived=tuple(dict.fromkeys(derived))))

    def derived_from(self, record: Record) -> Iterator[str]:
        """Yield the ids of records that came from one, or say the same. Originals merged into it are no such.

        Ask before it is taken out: then nothing points at it any more.
        """
        found = {record.id}
        others = list(self._remarks())
        while more := [each for each in others if each.id not in found and _points(each, found)]:
            found |= {each.id for each in more}
            yield from (each.id for each in more)
        said = [_folded(word.text) for word in redactable_texts(record) if len(_folded(word.text)) >= _LEAST]
        for each in others:
            if each.id not in found and getattr(each, _ORIGINAL, None) != record.id:
                texts = [_folded(word.text) for word in redactable_texts(each)]
                if any(word in other for word in said for other in texts):
                    yield each.id

    def _remarks(self) -> Iterator[Record]:
        for kind in entities_of("session"):
            if issubclass(kind, Worded) and holds_remarks(kind):
                yield from self._desk.records.all(kind)


def _points(record: Record, ids: set[str]) -> bool:
    tables = {entity.table for entity in ENTITIES.values() if entity.file == "session"}
    return any(
        table in tables and target in ids
        for field, table, target in record.references()
        if field != _ORIGINAL
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
