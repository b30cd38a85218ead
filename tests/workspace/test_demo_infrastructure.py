"""Session L-03 of the worked example, row by row as it is told."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from facilitator import resources
from facilitator.catalogue import load_catalogue
from facilitator.insight.follow_through import answers, on_time
from facilitator.insight.priorities import ice
from facilitator.model.action import Action, Commitment
from facilitator.model.base import texts_of
from facilitator.model.idea import DotVote, ImprovementIdea
from facilitator.model.interaction import Interaction, pain
from facilitator.model.observation import Observation
from facilitator.model.session import SegmentRun
from facilitator.workspace.folder.programme_folder import ProgrammeFolder

DEMO = Path(__file__).parents[2] / "sessions" / "demo"
AS_OF = date(2026, 4, 9)

INTERACTIONS = """
Change enablement | performs | weekly | 5 | 2 | 1 | majority | 20 | Business Applications, Service Desk
Project management | subject_to | monthly | 4 | 1 | 0 | consensus | 20 | Project Delivery Office
Problem management | contributes | monthly | 4 | 2 | 1 | split | 16 | Service Desk, Business Applications
Knowledge management | contributes | monthly | 4 | 2 | 1 | majority | 16 | Service Desk
Incident management | performs | daily | 5 | 3 | 2 | majority | 15 | Service Desk
Release management | contributes | monthly | 3 | 2 | 0 | majority | 12 | Business Applications
Service configuration management | contributes | weekly | 3 | 2 | 1 | single_voice | 12
  | Identity and Security
Monitoring and event management | owns | daily | 5 | 4 | 3 | consensus | 10 | Network and Wi-Fi
Information security management | performs | weekly | 5 | 4 | 3 | majority | 10 | Identity and Security
Infrastructure and platform management | owns | daily | 5 | 4 | 4 | consensus | 10 | Business Applications
"""

ROLE_ONLY = {
    "service_desk": "receives",
    "service_request_management": "performs",
    "deployment_management": "performs",
    "capacity_and_performance_management": "performs",
    "availability_management": "contributes",
    "supplier_management": "subject_to",
    "it_asset_management": "contributes",
}

NOTES = """
pride | Infrastructure and platform | 8 | open
  | Moved exam storage to cloud over the winter break and no student noticed.
pride | Infrastructure and platform | 7 | programme | Every restore test since September has passed.
works | Information security | 6 | partners
  | Security reviews our designs in a shared channel; answer same day.
works | Monitoring and event | 6 | team | Alerts go to whoever built the thing, so fixes are quick.
hurts | Change enablement | 8 | programme | Monthly patching needs the same five-page form every time.
hurts | Change enablement | 5 | partners | Board meets Tuesdays; anything found Wednesday waits six days.
works | Change enablement | 4 | partners | The one check that saved us asked “who is teaching then?”
hurts | Project | 8 | partners | We learned of the timetabling go-live from the invoice for servers.
hurts | Project | 6 | partners | Handover is a folder of links on the last Friday.
workaround | Project | 5 | team | We ring a friend in the project office to ask what is coming.
hurts | Problem | 7 | programme | Print queue outage fixed eleven times since autumn; nobody owns the cause.
puzzle | Problem | 4 | programme | Who decides that a cause is worth two weeks of work?
moment_of_truth | Incident | 6 | open
  | 08:50 Monday, shared drive gone, lecture at nine. The desk rang us, not a ticket, and she taught.
hurts | Incident | 7 | partners | Tickets reach us saying only “server slow”.
workaround | Knowledge | 5 | team | Private notebook of fixes because the article tool takes too long.
risk | Workforce and talent | 6 | team | One person understands the backup network.
parking | none | 3 | team | Could standby pay be looked at?
private | none | 0 | facilitator
  | The room tightened when the lead came back; two people never spoke after that.
"""

PARTNERS = {
    3: {"Identity and Security"},
    6: {"Business Applications", "Service Desk"},
    7: {"Business Applications", "Service Desk"},
    8: {"Project Delivery Office"},
    9: {"Project Delivery Office"},
    14: {"Service Desk"},
}
"""Who else may see the notes of `partners`."""

IDEAS = """
Pre-agreed standard change for monthly patching | 7 | 5/2/4 | 80 | done | 2026-03-17
Infrastructure and desk at the first meeting of every project | 6 | 4/2/3 | 48 | in_action | 2026-03-17
Fortnightly 20-minute problem huddle with desk and applications | 4 | 4/2/3 | 48 | in_action | 2026-03-17
Engineer drafts in the ticket, desk turns it into an article | 3 | 3/3/3 | 27 | in_action | 2026-03-17
One change calendar showing teaching-critical weeks | 2 | 4/3/4 | 48 | accepted | 2026-03-19
Three required facts before a ticket moves | 1 | 3/1/4 | 60 | in_action | 2026-03-17
Fill server owners from cloud tags | 1 | 3/4/2 | 12 | parked | 2026-03-24
An engineer spends one morning a month at the desk | 0 | 2/1/3 | 30 | captured | None
"""

ACTIONS = """
Write the patching standard change and get it authorised | Dev Pillai | 2026-03-26 | done | 2026-03-25
  | 1 | 2026-03-12
