"""Taking in the answers of a wave of the pulse, so that nobody's can ever be read together.

It stands in `live` because it is what happens while people answer; it opens no file, but writes through two
that it is given: the records of the programme, and the place where counted answers lie while the wave is
open.

What one person answered is counted at once and not kept, in memory neither. Counts wait here until
`LEAST_BATCH` people of a team have answered; then that team's tally is replaced in one write. So no two
states of the file ever differ by fewer people of a team. At the closing what may be shown is computed once,
from all of them and those who wait; then the tallies are dropped. A crash costs what waits: at most four
slips of a team, and the paper slips are kept until the wave is closed (docs/field.md, "The culture pulse").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import NamedTuple, Protocol

from msgspec.structs import replace as _with

from facilitator.errors import BadInput, NotFound, NotSaved
from facilitator.insight.pulse_keeping import keep
from facilitator.model.base import R, require
from facilitator.model.programme import Programme
from facilitator.model.pulse import Invited, PulseSurvey, Questionnaire, SurveyStatus, Wave
from facilitator.model.pulse_rules import LEAST_BATCH, least_threshold
from facilitator.model.records import Change, RecordView
from facilitator.model.tally import SCALE, Tally


class PulseRecords(RecordView, Protocol):
    """The records of a programme, and a way to write that leaves nothing of the state before."""

    def hold(self) -> None:
        """Keep every other program from changing the programme. Raises `InUse` or `NotSaved`."""
        ...

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call *listener* after each change that is durable; return the function that ends it."""
        ...

    def put_without_trace(self, record: R) -> R:
        """Save a new state of *record*: no step of undo, no journal line, no earlier snapshot is left."""
        ...


class Tallies(Protocol):
    """Where counted answers lie while a wave is open: in one place that nothing copies."""

    def of(self, survey: str) -> dict[str, Tally]:
        """Return what is counted of a wave, by team. Raises `Damaged`."""
        ...

    def write(self, survey: str, teams: Mapping[str, Tally]) -> None:
        """Put these tallies in place of the last, durably. Raises `NotSaved`."""
        ...

    def drop(self) -> None:
        """Delete them. Raises `NotSaved`."""
        ...


class Standing(NamedTuple):
    """How far an open wave is: how many responded, those who wait included, of how many invited.

    By team only from `LEAST_BATCH` responses on; before that None stands there.
    """

    responses: int
    invited: int
    waiting: int
    teams: Mapping[str, tuple[int | None, int]]


def open_wave(
    records: PulseRecords,
    tallies: Tallies,
    wave: Wave,
    questionnaire: Questionnaire,
    invited: Mapping[str, int],
    day: date,
    closes: date | None = None,
) -> PulseIntake:
    """Open a wave on *day*, planned to close on *closes*; *invited* says how many of each team, by its id.

    The opening leaves no step of undo either: taking it back would take the answers with it.
    Raises `BadInput`, `RuleBroken` or `NotSaved`.
    """
    if not invited:
        raise BadInput("No team is invited.", "Invite one at least.")
    survey = PulseSurvey(
        wave=wave,
        questionnaire=questionnaire,
        teams=tuple(Invited(team=team, invited=people) for team, people in invited.items()),
        threshold=least_threshold(records),
        opened=day,
        closes=closes,
    )
    return PulseIntake(records, tallies, records.put_without_trace(survey).id)


def open_survey(records: RecordView) -> PulseSurvey | None:
    """Return the wave that takes answers; None when there is none."""
    waves = records.all(PulseSurvey)
    return next((wave for wave in waves if wave.status is SurveyStatus.OPEN), None)


def likely_wave(records: RecordView) -> Wave:
    """Return which wave most likely comes next: the baseline, and after it the one after."""
    return (
        Wave.AFTER if any(each.wave is Wave.BASELINE for each in records.all(PulseSurvey)) else Wave.BASELINE
    )


