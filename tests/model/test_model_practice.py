"""The rules of practices, decisions about them, and assessed levels."""

from datetime import date

import pytest

from facilitator.errors import RuleBroken
from facilitator.model.base import fields_of, validated
from facilitator.model.interaction import Interaction
from facilitator.model.practice import (
    AssessedLevel,
    Assessor,
    CapabilityLevel,
    CustomPractice,
    Fit,
    Origin,
    PracticeDecision,
    PracticeGroup,
)
from tests.making import practice
from tests.tables import for_each


def test_the_words_of_practices():
    assert [each.value for each in PracticeGroup] == ["general", "service", "technical", "custom"]
    assert [each.value for each in CapabilityLevel] == ["strategic", "tactical", "operational"]
    assert [each.value for each in Origin] == ["itil4", "itil5", "kcs", "local"]
    assert [each.value for each in Fit] == ["adopt", "adapt", "not_now", "undecided"]


@for_each("key", ["Change", "1st", "", "change-enablement", "über"])
def test_a_practice_key_is_small_letters_digits_and_underscores(key):
    with pytest.raises(RuleBroken, match="key"):
        validated(CustomPractice(practice=practice(key)))


@for_each("group", [group for group in PracticeGroup if group is not PracticeGroup.CUSTOM])
def test_a_practice_of_ones_own_is_custom(group):
    with pytest.raises(RuleBroken, match="group custom"):
        CustomPractice(practice=practice(group=group))


def test_not_now_needs_no_excuse():
    assert PracticeDecision(practice="architecture_management", fit=Fit.NOT_NOW, hidden=True).reason == ""


def test_a_practice_is_undecided_and_shown_at_first():
    decision = PracticeDecision(practice="architecture_management")
    assert (decision.fit, decision.hidden) == (Fit.UNDECIDED, False)


def test_narrow_columns_leave_the_word_management_out():
    assert practice(name="Incident management").short_name == "Incident"
    assert practice(name="Service desk").short_name == "Service desk"


@for_each("level", [0, 6])
def test_an_assessed_level_is_one_to_five(level):
    with pytest.raises(RuleBroken, match="level"):
        validated(AssessedLevel(practice="p", level=level, on=date(2026, 1, 1), assessor=Assessor.INTERNAL))


def test_an_assessed_level_is_never_a_rung():
    assert "rung" not in {field.name for field in fields_of(AssessedLevel)}
    assert "level" not in {field.name for field in fields_of(Interaction)}
