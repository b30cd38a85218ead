"""Sessions that were removed: each waits in a folder of its own while its window can bring it back.

    .removed/3f9a/2026-03-12-desk.json   the file, and what belongs to it
    .removed/3f9a.lock                   held by that window; free when it ended, however it did

Every window deletes what nobody holds.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from facilitator.errors import FacilitatorError, NotFound, NotSaved
from facilitator.identity import new_id
from facilitator.store.journal.disk import why
from facilitator.store.journal.files import Files
from facilitator.store.records.lock import Hold, take_hold
from facilitator.workspace.paths import safe_name

FOLDER = ".removed"
"""Where removed sessions wait, in the folder of their programme."""


class _Waiting(msgspec.Struct, frozen=True):
    """A removed file: its path of before, the folder it waits in, the hold on it, and since when."""

    path: Path
    aside: Path
    hold: Hold
    at: datetime


class RemovedSessions:
    """The sessions one window removed from a programme's folder, the last one first to come back."""

    def __init__(self, programme: Path, clock: Callable[[], datetime]) -> None:
        self._folder = programme / FOLDER
        self._clock = clock
        self._waiting: list[_Waiting] = []

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def last_at(self) -> datetime | None:
        """When the last of them was removed."""
        return self._waiting[-1].at if self._waiting else None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where they lay, and will lie again."""
        return tuple(each.path for each in self._waiting)

    def put_aside(self, path: Path, at: datetime) -> None:
        """Take a record file that is at rest away; *at* is now. Raises `NotSaved`; then it stays."""
        try:
            aside = self._folder / new_id()
            aside.mkdir(parents=True)
            hold = take_hold(aside, self._clock)  # before anything is in it: other windows tidy up
            try:
                _move(path, aside / path.name)
            except OSError:
                hold.let_go()
                raise
        except OSError as error:
            raise NotSaved(
                f"{path.name} cannot be removed: {why(error)}.", "Check the folder, then try again."
            ) from None
        self._waiting.append(_Waiting(path, aside, hold, at))

    def bring_back(self) -> Path | None:
        """Put back what was removed last and return where it lies; None for nothing.

        Raises `NotSaved`, or `NotFound` when it was deleted for good meanwhile.
        """
        if not self._waiting:
            return None
        last = self._waiting[-1]
        path, aside = last.path, last.aside
        there = (aside / path.name).exists()
        taken = {each.stem.casefold() for each in path.parent.glob("*.json")}
        back = path if path.stem.casefold() not in taken else path.with_stem(safe_name(path.stem, taken))
        try:
            _move(aside / path.name, back)
        except OSError as error:
            raise NotSaved(
                f"{path.name} cannot be brought back: {why(error)}.", "Check the folder."
            ) from None
        self._waiting.pop()
        last.hold.let_go()
        self._tidy()
        if not there:
            raise NotFound(f"{path.name} was deleted for good meanwhile.", "A backup may still have it.")
        return back

    def forget_last(self) -> None:
        """Delete what was put aside last, and what windows left that have ended."""
        self._waiting.pop().hold.let_go()
        self._tidy()

    def forget(self) -> None:
        """Delete them, and what windows left that have ended; not what another one can still bring back."""
        for each in self._waiting:
            each.hold.let_go()
        self._waiting.clear()
        self._tidy()

    def _tidy(self) -> None:
        """Delete what nobody can bring back any more."""
        if self._folder.is_symlink():
            return  # what lies behind it is not ours
        if not self._folder.is_dir():
            return
        # Imported here: mostly nothing was removed.
        from facilitator.workspace.deletion.removal import delete_as_far_as_possible

        left = {each.name.removesuffix(".lock").removesuffix(".holder") for each in self._folder.glob("*")}
        for path in sorted(self._folder / name for name in left):
            with contextlib.suppress(FacilitatorError):  # in use: another window can bring it back
                hold = take_hold(path, self._clock)
                delete_as_far_as_possible(path)
                hold.let_go()
        with contextlib.suppress(OSError):  # there is more in it, or it is not there
            self._folder.rmdir()


def _move(path: Path, there: Path) -> None:
    """Move a record file that is at rest, and what belongs to it: all or nothing. Raises `OSError`."""
    moved: list[tuple[Path, Path]] = []
    try:
        for source, target in zip(Files(path).companions(), Files(there).companions(), strict=True):
            if source.exists():
                source.replace(target)
                moved.append((source, target))
    except OSError:
        for source, target in moved:
            target.replace(source)
        raise