class PulseIntake:
    """The answers of one open wave on their way into its tallies.

    Each verb raises `BadInput` or `RuleBroken` when something does not fit, `NotSaved` when the disk
    refuses; what waited before waits still, and what came with it was not taken in.
    """

    def __init__(self, records: PulseRecords, tallies: Tallies, survey: str) -> None:
        """Take in answers for the survey of that id."""
        self._records = records
        self._tallies = tallies
        self.id = survey
        self._waiting: dict[str, Tally] = {}

    @property
    def survey(self) -> PulseSurvey:
        """The survey as the file holds it now. Raises `NotFound`."""
        survey = self._records.find(PulseSurvey, self.id)
        if survey is None:
            raise NotFound("That wave of the pulse is not there any more.", "Look at the list again.")
        return survey

    def waiting(self, team: str | None = None) -> int:
        """Return how many responses of *team*, or of all, are in memory only."""
        counts = {id: tally.responses for id, tally in self._waiting.items()}
        return sum(counts.values()) if team is None else counts.get(team, 0)

    def taken_in(self, team: str) -> int:
        """Return how many of *team* have answered, with those that wait."""
        return self._tallies.of(self.id).get(team, Tally()).responses + self.waiting(team)

    def standing(self) -> Standing:
        """Return how far the wave is, and nothing of what was answered. Raises `NotFound`."""
        teams = {team: (self.taken_in(team), people) for team, people in self.survey.people.items()}
        return Standing(
            responses=sum(responses for responses, _ in teams.values()),
            invited=sum(people for _, people in teams.values()),
            waiting=self.waiting(),
            teams={
                team: (responses if responses >= LEAST_BATCH else None, people)
                for team, (responses, people) in teams.items()
            },
        )

    def add(self, team: str, answers: Mapping[str, int | None]) -> None:
        """Take in one person's answers, 1 to 5 by statement; None or nothing where they cannot say."""
        counted: dict[str, tuple[int, ...]] = {}
        for key, answer in answers.items():
            if answer is not None:
                if answer not in range(1, SCALE + 1):
                    raise BadInput(
                        f"An answer is a number from 1 to {SCALE}.", "Choose one, or leave it out."
                    )
                counted[key] = tuple(int(answer == place) for place in range(1, SCALE + 1))
        self.add_all({team: Tally(responses=1, answers=counted)})

    def add_all(self, tallies: Mapping[str, Tally]) -> None:
        """Take in what several people answered, already counted, by team: all of it or nothing."""
        survey = self.require_fitting(tallies)
        waiting = _sum(self._waiting, tallies)
        ready = {team: tally for team, tally in waiting.items() if tally.responses >= LEAST_BATCH}
        if ready:
            self._records.hold()
            self._tallies.write(survey.id, _sum(self._tallies.of(survey.id), ready))
        self._waiting = {team: tally for team, tally in waiting.items() if team not in ready}

    def require_fitting(self, tallies: Mapping[str, Tally]) -> PulseSurvey:
        """Raise unless these could be taken in beside what is there; return the survey."""
        survey = self._open()
        for team, tally in tallies.items():
            if team not in survey.people:
                raise BadInput("That team is not invited to this wave.", "Choose one that is.")
            if not tally.answers.keys() <= {*survey.questionnaire.keys}:
                raise BadInput("There is an answer to a statement that was not asked.", "Leave it out.")
            people = self.taken_in(team) + tally.responses
            require(
                people <= survey.people[team],
                f"{people} responses are more than the {survey.people[team]} invited.",
                "Count again, or correct how many were invited.",
            )
        return survey

    def close(self, day: date) -> PulseSurvey:
        """Close the wave on *day* with all that waited; what may be shown is computed and kept.

        The smallest group shown is that of the programme, if that one is larger, and never smaller than an
        earlier wave's. The tallies go as soon as that is durable.
        """
        self._records.hold()
        survey = self._open()
        counted = _sum(self._tallies.of(survey.id), self._waiting)
        programme = next(iter(self._records.all(Programme)), None)
        threshold = max(
            survey.threshold, programme.threshold if programme else 0, least_threshold(self._records)
        )
        kept = keep(survey.people, counted, survey.questionnaire.keys, threshold)
        end = self._drop_when_closed()
        try:
            saved = self._records.put_without_trace(_with(survey, kept=kept, closed=day, threshold=threshold))
        except BaseException:
            end()
            raise
        self._waiting = {}
        return saved

    def _drop_when_closed(self) -> Callable[[], None]:
        """Delete the tallies once the closing is durable; what cannot be deleted goes at the next opening.

        Returns the function that forgets about it.
        """

        def drop(change: Change) -> None:
            for _, after in change.pairs:
                if isinstance(after, PulseSurvey) and after.id == self.id and after.closed is not None:
                    end()
                    with suppress(NotSaved):
                        self._tallies.drop()
                    return

        end = self._records.subscribe(drop)
        return end

    def _open(self) -> PulseSurvey:
        survey = self.survey
        if survey.status is SurveyStatus.CLOSED:
            raise BadInput("This wave is closed; it takes no more answers.", "Open another wave.")
        return survey


def _sum(tallies: Mapping[str, Tally], more: Mapping[str, Tally]) -> dict[str, Tally]:
    """Return the sum of both, by team."""
    return {
        team: tallies.get(team, Tally()).plus(more.get(team, Tally()))
        for team in dict.fromkeys((*tallies, *more))
    }
