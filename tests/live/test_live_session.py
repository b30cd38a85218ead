from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from facilitator.errors import ChangedMeanwhile, NotSaved, RuleBroken
from facilitator.live.course.agenda import RowState
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import Visibility
from facilitator.model.base import Record
from facilitator.model.idea import IdeaStatus, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Frequency, Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Agreement
from facilitator.model.observation import Effect, Observation
from facilitator.model.person import Person
from facilitator.model.registry import entities_of
from facilitator.model.session import LeadPresent, OnScreen, SegmentRun, SessionStatus
from facilitator.workspace.folder.session_files import SessionFile
from tests.clock import FakeClock
from tests.conftest import Medium
from tests.workspace.listening import DEV, JO, PEOPLE, PRACTICES, SAM, TEAMS, planned

TODAY = date(2026, 3, 12)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def file(tmp_path: Path, clock: FakeClock) -> Iterator[SessionFile]:
    file = SessionFile(tmp_path / "session.json", clock=clock.now)
    file.put(planned())
    yield file
    file.close()


def open_live(file: SessionFile, clock: FakeClock, **options: object) -> LiveSession:
    return LiveSession(
        SessionDesk(
            file,
            clock=clock,
            today=TODAY,
            practices=PRACTICES,
            teams=TEAMS,
            people=PEOPLE,
            **options,  # type: ignore[arg-type]
        )
    )


@pytest.fixture
def live(file: SessionFile, clock: FakeClock) -> LiveSession:
    return open_live(file, clock)


