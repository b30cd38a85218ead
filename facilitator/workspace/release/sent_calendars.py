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
    calendar = _calendar(folder, readers)
    return {event.uid: event for event in calendar.events} if calendar else {}


def remember_sent(folder: ProgrammeFolder, readers: Audience, events: Iterable[SentEvent]) -> None:
    """Remember what a calendar for these readers holds now; other events of theirs stay as they left.

    It cannot be undone: the file is out. Where nothing changed, nothing is written.

    Raises `InUse` or `NotSaved`.
    """
    known = dict(sent_events(folder, readers))
    now = known | {event.uid: event for event in events}
    if now == known:
        return
    before = _calendar(folder, readers) or SentCalendar(
        audience=readers.kind, teams=tuple(sorted(readers.teams))
    )
    with folder.file.group("calendar issued", undoable=False):
        folder.file.put(msgspec.structs.replace(before, events=tuple(now.values())))


def _calendar(folder: ProgrammeFolder, readers: Audience) -> SentCalendar | None:
    """Return what is remembered. Of two, put together from two computers, that with more changes counts."""
    found = [
        each
        for each in folder.file.all(SentCalendar)
        if each.audience is readers.kind and frozenset(each.teams) == readers.teams
    ]
    return max(found, key=lambda each: sum(event.sequence for event in each.events), default=None)
