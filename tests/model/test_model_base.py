"""What every record shares: fields that say what they are, references, texts, checks of types."""

from datetime import date, datetime

import msgspec
import pytest
from hypothesis import given

from facilitator.errors import RuleBroken
from facilitator.model.action import Action
from facilitator.model.audience import Attribution, Visibility, Worded
from facilitator.model.base import (
    UNSTAMPED,
    Release,
    Retention,
    Scale,
    fields_of,
    require_days,
    require_numbers,
    texts_of,
    validated,
)
from facilitator.model.debrief import Debrief
from facilitator.model.idea import Benefit, DotVote, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Interaction, InterfaceSide, TouchRole
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.practice import CustomPractice
from facilitator.model.project import ValueCheck
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.retention import retention_of
from facilitator.model.session import Draft, ListeningSession, RoomAgreement, SegmentRun
from facilitator.model.team import Team
from tests.making import START, practice, session
from tests.strategies import HOSTILE, any_record
from tests.tables import for_each

every_entity = pytest.mark.parametrize("kind", ENTITIES, ids=lambda kind: kind.__name__)


# Every record has a stable id, created and changed times ------------------------------------------


@every_entity
def test_every_record_has_an_id_and_two_times(kind):
    assert {"id", "created", "changed"} <= {*kind.__struct_fields__}


def test_a_record_no_file_has_taken_in_has_no_id_and_no_time():
    note = Observation(text="Alerts go to whoever built the thing")
    assert (note.id, note.created, note.changed) == ("", UNSTAMPED, UNSTAMPED)


@every_entity
def test_no_record_can_be_changed_in_place(kind):
    assert kind.__struct_config__.frozen


@every_entity
def test_no_record_takes_fields_it_does_not_know(kind):
    assert kind.__struct_config__.forbid_unknown_fields


WRITTEN_FOR_OTHERS = {ValueCheck}
"""What is said of a project's value: a facilitator words it for the project's page, no room said it."""


@every_entity
def test_every_remark_has_a_visibility_or_is_kept_from_all_others(kind):
    has_remarks = any(field.remark and not field.only_us for field in fields_of(kind))
    if kind in WRITTEN_FOR_OTHERS:
        return
    if has_remarks and ENTITIES[kind].release not in (Release.FACILITATORS, Release.NOBODY):
        assert issubclass(kind, Worded) or ENTITIES[kind].release is Release.FIGURES


@every_entity
def test_derived_values_are_never_stored(kind):
    derived = {"pain", "ice", "priority", "score", "on_time", "late", "gap", "median", "answered", "short_id"}
    assert not derived & {*kind.__struct_fields__}


@every_entity
def test_every_time_knows_its_zone(kind):
    def moments(hint):
        return [hint] if isinstance(hint, msgspec.inspect.DateTimeType) else nested(hint)

    def nested(hint):
        parts = [getattr(hint, name, ()) for name in ("types", "item_types", "fields")]
        parts += [
            (part,) for name in ("item_type", "type") if (part := getattr(hint, name, None)) is not None
        ]
        return [found for group in parts for part in group for found in moments(part)]

    assert all(moment.tz for moment in moments(msgspec.inspect.type_info(kind)))


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(RuleBroken, match="timezone"):
        validated(session(planned_start=datetime(2026, 3, 12, 10)))


# No roster, no voter identity, no link between note and person ------------------------------------


def test_only_roles_and_given_consent_point_at_people():
    pointing = {
        (kind.__name__, field.name) for kind in ENTITIES for field in fields_of(kind) if field.ref == "people"
    }
    assert pointing == {
        ("Action", "owner"),
        ("Champion", "person"),
        ("Commitment", "person"),
        ("Learning", "person"),
        ("Leader", "person"),
        ("ListeningSession", "facilitators"),
        ("Message", "sender"),
        ("Observation", "said_by"),
        ("Service", "cover"),
        ("Service", "delegate"),
        ("Service", "manager"),
        ("SkillPage", "person"),
        ("SkillPair", "learner"),
        ("SkillPair", "teacher"),
        ("TableAnswer", "owner"),
        ("Stakeholder", "person"),
        ("Stakeholder", "reached_by"),
    }


# Fields say what they are -------------------------------------------------------------------------


