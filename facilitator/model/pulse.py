"""The culture pulse: its statements, its waves, and the tallies of answers.

Nothing here is an answer of one person, and a wave holds no count of answers either but what may be shown of
it. How answers are counted meanwhile is `model.tally`; what is kept of a closed wave `model.pulse_kept`.

See docs/field.md, "The culture pulse".
"""

from datetime import date
from typing import Annotated, Self

import msgspec
from msgspec import Meta

from facilitator.model.base import Record, Scale, TeamId, require, words
from facilitator.model.programme import LEAST_GROUP
from facilitator.model.pulse_kept import KeptWave
from facilitator.model.tally import SCALE, OlderTotals, Tally


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


class Invited(Tally, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many of a team were invited to a wave.

    What it has of a `Tally` an older version wrote; it goes when the programme is opened, and no wave is
    written with it.
    """

    team: TeamId
    invited: Annotated[int, Meta(ge=1, title="Invited")]


class Wave(Scale):
    """Which of the programme's surveys it is."""

    BASELINE = "baseline", "baseline", "where we started"
    INTERIM = "interim", "interim", "on the way"
    AFTER = "after", "after", "where we are now"


class SurveyStatus(Scale):
    """Whether answers are still taken; nothing is shown before it is closed."""

    OPEN = "open"
    CLOSED = "closed"


class PulseSurvey(Record, frozen=True, kw_only=True):
    """One wave of the pulse: a copy of its questions, who was invited, and once closed what may be shown.

    No answer is in it, also not as a count. While it is open the tallies lie in a file of their own
    (`store.tally_file`); at the closing `kept` is computed once from them, and they are dropped. So whoever
    holds two states of this record learns nothing between them. It never leaves as a record: `insight.pulse`
    tells what is kept.

    `threshold` is the smallest group shown; it may be raised until the wave closes. What an older version
    wrote (`older`: tallies of the teams, or `totals`) goes when the programme is opened; `brought` is the
    day of that, for backups from before may still hold it.
    """

    wave: Wave
    questionnaire: Annotated[Questionnaire, Meta(title="Questions")]
    teams: Annotated[tuple[Invited, ...], Meta(title="Invited")] = ()
    kept: Annotated[KeptWave | None, Meta(title="What may be shown")] = None
    totals: Annotated[OlderTotals | None, Meta(title="Totals of an older version")] = None
    brought: Annotated[date | None, Meta(title="Brought to the rules of today on")] = None
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
        require(
            bool(ids) or self.kept is not None or self.totals is not None,
            "A wave is for one team at least.",
            "Name who is invited.",
        )
        require(
            self.kept is None or (self.closed is not None and not self.holds_tallies),
            "What may be shown is kept when a wave closes, and then no tallies beside it.",
            "Keep one or the other.",
        )
        keys = (
            self.kept.items if self.kept is not None else {key for team in self.teams for key in team.answers}
        )
        require(
            {*self.questionnaire.keys}.issuperset(keys),
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
    def people(self) -> dict[str, int]:
        """How many of each team were invited, by its id."""
        return {each.team: each.invited for each in self.teams}

    @property
    def holds_tallies(self) -> bool:
        """Whether counts of answers stand in it, as an older version wrote them."""
        return self.totals is not None or any(team.responses or team.answers for team in self.teams)

    @property
    def older(self) -> bool:
        """Whether an older version wrote it, so that it is still to be brought to the rules of today."""
        return self.holds_tallies or (self.closed is not None and self.kept is None)

    @property
    def tallies(self) -> dict[str, Tally]:
        """The tallies an older version wrote, by team."""
        return {
            each.team: Tally(responses=each.responses, answers=each.answers)
            for each in self.teams
            if each.responses
        }

    def without_tallies(self, kept: KeptWave | None, day: date | None) -> Self:
        """Return the wave without what an older version wrote; *kept* is what may be shown once closed."""
        teams = tuple(Invited(team=each.team, invited=each.invited) for each in self.teams)
        return msgspec.structs.replace(self, teams=teams, totals=None, kept=kept, brought=day)
