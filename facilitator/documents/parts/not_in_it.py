"""What a paper leaves out because its readers may not read it: for the facilitators, never for the paper.

Lines for the facilitators alone are not counted: others may look at their screen (`countable`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from facilitator.language.words import count, listed
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Worded, countable
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.release import Released

_CALLED: dict[type[Worded], tuple[str, str]] = {
    ImprovementIdea: ("idea", "ideas"),
    Action: ("action", "actions"),
    Commitment: ("promise", "promises"),
    Observation: ("remark", "remarks"),
    InterfaceSide: ("line on what passes", "lines on what passes"),
}


def not_in_it(kept: str, cut: Sequence[str]) -> str:
    """Return how many lines are not in a paper and why: *kept* back, and *cut* for length."""
    shortened = f"Left out for length: {'; '.join(cut)}." if cut else ""
    return " ".join(filter(None, (kept, shortened)))


def kept_back(files: Sequence[SessionFile], released: Released, kinds: Iterable[type[Worded]]) -> str:
    """Return "2 ideas and 1 action stay with the team: …", "" where nothing of those *kinds* stays behind."""
    number: Counter[type[Worded]] = Counter()
    for kind in kinds:
        for file, seen in zip(files, released.sessions, strict=True):
            own = (each for each in file.all(kind) if _is_theirs(each, file, released))
            number[kind] += sum(not (each.undecided or seen.shows(each)) for each in countable(own))
    parts = [count(n, *_CALLED[kind]) for kind, n in number.items() if n]
    if not parts:
        return ""
    stays = "stays" if number.total() == 1 else "stay"
    return f"Not in it: {listed(parts)} that {stays} with the team. The room has not let others read more."


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
