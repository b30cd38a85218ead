"""Value chains and stories as lists; at most three stories stand on the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.errors import RuleBroken
from facilitator.model.story import Chain, Story
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind

MOST_ON_SHEET = 3
"""So many stories stand on the sheet at most."""


class StoryRecords(RecordKind):
    """Stories, those on the sheet first."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        return sorted(
            folder.file.all(Story), key=lambda each: (not each.chosen, each.title.casefold(), each.id)
        )

    def put(self, folder: ProgrammeFolder, entry: Any) -> Any:
        """Save it. Raises `RuleBroken` for a fourth one on the sheet."""
        others = sum(each.chosen and each.id != entry.id for each in folder.file.all(Story))
        if entry.chosen and others >= MOST_ON_SHEET:
            raise RuleBroken(
                "Three stories stand on the sheet already.", "Take one off it first.", field="chosen"
            )
        return super().put(folder, entry)


CHAIN = RecordKind(Chain)
STORY = StoryRecords(Story)
