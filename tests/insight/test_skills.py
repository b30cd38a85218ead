"""How what a team has to know is covered, and who has which shape."""

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.skill_findings import SkillGap, skill_findings
from facilitator.insight.skills import (
    SHARERS,
    Shape,
    Standing,
    pages_of,
    pair_hints,
    shape_of,
    team_skills,
)
from facilitator.model.person import Person
from facilitator.model.skills import CompetencyCode, SkillArea, SkillLevel, SkillPage, SkillPair
from tests.insight.test_smo import View
from tests.tables import for_each

TODAY = date(2026, 4, 9)
AREAS = tuple(SkillArea(id=f"area-{number}", name=f"Area {number}", team="infra") for number in range(6))
FIELDS = ("aware", "can_help", "works_alone", "expert", "teaches")


def page(person, ranks, **fields):
    """A page with a level from 0 to 5 for each area."""
    levels = {
        field: tuple(each.id for each, level in zip(AREAS, ranks, strict=False) if level == rank)
        for rank, field in enumerate(FIELDS, 1)
    }
    return SkillPage(
        **{"id": f"page-{person}", "person": person, "agreed": True, "confirmed": TODAY} | levels | fields
    )


@st.composite
def programmes(draw):
    """Any small programme in which some share their skills, one of them of another team."""
    who = draw(st.lists(st.sampled_from("abcdefg"), unique=True))
    people = [Person(id=each, name=each, team="desk" if each == "g" else "infra") for each in "abcdefg"]
    some = st.lists(st.sampled_from([each.id for each in AREAS]), unique=True, max_size=3).map(tuple)
    pages = [
        page(
            each,
            draw(st.lists(st.integers(0, 5), min_size=6, max_size=6)),
            learn=draw(some),
            stop=draw(some),
            codes=tuple(draw(st.sets(st.sampled_from(CompetencyCode)))),
            bridge=draw(st.booleans()),
            confirmed=draw(st.sampled_from((TODAY, date(2025, 4, 20), None))),
        )
        for each in who
    ]
    areas = [
        msgspec.structs.replace(each, alone=draw(st.integers(0, 3)), teachers=draw(st.integers(0, 2)))
        for each in AREAS
    ]
    starts = st.sampled_from((None, date(2026, 1, 5), date(2026, 4, 1)))
    pairs = [
        SkillPair(
            id=f"pair-{each}", area=AREAS[0].id, teacher="a", learner=each, agreed=True, starts=draw(starts)
        )
        for each in draw(st.lists(st.sampled_from("bc"), unique=True))
    ]
    return View((*people, *areas, *pages, *pairs))


@given(programmes(), st.randoms())
def test_the_order_of_the_records_changes_nothing(view, random):
    mixed = [*view.records]
    random.shuffle(mixed)
    other = View(tuple(mixed))
    assert team_skills(other, "infra") == team_skills(view, "infra")
    assert pair_hints(other, "infra") == pair_hints(view, "infra")
    assert skill_findings(other, TODAY) == skill_findings(view, TODAY)


@given(programmes())
def test_cover_never_exceeds_people_and_below_five_there_is_cover_alone(view):
    skills = team_skills(view, "infra")
    assert skills.sharers == len({each.person for each in view.all(SkillPage)} - {"g"})
    for each in skills.areas:
        assert each.teachers <= each.alone <= skills.sharers
        assert sum(each.at.values()) == skills.sharers
        assert max(each.learn, each.stop) <= skills.sharers
    if skills.sharers < SHARERS:
        assert (skills.named, skills.shapes, skills.codes, skills.bridges) == (False, {}, {}, 0)
    else:
        assert sum(skills.shapes.values()) == skills.sharers
        assert skills.bridges <= skills.sharers
        assert all(count <= skills.sharers for count in skills.codes.values())
    orders = [list(Standing).index(each.standing) for each in skills.areas]
    assert orders == sorted(orders), "the thinnest first"


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_a_shape_needs_its_depth_and_its_breadth(ranks):
    found = shape_of(page("a", ranks), AREAS)
    deep, beside = sum(rank >= 4 for rank in ranks), sum(2 <= rank < 4 for rank in ranks)
    assert (found is Shape.GROWING) is (deep == 0)
    assert (found in (Shape.T, Shape.PI, Shape.COMB)) is (deep > 0 and beside >= 3)
    if deep and beside >= 3:
        assert found is {1: Shape.T, 2: Shape.PI}.get(deep, Shape.COMB)


@given(programmes())
def test_a_finding_goes_with_its_cause(view):
    for found in skill_findings(view, TODAY):
        match found.gap:
            case SkillGap.NOBODY | SkillGap.ONE | SkillGap.TOO_FEW:
                area = view.find(SkillArea, found.record)
                better = view.put(msgspec.structs.replace(area, alone=0))
            case SkillGap.PAIR_OVER | SkillGap.PAIR_UNSET:
                better = view.put(msgspec.structs.replace(view.find(SkillPair, found.record), starts=TODAY))
            case SkillGap.CONFIRM:
                better = view.put(
                    msgspec.structs.replace(view.find(SkillPage, found.record), confirmed=TODAY)
                )
        assert found not in skill_findings(better, TODAY)


@given(programmes())
def test_who_could_pair_up_can_teach_it_and_wants_to_learn_it(view):
    pages = {each.person: each for each in pages_of(view, "infra")}
    made = {(each.area, each.learner) for each in view.all(SkillPair)}
    for hint in pair_hints(view, "infra"):
        assert hint.area.id in pages[hint.learner].learn
        assert (hint.area.id, hint.learner) not in made
        assert hint.teacher != hint.learner
        if hint.teacher:
            assert pages[hint.teacher].level_of(hint.area.id).rank >= SkillLevel.EXPERT.rank


@for_each(
    "alone, teachers, ranks, standing",
    [
        (2, 1, (0, 2), Standing.NOBODY),
        (2, 1, (5, 2), Standing.ONE),
        (1, 0, (3, 0), Standing.ENOUGH),
        (3, 0, (3, 4), Standing.TOO_FEW),
        (2, 1, (4, 3), Standing.NO_TEACHER),
        (2, 1, (5, 3), Standing.ENOUGH),
        (0, 0, (0, 0), Standing.ENOUGH),
    ],
)
def test_an_area_stands_by_what_is_wanted(alone, teachers, ranks, standing):
    area = msgspec.structs.replace(AREAS[0], alone=alone, teachers=teachers)
    people = [Person(id=each, name=each, team="infra") for each in "ab"]
    pages = [page(each, (rank,)) for each, rank in zip("ab", ranks, strict=True)]
    (found,) = team_skills(View((area, *people, *pages)), "infra").areas
    assert found.standing is standing


def test_of_two_pages_of_one_person_the_one_confirmed_last_counts():
    older = page("a", (5,), id="older", confirmed=date(2026, 1, 1))
    view = View((AREAS[0], Person(id="a", name="a", team="infra"), older, page("a", (0,))))
    (found,) = team_skills(view, "infra").areas
    assert (found.alone, team_skills(view, "infra").sharers) == (0, 1)
