"""The rules of scripts and their segments."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.model.base import validated
from facilitator.model.script import Method
from tests.making import SCRIPT, SEGMENT, session
from tests.tables import for_each


def segment(**fields):
    return msgspec.structs.replace(SEGMENT, **fields)


def script(*segments, **fields):
    return msgspec.structs.replace(SCRIPT, segments=segments, **fields)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.integers(5, 240))
def test_segment_minutes_sum_to_the_script_total(minutes, total):
    segments = [segment(key=f"s{place}", minutes=each, minimum=1) for place, each in enumerate(minutes)]
    if sum(minutes) == total:
        assert script(*segments, minutes=total)
    else:
        with pytest.raises(RuleBroken, match=f"take {sum(minutes)} minutes"):
            script(*segments, minutes=total)


def test_a_minimum_is_not_above_the_minutes():
    assert segment(minutes=8, minimum=8)
    with pytest.raises(RuleBroken, match="above its minutes"):
        segment(minutes=8, minimum=9)


def test_a_segment_always_kept_does_not_shrink_to_nothing():
    assert segment(minimum=0)
    with pytest.raises(RuleBroken, match="always kept"):
        segment(minimum=0, keep=True)


def test_a_segment_takes_at_least_one_kind_of_note():
    with pytest.raises(RuleBroken, match="no kind of note"):
        segment(capture=())


def test_segment_keys_are_unique():
    with pytest.raises(RuleBroken, match="used twice"):
        script(segment(minutes=15), segment(minutes=15))


def test_a_segment_is_found_by_its_key():
    assert SCRIPT.segment("deep") is SEGMENT
    with pytest.raises(KeyError):
        SCRIPT.segment("shallow")


@for_each("fields", [{"turn": 0}, {"key": "Deep"}, {"parts": 0}, {"minimum": -1}], ids=str)
def test_a_segment_out_of_range_is_refused(fields):
    with pytest.raises(RuleBroken, match=next(iter(fields))):
        validated(session(script=script(segment(**fields))))


def test_every_method_says_how_the_room_works():
    assert all(method.meaning for method in Method)
