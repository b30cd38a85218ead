"""The culture pulse: its statements, its waves, and the tallies of answers (domain.md §3.3 and §6).

Nothing here is an answer of one person. A tally counts, for one team and one statement, how often each
answer was given; which answers came together is known nowhere, so nobody can be recognised by theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self

import msgspec
from msgspec import Meta

from facilitator.model.base import Count, Record, Release, Scale, TeamId, entity, require, words
from facilitator.model.programme import LEAST_GROUP

SCALE = 5
"""Answers go from 1, the strongest no, to 5, the strongest yes (domain.md §6.1)."""

NO_ANSWERS = (0,) * SCALE

Counts = tuple[Count, ...]
"""How often 1, 2, 3, 4 and 5 were answered. Who could not say is in none of them."""


class PulseItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A statement to agree or disagree with. More agreement is always the better news."""

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    theme: Annotated[str, words("Theme"), Meta(min_length=1)]
    text: Annotated[str, words("Statement"), Meta(min_length=1)]


class Questionnaire(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The statements of a pulse and the words of its five answers, the strongest no first."""

    key: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Annotated[str, words("Questions"), Meta(min_length=1)]
    answers: Annotated[tuple[str, ...], Meta(min_length=SCALE, max_length=SCALE, title="Answers")]
    cant_say: Annotated[str, words("No answer"), Meta(min_length=1)] = "can't say"
    items: Annotated[tuple[PulseItem, ...], Meta(min_length=1, title="Statements")]

    def __post_init__(self) -> None:
        keys = [item.key for item in self.items]
        require(
            len(set(keys)) == len(keys), "Two statements have one key.", "Give each item a key of its own."
        )
        folded = {word.casefold() for word in (*self.answers, self.cant_say)}
        require(
            len(self.answers) == SCALE and len(folded) == SCALE + 1,
            f"There are {SCALE} answers and one for who cannot say, each in words of its own.",
            "Write the strongest no first.",
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the statements, in order."""
        return tuple(item.key for item in self.items)


class Tally(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many responded, and by statement how often each answer was given."""

    responses: Count = 0
    answers: dict[str, Counts] = {}

    def __post_init__(self) -> None:
        for counts in self.answers.values():
            require(
                len(counts) == SCALE and min(counts) >= 0 and sum(counts) <= self.responses,
                f"A statement has {SCALE} counts, and no more answers than people who responded.",
                "Count again.",
            )

    def of(self, key: str) -> Counts:
        """Return how often each answer to the statement was given."""
        return self.answers.get(key, NO_ANSWERS)

    def plus(self, more: Tally) -> Self:
        """Return this tally with *more* added. Raises `RuleBroken`."""
        keys = dict.fromkeys((*self.answers, *more.answers))
        answers = {key: tuple(a + b for a, b in zip(self.of(key), more.of(key), strict=True)) for key in keys}
        return msgspec.structs.replace(self, responses=self.responses + more.responses, answers=answers)


class TeamTally(Tally, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The tally of one team and how many of it were invited."""

    team: TeamId
    invited: Annotated[int, Meta(ge=1, title="Invited")]

    def __post_init__(self) -> None:
        super().__post_init__()
        require(
            self.responses <= self.invited,
            f"{self.responses} responses are more than the {self.invited} invited.",
            "Count again, or correct how many were invited.",
        )


class Wave(Scale):
    """Which of the programme's surveys it is."""

    BASELINE = "baseline", "baseline", "where we started"
    INTERIM = "interim", "interim", "on the way"
    AFTER = "after", "after", "where we are now"


class SurveyStatus(Scale):
    """Whether answers are still taken; nothing is shown before it is closed."""

    OPEN = "open"
    CLOSED = "closed"


class KeptFigure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was shown of all answers to a statement; the words of `mood` are those of `insight.pulse.Mood`."""

    item: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
    mood: Annotated[str, Meta(pattern=r"^[a-z_]+$")]
    n: Count | None = None
    bands: tuple[Count, Count, Count] | None = None
    median: Annotated[int, Meta(ge=1, le=SCALE)] | None = None


class KeptTotals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was shown of all teams together; `responses` is None and there are no figures if nothing was."""

    invited: Count
    responses: Count | None = None
    figures: tuple[KeptFigure, ...] = ()


@entity("programme", "pulse_surveys", release=Release.NOBODY, traceless=True)
class PulseSurvey(Record, frozen=True, kw_only=True):
    """One wave of the pulse: a copy of its questions, and a tally a team.

    It never leaves as a record, for whoever holds it can subtract: what may be shown of it is made by
    `insight.pulse`. `threshold` is the smallest group shown. It may be raised until the wave closes; then
    it stands with the tallies, so that two thresholds never show two views of the same answers. After the
    programme's last comparison the tallies go, and of what was shown of all `totals` stay (domain.md §8.8).
    """

    wave: Wave
    questionnaire: Annotated[Questionnaire, Meta(title="Questions")]
    teams: Annotated[tuple[TeamTally, ...], Meta(title="Tallies")]
    totals: Annotated[KeptTotals | None, Meta(title="Totals kept")] = None
    threshold: Annotated[int, Meta(ge=LEAST_GROUP, title="Smallest group shown")] = LEAST_GROUP
    opened: date
    closes: Annotated[date | None, Meta(title="Planned to close on")] = None
    closed: Annotated[date | None, Meta(title="Closed on")] = None
    next_wave: Annotated[date | None, Meta(title="Next wave planned for")] = None

    def __post_init__(self) -> None:
        require(
            self.threshold >= LEAST_GROUP,
            f"Groups smaller than {LEAST_GROUP} are never shown.",
            f"Give {LEAST_GROUP} or more.",
        )
        require(
            all(day is None or self.opened <= day for day in (self.closes, self.closed)),
            "The wave closes before it opens.",
            "Look at the two dates.",
        )
        ids = [team.team for team in self.teams]
        require(len(set(ids)) == len(ids), "A team is invited once.", "Name each once.")
        kept = self.totals is not None
        require(bool(ids) or kept, "A wave is for one team at least.", "Name who is invited.")
        require(
            not kept or (not ids and self.closed is not None),
            "Totals alone are kept only of a closed wave, and then no tallies beside them.",
            "Keep one or the other.",
        )
        require(
            self.closed is not None or not any(0 < team.responses < LEAST_GROUP for team in self.teams),
            f"While a wave is open, fewer than {LEAST_GROUP} responses of a team are in no file.",
            "They wait for others, or until the wave closes.",
        )
        known = {*self.questionnaire.keys}
        require(
            all(known.issuperset(team.answers) for team in self.teams),
            "There are answers to a statement that was not asked.",
            "Keep to the statements of this wave.",
        )

    @property
    def name(self) -> str:
        """What it is called in lists: its wave and the day it opened."""
        return f"{self.wave.label} of {self.opened}"

    @property
    def status(self) -> SurveyStatus:
        """Whether answers are still taken."""
        return SurveyStatus.OPEN if self.closed is None else SurveyStatus.CLOSED

    @property
    def responses(self) -> int:
        """How many responded in all."""
        return sum(team.responses for team in self.teams)

    def with_totals(self, totals: KeptTotals) -> Self:
        """Return the wave without the tallies of its teams; *totals* are what was shown of all."""
        return msgspec.structs.replace(self, teams=(), totals=totals)

    def tally(self, team: str) -> TeamTally | None:
        """Return the tally of a team; None when it is not invited."""
        return next((each for each in self.teams if each.team == team), None)

    def tallies_with(self, more: Mapping[str, Tally]) -> tuple[TeamTally, ...]:
        """Return the teams' tallies with *more* added, by team. Raises `RuleBroken`."""
        return tuple(each.plus(more[each.team]) if each.team in more else each for each in self.teams)
