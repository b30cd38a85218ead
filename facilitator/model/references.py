"""Taking references off records whose targets are gone, and pointing them at others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from facilitator.errors import RuleBroken
from facilitator.model.base import fields_of


def without_references(value: Any, is_gone: Callable[[str, str], bool]) -> Any:
    """Return a record, or a part of one, without the references of which *is_gone* (table, id) is true.

    Raises `RuleBroken` for one that cannot do without.
    """
    if isinstance(value, tuple):
        return tuple(without_references(part, is_gone) for part in value)
    if not isinstance(value, msgspec.Struct):
        return value
    changes: dict[str, Any] = {}
    for field in fields_of(type(value)):
        content = getattr(value, field.name)
        if field.ref is None:
            changes[field.name] = without_references(content, is_gone)
        elif field.many:
            changes[field.name] = tuple(each for each in content if not is_gone(field.ref, each))
        elif content is not None and is_gone(field.ref, content):
            if field.blank is not None:
                raise RuleBroken(f"A {type(value).__name__} needs its {field.name}.", "A person must decide.")
            changes[field.name] = None
    return msgspec.structs.replace(value, **changes)


def with_reference_moved(value: Any, table: str, old: str, new: str) -> Any:
    """Return a record, or a part of one, that points at *new* where it pointed at *old*, at each once."""
    if isinstance(value, tuple):
        return tuple(with_reference_moved(part, table, old, new) for part in value)
    if not isinstance(value, msgspec.Struct):
        return value
    changes: dict[str, Any] = {}
    for field in fields_of(type(value)):
        content = getattr(value, field.name)
        if field.ref != table:
            changes[field.name] = with_reference_moved(content, table, old, new)
        elif field.many:
            changes[field.name] = tuple(dict.fromkeys(new if each == old else each for each in content))
        elif content == old:
            changes[field.name] = new
    return msgspec.structs.replace(value, **changes)


def only_lost_references(before: Any, after: Any) -> bool:
    """Tell whether *after* is *before*, perhaps with fewer references."""
    if type(before) is not type(after):
        return False
    if isinstance(before, tuple):
        return len(before) == len(after) and all(map(only_lost_references, before, after))
    if not isinstance(before, msgspec.Struct):
        return bool(before == after)
    return all(
        _fewer(field.ref, getattr(before, field.name), getattr(after, field.name))
        for field in fields_of(type(before))
        if field.name != "changed"
    )


def _fewer(ref: str | None, before: Any, after: Any) -> bool:
    if ref is None:
        return only_lost_references(before, after)
    if isinstance(before, tuple):
        return set(after) <= set(before)
    return after in (None, before)


def with_ids(value: Any, ids: Mapping[str, str]) -> Any:
    """Return a record as built-in values (`msgspec.to_builtins`) with other ids in the place of some."""
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, dict):
        return {with_ids(key, ids): with_ids(part, ids) for key, part in value.items()}
    return [with_ids(part, ids) for part in value] if isinstance(value, (list, tuple)) else value
