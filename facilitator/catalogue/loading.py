"""From folders to the catalogue, and one file under the magnifying glass."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TypeVar

from facilitator.catalogue.catalogue import Catalogue
from facilitator.catalogue.faults import BadWorkshopFile, Fault
from facilitator.catalogue.files import folder_of, read_practices, read_pulse, read_script
from facilitator.model.practice import Practice
from facilitator.model.pulse import Questionnaire
from facilitator.model.script import Script
from facilitator.resources import workshops_dir

Keyed = TypeVar("Keyed", Practice, Script, Questionnaire)


def load_catalogue(*folders: Path, faults: list[Fault] | None = None) -> Catalogue:
    """Read the TOML files in `practices`, `scripts` and `pulse` of each folder; a missing one is skipped.

    What a later folder holds is added to, or by its key replaces, what an earlier one holds. A bad
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
    return Catalogue.of(practices.values(), scripts.values(), pulses.values())


def shipped_catalogue() -> Catalogue:
    """Return what comes with the program; scripts and pulses are read when one is first asked for."""
    folder = workshops_dir()
    practices = _gather(folder / "practices", read_practices, None)
    return Catalogue.of(practices.values(), ()).with_unread(
        scripts=lambda: load_catalogue(folder).scripts,
        pulses=lambda: _gather(folder / "pulse", _read_one_pulse, None),
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
    # Names that begin with a dot are what editors and file managers leave beside a file.
    for path in sorted(path for path in folder.glob("*.toml") if not path.name.startswith(".")):
        try:
            found |= {item.key: item for item in read(path, found)}
        except BadWorkshopFile as bad:
            if faults is None:
                raise
            faults.extend(bad.faults)
    return found


def _read_one_script(practices: Collection[str], path: Path, taken: Collection[str]) -> tuple[Script, ...]:
    return (read_script(path, practices, taken),)


def _read_one_pulse(path: Path, taken: Collection[str]) -> tuple[Questionnaire, ...]:
    return (read_pulse(path, taken),)
