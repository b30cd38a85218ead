"""Nominations of champions: held in memory until the person said yes, and in no file before.

See docs/field.md, "A person's own data" and "Champions and services".
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from weakref import WeakKeyDictionary

import msgspec

from facilitator.errors import BadInput
from facilitator.model.smo import Champion, SelectionQuality
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.people import person_asked

ABOUT = "champion"
"""What the change is about that a yes makes: the list of champions takes it back."""


class Nomination(msgspec.Struct, frozen=True):
    """Somebody who may carry a specialism: `who` as typed, and what they would be chosen for. No grade."""

    key: str
    who: str
    specialism: str
    qualities: tuple[SelectionQuality, ...] = ()
    notes: str = ""


_WAITING: WeakKeyDictionary[ProgrammeFolder, dict[str, Nomination]] = WeakKeyDictionary()
_numbers = count(1)


def nominations(folder: ProgrammeFolder) -> Mapping[str, Nomination]:
    """Return the nominations that wait for a yes, by key, in the order they were made."""
    return _WAITING.setdefault(folder, {})


def nominate(
    folder: ProgrammeFolder,
    who: str,
    specialism: str,
    qualities: tuple[SelectionQuality, ...] = (),
    notes: str = "",
    *,
    key: str = "",
) -> Nomination:
    """Hold a nomination in memory, in the place of the one of that *key* if there is one.

    Raises `BadInput` when nobody is named.
    """
    name = clean_line(who)
    if not name:
        raise BadInput("Nobody is named yet.", "Type who it is.")
    known = key or f"nomination {next(_numbers)}"
    made = Nomination(known, name, specialism, qualities, clean_line(notes))
    _WAITING.setdefault(folder, {})[known] = made
    return made


def let_go(folder: ProgrammeFolder, key: str) -> None:
    """Forget a nomination: they said no, or it was not meant."""
    _WAITING.get(folder, {}).pop(key, None)


def said_yes(folder: ProgrammeFolder, key: str) -> Champion:
    """Make a champion of whoever said yes today; somebody new is stored with that. One change.

    Raises `BadInput` when more than one person is called that, and what saving raises; then it waits on.
    """
    each = nominations(folder)[key]
    with folder.file.group(f"champion {each.who}", about=ABOUT):
        person = person_asked(folder, each.who, agreed=True, about=ABOUT)
        made = folder.file.put(
            Champion(
                person=person.id,
                specialism=each.specialism,
                consented=True,
                consented_on=folder.today(),
                qualities=each.qualities,
                selection_notes=each.notes,
            )
        )
    let_go(folder, key)
    return made