def go_on(live: LiveSession, clock: FakeClock, seconds: float) -> None:
    """Let time pass while the screen ticks."""
    for _ in range(int(seconds // 60)):
        clock.pass_time(60)
        live.timing.tick()
    clock.pass_time(seconds % 60)
    live.timing.tick()


def everything(file: SessionFile) -> dict[str, Record]:
    """Return every record of a file, without the times of change."""
    return {
        record.id: msgspec.structs.replace(record, changed=record.created)
        for kind in entities_of("session")
        for record in file.all(kind)
    }


# Time and segments


def test_start_runs_the_first_segment(live: LiveSession, clock: FakeClock) -> None:
    live.course.start()
    go_on(live, clock, 75)
    assert live.session.status is SessionStatus.RUNNING
    assert live.session.started_at == datetime(2026, 3, 12, 10, 4, tzinfo=UTC)
    assert live.timing.agenda.current is not None
    assert live.timing.agenda.current.key == "welcome"
    assert live.timing.elapsed() == 75
    assert live.timing.remaining() == 5 * 60 - 75


def test_four_minutes_late_is_won_back_by_stretch_and_impact(live: LiveSession, clock: FakeClock) -> None:
    live.course.start()
    assert live.timing.minutes_late() == 4
    assert live.timing.projected_end() == datetime(2026, 3, 12, 11, 34, tzinfo=UTC)
    replan = live.course.propose()
    assert [(row.key, row.before, row.after) for row in replan.changed] == [
        ("stretch", 2, 0),
        ("impact", 6, 4),
    ]
    assert replan.sentence == "Shorten two segments and you still end in time."
    live.course.apply_replan(replan)
    assert live.timing.minutes_late() == 0
    assert live.timing.agenda.row("stretch").state is RowState.SKIPPED
    assert live.timing.agenda.row("stretch").difference == -2
    assert live.timing.agenda.row("impact").planned == 4
    live.course.go_to("deep")
    row = live.course.next_segment()
    assert row is not None
    assert row.key == "ideas", "the dropped stretch is passed over"
    live.undo()
    live.undo()
    assert live.undo_label == "new plan"
    live.undo()
    assert live.timing.minutes_late() == 4


def test_pause_stops_the_clock_and_resume_lets_it_go_on(live: LiveSession, clock: FakeClock) -> None:
    live.course.start()
    go_on(live, clock, 60)
    live.course.pause()
    go_on(live, clock, 600)
    assert live.timing.elapsed() == 60
    assert live.course.is_paused
    assert live.timing.minutes_late() == 4 + 10
    live.course.resume()
    go_on(live, clock, 30)
    assert live.timing.elapsed() == 90
    assert live.timing.agenda.seconds == 90


def test_setting_the_wall_clock_changes_nothing_in_elapsed(live: LiveSession, clock: FakeClock) -> None:
    live.course.start()
    go_on(live, clock, 60)
    clock.set_wall(datetime(2026, 3, 12, 8, 0, tzinfo=UTC))
    assert live.timing.elapsed() == 60
    clock.set_wall(datetime(2027, 1, 1, tzinfo=UTC))
    go_on(live, clock, 60)
    assert live.timing.elapsed() == 120
    live.course.next_segment()
    assert live.records.all(SegmentRun)[0].seconds == 120


def test_an_hour_with_the_lid_closed_is_sleep(live: LiveSession, clock: FakeClock) -> None:
    live.course.start()
    go_on(live, clock, 60)
    clock.pass_time(3600)
    assert live.timing.tick() == 3600
    assert live.timing.tick() == 0
    assert live.timing.elapsed() == 60


def test_going_on_keeps_the_half_typed_line(live: LiveSession, clock: FakeClock) -> None:
    live.course.start()
    live.course.next_segment("  - we never hear\x1b[31m ba")
    assert live.drafts.text_in("welcome") == "  - we never hear ba"
    assert live.undo_label == "on to Why you"
    live.undo()
    assert live.timing.agenda.current is not None
    assert live.timing.agenda.current.key == "welcome"
    assert live.drafts.text_in("welcome") == ""
    live.redo()
    back = live.course.previous_segment()
    assert back is not None
    assert back.key == "welcome"
    assert live.drafts.text_in("welcome") == "  - we never hear ba"
    live.course.next_segment("")
    assert live.drafts.text_in("welcome") == "", "a line left empty lets the draft go"


def test_time_goes_on_as_if_nothing_happened_when_a_move_is_undone(
    live: LiveSession, clock: FakeClock
) -> None:
    live.course.start()
    go_on(live, clock, 60)
    live.course.next_segment()
    go_on(live, clock, 30)
    assert live.timing.elapsed() == 30
    live.undo()
    assert live.timing.elapsed() == 90
    live.redo()
    assert live.timing.elapsed() == 30


def test_the_last_segment_does_not_finish(live: LiveSession, clock: FakeClock) -> None:
    live.course.start()
    live.course.go_to("close")
    assert live.course.next_segment("thank you for") is None
    assert live.session.status is SessionStatus.RUNNING
    live.course.finish("thank you for")
    assert live.session.status is SessionStatus.CAPTURED
    assert live.drafts.text_in("close") == "thank you for"
    assert live.timing.agenda.current is None
    assert live.timing.agenda.row("ideas").state is RowState.SKIPPED
    assert live.timing.agenda.row("close").state is RowState.DONE


def test_skipping_needs_a_reason_and_goes_on(live: LiveSession) -> None:
    live.course.start()
    live.course.next_segment()
    with pytest.raises(RuleBroken):
        live.course.skip("  ")
    live.course.skip("said at the door")
    row = live.timing.agenda.row("why")
    assert row.state is RowState.SKIPPED
    assert row.skipped == "said at the door"
    assert live.timing.agenda.current is not None
    assert live.timing.agenda.current.key == "pride"


def test_a_segment_can_be_given_more_minutes(live: LiveSession) -> None:
    live.course.start()
    live.course.extend(2)
    assert live.undo_label == "2 minutes more for Welcome"
    assert live.timing.remaining() == 7 * 60
    assert live.timing.minutes_late() == 6


def test_deep_listening_goes_through_the_focus_part_by_part(live: LiveSession, clock: FakeClock) -> None:
    live.frame.set_focus(("change_enablement", "project_management", "problem_management"))
    live.course.start()
    live.course.go_to("deep")
    assert (live.position.practice, live.position.part, live.timing.remaining()) == (
        "change_enablement",
        0,
        480,
    )
    go_on(live, clock, 420)
    live.course.next_part()
    assert live.undo_label == "on to Project management"
    assert (live.position.practice, live.position.part, live.timing.remaining()) == (
        "project_management",
        1,
        480,
    )
    live.course.pause()
    live.course.resume()
    go_on(live, clock, 540)
    assert live.timing.remaining() == -60
    live.course.next_part()
    assert not live.position.has_next_part
    with pytest.raises(RuleBroken, match="last part"):
        live.course.next_part()
    row = live.timing.agenda.current
    assert row is not None
    assert (row.planned, row.seconds) == (24, 960)
    live.course.next_segment()
    live.course.previous_segment()
    assert live.position.part == 2


def test_recover_leaves_a_stopped_session_paused_at_its_last_change(
    file: SessionFile, live: LiveSession, clock: FakeClock, tmp_path: Path
) -> None:
    live.course.start()
    go_on(live, clock, 60)
    live.course.next_segment()
    go_on(live, clock, 100)
    live.line.capture("What would make this worth it")
    live.drafts.keep("half a li")
    go_on(live, clock, 40)
    file.close()

    clock.pass_time(4000)
    clock.seconds = 5.0
    again = SessionFile(tmp_path / "session.json", clock=clock.now)
    live = open_live(again, clock)
    assert live.course.recover() == 100
    assert live.session.status is SessionStatus.PAUSED
    assert live.timing.agenda.current is not None
    assert live.timing.agenda.current.key == "why"
    assert live.drafts.text_in("why") == "half a li"
    live.course.resume()
    go_on(live, clock, 5)
    assert live.timing.elapsed() == 105
    assert live.course.recover() == 105, "a session this process runs is left alone"
    again.close()


def test_a_follower_goes_by_the_wall_clock(live: LiveSession, file: SessionFile, clock: FakeClock) -> None:
    live.course.start()
    go_on(live, clock, 80)
    other = FakeClock(clock.wall)
    assert open_live(file, other).timing.elapsed() == 80


def test_a_session_held_on_quite_another_day_is_not_late(live: LiveSession, clock: FakeClock) -> None:
    clock.set_wall(datetime(2026, 3, 20, 15, 0, tzinfo=UTC))
    assert live.timing.minutes_late() == 0
    live.course.start()
    assert live.timing.minutes_late() == 0
    live.course.pause()
    go_on(live, clock, 300)
    assert live.timing.minutes_late() == 5


def test_before_its_time_a_session_ends_as_planned(live: LiveSession, clock: FakeClock) -> None:
    clock.set_wall(datetime(2026, 3, 12, 9, 30, tzinfo=UTC))
    assert live.timing.projected_end() == live.timing.planned_end == datetime(2026, 3, 12, 11, 30, tzinfo=UTC)
    with pytest.raises(RuleBroken, match="not under way"):
        live.course.next_segment()
    assert (live.timing.elapsed(), live.timing.remaining(), live.position.segment, live.position.part) == (
        0,
        0,
        None,
        0,
    )
    live.course.start()
    assert live.timing.minutes_late() == -30
    with pytest.raises(RuleBroken, match="under way already"):
        live.course.start()
    live.course.finish()
    with pytest.raises(RuleBroken):
        live.course.start()


def test_what_was_in_the_script_only_counts(live: LiveSession, file: SessionFile) -> None:
    file.put(SegmentRun(segment="from_elsewhere", planned=5))
    live.course.start()
    assert live.timing.agenda.current is not None
    assert live.timing.agenda.seconds == 0


# Writing


def test_lines_become_notes_of_the_segment(live: LiveSession) -> None:
    live.frame.set_focus(("change_enablement",))
    live.course.start()
    live.course.go_to("deep")
    note = live.line.capture("Board meets Tuesdays; anything found Wednesday waits six days @desk +5 !!")
    assert isinstance(note, Observation)
    assert note.text == "Board meets Tuesdays; anything found Wednesday waits six days"
    assert (note.kind, note.practice, note.segment) == ("hurts", "change_enablement", "deep")
    assert (note.nods, note.intensity, note.counterparts) == (5, 2, ("t-desk",))
    assert (note.number, note.visibility) == (1, Visibility.TEAM)
    assert live.undo_label == "note “Board meets Tuesdays…”"
    live.undo()
    assert live.notes.all == ()


def test_a_private_note_tells_nothing_in_its_label(live: LiveSession) -> None:
    live.course.start()
    note = live.line.capture("(the room tightened)")
    assert isinstance(note, Observation)
    assert note.visibility is Visibility.FACILITATOR
    assert note.text == "the room tightened"
    assert live.undo_label == "private note"


def test_an_empty_line_is_nothing(live: LiveSession) -> None:
    assert live.line.capture("  \t ") is None
    assert live.undo_label != ""
    assert live.notes.all == ()


def test_plus_one_nods_the_last_note_and_is_text_before_there_is_one(live: LiveSession) -> None:
    live.course.start()
    first = live.line.capture("+1")
    assert isinstance(first, Observation)
    assert first.text == "+1"
    live.line.capture("- the form")
    nodded = live.line.capture("+3")
    assert isinstance(nodded, Observation)
    assert (nodded.text, nodded.nods) == ("the form", 3)
    assert live.undo_label == "3 nods on note 2"


def test_pasted_lines_are_one_change_of_the_current_kind(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("ideas")
    made = live.line.capture_many("- one thing\n\n* another\n3. + a third\n")
    assert [record.title for record in made if isinstance(record, ImprovementIdea)] == [
        "one thing",
        "another",
        "a third",
    ]
    assert live.undo_label == "3 pasted ideas"
    live.undo()
    assert live.ideas.all == ()
    assert live.line.capture_many(" \n - \n") == ()


def test_pasted_lines_keep_their_sign_where_they_carry_no_bullet(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("deep")
    made = live.line.capture_many(
        "? who decides\n! the disk is old\n• a bullet\n2. ? a number\nh: by letter\n+7\n* that we laugh"
    )
    assert [(note.kind, note.text) for note in made if isinstance(note, Observation)] == [
        ("puzzle", "who decides"),
        ("risk", "the disk is old"),
        (live.position.kind, "a bullet"),
        (live.position.kind, "? a number"),
        ("hurts", "by letter"),
        (live.position.kind, "+7"),
        ("pride", "that we laugh"),
    ]
    live.undo()
    assert live.notes.all == ()


def test_what_counts_in_notes_alone_stays_text_in_ideas_and_actions_and_is_told(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("ideas")
    for line, stays in (
        ("One calendar #change @desk", ""),
        ("One calendar +5", "+5"),
        ("One calendar !!", "!!"),
        ("+5 of us want it", ""),
        ("! nobody keeps it up +5", ""),
    ):
        assert live.line.read(line).stays == stays, line
    idea = live.line.capture("One calendar +5")
    assert isinstance(idea, ImprovementIdea)
    assert idea.title == "One calendar +5"
    live.course.go_to("actions")
    assert live.line.read("Ask about #change soon @sam").stays == "#change"
    assert live.line.read("Ask the desk +2").stays == "+2"


def test_a_sign_makes_a_note_of_a_line_among_ideas(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("ideas")
    assert live.position.kind == "idea"
    assert isinstance(live.line.capture("One change calendar #change"), ImprovementIdea)
    assert isinstance(live.line.capture("! nobody will keep it up"), Observation)
    live.choices.cycle_kind()
    assert live.position.kind == "parking"
    live.choices.cycle_kind(-1)
    live.choices.take_instrument("notes")
    assert live.position.kind == "parking"
    live.course.next_segment()
    assert live.position.instrument == "vote"


def test_notes_go_under_any_practice_those_of_focus_and_shortlist_first(live: LiveSession) -> None:
    live.course.start()
    assert live.position.practice is None
    live.frame.set_focus(["risk_management"])
    practices = live.choices.practices
    assert practices[:2] == ("risk_management", "change_enablement")
    assert sorted(practices) == sorted(each.key for each in live.desk.offered)
    live.choices.take_practice("change_enablement")
    note = live.line.capture("- the form")
    assert isinstance(note, Observation)
    assert note.practice == "change_enablement"
    live.choices.take_practice(None)
    assert live.position.practice is None


def test_what_was_in_hand_comes_back_only_where_it_was(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("deep")
    shown = OnScreen(segment="deep", instrument="touch_map", kind="risk", under="risk_management")
    live.choices.take_up(shown)
    here = live.position
    assert (here.instrument, here.kind, here.practice) == ("touch_map", "risk", "risk_management")
    live.course.go_to("vote")
    live.choices.take_up(shown)
    assert (live.position.instrument, live.position.practice) == ("vote", None)
    live.course.go_to("deep")
    live.choices.take_up(msgspec.structs.replace(shown, question=40, kind="", under=None))
    assert (live.position.question, live.position.kind) == (0, live.position.kinds[0])


def test_minutes_given_to_one_practice_are_its_own(live: LiveSession, clock: FakeClock) -> None:
    live.frame.set_focus(("change_enablement", "project_management", "problem_management"))
    live.course.start()
    live.course.go_to("deep")
    before = live.timing.remaining()
    live.course.extend(1)
    live.course.extend(1)
    assert live.timing.remaining() == before + 120
    live.course.next_part()
    assert live.timing.remaining() == before
    live.undo()
    live.undo()
    assert live.timing.remaining() == before + 60
    live.course.extend(-1)
    assert live.timing.remaining() == before


def test_nobody_gives_a_segment_more_than_four_hours(live: LiveSession) -> None:
    live.course.start()
    with pytest.raises(RuleBroken, match="240 minutes"):
        live.course.extend(300)
    assert live.undo_label == "start of the session"


def test_the_draft_of_a_saved_line_goes_with_it(live: LiveSession) -> None:
    live.course.start()
    live.drafts.keep("- the fo")
    live.drafts.keep("- the form")
    assert live.undo_label == "start of the session"
    live.line.capture("- the form again")
    assert live.drafts.text_in("welcome") == ""
    assert live.undo_label == "note “the form again”"
    live.undo()
    live.drafts.keep("- more")
    change = live.undo()
    assert change is not None
    assert change.label == "start of the session"


def test_a_date_before_the_sessions_own_day_never_stops_an_action(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("actions")
    action = live.line.capture("Call them @dev due 2026-03-11")
    assert isinstance(action, Action)
    assert (action.text, action.due) == ("Call them @dev due 2026-03-11", None)


def test_an_evening_in_los_angeles_has_actions_due_today(file: SessionFile, clock: FakeClock) -> None:
    there = ZoneInfo("America/Los_Angeles")
    clock.set_wall(datetime(2026, 3, 12, 20, 0, tzinfo=there).astimezone(UTC))
    live = LiveSession(
        SessionDesk(
            file, clock=clock, today=lambda: clock.now().astimezone(there).date(), teams=TEAMS, people=PEOPLE
        )
    )
    live.course.start()
    live.course.go_to("actions")
    action = live.line.capture("Call them @dev due today")
    assert isinstance(action, Action)
    assert (action.text, action.due) == ("Call them", TODAY)
    live.actions.set_due(action, None)
    assert live.actions.set_due(action, TODAY).due == TODAY
    with pytest.raises(RuleBroken, match="due before"):
        live.actions.set_due(action, date(2026, 3, 11))


def test_in_a_session_of_two_teams_a_note_says_which_one_spoke(tmp_path: Path, clock: FakeClock) -> None:
    file = SessionFile(tmp_path / "two.json", clock=clock.now)
    file.put(msgspec.structs.replace(planned(), teams=("t-infra", "t-desk")))
    live = open_live(file, clock)
    live.course.start()
    both = live.line.capture("- we wait for each other")
    live.sides.take("t-desk")
    one = live.line.capture("- they never say @infra")
    assert isinstance(both, Observation)
    assert isinstance(one, Observation)
    assert (both.team, one.team, one.counterparts) == (None, "t-desk", ("t-infra",))
    file.close()


# Notes


def test_words_that_changed_meanwhile_are_not_written_over(live: LiveSession) -> None:
    live.course.start()
    opened = live.notes.add("they are slow", "hurts")
    nodded = live.notes.add_nods(opened, 2)
    live.editing.set_text(opened, "answers take a week")
    with pytest.raises(ChangedMeanwhile):
        live.editing.set_text(nodded, "they are very slow")
    assert [(note.text, note.nods) for note in live.notes.all] == [("answers take a week", 2)]


def test_verbs_on_notes(live: LiveSession) -> None:
    live.course.start()
    note = live.notes.add("they are slow", "hurts")
    note = live.notes.add_nods(note, 2)
    live.editing.set_text(note, "answers take a week")
    live.notes.set_practice(note, "incident_management")
    note = live.notes.set_kind(note, "thanks")
    assert (note.text, note.nods, note.kind) == ("answers take a week", 2, "thanks")
    assert note.practice == "incident_management"
    with pytest.raises(RuleBroken):
        live.notes.set_kind(note, "nonsense")
    with pytest.raises(RuleBroken):
        live.notes.set_effect(note, Effect.BREAKS)
    moment = live.notes.set_kind(note, "moment_of_truth", Effect.BREAKS)
    assert live.notes.set_effect(moment, Effect.UNCLEAR).effect is Effect.UNCLEAR
    assert live.notes.set_kind(note, "thanks").effect is None
    with pytest.raises(RuleBroken):
        live.editing.set_text(note, "  ")
    shown = live.editing.set_visibility(note, Visibility.PROGRAMME)
    assert (shown.visibility, shown.room_yes) == (Visibility.PROGRAMME, TODAY)
    lower = live.editing.set_visibility(note, Visibility.TEAM)
    assert lower.room_yes is None
    assert live.notes.add_nods(note, -5).nods == 0


def test_a_note_made_private_goes_back_to_the_facilitators_and_never_out_by_itself(live: LiveSession) -> None:
    live.course.start()
    note = live.notes.add("they are slow", "hurts")
    live.editing.set_visibility(note, Visibility.OPEN)
    note = live.notes.set_kind(note, "private")
    assert note.visibility is Visibility.FACILITATOR
    with pytest.raises(RuleBroken):
        live.editing.set_visibility(note, Visibility.TEAM)
    assert live.notes.set_kind(note, "hurts").visibility is Visibility.FACILITATOR


def test_a_quote_waits_for_the_speakers_yes(live: LiveSession) -> None:
    live.course.start()
    quote = live.line.capture('"we ring a friend"')
    assert isinstance(quote, Observation)
    assert (quote.text, quote.visibility) == ("we ring a friend", Visibility.FACILITATOR)
    with pytest.raises(RuleBroken, match="speaker"):
        live.editing.set_visibility(quote, Visibility.TEAM)
    assert live.notes.speaker_agreed(quote).visibility is Visibility.TEAM


def test_merged_notes_keep_their_originals_and_go_together(live: LiveSession) -> None:
    live.course.start()
    one, two = live.notes.add("the form", "hurts", nods=2), live.notes.add("five pages", "hurts", nods=5)
    merged = live.notes.merge(one, [two])
    assert merged.nods == 5
    assert [note.text for note in live.notes.all] == ["the form"]
    assert len(live.records.all(Observation)) == 2
    live.editing.remove(merged)
    assert live.records.all(Observation) == ()
    live.undo()
    assert len(live.records.all(Observation)) == 2


# The touch map


def test_a_practice_that_is_never_met_has_no_scores(live: LiveSession) -> None:
    live.course.start()
    assert live.touch.interaction("change_enablement") is None
    live.touch.set_role("change_enablement", TouchRole.PERFORMS)
    live.touch.set_frequency("change_enablement", Frequency.WEEKLY)
    live.touch.set_importance("change_enablement", 5)
    live.touch.set_ease("change_enablement", 2)
    told = live.touch.set_rung("change_enablement", 1, Agreement.MAJORITY)
    assert (told.importance, told.ease, told.rung, told.frequency) == (5, 2, 1, Frequency.WEEKLY)
    assert live.undo_label == "Change enablement: rung 1"
    assert live.touch.touched() == 1
    never = live.touch.set_role("change_enablement", TouchRole.NONE)
    assert (never.frequency, never.importance, never.ease, never.rung) == (Frequency.NEVER, None, None, None)
    assert live.touch.touched() == 0
    with pytest.raises(RuleBroken):
        live.touch.set_importance("change_enablement", 3)
    assert live.touch.set_role("change_enablement", TouchRole.OWNS).frequency is None
    assert len(live.records.all(Interaction)) == 1


def test_rungs_need_a_role_and_stay_on_the_ladder(live: LiveSession) -> None:
    live.course.start()
    with pytest.raises(RuleBroken, match="carry a rung"):
        live.touch.set_rung("kcs", 2)
    assert live.touch.interaction("kcs") is None
    live.touch.set_role("kcs", TouchRole.RECEIVES)
    for rung in (-1, 6):
        with pytest.raises(RuleBroken, match="no rung"):
            live.touch.set_rung("kcs", rung)
    with pytest.raises(RuleBroken):
        live.touch.set_importance("kcs", 6)
    with pytest.raises(RuleBroken):
        live.touch.set_role("nothing", TouchRole.OWNS)


@pytest.mark.parametrize(
    ("hands", "rung", "agreement", "split"),
    [
        ((0, 5, 3, 0, 0, 0), 1, Agreement.SPLIT, {"1": 5, "2": 3}),
        ((0, 0, 0, 8, 0, 0), 3, Agreement.CONSENSUS, {}),
        ((1, 0, 0, 0, 0, 0), 0, Agreement.SINGLE_VOICE, {}),
    ],
)
def test_hands_are_tallied_and_the_lower_rung_counts(
    live: LiveSession, hands: tuple[int, ...], rung: int, agreement: Agreement, split: dict[str, int]
) -> None:
    live.course.start()
    live.touch.set_role("problem_management", TouchRole.CONTRIBUTES)
    told = live.touch.set_hands("problem_management", hands)
    assert (told.rung, told.agreement, told.split) == (rung, agreement, split)
    with pytest.raises(RuleBroken, match="hands"):
        live.touch.set_hands("problem_management", (0,) * 6)
    assert live.touch.set_agreement("problem_management", Agreement.MAJORITY).split == {}
    assert live.touch.set_rung("problem_management", None).agreement is None


def test_an_interface_starts_from_the_practices_ease(live: LiveSession) -> None:
    live.course.start()
    live.touch.set_role("incident_management", TouchRole.PERFORMS)
    live.touch.set_ease("incident_management", 3)
    told = live.touch.name_counterparts("incident_management", ("t-desk", "t-infra", "t-desk"))
    assert told.counterparts == ("t-desk",)
    (side,) = live.records.all(InterfaceSide)
    assert (side.team, side.counterpart, side.ease) == ("t-infra", "t-desk", 3)
    live.touch.set_ease("incident_management", 4)
    assert live.records.all(InterfaceSide)[0].ease == 4
    live.records.put(msgspec.structs.replace(live.records.all(InterfaceSide)[0], ease=2))
    live.touch.set_ease("incident_management", 5)
    assert live.records.all(InterfaceSide)[0].ease == 2
    live.undo()
    assert live.touch.interaction("incident_management") is not None
    live.touch.name_counterparts("incident_management", ("t-desk", "t-apps"))
    assert len(live.records.all(InterfaceSide)) == 2


# Ideas and votes


def test_the_dot_after_the_last_is_refused(live: LiveSession) -> None:
    live.course.start()
    ideas = [live.ideas.add(f"idea {number}") for number in range(4)]
    live.votes.open(VoteSubject.IDEAS, people=8)
    for idea, dots in zip(ideas, (7, 6, 8, 2), strict=True):
        live.votes.put_dots(idea.id, dots)
    live.votes.put_dots(ideas[3].id, 3)
    live.votes.put_dots(ideas[3].id, 1)
    with pytest.raises(RuleBroken, match="Of 24 dots 3 are left for this one, not 12"):
        live.votes.put_dots(ideas[3].id, 12)
    live.votes.put_dots(ideas[3].id, 3)
    with pytest.raises(RuleBroken, match="All 24 dots are used"):
        live.votes.put_dots(ideas[3].id, 4)
    assert live.votes.dots_of(ideas[3].id) == 3
    assert [idea.number for idea in live.votes.idea_order()] == [3, 1, 2, 4]
    live.votes.put_dots(ideas[2].id, 0)
    assert live.undo_label == "no dots on idea 3"
    live.votes.put_dots(ideas[1].id, 0)
    with pytest.raises(RuleBroken, match="16 dots at most"):
        live.votes.put_dots(ideas[0].id, 17)
    assert live.votes.reveal(True).revealed
    live.votes.close()
    with pytest.raises(RuleBroken, match="is over"):
        live.votes.put_dots(ideas[0].id, 1)
    live.undo()
    assert live.votes.still_open


def test_ties_go_to_smaller_effort_then_age(live: LiveSession) -> None:
    live.course.start()
    first, second, third = (live.ideas.add(word) for word in ("a", "b", "c"))
    live.ideas.set_scores(third, impact=3, effort=1, confidence=4)
    assert [idea.id for idea in live.votes.idea_order()] == [third.id, first.id, second.id]


def test_dots_add_up_only_while_the_vote_is_open(live: LiveSession) -> None:
    live.course.start()
    one, two, three = (live.ideas.add(word) for word in ("a", "b", "c"))
    live.votes.open(VoteSubject.IDEAS, people=4)
    live.votes.put_dots(one.id, 3)
    live.votes.put_dots(two.id, 2)
    live.votes.put_dots(three.id, 4)
    before = live.votes.newest_on()
    live.ideas.merge(one, [two])
    assert [(each.idea.id, each.counts) for each in live.votes.ranked()] == [
        (one.id, (3, 2)),
        (three.id, (4,)),
    ]
    live.votes.put_dots(one.id, 4)
    assert live.votes.ranked()[0].counts == (4, 2)
    live.undo()
    live.undo()
    assert live.votes.newest_on().dots == before.dots
    assert [idea.id for idea in live.votes.idea_order()] == [three.id, one.id, two.id]
    live.redo()
    live.votes.close()
    assert [(each.idea.id, each.counts) for each in live.votes.ranked()] == [
        (three.id, (4,)),
        (one.id, (3, 2)),
    ]
    live.ideas.merge(one, [three])
    (alone,) = live.votes.ranked()
    assert (alone.idea.id, alone.counts, alone.weight) == (one.id, (3, 2, 4), 3)


def test_twins_merge_also_where_their_dots_are_more_than_one_can_have(live: LiveSession) -> None:
    live.course.start()
    one, two = (live.ideas.add(word) for word in ("a", "b"))
    live.votes.open(VoteSubject.IDEAS, people=2)
    live.votes.put_dots(one.id, 4)
    live.votes.put_dots(two.id, 2)
    live.ideas.merge(two, [one])
    assert live.votes.ranked()[0].counts == (2, 4)


def test_practices_are_voted_on_too(live: LiveSession) -> None:
    live.course.start()
    live.votes.open(VoteSubject.PRACTICES, people=8)
    live.votes.put_dots("problem_management", 4, VoteSubject.PRACTICES)
    live.votes.put_dots("risk_management", 4, VoteSubject.PRACTICES)
    with pytest.raises(RuleBroken, match="catalogue"):
        live.votes.put_dots("nothing", 1, VoteSubject.PRACTICES)
    assert live.undo_label == "4 dots on Risk management"
    assert live.votes.practice_order()[:2] == ("problem_management", "risk_management")
    assert live.votes.practice_order(prefer={"risk_management"})[0] == "risk_management"


# Actions


def test_an_action_line_has_an_owner_and_a_date(live: LiveSession, file: SessionFile) -> None:
    live.course.start()
    live.course.go_to("actions")
    idea = live.ideas.add("articles")
    live.line.serving = idea.id
    action = live.line.capture("Draft four articles the new way @sam due 30 apr")
    assert isinstance(action, Action)
    assert action.text == "Draft four articles the new way"
    assert (action.owner, action.team, action.due) == (SAM.id, "t-infra", date(2026, 4, 30))
    assert (action.status, action.ideas, action.number) == (ActionStatus.PROPOSED, (idea.id,), 1)
    action = live.actions.say_yes(action)
    assert (action.status, action.accepted_on) == (ActionStatus.OPEN, TODAY)
    accepted = file.put(idea.moved_to(IdeaStatus.ACCEPTED, TODAY))
    file.put(accepted.moved_to(IdeaStatus.IN_ACTION, TODAY))
    live.editing.remove(action)
    assert live.ideas.all[0].status is IdeaStatus.ACCEPTED


def test_an_owner_from_another_team_lets_that_team_see_it(live: LiveSession) -> None:
    live.course.start()
    live.course.go_to("actions")
    action = live.line.capture("Agree the three ticket facts @jo due tue")
    assert isinstance(action, Action)
    assert (action.owner, action.counterparts) == (JO.id, ("t-desk",))
    assert (action.visibility, action.room_yes) == (Visibility.PARTNERS, TODAY)
    assert live.actions.set_owner(action, DEV.id).team == "t-infra"


def test_an_action_is_seen_as_widely_as_its_idea(live: LiveSession) -> None:
    live.course.start()
    idea = live.ideas.add("calendar")
    live.editing.set_visibility(idea, Visibility.PROGRAMME)
    action = live.actions.add("Draw it", DEV.id, ideas=(idea.id,))
    assert action.visibility is Visibility.PROGRAMME


def test_an_owner_who_is_nobody_yet(file: SessionFile, clock: FakeClock) -> None:
    live = open_live(file, clock)
    live.course.start()
    live.course.go_to("actions")
    action = live.line.capture("Try the checklist @Mina Reyes due fri")
    assert isinstance(action, Action)
    assert (action.text, action.owner) == ("Try the checklist", None)
    added: list[str] = []

    def add(name: str) -> Person:
        added.append(name)
        return Person(id="p-new", name=name)

    gone: list[str] = []

    def drop(id: str) -> bool:
        gone.append(id)
        return True

    live = open_live(file, clock, add_person=add, drop_person=drop)
    action = live.line.capture("Try the checklist @Mina Reyes due fri")
    assert isinstance(action, Action)
    assert (action.text, action.owner, added) == ("Try the checklist", None, [])
    assert live.actions.owners.said_for(action) == "Mina Reyes"
    yes = live.actions.say_yes_as(action, live.actions.owners.said_for(action))
    assert (yes.owner, yes.status, added) == ("p-new", ActionStatus.OPEN, ["Mina Reyes"])
    again = live.line.capture("Try it once more @mina")
    assert isinstance(again, Action)
    assert again.owner == "p-new"
    live.undo()
    assert gone == []
    live.undo()
    assert gone == ["p-new"]
    assert live.actions.owners.said_for(action) == "Mina Reyes"


def test_a_role_after_the_at_stays_as_it_was_typed(file: SessionFile, clock: FakeClock) -> None:
    live = open_live(file, clock, words={"posts": ("lead", "manager")})
    live.course.start()
    live.course.go_to("actions")
    for role in ("service desk lead", "Print Desk Lead", "duty manager", "Lead"):
        action = live.line.capture(f"Try the checklist @{role} due fri")
        assert isinstance(action, Action)
        assert action.text.replace("@", "") == f"Try the checklist {role}"
        assert (action.owner, live.actions.owners.said_for(action)) == (None, "")


def test_dates_before_and_after_the_review(live: LiveSession) -> None:
    live.course.start()
    action = live.actions.add("Write it", DEV.id, date(2026, 3, 26))
    action = live.actions.set_due(action, date(2026, 3, 27))
    assert (action.due, action.due_now) == (date(2026, 3, 27), None)
    with pytest.raises(RuleBroken, match="before the session"):
        live.actions.set_due(action, date(2026, 3, 1))
    live.course.finish()
    live.frame.read_back_done()
    live.frame.review()
    moved = live.actions.set_due(action, date(2026, 4, 2))
    assert (moved.due, moved.due_now) == (date(2026, 3, 27), date(2026, 4, 2))


# The frame, undo, trouble


def test_a_whole_short_session(
    live: LiveSession, clock: FakeClock, file: SessionFile, tmp_path: Path
) -> None:
    live.course.start()
    live.frame.agree(True)
    live.frame.set_attendance(8)
    live.frame.set_lead_present(LeadPresent.PART)
    go_on(live, clock, 300)
    live.course.go_to("pride")
    live.line.capture("Every restore test since September has passed +7")
    live.course.go_to("focus")
    live.frame.set_focus(("change_enablement", "problem_management"))
    live.course.next_segment()
    live.line.capture("Monthly patching needs the same five-page form every time +8")
    go_on(live, clock, 600)
    live.course.go_to("ideas")
    live.line.capture("Pre-agreed standard change for monthly patching")
    live.course.go_to("actions")
    action = live.line.capture("Write the standard change @dev due in 2 weeks")
    assert isinstance(action, Action)
    live.actions.say_yes(action)
    live.actions.add_commitment("Bring note 2 to leaders", "Facilitator", date(2026, 3, 27))
    live.frame.set_fist_of_five((0, 0, 0, 2, 4, 2))
    live.course.next_segment()
    with pytest.raises(RuleBroken):
        live.frame.read_back_skipped(" ")
    live.frame.read_back_done()
    live.course.next_segment()
    live.frame.set_roti((0, 0, 1, 5, 2))
    live.frame.set_next_meeting(datetime(2026, 4, 2, 10, tzinfo=UTC))
    live.course.finish()
    assert live.session.roti is not None
    assert live.session.roti.median == 4
    live.frame.review()
    live.frame.share()
    live.frame.close()
    with pytest.raises(RuleBroken):
        live.line.capture("too late")
    file.close()
    again = SessionFile(tmp_path / "session.json", clock=clock.now)
    assert again.session.status is SessionStatus.CLOSED
    assert len(again.all(Observation)) == 2
    assert sum(run.seconds for run in again.all(SegmentRun)) == 900
    again.close()


Verb = Callable[[LiveSession], object]

VERBS: dict[str, Verb] = {
    "pause": lambda live: live.course.pause(),
    "next": lambda live: live.course.next_segment("half"),
    "previous": lambda live: live.course.previous_segment("half"),
    "go_to": lambda live: live.course.go_to("vote"),
    "next_part": lambda live: live.course.next_part(),
    "skip": lambda live: live.course.skip("no time"),
    "extend": lambda live: live.course.extend(3),
    "replan": lambda live: live.course.apply_replan(live.course.propose(9)),
    "end_now": lambda live: live.course.apply_replan(live.course.end_now()),
    "finish": lambda live: live.course.finish("half"),
    "capture": lambda live: live.line.capture("- #problem fixed eleven times +7"),
    "capture_many": lambda live: live.line.capture_many("one\ntwo"),
    "set_text": lambda live: live.editing.set_text(live.notes.all[0], "other"),
    "set_kind": lambda live: live.notes.set_kind(live.notes.all[0], "private"),
    "set_practice": lambda live: live.notes.set_practice(live.notes.all[0], "risk_management"),
    "nod": lambda live: live.notes.add_nods(live.notes.all[0]),
    "set_visibility": lambda live: live.editing.set_visibility(live.notes.all[0], Visibility.OPEN),
    "remove": lambda live: live.editing.remove(live.ideas.all[0]),
    "merge_notes": lambda live: live.notes.merge(live.notes.all[0], [live.notes.all[1]]),
    "agree": lambda live: live.frame.agree(False),
    "attendance": lambda live: live.frame.set_attendance(8, 2),
    "lead": lambda live: live.frame.set_lead_present(LeadPresent.NO),
    "focus": lambda live: live.frame.set_focus(("risk_management",)),
    "idea": lambda live: live.ideas.add("one more"),
    "merge_ideas": lambda live: live.ideas.merge(live.ideas.all[0], [live.ideas.all[1]]),
    "place": lambda live: live.ideas.set_scores(live.ideas.all[0], impact=4),
    "set_role": lambda live: live.touch.set_role("kcs", TouchRole.OWNS),
    "set_ease": lambda live: live.touch.set_ease("kcs", 4),
    "counterparts": lambda live: live.touch.name_counterparts("kcs", ("t-desk",)),
    "open_vote": lambda live: live.votes.open(VoteSubject.IDEAS, 8),
    "put_dots": lambda live: live.votes.put_dots(live.ideas.all[1].id, 1),
    "reveal": lambda live: live.votes.reveal(True),
    "close_vote": lambda live: live.votes.close(),
    "action": lambda live: live.actions.add("do it", JO.id),
    "say_yes": lambda live: live.actions.say_yes(live.actions.all[0]),
    "set_owner": lambda live: live.actions.set_owner(live.actions.all[0], JO.id),
    "set_due": lambda live: live.actions.set_due(live.actions.all[0], date(2026, 3, 20)),
    "serve": lambda live: live.actions.link_idea(live.actions.all[0], live.ideas.all[1]),
    "commitment": lambda live: live.actions.add_commitment("a seat", "Director"),
    "fist": lambda live: live.frame.set_fist_of_five((0, 1, 0, 2, 4, 1)),
    "roti": lambda live: live.frame.set_roti((0, 0, 1, 2, 5)),
    "read_back": lambda live: live.frame.read_back_done(),
}


@pytest.fixture
def midway(live: LiveSession, clock: FakeClock) -> LiveSession:
    live.course.start()
    live.frame.set_focus(("change_enablement", "problem_management"))
    live.course.go_to("touch_map")
    go_on(live, clock, 30)
    live.course.go_to("deep")
    live.notes.add("the form", "hurts")
    live.notes.add("the form again", "hurts")
    ideas = [live.ideas.add("standard change"), live.ideas.add("huddle")]
    live.votes.open(VoteSubject.IDEAS, 4)
    live.votes.put_dots(ideas[0].id, 2)
    live.actions.add("write it", DEV.id, ideas=(ideas[0].id,))
    go_on(live, clock, 30)
    return live


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_one_change_that_undo_takes_back(
    midway: LiveSession, file: SessionFile, verb: str
) -> None:
    before, label = everything(file), midway.undo_label
    VERBS[verb](midway)
    after, done = everything(file), midway.undo_label
    assert after != before
    assert done
    midway.undo()
    assert everything(file) == before
    assert (midway.undo_label, midway.redo_label) == (label, done)
    midway.redo()
    assert everything(file) == after


@pytest.mark.parametrize("verb", VERBS)
def test_a_failing_disk_leaves_all_as_it_was(
    midway: LiveSession, file: SessionFile, verb: str, disk: Medium
) -> None:
    before, label, elapsed = everything(file), midway.undo_label, midway.timing.elapsed()
    disk.full = True
    with pytest.raises(NotSaved, match="Not saved: "):
        VERBS[verb](midway)
    disk.full = False
    assert everything(file) == before
    assert everything(SessionFile(file.path)) == before
    assert midway.undo_label == label
    assert midway.timing.elapsed() == elapsed
    VERBS[verb](midway)
    assert everything(file) != before
