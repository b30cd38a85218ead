"""How the sheet of a team's skills is drawn: cover, shapes, who could pair up, one area closely."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from facilitator.insight.skills import (
    SHARERS,
    AreaCover,
    PairHint,
    Shape,
    Standing,
    TeamSkills,
    pages_of,
    pair_hints,
)
from facilitator.language import words
from facilitator.language.widths import cut
from facilitator.model.skills import SkillLevel, SkillPair
from facilitator.ui import safe
from facilitator.wording.names import person_name
from facilitator.wording.skills import SHAPES, codes, wanted
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

SIGNS = {
    Standing.NOBODY: ("▲", "bad"),
    Standing.ONE: ("!", "warn"),
    Standing.TOO_FEW: ("!", "warn"),
    Standing.NO_TEACHER: ("·", "muted"),
    Standing.ENOUGH: ("✓", "good"),
}
"""The sign of how an area stands, and its pen; the words stand beside it."""

_DRAWN = {Shape.T: "─┬─", Shape.PI: "┬─┬", Shape.COMB: "┬┬┬"}
_ALONE, _TEACH, _RESTS, _LEARN, _STOP = 15, 13, 17, 5, 5
_NAMES = ((90, 18), (76, 14))
_SHORT = 12
"""Cells a name of a pair has in a line of at least so many."""

_MOST_DOTS = 4
_WIDEST = 60
"""Columns of a name that is told in full: what is said of it stays in sight."""


def columns(width: int) -> Content:
    """Draw what stands above the columns."""
    heads = (("works alone", _ALONE), ("teaches", _TEACH), ("  rests on", _RESTS))
    cells = [safe.cell((head, "muted"), size) for head, size in heads]
    ends = [
        safe.cell((head, "muted"), size, right=True) for head, size in (("learn", _LEARN), ("stop", _STOP))
    ]
    return safe.text(safe.cell("", name_width(width)), *cells, *ends)


def name_width(width: int) -> int:
    """Return the cells an area's name has in a list of that width."""
    return max(8, min(width - _ALONE - _TEACH - _RESTS - _LEARN - _STOP, 26))


def area_row(cover: AreaCover, width: int, *, anybody: bool) -> Content:
    """Draw an area: its name, the cover there and wanted, how it rests, who would learn it or stop.

    Where not *anybody* shares nothing is known, and nobody is missing.
    """
    sign, pen = SIGNS[cover.standing] if anybody else ("–", "muted")
    calm = cover.standing in (Standing.NO_TEACHER, Standing.ENOUGH)
    words = cover.standing.value if anybody else "nobody shares"
    rests = safe.text((f"{sign} ", pen), (words, "" if anybody and not calm else "muted"))
    return safe.text(
        safe.cell(cover.area.name, name_width(width) - 1),
        " ",
        safe.cell(_there(cover.alone, cover.area.alone), _ALONE),
        safe.cell(_there(cover.teachers, cover.area.teachers), _TEACH),
        safe.cell(rests, _RESTS),
        safe.cell(_number(cover.learn), _LEARN, right=True),
        safe.cell(_number(cover.stop), _STOP, right=True),
    )


def _number(number: int) -> Content:
    return safe.text(str(number)) if number else safe.text(("·", "muted"))


def _there(there: int, asked: int) -> Content:
    dots = ""
    if asked <= _MOST_DOTS:
        dots = "●" * min(there, asked) + "○" * (asked - min(there, asked)) + " "
    return safe.text(dots, (f"{there} of {asked}", "" if there >= asked else "muted"))


# One area closely --------------------------------------------------------------------------------


