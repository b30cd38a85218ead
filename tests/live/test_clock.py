from __future__ import annotations

from datetime import UTC, datetime

import pytest

from facilitator.live.clock import LONGEST_GAP, Stopwatch, SystemClock, sleep_sentence
from tests.clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def test_counts_the_seconds_between_looks(clock: FakeClock) -> None:
    watch = Stopwatch(clock)
    for _ in range(10):
        clock.pass_time(30)
        watch.read()
    assert watch.read() == 300
    assert watch.take_sleep() == 0


@pytest.mark.parametrize("moment", [datetime(1999, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)])
def test_setting_the_wall_clock_changes_nothing(clock: FakeClock, moment: datetime) -> None:
    watch = Stopwatch(clock)
    clock.pass_time(10)
    clock.set_wall(moment)
    clock.pass_time(10)
    assert watch.read() == 20
    assert watch.take_sleep() == 0


def test_a_closed_lid_is_sleep_and_told_once(clock: FakeClock) -> None:
    watch = Stopwatch(clock)
    clock.pass_time(50)
    watch.read()
    clock.pass_time(3600)
    assert watch.read() == 50
    assert watch.take_sleep() == 3600
    assert watch.take_sleep() == 0
    clock.pass_time(5)
    assert watch.read() == 55


def test_the_longest_gap_still_counts(clock: FakeClock) -> None:
    watch = Stopwatch(clock)
    clock.pass_time(LONGEST_GAP)
    assert watch.read() == LONGEST_GAP


def test_a_clock_that_runs_backwards_takes_nothing_away(clock: FakeClock) -> None:
    watch = Stopwatch(clock)
    clock.pass_time(20)
    watch.read()
    clock.seconds -= 15
    assert watch.read() == 20


def test_marks_are_measured_in_counted_seconds(clock: FakeClock) -> None:
    watch = Stopwatch(clock)
    watch.mark("a")
    clock.pass_time(40)
    watch.mark("b", ago=100)
    assert watch.since("a") == 40
    assert watch.since("b") == 100
    assert watch.since("c") is None
    clock.pass_time(3600)
    assert watch.since("a") == 40


def test_the_computers_clocks() -> None:
    clock = SystemClock()
    first = clock.monotonic()
    assert clock.monotonic() >= first
    assert clock.now().tzinfo is UTC
    moment = datetime(2026, 4, 9, 12, tzinfo=UTC)
    assert SystemClock(lambda: moment).now() == moment


def test_what_people_are_told() -> None:
    assert sleep_sentence(3600) == ("The computer slept for 60 minutes; the clock stood still.")
    assert "2 minutes" in sleep_sentence(91)
