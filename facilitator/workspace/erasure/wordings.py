"""Every wording of records that any file still tells: as they are, as they were, in undo and in copies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from facilitator.model.base import fields_of
from facilitator.model.redaction import redactable_in
from facilitator.store.records.scrubbing import State, states_of


def store_of(path: Path) -> Path:
    """Return the record file that a file belongs to by its name."""
    return path.with_name(path.name.split(".json")[0] + ".json")


def wordings(ids: Collection[str], files: Iterable[Path]) -> tuple[str, ...]:
    """Return every telling text of these records in any state that these files, or theirs, hold."""
    words: list[str] = []
    for store in sorted({store_of(path) for path in files}):
        for state in states_of(store):
            if state.id in ids:
                words += _telling(state)
    return tuple(dict.fromkeys(words))


def _telling(state: State) -> Iterator[str]:
    for field in fields_of(state.kind):
        if field.name in state.fields:
            try:
                value = msgspec.convert(state.fields[field.name], field.type)
            except (msgspec.ValidationError, UnicodeError):
                continue
            yield from (word.text for word in redactable_in(field, value) if word.telling)
