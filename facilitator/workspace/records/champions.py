"""Champions and the specialisms that are wanted, as lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.model.practice import CapabilityLevel
from facilitator.model.smo import Champion, GrantedHours, Specialism
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind


class SpecialismRecords(RecordKind):
    """Specialisms, level by level."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are, strategic ones first."""
        levels = list(CapabilityLevel)
        return sorted(folder.file.all(Specialism), key=lambda each: levels.index(each.level))


class HoursRecords(RecordKind):
    """Hours granted, champion by champion, the newest first."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        newest = sorted(folder.file.all(GrantedHours), key=lambda each: each.since, reverse=True)
        order = [each.id for each in folder.file.all(Champion)]
        return sorted(newest, key=lambda each: order.index(each.champion) if each.champion in order else -1)


CHAMPION = RecordKind(Champion)
SPECIALISM = SpecialismRecords(Specialism)
HOURS_GRANTED = HoursRecords(GrantedHours)
