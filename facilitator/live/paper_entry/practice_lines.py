"""Lines about practices: rows of the touch map, hands on the ladder, what was chosen."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from facilitator.errors import RuleBroken
from facilitator.live.capture.naming import find_practice, find_team, fold
from facilitator.live.paper_entry.context import PaperContext
from facilitator.live.paper_entry.counted import TOUCH_CODES, read_codes, read_hands, spread
from facilitator.live.paper_entry.facts import About, Fact, Focus, Hands, Touch
from facilitator.live.paper_entry.sheet import COLUMNS, GAP
from facilitator.live.paper_entry.vote_lines import Ballots
from facilitator.model.base import require
from facilitator.model.idea import VoteSubject
from facilitator.model.interaction import Interaction, TouchRole

_SURELY = 2
"""So many answers in a row make it one of the touch map, whatever stands before them."""


class PracticeLines:
    """Reads them in order, each against the touch map as the lines before leave it.

    `caution` says what of the line read last is not as it stands on the paper.
    """

    def __init__(self, context: PaperContext, ballots: Ballots) -> None:
        self._known = context.capture
        self.caution = ""
        self._teams = context.teams
        self._team = context.team
        self._told = dict(context.told)
        self._ballots = ballots

    def copy(self, ballots: Ballots) -> PracticeLines:
        """Return the same over other *ballots*, to go on alone."""
        twin = copy(self)
        twin._told, twin._ballots = dict(self._told), ballots
        return twin

    def turn(self, team: str | None) -> None:
        """Let the rows that follow be of another side; a score is one team's, so of both it is the first."""
        if self._teams:
            self._known = replace(self._known, speaking=team)
            self._team = team or self._teams[0]

    def row(self, said: str) -> Fact | None:
        """Return a row of the touch map, or hands on the ladder; None if the line is neither.

        Raises `RuleBroken` for a practice or a team nobody knows, and for answers the rules forbid.
        """
        row, _, others = said.partition(" @")
        words = spread(row.removesuffix(f" {GAP}").split(" "))
        if "split" in words[1:-1]:
            at = words.index("split", 1)
            hands = read_hands(words[at + 1 :], lowest=0)
            if hands is not None:
                return self._split(" ".join(words[:at]), hands)
        for count in range(min(len(TOUCH_CODES), len(words) - 1), 0, -1):
            codes = read_codes(words[-count:], TOUCH_CODES)
            name = " ".join(words[:-count])
            if codes is not None and (self._find(name) or count >= _SURELY):
                return self._touch(self._must_find(name), codes, self._others(others))
        self._require_answers(words)
        if self._seems_a_row(words):
            self.caution = f"Kept as a note; a row of the touch map goes on {' '.join(COLUMNS)}."
        return None

    def _seems_a_row(self, words: list[str]) -> bool:
        """Tell whether a line begins with the whole name of a practice, as the rows of the sheet do."""
        whole = {name for each in self._known.practices for name in (fold(each.name), fold(each.short_name))}
        return any(fold(" ".join(words[:length])) in whole for length in range(1, len(words)))

    def _require_answers(self, words: list[str]) -> None:
        """Raise `RuleBroken` for what begins like a row and goes on with something that is no answer."""
        for length in range(1, len(words) - _SURELY):
            answers = words[length:]
            surely = read_codes(answers[:_SURELY], TOUCH_CODES) is not None
            if surely and len(answers) <= len(TOUCH_CODES) and self._find(" ".join(words[:length])):
                columns = [TOUCH_CODES[at : at + 1] for at in range(len(answers))]
                wrong = next(
                    at for at, column in enumerate(columns) if read_codes([answers[at]], column) is None
                )
                require(
                    False,
                    f"“{answers[wrong]}” is no answer for {COLUMNS[wrong]}.",
                    f"A row takes {', '.join(COLUMNS)}.",
                )

    def focus(self, said: str) -> Fact | None:
        """Return the practices chosen; None if it names none. Raises `RuleBroken` for some nobody knows."""
        names = [name.strip() for name in said.split(",") if name.strip()]
        if not any(map(self._find, names)):
            return None
        return Focus(tuple(dict.fromkeys(map(self._must_find, names))))

    def about(self, said: str) -> About | None:
        """Return the practice of the notes that follow; None if it is none."""
        if said == "-":
            return About(None)
        practice = self._find(said)
        return About(practice) if practice else None

    def _touch(self, practice: str, codes: dict[str, object], others: tuple[str, ...]) -> Fact:
        touch = Touch(practice, **codes, counterparts=others)  # type: ignore[arg-type]
        after = touch.after(self._before(practice))
        require(
            not others or after.role is not TouchRole.NONE,
            "A practice the team never meets has no other side.",
            "Leave the team out, or choose another part.",
        )
        if touch.dots is not None:
            touch = self._voted(touch, touch.dots)
        self._told[self._team, practice] = after
        return touch

    def _voted(self, touch: Touch, dots: int) -> Touch:
        """Return the row with how many voted; dots the room does not have are left out, and told."""
        try:
            people = self._ballots.cast(VoteSubject.PRACTICES, {touch.practice: dots})
        except RuleBroken as broken:
            self.caution = f"Its dots are left out. {broken.happened}"
            return replace(touch, dots=None)
        return replace(touch, people=people)

    def _split(self, name: str, hands: tuple[int, ...]) -> Fact:
        practice = self._must_find(name)
        require(any(hands), "A tally needs a hand.", "Count again.")
        touch = Touch(practice, hands=hands)
        self._told[self._team, practice] = touch.after(self._before(practice))
        return Hands(practice, hands)

    def _before(self, practice: str) -> Interaction:
        told = self._told.get((self._team, practice))
        return told or Interaction(team=self._team, practice=practice, role=TouchRole.UNKNOWN)

    def _others(self, said: str) -> tuple[str, ...]:
        names = [name.strip(" ,") for name in said.split("@") if name.strip(" ,")]
        return tuple(dict.fromkeys(map(self._must_find_team, names)))

    def _must_find_team(self, name: str) -> str:
        found = find_team(name, self._known)
        require(found is not None, f"No other team is called “{name}”.", "Type more of its name.")
        require(found != self._team, "A team is not its own other side.", "Name another team.")
        return found or ""

    def _find(self, name: str) -> str | None:
        return find_practice(name.removeprefix("#"), self._known)

    def _must_find(self, name: str) -> str:
        key = self._find(name)
        require(key is not None, f"No practice is called “{name}”.", "Type more of its name.")
        return key or ""