def beside_list(folder: ProgrammeFolder, skills: TeamSkills, cover: AreaCover, width: int) -> list[Content]:
    """Draw an area closely, for the side of a wide window."""
    sign, pen = SIGNS[cover.standing] if skills.sharers else ("–", "muted")
    rests = _rests(cover) if skills.sharers else "nobody has shared theirs"
    name = (cut(cover.area.name, _WIDEST), "bold")
    lines = [*safe.wrap(name, width), safe.text((f"{sign} {rests}", pen))]
    lines += [safe.NOTHING, safe.text(("Wanted", "muted")), *safe.wrap(wanted(cover.area), width)]
    if skills.named:
        lines += [safe.NOTHING, safe.text(("There", "muted")), *_levels(cover)]
        lines += [
            safe.NOTHING,
            safe.text(("Who shared it", "muted")),
            *_sharers(folder, skills, cover, width),
        ]
    lines += [
        safe.NOTHING,
        safe.text(("Next step", "bold")),
        *safe.wrap(next_step(folder, skills, cover), width),
    ]
    return [*lines, safe.NOTHING, safe.text(("n", "key"), (" make it a pair", "muted"))]


def below_list(folder: ProgrammeFolder, skills: TeamSkills, cover: AreaCover, width: int) -> list[Content]:
    """Draw an area in a few lines, for a narrow window."""
    asked = safe.text((cut(cover.area.name, _WIDEST), "bold"), (f"   wanted: {wanted(cover.area)}", "muted"))
    return [*safe.wrap(asked, width), *safe.wrap((next_step(folder, skills, cover), "muted"), width)]


def _rests(cover: AreaCover) -> str:
    told = {Standing.NOBODY: "nobody works alone on it", Standing.ONE: "rests on one person"}
    return told.get(cover.standing, cover.standing.value)


def _levels(cover: AreaCover) -> Iterator[Content]:
    for level in reversed(SkillLevel):
        there = cover.at[level]
        dots = "●" * there if there <= 2 * SHARERS else str(there)
        pen = "" if there else "muted"
        yield safe.text(safe.cell((level.label, pen), 16), (dots or "·", pen))


def _sharers(folder: ProgrammeFolder, skills: TeamSkills, cover: AreaCover, width: int) -> Iterator[Content]:
    known = [(page.level_of(cover.area.id), page.person) for page in pages_of(folder.file, skills.team)]
    some = sorted((each for each in known if each[0].rank), key=lambda each: (-each[0].rank, each[1]))
    for level, person in some:
        name = safe.text(person_name(folder, person))
        yield safe.row(width, name, safe.text((level.label, "muted")))


