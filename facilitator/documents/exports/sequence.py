"""What changed in a calendar since it left last: the sequence of each event, and what is called off.

Programs that took an event over look at its UID and SEQUENCE (RFC 5545): the same one moves, a higher one is
newer, and one that is cancelled goes. A sequence rises when the day, the place, the owner or the state
changed, and only then. What is called off, dropped or taken out leaves no words: only that it is not planned.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import msgspec

from facilitator.documents.exports.kinds.calendar import Dated
from facilitator.model.trail import SentEvent

CARRIED_ON = timedelta(days=30)
"""So long what is called off goes along, after its day and after it first went: not every file is read."""


@dataclass(frozen=True)
class Entry:
    """An event of a file: as it is *now*, None of one that is called off, and as it is remembered."""

    now: Dated | None
    sent: SentEvent


def entries(
    events: Sequence[Dated],
    sent: Mapping[str, SentEvent],
    *,
    over: Container[str],
    judged: Callable[[SentEvent], bool],
    as_of: date,
    begins_at: int = 0,
) -> Iterator[Entry]:
    """Yield what a file holds on the day *as_of*, after *sent* left before it.

    Of the events sent before, those are *judged* that this file would hold; one that took place is *over*: it
    is left as it is. An event that never left *begins at* that sequence. What is finished goes along only
    where somebody has it in a calendar, and is left there once that was told and its day is past. What is
    called off comes last, by day: nothing tells when it first left.
    """
    for event in events:
        before = sent.get(event.uid)
        if event.open or (before is not None and _is_news(event, before, as_of)):
            yield Entry(event, _as_sent(event, before, begins_at))
    there = {event.uid for event in events}
    for before in sorted(sent.values(), key=lambda each: (each.day, each.uid)):
        if before.uid in there or before.uid in over or not judged(before):
            continue
        gone = _called_off(before, as_of)
        if max(gone.day, gone.gone_on or as_of) + CARRIED_ON >= as_of:
            yield Entry(None, gone)


def _is_news(event: Dated, before: SentEvent, as_of: date) -> bool:
    """Tell whether somebody who has a finished event is to hear of it."""
    return before.gone_on is None and (before.seal != event.seal or before.day + CARRIED_ON >= as_of)


def _as_sent(event: Dated, before: SentEvent | None, begins_at: int) -> SentEvent:
    at = event.starts.astimezone(UTC) if isinstance(event.starts, datetime) else None
    changed = before is not None and (before.seal != event.seal or before.gone_on is not None)
    return SentEvent(
        uid=event.uid,
        session=event.session,
        day=event.starts.date() if isinstance(event.starts, datetime) else event.starts,
        at=at,
        minutes=event.minutes,
        seal=event.seal,
        sequence=(before.sequence if before else begins_at) + changed,
    )


def _called_off(before: SentEvent, as_of: date) -> SentEvent:
    if before.gone_on is not None:
        return before
    return msgspec.structs.replace(before, sequence=before.sequence + 1, gone_on=as_of)
