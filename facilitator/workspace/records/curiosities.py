"""That somebody asked about another team's work, as a list: the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.errors import RuleBroken
from facilitator.model.curiosity import Curiosity
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind


class CuriosityRecords(RecordKind):
    """What teams asked about others."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        return sorted(folder.file.all(Curiosity), key=lambda each: each.on, reverse=True)

    def label_of(self, folder: ProgrammeFolder, entry: Any) -> str:
        """Return the team with the day."""
        team = folder.teams.get(entry.team)
        return f"{team.name if team else entry.team}, {entry.on}"

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save it. Raises `RuleBroken` for a day to come."""
        if entry.on > folder.today():
            raise RuleBroken("Nobody can have asked on a day to come.", "Name the day it was.", field="on")
        return super().put(folder, entry)


CURIOSITY = CuriosityRecords(Curiosity)
