"""Who was heard about what: one cell a team and practice, and three honest counts."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from facilitator.cli.programmes import heard_teams
from facilitator.insight.coverage import Heard, coverage
from facilitator.insight.hear_next import hear_next
from facilitator.language.calendar import months_after
from facilitator.model.interaction import Frequency, TouchRole
from facilitator.model.ladder import Rung
from facilitator.model.practice import PracticeDecision
from facilitator.model.script import Stage
from facilitator.model.session import LIVE, SegmentRun, SessionStatus, Stretch
from facilitator.wording.hear_next import nobody_next
from facilitator.workspace.teams import retire
from tests.making import START
from tests.tables import for_each

CHANGE, PROBLEM, INCIDENT = "change_enablement", "problem_management", "incident_management"
NOT_TOUCHED = {"role": TouchRole.NONE, "frequency": Frequency.NEVER}


def grid(listening, today=None, zone=UTC):
    folder = listening.folder
    return coverage(folder.file, folder.sessions, listening.practices, today or listening.today, zone)


def cell(listening, team, practice):
    (found,) = (each for each in grid(listening).row(team.id).cells if each.practice == practice)
    return found


def test_a_team_nobody_heard_has_a_row_of_cells_not_asked(listening):
    listening.team("Network and Wi-Fi")
    (row,) = grid(listening).rows
    assert {each.state for each in row.cells} == {Heard.NOT_ASKED}
    assert len(row.cells) == len(listening.practices)
    assert (row.never, row.heard, row.last_heard, row.live) == (True, False, None, None)


def test_a_cell_tells_what_was_told(listening):
    team = listening.team("Infrastructure")
    file = listening.hear(team)
    listening.tell(file, CHANGE, rung=Rung.SCRIPTED, importance=5, ease=2)
    listening.tell(file, PROBLEM)
    listening.tell(file, INCIDENT, **NOT_TOUCHED)
    rated = cell(listening, team, CHANGE)
    assert (rated.state, rated.rung, rated.pain, rated.sore) == (Heard.RATED, Rung.SCRIPTED, 20, True)
    assert rated.session == file.session.id
    assert cell(listening, team, PROBLEM).state is Heard.TOUCHED
    assert cell(listening, team, INCIDENT).state is Heard.NOT_TOUCHED
    assert cell(listening, team, "risk_management").state is Heard.NOT_ASKED


def test_who_could_not_say_is_to_be_asked_again(listening):
    team = listening.team("Infrastructure")
    listening.tell(listening.hear(team), CHANGE, TouchRole.UNKNOWN)
    assert cell(listening, team, CHANGE).state is Heard.NOT_ASKED


@pytest.mark.parametrize(("importance", "ease", "pain"), [(4, 2, 16), (3, 1, 15), (None, 2, None)])
def test_pain_from_sixteen_on_is_sore(listening, importance, ease, pain):
    team = listening.team("Infrastructure")
    listening.tell(listening.hear(team), CHANGE, rung=Rung.SCRIPTED, importance=importance, ease=ease)
    found = cell(listening, team, CHANGE)
    assert (found.pain, found.sore) == (pain, pain == 16)


def test_the_newest_session_is_current_whatever_its_number(listening):
    team = listening.team("Infrastructure")
    later = listening.hear(team, on=date(2026, 4, 2))
    earlier = listening.hear(team, on=date(2026, 2, 2))
    listening.tell(later, CHANGE, rung=Rung.SHARED)
    listening.tell(earlier, CHANGE, rung=Rung.DISCONNECTED)
    listening.tell(earlier, PROBLEM, rung=Rung.SCRIPTED)
    assert cell(listening, team, CHANGE).rung is Rung.SHARED
    assert cell(listening, team, PROBLEM).rung is Rung.SCRIPTED


def test_a_hidden_practice_leaves_the_grid_and_the_counts(listening):
    team = listening.team("Infrastructure")
    listening.tell(listening.hear(team), CHANGE, rung=Rung.SCRIPTED)
    listening.folder.file.put(PracticeDecision(practice=CHANGE, hidden=True))
    found = grid(listening)
    assert CHANGE not in {practice.key for practice in found.practices}
    assert len(found.practices) == len(found.rows[0].cells) == len(listening.practices) - 1
    assert (found.cells_rated, found.cells_touched) == (0, 0)


@pytest.mark.parametrize("status", SessionStatus)
def test_a_team_is_heard_once_the_room_sat_down(listening, status):
    team = listening.team("Infrastructure")
    file = listening.hear(team, status=status)
    if status in LIVE:
        listening.tell(file, CHANGE)
    sat_down = status not in {SessionStatus.DRAFT, SessionStatus.INVITED, SessionStatus.CANCELLED}
    found = grid(listening)
    assert (found.teams_heard, found.never_heard) == ((1, 0) if sat_down else (0, 1))


def ran(file, *segments, skipped=""):
    for key in segments:
        stretches = () if skipped else (Stretch(start=START, seconds=60.0),)
        file.put(SegmentRun(segment=key, planned=5, stretches=stretches, ended=True, skipped=skipped))


def without_practices(script):
    asking = ("touch_map", "focus", "deep")
    kept = tuple(each for each in script.segments if each.key not in asking)
    return replace(script, segments=kept, minutes=sum(each.minutes for each in kept))


def of_other_things(script):
    segments = without_practices(script).segments
    deep = replace(script.segment("deep"), practices=False)
    minutes = sum(each.minutes for each in segments) + deep.minutes
    return replace(script, segments=(*segments, deep), minutes=minutes)


@pytest.mark.parametrize(
    ("status", "segments", "other", "heard"),
    [
        pytest.param(SessionStatus.PAUSED, ("welcome",), None, False, id="paused in the welcome"),
        pytest.param(
            SessionStatus.CAPTURED, ("welcome", "why"), None, False, id="ended before the touch map"
        ),
        pytest.param(SessionStatus.RUNNING, ("welcome", "touch_map"), None, True, id="asked, no answer yet"),
        pytest.param(SessionStatus.CAPTURED, ("welcome", "deep"), None, True, id="only the deep dives"),
        pytest.param(SessionStatus.CAPTURED, (), None, True, id="held on paper"),
        pytest.param(
            SessionStatus.CAPTURED, (), {"stage": Stage.VISION}, False, id="a workshop of another stage"
        ),
        pytest.param(
            SessionStatus.CAPTURED, (), without_practices, False, id="a script that asks no practice"
        ),
        pytest.param(SessionStatus.CAPTURED, ("deep",), of_other_things, False, id="stories of other things"),
    ],
)
def test_a_team_is_heard_where_practices_were_asked(listening, status, segments, other, heard):
    team = listening.team("Infrastructure")
    script = listening.folder.catalogue.script("listening-90")
    fields = {"script": other(script)} if callable(other) else other or {}
    ran(listening.hear(team, status=status, **fields), *segments)
    (row,) = grid(listening).rows
    assert (row.heard, row.never) == (heard, not heard)
    assert heard_teams(listening.folder) == ({team.id} if heard else set())


def test_another_workshop_touches_cells_and_makes_nobody_heard(listening):
    team = listening.team("Infrastructure")
    script = without_practices(listening.folder.catalogue.script("listening-90"))
    listening.tell(listening.hear(team, script=script), CHANGE, rung=Rung.SCRIPTED)
    found = grid(listening)
    assert (found.teams_heard, found.cells_rated) == (0, 1)


def test_a_skipped_touch_map_asked_nothing(listening):
    file = listening.hear(listening.team("Infrastructure"))
    ran(file, "welcome")
    ran(file, "touch_map", "deep", skipped="no time")
    assert grid(listening).teams_heard == 0


def test_nobody_says_that_all_were_heard_while_one_sits_in_the_welcome(listening):
    team = listening.team("Service Desk")
    file = listening.hear(team, status=SessionStatus.PAUSED)
    ran(file, "welcome")
    found = hear_next(listening.folder.file, listening.folder.sessions, grid(listening), listening.today)
    assert nobody_next(found) == f"In session now: {team.short_name or team.name}."
    listening.tell(file, CHANGE)
    found = hear_next(listening.folder.file, listening.folder.sessions, grid(listening), listening.today)
    assert nobody_next(found) == "Every team has been heard."


def test_a_session_going_on_is_told_apart(listening):
    paused, running, done = (listening.team(name) for name in ("A", "B", "C"))
    listening.hear(paused, status=SessionStatus.PAUSED)
    listening.hear(running, status=SessionStatus.RUNNING)
    listening.hear(done)
    assert [row.live for row in grid(listening).rows] == [SessionStatus.PAUSED, SessionStatus.RUNNING, None]


@pytest.mark.parametrize(("day", "heard"), [(date(2025, 10, 9), True), (date(2025, 10, 8), False)])
def test_after_six_months_a_team_no_longer_counts_as_heard(listening, day, heard):
    listening.hear(listening.team("Infrastructure"), on=day)
    (row,) = grid(listening).rows
    assert (row.heard, row.last_heard, row.never) == (heard, day, False)
    assert grid(listening).teams_heard == heard


def test_what_comes_after_the_day_is_not_there_yet(listening):
    listening.hear(listening.team("Infrastructure"), on=date(2026, 4, 10))
    assert grid(listening).never_heard == 1


def test_the_day_is_that_of_the_programme(listening):
    late = datetime(2026, 4, 8, 23, 30, tzinfo=UTC)
    listening.hear(listening.team("Infrastructure"), started_at=late)
    (row,) = grid(listening, zone=ZoneInfo("Europe/Berlin")).rows
    assert row.last_heard == date(2026, 4, 9)


def test_a_session_of_two_teams_hears_both(listening):
    one, two = listening.team("Infrastructure"), listening.team("Service Desk")
    file = listening.hear(one, two)
    listening.tell(file, CHANGE, rung=Rung.SCRIPTED)
    listening.tell(file, CHANGE, team=two.id, rung=Rung.SHARED)
    assert (cell(listening, one, CHANGE).rung, cell(listening, two, CHANGE).rung) == (1, 4)
    assert (grid(listening).teams_heard, grid(listening).practices_covered) == (2, 1)


def test_a_role_alone_does_not_cover_a_practice(listening):
    for name in ("Infrastructure", "Service Desk"):
        file = listening.hear(listening.team(name))
        listening.tell(file, CHANGE, rung=Rung.SCRIPTED)
        listening.tell(file, PROBLEM)
        listening.tell(file, INCIDENT, **NOT_TOUCHED)
    found = grid(listening)
    assert (found.practices_covered, found.cells_rated, found.cells_touched) == (1, 2, 4)


@for_each(
    ("day", "before"),
    [
        (date(2026, 4, 9), date(2025, 10, 9)),
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2026, 6, 30), date(2025, 12, 30)),
    ],
)
def test_six_months_earlier_is_a_day_that_exists(day, before):
    assert months_after(day, -6) == before


def test_the_worked_example_is_covered_as_its_home_screen_says(example):
    """L-04 is paused, so Learning Technology is being heard: four of nine, not three."""
    found = grid(example)
    assert (found.teams_heard, found.teams, found.never_heard) == (4, 9, 5)
    assert (found.cells_rated, found.cells_touched, found.practices_covered) == (36, 58, 8)
    rows = {row.team.name: row for row in found.rows}
    assert rows["Infrastructure and Cloud"].last_heard == date(2026, 3, 12)
    assert rows["Learning Technology and AV"].live is SessionStatus.PAUSED
    infrastructure = [each for each in rows["Infrastructure and Cloud"].cells if each.touched]
    assert len(infrastructure) == 17
    assert {each.practice for each in infrastructure if each.sore} == {
        CHANGE,
        PROBLEM,
        "project_management",
        "knowledge_management",
    }


def test_a_team_that_is_no_more_counts_for_none_and_keeps_what_it_told(listening):
    heard, never = listening.team("Print Shop"), listening.team("Film Unit")
    going = listening.team("Infrastructure")
    file = listening.hear(heard)
    listening.tell(file, CHANGE, rung=Rung.SCRIPTED, importance=5, ease=1, counterparts=(never.id,))
    for each in (heard, never):
        retire(listening.folder, listening.folder.teams[each.id])
    found = grid(listening)
    assert [row.team.id for row in found.rows] == [heard.id, going.id]
    assert (found.teams, found.teams_heard, found.never_heard) == (1, 0, 1)
    assert cell(listening, heard, CHANGE).sore
    next_ones = hear_next(listening.folder.file, listening.folder.sessions, found, listening.today)
    assert [each.team.id for each in next_ones.suggestions] == [going.id]
    assert heard_teams(listening.folder) == set()


def test_once_the_others_were_heard_a_team_that_is_no_more_does_not_wait(listening):
    listening.hear(listening.team("Infrastructure"))
    retire(listening.folder, listening.team("Print Shop"))
    found = hear_next(listening.folder.file, listening.folder.sessions, grid(listening), listening.today)
    assert nobody_next(found) == "Every team has been heard."
