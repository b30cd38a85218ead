"""What was found among stakeholders, in a sentence and with the next step; their place and gap in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.insight.stakeholders import (
    StakeholderFinding,
    StakeholderGap,
    gap_of,
    kept_until,
    placement,
)
from facilitator.language.widths import cut
from facilitator.language.words import count, count_in_words, day, first_of
from facilitator.model.stakeholder import Stakeholder, Stance
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_WIDEST = 40
_MOST = 4

NOW, NEEDED = "○", "●"


def subject(found: StakeholderFinding) -> str:
    """Return what was found: "Registrar: wary now, supportive needed"."""
    name = cut(found.names[0], _WIDEST) if found.names else ""
    several = count_in_words(len(found.names), "stakeholder").capitalize()
    stand = "stands" if len(found.names) == 1 else "stand"
    match found.gap:
        case StakeholderGap.NO_CONTACT | StakeholderGap.CONTACT_DUE:
            return f"{name}: {stances(found.now, found.needed)}" if found.now else name
        case StakeholderGap.SEES_MORE:
            return f"{name} sees something we do not"
        case StakeholderGap.ACT_DUE:
            return f"The sponsor: {name}"
        case StakeholderGap.NO_ACT:
            return "The sponsor is not seen to do anything this month"
        case StakeholderGap.GOES:
            return f"{name} is forgotten soon"
        case StakeholderGap.UNPLACED:
            return f"{several} {stand} nowhere yet"
        case StakeholderGap.CHECK:
            return f"{several} {stand} on a 3"


def step(found: StakeholderFinding) -> str:
    """Return what to do next, in a few words."""
    match found.gap:
        case StakeholderGap.CONTACT_DUE:
            return "the next contact is due; say how it went, and when the next is"
        case StakeholderGap.NO_CONTACT:
            return "next contact is not set"
        case StakeholderGap.SEES_MORE:
            return "i on the grid makes an idea of it, in words that name nobody"
        case StakeholderGap.ACT_DUE:
            return "did it take place? say so"
        case StakeholderGap.NO_ACT:
            return "agree on something others see, with its day"
        case StakeholderGap.GOES:
            until = day(found.day, weekday=False) if found.day else ""
            return f"goes on {until}; r renews it for 90 days"
        case StakeholderGap.UNPLACED:
            return f"{first_of(found.names, _MOST)}: place them on the grid"
        case StakeholderGap.CHECK:
            return f"{first_of(found.names, _MOST)}: check again"


def more_of(found: Sequence[StakeholderFinding]) -> tuple[str, str]:
    """Return how many more there are of what was told one by one, and the next step of each of them."""
    what = "acts of the sponsor" if found[0].gap is StakeholderGap.ACT_DUE else "stakeholders"
    return f"{len(found)} more {what}", step(found[0])


def stances(now: Stance | None, needed: Stance | None) -> str:
    """Return "wary now, supportive needed", with what is not said left out."""
    said = (f"{now.label} now" if now else "", f"{needed.label} needed" if needed else "")
    return ", ".join(filter(None, said))


def place_in_words(stakeholder: Stakeholder) -> str:
    """Return "keep satisfied", or what is to be checked; "not placed yet" without a place."""
    found = placement(stakeholder.influence, stakeholder.interest)
    if found is None:
        return "not placed yet"
    if found.quadrant is not None:
        return found.quadrant.value
    both = (("influence", found.influence), ("interest", found.interest))
    return ", ".join(
        f"{name} “check”" if high is None else f"{'high' if high else 'low'} {name}" for name, high in both
    )


def steps_drawn(stakeholder: Stakeholder) -> tuple[tuple[str, bool], ...]:
    """Return the five stances as signs, each with whether it tells: ○ now, ● needed, ━ between, · none.

    Who is where they should be, or of whom only one is known, has the one sign.
    """
    order = list(Stance)
    now = order.index(stakeholder.stance) if stakeholder.stance else None
    needed = order.index(stakeholder.needed) if stakeholder.needed else now
    drawn = []
    for at in range(len(order)):
        if at == needed:
            drawn.append((NEEDED, True))
        elif at == now:
            drawn.append((NOW, True))
        elif now is not None and needed is not None and min(now, needed) < at < max(now, needed):
            drawn.append(("━", True))
        else:
            drawn.append(("·", False))
    return tuple(drawn)


def gap_in_words(stakeholder: Stakeholder) -> str:
    """Return "2 steps", or that there is no gap."""
    steps = gap_of(stakeholder)
    return count(steps, "step") if steps else "no gap"


def until_in_words(folder: ProgrammeFolder, stakeholder: Stakeholder) -> str:
    """Return until when it is kept: "Goes on 8 July, 90 days after the last change, unless renewed."."""
    until = kept_until(stakeholder, folder.zone)
    if until is None:
        return ""
    return (
        f"Goes on {day(until, folder.today(), weekday=False)}, 90 days after the last change, unless renewed."
    )


def about(folder: ProgrammeFolder, stakeholder: Stakeholder) -> Iterator[str]:
    """Yield what is known of a stakeholder besides the fields, in sentences."""
    yield f"{place_in_words(stakeholder).capitalize()}."
    if until := until_in_words(folder, stakeholder):
        yield until
