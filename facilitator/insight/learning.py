"""What waits among what people learn: renewals, plans that come too late, and what several modules lead to.

Nothing is stored; a finding goes when its cause does. See docs/field.md, "Skills and learning".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum

import msgspec

from facilitator.insight.finding_order import due, in_order
from facilitator.insight.renewals import AHEAD
from facilitator.language.calendar import months_after
from facilitator.model.learning import Course, Learning, LearningAnswer
from facilitator.model.records import RecordView
from facilitator.model.scheme import Designation, KnownModule, Scheme
from facilitator.model.smo import Champion, Specialism
from facilitator.model.team import UNSAID, Team

SOON = timedelta(days=30)
"""So long before it is due a renewal is asked for."""

OLD_MONTHS = 12
"""A scheme nobody looked up for so long is asked about."""

Modules = Mapping[str, KnownModule]
"""The modules there are, by the key records know them by."""


class LearningGap(Enum):
    """What a finding is about, those that matter most first."""

    WHOLE_TEAM = "whole_team"
    ENDS_BEFORE = "ends_before"
    RENEWAL_PAST = "renewal_past"
    RENEWAL_SOON = "renewal_soon"
    PLAN_PAST = "plan_past"
    RENEWAL = "renewal"
    UNKNOWN_MODULE = "unknown_module"
    OLD_SCHEME = "old_scheme"


class LearningFinding(msgspec.Struct, frozen=True):
    """One thing found, as facts; `wording.learning` says it.

    `record` is the id of what somebody said, or of a plan for a `team` of so many `people`. `module` is the
    key it is about, of an old scheme that of the scheme. `day` is when it is due, planned, or was looked up;
    `ends` the day a module ends.
    """

    gap: LearningGap
    record: str = ""
    person: str = ""
    team: str = ""
    module: str = ""
    people: int = 0
    day: date | None = None
    ends: date | None = None


class Progress(msgspec.Struct, frozen=True):
    """How far somebody is towards a designation: `done` of `of`, the modules that are `open`.

    Of those in `one_of` one is enough.
    """

    designation: Designation
    done: int
    of: int
    open: tuple[str, ...]
    one_of: tuple[str, ...] = ()


def learning_findings(programme: RecordView, modules: Modules, today: date) -> tuple[LearningFinding, ...]:
    """Return what waits, the most urgent first, the same whatever the order of the records."""
    found = [
        *(finding for each in programme.all(Learning) for finding in _of(each, modules, today)),
        *(
            finding
            for each in programme.all(Course)
            for finding in _of_course(programme, each, modules, today)
        ),
        *_old_schemes(programme, modules, today),
    ]
    return in_order(found, lambda each: (due(each.day), each.module, each.record))


def is_whole_team(programme: RecordView, course: Course) -> bool:
    """Tell whether a plan takes all of a team, as far as anybody said how many they are."""
    team = programme.find(Team, course.team)
    return isinstance(team, Team) and team.headcount != UNSAID and course.people >= team.headcount


def learned_by(programme: RecordView, person: str) -> tuple[Learning, ...]:
    """Return what one person says of modules, by answer, then by module."""
    order = list(LearningAnswer)
    own = (each for each in programme.all(Learning) if each.person == person)
    return tuple(sorted(own, key=lambda each: (order.index(each.answer), each.module or "", each.id)))


def progress_of(programme: RecordView, scheme: Scheme, person: str) -> tuple[Progress, ...]:
    """Return how far somebody is towards each designation they hold anything for, the nearest first."""
    held = {
        key.removeprefix(f"{scheme.key}/")
        for each in learned_by(programme, person)
        if each.answer is LearningAnswer.HELD and (key := each.module or "").startswith(f"{scheme.key}/")
    }
    found = [_progress(each, scheme, held) for each in scheme.designations]
    begun = [each for each in found if each.done]
    return tuple(sorted(begun, key=lambda each: (each.of - each.done, each.designation.key)))


def suggested_for(programme: RecordView, modules: Modules, person: str, today: date) -> tuple[str, ...]:
    """Return the modules that suit the area somebody carries, those that suit it most first.

    The area is that of the specialisms they are champion of, never their title. Whoever said no, or enough,
    of all modules or of one, is not asked again.
    """
    said = learned_by(programme, person)
    if any(each.module is None and each.answer in _RESPECTED for each in said):
        return ()
    areas = {each.specialism for each in programme.all(Champion) if each.person == person}
    carried = {key for each in programme.all(Specialism) if each.id in areas for key in each.practices}
    known = {each.module for each in said}
    ranked = [
        (-len(carried & {*each.module.suits}), len(each.module.suits), key)
        for key, each in modules.items()
        if key not in known and carried & {*each.module.suits} and not _is_over(each, today)
    ]
    return tuple(key for _, _, key in sorted(ranked))


_RESPECTED = frozenset({LearningAnswer.NOT_INTERESTED, LearningAnswer.ENOUGH})


def is_old(scheme: Scheme, today: date) -> bool:
    """Tell whether nobody looked up the facts of a scheme for a year."""
    return months_after(scheme.checked, OLD_MONTHS) <= today


def _is_over(known: KnownModule, today: date) -> bool:
    begins = known.scheme.valid_from
    return (known.ends is not None and known.ends < today) or (begins is not None and begins > today)


def _of(each: Learning, modules: Modules, today: date) -> Iterator[LearningFinding]:
    def found(gap: LearningGap, day: date | None = None, ends: date | None = None) -> LearningFinding:
        return LearningFinding(gap, each.id, each.person, module=each.module or "", day=day, ends=ends)

    if each.answer is LearningAnswer.HELD and each.renew_by is not None:
        gap = _renewal(each.renew_by, today)
        if gap is not None:
            yield found(gap, each.renew_by)
    if each.answer is LearningAnswer.PLANNED and each.planned_for is not None:
        if each.planned_for < today:
            yield found(LearningGap.PLAN_PAST, each.planned_for)
        elif (ends := _ends_before(each.module, each.planned_for, modules)) is not None:
            yield found(LearningGap.ENDS_BEFORE, each.planned_for, ends)
    if each.module is not None and each.module not in modules:
        yield found(LearningGap.UNKNOWN_MODULE)


def _of_course(
    programme: RecordView, course: Course, modules: Modules, today: date
) -> Iterator[LearningFinding]:
    def found(gap: LearningGap, ends: date | None = None) -> LearningFinding:
        about = {"team": course.team, "module": course.module, "people": course.people}
        return LearningFinding(gap, course.id, day=course.planned_for, ends=ends, **about)  # type: ignore[arg-type]

    known = modules.get(course.module)
    over = course.planned_for is not None and course.planned_for < today
    if over:
        yield found(LearningGap.PLAN_PAST)
    elif (known is None or known.module.exam) and is_whole_team(programme, course):
        yield found(LearningGap.WHOLE_TEAM)
    if not over and (ends := _ends_before(course.module, course.planned_for, modules)) is not None:
        yield found(LearningGap.ENDS_BEFORE, ends)
    if known is None:
        yield found(LearningGap.UNKNOWN_MODULE)


def _renewal(day: date, today: date) -> LearningGap | None:
    if day < today:
        return LearningGap.RENEWAL_PAST
    if day <= today + SOON:
        return LearningGap.RENEWAL_SOON
    return LearningGap.RENEWAL if day <= today + AHEAD else None


def _ends_before(module: str | None, planned: date | None, modules: Modules) -> date | None:
    """Return the day a module ends, if it is planned for later."""
    known = modules.get(module or "")
    ends = known.ends if known is not None else None
    return ends if ends is not None and planned is not None and ends < planned else None


def _old_schemes(programme: RecordView, modules: Modules, today: date) -> Iterator[LearningFinding]:
    """Yield the schemes somebody learns in whose facts nobody looked up for a year."""
    said = [each.module for each in programme.all(Learning)]
    used = {key for key in (*said, *(each.module for each in programme.all(Course))) if key}
    schemes = {modules[key].scheme.key: modules[key].scheme for key in used if key in modules}
    for key, scheme in schemes.items():
        if is_old(scheme, today):
            yield LearningFinding(LearningGap.OLD_SCHEME, module=key, day=scheme.checked)


def _progress(designation: Designation, scheme: Scheme, held: set[str]) -> Progress:
    others = {each.key: each for each in scheme.designations}

    def has(key: str) -> bool:
        return key in held or (key in others and _is_reached(others[key], others, held))

    done = [key for key in designation.all if has(key)]
    open = tuple(key for key in designation.all if key not in done)
    if not designation.one_of:
        return Progress(designation, len(done), len(designation.all), open)
    chosen = _has_choice(designation, held)
    one_of = () if chosen else designation.one_of
    return Progress(designation, len(done) + chosen, len(designation.all) + 1, open, one_of)


def _is_reached(designation: Designation, others: Mapping[str, Designation], held: set[str]) -> bool:
    """Tell whether all a designation takes is there; a file with a circle of needs is never read."""
    whole = all(
        key in held or (key in others and _is_reached(others[key], others, held)) for key in designation.all
    )
    return whole and (not designation.one_of or _has_choice(designation, held))


def _has_choice(designation: Designation, held: set[str]) -> bool:
    singles = len(held & {*designation.these})
    enough = bool(designation.of_these) and singles >= designation.of_these
    return enough or bool(held & {*designation.one_of})
