"""Messages to audiences as a list, and that one was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from facilitator.errors import RuleBroken
from facilitator.model.message import Message
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.kinds import RecordKind


class MessageRecords(RecordKind):
    """Messages: those to send first, the next one first; then those that were sent."""

    def all(self, folder: ProgrammeFolder) -> Sequence[Any]:
        """Return all there are."""
        return sorted(
            folder.file.all(Message),
            key=lambda each: (
                each.sent is not None,
                each.send_by or date.max,
                each.audience.casefold(),
                each.id,
            ),
        )


MESSAGE = MessageRecords(Message)


def note_sent(folder: ProgrammeFolder, message: Message) -> Message:
    """Note that a message was sent today: its promise is owed. Raises `RuleBroken` for a second time."""
    if message.sent is not None:
        raise RuleBroken(
            "This message was sent already.", "Write another one, or change the day in its form."
        )
    sent: Message = MESSAGE.put(folder, msgspec.structs.replace(message, sent=folder.today()))
    return sent
