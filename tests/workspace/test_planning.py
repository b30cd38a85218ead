"""What a new session is proposed with: when people work, and what its team had last time."""

from datetime import UTC, date, datetime, time

import msgspec
import pytest

from facilitator.errors import BadInput
from facilitator.model.person import Person
from facilitator.model.session import SessionStatus
from facilitator.workspace.planning import like_last_time, planned_session, proposed_start
from facilitator.workspace.set_up import time_typed


@pytest.mark.parametrize(
    ("now", "proposed"),
    [
        ("2026-04-09 10:41", "2026-04-09 11:00"),
        ("2026-04-09 16:10", "2026-04-09 17:00"),
        ("2026-04-09 17:10", "2026-04-10 10:00"),
        ("2026-04-09 21:30", "2026-04-10 10:00"),
        ("2026-04-09 05:30", "2026-04-09 10:00"),
        ("2026-04-10 23:30", "2026-04-14 10:00"),
        ("2026-04-11 11:00", "2026-04-14 10:00"),
        ("2026-04-13 11:00", "2026-04-14 10:00"),
    ],
)
def test_a_session_is_proposed_for_an_hour_in_which_people_work(listening, now, proposed):
    programme = msgspec.structs.replace(listening.folder.programme, holidays=(date(2026, 4, 13),))
    listening.folder.file.put(programme)
    start = proposed_start(listening.folder, datetime.fromisoformat(now).replace(tzinfo=UTC), 60)
    assert f"{start:%Y-%m-%d %H:%M}" == proposed


def draft_of(listening, team, script):
    script = listening.folder.catalogue.script(script)
    start = datetime(2026, 4, 20, 10, tzinfo=UTC)
    return like_last_time(listening.folder, planned_session(listening.folder, [team], script, start))


def test_the_next_session_of_a_team_takes_over_what_it_had(listening):
    desk, other = listening.team("Desk"), listening.team("Other")
    kim = listening.folder.file.put(Person(name="Kim Bell"))
    own = ("incident_management", "service_desk", "relationship_management")
    led = {"facilitators": (kim.id,), "minutes": 75}
    listening.hear(desk, on=date(2026, 4, 1), place="Room 4", shortlist=own, **led)
    listening.hear(desk, on=date(2026, 4, 2), place="Elsewhere", status=SessionStatus.CANCELLED)
    again = draft_of(listening, desk, "listening-90")
    assert (again.place, again.minutes, again.facilitators) == ("Room 4", 75, (kim.id,))
    assert again.shortlist == own
    short = draft_of(listening, desk, "listening-30")
    assert (short.place, short.minutes) == ("Room 4", 30)
    assert len(short.shortlist) <= 12
    first = draft_of(listening, other, "listening-90")
    assert (first.place, first.minutes, first.facilitators) == ("", 90, (kim.id,))


def test_an_hour_alone_is_the_full_hour_in_a_field_for_a_time():
    assert time_typed("10") == time(10)
    assert time_typed("9 am") == time(9)
    assert time_typed("14.30") == time(14, 30)
    for typed in ("25", "ten past", "10 apr"):
        with pytest.raises(BadInput):
            time_typed(typed)
