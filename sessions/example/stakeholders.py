"""Writes the leaders and stakeholders of the example, with the verbs of the program."""

from __future__ import annotations

import msgspec

from facilitator.model.leader import Leader
from facilitator.model.stakeholder import SponsorAct, Stakeholder
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.stakeholders import LEADER, SPONSOR_ACT, STAKEHOLDER

from .clockwork import Clockwork
from .programme import Registered
from .rows import StakeholderTables


def write_stakeholders(
    folder: ProgrammeFolder, clock: Clockwork, tables: StakeholderTables, known: Registered
) -> None:
    """Write who leads, whom the change touches, and what the sponsor does in sight of them."""
    clock.begin(tables.noted_on, 8)
    for leader in tables.leaders:
        LEADER.put(folder, Leader(**msgspec.structs.asdict(leader)))
    for row in tables.stakeholders:
        fields = msgspec.structs.asdict(row)
        reached_by = known.people[row.reached_by] if row.reached_by else None
        STAKEHOLDER.put(folder, Stakeholder(**fields | {"reached_by": reached_by}))
    for act in tables.acts:
        SPONSOR_ACT.put(folder, SponsorAct(**msgspec.structs.asdict(act)))
