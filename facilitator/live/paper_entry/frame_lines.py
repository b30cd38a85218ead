"""Lines about the session itself: agreement, attendance, closing rounds, the next meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from facilitator.language.moments import read_moment
from facilitator.live.capture.naming import find_team
from facilitator.live.paper_entry.context import PaperContext
from facilitator.live.paper_entry.counted import NOT_ON_PAPER, read_count, read_hands, read_here, read_pair
from facilitator.live.paper_entry.facts import Fact
from facilitator.live.paper_entry.framing import (
    Agreed,
    Here,
    LeadHere,
    MeetAgain,
    Round,
    WasReadBack,
    Whose,
)
from facilitator.live.paper_entry.sheet import LEAD
from facilitator.model.base import require
from facilitator.model.session import FistOfFive, Roti

_YES = {"yes": True, "no": False}


class FrameLines:
    """Each reads what stands behind the first word of its row, and returns None where that is speech."""

    def __init__(self, context: PaperContext) -> None:
        self._context = context

    def agreed(self, said: str) -> Fact | None:
        """Read "yes" or "no"."""
        yes = _YES.get(said.casefold())
        return None if yes is None else Agreed(yes)

    def here(self, said: str) -> Fact | None:
        """Read how many were there, and of them remote. Raises `RuleBroken` for more remote than there."""
        here, remote = read_here(said)
        if here is None or (remote is None and " remote " in said):
            return None
        require((remote or 0) <= here, "More people are remote than are here in all.", "Count again.")
        return Here(here, remote)

    def lead(self, said: str) -> Fact | None:
        """Read how long the team lead stayed."""
        present = LEAD.get(said.casefold())
        return None if present is None else LeadHere(present)

    def hands(self, what: Literal["fist of five", "ratings"], said: str) -> Fact | None:
        """Read the hands of a closing round. Raises `RuleBroken` where some are missing."""
        words = said.split(" ")
        if any(word != NOT_ON_PAPER and not _is_counted(word) for word in words):
            return None
        lowest = 1 if what == "ratings" else 0
        if len(words) > 1 and not any(map(read_pair, words)):
            words += [NOT_ON_PAPER] * (6 - lowest - len(words))  # boxes at the end that are empty
        hands = read_hands(words, lowest)
        require(hands is not None, f"The {what} has hands for 5 down to {lowest}.", "Type 5:2 4:5 3:1.")
        return Round(what, (Roti if lowest else FistOfFive)(hands or ()).hands)

    def read_back(self, said: str) -> Fact | None:
        """Read "back yes", or "back no: why not". Raises `RuleBroken` for a no without a reason."""
        answer, _, why = said.partition(":")
        back, _, yes = answer.strip().casefold().partition(" ")
        if back != "back" or yes not in _YES:
            return None
        require(
            _YES[yes] or bool(why.strip()),
            "Leaving out the read-back needs a reason.",
            "Type read back no: why there was none.",
        )
        return WasReadBack("" if _YES[yes] else why.strip())

    def next_meeting(self, said: str) -> Fact | None:
        """Read a day and a time. Raises `RuleBroken` for figures that are neither."""
        found = read_moment(said, self._context.capture.today)
        if found is None:
            figures = any(char.isdigit() for char in said)
            require(not figures, f"“{said}” is not a day and a time.", "Type next 26 mar 14:00.")
            return None
        return MeetAgain(*found, self._context.zone)

    def side(self, said: str) -> Whose | None:
        """Read whose lines follow. Raises `RuleBroken` where two teams are here and it is neither."""
        known, teams = self._context.capture, self._context.teams
        if said.casefold() == "both" and teams:
            return Whose(None, "both teams")
        own = tuple(team for team in known.teams if team.id in known.own_teams)
        found = find_team(said, replace(known, teams=own, own_teams=(), speaking=None))
        require(found is not None or not teams, f"No team here is called “{said}”.", "Type more of its name.")
        name = next((team.short_name or team.name for team in own if team.id == found), "")
        return Whose(found if teams else None, name) if found else None


def _is_counted(word: str) -> bool:
    return read_count(word) is not None or read_pair(word) is not None