@every_entity
def test_every_field_has_a_title_people_can_read(kind):
    for field in fields_of(kind):
        assert field.title[0].isupper()
        assert "_" not in field.title


def test_fields_tell_remarks_references_and_who_gets_them():
    fields = {field.name: field for field in fields_of(Observation)}
    assert fields["text"].remark
    assert not fields["segment"].remark
    assert fields["practice"].ref == "practices"
    assert not fields["practice"].many
    assert fields["counterparts"].ref == "teams"
    assert fields["counterparts"].many
    assert {field.name: field for field in fields_of(Person)}["email"].only_us
    assert {field.name: field for field in fields_of(ListeningSession)}["roti"].only_team


def test_a_field_knows_its_value_when_nothing_is_in_it():
    blank = {field.name: field.blank for field in fields_of(Observation)}
    assert (blank["text"], blank["counterparts"], blank["practice"], blank["nods"]) == ("", (), None, 0)


def test_entities_tell_their_file():
    assert {*entities_of("programme")} | {*entities_of("session")} == {*entities_of()}
    assert Team in entities_of("programme")
    assert Observation in entities_of("session")
    assert Observation not in entities_of("programme")


def test_no_two_entities_share_a_table():
    tables = [entity.table for entity in ENTITIES.values()]
    assert len(set(tables)) == len(tables)
    assert "meta" not in tables


# How long and by which rule -----------------------------------------------------------------------


@for_each(
    ("record", "kept"),
    [
        (Debrief(), Retention.PRIVATE),
        (
            Observation(text="tense", kind="private", visibility=Visibility.FACILITATOR),
            Retention.PRIVATE,
        ),
        (Observation(text="slow"), Retention.OBSERVATION),
        (Draft(segment="deep", text="half a li"), Retention.OBSERVATION),
        (ImprovementIdea(title="One calendar"), Retention.PROGRAMME),
        (Action(text="Write it"), Retention.PROGRAMME),
    ],
    ids=lambda part: type(part).__name__ if not isinstance(part, Scale) else part.value,
)
def test_retention(record, kept):
    assert retention_of(record) is kept


@for_each(
    ("kind", "release"),
    [
        (Observation, Release.WORDS),
        (InterfaceSide, Release.WORDS),
        (Debrief, Release.WORDS),
        (Interaction, Release.FIGURES),
        (DotVote, Release.FIGURES),
        (ListeningSession, Release.FRAME),
        (Team, Release.FRAME),
        (SegmentRun, Release.FACILITATORS),
        (Draft, Release.FACILITATORS),
    ],
)
def test_release_rule(kind, release):
    assert ENTITIES[kind].release is release


# References ---------------------------------------------------------------------------------------


def references(record):
    return {*record.references()}


def test_references_of_single_and_many_fields():
    note = Observation(text="x", practice="change", counterparts=("desk", "apps"), merged_into="n2")
    assert references(note) == {
        ("practice", "practices", "change"),
        ("counterparts", "teams", "desk"),
        ("counterparts", "teams", "apps"),
        ("merged_into", "observations", "n2"),
    }


def test_references_in_embedded_structs():
    script = msgspec.structs.replace(session().script, offer=("change",))
    assert ("offer", "practices", "change") in references(session(script=script))


@for_each(("subject", "table"), [(VoteSubject.IDEAS, "ideas"), (VoteSubject.PRACTICES, "practices")])
def test_dots_refer_to_what_they_lie_on(subject, table):
    vote = DotVote(subject=subject, people=8, dots={"a": 2, "b": 0})
    assert references(vote) == {("dots", table, "a"), ("dots", table, "b")}


# Texts --------------------------------------------------------------------------------------------


def test_texts_are_found_in_embedded_structs_lists_and_tables():
    idea = ImprovementIdea(title="standard change", benefits=(Benefit(group="team", text="an evening back"),))
    assert {("title", "standard change"), ("benefits[0].text", "an evening back")} <= {*texts_of(idea)}
    assert ("dots", "idea 1") in {*texts_of(DotVote(subject=VoteSubject.IDEAS, people=1, dots={"idea 1": 1}))}


def test_words_of_a_scale_are_no_texts():
    assert "team" not in {text for _, text in texts_of(Observation(text="x", visibility=Visibility.TEAM))}


