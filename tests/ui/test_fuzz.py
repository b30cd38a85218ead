"""A few seconds of the key fuzzer with fixed seeds (`make fuzz` runs it for as long as wanted)."""

import pytest

from facilitator.ui.undo import ScreenHistory
from tests.fuzz.episode import play
from tests.fuzz.hands import Hands
from tests.tables import for_each

pytestmark = pytest.mark.painted

SEED = 20


@for_each("start", ["runner", "touch_map", "review", "begun"])
def test_a_handful_of_keys_breaks_nothing(start):
    told = play(SEED, 1, gestures=10, start=start)
    assert told.faults == []
    assert told.screens


def test_the_same_seed_makes_the_same_gestures():
    one, other = (Hands("20:3") for _ in range(2))
    assert [one.next(("home",)) for _ in range(200)] == [other.next(("home",)) for _ in range(200)]
    assert one.next(("home",)) != Hands("20:4").next(("home",))


def test_a_fault_is_found_and_said(monkeypatch):
    def fault(_):
        raise ValueError("planted")

    monkeypatch.setattr(ScreenHistory, "undo", fault)
    told = play(SEED, 2, gestures=60, start="runner")
    assert "planted" in told.faults[0]
    assert "fault" in told.faults[0]
    assert len(told.gestures) < 60
