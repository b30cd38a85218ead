"""Where each team stands in the three stages; advice, never a lock."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.stages import RAISED, Sign, gifts, team_stages
from facilitator.model.action import Action, ActionStatus
from facilitator.model.curiosity import Curiosity
from facilitator.model.idea import Benefit, Evidence
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.script import Stage
from facilitator.model.session import FollowUp, ListeningSession, SessionStatus
from facilitator.model.team import Team
from tests.insight.test_smo import View
from tests.making import READ_BACK, SCRIPT, session

TODAY = date(2026, 6, 1)
TEAMS = ("desk", "infra")
MOMENTS = st.datetimes(datetime(2026, 2, 1), datetime(2026, 7, 1), timezones=st.just(UTC))
FOUND = Benefit(group="team", text="An evening back", evidence=Evidence.REPORTED)


class Meeting(msgspec.Struct):
    """A session with what was heard in it."""

    session: ListeningSession
    records: tuple[Any, ...] = ()

    def all(self, kind):
        return tuple(each for each in self.records if isinstance(each, kind))

    def find(self, kind, id):
        return next((each for each in self.all(kind) if each.id == id), None)

    def has(self, kind, field, value):
        return any(getattr(each, field) == value for each in self.all(kind))


def meeting(number, team, at, stage=Stage.LISTEN, records=(), **fields):
    held = session(
        id=f"s{number}",
        number=number,
        teams=(team,),
        script=msgspec.structs.replace(SCRIPT, stage=stage),
        planned_start=at,
        status=SessionStatus.REVIEWED,
        read_back=READ_BACK,
        **fields,
    )
    return Meeting(held, tuple(records))


def told(team, practice, rung):
    return Interaction(
        team=team, practice=practice, role=TouchRole.PERFORMS, rung=rung, agreement=Agreement.MAJORITY
    )


def done(number, **fields):
    given = {"owner": "jo", "accepted_on": TODAY, "status": ActionStatus.DONE, "done_on": TODAY}
    return Action(id=f"a{number}", number=number, text="Try it", **given | fields)


@st.composite
def worlds(draw):
    """Any few sessions of two teams, and what somebody noted."""
    held = []
    for number in range(draw(st.integers(0, 4))):
        team = draw(st.sampled_from(TEAMS))
        keys = st.lists(
            st.tuples(st.sampled_from("pqr"), st.sampled_from(Rung)), max_size=3, unique_by=lambda x: x[0]
        )
        rungs = [told(team, practice, rung) for practice, rung in draw(keys)]
        actions = [done(1, benefits=draw(st.sampled_from(((), (FOUND,)))))]
        agreed = draw(st.none() | MOMENTS)
        follow = draw(st.none() | st.dates(date(2026, 2, 1), date(2026, 7, 1)))
        held.append(
            meeting(
                number, team, draw(MOMENTS), draw(st.sampled_from(Stage)), (*rungs, *actions),
                next_meeting=agreed, follow_up=FollowUp(held_on=follow) if follow else None,
            )
        )  # fmt: skip
    asked = [
        Curiosity(id=f"c{at}", team=draw(st.sampled_from(TEAMS)), on=draw(st.dates(date(2026, 1, 1), TODAY)))
        for at in range(draw(st.integers(0, 2)))
    ]
    return View((*(Team(id=each, name=each) for each in TEAMS), *asked)), held


@given(worlds(), st.randoms())
def test_each_team_stands_once_in_any_order_and_signs_never_move_its_stage(world, random):
    view, held = world
    found = team_stages(view, held, TODAY)
    assert {each.team.id for each in found} == {*TEAMS}
    assert all([one.sign for one in each.signals] == list(Sign) for each in found)
    assert [each.ready for each in found] == sorted((each.ready for each in found), reverse=True)
    mixed, records = [*held], [*view.records]
    random.shuffle(mixed)
    random.shuffle(records)
    assert team_stages(View(tuple(records)), mixed, TODAY) == found
    assert gifts(View(tuple(records)), mixed, TODAY) == gifts(view, held, TODAY)
    # A look-back was met in whether its signs were there or not: they are advice.
    looked = {each.session.teams[0] for each in held if each.session.stage is Stage.REVIEW and _past(each)}
    assert {each.team.id for each in found if each.stage is Stage.REVIEW} == looked
    assert not any(each.may_look_back for each in found if each.team.id in looked)


def _past(each):
    return each.session.planned_start.date() <= TODAY


@given(worlds())
def test_a_note_that_a_team_asked_is_one_sign_and_no_other(world):
    view, held = world
    before = {each.team.id: each for each in team_stages(view, held, TODAY)}["desk"]
    more = view.put(Curiosity(id="new", team="desk", on=TODAY))
    after = {each.team.id: each for each in team_stages(more, held, TODAY)}["desk"]
    differing = [one.sign for one, other in zip(before.signals, after.signals, strict=True) if one != other]
    assert differing == [Sign.ASKED]
    assert after.ready >= before.ready


def test_the_four_signs_one_by_one():
    start = datetime(2026, 3, 1, 10, tzinfo=UTC)
    follow = {"next_meeting": start + timedelta(days=20), "follow_up": FollowUp(held_on=date(2026, 3, 22))}
    first = meeting(
        1, "desk", start, records=(told("desk", "p", 1), told("desk", "q", 1), done(1, benefits=(FOUND,)))
    )
    again = meeting(
        2, "desk", start + timedelta(days=40), records=(told("desk", "p", 2), told("desk", "q", 3)), **follow
    )
    view = View((Team(id="desk", name="Desk"), Curiosity(id="c", team="desk", on=TODAY)))
    one = lambda *held: team_stages(view, held, TODAY)[0]  # noqa: E731
    found = one(first, again)
    assert [each.there for each in found.signals] == [True, True, True, False], "a day late"
    agreed = msgspec.structs.replace(again.session, follow_up=None, next_meeting=start + timedelta(days=70))
    waits = one(first, Meeting(agreed, again.records))
    assert (waits.signals[3].there, waits.signals[3].due) == (False, start + timedelta(days=70))
    assert one(first).signals[1].compares is False
    assert one(first, again).signals[1].some == RAISED
    assumed = msgspec.structs.replace(FOUND, evidence=Evidence.ASSUMED)
    hoped = meeting(1, "desk", start, records=(done(1, benefits=(assumed,)),))
    assert not one(hoped).signals[0].there
