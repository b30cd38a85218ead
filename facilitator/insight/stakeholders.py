"""Where the work with stakeholders is: their place, the gap in their stance, and what asks for somebody.

Nothing is stored; a finding goes when its cause does. See docs/field.md, "Leaders and stakeholders".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta, tzinfo
from enum import Enum

import msgspec

from facilitator.insight.finding_order import due, in_order
from facilitator.model.base import UNSTAMPED
from facilitator.model.records import RecordView
from facilitator.model.retention import UNRENEWED
from facilitator.model.stakeholder import ActStatus, Resistance, SponsorAct, Stakeholder, Stance

CHECK = 3
"""An influence or interest that is neither high nor low: it is looked at again."""

GOES_SOON = timedelta(days=14)
"""So long before a record goes it is asked whether to renew it."""

BETWEEN_ACTS = timedelta(days=31)
"""The sponsor is seen to do something about once a month."""


class Quadrant(Enum):
    """What to do with somebody of high or low influence and interest."""

    ENGAGE = "engage closely"
    SATISFY = "keep satisfied"
    INFORM = "keep informed"
    WATCH = "keep an eye on"


class Placement(msgspec.Struct, frozen=True):
    """Where a stakeholder stands: high, low, or None where it is to be checked again."""

    influence: bool | None
    interest: bool | None

    @property
    def quadrant(self) -> Quadrant | None:
        """The quadrant, None where one of both is to be checked."""
        if self.influence is None or self.interest is None:
            return None
        if self.influence:
            return Quadrant.ENGAGE if self.interest else Quadrant.SATISFY
        return Quadrant.INFORM if self.interest else Quadrant.WATCH


class StakeholderGap(Enum):
    """What a finding is about, those that matter most first. All of it is the facilitators' only."""

    CONTACT_DUE = "contact_due"
    ACT_DUE = "act_due"
    NO_CONTACT = "no_contact"
    SEES_MORE = "sees_more"
    NO_ACT = "no_act"
    GOES = "goes"
    UNPLACED = "unplaced"
    CHECK = "check"


class StakeholderFinding(msgspec.Struct, frozen=True):
    """One thing found, as facts; `wording.stakeholders` says it.

    `record` is the id of a stakeholder or of an act, of the first where several are meant, `names` what all
    of them are called; `now` and `needed` are stances, `day` is that of a contact, an act or an end.
    """

    gap: StakeholderGap
    record: str = ""
    names: tuple[str, ...] = ()
    now: Stance | None = None
    needed: Stance | None = None
    day: date | None = None


def placement(influence: int | None, interest: int | None) -> Placement | None:
    """Return where somebody stands, None who is not placed yet."""
    if influence is None or interest is None:
        return None
    return Placement(_high(influence), _high(interest))


def _high(score: int) -> bool | None:
    return None if score == CHECK else score > CHECK


def to_check(stakeholder: Stakeholder) -> bool:
    """Tell whether an influence or interest is neither high nor low, so that it is looked at again."""
    return CHECK in (stakeholder.influence, stakeholder.interest)


def gap_of(stakeholder: Stakeholder) -> int:
    """Return how many steps are missing from the stance now to that needed; 0 for none, or not known."""
    if stakeholder.stance is None or stakeholder.needed is None:
        return 0
    steps = list(Stance)
    return max(0, steps.index(stakeholder.needed) - steps.index(stakeholder.stance))


def by_gap(stakeholders: Sequence[Stakeholder]) -> tuple[Stakeholder, ...]:
    """Return those with a gap, the largest first, in an order that does not depend on theirs."""
    with_gap = [each for each in stakeholders if gap_of(each)]
    return tuple(sorted(with_gap, key=lambda each: (-gap_of(each), -(each.influence or 0), *_named(each))))


def kept_until(stakeholder: Stakeholder, zone: tzinfo) -> date | None:
    """Return the day on which a stakeholder goes unless renewed; None of one no file holds."""
    if stakeholder.changed == UNSTAMPED:
        return None
    return stakeholder.changed.astimezone(zone).date() + UNRENEWED


def stakeholder_findings(programme: RecordView, today: date, zone: tzinfo) -> tuple[StakeholderFinding, ...]:
    """Return what asks for somebody on *today*, the same whatever the order of the records."""
    every = sorted(programme.all(Stakeholder), key=_named)
    found = [finding for each in every for finding in _of(each, today, zone)]
    for gap, some in (
        (StakeholderGap.UNPLACED, [each for each in every if _place(each) is None]),
        (StakeholderGap.CHECK, [each for each in every if to_check(each)]),
    ):
        if some:
            found.append(StakeholderFinding(gap, some[0].id, tuple(each.name for each in some)))
    found += _acts(programme.all(SponsorAct), today, wanted=bool(by_gap(every)))
    return in_order(found, lambda each: (due(each.day), _steps(each), each.names))


def _steps(found: StakeholderFinding) -> int:
    steps = list(Stance)
    return steps.index(found.now) - steps.index(found.needed) if found.now and found.needed else 0


def _place(stakeholder: Stakeholder) -> Placement | None:
    return placement(stakeholder.influence, stakeholder.interest)


def _named(stakeholder: Stakeholder) -> tuple[str, str]:
    return stakeholder.name.casefold(), stakeholder.id


def _of(each: Stakeholder, today: date, zone: tzinfo) -> Iterator[StakeholderFinding]:
    def finding(gap: StakeholderGap, day: date | None = None) -> StakeholderFinding:
        return StakeholderFinding(gap, each.id, (each.name,), each.stance, each.needed, day)

    if each.next_contact is not None and each.next_contact <= today:
        yield finding(StakeholderGap.CONTACT_DUE, each.next_contact)
    elif each.next_contact is None and gap_of(each):
        yield finding(StakeholderGap.NO_CONTACT)
    if each.cause is Resistance.SEES_MORE and each.idea_on is None:
        yield finding(StakeholderGap.SEES_MORE)
    until = kept_until(each, zone)
    if until is not None and until <= today + GOES_SOON:
        yield finding(StakeholderGap.GOES, until)


def _acts(acts: Sequence[SponsorAct], today: date, *, wanted: bool) -> Iterator[StakeholderFinding]:
    for act in acts:
        if act.status is ActStatus.PLANNED and act.on <= today:
            yield StakeholderFinding(StakeholderGap.ACT_DUE, act.id, (act.text,), day=act.on)
    near = (
        act.on - today <= BETWEEN_ACTS if act.status is ActStatus.PLANNED else today - act.on <= BETWEEN_ACTS
        for act in acts
        if act.status is not ActStatus.NOT_DONE
    )
    if wanted and not any(near):
        yield StakeholderFinding(StakeholderGap.NO_ACT)
