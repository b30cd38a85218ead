"""How the table of a project is drawn: its items, how success stands, seats and early life."""

from __future__ import annotations

from textual.content import Content

from facilitator.insight.at_table import (
    answers_of,
    chosen_late,
    counted,
    criteria_of,
    seats_of,
    success_of,
)
from facilitator.language import words
from facilitator.model.project import (
    GROUPS,
    Answer,
    LifeCriterion,
    LifeStage,
    Phase,
    Project,
    TableAnswer,
)
from facilitator.ui import safe
from facilitator.ui.widgets.rows import Row
from facilitator.wording.at_table import (
    ANSWER_SIGNS,
    NUMBER,
    asked_again,
    counts_in_words,
    criterion_in_words,
    in_short,
    judged,
    live_on,
    owners_missing,
    seat_since,
    standing,
)
from facilitator.wording.names import person_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_PENS = {Answer.YES: "good", Answer.PARTLY: "", Answer.NO: "warn", Answer.UNANSWERED: "warn"}
_ANSWER, _BY = 14, 7
_SIDE = 33
_MOST = 8
"""So many seats are listed, the others counted."""


def heads(folder: ProgrammeFolder, project: Project, width: int, *, wide: bool) -> list[Content]:
    """Draw the name with the counts; in a wide window the phase, the vendor and the day below."""
    answers = answers_of(folder.file, project.id)
    if wide:
        counts = counts_in_words(answers).replace(", ", "  ")
        title = safe.text((project.name, "bold"), "   ", ("at the table", "muted"))
        return [
            safe.row(width, title, safe.text((counts, ""))),
            safe.cell((standing(folder, project), "muted"), width),
            safe.NOTHING,
        ]
    number = counted(answers)
    short = "  ".join(f"{number[each]} {_SHORT.get(each, each.label)}" for each in Answer if number[each])
    live = live_on(project, folder.today())
    title = safe.text((project.name, "bold"), "  ", (live, "muted"))
    return [safe.row(width, title, safe.text(short))]


_SHORT = {Answer.UNANSWERED: "?", Answer.NOT_APPLICABLE: "–"}


def item_rows(folder: ProgrammeFolder, project: Project, *, wide: bool) -> list[Row]:
    """Return the twelve items under their four headings."""
    answers = {each.item: each for each in answers_of(folder.file, project.id)}
    rows: list[Row] = []
    for at, (title, items) in enumerate(GROUPS):
        rows.append(_group(title, first=at == 0, wide=wide))
        rows += [_item(folder, answers[item], over=project.phase.is_over) for item in items]
    return rows


def _group(title: str, *, first: bool, wide: bool) -> Row:
    def draw(width: int) -> list[Content]:
        line = safe.cell((title, "muted"), width)
        if first:
            columns = ("today", _ANSWER), ("who finds out", _who(width))
            right = safe.text(*(safe.cell((word, "muted"), room) for word, room in columns))
            right = safe.text(right, safe.cell(("by", "muted"), _BY, right=True))
            line = safe.text(safe.cell((title, "muted"), width - right.cell_length), right)
        return [safe.NOTHING, line] if wide and not first else [line]

    return Row("", draw, heading=True)


def _item(folder: ProgrammeFolder, answer: TableAnswer, *, over: bool) -> Row:
    said, is_open = answer.answer, answer.answer.is_open
    who = person_name(folder, answer.owner)
    today = folder.today()

    def draw(width: int) -> list[Content]:
        who_room = _who(width)
        number = safe.cell((f"{NUMBER[answer.item]}", "muted"), 3, right=True)
        name = safe.cell(safe.text(number, " ", answer.item.label), width - _ANSWER - who_room - _BY)
        today_cell = safe.cell(
            safe.text((f"{ANSWER_SIGNS[said]} ", _PENS.get(said, "muted")), _word(said)), _ANSWER
        )
        finder = (who, "") if who else ("not yet named" if is_open and not over else "", "muted")
        late = is_open and answer.by is not None and answer.by < today
        by = words.day(answer.by, weekday=False) if answer.by else ""
        day = safe.cell((by, "bad" if late else ""), _BY, right=True)
        return [safe.cell(safe.text(name, today_cell, safe.cell(safe.text(finder), who_room), day), width)]

    return Row(answer.item.value, draw)


def _who(width: int) -> int:
    """Return how many cells the name has; what is asked goes before it."""
    return 16 if width >= 80 else 14


def _word(answer: Answer) -> str:
    return "n/a" if answer is Answer.NOT_APPLICABLE else answer.label