Try the checklist on the library project’s kick-off | Mina Reyes | 2026-04-02 | done | 2026-04-07 | 2
  | 2026-03-12
Hold the first huddle on the print queue | Kofi Lang | 2026-03-27 | done | 2026-03-27 | 3 | 2026-03-12
Agree the three ticket facts with the desk | Jo Marsh | 2026-03-31 | blocked | None | 6 | 2026-03-13
Draft four articles the new way | Sam Oduya | 2026-04-30 | started | None | 4 | 2026-03-12
"""

COMMITMENTS = """
Director of Digital | No project passes its first gate without a named support seat | 2026-04-30 | pending
Lead facilitator
  | Bring your question “Who decides that a cause is worth two weeks of work?” to leaders as a theme
  | 2026-03-27 | kept
"""


def lines(table):
    """Return the cells of a table above; an indented line goes on with the one before."""
    whole = table.strip().replace("\n  ", " ")
    return [tuple(line.split(" | ")) for line in whole.splitlines()]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Return the example, opened from a copy."""
    copy = shutil.copytree(DEMO, tmp_path_factory.mktemp("workspace") / "demo")
    folder = ProgrammeFolder(copy, load_catalogue(resources.workshops_dir()))
    yield folder
    folder.close()


@pytest.fixture(scope="module")
def heard(demo):
    """Return the file of session L-03."""
    (file,) = [file for file in demo.sessions if file.session.short_id == "L-03"]
    return file


def names(demo, ids):
    """Return the names of the teams with those ids."""
    return {demo.teams[id].name for id in ids}


def test_the_session(demo, heard):
    session = heard.session
    assert names(demo, session.teams) == {"Infrastructure and Cloud"}
    assert (session.script.key, session.script.minutes, session.minutes) == ("listening-technical", 90, 90)
    assert demo.local(session.planned_start).replace(tzinfo=None) == datetime(2026, 3, 12, 10, 0)
    assert demo.local(session.started_at).replace(tzinfo=None) == datetime(2026, 3, 12, 10, 4)
    assert demo.local(session.ended_at).replace(tzinfo=None) == datetime(2026, 3, 12, 11, 30)
    assert demo.local(session.next_meeting).replace(tzinfo=None) == datetime(2026, 4, 9, 14, 0)
    assert [demo.people[id].name for id in session.facilitators] == ["Priya Nand", "Tom Okafor"]
    assert (session.mode.value, session.status.value) == ("room", "shared")
    assert (session.attendance, session.lead_present.value) == (8, "part")
    assert session.agreement.agreed
    assert session.read_back.done
    assert session.focus == ("change_enablement", "project_management", "problem_management")
    assert session.fist_of_five.answers == (5, 5, 4, 4, 4, 4, 3, 3)
    assert session.roti.answers == (5, 5, 4, 4, 4, 4, 4, 3)
    assert (session.roti.median, session.roti.total) == (4, 8)


def test_the_plan_was_shortened_by_four_minutes(heard):
    runs = {(run.segment, run.part): run for run in heard.all(SegmentRun)}
    script = heard.session.script
    changed = {
        segment.key: sum(run.planned for (key, _), run in runs.items() if key == segment.key)
        for segment in script.segments
    }
    assert {key: minutes for key, minutes in changed.items() if minutes != script.segment(key).minutes} == {
        "stretch": 0,
        "impact": 4,
    }
    assert runs["stretch", 0].skipped
    assert not runs["stretch", 0].stretches
    assert sum(run.seconds for run in runs.values()) == 86 * 60


