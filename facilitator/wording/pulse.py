"""What stands beside the figures of a pulse, in words: how many answered, and what is not shown."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.insight.pulse import Group, Limit, PulseResults, limits_of

_LIMITS: Mapping[Limit, str] = {
    Limit.BANDS: "Three bands and the middle answer, nothing finer. Who could not say is left out.",
    Limit.WORD: "A word alone stands where two or fewer differ.",
    Limit.ONE_HIDDEN: "One team is not shown by itself, to protect those who answered.",
    Limit.HIDDEN: "{n} teams are not shown by themselves, to protect those who answered.",
    Limit.OTHERS: "Who has no figure of their own is among all others.",
    Limit.NO_TOTAL: "There is no total: beside the other figures it could point at people.",
    Limit.OWN_HIDDEN: "The team is not shown by itself, to protect those who answered.",
    Limit.LEFT_OUT: "A figure that could point at people is not shown.",
    Limit.BROUGHT: "Backups and copies from before {day} may still hold how each team answered in this wave.",
}


def answered(group: Group) -> str:
    """Return how many answered, as it stands beside every figure: "7 of 9 answered"."""
    if group.responses is not None:
        return f"{group.responses} of {group.invited} answered"
    return f"fewer than {group.fewer_than} answered" if group.fewer_than else "not shown"


def limits(results: PulseResults) -> tuple[str, ...]:
    """Return the limits of a wave in sentences."""
    day = results.brought.isoformat() if results.brought is not None else ""
    return tuple(_LIMITS[limit].format(n=results.hidden, day=day) for limit in limits_of(results))
