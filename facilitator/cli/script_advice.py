"""What should change in a script that can be used: how it is shaped, and what the room cannot read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from facilitator.catalogue import Fault
from facilitator.catalogue.advice import advice_on
from facilitator.catalogue.faults import BadWorkshopFile
from facilitator.catalogue.files import folder_of, read_script
from facilitator.catalogue.wording import at, shown
from facilitator.model.script import Script


def advice_in(files: Iterable[Path], practices: Collection[str]) -> Iterator[Fault]:
    """Yield the advice on each script among *files*; what cannot be read has its faults told elsewhere."""
    for file in files:
        try:
            script = read_script(file, practices) if folder_of(file) == "scripts" else None
        except BadWorkshopFile:
            continue
        if script is not None:
            yield from advice_for(file, script)


def advice_for(file: Path, script: Script) -> Iterator[Fault]:
    """Yield the advice on one script."""
    # Imported here: it measures the letters of the room view, and only a script asks for that.
    from facilitator.ui.room.fit import misfits

    for finding in advice_on(script):
        yield Fault(file, *finding)
    for index, key, words in misfits(script):
        problem = f"{shown(words)} is too long for large letters in the room view."
        yield Fault(file, at("segment", index, key), problem, "Write fewer words, or shorter ones.")
