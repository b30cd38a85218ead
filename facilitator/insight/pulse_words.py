"""The words of the pulse: what is said of answers to a statement, with counts beside it or without."""

from __future__ import annotations

from facilitator.insight.pulse_guard import Bands
from facilitator.model.base import Scale


class Mood(Scale):
    """What a figure says in words."""

    DIVIDED = "divided", "views divided", "a third or more at both ends"
    MOST_AGREE = "most_agree", "most agree", "more than half agree"
    MOST_DISAGREE = "most_disagree", "most disagree", "more than half disagree"
    NO_CLEAR_SIDE = "no_clear_side", "no clear side", "none of these"
    MOSTLY_AGREE = "mostly_agree", "mostly agree", "two at most do not agree; no counts"
    MOSTLY_MIDDLE = "mostly_middle", "mostly in the middle", "two at most say something else; no counts"
    MOSTLY_DISAGREE = "mostly_disagree", "mostly disagree", "two at most do not disagree; no counts"
    WITH_OTHERS = "with_others", "with all others", "by itself it could point at people"
    NOT_SHOWN = "not_shown", "not shown", "it could point at people"


WORDS = (Mood.MOSTLY_DISAGREE, Mood.MOSTLY_MIDDLE, Mood.MOSTLY_AGREE)
"""The word of a group without counts, by the place of its largest band."""


def mood_of(bands: Bands) -> Mood:
    """Return the word beside counts."""
    disagree, _, agree = bands
    n = sum(bands)
    if 3 * min(disagree, agree) >= n:
        return Mood.DIVIDED
    if 2 * agree > n:
        return Mood.MOST_AGREE
    return Mood.MOST_DISAGREE if 2 * disagree > n else Mood.NO_CLEAR_SIDE
