"""The dots that are on a paper, laid over those cast before as its lines are read."""

from __future__ import annotations

from copy import copy

from facilitator.live.paper_entry.context import PaperContext
from facilitator.model.base import require
from facilitator.model.idea import DotVote, VoteSubject


class Ballots:
    """What was cast on ideas, by number, and on practices; *voted* and *here* are how many the paper says."""

    def __init__(self, context: PaperContext, voted: int | None, here: int | None) -> None:
        self._cast = dict(context.votes)
        self._voted, self._here = voted, here

    def copy(self) -> Ballots:
        """Return the same, to be laid over alone."""
        twin = copy(self)
        twin._cast = dict(self._cast)
        return twin

    def people(self, subject: VoteSubject) -> int:
        """Return how many voted, 0 where nobody said."""
        before = self._cast.get(subject)
        voted = self._voted if subject is VoteSubject.IDEAS else None
        return voted or (before.people if before else None) or self._here or self._voted or 0

    def cast(self, subject: VoteSubject, dots: dict[str, int]) -> int:
        """Lay *dots* over those cast so far, and return how many voted.

        Raises `RuleBroken` beyond what the room has, or where nobody said how many voted.
        """
        people = self.people(subject)
        require(people > 0, "Nobody said how many voted.", "Type v people 8.")
        before = self._cast.get(subject) or DotVote(subject=subject, people=people)
        for cast in (before.dots, before.dots | dots):
            laid = DotVote(
                subject=subject,
                people=people,
                dots_each=before.dots_each,
                most_on_one=before.most_on_one,
                dots=cast,
            )
        self._cast[subject] = laid
        return people
