from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.live.course.agenda import Agenda, RowState, build_agenda, part_minutes
from facilitator.live.course.replan import MOST_MINUTES, end_now, propose
from facilitator.model.script import Script, ScriptAudience, Segment, Stage
from facilitator.model.session import SegmentRun, Stretch
from tests.workspace.listening import LISTENING_90

TEN = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
FRESH = build_agenda(LISTENING_90, ())


def ran(key: str, planned: int, seconds: float | None, *, ended: bool = True, part: int = 0) -> SegmentRun:
    return SegmentRun(
        id=f"{key}-{part}",
        segment=key,
        planned=planned,
        part=part,
        stretches=(Stretch(start=TEN, seconds=seconds),),
        ended=ended,
    )


def test_before_the_start_everything_is_ahead() -> None:
    assert {row.state for row in FRESH.rows} == {RowState.AHEAD}
    assert FRESH.current is None
    assert FRESH.following is FRESH.rows[0]
    assert FRESH.ends_at(TEN) == TEN + timedelta(minutes=90)
    with pytest.raises(KeyError):
        FRESH.row("nonsense")


def test_rows_say_what_is_done_running_skipped_and_ahead() -> None:
    runs = (
        ran("welcome", 5, 300.0),
        ran("pride", 8, 540.0),
        ran("touch_map", 10, None, ended=False),
        SegmentRun(id="s", segment="stretch", planned=0, skipped="No time"),
    )
    agenda = build_agenda(LISTENING_90, runs, running=90.0)
    states = {row.key: row.state for row in agenda.rows}
    assert states["welcome"] is RowState.DONE
    assert states["why"] is RowState.SKIPPED, "it was passed over"
    assert states["touch_map"] is RowState.RUNNING
    assert states["stretch"] is RowState.SKIPPED
    assert states["ideas"] is RowState.AHEAD
    assert agenda.row("pride").difference == 1
    assert agenda.row("stretch").difference == -2
    assert agenda.row("touch_map").seconds == 90
    assert agenda.position == 4
    assert agenda.previous is agenda.row("pride")
    assert agenda.following is agenda.row("focus")
    assert agenda.left == 60 * (10 + 4 + 24 + 12 + 3 + 6 + 7 + 3 + 2) - 90


def test_time_over_counts_as_nothing_left() -> None:
    agenda = build_agenda(LISTENING_90, (ran("welcome", 5, None, ended=False),), running=400.0)
    assert agenda.rows[0].left == 0
    assert agenda.ends_at(TEN) == TEN + timedelta(minutes=85)


def test_going_back_leaves_later_segments_ahead_with_what_they_have_left() -> None:
    runs = (ran("welcome", 5, None, ended=False), ran("why", 4, 60.0))
    row = build_agenda(LISTENING_90, runs).row("why")
    assert row.state is RowState.AHEAD
    assert row.left == 180


def test_after_the_end_nothing_is_current() -> None:
    agenda = build_agenda(LISTENING_90, (ran("welcome", 5, 300.0),))
    assert agenda.current is None
    assert agenda.row("welcome").state is RowState.DONE
    assert agenda.row("ideas").state is RowState.SKIPPED
    assert agenda.left == 0


def test_parts_share_the_minutes() -> None:
    deep = LISTENING_90.segment("deep")
    assert [part_minutes(deep, minutes, 0, 3) for minutes in (24, 21, 16, 8)] == [8, 7, 8, 8]
    assert part_minutes(deep, 16, 1, 3) == 8
    assert part_minutes(deep, 0, 2, 3) == 0
    runs = (ran("deep", 8, 480.0), ran("deep", 16, None, ended=False, part=1))
    row = build_agenda(LISTENING_90, runs, running=60.0, focus=3).row("deep")
    assert (row.planned, row.seconds, row.part, row.parts) == (24, 540, 1, 3)
    assert (row.part_seconds, row.part_allotted) == (60, 480)


def test_four_minutes_late_drops_the_stretch_and_shortens_impact() -> None:
    replan = propose(FRESH, 4)
    assert {row.key: row.after for row in replan.changed} == {"stretch": 0, "impact": 4}
    assert [row.key for row in replan.rows if row.dropped] == ["stretch"]
    assert (replan.won, replan.missing, replan.fits) == (4, 0, True)


