"""Copies of a record file that folder sync, a browser or a file manager left beside it.

When two computers change a file that a folder is kept in step by, the service keeps both and gives one
another name. Names of our own have letters, digits and "-" only (`paths.safe_name`), so most of these
are told at once; what OneDrive appends looks like one of ours, so there the record file itself decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from facilitator.model.registry import entities_of
from facilitator.model.session import ListeningSession
from facilitator.store.records.record_file import RecordFile

_NAMES = (
    ("folder sync or another program", r" \(changed elsewhere(?: \d+)?\)"),  # `store` keeps these itself
    ("Dropbox", r" \(.*(?:conflicted copy|Case Conflict).*\)"),
    ("Syncthing", r"\.sync-conflict-\d{8}-\d{6}(?:-\w+)?"),
    ("ownCloud", r"_conflict-\d{8}-\d{6}"),
    ("Seafile", r" \(SFConflict .*\)"),
    ("Resilio Sync", r"\.[Cc]onflict"),
    ("Google Drive or a browser", r" ?\(\d+\)"),
    ("iCloud", r" \d+"),
    ("a file manager", r" (?:- )?[Cc]opy(?: ?\(?\d+\)?)?"),
)
"""Who leaves a copy, and what stands behind the name of the original then."""

_ONEDRIVE = "OneDrive"
_BY_HAND = "somebody"


class CopyOrigin(msgspec.Struct, frozen=True):
    """Which file a copy is of, and who leaves copies of such a name."""

    path: Path
    left_by: str


def origin_of(path: Path, others: Iterable[Path]) -> CopyOrigin | None:
    """Return which of *others* the file is a copy of, as far as its name alone can tell."""
    names = {other.name: other for other in others}
    if not any(path.name.startswith(name.removesuffix(path.suffix)) for name in names):
        return None
    for who, ending in _NAMES:
        found = re.fullmatch(rf"(?P<stem>.+?){ending}", path.stem, re.DOTALL | re.IGNORECASE)
        if found and (original := names.get(found["stem"] + path.suffix)) not in (None, path):
            assert original is not None
            return CopyOrigin(original, who)
    return None


def twice(files: Mapping[Path, RecordFile]) -> dict[Path, CopyOrigin]:
    """Return which session files hold the same session as another, and are its copies.

    The original is the one in use, else the one whose name is no copy's, else the one changed last.
    """
    by_session: dict[str, list[Path]] = {}
    for path, file in files.items():
        for session in file.all(ListeningSession)[:1]:
            by_session.setdefault(session.id, []).append(path)
    copies: dict[Path, CopyOrigin] = {}
    for paths in by_session.values():
        if len(paths) > 1:
            original = max(paths, key=lambda path: _how_original(path, paths, files[path]))
            copies |= {
                path: CopyOrigin(original, left_by(path, original)) for path in paths if path != original
            }
    return copies


def _how_original(path: Path, paths: list[Path], file: RecordFile) -> tuple[bool, bool, bool, datetime, str]:
    extended = any(path.stem.startswith(f"{other.stem}-") for other in paths)
    named = origin_of(path, paths) is None
    return file.is_held, named, not extended, _last_changed(file), path.name


def _last_changed(file: RecordFile) -> datetime:
    return max(record.changed for kind in entities_of(file.kind) for record in file.all(kind))


def left_by(path: Path, original: Path) -> str:
    """Return who leaves copies of such a name."""
    named = origin_of(path, [original])
    if named is not None:
        return named.left_by
    return _ONEDRIVE if path.stem.startswith(f"{original.stem}-") else _BY_HAND


class Differences(msgspec.Struct, frozen=True):
    """How many records of a copy the original has not, and how many it has in another state."""

    new: int
    other: int


def differences(copy: RecordFile, original: RecordFile) -> Differences:
    """Return what a copy holds that its original does not."""
    new = other = 0
    for kind in entities_of(copy.kind):
        for record in copy.all(kind):
            there = original.find(kind, record.id)
            new += there is None
            other += there is not None and there != record
    return Differences(new, other)
