"""What calendars held as they left, for each kind of readers: read, and remembered.

See docs/field.md, "What points back".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from facilitator.model.audience import Audience
from facilitator.model.trail import SentCalendar, SentEvent
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def sent_events(folder: ProgrammeFolder, readers: Audience) -> Mapping[str, SentEvent]:
    """Return the events that calendars for these readers held last, by their uid."""
    found: dict[str, SentEvent] = {}
    for calendar in _calendars(folder, readers):
        for event in calendar.events:
            before = found.get(event.uid, event)
            found[event.uid] = max(before, event, key=lambda each: each.sequence)
    return found


def first_sequence(folder: ProgrammeFolder) -> int:
    """Return the sequence of an event that leaves for the first time: 0 unless the programme was restored."""
    return max((each.begins_at for each in folder.file.all(SentCalendar)), default=0)


def remember_sent(folder: ProgrammeFolder, readers: Audience, events: Iterable[SentEvent]) -> None:
    """Remember what a calendar for these readers holds now; other events of theirs stay as they left.

    It cannot be undone: the file is out. Where nothing changed, nothing is written.

    Raises `InUse` or `NotSaved`.
    """
    known = dict(sent_events(folder, readers))
    now = known | {event.uid: event for event in events}
    if now == known:
        return
    made = SentCalendar(audience=readers.kind, teams=tuple(sorted(readers.teams)))
    before = next(iter(_calendars(folder, readers)), made)
    with folder.file.group("calendar issued", undoable=False):
        folder.file.put(msgspec.structs.replace(before, events=tuple(now.values())))


def _calendars(folder: ProgrammeFolder, readers: Audience) -> tuple[SentCalendar, ...]:
    """Return what is remembered; of two computers put together, or two teams that became one, it is two."""
    return tuple(
        each
        for each in folder.file.all(SentCalendar)
        if each.audience is readers.kind and frozenset(each.teams) == readers.teams
    )
