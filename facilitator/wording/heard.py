"""What a session holds of what people said, counted: in a sentence why it is not simply deleted."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.language import words
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Worded, countable
from facilitator.model.base import Record
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import Interaction
from facilitator.model.observation import Observation
from facilitator.workspace.folder.session_files import SessionFile

_KINDS = (
    (Observation, "note"),
    (ImprovementIdea, "idea"),
    (Action, "action"),
    (Commitment, "promise"),
    (Interaction, "rated practice"),
)


def what_was_heard(file: SessionFile) -> str:
    """Say what a session holds of what people said, "" for nothing; what is hidden is not counted."""
    counts = {name: file.all(kind) for kind, name in _KINDS}
    seen = {name: [each for each in all_ if _is_seen(each)] for name, all_ in counts.items()}
    held = [words.count(len(each), name) for name, each in seen.items() if each]
    polled = sum(bool(each.hands) for each in file.session.polled)
    if polled:
        held.append(words.count(polled, "answer to a poll", "answers to a poll"))
    if not held:
        return "It holds what was heard." if any(counts.values()) else ""
    return f"It holds {words.listed(held)}."


def _is_seen(record: Record) -> bool:
    return not isinstance(record, Worded) or bool(countable([record]))


def counted_lines(group: Sequence[Worded]) -> str:
    """Say how many lines there are as every list counts them, and apart how many stay with the facilitators:
    "12, and 1 stays with us".
    """
    shown = len(countable(group))
    ours = len(group) - shown
    stay = f"{ours} {'stays' if ours == 1 else 'stay'} with us" if ours else ""
    return ", and ".join(filter(None, (str(shown) if shown else "", stay)))
