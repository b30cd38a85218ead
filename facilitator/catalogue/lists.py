"""What keeps the lists of a script from being gone through, and from being voted on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.catalogue.faults import Finding
from facilitator.catalogue.wording import at, shown, suggest
from facilitator.language.widths import width_of
from facilitator.model.instrument import GROUPS as GROUPING
from facilitator.model.instrument import LIST_VOTE
from facilitator.model.observation import KINDS
from facilitator.model.script import Script, Segment
from facilitator.model.script_lists import (
    GROUPS,
    IDEAS,
    MOST_ITEMS,
    NOTES,
    QUESTIONS,
    TOP,
    WORDS,
    ScriptList,
    list_named,
)
from facilitator.text import clean_line

LONGEST_ITEM = 60
"""Cells of an item that a script writes out: so much fits into the head of a part."""

_IDEAS_COME_FROM = ("ideas",)
_MADE_BY_VOTES = ("vote",)


def list_findings(script: Script) -> Iterator[Finding]:
    """Yield what is wrong with the loops of a script and its votes on lists; nothing for one without."""
    for index, segment in enumerate(script.segments):
        if segment.each:
            yield from _named(segment.each, script, index, "each")
            if segment.parts > 1:
                yield (
                    at("segment", index, "parts"),
                    "A loop has as many parts as its list has items.",
                    "Take parts out, or each.",
                )
        elif segment.part_minutes:
            where = at("segment", index, "part_minutes")
            yield (
                where,
                "Nothing here is gone through part by part.",
                "Name its list in each, or take it out.",
            )
        if segment.votes_on:
            yield from _named(segment.votes_on, script, index, "from")
        yield from _vote_findings(segment, index)


def _vote_findings(segment: Segment, index: int) -> Iterator[Finding]:
    votes = LIST_VOTE in segment.instruments
    if votes and not segment.votes_on:
        todo = f"Name the list in from: {', '.join(WORDS)}, or its items."
        yield at("segment", index, "instruments"), "There is nothing to vote on here.", todo
    if segment.votes_on and not votes:
        todo = f'Add instruments = ["{LIST_VOTE}"], or take from out.'
        yield at("segment", index, "from"), "Nobody votes on this list.", todo
    if segment.vote.most > segment.vote.each:
        where = at("segment", index, "vote", "most")
        yield where, "Nobody has so many dots for one item.", f"Write {segment.vote.each} at most."


def _named(written: str | Sequence[str], script: Script, index: int, key: str) -> Iterator[Finding]:
    where, named = at("segment", index, key), list_named(written)
    if named is None:
        todo = suggest(str(written), WORDS) or f"Write one of {', '.join(WORDS)}, or the items as a list."
        yield where, f"{shown(written)} is the name of no list.", todo
    elif named.items:
        yield from _item_findings(named, where)
    elif named.number > MOST_ITEMS:
        yield where, f"{named.number} are too many to go through.", f"Write {MOST_ITEMS} at most."
    else:
        yield from _source_findings(named, script, index, where)


def _item_findings(named: ScriptList, where: str) -> Iterator[Finding]:
    if len(named.items) > MOST_ITEMS:
        yield where, f"{len(named.items)} items are too many.", f"Write {MOST_ITEMS} at most."
    for place, item in enumerate(named.items):
        if not item or clean_line(item) != item:
            yield (
                where,
                f"Item {place + 1} has to be one line of text.",
                "Write a few words, without line breaks.",
            )
        elif width_of(item) > LONGEST_ITEM:
            yield (
                where,
                f"{shown(item)} is too long for the head.",
                f"Write {LONGEST_ITEM} characters at most.",
            )
        elif item in named.items[:place]:
            yield where, f"{shown(item)} stands there twice.", "Take one of them out."


def _source_findings(named: ScriptList, script: Script, index: int, where: str) -> Iterator[Finding]:
    before = script.segments[:index]
    here = script.segments[: index + 1]
    if named.source == NOTES and named.kind:
        known = [*KINDS, *(kind.key for kind in script.kinds)]
        if named.kind not in known:
            yield where, f"There is no kind {shown(named.kind)}.", suggest(named.kind, known)
        elif not any(named.kind in segment.capture for segment in here):
            todo = f"Name {named.kind} in the capture of a segment before it."
            yield where, f"Nobody was asked for lines of the kind {named.kind} by then.", todo
    if named.source == IDEAS and not any({*_IDEAS_COME_FROM} & {*each.instruments} for each in here):
        yield where, "No idea was asked for by then.", 'Put a segment with instruments = ["ideas"] before it.'
    if named.source == GROUPS and not any(GROUPING in each.instruments for each in here):
        todo = f'Put a segment with instruments = ["{GROUPING}"] before it, or name notes.'
        yield where, "Nobody puts lines into groups by then.", todo
    if named.source == QUESTIONS and not script.questions:
        yield (
            where,
            "The script has no questions of its own.",
            "Write them as [[question]], or name another list.",
        )
    voted = any(each.votes_on or {*_MADE_BY_VOTES} & {*each.instruments} for each in before)
    if named.source == TOP and not voted:
        todo = "Put a segment that votes on them before this one."
        yield where, "There is no vote before this, so nothing comes first.", todo
