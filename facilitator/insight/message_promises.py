"""What messages promise, as a promise like any other: apart, because Home asks for it before all else.

See docs/field.md, "Messages".
"""

from __future__ import annotations

from datetime import date

from facilitator.insight.named import names_of
from facilitator.insight.promises import Promise, PromiseKind
from facilitator.model.action import OWED
from facilitator.model.message import Message
from facilitator.model.records import RecordView


def message_promises(programme: RecordView, today: date) -> tuple[Promise, ...]:
    """Return what messages that were sent promise and is still owed on *today*."""
    owed = [each for each in programme.all(Message) if is_owed(each)]
    names = names_of(programme) if owed else {}
    return tuple(
        Promise(
            PromiseKind.COMMITMENT,
            each.promise,
            names.get(each.sender or "", ""),
            each.promise_by,
            (each.promise_by - today).days if each.promise_by else None,
            "",
            each.id,
            person=each.sender,
            status=each.promise_status,
            to=each.audience,
        )
        for each in owed
    )


def is_owed(message: Message) -> bool:
    """Tell whether a message promises something, was sent, and nobody said yet what became of that."""
    return message.promised and message.promise_status in OWED
