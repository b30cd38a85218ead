"""TOML that comes with the program, kept as it was read: to open the program does not mean to read it anew.

What was read is kept as Python keeps its compiled modules: in the same folder, by the same settings, where it
can be. It counts for the very text it was made from and for no other, so a changed file is always read.
"""

from __future__ import annotations

import contextlib
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import msgspec

from facilitator.errors import NotSaved
from facilitator.files.faults import FileFault
from facilitator.files.reading import read_bytes

_SHIPPED = Path(__file__).parents[2]
"""What comes with the program lies in here: in a checkout, or in the folder it is installed to."""

_LARGEST = 2_000_000


class _Kept(msgspec.Struct, frozen=True):
    """The text of a file, and what it says."""

    text: str
    tree: dict[str, Any]


def parse_kept(path: Path, text: str) -> dict[str, Any]:
    """Return what the text of a TOML file says. Raises `FileFault`.

    What a file in any other place says is kept nowhere: it is the person's own.
    """
    if not path.is_relative_to(_SHIPPED):
        return _parse(path, text)
    place = _place(path)
    kept = _kept(place)
    if kept is not None and kept.text == text:
        return kept.tree
    tree = _parse(path, text)
    if not sys.dont_write_bytecode:
        _keep(place, _Kept(text, tree))
    return tree


def _parse(path: Path, text: str) -> dict[str, Any]:
    # Imported here: mostly what was kept is enough.
    from facilitator.files.toml import parse_toml

    return parse_toml(text, path.name)


def _place(path: Path) -> Path:
    """Return where Python would keep a module of that place, named after the file."""
    return Path(cache_from_source(str(path))).with_name(f"{path.name}.json")


def _kept(place: Path) -> _Kept | None:
    with contextlib.suppress(FileFault, msgspec.DecodeError):
        return msgspec.json.decode(read_bytes(place, _LARGEST), type=_Kept)
    return None


def _keep(place: Path, kept: _Kept) -> None:
    """Keep it where a file can be; nothing that JSON does not say as TOML does, such as a date."""
    from facilitator.files.writing import save

    content = msgspec.json.encode(kept)
    if msgspec.json.decode(content, type=_Kept) == kept:
        with contextlib.suppress(NotSaved):
            save(place, content)
