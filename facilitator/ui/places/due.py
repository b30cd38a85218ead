"""What waits, in rows, and where each row leads: for Home and for Promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache

from textual.content import Content

from facilitator.insight.promises import Promise, Timeliness
from facilitator.insight.reminders import ReminderKind
from facilitator.insight.waiting import Item, Waiting
from facilitator.ui import safe
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import Row
from facilitator.wording import due as due_words
from facilitator.wording import promises as promise_words

_STANDING = {
    Timeliness.LATE: ("▲", "bad"),
    Timeliness.TODAY: ("»", "warn"),
    Timeliness.AHEAD: ("·", "muted"),
    Timeliness.NOW: ("»", "warn"),
    Timeliness.UNDATED: ("·", "muted"),
}

_WHEN = 11
"""Cells the day of a row takes, unless one is long past."""

_MARK = 3
"""Cells around the words of a day."""


class Fullness(Enum):
    """How much of a row there is room for: its words and details, its words on as many lines as they take, or
    as much of them as a line holds."""

    DETAILS = "details"
    WHOLE = "whole"
    LINE = "line"


def due_rows(waiting: Waiting, today: date, *, wide: bool, fullness: Fullness) -> list[Row]:
    """Return a row for all that waits, in its order. In a *wide* window it is said in full.

    The key of a row is for `open_due`.
    """
    days = [due_words.when(each, today, short=not wide) for each in waiting.items]
    room = max(_WHEN, max(map(len, days), default=0) + _MARK)
    return [
        _row(each, day, room, short=not wide, fullness=fullness)
        for each, day in zip(waiting.items, days, strict=True)
    ]


def due_key(item: Item) -> str:
    """Return what the row of something that waits goes by."""
    if isinstance(item, Promise):
        return f"{item.session} {item.record}"
    document = "" if item.kind is ReminderKind.REVIEW else item.document
    return f"{item.kind.value} {item.session or item.record} {document}".rstrip()


def mark_of(item: Item) -> tuple[str, str]:
    """Return the sign of how something stands, and its colour."""
    return _STANDING[item.standing]


def _row(item: Item, when: str, room: int, *, short: bool, fullness: Fullness) -> Row:
    """Return the row of what waits: its day takes *room* cells."""
    glyph, pen = mark_of(item)
    subject = due_words.subject(item, short=short)
    who = promise_words.owner(item) if isinstance(item, Promise) else ""
    detail = "  ".join(filter(None, (who, due_words.detail(item))))

    @cache  # the pane asks what fits before the list draws it
    def draw(width: int) -> list[Content]:
        day = safe.cell((f"{glyph} {when}", pen), room)
        if fullness is Fullness.LINE:
            return [safe.cell(safe.text(day, subject), width)]
        first, *rest = safe.wrap(safe.text(subject), width - room) or [safe.NOTHING]
        lines = [safe.text(day, first), *(safe.text(" " * room, line) for line in rest)]
        if fullness is Fullness.DETAILS and detail:
            below = safe.wrap(safe.text((detail, "muted")), width - room)
            lines += [safe.text(" " * room, line) for line in below]
        return lines

    return Row(due_key(item), draw)


def open_due(program: Program, key: str, after: Callable[[], None]) -> None:
    """Go to what the row with that *key* is about: what is reminded of, or the promise of a session.

    *after* is called once something changed there.
    """
    what, record, document = (*key.split(" "), "", "")[:3]
    navigation, folder = program.navigation, program.folder
    if what in (ReminderKind.REVIEW.value, ReminderKind.SHARE.value):
        navigation.open_review(folder.session(record))
    elif what in (ReminderKind.NOT_HELD.value, ReminderKind.NOT_ENDED.value):
        navigation.open_session(folder.session(record))
    elif what in (ReminderKind.PAPER.value, ReminderKind.AGAIN.value):
        navigation.preview_paper(folder.session(record), document)
    elif what == ReminderKind.VALUE_CHECK.value:
        navigation.go_to_place("table", at=record)
    elif what == ReminderKind.PURGE.value:
        from facilitator.ui.dialogs.purge import ask_purge  # here: long after the start

        ask_purge(program, after)
    elif what == ReminderKind.NO_TEAMS.value:
        navigation.add_record("teams", lambda _: after())
    elif what == ReminderKind.NO_END.value:
        program.action_place("settings")
    elif what == ReminderKind.RENEWALS.value:
        program.action_place("learning")
    else:
        from facilitator.ui.dialogs.settle_promise import settle  # here: long after the start

        settle(program, what, record, after)
