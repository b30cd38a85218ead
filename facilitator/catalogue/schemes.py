"""Files of schemes: what can be learned, and what several modules lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from facilitator.catalogue.faults import Finding
from facilitator.catalogue.files import not_one_line, refuse, shaped, used_twice
from facilitator.catalogue.toml_reader import read_document
from facilitator.catalogue.wording import at, shown, suggest
from facilitator.model.scheme import Designation, Scheme, SchemeModule

_MOST = 6
"""So many steps of a circle are told."""


class SchemeFile(Scheme, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scheme as it is written: a table is called `[[module]]` or `[[designation]]`, for the one it is."""

    modules: Annotated[tuple[SchemeModule, ...], Meta(min_length=1)] = msgspec.field(name="module")
    designations: tuple[Designation, ...] = msgspec.field(name="designation", default=())


def read_scheme(path: Path, practices: Collection[str], taken: Collection[str] = ()) -> Scheme:
    """Return the scheme of a file; its modules suit only *practices*, its key is none of those *taken*.

    Raises `BadWorkshopFile` with all its faults: a key nobody has or that is used twice, a circle of needs.
    """
    written = shaped(path, read_document(path), SchemeFile)
    scheme = Scheme(**msgspec.structs.asdict(written))
    refuse(path, _findings(scheme, practices, taken))
    return scheme


def _findings(scheme: Scheme, practices: Collection[str], taken: Collection[str]) -> Iterator[Finding]:
    yield from not_one_line(scheme)
    if scheme.key in taken:
        yield used_twice(scheme.key)
    modules = {each.key for each in scheme.modules}
    designations = {each.key for each in scheme.designations}
    yield from _keys("module", [(each.key, each) for each in scheme.modules], set())
    yield from _keys("designation", [(each.key, each) for each in scheme.designations], modules)
    for index, module in enumerate(scheme.modules):
        yield from _unknown(module.needs, modules, "module", index, "needs")
        for place, key in enumerate(module.suits):
            if key not in practices:
                todo = suggest(key, practices) or "Take a key from a file of practices."
                where = at("module", index, "suits", place)
                yield where, f"{shown(key)} is not the key of a practice.", todo
    for index, each in enumerate(scheme.designations):
        yield from _unknown(each.all, modules | designations, "designation", index, "all")
        yield from _unknown(each.one_of, modules, "designation", index, "one_of")
        yield from _unknown(each.these, modules, "designation", index, "these")
    needs = {each.key: each.needs for each in scheme.modules}
    needs |= {each.key: each.all for each in scheme.designations}
    yield from _circles(needs)


def _keys(
    table: str, rows: Sequence[tuple[str, msgspec.Struct]], taken: Collection[str]
) -> Iterator[Finding]:
    seen = set(taken)
    for index, (key, row) in enumerate(rows):
        yield from not_one_line(row, table, index)
        if key in seen:
            yield used_twice(key, table, index)
        seen.add(key)


def _unknown(
    keys: Collection[str], known: Collection[str], table: str, index: int, field: str
) -> Iterator[Finding]:
    for place, key in enumerate(keys):
        if key not in known:
            todo = suggest(key, known) or "Take a key from this file, or add that module to it."
            yield at(table, index, field, place), f"{shown(key)} is not the key of a module here.", todo


def _circles(needs: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Yield a finding for a circle of what needs what; when it is opened the next one shows."""
    left = dict(needs)
    while free := [key for key, wanted in left.items() if not any(each in left for each in wanted)]:
        for key in free:
            del left[key]
    if not left:
        return
    path = [next(iter(left))]
    while path[-1] not in path[:-1]:
        path.append(next(each for each in left[path[-1]] if each in left))
    circle = path[path.index(path[-1]) :]
    told = " needs ".join(map(shown, circle[:_MOST]))
    more = " and so on" if len(circle) > _MOST else ""
    yield at("module"), f"It goes round in a circle: {told}{more}.", "Take one of them out."
