"""What a team knows together, and what asks for somebody in it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.insight.skill_findings import SkillFinding, SkillGap
from facilitator.insight.skills import SHARERS, AreaCover, Shape, TeamSkills, areas_of, shape_of
from facilitator.language.widths import cut
from facilitator.language.words import count, count_or_no, some
from facilitator.model.skills import CompetencyCode, SkillArea, SkillPage
from facilitator.model.team import UNSAID
from facilitator.wording.names import person_name
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

_WIDEST = 40
"""Columns of a name: what is said of it stays in sight."""

SHAPES = {
    Shape.T: "one depth, three or more beside it",
    Shape.PI: "two depths, three or more beside them",
    Shape.COMB: "three depths or more, and breadth",
    Shape.SPECIALIST: "depth, with little beside it yet",
    Shape.GROWING: "no depth yet",
}
"""What each shape means."""


def subject(folder: ProgrammeFolder, found: SkillFinding) -> str:
    """Return what was found: "Nobody works alone on databases"."""
    name = cut(found.areas[0], _WIDEST) if found.areas else ""
    many = f"{some(len(found.areas)).capitalize()} areas of {team_name(folder, found.team)}"
    who = " and ".join(cut(person_name(folder, each), _WIDEST) for each in found.people)
    match found.gap:
        case SkillGap.NOBODY:
            return f"Nobody works alone on {_within(name)}"
        case SkillGap.ONE:
            rests = "rests on one person" if len(found.areas) == 1 else "rest on one person each"
            return f"{name if len(found.areas) == 1 else many} {rests}"
        case SkillGap.TOO_FEW:
            have = "has" if len(found.areas) == 1 else "have"
            return f"{name if len(found.areas) == 1 else many} {have} fewer who work alone than wanted"
        case SkillGap.PAIR_OVER:
            return f"{who}: their weeks are over"
        case SkillGap.PAIR_UNSET:
            return f"{who} have no first day yet"
        case SkillGap.CONFIRM:
            return f"{who}: does their skill page still hold?"


def step(folder: ProgrammeFolder, found: SkillFinding) -> str:
    """Return what to do next, in a few words."""
    match found.gap:
        case SkillGap.PAIR_OVER:
            return "ask both what came of it, and whether the page changes"
        case SkillGap.PAIR_UNSET:
            return "ask both when they begin"
        case SkillGap.CONFIRM:
            return "ask them; unconfirmed it goes by itself"
    learn = f"{count(found.learn, 'person', 'people')} {'wants' if found.learn == 1 else 'want'} to learn it"
    asked = learn if found.learn else "who would like to learn it?"
    where = f"{team_name(folder, found.team)}, {shared(folder, found.team, found.sharers)}"
    if len(found.areas) > 1:
        return f"{where}; first {_within(cut(found.areas[0], _WIDEST))}: {asked}"
    return f"{where}; {asked}"


def shared(folder: ProgrammeFolder, team: str, sharers: int) -> str:
    """Return how many share theirs: "3 of 9 share"."""
    known = folder.teams.get(team)
    of = (
        f" of {known.headcount}" if known and known.headcount != UNSAID and known.headcount >= sharers else ""
    )
    return f"{sharers}{of} {'shares' if sharers == 1 and not of else 'share'}"


def team_name(folder: ProgrammeFolder, team: str) -> str:
    """Return what a team is called in a list."""
    known = folder.teams.get(team)
    return (known.short_name or known.name) if known else ""


def wanted(area: SkillArea) -> str:
    """Return what is wanted of an area: "two who work alone, one who teaches"."""
    alone = f"{some(area.alone)} who work{'s' if area.alone == 1 else ''} alone" if area.alone else ""
    teach = f"{some(area.teachers)} who teach{'es' if area.teachers == 1 else ''}" if area.teachers else ""
    return ", ".join(filter(None, (alone, teach))) or "nothing wanted"


def cover_lines(folder: ProgrammeFolder, skills: TeamSkills) -> Iterator[str]:
    """Yield what is said below the cover of a team: shapes and codes, or why there are none."""
    if not skills.named:
        yield f"Shapes, codes and names are shown from {some(SHARERS)} who share on; below, cover alone."
    else:
        shapes = ", ".join(f"{skills.shapes.get(each, 0)} {each.value}" for each in Shape)
        yield f"Shapes of the {skills.sharers} who share: {shapes}."
        yield f"Codes: {codes(skills)}. {count_or_no(skills.bridges, 'bridge')}."
    yield "Who has not shared need not."


def codes(skills: TeamSkills) -> str:
    """Return how often each code is brought: "T 3  M 1"."""
    return "  ".join(f"{each.value} {skills.codes.get(each, 0)}" for each in reversed(CompetencyCode))


def own_page(folder: ProgrammeFolder, page: SkillPage) -> Iterator[str]:
    """Yield what a page says of its owner, for them: the shape, and that it is theirs."""
    person = folder.people.get(page.person)
    areas = areas_of(folder.file, person.team or "") if person else ()
    if areas:
        shape = shape_of(page, areas)
        yield f"Shape: {shape.value}, {SHAPES[shape]}."
    yield "The page is theirs to show, and to take back."


def cover_cells(cover: AreaCover) -> tuple[str, str, str, str, str]:
    """Return a row of the cover in words: who work alone, who teach, how it rests, who learn, who stop."""
    return (
        f"{cover.alone} of {cover.area.alone}",
        f"{cover.teachers} of {cover.area.teachers}",
        cover.standing.value,
        str(cover.learn or ""),
        str(cover.stop or ""),
    )


def _within(name: str) -> str:
    """Return a name as it stands within a sentence; one that is all capitals stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
