"""What waits for the facilitators besides promises: the facts, the words, and the list without a screen."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import msgspec
import pytest

from facilitator.insight.reminders import ReminderKind, reminders
from facilitator.insight.waiting import ORDER
from facilitator.model.audience import AudienceKind, Visibility
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.project import Phase, Project
from facilitator.model.session import SessionStatus
from facilitator.model.trail import Issued
from facilitator.wording.due import detail, subject, when
from facilitator.workspace.waiting import what_waits
from tests.cli.command_line import run
from tests.making import View, session

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
        SessionStatus.REVIEWED: [ReminderKind.PAPER, ReminderKind.PAPER],
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
        (
            "yesterday",
            "Review L-01, Service Desk",
            "no paper leaves before; the thank-you note is due Fri 10 Apr",
        ),
        ("not set", "Say when the programme ends", "nothing is deleted until then"),
    ]
    assert when(found(listening)[0], listening.today, short=True) == "9 d ago"


def test_of_two_that_wait_for_the_same_day_the_older_session_comes_first_also_after_nine_hundred():
    friday, saturday = (datetime(2026, 11, day, 10, tzinfo=UTC) for day in (6, 7))
    held = ((1000, saturday), (999, friday), (1001, saturday))
    met = [
        SimpleNamespace(
            session=session(id=f"s{number}", number=number, planned_start=at, status=SessionStatus.CAPTURED)
        )
        for number, at in held
    ]
    waits = [each for each in reminders(View(), met, date(2026, 11, 30)) if each.session]
    assert len({each.due for each in waits}) == 1
    assert [each.short_id for each in waits] == ["L-999", "L-1000", "L-1001"]


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


PLAIN = date(2026, 4, 6)
"""The Monday of the session in the table."""


def told_on(listening, day):
    """What Home lists on a day, in words; in whichever order things happened, late stands first."""
    waiting = what_waits(listening.folder, day)
    stands = [ORDER.index(each.standing) for each in waiting.items]
    assert stands == sorted(stands)
    assert waiting.late == stands.count(0)
    return [f"{when(each, day)}: {subject(each)}" for each in waiting.items]


@pytest.mark.parametrize(
    ("what", "days", "told", "absent"),
    [
        ("planned", 0, None, "L-01"),
        ("planned", 1, "yesterday: Hold or cancel L-01, Desk", ""),
        ("captured", 0, "today: Review L-01, Desk", ""),
        ("captured", 1, "yesterday: Review L-01, Desk", ""),
        ("reviewed", 0, "in 2 days: Write the thank-you note of L-01, Desk", ""),
        ("reviewed", 2, "today: Write the thank-you note of L-01, Desk", ""),
        ("reviewed", 3, "1 day late: Write the thank-you note of L-01, Desk", ""),
        ("reviewed", 0, "in 7 days: Write the action plan of L-01, Desk", ""),
        ("written", 3, "in 4 days: Write the action plan of L-01, Desk", ""),
        ("written", 3, None, "thank-you"),
        ("all written", 3, "now: Hand over the papers of L-01, Desk", ""),
        ("written", 3, None, "Hand over the papers"),
        ("plan left", 1, None, "again"),
        ("plan behind", 1, "now: Hand over the action plan of L-01, Desk again", ""),
        ("plan behind, closed", 1, None, "again"),
        ("plan behind, met again", 20, None, "again"),
        ("plan behind for us alone", 1, None, "again"),
        ("nothing to say", 29, None, "You said"),
        ("shared", 3, None, "action plan"),
        ("follow-up", 1, "in 13 days: Follow-up, Desk", ""),
        ("follow-up", 15, "1 day late: Follow-up, Desk", ""),
        ("parked", 13, None, "Look again"),
        ("parked", 14, "in 7 days: Look again at idea 1, One list", ""),
        ("parked", 22, "1 day late: Look again at idea 1, One list", ""),
        ("unanswered", 13, "in 8 days: Answer idea 1, One list", ""),
        ("unanswered", 14, "in 7 days: Answer idea 1, One list", ""),
        ("half shared", 0, "in 2 days: Write the thank-you note of L-01, Desk", "action plan"),
        ("half shared", 3, "1 day late: Write the thank-you note of L-01, Desk", "action plan"),
        ("shared", 20, None, "You said"),
        ("shared", 21, "in 7 days: Write “You said, we did” of L-01, Desk", ""),
        ("reviewed", 29, "1 day late: Write “You said, we did” of L-01, Desk", ""),
        ("follow-up", 7, "in 7 days: Write “You said, we did” of L-01, Desk", ""),
        ("said", 29, None, "You said"),
        ("heard again", 29, None, "You said, we did” of L-01"),
        ("purge", 357, None, "Some may be deleted"),
        ("purge", 358, "in 7 days: Some may be deleted then", ""),
        ("purge", 364, "tomorrow: Some may be deleted then", ""),
        ("purge", 365, "now: Some may be deleted: Enter", ""),
        ("no teams", 0, "not set: Name the teams of the programme", ""),
        ("no end", 0, "not set: Say when the programme ends", ""),
    ],
)
def test_home_tells_what_is_next_before_it_is_late(listening, what, days, told, absent):
    if what != "no teams":
        happen(listening, what)
    listed = told_on(listening, PLAIN + timedelta(days=days))
    if told is None:
        assert not [line for line in listed if absent in line], listed
    else:
        assert told in listed, listed


def happen(listening, what):
    """One session, and what the table says of it."""
    desk = listening.team("Desk")
    states = {"planned": SessionStatus.DRAFT, "captured": SessionStatus.CAPTURED}
    status = states.get(what, SessionStatus.SHARED if "shared" in what else SessionStatus.REVIEWED)
    meeting = datetime(2026, 4, 20, 14, tzinfo=UTC) if what == "follow-up" else None
    file = listening.hear(desk, on=PLAIN, status=status, next_meeting=meeting)
    if what in ("parked", "unanswered"):
        back = PLAIN + timedelta(days=21)
        parked = {"status": IdeaStatus.PARKED, "review_on": back} if what == "parked" else {}
        file.put(ImprovementIdea(number=1, title="One list", **parked))
    if what == "purge":
        file.put(Observation(text="The form is long", kind="hurts"))
    if what == "heard again":
        listening.hear(desk, on=PLAIN + timedelta(days=20), status=SessionStatus.SHARED)
    if what != "nothing to say" and "plan" not in what:
        wide = {"visibility": Visibility.OPEN, "room_yes": PLAIN}
        file.put(ImprovementIdea(number=9, title="Told", status=IdeaStatus.DECLINED, answer="No", **wide))
    papers = {"written": ["thank-you"], "said": ["you-said"], "half shared": ["action-plan"]}
    papers["all written"] = ["thank-you", "action-plan"]
    for paper in papers.get(what, ["action-plan"] if what.startswith("plan") else []):
        left = {"document": paper, "format": "html", "audience": AudienceKind.TEAM, "teams": (desk.id,)}
        if "behind" in what:
            left["created"] = datetime(2026, 4, 7, tzinfo=UTC)
        listening.folder.file.put(Issued(sessions=(file.session.id,), digest="0" * 64, file="x", **left))
    if "behind" in what:
        seen = Visibility.FACILITATOR if "us alone" in what else Visibility.TEAM
        file.put(
            ImprovementIdea(number=8, title="New", status=IdeaStatus.DECLINED, answer="No", visibility=seen)
        )
    if "closed" in what:
        for status in (SessionStatus.SHARED, SessionStatus.CLOSED):
            file.put(file.session.moved_to(status))
    if "met again" in what:
        listening.hear(desk, on=PLAIN + timedelta(days=20), status=SessionStatus.REVIEWED)


def test_the_value_of_a_project_is_asked_about_from_its_day_on(listening):
    folder = listening.folder
    day = listening.today - timedelta(days=30)
    project = folder.file.put(Project(name="Library", phase=Phase.ROLLOUT, go_live=day))
    (asked,) = [each for each in found(listening) if each.kind is ReminderKind.VALUE_CHECK]
    assert (asked.record, asked.due, asked.days) == (project.id, listening.today, 0)
    assert (subject(asked), when(asked, listening.today)) == ("Ask what Library is worth", "today")
    folder.file.put(msgspec.structs.replace(project, go_live=day + timedelta(days=1)))
    assert ReminderKind.VALUE_CHECK not in kinds(listening)
