"""Rules about the pulse: over the waves of a programme, and over one change.

See docs/field.md, "The culture pulse".
"""

from collections.abc import Iterator

from facilitator.model.base import Record, require
from facilitator.model.programme import LEAST_GROUP
from facilitator.model.pulse import PulseSurvey, SurveyStatus, Wave
from facilitator.model.records import RecordView
from facilitator.model.rules import rule

LEAST_BATCH = LEAST_GROUP
"""Responses that are added to a team's tally at once, so that no difference of fewer is ever in a file."""

_OPEN_WHEN_CLOSED = {"changed", "next_wave"}
_BROUGHT = {"kept", "teams", "totals", "brought"}


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


def least_threshold(view: RecordView) -> int:
    """Return below which the smallest group shown of a wave may not lie: what an earlier wave used."""
    return max((each.threshold for each in view.all(PulseSurvey)), default=LEAST_GROUP)


def check_pulse(before: Record | None, after: Record | None) -> None:
    """Raise `RuleBroken` unless *before* may become *after*; says nothing about other records.

    No count of answers is ever written into a wave. A closed one keeps everything but the date of the next;
    one that an older version wrote is brought to the rules of today once.
    """
    if isinstance(after, PulseSurvey):
        require(not after.older, "The tallies of a wave are in no record.", "Count them apart.")
    if not isinstance(before, PulseSurvey):
        return
    if not isinstance(after, PulseSurvey):
        require(False, "People may have answered this wave, so it stays.", "Close it instead.")
        return
    require(
        after.threshold >= before.threshold,
        "The smallest group shown may be raised, never lowered.",
        f"It is {before.threshold} now.",
    )
    if before.status is SurveyStatus.CLOSED:
        free = _OPEN_WHEN_CLOSED | (_BROUGHT if before.older else set())
        changed = [
            name
            for name in before.__struct_fields__
            if name not in free and getattr(before, name) != getattr(after, name)
        ]
        require(not changed, "What is kept of a closed wave never changes.", "Open another wave.")
        return
    require(
        after.questionnaire == before.questionnaire and after.opened == before.opened,
        "People may have answered these questions, so they stay.",
        "Change them for the next wave.",
    )
    gone = before.people.keys() - after.people.keys()
    require(not gone, "A team that was invited stays in the wave.", "Leave it in.")
