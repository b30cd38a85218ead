"""What the room heard at the read-back, and what came or changed afterwards.

See docs/field.md, "Read back in these words".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from facilitator.model.audience import Visibility
from facilitator.model.base import R
from facilitator.model.observation import Observation
from facilitator.model.session import LIVE, ListeningSession


def was_read_out(note: Observation) -> bool:
    """Tell whether a note, as it is, is read out at a read-back: what stays with the facilitators is not."""
    shown = note.visibility.reaches(Visibility.TEAM) and not note.undecided
    return shown and note.merged_into is None and note.kind != "private"


def read_out(notes: Iterable[Observation]) -> Iterator[Observation]:
    """Yield those of *notes* that a read-back now changes: heard in these words, or kept from the room."""
    for note in notes:
        if note.after_read_back is was_read_out(note):
            yield msgspec.structs.replace(note, after_read_back=not was_read_out(note))


def written_new(record: R, session: ListeningSession) -> R:
    """Return a new record; a note that nobody can have heard at the read-back with that said.

    What is typed in from paper after the meeting was heard there, unless it says when it came or stays with
    the facilitators.
    """
    if not isinstance(record, Observation) or not is_read_back(session):
        return record
    heard = session.status not in LIVE and record.said_on is None and was_read_out(record)
    return record if heard else msgspec.structs.replace(record, after_read_back=True)


def reworded(record: R, session: ListeningSession) -> R:
    """Return a record with new words; a note that was read back in other words with that said."""
    if not isinstance(record, Observation) or not is_read_back(session):
        return record
    return msgspec.structs.replace(record, after_read_back=True)


def is_read_back(session: ListeningSession) -> bool:
    """Tell whether the room heard what was written."""
    return session.read_back is not None and session.read_back.done
