"""What can be said of what a message promises, and what saves it: it stands in the message itself.

So whatever takes back that the message was sent takes its promise off the list, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from facilitator.model.action import CommitmentStatus
from facilitator.model.labels import quoted
from facilitator.model.message import Message
from facilitator.workspace.answer import Answer, Said, day_to_come, to_come
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.follow_up import FOLLOW_UP


def settle_message(
    folder: ProgrammeFolder, message: Message, status: CommitmentStatus, *, by: date | None = None
) -> Message:
    """Save what became of what a message promises; broken is shown plainly. Raises `RuleBroken`."""
    with folder.file.group(f"promise {quoted(message.promise)} {status.label}", about=FOLLOW_UP):
        return folder.file.put(
            msgspec.structs.replace(message, promise_status=status, promise_by=by or message.promise_by)
        )


def answers_of_message(folder: ProgrammeFolder, message: Message) -> Iterator[Answer]:
    """Yield what can be said of what a message promises."""
    today = folder.today()

    def became(status: CommitmentStatus) -> Callable[[Said], object]:
        return lambda said: settle_message(
            folder, message, status, by=to_come(said["day"], today) if said.get("day") else None
        )

    yield Answer("kept", "Kept", became(CommitmentStatus.KEPT))
    new_day = day_to_come("New date", "such as fri or 30 apr", today)
    yield Answer("renegotiated", "A new date was agreed", became(CommitmentStatus.RENEGOTIATED), (new_day,))
    yield Answer("broken", "Broken", became(CommitmentStatus.BROKEN))