def next_step(folder: ProgrammeFolder, skills: TeamSkills, cover: AreaCover) -> str:
    """Return what to ask next about an area, with names only where they may be said."""
    if not skills.sharers:
        return "It is theirs to share: p, then n begins a page with somebody who wants to."
    hint = next((each for each in pair_hints(folder.file, skills.team) if each.area == cover.area), None)
    if hint is not None and skills.named and hint.teacher:
        names = (person_name(folder, each) for each in (hint.learner, hint.teacher))
        learner, teacher = (cut(each, _WIDEST // 2) for each in names)
        return f"{learner} wants to learn, {teacher} could teach: six weeks, an hour each?"
    people = words.count_in_words(cover.learn, "person", "people")
    learn = f"{people[:1].upper()}{people[1:]} {'wants' if cover.learn == 1 else 'want'} to learn it"
    match cover.standing:
        case Standing.NOBODY:
            return (
                f"{learn}; who outside the team could teach?"
                if cover.learn
                else "Who would like to learn it?"
            )
        case Standing.ONE | Standing.TOO_FEW:
            return f"{learn}: ask who could be the next." if cover.learn else "Who could be the next?"
        case Standing.NO_TEACHER:
            return "Who of those who know it would teach?"
        case Standing.ENOUGH:
            return "Nothing now."


# Below the list ----------------------------------------------------------------------------------


def shape_lines(skills: TeamSkills, *, wide: bool) -> list[Content]:
    """Draw the shapes and codes of a team, or why there are none."""
    if not skills.named:
        why = f"from {words.some(SHARERS)} who share on; below, cover alone and no names"
        return [safe.text(("Shapes", "bold"), "   ", (why, "muted"))]
    of = f"of the {skills.sharers} who share"
    counted = [(each, skills.shapes.get(each, 0)) for each in Shape]
    bridge = f"bridge {skills.bridges}"
    if not wide:
        shapes = "   ".join(f"{count} {shape.value}" for shape, count in counted if count or shape in _DRAWN)
        told = safe.text(("Shapes", "bold"), f"   {shapes}", (f"   {of}", "muted"))
        return [told, safe.text(("Codes", "bold"), f"    {codes(skills)}", (f"   {bridge}", "muted"))]
    lines = [safe.text(("Shapes", "bold"), "   ", (of, "muted"))]
    for shape, count in counted:
        if count or shape in _DRAWN:
            drawn = safe.cell((_DRAWN.get(shape, "·"), "mark" if count else "muted"), 5)
            lines.append(
                safe.text("  ", drawn, safe.cell(f"{count} {shape.value}", 15), (SHAPES[shape], "muted"))
            )
    return [
        *lines,
        safe.text("  ", ("Codes  ", "muted"), codes(skills), (f"   {bridge}: both languages", "muted")),
    ]


def pair_lines(
    folder: ProgrammeFolder, skills: TeamSkills, most: int, width: int, *, wide: bool
) -> list[Content]:
    """Draw who is a pair and who could be, the first *most*; without names where they may not be said."""
    areas = {each.area.id: each.area.name for each in skills.areas}
    made = [each for each in folder.file.all(SkillPair) if each.area in areas]
    hints = pair_hints(folder.file, skills.team)
    rows = [_pair(folder, each, areas[each.area], width) for each in made]
    able_first = sorted(hints, key=lambda each: not each.teacher)
    rows += [_hint(folder, each, width) for each in able_first] if skills.named else []
    head = safe.text(
        ("Who could pair" if wide else "Pairs", "bold"), ("   a suggestion; both say yes", "muted")
    )
    shown = rows[:most]
    if len(rows) > most:
        shown.append(safe.text((f"  and {len(rows) - most} more", "muted")))
    if hints and not skills.named:
        here = sum(bool(each.teacher) for each in hints)
        wishes = words.count(len(hints), "wish", "wishes")
        some = f"for {here} of them somebody here could teach"
        all_or_some = "somebody here could teach" if here == len(hints) else some
        told = f"  {wishes} to learn; {all_or_some if here else 'nobody here could teach yet'}."
        shown.append(safe.text((told, "muted")))
    return [head, *shown] if shown else []


def _pair(folder: ProgrammeFolder, pair: SkillPair, area: str, width: int) -> Content:
    day = words.day(pair.starts, folder.today(), weekday=False) if pair.starts else ""
    names = person_name(folder, pair.teacher), person_name(folder, pair.learner)
    when = f"{words.count(pair.weeks, 'week')}{f' from {day}' if day else ', no first day'}"
    return _line(names, area, (when, "good"), width)


def _hint(folder: ProgrammeFolder, hint: PairHint, width: int) -> Content:
    teacher = person_name(folder, hint.teacher)
    asked = ("ask both", "warn") if teacher else ("ask another team", "muted")
    names = teacher or "nobody here", person_name(folder, hint.learner)
    return _line(names, hint.area.name, asked, width)


def _line(names: tuple[str, str], area: str, end: tuple[str, str], width: int) -> Content:
    size = next((size for least, size in _NAMES if width >= least), _SHORT)
    teacher, learner = (safe.cell(each, size) for each in names)
    left = safe.text("  ", teacher, (" with ", "muted"), learner, " ", area)
    return safe.row(width, left, safe.text(end))


def legend() -> Content:
    """Say what the signs mean."""
    signs = "● there   ○ wanted, not there   ▲ a hole   ! thin"
    return safe.text((signs, "muted"))
