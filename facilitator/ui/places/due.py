"""What is due on Home, in rows: what waits for the facilitators, what is promised, what is not set; and where
each row leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.content import Content

from facilitator.insight.promises import Promise, Timeliness
from facilitator.insight.reminders import Reminder, ReminderKind
from facilitator.ui import safe
from facilitator.ui.program import Program
from facilitator.ui.widgets.rows import Row
from facilitator.wording import promises as promise_words
from facilitator.wording import reminders as reminder_words

_STANDING = {
    Timeliness.LATE: ("▲", "bad"),
    Timeliness.TODAY: ("►", "warn"),
    Timeliness.AHEAD: ("·", "muted"),
    Timeliness.NOW: ("►", "warn"),
    Timeliness.UNDATED: ("·", "muted"),
}

_WHEN = 11
"""Cells the day of a row takes in a narrow window, unless one is long past."""

_WIDER = 4
"""Cells the day takes more where there is room for its words."""


def due_rows(
    promised: Sequence[Promise], waiting: Sequence[Reminder], today: date, *, wide: bool
) -> list[Row]:
    """Return a row for each: first what waits, then what is promised, then what is not set.

    In a *wide* window a row has a second line with details. The key of a row is for `open_due`.
    """
    days = [promise_words.when(each, short=True) for each in promised]
    days += [reminder_words.when(each, today, short=True) for each in waiting]
    room = max(_WHEN, max(map(len, days), default=0) + 3) + _WIDER * wide
    first = [_reminder_row(each, today, room, wide=wide) for each in waiting if _comes_first(each)]
    rows = [_promise_row(each, room, wide=wide) for each in promised]
    unset = [_reminder_row(each, today, room, wide=wide) for each in waiting if not _comes_first(each)]
    return [*first, *rows, *unset]


def _comes_first(reminder: Reminder) -> bool:
    """Tell whether a reminder stands above the promises: what is not set yet stands below them."""
    return bool(reminder.session) or reminder.kind is ReminderKind.PURGE


def _reminder_row(reminder: Reminder, today: date, room: int, *, wide: bool) -> Row:
    when = reminder_words.when(reminder, today, short=not wide)
    pen = _STANDING[_timeliness(reminder, today)]
    document = reminder.document if reminder.kind is ReminderKind.PAPER else ""
    key = f"{reminder.kind.value} {reminder.session} {document}".rstrip()
    detail = reminder_words.detail(reminder) if wide else ""
    return _row(key, room, (pen, when), reminder_words.subject(reminder, short=not wide), detail)


def _timeliness(reminder: Reminder, today: date) -> Timeliness:
    """Return how a reminder stands: a paper has its day, what is not set has none."""
    if not _comes_first(reminder):
        return Timeliness.UNDATED
    late = reminder.kind is ReminderKind.PAPER and reminder.due is not None and reminder.due < today
    return Timeliness.LATE if late else Timeliness.NOW


def _promise_row(promise: Promise, room: int, *, wide: bool) -> Row:
    when = promise_words.when(promise, short=not wide)
    detail = "  ".join(filter(None, (promise_words.owner(promise), promise_words.detail(promise))))
    key = f"{promise.session} {promise.record}"
    said = promise_words.subject(promise)
    return _row(key, room, (_STANDING[promise.standing], when), said, detail if wide else "")


def _row(key: str, room: int, day: tuple[tuple[str, str], str], subject: str, detail: str) -> Row:
    """Return the row of what is due: its day takes *room* cells; *detail* is its second line, if any."""
    (glyph, pen), when = day

    def draw(width: int) -> list[Content]:
        head = safe.text(safe.cell((f"{glyph} {when}", pen), room), subject)
        lines = [safe.cell(head, width)]
        if detail:
            lines.append(safe.cell(safe.text(" " * room, (detail, "muted")), width))
        return lines

    return Row(key, draw)


def open_due(program: Program, key: str, after: Callable[[], None]) -> None:
    """Go to what the row with that *key* is about: what is reminded of, or the promise of a session.

    *after* is called once something changed there.
    """
    what, record, document = (*key.split(" "), "", "")[:3]
    navigation, folder = program.navigation, program.folder
    if what == ReminderKind.REVIEW.value:
        navigation.open_review(folder.session(record))
    elif what in (ReminderKind.NOT_HELD.value, ReminderKind.NOT_ENDED.value):
        navigation.open_session(folder.session(record))
    elif what == ReminderKind.PAPER.value:
        navigation.preview_paper(folder.session(record), document)
    elif what == ReminderKind.PURGE.value:
        from facilitator.ui.dialogs.purge import ask_purge  # here: long after the start

        ask_purge(program, after)
    elif what == ReminderKind.NO_TEAMS.value:
        navigation.add_record("teams", lambda _: after())
    elif what == ReminderKind.NO_END.value:
        program.action_place("settings")
    else:
        from facilitator.ui.dialogs.settle_promise import settle  # here: long after the start

        settle(program, what, record, after)
