"""Rules about a change: what a record may become (docs/field.md, "Records" and "Wider and narrower").

Taking a change back asks nothing here: it leads to a state that was.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec

from facilitator.errors import RuleBroken
from facilitator.model.action import ACTION_TRANSITIONS, Action
from facilitator.model.audience import Remark, Visibility, Worded
from facilitator.model.base import Record, require
from facilitator.model.erased_person import only_name_removed
from facilitator.model.idea import IDEA_TRANSITIONS, DotVote, ImprovementIdea
from facilitator.model.programme import Programme
from facilitator.model.pulse_rules import check_pulse
from facilitator.model.references import with_reference_moved
from facilitator.model.registry import ENTITIES
from facilitator.model.session import (
    RELEASED,
    SESSION_TRANSITIONS,
    ListeningSession,
    SessionStatus,
)

REDACTED = "[removed at the team's wish]"
"""What stands where a redacted text stood (docs/field.md, "Taking out")."""

_ALWAYS_OPEN = {"changed", "visibility", "room_yes", "attribution", "said_by"}
"""What was heard freezes when a session is closed; these fields, and those of `model.registry`, do not."""

_MOVES: dict[type[Record], Mapping[Any, frozenset[Any]]] = {
    ListeningSession: SESSION_TRANSITIONS,
    ImprovementIdea: IDEA_TRANSITIONS,
    Action: ACTION_TRANSITIONS,
}
_A_DAY = timedelta(days=1)


def check_change(before: Record | None, after: Record | None, session: ListeningSession | None) -> None:
    """Raise `RuleBroken` unless *before* may become *after* (None: not there) in that session."""
    if session is not None and session.status is SessionStatus.CLOSED:
        _check_frozen(before, after)
    check_pulse(before, after)
    if before is None:
        return
    if after is None:
        _check_removal(before)
        return
    _check_status(before, after)
    if isinstance(before, Worded) and isinstance(after, Worded):
        _check_visibility(before, after)
    if isinstance(before, Action) and isinstance(after, Action):
        _check_action(before, after, session)
    if isinstance(before, DotVote) and isinstance(after, DotVote):
        _check_vote(before, after)
    if isinstance(before, Programme) and isinstance(after, Programme):
        _check_threshold(before, after)


def check_team_moved(before: Record | None, after: Record | None, old: str, new: str) -> None:
    """Raise `RuleBroken` unless *after* is *before* as of another team (ids), open or closed.

    It may name fewer counterparts then, and go to fewer readers; it says nothing anew.
    """
    moved = with_reference_moved(before, "teams", old, new)
    less = {"changed"}
    if hasattr(moved, "counterparts") and {*getattr(after, "counterparts", ())} <= {*moved.counterparts}:
        less.add("counterparts")
    if isinstance(moved, Worded) and isinstance(after, Worded):
        less |= {"visibility"} if after.visibility.rank <= moved.visibility.rank else set()
    require(
        type(before) is type(after)
        and before is not None
        and all(getattr(moved, name) == getattr(after, name) for name in {*before.__struct_fields__} - less),
        "What was heard only gets another team.",
        "Nothing was changed.",
    )


def _check_removal(record: Record) -> None:
    require(
        not isinstance(record, (Programme, ListeningSession)),
        "A file keeps its session, and a folder its programme.",
        "Cancel the session, or take the file or the folder away.",
    )


def _check_status(before: Record, after: Record) -> None:
    moves = _MOVES.get(type(before), {})
    was, now = getattr(before, "status", None), getattr(after, "status", None)
    if was is not now and moves:
        require(
            now in moves[was],
            f"What is {getattr(was, 'label', was)} cannot become {getattr(now, 'label', now)}.",
            "Take the steps in between.",
        )


def _check_action(before: Action, after: Action, session: ListeningSession | None) -> None:
    # Until the review a date may be a slip of the keyboard; then the team was told it.
    released = session is not None and session.status in RELEASED
    require(
        not released or before.due is None or after.due == before.due,
        "The first due date is never overwritten.",
        "Give a new date as due now; both are shown.",
    )
    handed_over = None not in (before.owner, after.owner) and after.owner != before.owner
    require(
        not (handed_over and after.accepted and after.accepted_on == before.accepted_on),
        "A new owner says yes to an action, too.",
        "Propose it to them first.",
    )


def _check_vote(before: DotVote, after: DotVote) -> None:
    # The dots of an idea that is taken out go with it.
    require(
        before.open or after.open or after.dots.items() <= before.dots.items(),
        "The vote is over; its dots stay as they are.",
        "Open it again to change them.",
    )


def _check_threshold(before: Programme, after: Programme) -> None:
    require(
        after.threshold >= before.threshold,
        "The smallest group shown may be raised, never lowered.",
        f"It is {before.threshold} now.",
        field="threshold",
    )


def _check_visibility(before: Worded, after: Worded) -> None:
    """Each raise beyond the team needs a yes of its own: a newer one, or one of the very day (±1 by zone).

    Naming one more counterpart of words that go to the counterparts is a raise, too.
    """
    if not (_is_raised(before, after) and after.room_yes is not None):
        return
    newer = before.room_yes is None or after.room_yes > before.room_yes
    require(
        newer or abs(after.changed.date() - after.room_yes) <= _A_DAY,
        f"Showing this to more people needs the room's yes again; the last is of {after.room_yes}.",
        "Ask, and record the day. Lowering is always possible.",
    )


def _is_raised(before: Worded, after: Worded) -> bool:
    if after.visibility.rank != before.visibility.rank:
        return after.visibility.rank > before.visibility.rank
    named, now = ({*getattr(each, "counterparts", ())} for each in (before, after))
    return after.visibility is Visibility.PARTNERS and not now <= named


def _check_frozen(before: Record | None, after: Record | None) -> None:
    record = before if before is not None else after
    follow_through = ENTITIES[type(record)].open_when_closed if record is not None else None
    if follow_through is None:
        return
    if before is None or after is None:
        raise RuleBroken(
            "A closed session keeps what was heard as it is.",
            "Redaction and purging can still remove it.",
        )
    open_fields = _ALWAYS_OPEN | follow_through
    frozen = [
        name
        for name in before.__struct_fields__
        if name not in open_fields and not _only_redacted(getattr(before, name), getattr(after, name))
    ]
    if "facilitators" in frozen and {*after.facilitators} < {*before.facilitators}:  # type: ignore[attr-defined]  # of a session
        frozen.remove("facilitators")  # one of them was erased
    require(
        not frozen,
        f"A closed session keeps what was heard as it is ({', '.join(frozen)}).",
        "Answers, actions and benefits can still change.",
    )
    if isinstance(before, Worded) and isinstance(after, Worded):
        require(
            after.visibility.rank <= before.visibility.rank,
            "What a closed session shows can only be shown to fewer people.",
            "Lower it, or leave it.",
        )
    if isinstance(before, Remark) and isinstance(after, Remark):
        require(
            after.said_by in (None, before.said_by) and after.attribution.rank <= before.attribution.rank,
            "A closed session names nobody new.",
            "A name can only be taken off.",
        )


def _only_redacted(before: Any, after: Any) -> bool:
    """Tell whether *after* is *before*, perhaps with texts redacted or names taken out of them."""
    if before == after:
        return True
    if isinstance(before, str) and (after == REDACTED or only_name_removed(before, after)):
        return True
    if type(before) is not type(after):
        return False
    if isinstance(before, msgspec.Struct):
        names = before.__struct_fields__
        return all(_only_redacted(getattr(before, name), getattr(after, name)) for name in names)
    if isinstance(before, tuple):
        return len(before) == len(after) and all(map(_only_redacted, before, after))
    return False
