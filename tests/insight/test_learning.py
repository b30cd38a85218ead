"""What waits among what people learn, and how far somebody is."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.catalogue import shipped_catalogue
from facilitator.errors import RuleBroken
from facilitator.insight.learning import (
    LearningGap,
    learning_findings,
    progress_of,
    suggested_for,
)
from facilitator.insight.renewals import renewals_due
from facilitator.model.learning import Course, Learning, LearningAnswer
from facilitator.model.person import Person
from facilitator.model.smo import Champion, Specialism
from facilitator.model.team import UNSAID, Team
from tests.insight.test_smo import View
from tests.tables import for_each

TODAY = date(2026, 4, 9)
MODULES = shipped_catalogue().modules
ITIL4 = shipped_catalogue().schemes["itil4"]
HELD, PLANNED = LearningAnswer.HELD, LearningAnswer.PLANNED
KEYS = ("itil4/foundation", "itil4/cds", "itil5/product", "kcs/practices", "gone/away", None)


@st.composite
def programmes(draw):
    """Any small programme in which people say something of modules, and teams have plans."""
    days = st.integers(-200, 800).map(lambda number: TODAY + timedelta(days=number))
    records = [Team(id="desk", name="Desk", headcount=draw(st.sampled_from((UNSAID, 4, 10))))]
    for person in "abc":
        records.append(Person(id=person, name=person))
        for key in draw(st.lists(st.sampled_from(KEYS), unique=True)):
            choices = [each for each in LearningAnswer if key is not None or each not in (HELD, PLANNED)]
            answer = draw(st.sampled_from(choices))
            dates = {"renew_by": draw(st.none() | days)} if answer is HELD else {"planned_for": draw(days)}
            said = Learning(id=f"{person} {key}", person=person, module=key, answer=answer, **dates)
            records.append(said)
    for key in draw(st.lists(st.sampled_from(KEYS[:-1]), unique=True)):
        many = draw(st.integers(1, 12))
        records.append(Course(id=f"c {key}", team="desk", module=key, people=many, planned_for=draw(days)))
    return View(tuple(records))


@given(programmes(), st.randoms())
def test_the_order_of_the_records_changes_nothing(view, random):
    mixed = [*view.records]
    random.shuffle(mixed)
    other = View(tuple(mixed))
    assert learning_findings(other, MODULES, TODAY) == learning_findings(view, MODULES, TODAY)
    for person in "abc":
        assert progress_of(other, ITIL4, person) == progress_of(view, ITIL4, person)


@given(programmes())
def test_a_finding_goes_with_its_cause(view):
    for found in learning_findings(view, MODULES, TODAY):
        if found.gap is LearningGap.OLD_SCHEME:
            continue
        record = next(each for each in view.records if each.id == found.record)
        changes = {"planned_for": TODAY + timedelta(days=1)}
        if isinstance(record, Learning):
            changes = {"answer": LearningAnswer.ENOUGH, "planned_for": None, "renew_by": None}
        elif found.gap is LearningGap.WHOLE_TEAM:
            changes = {"people": 1}
        if found.gap is LearningGap.UNKNOWN_MODULE:
            changes["module"] = "itil5/foundation"
        assert found not in learning_findings(
            view.put(msgspec.structs.replace(record, **changes)), MODULES, TODAY
        )


@given(programmes())
def test_progress_never_exceeds_what_is_asked(view):
    for person in "abc":
        for each in progress_of(view, ITIL4, person):
            assert 0 < each.done <= each.of
            assert len(each.open) + bool(each.one_of) == each.of - each.done


@for_each(
    "days, gap",
    [
        (-1, LearningGap.RENEWAL_PAST),
        (0, LearningGap.RENEWAL_SOON),
        (30, LearningGap.RENEWAL_SOON),
        (31, LearningGap.RENEWAL),
        (90, LearningGap.RENEWAL),
        (91, None),
    ],
)
def test_a_renewal_is_told_ninety_days_before_and_asked_for_thirty(days, gap):
    due = TODAY + timedelta(days=days)
    view = View((Learning(id="x", person="a", module="itil4/cds", answer=HELD, renew_by=due),))
    assert [each.gap for each in learning_findings(view, MODULES, TODAY)] == ([gap] if gap else [])
    assert renewals_due(view, TODAY) == ((due,) if gap else ())


def test_what_is_planned_for_after_its_end_is_told_and_an_old_scheme_is_asked_about():
    later = Learning(id="x", person="a", module="itil4/cds", answer=PLANNED, planned_for=date(2028, 3, 1))
    (found,) = learning_findings(View((later,)), MODULES, TODAY)
    assert (found.gap, found.ends) == (LearningGap.ENDS_BEFORE, date(2027, 12, 31))
    gaps = [each.gap for each in learning_findings(View((later,)), MODULES, date(2027, 11, 30))]
    assert gaps == [LearningGap.ENDS_BEFORE, LearningGap.OLD_SCHEME]


def test_five_single_practices_stand_for_a_bundle_and_all_designations_make_a_master():
    def held(*keys):
        return View(tuple(Learning(id=key, person="a", module=f"itil4/{key}", answer=HELD) for key in keys))

    singles = ("service_desk", "incident_management", "problem_management", "change_enablement")
    (manager,) = [
        each
        for each in progress_of(held("cds", *singles), ITIL4, "a")
        if each.designation.key == "practice_manager"
    ]
    assert (manager.done, manager.of, manager.one_of) == (1, 2, ("msf", "pic", "cai"))
    every = held("cds", *singles, "release_management", "dsv", "hvit", "dpi", "dits")
    assert {each.designation.key: (each.done, each.of) for each in progress_of(every, ITIL4, "a")} == {
        "practice_manager": (2, 2),
        "managing_professional": (4, 4),
        "strategic_leader": (2, 2),
        "master": (3, 3),
    }


def test_what_is_suggested_follows_the_area_and_a_no_is_respected():
    area = Specialism(id="k", name="Value", practices=("relationship_management",))
    champion = Champion(id="c", person="a", specialism="k", consented=True)
    view = View((area, champion))
    assert suggested_for(view, MODULES, "a", TODAY)[:2] == (
        "itil4/relationship_management",
        "itil5/experience",
    )
    assert suggested_for(view, MODULES, "b", TODAY) == ()
    no = Learning(id="n", person="a", module="itil5/experience", answer=LearningAnswer.NOT_INTERESTED)
    assert "itil5/experience" not in suggested_for(view.put(no), MODULES, "a", TODAY)
    enough = Learning(id="e", person="a", answer=LearningAnswer.ENOUGH)
    assert suggested_for(view.put(enough), MODULES, "a", TODAY) == ()


def test_no_exam_that_went_wrong_has_a_place_and_what_is_held_is_named():
    assert {each.value for each in LearningAnswer} == {
        "held",
        "planned",
        "interested",
        "not_interested",
        "enough",
    }
    for fields, why in (
        ({"answer": HELD}, "Which one is not said"),
        ({"answer": PLANNED}, "Which one is not said"),
        ({"answer": LearningAnswer.ENOUGH, "awarded": TODAY}, "Only what is held"),
        (
            {"answer": HELD, "module": "itil4/cds", "awarded": TODAY, "renew_by": date(2026, 4, 8)},
            "renewed after it was awarded",
        ),
    ):
        with pytest.raises(RuleBroken, match=why):
            Learning(person="a", **fields)
