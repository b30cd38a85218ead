"""The rules of champions, the matrix and the debrief."""

from datetime import timedelta

import pytest

from facilitator.errors import RuleBroken
from facilitator.model.audience import Visibility
from facilitator.model.base import Retention, fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.registry import ENTITIES
from facilitator.model.smo import Champion, Contact, SelectionQuality, ServiceContact, Specialism
from tests.making import DAY
from tests.tables import for_each


def test_nobody_is_a_champion_without_their_own_nomination_or_yes():
    assert Champion(person="jo", specialism="knowledge", consented=True)
    with pytest.raises(RuleBroken, match="nobody is appointed"):
        Champion(person="jo", specialism="knowledge", consented=False)


def test_champions_are_chosen_for_heart_and_skill():
    assert [quality.value for quality in SelectionQuality] == [
        "passion",
        "enthusiasm",
        "emotional_intelligence",
        "commitment",
        "empathy",
        "facilitates",
        "educates",
        "motivates",
        "communicates",
        "expert",
        "cross_functional",
        "supports",
    ]


def test_line_grade_is_not_a_selection_field():
    words = {*Champion.__struct_fields__} | {quality.value for quality in SelectionQuality}
    assert not any(grade in word for word in words for grade in ("grade", "rank", "seniority", "band"))


def test_every_champion_is_open_to_every_service():
    assert "services" not in {field.ref for field in fields_of(Champion)}


def test_selection_and_concerns_are_for_the_facilitators_only():
    kept = {field.name for field in fields_of(Champion) if field.only_us}
    assert kept == {"qualities", "selection_notes", "concern", "second_interest"}


def test_contact_of_a_champion_and_a_service():
    assert [contact.value for contact in Contact] == ["regular", "occasional", "none_yet"]
    assert ServiceContact(champion="jo", service="teaching").contact is Contact.NONE_YET
    assert {target for _, _, target in ServiceContact(champion="jo", service="teaching").references()} == {
        "jo",
        "teaching",
    }


def test_wanted_specialisms_are_a_list_of_the_programme():
    assert ENTITIES[Specialism].file == "programme"


# Debrief ------------------------------------------------------------------------------------------


@for_each("visibility", [each for each in Visibility if each is not Visibility.FACILITATOR])
def test_a_debrief_stays_with_the_facilitators(visibility):
    assert Debrief(mood="tense").visibility is Visibility.FACILITATOR
    with pytest.raises(RuleBroken, match="stays with the facilitators"):
        Debrief(mood="tense", visibility=visibility, room_yes=DAY)


def test_a_debrief_is_kept_as_long_as_private_notes():
    assert ENTITIES[Debrief].retention is Retention.PRIVATE


def test_a_term_may_end_on_the_day_they_said_yes_and_not_before():
    champion = {"person": "jo", "specialism": "knowledge", "consented": True, "consented_on": DAY}
    for field in ("term_ends", "hand_over_on"):
        assert Champion(**champion, **{field: DAY})
        with pytest.raises(RuleBroken, match="after the day they said yes"):
            Champion(**champion, **{field: DAY - timedelta(days=1)})
