"""What somebody can learn and be certified in: schemes, from files (docs/field.md, "Skills and learning")."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

SchemeKey = Annotated[str, Meta(pattern=r"^[a-z0-9_]+$", max_length=40)]
"""The key of a scheme, a module or a designation: small letters, digits and underscores."""


class SchemeModule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to learn. It `needs` those of these keys first, and `suits` who looks after these practices.

    One without an `exam` is no exam course. It `ends` on a day of its own, or with its scheme.
    """

    key: SchemeKey
    name: Annotated[str, Meta(min_length=1)]
    short_name: str = ""
    needs: tuple[SchemeKey, ...] = ()
    suits: tuple[str, ...] = ()
    exam: bool = True
    ends: date | None = None

    @property
    def short(self) -> str:
        """What it is called where there is little room."""
        return self.short_name or self.name


class Designation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What several modules lead to: all of `all`, and one of `one_of` or `of_these` of `these`.

    Other designations may stand among `all`.
    """

    key: SchemeKey
    name: Annotated[str, Meta(min_length=1)]
    all: tuple[SchemeKey, ...] = ()
    one_of: tuple[SchemeKey, ...] = ()
    of_these: Annotated[int, Meta(ge=0, le=99)] = 0
    these: tuple[SchemeKey, ...] = ()


class Scheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scheme with where its facts are from and the day somebody looked.

    What is held is renewed every `renewal_years`, 0 for never. It is `valid_from` a day and `ends` on one, as
    far as that is known; `note` says what is not sure.
    """

    key: SchemeKey
    name: Annotated[str, Meta(min_length=1)]
    source: Annotated[str, Meta(min_length=1)]
    checked: date
    valid_from: date | None = None
    ends: date | None = None
    renewal_years: Annotated[int, Meta(ge=0, le=20)] = 0
    note: str = ""
    attribution: str = ""
    modules: tuple[SchemeModule, ...] = ()
    designations: tuple[Designation, ...] = ()

    def module(self, key: str) -> SchemeModule | None:
        """Return the module of that key."""
        return next((each for each in self.modules if each.key == key), None)


class KnownModule(NamedTuple):
    """A module with the scheme it is of; records know it by its `key`, that of both."""

    scheme: Scheme
    module: SchemeModule

    @property
    def key(self) -> str:
        """How records point at it, such as "itil4/cds"."""
        return f"{self.scheme.key}/{self.module.key}"

    @property
    def label(self) -> str:
        """What it is called where schemes stand side by side: "CDS (ITIL 4)"."""
        return f"{self.module.short} ({self.scheme.name})"

    @property
    def ends(self) -> date | None:
        """The day it ends, its own or that of its scheme; None while none is known."""
        days = [day for day in (self.module.ends, self.scheme.ends) if day is not None]
        return min(days, default=None)
