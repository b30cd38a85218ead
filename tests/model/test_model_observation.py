"""The rules of notes."""

import pytest

from facilitator.errors import RuleBroken
from facilitator.model.audience import Attribution, Visibility
from facilitator.model.base import fields_of, validated
from facilitator.model.observation import KINDS, Dimension, Observation, Source, default_visibility
from tests.making import DAY
from tests.tables import for_each


def note(**fields):
    return Observation(**{"text": "Handover is a folder of links on the last Friday"} | fields)


def test_the_shipped_kinds_and_their_letters():
    assert {key: kind.letter for key, kind in KINDS.items()} == {
        "works": "w",
        "hurts": "h",
        "workaround": "o",
        "puzzle": "z",
        "pride": "p",
        "moment_of_truth": "m",
        "risk": "r",
        "quote": "q",
        "parking": "k",
        "private": "x",
    }


def test_no_two_kinds_share_a_sign_or_a_letter():
    for used in ([kind.sign for kind in KINDS.values()], [kind.letter for kind in KINDS.values()]):
        assert len(set(used)) == len(KINDS)


def test_the_four_dimensions():
    assert [each.label for each in Dimension] == [
        "organizations and people",
        "information and technology",
        "partners and suppliers",
        "value streams and processes",
    ]


def test_text_is_required_and_everything_else_is_not():
    assert validated(Observation(text="x")).practice is None
    assert [field.name for field in fields_of(Observation) if field.name != "text" and field.blank == ""] == [
        "id",
        "segment",
        "item",
        "no_by",
        "no_because",
    ]


@for_each("text", ["", " ", "\n\t "])
def test_a_note_needs_text(text):
    with pytest.raises(RuleBroken, match="needs text"):
        note(text=text)


def test_the_length_has_no_limit():
    said = "long " * 1000
    assert validated(note(text=said)).text == said


@for_each("intensity", [0, 4])
def test_intensity_is_one_to_three(intensity):
    with pytest.raises(RuleBroken, match="intensity"):
        validated(note(intensity=intensity))


def test_nods_are_counted_from_nought():
    assert note().nods == 0
    with pytest.raises(RuleBroken, match="nods"):
        validated(note(nods=-1))


def test_how_a_remark_reached_us():
    assert [each.value for each in Source] == ["spoken", "silent", "follow_up"]


# Private and quote --------------------------------------------------------------------------------


@for_each("visibility", [each for each in Visibility if each is not Visibility.FACILITATOR])
def test_a_private_note_is_always_facilitator_only(visibility):
    assert note(kind="private", visibility=Visibility.FACILITATOR)
    with pytest.raises(RuleBroken, match="stays with the facilitators"):
        note(kind="private", visibility=visibility, room_yes=DAY)


def test_a_private_note_names_nobody():
    with pytest.raises(RuleBroken, match="names nobody"):
        note(
            kind="private",
            visibility=Visibility.FACILITATOR,
            attribution=Attribution.NAMED,
            said_by="sam",
        )


@for_each("visibility", [each for each in Visibility if each is not Visibility.FACILITATOR])
def test_a_quote_needs_the_speakers_yes(visibility):
    assert note(kind="quote", visibility=Visibility.FACILITATOR)
    assert note(kind="quote", visibility=visibility, room_yes=DAY, speaker_agreed=True)
    with pytest.raises(RuleBroken, match="speaker's yes"):
        note(kind="quote", visibility=visibility, room_yes=DAY)


@for_each("kind", [*KINDS, "a_kind_of_the_script"])
def test_every_kind_starts_where_it_may_stand(kind):
    visibility = default_visibility(kind)
    assert note(kind=kind, visibility=visibility)
    closed = kind in ("private", "quote")
    assert visibility is (Visibility.FACILITATOR if closed else Visibility.TEAM)
