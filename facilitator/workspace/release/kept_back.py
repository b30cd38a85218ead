"""How many records an audience may not read, for the facilitators: numbers, never words.

What is for the facilitators alone is not counted: others may look at their screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from facilitator.model.action import Action
from facilitator.model.audience import Worded, countable
from facilitator.model.interaction import InterfaceSide
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.release import Released


def kept_back(
    files: Sequence[SessionFile], released: Released, kinds: Iterable[type[Worded]]
) -> Counter[type[Worded]]:
    """Return how many records of each of *kinds* in *files* the readers of *released* may not read."""
    number: Counter[type[Worded]] = Counter()
    for kind in kinds:
        for file, seen in zip(files, released.sessions, strict=True):
            own = (each for each in file.all(kind) if _is_theirs(each, file, released))
            number[kind] += sum(not (each.undecided or seen.shows(each)) for each in countable(own))
    return number


def _is_theirs(record: Worded, file: SessionFile, released: Released) -> bool:
    """Tell whether a record is of the one team a paper is about, or between the two it is about.

    An original that lives on in another is not counted beside it, nor a side of which nothing was told.
    """
    if getattr(record, "merged_into", None) is not None:
        return False
    if isinstance(record, InterfaceSide) and not (record.passes.strip() or record.expectation.strip()):
        return False
    readers, there = released.audience.teams, file.session.teams
    # The team of an action is its owner's; the action itself was agreed in the room.
    team = None if isinstance(record, Action) else getattr(record, "team", None)
    said_by = {team} if team in there else set(there)
    other = getattr(record, "counterpart", None)
    return readers <= {*said_by, *getattr(record, "counterparts", ()), *([other] if other else [])}
