"""Dots on a list that the script names; those with the most go on to where the script takes them."""

from __future__ import annotations

from textual.content import Content

from facilitator.insight.priorities import RankedIdea
from facilitator.insight.script_lists import rule_in, voted_items
from facilitator.language import words
from facilitator.live.session import LiveSession
from facilitator.model.idea import DotVote, VoteSubject
from facilitator.model.script import Segment, VoteBy, VoteRule
from facilitator.model.script_lists import TOP, list_named
from facilitator.ui import safe
from facilitator.ui.instruments.vote import VotePane
from facilitator.ui.widgets.vote_rule import by_hands, said_rule


class ListVotePane(VotePane):
    """The items of the list with their dots, by the rule of the script."""

    subject = VoteSubject.LIST

    @property
    def _segment(self) -> Segment | None:
        segment = self.live.position.segment
        return segment if segment is not None and segment.votes_on else None

    def items(self) -> list[tuple[str, str, str]]:
        """Return the items of the list; none where the script names none here."""
        segment = self._segment
        found = voted_items(segment, self.live.records) if segment is not None else ()
        return [(each.key, each.number, each.words) for each in found]

    def detail(self, live: LiveSession) -> str:
        """Say by which rule, and where the first of them go on."""
        segment = live.position.segment
        if segment is None or not segment.votes_on:
            return ""
        vote = live.votes.newest_on(self.subject)
        told = said_rule(segment.vote, vote)
        taker = _taken_by(live, segment)
        return f"{told}; {taker[1]} go on to {taker[0].short_title}" if taker else told

    def open_round(self, people: int) -> None:
        """Open a round by the rule of the script; with nobody counted yet, ask."""
        segment = self._segment
        if people < 1 or segment is None:
            self.ask_rules()
        else:
            rule = rule_in(segment, self.live.records)
            opened = self.attempt(lambda: self.live.votes.open(self.subject, people, rule.each, rule.most))
            if opened and rule.by is VoteBy.PERSON:
                self.call_after_refresh(self.next_ballot, 1)

    def ask_rules(self, rule: VoteRule | None = None) -> None:
        """Ask for the people; the dots are at first those of the script."""
        segment = self._segment
        super().ask_rules(
            rule or (rule_in(segment, self.live.records) if segment is not None else VoteRule())
        )

    def merged(self) -> dict[str, RankedIdea]:
        """Nothing is merged here."""
        return {}

    def _dots_line(self, vote: DotVote | None) -> Content:
        """Say how many hands there were; of dots, how many are left."""
        segment = self._segment
        if vote is None or segment is None or not by_hands(segment.vote, vote):
            return super()._dots_line(vote)
        return safe.text(
            (f"{words.count(vote.cast, 'hand')} up", "bold"), (f"   {vote.people} people", "muted")
        )

    def _cut(self, vote: DotVote | None, items: list[tuple[str, str, str]]) -> int:
        """As many go on as what comes after it takes."""
        segment = self._segment
        taker = _taken_by(self.live, segment) if segment is not None else None
        if vote is None or not vote.revealed or taker is None:
            return 0
        chosen = sum(1 for key, _, _ in items[: taker[1]] if vote.dots.get(key))
        return chosen if chosen < len(items) else 0


def _taken_by(live: LiveSession, segment: Segment) -> tuple[Segment, int] | None:
    """Return the loop or the vote that takes the first items of this vote, and how many it takes."""
    every = live.session.script.segments
    for later in every[every.index(segment) + 1 :] if segment in every else ():
        taken = later.votes_on or later.each
        named = list_named(taken) if taken else None
        if named is not None and named.source == TOP:
            return later, named.number
        if later.votes_on:
            return None
    return None


PANE = ListVotePane