def test_segments_give_in_their_turn_and_kept_ones_last() -> None:
    order = ["stretch", "impact", "why", "pride", "ideas", "touch_map", "focus", "vote", "close"]
    order += ["deep", "welcome", "actions"]
    begun: list[str] = []
    for minutes in range(1, 60):
        for row in propose(FRESH, minutes).changed:
            if row.key not in begun:
                begun.append(row.key)
    assert begun == order
    others = sum(row.planned - row.least for row in FRESH.rows if not row.segment.keep)
    assert not any(row.keep for row in propose(FRESH, others).changed)
    assert [row.key for row in propose(FRESH, others + 1).changed if row.keep] == ["deep"]


def test_when_the_minimums_do_not_fit_it_says_so() -> None:
    replan = propose(FRESH, 60)
    assert {row.key: row.after for row in replan.rows} == {row.key: row.segment.minimum for row in FRESH.rows}
    assert replan.won == 90 - 43
    assert replan.missing == 13
    assert replan.sentence == "With every segment at its minimum you still end 13 minutes late."
    assert not replan.fits


def test_nothing_to_win_changes_nothing() -> None:
    replan = propose(FRESH, -5)
    assert replan.changed == ()
    assert replan.sentence == "Nothing needs to change."


def test_what_is_over_gives_nothing_and_what_runs_keeps_what_it_spent() -> None:
    runs = (ran("welcome", 5, 300.0), ran("why", 4, None, ended=False))
    agenda = build_agenda(LISTENING_90, runs, running=150.0)
    replan = propose(agenda, 60)
    after = {row.key: row.after for row in replan.rows}
    assert after["welcome"] == 5
    assert after["why"] == 3, "two and a half minutes are spent"


def test_a_row_can_be_changed_by_hand_within_its_limits() -> None:
    replan = propose(FRESH, 4)
    assert replan.with_minutes("ideas", 3).won == 4 + 5, "not below its minimum"
    assert replan.with_minutes("stretch", 2).missing == 2
    assert replan.with_minutes("ideas", 9999).rows[7].after == MOST_MINUTES
    with pytest.raises(KeyError):
        replan.with_minutes("nonsense", 3)


def test_ending_now_goes_to_actions_read_back_and_close() -> None:
    agenda = build_agenda(LISTENING_90, (ran("deep", 24, None, ended=False),), running=601.0)
    replan = end_now(agenda)
    assert [row.key for row in replan.rows if row.open and row.after] == [
        "deep",
        "actions",
        "read_back",
        "close",
    ]
    assert replan.rows[5].after == 11


@st.composite
def segments(draw: st.DrawFn) -> tuple[Segment, ...]:
    """Draw the segments of a script; they take five minutes at least."""
    made = []
    for number in range(draw(st.integers(1, 8))):
        minutes = draw(st.integers(5, 30))
        keep = draw(st.booleans())
        least = draw(st.integers(1 if keep else 0, minutes))
        turn = draw(st.integers(1, 9))
        made.append(
            Segment(
                key=f"s{number}",
                title="S",
                short_title="S",
                minutes=minutes,
                minimum=least,
                turn=turn,
                keep=keep,
            )
        )
    return tuple(made)


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Draw an agenda at some moment before, during or after its session."""
    own = draw(segments())
    script = Script(
        key="any",
        title="Any",
        audience=ScriptAudience.ANY,
        stage=Stage.LISTEN,
        minutes=sum(segment.minutes for segment in own),
        segments=own,
    )
    over = draw(st.integers(0, len(own)))
    runs = [ran(segment.key, segment.minutes, 61.0) for segment in own[:over]]
    if over < len(own) and draw(st.booleans()):
        runs.append(ran(own[over].key, own[over].minutes, None, ended=False))
        return build_agenda(script, runs, running=draw(st.floats(0, 2000)))
    return build_agenda(script, runs)


@settings(deadline=None)
@given(agendas(), st.integers(-5, 200))
def test_a_re_plan_keeps_the_rules_whatever_the_script(agenda: Agenda, minutes: int) -> None:
    replan = propose(agenda, minutes)
    rows = dict(zip((row.key for row in agenda.rows), replan.rows, strict=True))
    for row in agenda.rows:
        after = rows[row.key].after
        if row.state in (RowState.AHEAD, RowState.RUNNING):
            assert min(row.planned, row.segment.minimum) <= after <= row.planned
            assert not (row.segment.keep and after == 0)
        else:
            assert after == row.planned
    assert sum(row.after for row in replan.rows) == sum(row.planned for row in agenda.rows) - replan.won
    assert replan.won + replan.missing == max(0, minutes)
    if replan.missing:
        assert all(row.after == row.least for row in replan.rows)
    gives = [row for row in replan.changed if row.keep]
    if gives:
        assert all(row.after == row.least for row in replan.rows if row.open and not row.keep)
