"""What an instrument says of itself, wherever it is worked with.

An instrument is a word in a script. What is known of it beside the word stands in its module of
`live.instruments` as `FACTS`.
"""

from __future__ import annotations

import msgspec

from facilitator.model.base import Record

NOTES = "notes"
"""The instrument that is always there: what a session works with where a script names no other."""

TOUCH_MAP = "touch_map"
"""The instrument that asks how a team meets each practice."""

AGREEMENT = "agreement"
"""The instrument that asks whether the room agrees, and how many are here."""

READ_BACK = "read_back"
"""The instrument that reads aloud to the room what was written."""

COLUMNS = "columns"
"""The instrument that draws kinds of note side by side."""

POLL = "poll"
"""The instrument that asks many questions, each with two sentences to choose between."""

LIST_VOTE = "list_vote"
"""The instrument that puts dots on a list the script names."""

GROUPS = "groups"
"""The instrument that puts lines into named groups."""

LAST = 1000
"""The place of an instrument that does not say where it stands in lists: behind the shipped ones."""


class InstrumentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of one instrument.

    `label` is what people call it, `order` its place in lists, lowest first. `records` are the types it
    lists, so that one that was found is shown there. `line` is what a plain line becomes while it is worked
    with: "idea", "action" or the key of a kind of note; "" leaves it to the segment. A segment with one that
    `ends` stays when the meeting is ended early: the promise, the actions, the read-back, the close.
    """

    label: str
    order: int = LAST
    records: tuple[type[Record], ...] = ()
    line: str = ""
    ends: bool = False
