"""Champions and the specialisms that are wanted, as lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.model.base import require
from facilitator.model.practice import CapabilityLevel
from facilitator.model.smo import Champion, GrantedHours, Specialism
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.values import value_of

_ENDS = ("term_ends", "hand_over_on")


class ChampionRecords(RecordKind):
    """Champions. Whose yes is written down without its day said it today."""

    def add(self, folder: ProgrammeFolder, typed: Mapping[str, str]) -> Any:
        """Save a new one from what was typed; raises as `change`."""
        today = folder.today()
        ends = (
            value_of(folder, each, typed.get(each.name, "")) for each in self.fields if each.name in _ENDS
        )
        past = any(day is not None and day < today for day in ends)  # then the yes is older, too
        said = typed if past or typed.get("consented_on") else {**typed, "consented_on": today.isoformat()}
        return super().add(folder, said)

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save one. Raises `RuleBroken` also when the yes is of a day to come."""
        require(
            entry.consented_on is None or entry.consented_on <= folder.today(),
            "That is a day to come; a yes was said.",
            "Use the day they said it.",
            field="consented_on",
        )
        return super().put(folder, entry)


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


CHAMPION = ChampionRecords(Champion)
SPECIALISM = SpecialismRecords(Specialism)
HOURS_GRANTED = HoursRecords(GrantedHours)
