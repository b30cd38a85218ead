"""Rules about the pulse: over the waves of a programme, and over one change (domain.md §3.3)."""

from collections.abc import Iterator

from facilitator.model.base import Record, require
from facilitator.model.programme import LEAST_GROUP
from facilitator.model.pulse import PulseSurvey, SurveyStatus, TeamTally, Wave
from facilitator.model.records import RecordView
from facilitator.model.rules import rule

LEAST_BATCH = LEAST_GROUP
"""Responses that are added to a team's tally at once, so that no difference of fewer is ever in a file."""

_OPEN_WHEN_CLOSED = {"changed", "next_wave"}


@rule(PulseSurvey)
def one_open_wave(view: RecordView) -> Iterator[str]:
    """One wave takes answers at a time."""
    taking = [each for each in view.all(PulseSurvey) if each.status is SurveyStatus.OPEN]
    if len(taking) > 1:
        yield "One wave of the pulse is open at a time."


@rule(PulseSurvey)
def one_baseline(view: RecordView) -> Iterator[str]:
    """A programme starts once."""
    if sum(each.wave is Wave.BASELINE for each in view.all(PulseSurvey)) > 1:
        yield "A programme has one baseline; later waves are interim or after."


def check_pulse(before: Record | None, after: Record | None) -> None:
    """Raise `RuleBroken` unless *before* may become *after*; says nothing about other records.

    A closed wave keeps everything but the date of the next. In an open one a team's tally grows by
    `LEAST_BATCH` responses or more, or stays; closing adds what is left.
    """
    if not isinstance(before, PulseSurvey):
        return
    if not isinstance(after, PulseSurvey):
        require(before.responses == 0, "People answered this wave, so it stays.", "Close it instead.")
        return
    if before.status is SurveyStatus.CLOSED:
        changed = [
            name
            for name in before.__struct_fields__
            if name not in _OPEN_WHEN_CLOSED and getattr(before, name) != getattr(after, name)
        ]
        require(not changed, "The tallies of a closed wave never change.", "Open another wave.")
        return
    require(
        after.threshold >= before.threshold,
        "The smallest group shown may be raised, never lowered.",
        f"It is {before.threshold} now.",
    )
    if before.responses:
        require(
            after.questionnaire == before.questionnaire,
            "People answered these questions, so they stay.",
            "Change them for the next wave.",
        )
    for team in before.teams:
        _check_growth(team, after.tally(team.team), closing=after.status is SurveyStatus.CLOSED)


def _check_growth(before: TeamTally, after: TeamTally | None, *, closing: bool) -> None:
    if after is None:
        require(before.responses == 0, "A team that answered stays in the wave.", "Leave it in.")
        return
    more = after.responses - before.responses
    grown = {key: (before.of(key), after.of(key)) for key in {**before.answers, **after.answers}}
    require(
        all(now >= was for pair in grown.values() for was, now in zip(*pair, strict=True)),
        "Answers that were counted stay counted.",
        "Open another wave.",
    )
    unchanged = more == 0 and all(was == now for was, now in grown.values())
    require(
        unchanged or more >= LEAST_BATCH or (closing and more > 0),
        f"Fewer than {LEAST_BATCH} responses are not added by themselves.",
        "They wait for others, or until the wave closes.",
    )
