"""What stands at the table of a project, and what of it needs somebody."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.at_table import (
    answers_of,
    check_days,
    check_due,
    chosen_late,
    counted,
    open_answers,
    seats_of,
    success_of,
)
from facilitator.insight.project_care import AHEAD, ProjectGap, project_findings
from facilitator.model.project import (
    GROUPS,
    Answer,
    Bound,
    CheckRound,
    Judgement,
    LifeCriterion,
    Phase,
    Project,
    ProjectSeat,
    TableAnswer,
    TableItem,
    ValueCheck,
)
from facilitator.model.team import Team
from tests.insight.test_smo import View

TODAY = date(2026, 4, 9)
LIVE = date(2026, 3, 10)
DAYS = st.dates(date(2025, 6, 1), date(2026, 12, 1))
TEAMS = [Team(id=each, name=each.title(), services=("s",)) for each in ("desk", "infra")]


def project(**fields):
    return Project(**({"id": "p", "name": "Library", "go_live": LIVE, "phase": Phase.ROLLOUT} | fields))


def check(**fields):
    return ValueCheck(**({"id": "c", "project": "p", "on": TODAY} | fields))


@st.composite
def tables(draw):
    """Any small programme with projects, and whatever stands at their tables."""
    projects = [
        Project(
            id=each,
            name=draw(st.sampled_from(("Library", each))),
            phase=draw(st.sampled_from(Phase)),
            go_live=draw(st.none() | DAYS),
            services=draw(st.sampled_from(((), ("s",)))),
        )
        for each in draw(st.lists(st.sampled_from("pqr"), unique=True, min_size=1))
    ]
    ids = st.sampled_from([each.id for each in projects])
    answers = [
        TableAnswer(
            id=f"{one}-{item}",
            project=one,
            item=item,
            answer=draw(st.sampled_from(Answer)),
            owner=draw(st.none() | st.just("jo")),
            by=draw(st.none() | DAYS),
        )
        for one, item in draw(st.lists(st.tuples(ids, st.sampled_from(TableItem)), unique=True, max_size=6))
    ]
    seats = [
        ProjectSeat(id=f"s{one}{team}", project=one, team=team, since=draw(st.none() | DAYS))
        for one, team in draw(
            st.lists(st.tuples(ids, st.sampled_from(("desk", "infra", "gone"))), unique=True)
        )
    ]
    numbers = [
        LifeCriterion(
            id=f"n{at}",
            project=draw(ids),
            what="contacts",
            number=3,
            found=draw(st.none() | st.integers(0, 6)),
            chosen_on=draw(st.none() | DAYS),
        )
        for at in range(draw(st.integers(0, 3)))
    ]
    checks = [
        ValueCheck(id=f"c{one}{round}", project=one, round=round, on=draw(DAYS), value=Judgement.YES)
        for one, round in draw(st.lists(st.tuples(ids, st.sampled_from(CheckRound)), unique=True))
    ]
    return View((*TEAMS, *projects, *answers, *seats, *numbers, *checks))


@given(tables(), DAYS, st.randoms())
def test_the_order_of_the_records_changes_nothing(view, today, random):
    mixed = [*view.records]
    random.shuffle(mixed)
    other = View(tuple(mixed))
    assert project_findings(other, today) == project_findings(view, today)
    for each in view.all(Project):
        assert seats_of(other, each) == seats_of(view, each)
        assert success_of(other, each, today) == success_of(view, each, today)


@given(tables(), DAYS)
def test_a_finding_goes_with_its_cause(view, today):
    for found in project_findings(view, today):
        after = project_findings(remedied(view, found, today), today)
        assert (found.gap, found.project) not in {(each.gap, each.project) for each in after}, found


def remedied(view, found, today):
    """Return the programme after the next step was taken."""
    own = view.find(Project, found.project)
    change = msgspec.structs.replace
    match found.gap:
        case ProjectGap.CHECK:
            made = ValueCheck(id="new", project=own.id, round=found.round, on=today)
            gone = [
                each for each in view.all(ValueCheck) if (each.project, each.round) == (own.id, found.round)
            ]
            for each in gone:
                view = view.without(each)
            return view.put(made)
        case ProjectGap.NO_SEAT | ProjectGap.MISSING_SEAT:
            for each in found.teams or ("desk",):
                view = view.put(ProjectSeat(id=f"new{each}", project=own.id, team=each, since=today))
            return view
        case ProjectGap.LATE | ProjectGap.NO_OWNER:
            for each in answers_of(view, own.id):
                kept = each if each.id else change(each, id=f"new{each.item}")
                view = view.put(change(kept, answer=Answer.YES))
            return view
        case ProjectGap.NO_END:
            return view.put(
                LifeCriterion(id="new", project=own.id, what="faults", number=0, chosen_on=own.go_live)
            )
        case ProjectGap.IS_IT_LIVE | ProjectGap.MAY_END:
            return view.put(change(own, phase=Phase.FINISHED))
        case ProjectGap.NO_DAY:
            return view.put(change(own, go_live=today))
        case ProjectGap.CHOSEN_LATE:
            for each in view.all(LifeCriterion):
                if each.project == own.id:
                    view = view.without(each)
            return view


@given(tables(), DAYS)
def test_twelve_answers_whatever_was_said_and_too_early_before_go_live(view, today):
    for each in view.all(Project):
        answers = answers_of(view, each.id)
        assert [one.item for one in answers] == list(TableItem)
        assert sum(counted(answers).values()) == len(TableItem)
        found = success_of(view, each, today)
        if each.go_live is None or today < each.go_live:
            assert (found.value, found.check) == (Judgement.TOO_EARLY, None)
        due = check_due(view, each, today)
        assert due is None or due[1] <= today


def test_the_twelve_items_stand_in_four_groups():
    assert [item for _, items in GROUPS for item in items] == list(TableItem)


def test_no_is_not_unanswered_and_both_are_open():
    answers = answers_of(
        View((TableAnswer(id="a", project="p", item=TableItem.TRAINING, answer=Answer.NO),)), "p"
    )
    assert (counted(answers)[Answer.NO], counted(answers)[Answer.UNANSWERED]) == (1, 11)
    assert len(open_answers(answers)) == 12


def test_value_is_asked_about_on_its_day_and_not_before():
    first = LIVE + timedelta(days=30)
    assert first == TODAY
    assert check_due(View((project(),)), project(), TODAY - timedelta(days=1)) is None
    assert check_due(View((project(),)), project(), TODAY) == (CheckRound.FIRST, first)
    made = View((project(), check()))
    assert check_due(made, project(), TODAY + timedelta(days=59)) is None
    second = LIVE + timedelta(days=90)
    assert check_due(made, project(), second) == (CheckRound.SECOND, second)
    both = made.put(check(id="d", round=CheckRound.SECOND, on=second))
    assert check_due(both, project(), second + timedelta(days=365)) is None
    assert check_days(project(go_live=None)) == ()


def test_a_check_before_people_use_it_counts_for_nothing():
    early = View((project(), check(on=LIVE - timedelta(days=1), value=Judgement.YES)))
    assert success_of(early, project(), TODAY).value is Judgement.TOO_EARLY
    assert check_due(early, project(), TODAY) is not None


def test_a_number_changed_after_go_live_is_told_and_one_of_before_is_not():
    number = LifeCriterion(id="n", project="p", what="contacts a day", bound=Bound.UNDER, number=15)
    assert not chosen_late(project(), msgspec.structs.replace(number, chosen_on=LIVE))
    assert chosen_late(project(), msgspec.structs.replace(number, chosen_on=LIVE + timedelta(days=1)))
    met = {n: msgspec.structs.replace(number, found=n).is_met for n in (None, 14, 15)}
    assert met == {None: False, 14: True, 15: False}


def test_the_teams_of_the_services_it_changes_should_have_a_seat():
    one = project(services=("s",), go_live=TODAY + AHEAD + timedelta(days=1), phase=Phase.BUILD)
    seat = ProjectSeat(id="s", project="p", team="desk", since=LIVE)
    gaps = lambda *records: {each.gap for each in project_findings(View((*TEAMS, *records)), TODAY)}  # noqa: E731
    assert ProjectGap.NO_SEAT in gaps(one)
    assert ProjectGap.MISSING_SEAT in gaps(one, seat)
    assert [each.since for each in seats_of(View((*TEAMS, one, seat)), one)] == [LIVE, None]
    other = msgspec.structs.replace(seat, id="t", team="infra")
    assert not {ProjectGap.NO_SEAT, ProjectGap.MISSING_SEAT} & gaps(one, seat, other)
    assert ProjectGap.NO_SEAT not in gaps(msgspec.structs.replace(one, phase=Phase.STOPPED))
