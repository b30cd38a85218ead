"""Ids and the time, as the outside world gives them.

Both are passed on as arguments wherever it matters, so that tests and the worked example can hold
them still.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from uuid import UUID, uuid4


def new_id() -> str:
    """Return a new UUIDv7 (RFC 9562), so that records of two laptops never collide and sort by age."""
    # Imported here: who only looks at records needs no new id, and uuid6 takes 15 ms to import.
    if sys.version_info >= (3, 14):
        from uuid import uuid7
    else:
        from uuid6 import uuid7
    return str(UUID(int=uuid7().int))


def random_id() -> str:
    """Return a random UUIDv4. Unlike those of `new_id` it tells neither a time nor an order."""
    return str(uuid4())


def new_secret() -> str:
    """Return 256 random bits as 64 hexadecimal digits."""
    import secrets  # here: a programme needs one in its life, and every start would wait for it

    return secrets.token_hex(32)


def utc_now() -> datetime:
    """Return the present time in UTC, to the second: finer would tell who spoke when."""
    return datetime.now(UTC).replace(microsecond=0)
