"""What to ask a champion about as time goes on: hours that stay short, silence, a term, a concern.

Nothing is stored; a finding goes when its cause does. See docs/field.md, "Champions and services".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from facilitator.insight.smo import Finding, Gap, name_of, sorted_findings
from facilitator.language.calendar import months_after
from facilitator.model.records import RecordView
from facilitator.model.service import Service
from facilitator.model.smo import Champion, GrantedHours, ServiceContact

SHORT_MONTHS = 6
"""So long hours may stay below what is needed before it is an alarm: two quarters."""

QUIET = timedelta(days=60)
"""After so long without contact with any service a champion is asked how it goes."""

TERM_AHEAD = timedelta(days=90)
"""So long before a term ends, or is handed over, it is told."""


def care_findings(programme: RecordView, today: date) -> tuple[Finding, ...]:
    """Return what to ask champions about on *today*, the same whatever the order of the records."""
    found = [finding for each in programme.all(Champion) for finding in _of(programme, each, today)]
    return sorted_findings(found)


def granted_now(granted: Sequence[GrantedHours], champion: str, today: date) -> GrantedHours | None:
    """Return the newest entry of hours that holds on *today*, None where none does."""
    return next(iter(reversed(_entries(granted, champion, today))), None)


def short_since(champion: Champion, granted: Sequence[GrantedHours], today: date) -> date | None:
    """Return since when a champion has had fewer hours than needed, None when that is not so or not known.

    Before the first entry nothing was granted, from the day they said yes on.
    """
    if champion.hours_per_week == 0:
        return None
    since, begun = champion.consented_on, champion.consented_on is not None
    for entry in _entries(granted, champion.id, today):
        if entry.hours >= champion.hours_per_week:
            since, begun = None, False
        elif not begun:
            since, begun = entry.since, True
    return since if since is not None and since <= today else None


def _entries(granted: Sequence[GrantedHours], champion: str, today: date) -> list[GrantedHours]:
    own = [each for each in granted if each.champion == champion and each.since <= today]
    return sorted(own, key=lambda each: (each.since, each.created, each.id))


def _of(programme: RecordView, champion: Champion, today: date) -> Iterator[Finding]:
    granted = programme.all(GrantedHours)
    since = short_since(champion, granted, today)
    if since is not None and months_after(since, SHORT_MONTHS) <= today:
        has = granted_now(granted, champion.id, today)
        yield _finding(programme, champion, Gap.HOURS_SHORT, met=has.hours if has else 0, day=since)
    silent = _silent_since(programme, champion, today)
    if silent is not None and silent + QUIET < today:
        yield _finding(programme, champion, Gap.QUIET, day=silent)
    due = min((day for day in (champion.hand_over_on, champion.term_ends) if day is not None), default=None)
    if due is not None and due <= today + TERM_AHEAD:
        yield _finding(programme, champion, Gap.TERM_ENDS, day=due)
    if champion.concern.strip():
        yield _finding(programme, champion, Gap.WORRIED)


def _silent_since(programme: RecordView, champion: Champion, today: date) -> date | None:
    """Return the last day a champion met a service, or said yes; None when neither is known."""
    met = [each.last_contact for each in programme.all(ServiceContact) if each.champion == champion.id]
    days = [*met, champion.consented_on]
    known = [each for each in days if each is not None and each <= today]
    return max(known) if known and programme.all(Service) else None


def _finding(
    programme: RecordView, champion: Champion, gap: Gap, *, met: int = 0, day: date | None = None
) -> Finding:
    return Finding(
        gap,
        champion.id,
        name_of(programme, champion.person),
        people=(champion.person,),
        met=met,
        of=champion.hours_per_week,
        day=day,
    )
