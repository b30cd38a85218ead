"""Leaders, stakeholders and the sponsor's acts as lists, and what is done with a stakeholder in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from facilitator.insight.stakeholders import gap_of
from facilitator.model.field_shapes import AskedField, asked_fields
from facilitator.model.leader import Leader
from facilitator.model.stakeholder import SponsorAct, Stakeholder, StakeholderKind
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind

_BY_VERBS = frozenset({"renewed", "idea_on"})
"""What is no field of a form, because a verb of its own sets it."""

_MIDDLE = 3
_LEAST, _MOST = 1, 5


class StakeholderRecords(RecordKind):
    """Stakeholders: groups first, then roles, then persons; of each the largest gap first."""

    @property
    def fields(self) -> tuple[AskedField, ...]:
        """What is asked, in order."""
        return tuple(field for field in asked_fields(self.form) if field.name not in _BY_VERBS)

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        kinds = list(StakeholderKind)
        return sorted(
            folder.file.all(Stakeholder),
            key=lambda each: (kinds.index(each.kind), -gap_of(each), each.name.casefold(), each.id),
        )


class ActRecords(RecordKind):
    """Acts of the sponsor, the newest first."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        return sorted(folder.file.all(SponsorAct), key=lambda each: (each.on, each.id), reverse=True)


LEADER = RecordKind(Leader)
STAKEHOLDER = StakeholderRecords(Stakeholder)
SPONSOR_ACT = ActRecords(SponsorAct)


def shift(
    folder: ProgrammeFolder, stakeholder: Stakeholder, *, influence: int = 0, interest: int = 0
) -> Stakeholder:
    """Move a stakeholder on the grid by so much; who was nowhere stands in the middle first."""
    if stakeholder.influence is None or stakeholder.interest is None:
        influence = interest = 0
    fields = {
        "influence": max(_LEAST, min(_MOST, (stakeholder.influence or _MIDDLE) + influence)),
        "interest": max(_LEAST, min(_MOST, (stakeholder.interest or _MIDDLE) + interest)),
    }
    moved = msgspec.structs.replace(stakeholder, **fields)
    return stakeholder if moved == stakeholder else _put(folder, moved)


def renew(folder: ProgrammeFolder, stakeholder: Stakeholder) -> Stakeholder:
    """Keep a stakeholder for another 90 days from today."""
    return _put(folder, msgspec.structs.replace(stakeholder, renewed=folder.today()))


def note_idea(folder: ProgrammeFolder, stakeholder: Stakeholder) -> Stakeholder:
    """Note that an idea was made today of what they see."""
    return _put(folder, msgspec.structs.replace(stakeholder, idea_on=folder.today()))


def _put(folder: ProgrammeFolder, stakeholder: Stakeholder) -> Stakeholder:
    saved: Stakeholder = STAKEHOLDER.put(folder, stakeholder)
    return saved
