"""People as sentences name them: by the name, with the home team only where two share one."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.language.words import either, first_of
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_MOST = 3


def person_name(folder: ProgrammeFolder, id: str | None) -> str:
    """Return the name of a person, "" for nobody."""
    known = folder.people.get(id or "")
    if known is None:
        return ""
    alike = sum(other.name.casefold() == known.name.casefold() for other in folder.people.values())
    return known.name if alike == 1 else folder.person_label(known.id)


def one_of(folder: ProgrammeFolder, ids: Iterable[str]) -> str:
    """Return "Hana Lindqvist or Owen Baptiste"; of many the first few, by the order of the alphabet."""
    names = sorted(filter(None, (person_name(folder, id) for id in ids)), key=str.casefold)
    return either(names) if len(names) <= _MOST else first_of(names, _MOST)
