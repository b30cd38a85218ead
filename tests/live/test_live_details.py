"""What is known beside the words, lines nobody finished, and sessions held on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.errors import RuleBroken
from facilitator.live.desk import SessionDesk
from facilitator.live.paper_entry.entry import ON_PAPER
from facilitator.live.session import LiveSession
from facilitator.model.action import ActionSize
from facilitator.model.audience import Visibility
from facilitator.model.idea import Benefit, Evidence, Reach
from facilitator.model.interaction import Channel
from facilitator.model.observation import Dimension, Observation
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.workspace.listening import DEV, PEOPLE, PRACTICES, SAM, TEAMS, planned


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def live(tmp_path: Path, clock: FakeClock) -> Iterator[LiveSession]:
    file = SessionFile(tmp_path / "session.json", clock=clock.now)
    file.put(planned())
    yield LiveSession(
        SessionDesk(
            file, clock=clock, today=date(2026, 3, 12), practices=PRACTICES, teams=TEAMS, people=PEOPLE
        )
    )
    file.close()


# What is known about an idea


def test_an_idea_has_reach_dimensions_and_the_notes_it_comes_from(live: LiveSession) -> None:
    note = live.notes.add("Every restart waits for the board", "hurts")
    idea = live.ideas.add("Agree safe restarts", from_notes=[note])
    live.ideas.set_reach(idea, Reach.TWO_TEAMS)
    live.ideas.switch_dimension(idea, Dimension.PROCESSES)
    live.ideas.switch_dimension(idea, Dimension.PEOPLE)
    live.ideas.switch_origin(idea, note)
    known = live.ideas.all[0]
    assert (known.reach, known.dimensions) == (Reach.TWO_TEAMS, (Dimension.PEOPLE, Dimension.PROCESSES))
    assert known.from_notes == ()
    live.ideas.switch_dimension(idea, Dimension.PEOPLE)
    live.ideas.switch_origin(idea, note)
    assert live.ideas.all[0].dimensions == (Dimension.PROCESSES,)
    assert live.ideas.all[0].from_notes == (note.id,)


def test_what_was_asked_for_can_be_told_in_new_words(live: LiveSession) -> None:
    idea = live.ideas.add("Agree safe restarts")
    live.ideas.reword(idea, "Every restart\nwaits.  ")
    assert (live.ideas.all[0].title, live.ideas.all[0].said) == (
        "Agree safe restarts",
        "Every restart waits.",
    )
    live.undo()
    assert live.ideas.all[0].said == ""


def test_each_group_has_one_gain_which_can_be_taken_off(live: LiveSession) -> None:
    idea = live.ideas.add("Agree safe restarts")
    live.ideas.set_benefit(idea, "users", Benefit(group="users", text="fewer restarts"))
    live.ideas.set_benefit(idea, "team", Benefit(group="team", text="an evening back"))
    live.ideas.set_benefit(
        idea, "users", Benefit(group="users", text="none by day", evidence=Evidence.MEASURED)
    )
    assert {each.group: each.text for each in live.ideas.all[0].benefits} == {
        "team": "an evening back",
        "users": "none by day",
    }
    live.ideas.set_benefit(idea, "team", None)
    assert [each.group for each in live.ideas.all[0].benefits] == ["users"]


def test_an_action_is_changed_as_a_whole_or_not_at_all(live: LiveSession) -> None:
    live.course.start()
    action = live.actions.add("Write it down", DEV.id, date(2026, 3, 20))
    changed = dict(
        text="Write it", first_step="Ask Jo", help_needed="", size=ActionSize.QUARTER, counterparts=()
    )
    live.actions.change(action, owner=SAM.id, due=date(2026, 3, 27), **changed)  # type: ignore[arg-type]
    now = live.actions.all[0]
    assert (now.text, now.owner, now.due, now.size) == (
        *("Write it", SAM.id, date(2026, 3, 27)),
        ActionSize.QUARTER,
    )
    with pytest.raises(RuleBroken):
        live.actions.change(action, owner=DEV.id, due=date(2026, 3, 1), **changed)  # type: ignore[arg-type]
    assert live.actions.all[0] == now
    live.undo()
    assert live.actions.all[0].owner == DEV.id


def test_saving_an_action_unchanged_moves_no_date(live: LiveSession) -> None:
    live.course.start()
    action = live.actions.add("Write it down", DEV.id, date(2026, 3, 20))
    live.course.finish()
    live.frame.read_back_done()
    live.frame.review()
    live.actions.set_due(action, date(2026, 3, 30))
    shown = live.actions.all[0].due_date
    live.actions.change(
        action,
        text=action.text,
        owner=DEV.id,
        due=shown,
        first_step="Ask Jo",
        help_needed="",
        counterparts=action.counterparts,
        size=action.size,
    )
    assert (live.actions.all[0].due, live.actions.all[0].due_now) == (date(2026, 3, 20), date(2026, 3, 30))


def test_a_score_is_shared_only_on_the_rooms_yes(live: LiveSession) -> None:
    live.touch.set_ease("change_enablement", 2)
    live.touch.name_counterparts("change_enablement", ["t-desk", "t-apps"])
    live.touch.set_side("change_enablement", "t-apps", ease=None, passes="")
    (side,) = live.touch.told_sides
    assert not side.agreed_for_sharing
    live.touch.share_side(side, True)
    assert [each.agreed_for_sharing for each in live.touch.told_sides] == [True]
    assert live.undo_label == "Change enablement: shared with Service Desk"
    assert live.touch.told_sides[0].visibility is Visibility.PARTNERS
    live.touch.share_side(side, False)
    (side,) = live.touch.told_sides
    assert (side.agreed_for_sharing, side.visibility, side.room_yes) == (False, Visibility.TEAM, None)


def test_an_interface_says_what_passes_and_how(live: LiveSession) -> None:
    live.touch.name_counterparts("change_enablement", ["t-desk"])
    side = live.touch.set_side(
        "change_enablement",
        "t-desk",
        ease=3,
        passes="the form",
        channel=Channel.TICKET,
        expectation="an answer in a day",
    )
    assert (side.passes, side.channel, side.expectation) == ("the form", Channel.TICKET, "an answer in a day")


def test_a_note_is_about_a_dimension(live: LiveSession) -> None:
    note = live.notes.add("The vendor answers in weeks", "hurts")
    assert live.notes.set_dimension(note, Dimension.PARTNERS).dimension is Dimension.PARTNERS
    assert live.notes.set_dimension(note, None).dimension is None


# Lines that nobody finished


def test_a_half_line_becomes_a_note_where_it_was_begun(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("pride")
    live.course.finish("We moved the")
    (draft,) = live.drafts.waiting
    note = live.line.finish_line(draft, "We moved the library +3")
    assert isinstance(note, Observation)
    assert (note.text, note.kind, note.segment, note.nods) == ("We moved the library", "pride", "pride", 3)
    assert live.drafts.waiting == ()
    live.undo()
    assert [each.text for each in live.drafts.waiting] == ["We moved the"]
    assert not live.notes.all


def test_a_half_line_of_the_ideas_becomes_an_idea(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("ideas")
    live.course.finish("One calendar for")
    live.line.finish_line(live.drafts.waiting[0], "One calendar for cranes")
    assert [idea.title for idea in live.ideas.all] == ["One calendar for cranes"]


def test_nods_alone_and_an_empty_line_finish_nothing_by_mistake(live: LiveSession) -> None:
    live.course.start()
    live.course.finish("+1")
    (draft,) = live.drafts.waiting
    assert live.line.finish_line(draft, "  ") is None
    assert live.drafts.waiting == (draft,)
    note = live.line.finish_line(draft, "+1")
    assert isinstance(note, Observation)
    assert note.text == "+1"


def test_a_half_line_can_be_let_go_and_brought_back(live: LiveSession) -> None:
    live.course.start()
    live.course.finish("- the fo")
    live.drafts.discard(live.drafts.waiting[0])
    assert live.drafts.waiting == ()
    live.undo()
    assert [each.text for each in live.drafts.waiting] == ["- the fo"]


def test_what_is_typed_from_paper_is_no_half_line(live: LiveSession) -> None:
    live.drafts.keep("- one", ON_PAPER)
    assert live.drafts.waiting == ()


# Held on paper


def test_a_session_held_on_paper_was_held_when_it_was_planned(live: LiveSession, clock: FakeClock) -> None:
    clock.set_wall(datetime(2026, 3, 13, 9, 0, tzinfo=UTC))
    session = live.frame.held_on_paper()
    assert session.status is SessionStatus.CAPTURED
    assert session.started_at == session.planned_start
    assert session.ended_at == datetime(2026, 3, 12, 11, 30, tzinfo=UTC)
    live.undo()
    assert live.session.status is SessionStatus.DRAFT


def test_one_planned_for_later_was_held_now(live: LiveSession, clock: FakeClock) -> None:
    clock.set_wall(datetime(2026, 3, 11, 9, 0, tzinfo=UTC))
    session = live.frame.held_on_paper()
    assert session.started_at == session.ended_at == clock.now()


def test_only_a_planned_session_was_held_on_paper(live: LiveSession) -> None:
    live.course.start()
    with pytest.raises(RuleBroken, match="was not held on paper"):
        live.frame.held_on_paper()
