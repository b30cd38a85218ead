"""From folders to the catalogue, and one file under the magnifying glass."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from facilitator.catalogue.catalogue import Catalogue
from facilitator.catalogue.faults import BadWorkshopFile, Fault
from facilitator.catalogue.files import (
    WORD_LISTS,
    entries_of,
    folder_of,
    goes_by,
    read_practices,
    read_pulse,
    read_script,
    read_words,
)
from facilitator.catalogue.schemes import read_scheme
from facilitator.model.practice import Practice
from facilitator.model.pulse import Questionnaire
from facilitator.model.scheme import Scheme
from facilitator.model.script import Script
from facilitator.resources import workshops_dir

Keyed = TypeVar("Keyed", Practice, Script, Questionnaire, Scheme)


def load_catalogue(*folders: Path, faults: list[Fault] | None = None) -> Catalogue:
    """Read the TOML files in `practices`, `scripts`, `pulse`, `schemes` and `words`, where there are any.

    What a later folder holds is added to, or by its key replaces, what an earlier one holds; a list of
    words also leaves out what it does not want. A bad
    file raises `BadWorkshopFile`; with a list for *faults* it is left out and its faults go there, so
    that a broken file of a user's never takes the shipped ones away.
    """
    practices: dict[str, Practice] = {}
    for folder in folders:
        practices |= _gather(folder / "practices", read_practices, faults)
    scripts: dict[str, Script] = {}
    for folder in folders:
        scripts |= _gather(folder / "scripts", partial(_read_one_script, practices), faults)
    pulses: dict[str, Questionnaire] = {}
    for folder in folders:
        pulses |= _gather(folder / "pulse", _read_one_pulse, faults)
    schemes: dict[str, Scheme] = {}
    for folder in folders:
        schemes |= _gather(folder / "schemes", partial(_read_one_scheme, practices), faults)
    words = _gather_words(folders, faults)
    return Catalogue.of(practices.values(), scripts.values(), pulses.values(), words, schemes.values())


def shipped_catalogue() -> Catalogue:
    """Return what comes with the program, once; all but the practices is read when it is first asked for."""
    return _shipped(workshops_dir())


@cache
def _shipped(folder: Path) -> Catalogue:
    practices = _gather(folder / "practices", read_practices, None)
    return Catalogue.of(practices.values(), ()).with_unread(
        scripts=lambda: load_catalogue(folder).scripts,
        pulses=lambda: _gather(folder / "pulse", _read_one_pulse, None),
        words=lambda: _gather_words((folder,), None),
        schemes=lambda: _gather(folder / "schemes", partial(_read_one_scheme, practices), None),
    )


def check_file(path: Path, catalogue: Catalogue | None = None) -> list[Fault]:
    """Return all that is wrong with a workshop file; never raises for its content.

    A script may offer the practices of *catalogue*; without one, those that are shipped and those in
    the `practices` folder beside its own.
    """
    try:
        folder = folder_of(path)
        if folder == "practices":
            read_practices(path)
        elif folder == "pulse":
            read_pulse(path)
        elif folder == "words":
            read_words(path)
        elif folder == "schemes":
            known = catalogue or load_catalogue(workshops_dir(), path.parent.parent, faults=[])
            read_scheme(path, known.practices)
        else:
            known = catalogue or load_catalogue(workshops_dir(), path.parent.parent, faults=[])
            read_script(path, known.practices)
    except BadWorkshopFile as bad:
        return list(bad.faults)
    return []


def _gather(
    folder: Path,
    read: Callable[[Path, Collection[str]], tuple[Keyed, ...]],
    faults: list[Fault] | None,
) -> dict[str, Keyed]:
    """Return by key what the files of a folder hold, in the order of their names."""
    found: dict[str, Keyed] = {}
    for path in _files_of(folder):
        try:
            found |= {item.key: item for item in read(path, found)}
        except BadWorkshopFile as bad:
            if faults is None:
                raise
            faults.extend(bad.faults)
    return found


def _gather_words(folders: Iterable[Path], faults: list[Fault] | None) -> dict[str, tuple[str, ...]]:
    """Return the lists of words to take care with, each entry once, without what a later file leaves out."""
    lists: dict[str, dict[str, str]] = {name: {} for name in WORD_LISTS}
    for path in (path for folder in folders for path in _files_of(folder / "words")):
        try:
            written = read_words(path)
        except BadWorkshopFile as bad:
            if faults is None:
                raise
            faults.extend(bad.faults)
            continue
        for name, known in lists.items():
            known |= {goes_by(word): word for word in entries_of(getattr(written, name))}
            for word in entries_of(written.leave_out):
                known.pop(goes_by(word), None)
    return {name: tuple(known.values()) for name, known in lists.items() if known}


def _files_of(folder: Path) -> list[Path]:
    """Return the TOML files of a folder by name, without what editors and file managers leave beside them."""
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def _read_one_script(practices: Collection[str], path: Path, taken: Collection[str]) -> tuple[Script, ...]:
    return (read_script(path, practices, taken),)


def _read_one_scheme(practices: Collection[str], path: Path, taken: Collection[str]) -> tuple[Scheme, ...]:
    return (read_scheme(path, practices, taken),)


def _read_one_pulse(path: Path, taken: Collection[str]) -> tuple[Questionnaire, ...]:
    return (read_pulse(path, taken),)