def test_seventeen_practices_are_touched_and_ten_rated(demo, heard):
    told = {each.practice: each for each in heard.all(Interaction)}
    assert len(told) == 34
    for name, role, often, importance, ease, rung, agreed, sore, partners in lines(INTERACTIONS):
        (key,) = [each.key for each in demo.catalogue.practices.values() if each.name == name]
        each = told.pop(key)
        assert (each.role.value, each.frequency.value) == (role, often)
        assert (each.importance, each.ease, int(each.rung)) == (int(importance), int(ease), int(rung))
        assert each.agreement.value == agreed
        assert each.split == ({"1": 5, "2": 3} if agreed == "split" else {})
        assert pain(each.importance, each.ease) == int(sore)
        assert names(demo, each.counterparts) == set(partners.split(", "))
    for key, role in ROLE_ONLY.items():
        each = told.pop(key)
        assert each.role.value == role
        assert each.frequency is each.importance is each.ease is each.rung is None
    assert len(told) == 17
    assert {(each.role.value, each.frequency.value) for each in told.values()} == {("none", "never")}


def test_the_notes(demo, heard):
    practices = demo.catalogue.practices
    for number, (note, row) in enumerate(zip(heard.all(Observation), lines(NOTES), strict=True), start=1):
        about = practices[note.practice].short_name if note.practice else "none"
        assert (note.kind, about, str(note.nods), note.visibility.value, note.text) == row
        assert note.number == number
        if note.visibility.value == "partners":
            assert names(demo, note.counterparts) == PARTNERS[number]
        assert note.segment in {segment.key for segment in heard.session.script.segments}


def test_the_ideas(heard):
    (vote,) = heard.all(DotVote)
    assert (vote.people, vote.cast, vote.left, vote.open, vote.revealed) == (8, 24, 0, False, True)
    dots = vote.dots
    for number, (idea, row) in enumerate(zip(heard.all(ImprovementIdea), lines(IDEAS), strict=True), start=1):
        placed = f"{idea.impact}/{idea.effort}/{idea.confidence}"
        score = ice(idea.impact, idea.confidence, idea.effort)
        told = (idea.title, dots[idea.id], placed, score, idea.status.value, idea.first_answered)
        assert tuple(str(cell) for cell in told) == row
        assert idea.number == number
        assert idea.visibility.value == ("partners" if number == 8 else "programme")
    assert heard.all(ImprovementIdea)[6].review_on == date(2026, 9, 1)


def test_idea_eight_is_for_the_desk(demo, heard):
    assert names(demo, heard.all(ImprovementIdea)[7].counterparts) == {"Service Desk"}


def test_the_actions(demo, heard):
    numbers = {idea.id: idea.number for idea in heard.all(ImprovementIdea)}
    for number, (action, row) in enumerate(zip(heard.all(Action), lines(ACTIONS), strict=True), start=1):
        (idea,) = [numbers[id] for id in action.ideas]
        owner = demo.people[action.owner].name
        told = (action.text, owner, action.due, action.status.value, action.done_on, idea, action.accepted_on)
        assert tuple(str(cell) for cell in told) == row
        assert (action.number, action.due_now) == (number, None)
    first, _, _, fourth, _ = heard.all(Action)
    (benefit,) = first.benefits
    assert benefit.text == "saved about 40 minutes"
    assert (benefit.evidence.value, benefit.cases) == ("reported", 1)
    assert fourth.blocked_by == "the form change waits for the supplier"


def test_the_commitments(demo, heard):
    told = [(each.role, each.text, str(each.by), each.status.value) for each in heard.all(Commitment)]
    assert told == lines(COMMITMENTS)
    director, priya = heard.all(Commitment)
    assert director.person is None
    assert demo.people[priya.person].name == "Priya Nand"
    assert priya.kept_on <= priya.by


def test_what_became_of_it(demo, heard):
    done = on_time(heard.all(Action), AS_OF)
    assert (done.kept, done.due) == (2, 4)
    day = demo.local(heard.session.planned_start).date()
    ideas = [(idea, day) for idea in heard.all(ImprovementIdea)]
    answered = answers(ideas, AS_OF, demo.programme.working_days)
    assert (answered.answered, answered.asked, answered.latency) == (7, 8, 3)
    assert answered.oldest.number == 8
    assert (answered.oldest_days, answered.oldest_working_days) == (28, 20)


def test_no_other_idea_waits_as_long(demo, heard):
    everything = [
        (idea, demo.local(file.session.planned_start).date())
        for file in demo.sessions
        for idea in file.all(ImprovementIdea)
    ]
    oldest = answers(everything, AS_OF, demo.programme.working_days).oldest
    assert oldest in heard.all(ImprovementIdea)
    assert "engineer spends one morning" in " ".join(text for _, text in texts_of(oldest))