@for_each("text", HOSTILE)
@for_each(
    "put_in",
    [
        lambda text: Observation(text=text),
        lambda text: ImprovementIdea(title="x", benefits=(Benefit(group="team", text=text),)),
        lambda text: DotVote(subject=VoteSubject.PRACTICES, people=1, dots={text: 1}),
        lambda text: CustomPractice(practice=practice(questions=(text,))),
    ],
    ids=["a field", "an embedded struct", "a key", "a list"],
)
def test_text_that_acts_is_refused_wherever_it_stands(put_in, text):
    with pytest.raises(RuleBroken, match="act on a screen"):
        validated(put_in(text))


# Types --------------------------------------------------------------------------------------------


@given(any_record("session") | any_record("programme"))
def test_what_is_right_comes_back_as_it_was(record):
    assert validated(record) == record


@for_each(
    ("record", "path"),
    [
        (Observation(text="x", nods=-1), r"\$\.nods"),
        (Observation(text="x", nods="many"), r"\$\.nods"),
        (Observation(text="x", intensity=4), r"\$\.intensity"),
        (Observation(text="x", source="rumour"), r"\$\.source"),
        (Interaction(team="t", practice="p", role=TouchRole.OWNS, ease=6), r"\$\.ease"),
        (Interaction(team="t", practice="p", role=TouchRole.OWNS, rung=1.5), r"\$\.rung"),
        (session(minutes=2), r"\$\.minutes"),
        (session(number=0), r"\$\.number"),
        (session(agreement=RoomAgreement(agreed="perhaps", at=START)), r"\$\.agreement\.agreed"),
    ],
    ids=lambda part: part if isinstance(part, str) else type(part).__name__,
)
def test_a_wrong_type_or_range_is_named_with_its_path(record, path):
    with pytest.raises(RuleBroken, match=path):
        validated(record)


def test_a_rule_broken_in_a_file_is_a_validation_error_with_its_sentence():
    with pytest.raises(msgspec.ValidationError, match="A note needs text"):
        msgspec.convert({"text": " "}, Observation)


# Scales -------------------------------------------------------------------------------------------


def scales(kind=Scale):
    for sub in kind.__subclasses__():
        yield sub
        yield from scales(sub)


@for_each("scale", list(scales()), ids=lambda scale: scale.__name__)
def test_every_word_of_a_scale_has_a_label_and_stands_for_itself(scale):
    for member in scale:
        assert member.label
        assert str(member) == member.value == member
        assert scale(member.value) is member


def test_attribution_has_an_order():
    assert sorted(Attribution, key=lambda each: each.rank) == [
        Attribution.NONE,
        Attribution.TEAM,
        Attribution.NAMED,
    ]


@for_each("number", [2**53, -(2**53), 10**25, float("nan"), float("inf")])
def test_a_number_that_reading_would_refuse_is_not_kept(number):
    with pytest.raises(RuleBroken, match="too many digits"):
        validated(Team(name="Desk", headcount=number) if number > 1 else Observation(text="a", nods=number))


class Nested(msgspec.Struct):
    """Days and numbers wherever a record may hold them."""

    days: tuple[date, ...] = ()
    by_name: dict[str, date | float] = {}
    inner: "Nested | None" = None


@for_each(
    "value",
    [
        Nested(days=(date(2026, 1, 1), date(1, 1, 1))),
        Nested(by_name={"first": date(9999, 1, 1)}),
        Nested(inner=Nested(days=(date(1200, 1, 1),))),
    ],
    ids=str,
)
def test_a_day_in_no_year_of_ours_is_found_however_deep_it_lies(value):
    with pytest.raises(RuleBroken, match="cannot be kept"):
        require_days(value)
    require_days(Nested(days=(date(2026, 1, 1),), by_name={"a": date(2026, 1, 1)}, inner=Nested()))


@for_each(
    "value",
    [
        Nested(by_name={"a": float("nan")}),
        Nested(inner=Nested(by_name={"a": 10.0**40})),
        [1, (2, float("inf"))],
    ],
    ids=str,
)
def test_a_number_no_file_could_read_again_is_found_however_deep_it_lies(value):
    with pytest.raises(RuleBroken, match="too many digits"):
        require_numbers(value)
    require_numbers(Nested(by_name={"a": 1.5}, inner=Nested()))
