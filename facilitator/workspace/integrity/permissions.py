"""Whether a workspace is its owner's alone, and taking from others what they may do with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from facilitator.errors import NotSaved
from facilitator.files.places import exposure
from facilitator.files.private import is_wider, narrow
from facilitator.language.words import first_of
from facilitator.resources import demo_dir
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.problems import Problem

_FOLDERS = ("sessions", "documents", "backups")
"""What of a workspace holds words of teams. Templates and workshops may be shared on purpose."""

_NAMED = 3


def exposed(workspace: Workspace) -> Iterator[Problem]:
    """Yield where others may read or change what teams said, and where it leaves this computer."""
    for place in _places(workspace):
        wide = list(_wide(place))
        if wide:
            names = first_of([path.relative_to(workspace.root).as_posix() for path in wide], _NAMED)
            yield Problem(
                place,
                f"Other people on this computer may open {names}.",
                "With --repair only you may.",
            )
    for place in (workspace.root, *_led_elsewhere(workspace)):
        for how in exposure(place) if place.is_dir() else ():
            yield Problem(
                place,
                f"{how}.",
                "Whoever may look there may read what teams said; if that is not meant, move it.",
            )


def make_private(workspace: Workspace) -> tuple[Path, ...]:
    """Take from others what they may do with folders and files, and return those. Raises `NotSaved`."""
    done = []
    for place in _places(workspace):
        for path in list(_wide(place)):
            try:
                narrow(path)
            except OSError as error:
                raise NotSaved(
                    f"{path} cannot be made private: {error.strerror or error}.", "Ask whose it is."
                ) from None
            done.append(path)
    return tuple(done)


def _places(workspace: Workspace) -> list[Path]:
    places = (workspace.root / name for name in _FOLDERS)
    return [place for place in places if place.is_dir() and not place.is_symlink()]


def _led_elsewhere(workspace: Workspace) -> list[Path]:
    """Return the folders of a workspace that are links."""
    return [place for place in (workspace.root / name for name in _FOLDERS) if place.is_symlink()]


def _wide(place: Path) -> Iterator[Path]:
    """Yield what is wider than its owner, folders first; what a link leads to is somebody else's."""
    if os.name == "nt":
        return
    shipped = demo_dir().resolve()
    for folder, _, names in os.walk(place):
        here = Path(folder)
        if here.resolve().is_relative_to(shipped):
            continue
        yield from (path for path in (here, *(here / name for name in sorted(names))) if is_wider(path))
