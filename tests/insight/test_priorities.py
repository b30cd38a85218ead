"""Which idea comes first."""

from datetime import UTC, datetime

from facilitator.insight.priorities import (
    Placement,
    groups_benefiting,
    ice,
    newest_vote,
    placement,
    rank_ideas,
    rank_voted,
)
from facilitator.model.idea import Benefit, DotVote, ImprovementIdea, VoteSubject
from tests.tables import for_each


@for_each(
    ("impact", "effort", "place"),
    [
        (5, 2, Placement.QUICK_WIN),
        (4, 2, Placement.QUICK_WIN),
        (4, 3, Placement.PLAN),
        (3, 2, Placement.IF_EASY),
        (3, 3, Placement.LEAVE),
        (1, 5, Placement.LEAVE),
        (None, 1, None),
        (5, None, None),
    ],
)
def test_placement(impact, effort, place):
    assert placement(impact, effort) is place


# The eight ideas of the worked example.
@for_each(
    ("impact", "effort", "confidence", "score"),
    [(5, 2, 4, 80), (4, 2, 3, 48), (3, 3, 3, 27), (4, 3, 4, 48), (3, 1, 4, 60), (3, 4, 2, 12), (2, 1, 3, 30)],
)
def test_ice(impact, effort, confidence, score):
    assert ice(impact, confidence, effort) == score


def test_ice_needs_all_three():
    assert ice(5, None, 2) is None


def idea(id, **fields):
    return ImprovementIdea(id=id, title=id, created=datetime(2026, 3, 12, tzinfo=UTC), **fields)


def gain(*groups):
    return tuple(Benefit(group=group, text="x") for group in groups)


def test_ties_go_to_more_groups_then_smaller_effort_then_the_older():
    ideas = [
        idea("young", number=5, effort=2),
        idea("old", number=4, effort=2),
        idea("unplaced", number=3),
        idea("wide", number=6, effort=5, benefits=gain("team", "users", "users")),
        idea("narrow", number=2, effort=1, benefits=gain("team")),
        idea("voted", number=9),
    ]
    assert [each.idea.id for each in rank_ideas(ideas, {"voted": 1})] == [
        "voted", "wide", "narrow", "old", "young", "unplaced",
    ]  # fmt: skip
    assert groups_benefiting(ideas[3]) == 2


def test_originals_stand_with_the_idea_they_went_into_with_dots_of_their_own():
    ideas = [idea("a", number=1), idea("b", number=2, merged_into="a"), idea("c", number=3)]
    first, second = rank_ideas(ideas, {"a": 1, "b": 5, "c": 2})
    assert (first.idea.id, second.idea.id) == ("c", "a")
    assert [(each.idea.id, each.dots) for each in second.merged] == [("b", 5)]
    assert second.dots == 1


def test_an_original_whose_new_idea_is_not_shown_stands_alone():
    (alone,) = rank_ideas([idea("b", merged_into="gone")], {})
    assert alone.idea.id == "b"


def test_the_newest_vote_on_ideas_counts():
    first = DotVote(subject=VoteSubject.IDEAS, people=3, dots={"a": 1})
    second = DotVote(subject=VoteSubject.IDEAS, people=3, dots={"a": 2})
    focus = DotVote(subject=VoteSubject.PRACTICES, people=3, dots={"change": 3})
    assert newest_vote([first, second, focus]) is second
    assert newest_vote([focus]) is None


def test_what_was_merged_counts_together_while_the_vote_is_open():
    ideas = [idea("a", number=1), idea("b", number=2, merged_into="a"), idea("c", number=3)]
    vote = DotVote(subject=VoteSubject.IDEAS, people=3, dots={"a": 2, "b": 3, "c": 4})
    shown = [(each.idea.id, each.counts) for each in rank_voted(ideas, vote)]
    assert shown == [("a", (2, 3)), ("c", (4,))]
    over = DotVote(subject=VoteSubject.IDEAS, people=3, dots=vote.dots, open=False)
    assert [each.idea.id for each in rank_voted(ideas, over)] == ["c", "a"]
