"""A session that knows what the sessions before it left, and what is said there of their actions."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from facilitator.errors import RuleBroken
from facilitator.live.session import LiveSession
from facilitator.model.interaction import Frequency, Interaction, TouchRole
from facilitator.model.ladder import Rung
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.last_time import EarlierSessions
from tests.clock import FakeClock
from tests.fixtures import Listening

FIRST, NOW = date(2026, 3, 12), date(2026, 4, 9)
CHANGE, PROJECT, DESK, RISK = "change_enablement", "project_management", "service_desk", "risk_management"


@pytest.fixture
def clock():
    return FakeClock(datetime(2026, 4, 9, 9, 0, tzinfo=UTC))


@pytest.fixture
def listening(tmp_path, clock):
    folder = Workspace(tmp_path, clock=clock.now).new_programme("Better", "Harrowmere", timezone="UTC")
    yield Listening(folder)
    folder.close()


@pytest.fixture
def team(listening):
    return listening.team("Infrastructure and Cloud", short_name="Infra")


@pytest.fixture
def first(listening, team, clock):
    """The session before; nothing changes in the second it ended."""
    file = listening.hear(team, on=FIRST)
    rated = {"rung": Rung.SCRIPTED, "frequency": Frequency.WEEKLY, "importance": 5, "ease": 2}
    listening.tell(file, CHANGE, **rated)
    listening.tell(file, PROJECT, role=TouchRole.NONE, frequency=Frequency.NEVER)
    listening.tell(file, DESK, role=TouchRole.UNKNOWN)
    clock.pass_time(60)
    return file


def open_live(listening, file, clock):
    folder = listening.folder
    return LiveSession(
        file,
        clock=clock,
        today=folder.today,
        practices=folder.catalogue.practices,
        teams=folder.teams,
        people=folder.people,
        earlier=EarlierSessions(folder, file),
    )


@pytest.fixture
def own(listening, team):
    return listening.hear(team, on=NOW, status=SessionStatus.DRAFT)


@pytest.fixture
def live(listening, first, own, clock):
    return open_live(listening, own, clock)


# The touch map


def test_what_stood_there_last_time_is_not_asked_yet(live, own):
    assert set(live.touch.former()) == {CHANGE, PROJECT, DESK}
    assert (live.touch.interaction(CHANGE), live.touch.touched(), own.all(Interaction)) == (None, 0, ())


def test_the_first_answer_on_a_practice_starts_from_role_and_frequency_of_last_time(live):
    told = live.touch.set_rung(CHANGE, 2)
    assert (told.role, told.frequency, told.rung) == (TouchRole.PERFORMS, Frequency.WEEKLY, Rung(2))
    assert (told.importance, told.ease) == (None, None), "scores are said anew"
    assert live.touch.touched() == 1
    assert live.records.undo_label == "Change enablement: rung 2"
    live.undo()
    assert live.touch.interaction(CHANGE) is None


def test_another_role_than_last_time_counts(live):
    assert live.touch.set_role(CHANGE, TouchRole.OWNS).frequency is Frequency.WEEKLY
    assert live.touch.set_role(CHANGE, TouchRole.NONE).frequency is Frequency.NEVER


def test_as_last_time_says_role_and_frequency_and_nothing_else(live):
    told = live.touch.as_last_time(CHANGE)
    assert (told.role, told.frequency, told.rung) == (TouchRole.PERFORMS, Frequency.WEEKLY, None)
    assert live.touch.as_last_time(PROJECT).role is TouchRole.NONE
    assert live.touch.as_last_time(DESK) is None, "who could not say then has said nothing"
    assert live.touch.as_last_time(RISK) is None
    assert live.touch.touched() == 1


def test_where_it_was_never_met_a_rung_asks_for_the_role_first(live):
    with pytest.raises(RuleBroken):
        live.touch.set_rung(PROJECT, 2)


def test_another_team_starts_from_its_own_last_time(listening, team, first, clock):
    desk = listening.team("Service Desk")
    both = listening.hear(desk, team, on=NOW, status=SessionStatus.DRAFT)
    live = open_live(listening, both, clock)
    assert live.touch.former() == {}
    assert live.touch.set_rung(CHANGE, 3, team=team.id).role is TouchRole.PERFORMS
    with pytest.raises(RuleBroken):
        live.touch.set_rung(CHANGE, 3)
