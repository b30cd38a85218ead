"""What waits for the facilitators besides promises: the facts, the words, and the list without a screen."""

from datetime import date, timedelta

import msgspec
import pytest

from facilitator.insight.reminders import ReminderKind, reminders
from facilitator.model.session import SessionStatus
from facilitator.wording.reminders import detail, subject, when
from tests.cli.command_line import run

HEARD_ON = date(2026, 4, 6)


def kinds(listening):
    folder = listening.folder
    return [each.kind for each in found(listening) if each.kind is not ReminderKind.NO_END or folder is None]


def found(listening):
    folder = listening.folder
    return reminders(folder.file, folder.sessions, listening.today, folder.zone)


@pytest.mark.parametrize("status", SessionStatus)
def test_a_session_waits_to_be_held_or_to_be_reviewed(listening, status):
    listening.hear(listening.team("Service Desk"), on=HEARD_ON, status=status)
    waits = {
        SessionStatus.DRAFT: [ReminderKind.NOT_HELD],
        SessionStatus.INVITED: [ReminderKind.NOT_HELD],
        SessionStatus.CAPTURED: [ReminderKind.REVIEW],
    }
    assert kinds(listening) == waits.get(status, [])


def test_a_session_of_today_is_not_late(listening):
    listening.hear(listening.team("Service Desk"), on=listening.today, status=SessionStatus.DRAFT)
    assert kinds(listening) == []
    listening.today += timedelta(days=1)
    assert kinds(listening) == [ReminderKind.NOT_HELD]


def test_of_sessions_that_were_never_ended_the_one_in_hand_is_none(listening):
    desk = listening.team("Service Desk")
    for day in (3, 1, 2):
        listening.hear(desk, on=date(2026, 4, day), status=SessionStatus.PAUSED)
    assert [(each.kind, each.day.day) for each in found(listening)[:-1]] == [
        (ReminderKind.NOT_ENDED, 1),
        (ReminderKind.NOT_ENDED, 2),
    ]


def test_they_are_said_by_their_day(listening):
    desk = listening.team("Service Desk")
    listening.hear(desk, on=date(2026, 4, 8), status=SessionStatus.CAPTURED)
    listening.hear(desk, listening.team("Infra"), on=date(2026, 3, 31), status=SessionStatus.DRAFT)
    said = [(when(each, listening.today), subject(each), detail(each)) for each in found(listening)]
    assert said == [
        (
            "9 days ago",
            "Hold or cancel L-02, Service Desk and Infra",
            "its day has passed, and it was not held",
        ),
        ("yesterday", "Review L-01, Service Desk", "no paper leaves before"),
        ("now", "Say when the programme ends", "until then nothing falls due for deletion"),
    ]
    assert when(found(listening)[0], listening.today, short=True) == "9 d ago"


def test_a_programme_says_what_is_not_set(listening):
    assert [each.kind for each in found(listening)] == [ReminderKind.NO_TEAMS, ReminderKind.NO_END]
    listening.team("Service Desk")
    programme = msgspec.structs.replace(listening.folder.programme, last_comparison=date(2027, 1, 1))
    listening.folder.file.put(programme)
    assert found(listening) == ()


def test_they_are_listed_without_a_screen(programme):
    shown = run("--as-of", "2026-03-20").stdout
    assert "Hold or cancel L-01, Service Desk" in shown
    assert "8 days ago" in shown
