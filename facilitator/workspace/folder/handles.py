"""The handles of a programme: made from the key in its file, which is written when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facilitator.identity import new_secret
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Audience, AudienceKind
from facilitator.model.base import Record
from facilitator.model.handle import HandleKey
from facilitator.model.idea import ImprovementIdea
from facilitator.model.session import ListeningSession
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def handles_for(folder: ProgrammeFolder, recipient: str) -> Callable[[str], str]:
    """Return what gives the handle of a record by its id, for one kind of *recipient* ("leaders").

    Raises `InUse` or `NotSaved` when the programme has no key yet and its file cannot be written.
    """
    key = _key(folder)
    return lambda id: key.handle(recipient, id)


def begin_handles(folder: ProgrammeFolder) -> None:
    """Write the key of a programme that has none yet, so that handles can be made beside the screen.

    Raises `InUse` or `NotSaved`.
    """
    _key(folder)


def of_copy(audience: Audience) -> str:
    """Return the kind of recipient that readers of a share copy are."""
    return f"copy for {audience.kind.value}"


RECIPIENTS = (
    *(kind.value for kind in AudienceKind),
    *(of_copy(Audience(kind)) for kind in (AudienceKind.LEADERS, AudienceKind.EVERYONE)),
)
"""Every kind of recipient."""

RECOGNISED: tuple[type[Record], ...] = (Action, Commitment, ImprovementIdea, ListeningSession)
"""The types of records whose handles stay the same; those of sessions are in calendars."""


def handles_of(folder: ProgrammeFolder, record: Record) -> Iterator[str]:
    """Yield every handle of a record that may have left, one for each kind of recipient."""
    if isinstance(record, RECOGNISED) and folder.file.all(HandleKey):
        yield from (_key(folder).handle(recipient, record.id) for recipient in RECIPIENTS)


def _key(folder: ProgrammeFolder) -> HandleKey:
    """Return the key of a programme. Of two, put together from two computers, always the same one."""
    keys = folder.file.all(HandleKey)
    if keys:
        return min(keys, key=lambda each: (each.created, each.id))
    with folder.file.group("key of handles", undoable=False):
        return folder.file.put(HandleKey(secret=new_secret()))
