"""What was found among leaders, in a sentence and with the next step, and what became of their promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facilitator.insight.leaders import LeaderFinding, LeaderGap, promises_of
from facilitator.language.widths import cut
from facilitator.language.words import count, day
from facilitator.model.action import CommitmentStatus
from facilitator.model.leader import Leader
from facilitator.model.message import Message
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_WIDEST = 60


def subject(found: LeaderFinding) -> str:
    """Return what was found: the words of a promise, or what a leader has not said."""
    role = cut(found.role, _WIDEST)
    match found.gap:
        case LeaderGap.LATE | LeaderGap.AHEAD:
            return cut(found.promise, _WIDEST)
        case LeaderGap.BROKEN:
            return f"Not kept: {cut(found.promise, _WIDEST)}"
        case LeaderGap.NO_ADVANTAGE:
            return f"{role}: which advantage do they seek?"
        case LeaderGap.NO_STORY:
            return f"{role} sponsors no story yet"


def step(found: LeaderFinding) -> str:
    """Return what to do next, in a few words."""
    role = cut(found.role, _WIDEST)
    match found.gap:
        case LeaderGap.LATE:
            return f"{role}; ask whether it is kept, and say so in Promises"
        case LeaderGap.AHEAD:
            return f"{role}; ask how it goes"
        case LeaderGap.BROKEN:
            return f"{role}; it is shown plainly, say why and what instead"
        case LeaderGap.NO_ADVANTAGE:
            return "ask what it should do for the organisation in three years"
        case LeaderGap.NO_STORY:
            return "offer one of a team they can tell in a minute and a half"


def kept_in_words(folder: ProgrammeFolder, leader: Leader) -> str:
    """Return "1 promise: 1 pending", "" for none."""
    promises = promises_of(leader, folder.sessions, folder.file.all(Message))
    if not promises:
        return ""
    counts = Counter(each.status for each in promises)
    told = [f"{counts[status]} {status.label}" for status in CommitmentStatus if counts[status]]
    return f"{count(len(promises), 'promise')}: {', '.join(told)}"


def about(folder: ProgrammeFolder, leader: Leader) -> Iterator[str]:
    """Yield what a leader promised and what became of it, a sentence each."""
    for each in promises_of(leader, folder.sessions, folder.file.all(Message)):
        by = f", by {day(each.by, folder.today(), weekday=False)}" if each.by else ""
        yield f"Promised: {each.text.rstrip('.')}{by}: {each.status.label}."
