"""What people learn, and what waits in it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facilitator.insight.learning import (
    LearningFinding,
    LearningGap,
    Progress,
    is_old,
    learned_by,
    progress_of,
    suggested_for,
)
from facilitator.insight.renewals import AHEAD
from facilitator.language.words import ago, count, day, either, first_of, listed, some
from facilitator.model.learning import Course, Learning, LearningAnswer
from facilitator.model.scheme import Scheme
from facilitator.wording.names import person_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

WHOLE_TEAM = "a whole team on one exam forgets it; ask who wants it"
"""Why a plan for all of a team is asked about, in a few words."""

_WHOLE_TEAM_IN_FULL = "A whole team on one exam crams and forgets it, or resents it. Ask who wants it."

_MOST = 3


def module_name(folder: ProgrammeFolder, key: str) -> str:
    """Return what a module is called for short; the key itself where no scheme has it any more."""
    known = folder.catalogue.modules.get(key)
    return known.module.short if known is not None else key


def subject(folder: ProgrammeFolder, found: LearningFinding) -> str:
    """Return what was found: "Dev Pillai: Foundation renewal"."""
    who, module = person_name(folder, found.person), module_name(folder, found.module)
    match found.gap:
        case LearningGap.WHOLE_TEAM:
            team = folder.teams.get(found.team)
            return f"{module} for all {some(found.people)} of {team.name if team else ''}"
        case LearningGap.ENDS_BEFORE:
            return f"{who or _team(folder, found)}: {module} ends before it is planned"
        case LearningGap.RENEWAL_PAST:
            return f"{who}: {module} was to be renewed"
        case LearningGap.RENEWAL_SOON | LearningGap.RENEWAL:
            return f"{who}: {module} renewal"
        case LearningGap.PLAN_PAST:
            return f"{who or _team(folder, found)}: {module} was planned"
        case LearningGap.UNKNOWN_MODULE:
            return f"{who or _team(folder, found)}: no scheme has {module} any more"
        case LearningGap.OLD_SCHEME:
            return f"{_scheme(folder, found.module)} was looked up over a year ago"


def step(folder: ProgrammeFolder, found: LearningFinding) -> str:
    """Return what to do next, in a few words."""
    when = day(found.day, folder.today()) if found.day else ""
    match found.gap:
        case LearningGap.WHOLE_TEAM:
            return WHOLE_TEAM
        case LearningGap.ENDS_BEFORE:
            ends = day(found.ends, folder.today(), weekday=False) if found.ends else ""
            return f"it ends on {ends}; go earlier, or choose another"
        case LearningGap.RENEWAL_PAST:
            return f"{when}; renewed, or is it enough for them? Both are fine"
        case LearningGap.RENEWAL_SOON:
            left = f", {days_left(found.day, folder.today())}" if found.day else ""
            return f"{when}{left}; ask whether they want to renew it"
        case LearningGap.RENEWAL:
            return f"{when}, {days_left(found.day, folder.today())}" if found.day else when
        case LearningGap.PLAN_PAST:
            return f"{when}; is it held now, planned anew, or let go?"
        case LearningGap.UNKNOWN_MODULE:
            return "put the scheme file back, or choose another"
        case LearningGap.OLD_SCHEME:
            return f"on {when}; look whether its facts still hold, and put the new day in its file"


def days_left(day: date, today: date) -> str:
    """Return how long until a renewal, counted in days while that is the point: "in 72 days"."""
    left = (day - today).days
    return f"in {count(left, 'day')}" if AHEAD.days >= left >= 0 else ago(day, today) if left < 0 else ""


def _team(folder: ProgrammeFolder, found: LearningFinding) -> str:
    team = folder.teams.get(found.team)
    return (team.short_name or team.name) if team else ""


def _scheme(folder: ProgrammeFolder, key: str) -> str:
    scheme = folder.catalogue.schemes.get(key)
    return scheme.name if scheme is not None else key


def standing(folder: ProgrammeFolder, each: Learning) -> str:
    """Return how somebody stands with a module: "held since 20 Jun 2023, renew by 20 Jun"."""
    today = folder.today()
    if each.answer is LearningAnswer.HELD:
        since = f" since {day(each.awarded, today, weekday=False)}" if each.awarded else ""
        renewal = f", renew by {day(each.renew_by, today, weekday=False)}" if each.renew_by else ""
        return f"{each.answer.label}{since}{renewal}"
    if each.answer is LearningAnswer.PLANNED and each.planned_for:
        return f"{each.answer.label} for {day(each.planned_for, today, weekday=False)}"
    return each.answer.label


def page(folder: ProgrammeFolder, person: str) -> Iterator[str]:
    """Yield what one person learns, for them: what they said, what is open, what suits their area."""
    said = learned_by(folder.file, person)
    for each in said:
        soon = each.renew_by is not None and each.renew_by <= folder.today() + AHEAD
        left = f", {days_left(each.renew_by, folder.today())}" if each.renew_by and soon else ""
        what = module_name(folder, each.module) if each.module else "All modules"
        yield f"{what}: {standing(folder, each)}{left}."
    if not said:
        yield "Nothing is said yet, and nothing need be."
    for scheme in folder.catalogue.schemes.values():
        for progress in progress_of(folder.file, scheme, person):
            yield towards(scheme, progress)
    suits = suggested_for(folder.file, folder.catalogue.modules, person, folder.today())
    if suits:
        names = [folder.catalogue.modules[key].label for key in suits]
        yield f"Suits the area they carry, if they like: {first_of(names, _MOST)}."


def towards(scheme: Scheme, progress: Progress) -> str:
    """Return how far somebody is towards a designation: "Managing Professional: 2 of 4, open HVIT"."""
    names = [_short(scheme, key) for key in progress.open]
    if progress.one_of:
        names.append(f"one of {either([_short(scheme, key) for key in progress.one_of])}")
    open = f", open {listed(names)}" if names else ""
    return f"{progress.designation.name} ({scheme.name}): {progress.done} of {progress.of}{open}."


def _short(scheme: Scheme, key: str) -> str:
    module = scheme.module(key)
    named = next((each.name for each in scheme.designations if each.key == key), key)
    return module.short if module is not None else named


def about_course(folder: ProgrammeFolder, course: Course, *, whole: bool) -> str:
    """Return the warning for a plan that takes all of a team, "" for any other."""
    known = folder.catalogue.modules.get(course.module)
    exam = known is None or known.module.exam
    return _WHOLE_TEAM_IN_FULL if whole and exam else ""


def about_scheme(folder: ProgrammeFolder, scheme: Scheme) -> Iterator[str]:
    """Yield what is known of a scheme: where from, since when, until when, what is not sure."""
    today = folder.today()
    yield f"{scheme.name} ({scheme.key}): {len(scheme.modules)} modules."
    old = "; that is over a year ago, so look again" if is_old(scheme, today) else ""
    yield f"Source: {scheme.source}. Checked on {scheme.checked.isoformat()}{old}."
    for words, when in (("Valid from", scheme.valid_from), ("Said to end on", scheme.ends)):
        if when is not None:
            yield f"{words} {when.isoformat()}."
    yield from filter(None, (scheme.note, scheme.attribution))
