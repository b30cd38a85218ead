"""Focus: dots on practices; those with the most are looked at in depth."""

from __future__ import annotations

from facilitator.insight.priorities import RankedIdea
from facilitator.model.idea import DotVote, VoteSubject
from facilitator.ui.instruments.vote import VotePane


class FocusPane(VotePane):
    """Dots on practices: where a better connection would help most; three of them become the focus."""

    subject = VoteSubject.PRACTICES

    def items(self) -> list[tuple[str, str, str]]:
        """Return the practices prepared for this team, the chosen ones first once counts are shown."""
        live = self.live
        offered = {each.key for each in live.desk.offered}
        keys = [key for key in live.session.shortlist if key in offered]
        vote = self.vote
        if vote is not None and vote.revealed:
            keys.sort(key=lambda key: -vote.dots.get(key, 0))
        return [(key, str(number), live.desk.practices[key].name) for number, key in enumerate(keys, 1)]

    def merged(self) -> dict[str, RankedIdea]:
        """Practices are not merged."""
        return {}

    def _cut(self, vote: DotVote | None, items: list[tuple[str, str, str]]) -> int:
        """As many practices go on as the script has deep dives."""
        if vote is None or not vote.revealed:
            return 0
        return min(self._deep_dives, len(items))

    @property
    def _deep_dives(self) -> int:
        """How many practices the script has time for."""
        return max(segment.parts for segment in self.live.session.script.segments)

    def _choose(self) -> None:
        """Uncover the counts and take the practices with most dots into the deep dives, as one change."""
        with self.live.records.group("focus chosen"):
            self.live.votes.reveal(True, self.subject)
            self.live.frame.set_focus(self.live.votes.to_look_into())

    def step(self) -> bool:
        """Show the counts and take the practices with most dots into the deep dives."""
        vote = self.vote
        if vote is None:
            self.focus_part()
        elif not vote.revealed:
            self.attempt(self._choose)
        else:
            self.attempt(lambda: self.live.votes.reveal(False, self.subject))
        return True


PANE = FocusPane