def below(folder: ProgrammeFolder, project: Project, width: int) -> list[Content]:
    """Draw what is missing, and how success stands: four judgements, always together."""
    today = folder.today()
    missing = "" if project.phase.is_over else owners_missing(answers_of(folder.file, project.id))
    lines = []
    if missing:
        apart = ("   No and unanswered are two things.", "muted")
        lines += [safe.text(("» ", "warn"), missing, apart), safe.NOTHING]
    again = asked_again(project, today)
    title = safe.text(("How we will judge success", "bold"), "   ")
    found = success_of(folder.file, project, today)
    if found.check is not None:
        when = f"{found.check.round.label}, {words.day(found.check.on, today, weekday=False)}"
        rows = [safe.text(safe.cell((name, "muted"), 18), said) for name, said in judged(found)]
        lines += [safe.text(title, (when, "muted")), safe.NOTHING, *rows]
    else:
        rooms = max(12, width // 4)
        four = judged(found)
        lines += [
            title,
            safe.NOTHING,
            safe.text(*(safe.cell((name, "muted"), rooms) for name, _ in four)),
            safe.text(*(safe.cell(said, rooms) for _, said in four)),
        ]
    return [safe.cell(each, width) for each in (*lines, safe.NOTHING, safe.text((again, "muted")))]


def short_below(
    folder: ProgrammeFolder, project: Project, answer: TableAnswer | None, width: int
) -> list[Content]:
    """Draw the question in full and, in one line, who sits there, how success stands and early life."""
    seats = seats_of(folder.file, project)
    there = sum(each.since is not None for each in seats)
    criteria = criteria_of(folder.file, project.id)
    met = sum(each.is_met for each in criteria)
    told = (
        f"Seats: {there} of {len(seats)}" if seats else "Seats: nobody yet",
        f"Early life: {met} of {len(criteria)}" if criteria else "Early life: no numbers yet",
    )
    success = f"Success: {in_short(folder, project)}"
    question = answer.item.meaning if answer is not None else ""
    lines = [safe.cell((question, "bold"), width), safe.cell(("   ".join(told), "muted"), width)]
    return [*lines, *safe.wrap((success, "muted"), width)]


def side(folder: ProgrammeFolder, project: Project, answer: TableAnswer | None) -> list[Content]:
    """Draw who sits at the table, early-life support, the question in full, and what came before."""
    return [
        *_seats(folder, project),
        *_early_life(folder, project),
        safe.NOTHING,
        safe.text(("Asked next", "bold")),
        safe.NOTHING,
        *safe.wrap(answer.item.meaning if answer is not None else "", _SIDE),
        *_before(folder, project),
    ]


def _seats(folder: ProgrammeFolder, project: Project) -> list[Content]:
    seats, today = seats_of(folder.file, project), folder.today()
    lines = [safe.text(("Seats", "bold")), safe.NOTHING]
    for each in seats[:_MOST]:
        team = folder.teams[each.team]
        since = seat_since(project, each.since, today)
        pen = "warn" if each.since is None else "muted"
        short = team.short_name if team.short_name and len(team.name) + len(since) > _SIDE - 2 else team.name
        lines.append(safe.row(_SIDE, safe.text(short), safe.text((since, pen))))
    if len(seats) > _MOST:
        lines.append(safe.text((f"and {len(seats) - _MOST} more: Esc, then s", "muted")))
    if not seats:
        lines.append(safe.text(("nobody yet: s notes one", "muted")))
    testers = safe.text((f"{project.volunteers}", ""))
    return [
        *lines,
        safe.NOTHING,
        safe.row(_SIDE, safe.text(("Volunteer testers", "muted")), testers),
        safe.NOTHING,
    ]


def _early_life(folder: ProgrammeFolder, project: Project) -> list[Content]:
    criteria = criteria_of(folder.file, project.id)
    lines = [
        safe.text(("Early life", "bold")),
        safe.text(("agree before go-live, as numbers", "muted")),
    ]
    for stage in LifeStage:
        own = [each for each in criteria if each.stage is stage]
        if own:
            lines += [safe.NOTHING, safe.text((stage.label.capitalize(), "muted"))]
        for each in own[:_MOST]:
            lines += _criterion(project, each)
    return lines if criteria else [*lines, safe.NOTHING, safe.text(("no number yet: l names one", "muted"))]


def _criterion(project: Project, criterion: LifeCriterion) -> list[Content]:
    sign = ("✓ ", "good") if criterion.is_met else ("○ ", "muted" if criterion.found is None else "warn")
    lines = safe.beside(sign, criterion_in_words(criterion), 2, _SIDE)
    told = "" if criterion.found is None else f"found {criterion.found}"
    late = "chosen after go-live" if chosen_late(project, criterion) else ""
    more = ", ".join(filter(None, (told, late)))
    return [*lines, safe.text("  ", (more, "muted"))] if more else lines


def _before(folder: ProgrammeFolder, project: Project) -> list[Content]:
    """Draw how the project that went live last before this one was judged, all four together."""
    past = [
        each
        for each in folder.file.all(Project)
        if each.id != project.id
        and each.phase is Phase.FINISHED
        and success_of(folder.file, each, folder.today()).check is not None
    ]
    if not past:
        return []
    last = max(past, key=lambda each: (each.go_live is not None, each.go_live, each.id))
    told = safe.wrap((in_short(folder, last), ""), _SIDE)
    return [safe.NOTHING, safe.cell((f"Before: {last.name}", "muted"), _SIDE), *told]
