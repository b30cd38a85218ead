"""What was found about projects, in a sentence and with the next step; their table and success in lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facilitator.insight.at_table import (
    Success,
    answers_of,
    check_days,
    chosen_late,
    counted,
    criteria_of,
    open_answers,
    seats_of,
    success_of,
)
from facilitator.insight.project_care import ProjectFinding, ProjectGap
from facilitator.language.widths import cut
from facilitator.language.words import count, count_in_words, day, first_of, listed, some
from facilitator.model.audience import LEADERS
from facilitator.model.idea import Evidence
from facilitator.model.project import (
    GROUPS,
    Answer,
    Bound,
    Judgement,
    LifeCriterion,
    LifeStage,
    Project,
    TableAnswer,
    TableItem,
)
from facilitator.wording.names import person_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.release.release import for_audience

_WIDEST = 28
"""Columns of a name: what is said of it stays in sight."""

_MOST = 3

ANSWER_SIGNS = {
    Answer.YES: "✓",
    Answer.PARTLY: "◐",
    Answer.NO: "○",
    Answer.NOT_APPLICABLE: "–",
    Answer.UNANSWERED: "?",
}
"""How an answer is marked; the word stands beside it. No and unanswered never look alike."""

SIDES = (
    ("timing", "On time", "timing_said"),
    ("budget", "On budget", "budget_said"),
    ("value", "Value delivered", "value_said"),
    ("adoption", "Adopted", "adoption_said"),
)
"""The four judgements of success, always together: the field, what it is called, the field of its words."""

NUMBER = {item: at for at, item in enumerate(TableItem, 1)}
"""The number of each item."""


def subject(folder: ProgrammeFolder, found: ProjectFinding) -> str:
    """Return what was found: "Library self-service: five open answers, no owner"."""
    name = cut(found.name, _WIDEST)
    match found.gap:
        case ProjectGap.NO_SEAT:
            return f"{name}: no support team has a seat"
        case ProjectGap.LATE:
            return f"{name}: {count_in_words(found.some, 'answer')} late"
        case ProjectGap.CHECK:
            return f"{name}: ask what it is worth"
        case ProjectGap.NO_OWNER:
            return f"{name}: {count_in_words(found.some, 'open answer')}, no owner"
        case ProjectGap.NO_END:
            return f"{name}: nothing ends early life yet"
        case ProjectGap.MISSING_SEAT:
            return f"{name}: no seat yet for {_teams(folder, found.teams)}"
        case ProjectGap.IS_IT_LIVE:
            return f"{name}: the day of go-live has passed"
        case ProjectGap.NO_DAY:
            return f"{name}: no day of go-live yet"
        case ProjectGap.CHOSEN_LATE:
            return f"{name}: {count_in_words(found.some, 'number')} chosen after go-live"
        case ProjectGap.MAY_END:
            return f"{name}: early-life support may end"


def step(folder: ProgrammeFolder, found: ProjectFinding) -> str:
    """Return what to do next, in a few words."""
    when = day(found.day, folder.today()) if found.day else ""
    match found.gap:
        case ProjectGap.NO_SEAT:
            who = _teams(folder, found.teams)
            return (
                f"ask for one for {who}; support staff are users too"
                if who
                else "who will be asked for help?"
            )
        case ProjectGap.LATE:
            return f"{_open(found.of)}, the oldest since {when}; ask who finds out"
        case ProjectGap.CHECK:
            label = found.round.label if found.round else ""
            return f"{label}, {when}: ask the people who use it; c at its table writes it down"
        case ProjectGap.NO_OWNER:
            live = f"; go-live {when}" if when else ""
            return f"{_open(found.of)}{live}"
        case ProjectGap.NO_END:
            return f"agree a number before go-live, {when}; l at its table"
        case ProjectGap.MISSING_SEAT:
            return "ask the project for one; s at its table"
        case ProjectGap.IS_IT_LIVE:
            return f"it was {when}; is it live? else name the new day"
        case ProjectGap.NO_DAY:
            return "until there is one, its value is asked about on no day"
        case ProjectGap.CHOSEN_LATE:
            return "a number chosen afterwards says less; say so where it is shown"
        case ProjectGap.MAY_END:
            return "all its numbers are met; ask the desk before it ends"


def _teams(folder: ProgrammeFolder, ids: tuple[str, ...]) -> str:
    return first_of([cut(folder.teams[id].name, _WIDEST) for id in ids if id in folder.teams], _MOST)


def counts_in_words(answers: tuple[TableAnswer, ...]) -> str:
    """Return "5 yes, 2 partly, 4 no, 1 unanswered"; what there is none of is not said."""
    number = counted(answers)
    return ", ".join(f"{number[each]} {each.label}" for each in Answer if number[each])


def owners_missing(answers: tuple[TableAnswer, ...]) -> str:
    """Return "Five of seven open items have no owner.", "" when all have one."""
    left = open_answers(answers)
    nobody = sum(each.owner is None for each in left)
    if not nobody:
        return ""
    number = some(nobody)
    have = "has" if nobody == 1 else "have"
    return f"{number[:1].upper()}{number[1:]} of {count_in_words(len(left), 'open item')} {have} no owner."


def judged(success: Success) -> tuple[tuple[str, str], ...]:
    """Return the four judgements in words, each with what was said: ("On budget", "no (over by 8 %)")."""
    rows = []
    for field, title, said in SIDES:
        judgement: Judgement = getattr(success, field)
        words = getattr(success.check, said) if success.check is not None else ""
        if field == "value" and success.check is not None and judgement is not Judgement.TOO_EARLY:
            known = success.check.evidence
            words = ", ".join(
                filter(None, (known.label if known is not Evidence.ASSUMED or words else "", words))
            )
        rows.append((title, f"{judgement.label} ({words})" if words else judgement.label))
    return tuple(rows)


def in_short(folder: ProgrammeFolder, project: Project) -> str:
    """Return the four judgements in one line, "too early" while all of them are."""
    found = success_of(folder.file, project, folder.today())
    if found.check is None:
        return Judgement.TOO_EARLY.label
    return ", ".join(f"{title[:1].lower()}{title[1:]} {words}" for title, words in judged(found))


def in_few_words(folder: ProgrammeFolder, project: Project) -> str:
    """Return the four judgements without what was said of them, for a line that must not be cut."""
    found = success_of(folder.file, project, folder.today())
    if found.check is None:
        return ""
    return ", ".join(
        f"{title[:1].lower()}{title[1:]} {getattr(found, field).label}" for field, title, _ in SIDES
    )


def asked_again(project: Project, today: date) -> str:
    """Return on which days value is asked about."""
    days = [day(each, today) for _, each in check_days(project)]
    if not days:
        return "asked again 30 and 90 days after go-live, once there is a day"
    return f"first check {days[0]}, second {days[1]}, by the same people"


def criterion_in_words(criterion: LifeCriterion) -> str:
    """Return "under 15 contacts a day, for 5 days in a row"; at most 0 are "no open faults"."""
    row = f", for {count(criterion.days, 'day')} in a row" if criterion.days > 1 else ""
    none = criterion.bound is Bound.AT_MOST and criterion.number == 0
    bound = "no" if none else f"{criterion.bound.label} {criterion.number}"
    return f"{bound} {criterion.what}{row}"


def seat_since(project: Project, since: date | None, today: date) -> str:
    """Return since when a team has its seat."""
    if since is None:
        return "no seat yet"
    if project.kick_off is not None and since <= project.kick_off:
        return "since the kick-off"
    return f"since {day(since, today, weekday=False)}"


def standing(folder: ProgrammeFolder, project: Project) -> str:
    """Return phase, vendor and the day of going live in one line."""
    today = folder.today()
    return "; ".join(
        filter(None, (project.phase.label, project.vendor, live_on(project, today, weekday=True)))
    )


def live_on(project: Project, today: date, *, weekday: bool = False) -> str:
    """Return when a project goes live, or since when it is."""
    if project.go_live is None:
        return "no day of go-live yet"
    when, away = day(project.go_live, today, weekday=weekday), (project.go_live - today).days
    if away < 0:
        return f"live since {when}" if project.phase.is_live else f"go-live was {when}"
    return f"go-live {when}, in {count(away, 'day')}" if away else f"go-live {when}, today"


def page(folder: ProgrammeFolder, id: str) -> Iterator[str]:
    """Yield the table of a project in lines, for the project and the desk: questions, no blame.

    Names stand beside open questions only.
    """
    records = for_audience(folder, LEADERS, ()).records
    project = records.find(Project, id)
    if project is None:
        return
    today = folder.today()
    answers = answers_of(records, id)
    yield f"At the table: {project.name}"
    yield f"For the project and the Service Desk. As of {day(today, weekday=False)}."
    yield f"Of twelve questions {counts_in_words(answers)}."
    yield standing(folder, project)
    for title, items in GROUPS:
        yield ""
        yield title
        for each in answers:
            if each.item in items:
                yield _line(folder, each, over=project.phase.is_over)
    seats = seats_of(records, project)
    if seats:
        yield ""
        yield "Seats"
        for seat in seats:
            yield f"- {folder.teams[seat.team].name}: {seat_since(project, seat.since, today)}"
    if project.volunteers:
        yield f"- {count(project.volunteers, 'volunteer tester')}"
    yield from _early_life(records.all(LifeCriterion), project)
    yield ""
    yield f"How we will judge success ({asked_again(project, today)})"
    for title, words in judged(success_of(records, project, today)):
        yield f"- {title}: {words}"
    yield ""
    yield "Late or over budget can still be worth it; on time can still miss the point."


def _line(folder: ProgrammeFolder, answer: TableAnswer, *, over: bool) -> str:
    said = answer.answer.label
    if answer.answer.is_open and not over:
        who = person_name(folder, answer.owner) or "not yet named"
        by = f" by {day(answer.by, folder.today(), weekday=False)}" if answer.by else ""
        said = f"{said}; who finds out: {who}{by}"
    return f"{NUMBER[answer.item]:>2}  {answer.item.meaning} {said}"


def _early_life(every: tuple[LifeCriterion, ...], project: Project) -> Iterator[str]:
    own = [each for each in every if each.project == project.id]
    for stage in LifeStage:
        some_of_it = [each for each in own if each.stage is stage]
        if some_of_it:
            yield ""
            yield f"Early-life support {stage.label}"
        for each in some_of_it:
            told = (
                [] if each.found is None else [f"found {each.found}", "met" if each.is_met else "not yet met"]
            )
            late = ["chosen after go-live"] if chosen_late(project, each) else []
            yield f"- {criterion_in_words(each)}{' (' + listed([*told, *late]) + ')' if told or late else ''}"


def about_project(folder: ProgrammeFolder, project: Project) -> Iterator[str]:
    """Yield in sentences what is known of a project besides its fields."""
    answers = answers_of(folder.file, project.id)
    yield f"At the table: {counts_in_words(answers)}."
    if missing := owners_missing(answers):
        yield missing
    for seat in seats_of(folder.file, project):
        yield f"{folder.teams[seat.team].name}: {seat_since(project, seat.since, folder.today())}."
    for each in criteria_of(folder.file, project.id):
        yield f"Early-life support {each.stage.label}: {criterion_in_words(each)}."
    yield f"Success: {in_short(folder, project)}."
    yield f"Value: {asked_again(project, folder.today())}."


def _open(unanswered: int) -> str:
    whole = unanswered == len(TableItem)
    return "all twelve are open" if whole else f"{some(unanswered)} of twelve are open"
