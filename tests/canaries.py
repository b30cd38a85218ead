"""Records with a canary in every text field, so that a field added later is watched from the first day.

A canary is a text that says where it stands and who is the record's `Visibility`; a test that finds
it somewhere knows whether it may be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import Record, fields_of
from facilitator.model.registry import ENTITIES
from tests.strategies import made

KEYS = {
    "kind": "hurts",
    "segment": "deep",
    "item": "deep",
    "capture": "hurts",
    "instrument": "notes",
    "instruments": "notes",
}
"""Texts that are keys of something else, by the name of their field."""

_MATCHING = ("en", "a", "a_key", "a-key", "~", "a" * 64)


class Canary(NamedTuple):
    """Where a canary stands, and whether it is kept to the facilitators or to the team."""

    kind: type[Record]
    path: str
    level: Visibility | None
    only_us: bool
    only_team: bool

    @property
    def text(self) -> str:
        """What to look for."""
        level = self.level.value if self.level else "frame"
        return f"CANARY-{self.kind.__name__}-{self.path}-{level}"


class Filler:
    """Makes records whose every field is filled, references with those of *ids* by table or field."""

    def __init__(self, ids: dict[str, Any]) -> None:
        self.ids = {"modules": "itil4/foundation"} | ids
        self.canaries: list[Canary] = []

    def record(self, kind: type[Record], level: Visibility | None = None, **fields: Any) -> Record:
        """Return a record of that type; its canaries are added to `canaries`."""
        given = dict(fields)
        if issubclass(kind, Worded) and level is not None:
            given["visibility"] = level
        self._stem = Canary(kind, "", level if issubclass(kind, Worded) else None, False, False)
        drawn = dict(self._fields(kind, self._stem, skip={"id", "created", "changed", *given}))
        record = made(kind, drawn | given)
        assert record is not None, f"a {kind.__name__} needs a mender in tests.strategies"
        return record

    def _fields(self, kind: type, stem: Canary, skip: set[str]) -> Iterator[tuple[str, Any]]:
        hints = get_type_hints(kind, include_extras=True)
        for field in fields_of(kind):
            if field.name not in skip:
                here = stem._replace(
                    path=f"{stem.path}.{field.name}".lstrip("."),
                    only_us=stem.only_us or field.only_us,
                    only_team=stem.only_team or field.only_team,
                )
                yield field.name, self._value(hints[field.name], field.name, here, ())

    def _value(self, hint: Any, name: str, here: Canary, metas: tuple[msgspec.Meta, ...]) -> Any:
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._value(args[0], name, here, (*metas, *args[1:]))
        table = next((meta.extra["ref"] for meta in metas if meta.extra and "ref" in meta.extra), None)
        if table is not None:
            return self.ids.get(name, self.ids.get(table))
        if origin in (Union, UnionType):
            return self._value(next(arg for arg in args if arg is not NoneType), name, here, metas)
        if origin is tuple:
            part = self._value(args[0], name, here, metas)
            return () if part is None else (part,)
        if origin is dict:
            return {}
        if hint is str:
            return self._text(name, here, metas)
        if hint in (int, float, bool):
            return hint(next((meta.ge for meta in metas if meta.ge is not None), 1) or 1)
        if hint is datetime:
            return datetime(2026, 3, 12, 10, tzinfo=UTC)
        if hint is date:
            return date(2026, 3, 12)
        if issubclass(hint, msgspec.Struct):
            return made(hint, dict(self._fields(hint, here, skip=set())))
        return next(iter(hint))

    def _text(self, name: str, here: Canary, metas: tuple[msgspec.Meta, ...]) -> str:
        pattern = next((meta.pattern for meta in metas if meta.pattern), None)
        if pattern:
            return next(text for text in _MATCHING if re.fullmatch(pattern, text))
        if name in KEYS:
            return KEYS[name]
        self.canaries.append(here)
        return here.text


def kinds_of(file: str) -> list[type[Record]]:
    """Return the record types of a file that may stand in it more than once."""
    return [kind for kind, entity in ENTITIES.items() if entity.file == file]
