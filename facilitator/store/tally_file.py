"""The counted answers of an open wave of the pulse: one small file, and the only place they are in.

It lies beside the programme's records and is none of them, so no backup, copy, export, journal or earlier
snapshot ever holds it. It is written whole beside and then put in place, so that after a crash the state
before or the state after is there. Who holds the programme's file writes it, nobody else. When the wave is
closed the file is deleted.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from facilitator.errors import Damaged, NotSaved, RuleBroken
from facilitator.model.tally import Tally
from facilitator.store.journal.disk import Disk, Stamp, why, write_whole
from facilitator.store.journal.files import unfinished

NAME = "pulse.tallies"
"""What the file is called; it does not end as a record file does."""

_MOST_BYTES = 16_000_000
_MODE = 0o600


class _Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    survey: str
    teams: dict[str, Tally]


class TallyFile:
    """The tallies of the wave that is open in one programme folder."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        """Name the file in *folder*; it need not be there."""
        self.path = folder / NAME
        self._disk = disk or Disk()
        self._seen: tuple[Stamp, _Counted] | None = None

    @property
    def survey(self) -> str | None:
        """The id of the wave whose answers it counts; None when there is no file. Raises `Damaged`."""
        counted = self._read()
        return counted.survey if counted is not None else None

    def of(self, survey: str) -> dict[str, Tally]:
        """Return what is counted of a wave, by team; nothing when it is of another. Raises `Damaged`."""
        counted = self._read()
        return dict(counted.teams) if counted is not None and counted.survey == survey else {}

    def _read(self) -> _Counted | None:
        stamp = self._disk.stamp(self.path)
        if stamp is None:
            self._seen = None
            return None
        if self._seen is None or self._seen[0] != stamp:
            try:
                if self.path.is_symlink() or not self.path.is_file() or stamp[1] > _MOST_BYTES:
                    raise self._damaged()
                self._seen = stamp, msgspec.json.decode(self.path.read_bytes(), type=_Counted)
            except (OSError, msgspec.MsgspecError, ValueError, RecursionError, RuleBroken):
                raise self._damaged() from None
        return self._seen[1]

    def _damaged(self) -> Damaged:
        return Damaged(
            f"{self.path} cannot be read: it counts the answers of the open wave of the pulse.",
            "Move it away, and type the paper slips in again; what was answered at the keyboard is lost.",
        )

    def write(self, survey: str, teams: Mapping[str, Tally]) -> None:
        """Put these tallies in place of the last, durably. Raises `NotSaved`; then the last still count."""
        data = msgspec.json.encode(_Counted(survey, dict(teams)))
        beside = unfinished(self.path)
        try:
            write_whole(self._disk, beside, data, _MODE)
            self._disk.replace(beside, self.path)
            self._disk.sync_folder(self.path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise NotSaved(
                f"The answers were not counted: {why(error)}.", "Make room, then hand them in again."
            ) from None
        self._seen = None

    def drop(self) -> None:
        """Delete it, also what an interruption left of it. Raises `NotSaved`."""
        self._seen = None
        there = [path for path in (unfinished(self.path), self.path) if path.exists() or path.is_symlink()]
        if not there:
            return
        try:
            for path in there:
                self._disk.unlink(path)
            self._disk.sync_folder(self.path.parent)
        except OSError as error:
            raise NotSaved(
                f"{self.path} cannot be deleted: {why(error)}.", "It is tried again at the next opening."
            ) from None
