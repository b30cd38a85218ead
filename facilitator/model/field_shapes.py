"""What the fields of a Struct ask for: text, a number, a day, one of several words, other records.

Forms and commands are made from this; what a field is called and what it is for stands in its `Meta`
(`model.base.fields_of`).
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum, auto
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

import msgspec
from msgspec import Meta

from facilitator.model.base import FieldInfo, Record, Scale, fields_of


class Shape(Enum):
    """How a field is filled in."""

    TEXT = auto()
    LINES = auto()
    NUMBER = auto()
    DAY = auto()
    DAYS = auto()
    YES_NO = auto()
    CHOICE = auto()
    CHOICES = auto()
    REFERENCE = auto()
    REFERENCES = auto()


class AskedField(NamedTuple):
    """A field a person can fill in, and what may stand in it.

    `scale` are the words of a choice, each with its meaning. `least` and `most` bound a number. What is
    `optional` may be left empty; else an empty field stands for `info.blank`, and one that is `required`
    has nothing it could stand for.
    """

    info: FieldInfo
    shape: Shape
    scale: type[Scale] | None = None
    optional: bool = False
    least: int | None = None
    most: int | None = None

    @property
    def name(self) -> str:
        """The name of the field in its Struct."""
        return self.info.name

    @property
    def required(self) -> bool:
        """Whether something must stand in it before there can be such a record."""
        return self.info.required


_SET_BY_THE_FILE = frozenset(Record.__struct_fields__)


@cache
def asked_fields(struct: type[msgspec.Struct]) -> tuple[AskedField, ...]:
    """Return the fields of *struct* that a form can ask for, in order.

    Left out are those a file sets itself, and those that hold Structs, tables or moments.
    """
    return tuple(_asked(struct))


def _asked(struct: type[msgspec.Struct]) -> Iterator[AskedField]:
    for info in fields_of(struct):
        if info.name in _SET_BY_THE_FILE:
            continue
        inner, optional, many = _parts_of(info.type)
        shape = _shape(info, inner, many)
        if shape is None:
            continue
        scale = inner if isinstance(inner, type) and issubclass(inner, Scale) else None
        bounds = [meta for meta in _metas(info.type)]
        least = next((int(meta.ge) for meta in bounds if meta.ge is not None), None)
        most = next((int(meta.le) for meta in bounds if meta.le is not None), None)
        yield AskedField(info, shape, scale, optional, least, most)


def _shape(info: FieldInfo, inner: Any, many: bool) -> Shape | None:
    if info.ref is not None:
        return Shape.REFERENCES if many else Shape.REFERENCE
    if not isinstance(inner, type):
        return None
    if issubclass(inner, Scale):
        return Shape.CHOICES if many else Shape.CHOICE
    if inner is str:
        return Shape.LINES if many else Shape.TEXT
    if issubclass(inner, date) and not issubclass(inner, datetime):
        return Shape.DAYS if many else Shape.DAY
    if many:
        return None
    if inner is bool:
        return Shape.YES_NO
    return Shape.NUMBER if inner is int else None


def _parts_of(hint: Any) -> tuple[Any, bool, bool]:
    """Return what a type is without its annotations, whether it may be None, and whether it is a tuple."""
    optional = many = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint = hint.__origin__
        elif origin in (Union, types.UnionType):
            optional = optional or type(None) in get_args(hint)
            hint = next(part for part in get_args(hint) if part is not type(None))
        elif origin in (tuple, list):
            many, hint = True, get_args(hint)[0]
        else:
            return hint, optional, many


def _metas(hint: Any) -> Iterator[Meta]:
    if get_origin(hint) is Annotated:
        yield from (part for part in hint.__metadata__ if isinstance(part, Meta))
        yield from _metas(hint.__origin__)
    else:
        for part in get_args(hint):
            if part is not Ellipsis:
                yield from _metas(part)
