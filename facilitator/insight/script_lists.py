"""The items of a list a script names, as the records have them now (docs/field.md, "Lists and loops").

What only the facilitators may see is in no list, and what was merged stands with what it went into.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from facilitator.insight.groups import groups_of
from facilitator.insight.priorities import newest_vote, rank_voted
from facilitator.model.audience import Visibility
from facilitator.model.group import NoteGroup
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.observation import Observation
from facilitator.model.records import SessionRecords
from facilitator.model.script import Script, Segment, VoteBy, VoteRule
from facilitator.model.script_lists import (
    GROUPS,
    IDEAS,
    NOTES,
    PEOPLE,
    QUESTIONS,
    TOP,
    ScriptList,
    list_named,
)

_MOST_DOTS = 20
"""Dots one person can have in a round."""


class Item(msgspec.Struct, frozen=True):
    """One item of a list: its `key`, the id of a record or the words of the script; and what it is called."""

    key: str
    words: str
    number: str


def items_of(written: str | Sequence[str], segment: Segment, records: SessionRecords) -> tuple[Item, ...]:
    """Return the items of the list a segment names by these words; none for what is no list."""
    named = list_named(written)
    if named is None:
        return ()
    if named.source == TOP:
        return _first(named.number, segment, records)
    return tuple(_items(named, records))


def voted_items(segment: Segment, records: SessionRecords) -> tuple[Item, ...]:
    """Return the list that dots are put on in a segment: once they are shown, in the order of the room."""
    items = items_of(segment.votes_on, segment, records)
    vote = vote_in(segment.key, records)
    return _by_dots(items, vote) if vote is not None and vote.revealed else items


def rule_in(segment: Segment, records: SessionRecords) -> VoteRule:
    """Return the rule of a vote on a list as it is counted: of hands, one for each item there is."""
    rule = segment.vote
    if rule.by is not VoteBy.HANDS:
        return rule
    items = len(items_of(segment.votes_on, segment, records))
    return msgspec.structs.replace(rule, each=max(1, min(items, _MOST_DOTS)), most=1)


def vote_in(segment: str, records: SessionRecords) -> DotVote | None:
    """Return the newest vote on the list of a segment, or None."""
    votes = [each for each in records.all(DotVote) if each.subject is VoteSubject.LIST]
    return next((each for each in reversed(votes) if each.segment == segment), None)


def item_named(key: str, segment: Segment, records: SessionRecords) -> Item | None:
    """Return an item by its key; None where its record is gone, or is not for whoever reads these records."""
    for note in records.all(Observation):
        if note.id == key:
            return _of_note(note) if note.visibility is not Visibility.FACILITATOR else None
    for idea in records.all(ImprovementIdea):
        if idea.id == key:
            return _of_idea(idea)
    for group in records.all(NoteGroup):
        if group.id == key:
            return item_of_group(group)
    lists = _lists_behind(segment, records.session.script)
    written = (each for named in lists for each in _written(named, records))
    return next((each for each in written if each.key == key), None)


def parked_items(records: SessionRecords) -> tuple[Item, ...]:
    """Return what the room parked in a loop, in that order, as far as these readers may know it."""
    loops = [each for each in records.session.script.segments if each.each]
    found = (
        next((item for each in loops if (item := item_named(key, each, records)) is not None), None)
        for key in records.session.parked
    )
    return tuple(item for item in found if item is not None)


def _lists_behind(segment: Segment, script: Script) -> Iterable[str | Sequence[str]]:
    """Yield the lists of a segment, then those of the votes that its first items come from."""
    for written in (segment.each, segment.votes_on):
        yield written
        named = list_named(written)
        before = voted_before(segment, script) if named is not None and named.source == TOP else None
        if before is not None:
            yield from _lists_behind(before, script)


def voted_before(segment: Segment, script: Script) -> Segment | None:
    """Return the segment whose vote a list of its first items comes from: the nearest one before it."""
    before = script.segments[: script.segments.index(segment)] if segment in script.segments else ()
    return next((each for each in reversed(before) if each.votes_on), None)


def _first(number: int, segment: Segment, records: SessionRecords) -> tuple[Item, ...]:
    """Return so many items with most dots, and those with as many as the last of them.

    Without a dot nothing was chosen; without a vote on a list it is that on ideas.
    """
    before = voted_before(segment, records.session.script)
    if before is not None:
        vote = vote_in(before.key, records)
        ranked = _by_dots(items_of(before.votes_on, before, records), vote)
        weights = [vote.dots.get(each.key, 0) if vote is not None else 0 for each in ranked]
    else:
        ideas = rank_voted(records.all(ImprovementIdea), newest_vote(records.all(DotVote)))
        ranked = tuple(_of_idea(each.idea) for each in ideas)
        weights = [each.weight for each in ideas]
    least = max(1, sorted(weights, reverse=True)[:number][-1]) if weights else 1
    return tuple(item for item, weight in zip(ranked, weights, strict=True) if weight >= least)


def _by_dots(items: Iterable[Item], vote: DotVote | None) -> tuple[Item, ...]:
    dots = vote.dots if vote is not None else {}
    return tuple(sorted(items, key=lambda each: -dots.get(each.key, 0)))


def _items(named: ScriptList, records: SessionRecords) -> Iterable[Item]:
    if named.source == IDEAS:
        every = (each for each in records.all(ImprovementIdea) if not each.merged_into)
        return [_of_idea(each) for each in every if not each.is_set_aside]
    if named.source == NOTES:
        said = (each for each in records.all(Observation) if not each.merged_into)
        heard = (each for each in said if each.visibility is not Visibility.FACILITATOR)
        return [_of_note(each) for each in heard if named.kind in ("", each.kind)]
    if named.source == GROUPS:
        return _groups(records)
    if named.source == QUESTIONS:
        asked = [each.title for each in records.session.script.questions]
        return [Item(each, each, str(number)) for number, each in enumerate(asked, 1)]
    if named.source == PEOPLE:
        return [Item(f"Seat {each}", f"Seat {each}", str(each)) for each in range(1, named.number + 1)]
    return [Item(each, each, str(number)) for number, each in enumerate(dict.fromkeys(named.items), 1)]


def _written(written: str | Sequence[str], records: SessionRecords) -> Iterable[Item]:
    """Return those items of a list that stand in the script."""
    named = list_named(written)
    return (
        _items(named, records)
        if named is not None and named.source not in (IDEAS, NOTES, GROUPS, TOP)
        else ()
    )


def _groups(records: SessionRecords) -> Iterable[Item]:
    """Return the groups with lines in them, then the lines in none; a group without is nothing to choose."""
    found = groups_of(records)
    listed = [item_of_group(each.group) for each in found.groups if each.lines]
    listed += map(_of_note, found.single)
    return [msgspec.structs.replace(each, number=str(place)) for place, each in enumerate(listed, 1)]


def item_of_group(group: NoteGroup) -> Item:
    """Return a group as an item of a list."""
    return Item(group.id, group.title, str(group.number))


def _of_note(note: Observation) -> Item:
    return Item(note.id, note.text, str(note.number))


def _of_idea(idea: ImprovementIdea) -> Item:
    return Item(idea.id, idea.title, str(idea.number))
