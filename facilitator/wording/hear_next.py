"""Why to hear a team next: a part of a sentence, or two or three words where there is little room."""

from __future__ import annotations

from datetime import date

from facilitator.insight.coverage import HEARD_MONTHS, SORE
from facilitator.insight.hear_next import HearNext, Reason, Why
from facilitator.language.words import count, count_in_words, day, listed, some


def nobody_next(found: HearNext) -> str:
    """Say why there is nobody to hear next: no team yet, those in a session now, or all were heard."""
    if not found.teams:
        return "There is no team yet."
    if found.meeting:
        return f"In session now: {listed(found.meeting)}."
    return "Every team has been heard."


def reason(reason: Reason, today: date) -> str:
    """Return a reason as part of a sentence: "pain 16 or more in two of three teams heard"."""
    match reason.why:
        case Why.SORE:
            return _sore(reason)
        case Why.NAMED:
            return _named(reason)
        case Why.IDEAS_WAIT:
            return _ideas_wait(reason)
        case Why.NO_LINK:
            return "never heard, and no team named it yet"
        case Why.NEVER:
            return "never heard"
        case Why.LONG_AGO:
            return f"not heard for {some(HEARD_MONTHS)} months, last on {_day(reason, today)}"
        case Why.UNANSWERED:
            have = "has" if reason.count == 1 else "have"
            return f"{count_in_words(reason.count, 'idea')} there {have} no answer yet"
        case Why.PLANNED:
            return f"session planned for {_day(reason, today)}"


def short_reason(reason: Reason, today: date) -> str:
    """Return a reason in two or three words: "16+ in 2 of 3"."""
    match reason.why:
        case Why.SORE:
            return _sore_short(reason)
        case Why.NAMED:
            return {1: "named, unasked", 2: "named twice"}.get(reason.count, f"named by {reason.count}")
        case Why.IDEAS_WAIT:
            return f"{count(reason.count, 'idea')} {'waits' if reason.count == 1 else 'wait'}"
        case Why.NO_LINK:
            return "never heard"
        case Why.NEVER:
            return "never heard"
        case Why.LONG_AGO:
            return f"last {_day(reason, today)}"
        case Why.UNANSWERED:
            return f"{reason.count} unanswered"
        case Why.PLANNED:
            return f"on {_day(reason, today)}"


def _sore(reason: Reason) -> str:
    pain = f"pain {SORE} or more"
    if reason.count == 1:
        return f"{pain}, named by {reason.names[0]}"
    if reason.count == reason.of:
        return f"{pain} in {'both' if reason.count == 2 else f'all {some(reason.count)}'} teams heard"
    return f"{pain} in {some(reason.count)} of {some(reason.of)} teams heard"


def _sore_short(reason: Reason) -> str:
    if reason.count == 1 or reason.count < reason.of:
        return f"{SORE}+ in {reason.count}" + (f" of {reason.of}" if reason.count > 1 else "")
    return f"{SORE}+ in {'both' if reason.count == 2 else f'all {reason.count}'}"


def _named(reason: Reason) -> str:
    if reason.count == 2:
        return f"named {listed([f'by {name}' for name in reason.names])}"
    by = reason.names[0] if reason.count == 1 else count_in_words(reason.count, "team")
    return f"named by {by}, {'never asked' if reason.never else 'not asked lately'}"


def _ideas_wait(reason: Reason) -> str:
    one = reason.count == 1
    if reason.decides:
        return f"{count_in_words(reason.count, 'idea')} {'waits' if one else 'wait'} for a decision there"
    return f"{count_in_words(reason.count, 'unanswered idea')} {'concerns' if one else 'concern'} them"


def _day(reason: Reason, today: date) -> str:
    return day(reason.day, today, weekday=False) if reason.day is not None else ""
