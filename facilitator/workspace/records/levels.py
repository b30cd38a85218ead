"""Assessed levels of practices, as a list: the newest of each first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.errors import RuleBroken
from facilitator.model.practice import AssessedLevel
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind


class LevelRecords(RecordKind):
    """Assessed levels, by the order of the practices."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        newest = sorted(folder.file.all(AssessedLevel), key=lambda each: each.on, reverse=True)
        order = {key: at for at, key in enumerate(folder.catalogue.practices)}
        return sorted(newest, key=lambda each: order.get(each.practice, len(order)))

    def label_of(self, folder: ProgrammeFolder, entry: Any) -> str:
        """Return the practice with the day."""
        known = folder.catalogue.practices.get(entry.practice)
        return f"{known.name if known else entry.practice}, {entry.on}"

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save it. Raises `RuleBroken` for a day to come."""
        if entry.on > folder.today():
            raise RuleBroken(
                "Nothing can have been assessed on a day to come.", "Name the day it was.", field="on"
            )
        return super().put(folder, entry)


LEVEL = LevelRecords(AssessedLevel)
