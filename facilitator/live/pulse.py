"""Taking in the answers of a wave of the pulse, so that nobody's can ever be read together.

It stands in `live` because it is what happens while people answer; the records it writes through are
those of the programme, and it opens no file.

What one person answered is counted at once and not kept, in memory neither. Counts wait here until
`LEAST_BATCH` people of a team have answered; then that team's tally is replaced in one write that leaves
no step of undo and no earlier state behind. So no two states of a file ever differ by fewer people of a
team, until the wave closes and takes in what is left. A crash costs what waits: at most four slips of a
team, and the paper slips are kept until the wave is closed (domain.md §3.3, pulse survey).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from msgspec.structs import replace as _with

from facilitator.errors import BadInput, NotFound
from facilitator.model.base import R
from facilitator.model.programme import Programme
from facilitator.model.pulse import SCALE, PulseSurvey, Questionnaire, SurveyStatus, Tally, TeamTally, Wave
from facilitator.model.pulse_rules import LEAST_BATCH
from facilitator.model.records import RecordView


class PulseRecords(RecordView, Protocol):
    """The records of a programme, and a way to write that leaves nothing of the state before.

    A survey is written in this way only: also a date that is changed would else leave its tallies behind.
    """

    def put_without_trace(self, record: R) -> R:
        """Save a new state of *record*: no step of undo, no journal line, no earlier snapshot is left."""
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
    tallies = tuple(TeamTally(team=team, invited=people) for team, people in invited.items())
    survey = PulseSurvey(wave=wave, questionnaire=questionnaire, teams=tallies, opened=day, closes=closes)
    return PulseIntake(records, records.put_without_trace(survey).id)


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

    def __init__(self, records: PulseRecords, survey: str) -> None:
        """Take in answers for the survey of that id."""
        self._records = records
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
        tally = self.survey.tally(team)
        return (tally.responses if tally else 0) + self.waiting(team)

    def standing(self) -> Standing:
        """Return how far the wave is, and nothing of what was answered. Raises `NotFound`."""
        survey = self.survey
        teams = {each.team: (self.taken_in(each.team), each.invited) for each in survey.teams}
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
        survey = self._open()
        waiting = dict(self._waiting)
        for team, tally in tallies.items():
            already = survey.tally(team)
            if already is None:
                raise BadInput("That team is not invited to this wave.", "Choose one that is.")
            if not tally.answers.keys() <= {*survey.questionnaire.keys}:
                raise BadInput("There is an answer to a statement that was not asked.", "Leave it out.")
            waiting[team] = waiting.get(team, Tally()).plus(tally)
            already.plus(waiting[team])  # raises when there are more responses than people
        ready = {team: tally for team, tally in waiting.items() if tally.responses >= LEAST_BATCH}
        if ready:
            self._records.put_without_trace(_with(survey, teams=survey.tallies_with(ready)))
        self._waiting = {team: tally for team, tally in waiting.items() if team not in ready}

    def close(self, day: date) -> PulseSurvey:
        """Close the wave on *day* with all that waited; its tallies never change again.

        The smallest group shown is that of the programme, if that one is larger.
        """
        survey = self._open()
        programme = next(iter(self._records.all(Programme)), None)
        threshold = max(survey.threshold, programme.threshold if programme else 0)
        teams = survey.tallies_with(self._waiting)
        saved = self._records.put_without_trace(_with(survey, teams=teams, closed=day, threshold=threshold))
        self._waiting = {}
        return saved

    def _open(self) -> PulseSurvey:
        survey = self.survey
        if survey.status is SurveyStatus.CLOSED:
            raise BadInput("This wave is closed; it takes no more answers.", "Open another wave.")
        return survey
