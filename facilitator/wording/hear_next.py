"""Why to hear a team next: a part of a sentence, or two or three words where there is little room."""

from __future__ import annotations

from datetime import date

from facilitator.insight.coverage import HEARD_MONTHS, SORE
from facilitator.insight.hear_next import Reason, Why
from facilitator.language.words import count, count_in_words, day, listed, some


def reason(told: Reason, today: date) -> str:
    """Return a reason as part of a sentence: "pain 16 or more in two of three teams heard"."""
    match told.why:
        case Why.SORE:
            return _sore(told)
        case Why.NAMED:
            return _named(told)
        case Why.IDEAS_WAIT:
            return _ideas_wait(told)
        case Why.NO_LINK:
            return "no link with another team yet"
        case Why.NEVER:
            return "never heard"
        case Why.LONG_AGO:
            return f"not heard for {some(HEARD_MONTHS)} months, last on {_day(told, today)}"
        case Why.UNANSWERED:
            have = "has" if told.count == 1 else "have"
            return f"{count_in_words(told.count, 'idea')} there {have} no answer yet"
        case Why.PLANNED:
            return f"session planned for {_day(told, today)}"


def short_reason(told: Reason, today: date) -> str:
    """Return a reason in two or three words: "16+ in 2 of 3"."""
    match told.why:
        case Why.SORE:
            return _sore_short(told)
        case Why.NAMED:
            return {1: "named, unasked", 2: "named twice"}.get(told.count, f"named by {told.count}")
        case Why.IDEAS_WAIT:
            return f"{count(told.count, 'idea')} {'waits' if told.count == 1 else 'wait'}"
        case Why.NO_LINK:
            return "no links yet"
        case Why.NEVER:
            return "never heard"
        case Why.LONG_AGO:
            return f"last {_day(told, today)}"
        case Why.UNANSWERED:
            return f"{told.count} unanswered"
        case Why.PLANNED:
            return f"on {_day(told, today)}"


def _sore(told: Reason) -> str:
    pain = f"pain {SORE} or more"
    if told.count == 1:
        return f"{pain}, named by {told.names[0]}"
    if told.count == told.of:
        return f"{pain} in {'both' if told.count == 2 else f'all {some(told.count)}'} teams heard"
    return f"{pain} in {some(told.count)} of {some(told.of)} teams heard"


def _sore_short(told: Reason) -> str:
    if told.count == 1 or told.count < told.of:
        return f"{SORE}+ in {told.count}" + (f" of {told.of}" if told.count > 1 else "")
    return f"{SORE}+ in {'both' if told.count == 2 else f'all {told.count}'}"


def _named(told: Reason) -> str:
    if told.count == 2:
        return f"named {listed([f'by {name}' for name in told.names])}"
    by = told.names[0] if told.count == 1 else count_in_words(told.count, "team")
    return f"named by {by}, {'never asked' if told.never else 'not asked lately'}"


def _ideas_wait(told: Reason) -> str:
    one = told.count == 1
    if told.decides:
        return f"{count_in_words(told.count, 'idea')} {'waits' if one else 'wait'} for a decision there"
    return f"{count_in_words(told.count, 'unanswered idea')} {'concerns' if one else 'concern'} them"


def _day(told: Reason, today: date) -> str:
    return day(told.day, today, weekday=False) if told.day is not None else ""
