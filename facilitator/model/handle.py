"""Handles: what stands for a record outside the programme, and tells nothing about it.

The id of a record holds the millisecond it was made in. So it never leaves: a handle does, one per record and
kind of recipient. It stays the same over exports, so that other tools recognise a record, and two kinds of
recipient cannot compare theirs.

See docs/field.md, "What points back".
"""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from facilitator.model.base import Record

_A_UUID = 16


class HandleKey(Record, frozen=True, kw_only=True):
    """The random key from which the handles of a programme come; it never leaves the facilitators.

    No list of handles is stored but those of events in calendars that left (`model.trail`), so a backup that
    holds the key keeps all handles. `secret` is 256 bits, hexadecimal.
    """

    secret: Annotated[str, Meta(title="Secret", pattern=r"^[0-9a-f]{64}$")]

    def handle(self, recipient: str, id: str) -> str:
        """Return the handle of the record with that id for one kind of *recipient*, written as a UUIDv4.

        Nobody without the secret can tell it from a random one.
        """
        import hashlib  # here: only what leaves needs a handle, and every start would wait for it
        import hmac

        made = hmac.digest(bytes.fromhex(self.secret), f"{recipient}/{id}".encode(), hashlib.sha256)
        return str(UUID(bytes=made[:_A_UUID], version=4))
