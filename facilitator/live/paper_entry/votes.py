"""What a line of a filled paper can say of dots and scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.language.words import count, count_or_no
from facilitator.live.capture.naming import CaptureContext
from facilitator.model.idea import VoteSubject

if TYPE_CHECKING:
    from facilitator.live.session import LiveSession


@dataclass(frozen=True)
class Voters:
    """How many people put dots."""

    people: int
    subject: VoteSubject = VoteSubject.IDEAS
    what: str = "vote"

    def words(self, known: CaptureContext) -> str:
        """Return "8 people voted"."""
        return f"{count(self.people, 'person', 'people')} voted"

    def enter(self, live: LiveSession) -> None:
        """Have an open vote of that many people; dots of one that is over are taken along."""
        vote = live.votes.newest_on(self.subject)
        if vote is not None and vote.open:
            live.votes.set_voters(self.people, self.subject)
        elif vote is None:
            live.votes.open(self.subject, self.people)
        else:
            live.votes.open(self.subject, self.people, vote.dots_each, vote.most_on_one)
            for item, dots in vote.dots.items():
                live.votes.put_dots(item, dots, self.subject)


@dataclass(frozen=True)
class Placed:
    """The dots of one idea, by its number, with how many voted in all; its impact, effort, how sure."""

    idea: int
    dots: int | None = None
    people: int = 0
    title: str = ""
    impact: int | None = None
    effort: int | None = None
    sure: int | None = None
    what: str = "vote"

    @property
    def scores(self) -> tuple[str, ...]:
        """The scores in words."""
        scores = {"impact": self.impact, "effort": self.effort, "sure": self.sure}
        return tuple(f"{name} {score}" for name, score in scores.items() if score)

    def words(self, known: CaptureContext) -> str:
        """Return "7 dots on idea 3, Fortnightly problem huddle"."""
        which = f"idea {self.idea}, {self.title}"
        first = f"{count_or_no(self.dots, 'dot')} on {which}" if self.dots is not None else which
        return " · ".join((first, *self.scores))

    def enter(self, live: LiveSession) -> None:
        """Put the dots into the vote on ideas, and the scores on the idea."""
        idea = next(idea for idea in live.ideas.all if idea.number == self.idea)
        if self.dots is not None:
            Voters(self.people).enter(live)
            live.votes.put_dots(idea.id, self.dots)
        if self.scores:
            live.ideas.set_scores(idea, impact=self.impact, effort=self.effort, confidence=self.sure)
