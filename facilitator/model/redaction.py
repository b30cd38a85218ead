"""What redaction takes out of a record, and what stays of it (docs/field.md, "Taking out").

The words go, and with them the name of who said them. What was counted, rated and decided stays, for it
tells nobody's words: kind, practice, nods, scores, dates, status. A half-typed line goes as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from facilitator.model.action import Commitment
from facilitator.model.audience import Attribution, Remark
from facilitator.model.base import FieldInfo, Record, fields_of
from facilitator.model.changes import REDACTED
from facilitator.model.idea import StakeholderGroup
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.session import Draft, ListeningSession, SegmentRun
from facilitator.model.team import Team

__all__ = [
    "REDACTED",
    "RedactableText",
    "can_be_redacted",
    "holds_remarks",
    "redactable_in",
    "redactable_texts",
    "redacted",
]

S = TypeVar("S", bound=msgspec.Struct)

_A_SENTENCE = 4
"""Words from which on a text is told from a name, a role, a place."""

_OPEN_LISTS = {"group": frozenset(StakeholderGroup)}
"""Fields with a word of a list, which people may go beyond: then it is their own words."""

_NAMED_BY_US: frozenset[type[Record]] = frozenset((Programme, Team, ListeningSession, SegmentRun, Person))


def holds_remarks(kind: type[Record]) -> bool:
    """Tell whether records of a type hold what somebody in a room may have said."""
    return any(field.remark for field in fields_of(kind))


def can_be_redacted(kind: type[Record]) -> bool:
    """Tell whether records of a type hold words that somebody wrote, and can be without them.

    What a programme, a team and a session are called, and where and how they meet, is changed where it
    stands. People are erased, which does more.
    """
    return kind not in _NAMED_BY_US and any(field.words or field.remark for field in fields_of(kind))


class RedactableText(NamedTuple):
    """A text that redaction takes out. *telling*: it is known again where it stands without its record.

    A remark is, and a sentence; "Director of Digital" beside a promise is not.
    """

    text: str
    telling: bool


def redactable_texts(record: msgspec.Struct) -> Iterator[RedactableText]:
    """Yield every text of a record that redaction takes out."""
    for field in fields_of(type(record)):
        yield from redactable_in(field, getattr(record, field.name))


def redactable_in(field: FieldInfo, value: Any) -> Iterator[RedactableText]:
    """Yield every text in the value of one field that redaction takes out."""
    if isinstance(value, str):
        if value.strip() and value != REDACTED and _goes(field, value):
            yield RedactableText(value, field.remark or len(value.split()) >= _A_SENTENCE)
    elif isinstance(value, msgspec.Struct):
        yield from redactable_texts(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from redactable_in(field, part)


def _goes(field: FieldInfo, value: str) -> bool:
    return field.words or (field.name in _OPEN_LISTS and value not in _OPEN_LISTS[field.name])


def redacted(record: Record) -> Record | None:
    """Return a record without its words; None for one that does not stay."""
    if isinstance(record, Draft):
        return None
    less = _without_words(record)
    if isinstance(less, Remark):
        return msgspec.structs.replace(less, attribution=Attribution.NONE, said_by=None)
    if isinstance(less, Commitment):
        return msgspec.structs.replace(less, person=None)
    return less


def _without_words(record: S) -> S:
    changes = {
        field.name: _redacted_value(field, getattr(record, field.name)) for field in fields_of(type(record))
    }
    return msgspec.structs.replace(record, **changes)


def _redacted_value(field: FieldInfo, value: Any) -> Any:
    if isinstance(value, str):
        return REDACTED if value.strip() and _goes(field, value) else value
    if isinstance(value, msgspec.Struct):
        return _without_words(value)
    if isinstance(value, tuple):
        return tuple(_redacted_value(field, part) for part in value)
    return value
