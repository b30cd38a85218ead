"""Writes the value chains, stories and messages of the example, with the verbs of the program."""

from __future__ import annotations

import msgspec

from facilitator.model.message import Message
from facilitator.model.story import Chain, Story
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.messages import MESSAGE
from facilitator.workspace.records.stakeholders import LEADER
from facilitator.workspace.records.stories import CHAIN, STORY

from .clockwork import Clockwork
from .programme import Registered
from .rows import ChainRow, StoryTables


def write_stories(folder: ProgrammeFolder, clock: Clockwork, tables: StoryTables, known: Registered) -> None:
    """Write from what is produced to who gains, and the stories made of it."""
    clock.begin(tables.noted_on, 9)
    chains = {row.output: CHAIN.put(folder, _chain(row)).id for row in tables.chains}
    for row in tables.stories:
        fields = msgspec.structs.asdict(row)
        teams = known.team_ids(row.teams)
        sponsor = fields.pop("sponsor")
        story = STORY.put(folder, Story(**fields | {"chain": chains[row.chain], "teams": teams}))
        for leader in LEADER.all(folder):
            if leader.role == sponsor:
                LEADER.put(folder, msgspec.structs.replace(leader, stories=(*leader.stories, story.id)))
    for message in tables.messages:
        fields = msgspec.structs.asdict(message)
        of_team = known.teams[message.team] if message.team else None
        MESSAGE.put(folder, Message(**fields | {"team": of_team, "sender": known.people[message.sender]}))


def _chain(row: ChainRow) -> Chain:
    fields = msgspec.structs.asdict(row)
    del fields["gains"]
    for each in row.gains:
        fields |= {each.group: each.text, f"{each.group}_known": each.evidence}
    return Chain(**fields)
