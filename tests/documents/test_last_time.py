"""Papers of a second session: what changed since last time, and what became of everything that was said."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from facilitator.documents import render
from facilitator.insight.last_time import Reply
from facilitator.model import audience
from facilitator.model.action import Action
from facilitator.model.audience import Visibility
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.ladder import Rung
from facilitator.model.observation import Observation
from facilitator.model.session import ReadBack, SessionStatus
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.planning import planned_session
from facilitator.workspace.release.release import for_audience
from tests.documents.worlds import THEIRS, World, folder_of


@pytest.fixture
def demo(tmp_path):
    _, folder = open_demo(tmp_path / "workspace")
    yield folder
    folder.close()


@pytest.fixture
def hear(demo):
    """Hear Infrastructure and Cloud again, and return the file of its reviewed session."""
    team = next(each for each in demo.teams.values() if each.name == "Infrastructure and Cloud")

    def hear(status=SessionStatus.REVIEWED, days=0, unread=""):
        start = demo.now() + timedelta(days=days)
        plan = planned_session(demo, [team], demo.catalogue.script("listening-60"), start)
        read_back = ReadBack(done=not unread, at=start, why_not=unread)
        return demo.add_session(
            msgspec.structs.replace(plan, status=status, read_back=read_back, started_at=start, attendance=7)
        )

    return hear


def rate(file, practice, rung):
    file.put(
        Interaction(team=file.session.teams[0], practice=practice, role=TouchRole.PERFORMS, rung=Rung(rung))
    )


def said(demo, document, file, format="md"):
    return " ".join(render.render(demo, document, session=file, format=format).split())


def test_the_plan_says_what_changed_in_words_and_without_percentages(demo, hear):
    file = hear()
    rate(file, "change_enablement", 3)
    rate(file, "incident_management", 1)
    rate(file, "problem_management", 1)
    rate(file, "risk_management", 2)
    plan = said(demo, "action-plan", file)
    since = plan.partition("## Since last time, 12 March")[2].partition("## How each practice runs")[0]
    for row in (
        "| Change enablement | **1** Scripted | **3** Collaborative | rose 2 |",
        "| Incident management | **2** Understood | **1** Scripted | fell 1 |",
        "| Problem management | **1** Scripted | **1** Scripted | same |",
        "Of 5 actions, 3 are done, 1 is started and 1 is blocked.",
        "| L-03/A-1 | Write the patching standard change and get it authorised | **Done** 25 March, on time.",
        "Not asked again:",
        "Two rooms, not the same people",
    ):
        assert row in since
    assert "Risk management" not in since, "it had no rung then"
    assert "%" not in since
    assert "from 2 listening sessions (L-03, L-05)" in plan


@pytest.mark.parametrize("format", ["html", "docx", "pdf", "txt"])
def test_every_format_of_the_plan_has_it(demo, hear, format):
    file = hear()
    rate(file, "change_enablement", 3)
    content = render.render_bytes(demo, "action-plan", session=file, format=format)
    assert content
    if format in ("html", "txt"):
        assert "Since last time, 12 March" in content.decode()


def test_a_first_session_has_nothing_of_it(demo):
    (first,) = (each for each in demo.sessions if each.session.short_id == "L-03")
    plan = said(demo, "action-plan", first)
    assert "Since last time" not in plan
    assert "from 1 listening session (L-03)" in plan


def test_what_was_not_reviewed_does_not_leave(demo, hear):
    between, file = hear(SessionStatus.CAPTURED, days=-1), hear()
    between.put(Action(text="Still with us alone", number=1))
    rate(between, "change_enablement", 4)
    rate(file, "change_enablement", 3)
    plan = said(demo, "action-plan", file)
    assert "Still with us alone" not in plan
    assert "| Change enablement | **1** Scripted | **3** Collaborative | rose 2 |" in plan


def test_what_only_the_facilitators_see_is_not_on_it(demo, hear):
    (first,) = (each for each in demo.sessions if each.session.short_id == "L-03")
    first.put(Action(text="CANARY ask about the pay", number=9, visibility=Visibility.FACILITATOR))
    file = hear()
    assert "CANARY" not in said(demo, "action-plan", file) + said(demo, "you-said", file)


def test_the_brief_names_the_sessions_of_its_own_team(demo, hear):
    """They are no secret to it, whether or not an action there names somebody else."""
    file = hear()
    brief = said(demo, "technical-brief", file)
    assert "| L-03/A-5 | Draft four articles the new way" in brief
    assert "from 3 listening sessions (L-01, L-03, L-05)" in brief


def test_you_said_we_did_covers_all_sessions_of_the_team(demo, hear):
    file = hear()
    yes = {"room_yes": demo.today(), "visibility": Visibility.PROGRAMME}
    file.put(ImprovementIdea(title="A board for changes", number=1, status=IdeaStatus.ACCEPTED, **yes))
    file.put(ImprovementIdea(title="Only ours", number=2))
    paper = said(demo, "you-said", file)
    assert "of what others may read: 2 done, 7 on the way, 1 not for now, 1 still open." in paper
    assert "A board for changes *(idea 1)*" in paper
    assert "*(idea L-03/I-1)*" in paper
    assert "(action L-03/A-1, Dev Pillai)" in paper
    assert "Only ours" not in paper
    assert "Business Applications" not in paper
    assert "from 2 listening sessions (L-03, L-05)" in paper


def test_it_prints_what_came_of_a_done_idea(demo):
    (first,) = (each for each in demo.sessions if each.session.short_id == "L-03")
    done = next(each for each in first.all(ImprovementIdea) if each.number == 1)
    assert done.answer
    assert done.answer.rstrip(".") in said(demo, "you-said", first)


def test_a_practice_whose_role_alone_was_confirmed_is_named_as_not_rated_again(demo, hear):
    file = hear()
    rate(file, "change_enablement", 3)
    team = file.session.teams[0]
    file.put(Interaction(team=team, practice="problem_management", role=TouchRole.PERFORMS))
    for format in ("md", "txt"):
        plan = said(demo, "action-plan", file, format)
        assert "Asked, but not rated again: problem management." in plan
        not_again = plan.partition("Not asked again:")[2].partition("not the same as unchanged")[0]
        assert "problem management" not in not_again


def test_a_plan_of_a_session_without_a_read_back_says_so_and_not_why(demo, hear):
    read, unread = hear(days=-1), hear(unread="CANARY the room was needed")
    for file in (read, unread):
        file.put(Observation(text="Changes wait for the board", kind="hurts"))
    assert "As read back on the day." in said(demo, "action-plan", read)
    plan = said(demo, "action-plan", unread)
    assert "As read back" not in plan
    assert "Not read back to you." in plan
    assert "CANARY" not in plan


def test_a_parked_idea_and_no_parked_remark_do_not_contradict_each_other(demo, hear):
    file = hear()
    on = demo.today() + timedelta(days=90)
    parked = IdeaStatus.PARKED
    file.put(ImprovementIdea(number=1, title="A calendar", status=parked, answer="Not now", review_on=on))
    plan = said(demo, "action-plan", file)
    assert "No remark is listed as parked. A parked idea stands among the ideas." in plan
    assert "A calendar" in plan


def test_an_idea_taken_up_inside_its_team_has_its_answer_for_those_who_read_the_idea_alone():
    folder = folder_of(World(40, True, "mixed", False, 9, "mixed"))
    before, own = sorted(folder.sessions, key=lambda file: file.session.number)[:2]
    told = for_audience(folder, audience.partners(THEIRS), [own, before]).last_time
    replies = {each.idea.title: each.reply for each in told.ideas}
    assert (replies["Idea inside"], replies["Idea ours"]) == (Reply.YES, Reply.OWED)
