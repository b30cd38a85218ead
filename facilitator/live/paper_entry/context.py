"""What the lines of a filled paper are read against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from facilitator.live.capture.naming import CaptureContext
from facilitator.model.idea import DotVote, VoteSubject
from facilitator.model.interaction import Interaction
from facilitator.model.script import Script


def _nothing_held(text: str) -> bool:
    return False


@dataclass(frozen=True)
class PaperContext:
    """The words known, and how the session stands before the entry.

    `team` is the side in hand, `teams` both where two are here; `told` is by team and practice. `ideas` are
    titles by number, merged ones left out. Of the newest votes the one on `ideas` has its dots by the idea's
    number. `said` are the words that stand in the session, folded. `people` are here, and vote unless the
    vote or the paper says otherwise. `is_held` tells words that are not for the notes. `script` is the one
    that was led.
    """

    capture: CaptureContext
    team: str = ""
    teams: tuple[str, ...] = ()
    told: Mapping[tuple[str, str], Interaction] = field(default_factory=dict)
    ideas: Mapping[int, str] = field(default_factory=dict)
    next_idea: int = 1
    votes: Mapping[VoteSubject, DotVote] = field(default_factory=dict)
    people: int | None = None
    has_note: bool = False
    has_action: bool = False
    said: frozenset[str] = frozenset()
    zone: tzinfo = UTC
    script: Script | None = None
    is_held: Callable[[str], bool] = _nothing_held
