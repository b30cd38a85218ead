"""What became of a session, in sentences: of its ideas, dates and promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.insight.follow_through import AnswerTimes, Funnel, KeptPromises, OnTime
from facilitator.language.words import count, count_or_no, listed


def ideas_line(found: Funnel) -> str:
    """Return how far ideas came: "8 ideas: 6 accepted, 5 in action, 1 done; 1 parked"."""
    steps = (
        (found.accepted, "accepted"),
        (found.in_action, "in action"),
        (found.done, "done"),
        (found.benefit_confirmed, "with a benefit confirmed"),
    )
    aside = ((found.parked, "parked"), (found.declined, "declined"))
    parts = (", ".join(f"{number} {what}" for number, what in group if number) for group in (steps, aside))
    details = "; ".join(part for part in parts if part)
    return (
        f"{count_or_no(found.captured, 'idea')}: {details}"
        if details
        else count_or_no(found.captured, "idea")
    )


def answers_line(found: AnswerTimes) -> str:
    """Return how ideas were answered: "7 of 8 answered, half of them within 3 working days; I-8 waits …"."""
    line = f"{found.answered} of {found.asked} answered"
    if found.latency is not None:
        line += f", half of them within {count(found.latency, 'working day')}"
    if found.oldest is not None:
        line += f"; I-{found.oldest.number} waits for {count(found.oldest_working_days, 'working day')}"
    return line


def dates_line(found: OnTime) -> str:
    """Return how dates were kept: "2 of 4 actions done by their first date, 3 by the last; 1 dropped"."""
    line = f"{found.kept} of {count(found.due, 'action')} done by the first date"
    if found.kept_revised != found.kept:
        line += f", {found.kept_revised} by the date that counted last"
    return f"{line}; {found.dropped} dropped" if found.dropped else line


def promises_lines(found: Mapping[str, KeptPromises]) -> Iterator[str]:
    """Yield how the promises of each role stand: "Director: 1 pending"."""
    for role, kept in found.items():
        states = (
            (kept.kept, "kept"),
            (kept.pending, "pending"),
            (kept.renegotiated, "renegotiated"),
            (kept.broken, "broken"),
        )
        yield f"{role}: {listed([f'{number} {state}' for number, state in states if number])}"
