"""Who may see which words, and the release rules for figures."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import (
    EVERYONE,
    FACILITATORS,
    LEADERS,
    Attribution,
    Audience,
    AudienceKind,
    Visibility,
    effective_visibility,
    may_see,
    may_see_figures,
    may_see_pair,
    partners,
    room,
    team,
)
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.observation import Observation
from tests.making import DAY
from tests.tables import for_each

V = Visibility
TEAMS = ("infra", "desk", "apps", "pmo")
KEPT = (V.FACILITATOR, V.TEAM)

some_teams = st.frozensets(st.sampled_from(TEAMS), min_size=1)
said_in = st.frozensets(st.sampled_from(TEAMS), min_size=1, max_size=2)
named = st.frozensets(st.sampled_from(TEAMS))
levels = st.sampled_from(V)
audiences = st.one_of(
    st.sampled_from([FACILITATORS, LEADERS, EVERYONE]),
    st.sampled_from(TEAMS).map(team),
    some_teams.map(lambda teams: room(*teams)),
    some_teams.map(lambda teams: partners(*teams)),
)


def words(level, counterparts=()):
    return ImprovementIdea(title="x", visibility=level, room_yes=DAY, counterparts=tuple(counterparts))


# Visibility ---------------------------------------------------------------------------------------


def test_the_levels_in_their_order():
    assert [level.value for level in V] == ["facilitator", "team", "partners", "programme", "open"]
    assert [level.rank for level in V] == [0, 1, 2, 3, 4]


@for_each(
    "record",
    [
        Observation(text="x"),
        ImprovementIdea(title="x"),
        Action(text="x"),
        Commitment(text="x", role="Director"),
        InterfaceSide(team="a", counterpart="b", practice="p"),
    ],
    ids=lambda record: type(record).__name__,
)
def test_items_without_a_level_count_as_team(record):
    assert record.visibility is V.TEAM


@for_each("level", V)
def test_beyond_the_team_only_with_the_rooms_yes(level):
    if level in KEPT:
        assert ImprovementIdea(title="x", visibility=level)
    else:
        with pytest.raises(RuleBroken, match="room's yes"):
            ImprovementIdea(title="x", visibility=level)
    assert ImprovementIdea(title="x", visibility=level, room_yes=DAY)


@for_each("level", V)
def test_partners_with_none_named_counts_as_team(level):
    assert effective_visibility(words(level)) is (V.TEAM if level is V.PARTNERS else level)
    assert effective_visibility(words(level, ["desk"])) is level


def test_an_interface_side_names_its_counterpart():
    side = InterfaceSide(team="infra", counterpart="desk", practice="p", visibility=V.PARTNERS, room_yes=DAY)
    assert effective_visibility(side) is V.PARTNERS


# Attribution --------------------------------------------------------------------------------------


def test_nobody_is_named_by_default():
    assert Observation(text="x").attribution is Attribution.NONE


@for_each("attribution", Attribution)
@for_each("said_by", [None, "sam"])
def test_a_remark_links_to_a_person_only_while_it_is_named(attribution, said_by):
    right = (said_by is not None) == (attribution is Attribution.NAMED)
    if right:
        assert Observation(text="x", attribution=attribution, said_by=said_by)
    else:
        with pytest.raises(RuleBroken, match="only while that person agrees"):
            Observation(text="x", attribution=attribution, said_by=said_by)


def test_a_name_can_be_taken_off_again():
    named = Observation(text="x", attribution=Attribution.NAMED, said_by="sam")
    assert msgspec.structs.replace(named, attribution=Attribution.NONE, said_by=None).said_by is None


# Audiences ----------------------------------------------------------------------------------------


@for_each("kind", AudienceKind)
def test_only_readers_of_a_team_have_teams(kind):
    of_teams = kind in (AudienceKind.TEAM, AudienceKind.ROOM, AudienceKind.PARTNERS)
    assert Audience(kind, frozenset({"infra"} if of_teams else ()))
    with pytest.raises(RuleBroken):
        Audience(kind, frozenset(() if of_teams else {"infra"}))


@for_each(
    ("audience", "level"),
    [
        (FACILITATORS, V.FACILITATOR),
        (team("infra"), V.TEAM),
        (room("infra"), V.TEAM),
        (partners("infra", "desk"), V.PARTNERS),
        (LEADERS, V.PROGRAMME),
        (EVERYONE, V.OPEN),
    ],
)
def test_the_level_of_an_audience(audience, level):
    assert audience.level is level


# Words --------------------------------------------------------------------------------------------

MINE = frozenset({"infra"})
SEEN_FROM = [
    # audience, counterparts named, the least level at which it sees what Infrastructure said (None: never)
    (FACILITATORS, (), V.FACILITATOR),
    (team("infra"), (), V.TEAM),
    (room("infra"), (), V.TEAM),
    (team("desk"), (), V.OPEN),
    (team("desk"), ("desk",), V.PARTNERS),
    (team("pmo"), ("desk",), V.OPEN),
    (room("infra", "desk"), (), V.OPEN),
    (room("infra", "desk"), ("desk",), V.PARTNERS),
    (partners("infra", "desk"), (), V.OPEN),
    (partners("infra", "desk"), ("desk",), V.PARTNERS),
    (partners("infra", "desk", "pmo"), ("desk",), V.OPEN),
    (LEADERS, ("desk",), V.PROGRAMME),
    (EVERYONE, ("desk",), V.OPEN),
]


@for_each(("audience", "counterparts", "least"), SEEN_FROM)
@for_each("level", V)
def test_who_sees_what_one_team_said(audience, counterparts, least, level):
    assert may_see(words(level, counterparts), audience, MINE) is level.reaches(least)


@given(levels, named, said_in)
def test_facilitators_see_all(level, counterparts, teams):
    assert may_see(words(level, counterparts), FACILITATORS, teams)


@given(levels, levels, named, audiences, said_in)
def test_more_visibility_never_hides_anything(one, other, counterparts, audience, teams):
    low, high = sorted((one, other), key=lambda level: level.rank)
    if may_see(words(low, counterparts), audience, teams):
        assert may_see(words(high, counterparts), audience, teams)


@given(audiences, said_in)
def test_partners_with_no_counterpart_named_see_what_the_team_sees(audience, teams):
    together = len(teams) > 1 and audience.kind is AudienceKind.PARTNERS and audience.teams <= teams
    as_the_team = may_see(words(V.TEAM), audience, teams)
    assert may_see(words(V.PARTNERS), audience, teams) == (as_the_team or together)


@given(st.sampled_from(KEPT), named, audiences, said_in)
def test_no_other_team_ever_sees_team_level_words(level, counterparts, audience, teams):
    if audience.kind is not AudienceKind.FACILITATORS and not audience.teams <= teams:
        assert not may_see(words(level, counterparts), audience, teams)


@given(named, audiences, said_in)
def test_nobody_but_the_facilitators_sees_facilitator_words(counterparts, audience, teams):
    seen = may_see(words(V.FACILITATOR, counterparts), audience, teams)
    assert seen is (audience.kind is AudienceKind.FACILITATORS)


@given(levels, named, audiences)
def test_a_document_includes_only_items_at_or_above_its_level(level, counterparts, audience):
    record = words(level, counterparts)
    if may_see(record, audience, MINE):
        assert effective_visibility(record).reaches(audience.level)


@given(levels, named, st.sampled_from([room, partners]), some_teams, some_teams, said_in)
def test_several_teams_together_see_no_more_than_each_alone(level, counterparts, kind, one, more, teams):
    record = words(level, counterparts)
    if may_see(record, kind(*one, *more), teams):
        assert may_see(record, kind(*one), teams)


@given(levels, named, said_in)
def test_what_is_open_is_seen_by_all_and_the_programme_level_by_leaders(level, counterparts, teams):
    record = words(level, counterparts)
    assert may_see(record, EVERYONE, teams) is (level is V.OPEN)
    assert may_see(record, LEADERS, teams) is level.reaches(V.PROGRAMME)


# Figures ------------------------------------------------------------------------------------------


@for_each(
    ("audience", "single"),
    [
        (FACILITATORS, True),
        (team("infra"), True),
        (room("infra"), True),
        (room("infra", "desk"), False),
        (team("desk"), False),
        (partners("infra", "desk"), False),
        (LEADERS, False),
        (EVERYONE, False),
    ],
)
def test_single_scores_go_to_the_team_that_gave_them(audience, single):
    assert may_see_figures(audience, MINE) is single


@for_each("agreed", [True, False])
@for_each(
    ("audience", "theirs"),
    [
        (partners("infra", "desk"), True),
        (partners("desk"), True),
        (partners("infra", "desk", "pmo"), False),
        (team("infra"), False),
        (LEADERS, False),
        (EVERYONE, False),
    ],
)
def test_interface_scores_go_to_both_teams_once_both_agreed(audience, theirs, agreed):
    pair = frozenset({"infra", "desk"})
    assert may_see_pair(audience, pair, agreed) is (theirs and agreed)
    assert may_see_pair(FACILITATORS, pair, agreed)


@given(audiences, said_in)
def test_whoever_sees_single_scores_is_of_those_teams_or_a_facilitator(audience, teams):
    if may_see_figures(audience, teams):
        assert audience == FACILITATORS or (audience.teams and audience.teams <= teams)
