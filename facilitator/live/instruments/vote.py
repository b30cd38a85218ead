"""Dot votes on ideas or practices (docs/field.md, "Ideas" and "Methods")."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from facilitator.insight.priorities import RankedIdea, rank_voted
from facilitator.language.words import count_or_no
from facilitator.live.desk import SessionDesk, label_of
from facilitator.model.base import require
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.instrument import InstrumentFacts
from facilitator.model.observation import Observation
from facilitator.model.session import SegmentRun, current_run


class Votes:
    """The votes. One keyboard casts for the room; nobody's own dots are known."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk

    def newest_on(self, subject: VoteSubject = VoteSubject.IDEAS) -> DotVote | None:
        """Return the newest vote on that subject, open or closed, or None; on a list, that of the segment."""
        votes = [vote for vote in self._desk.records.all(DotVote) if vote.subject is subject]
        if subject is VoteSubject.LIST:
            here = self._segment()
            votes = [vote for vote in votes if vote.segment == here]
        return votes[-1] if votes else None

    def _segment(self) -> str:
        """Return the key of the segment in hand; "" before the start and after the end."""
        run = current_run(self._desk.records.all(SegmentRun))
        return run.segment if run is not None else ""

    @property
    def still_open(self) -> tuple[DotVote, ...]:
        """The votes dots can still be put in."""
        return tuple(vote for vote in self._desk.records.all(DotVote) if vote.open)

    def open(self, subject: VoteSubject, people: int, dots_each: int = 3, most_on_one: int = 2) -> DotVote:
        """Open a vote for that many people and return it; an earlier open one on the subject is closed.

        Raises `RuleBroken` without at least one person.
        """
        with self._desk.change(f"vote on {subject.label}"):
            for vote in self.still_open:
                if vote.subject is subject:
                    self._desk.records.put(msgspec.structs.replace(vote, open=False))
            return self._desk.records.put(
                DotVote(
                    subject=subject,
                    people=people,
                    dots_each=dots_each,
                    most_on_one=most_on_one,
                    segment=self._segment() if subject is VoteSubject.LIST else "",
                )
            )

    def set_voters(self, people: int, subject: VoteSubject = VoteSubject.IDEAS) -> DotVote:
        """Change how many people vote. Raises `RuleBroken` if more dots are put than they have."""
        return self._desk.set(self._require_open(subject), f"{count_or_no(people, 'voter')}", people=people)

    def put_dots(self, item: str, count: int, subject: VoteSubject = VoteSubject.IDEAS) -> DotVote:
        """Let an item (the id of an idea, the key of a practice) have *count* dots, 0 for none.

        Raises `RuleBroken` beyond the dots of the room, saying how many are left, or what one item can have.
        """
        vote = self._require_open(subject)
        require(
            subject is not VoteSubject.PRACTICES or item in self._desk.practices,
            "Dots are put on practices of the catalogue.",
            "Choose one of them.",
        )
        require(count >= 0, "There are no dots left to take off.", "Put some on first.")
        before = vote.dots.get(item, 0)
        left = vote.in_all - vote.cast + before
        require(
            count <= left or left == before,
            f"Of {vote.in_all} dots {left} are left for this one, not {count}.",
            "Put on fewer, or take a dot from another item first.",
        )
        dots = {key: value for key, value in vote.dots.items() if key != item}
        if count:
            dots[item] = count
        return self._desk.set(vote, f"{count_or_no(count, 'dot')} on {self._item_label(item)}", dots=dots)

    def cast_ballot(self, ballot: Mapping[str, int], subject: VoteSubject = VoteSubject.IDEAS) -> DotVote:
        """Add one person's dots, by item; only the sums are kept. Raises `RuleBroken` beyond their limits."""
        vote = self._require_open(subject)
        used = sum(ballot.values())
        require(
            used <= vote.dots_each,
            f"One person has {count_or_no(vote.dots_each, 'dot')}, not {used}.",
            "Take one off first.",
        )
        require(
            max(ballot.values(), default=0) <= vote.most_on_one,
            f"One person puts {count_or_no(vote.most_on_one, 'dot')} on one at most.",
            "Put the others elsewhere.",
        )
        dots = dict(vote.dots)
        for item, count in ballot.items():
            if count:
                dots[item] = dots.get(item, 0) + count
        return self._desk.set(vote, f"{count_or_no(used, 'dot')} of one person", dots=dots)

    def reveal(self, revealed: bool, subject: VoteSubject = VoteSubject.IDEAS) -> DotVote:
        """Uncover the counts on every screen, or cover them again."""
        vote = self._require_vote(subject)
        return self._desk.set(vote, "dots uncovered" if revealed else "dots covered", revealed=revealed)

    def close(self, subject: VoteSubject = VoteSubject.IDEAS) -> DotVote:
        """End the vote: from now on every count stays as it is."""
        return self._desk.set(self._require_open(subject), f"end of the vote on {subject.label}", open=False)

    def dots_of(self, item: str, subject: VoteSubject = VoteSubject.IDEAS) -> int:
        """Return the dots of an item in the newest vote on the subject, without those of merged originals."""
        vote = self.newest_on(subject)
        return vote.dots.get(item, 0) if vote else 0

    def idea_order(self) -> tuple[ImprovementIdea, ...]:
        """Return the ideas by dots; ties by groups benefiting, smaller effort, age.

        See docs/field.md, "Which idea first".
        """
        return tuple(each.idea for each in self.ranked())

    def ranked(self) -> tuple[RankedIdea, ...]:
        """Return the same, each with its dots and those of the originals merged into it."""
        return rank_voted(self._desk.records.all(ImprovementIdea), self.newest_on(VoteSubject.IDEAS))

    def practice_order(self, prefer: Collection[str] = ()) -> tuple[str, ...]:
        """Return the practices of the shortlist and the vote by dots.

        On a tie those in *prefer* come first (a counterpart not yet heard), then the
        order of the shortlist.
        """
        vote = self.newest_on(VoteSubject.PRACTICES)
        dots = vote.dots if vote else {}
        keys = list(dict.fromkeys((*self._desk.session.shortlist, *dots)))
        return tuple(sorted(keys, key=lambda key: (-dots.get(key, 0), key not in prefer)))

    def to_look_into(self) -> tuple[str, ...]:
        """Return the practices with most dots, as many as the script has deep dives."""
        dives = max(segment.parts for segment in self._desk.session.script.segments)
        voted = (key for key in self.practice_order() if self.dots_of(key, VoteSubject.PRACTICES))
        return tuple(voted)[:dives]

    def _require_vote(self, subject: VoteSubject) -> DotVote:
        vote = self.newest_on(subject)
        require(vote is not None, f"There is no vote on {subject.label}.", "Open one first.")
        assert vote is not None
        return vote

    def _require_open(self, subject: VoteSubject) -> DotVote:
        vote = self._require_vote(subject)
        require(vote.open, f"The vote on {subject.label} is over.", "Open a new one, or undo its end.")
        return vote

    def _item_label(self, item: str) -> str:
        idea = self._desk.records.find(ImprovementIdea, item)
        note = self._desk.records.find(Observation, item)
        found = idea or note
        return label_of(found) if found else self._desk.practice_name(item)


FACTS = InstrumentFacts(label="dot vote", order=6)
