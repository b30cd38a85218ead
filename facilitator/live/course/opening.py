"""The opening of a session whose teams were heard before: last time comes after the welcome.

When it starts, the session's own copy of its script gets a segment for it, whichever script that is; script
files know nothing of it, and one that offers the instrument itself stays as it is. The session takes no
longer: the other segments give the minutes in their turn. See docs/field.md, "Last time".
"""

from __future__ import annotations

import msgspec

from facilitator.model.script import Method, Script, Segment

INSTRUMENT = "last_time"
"""The instrument of the segment."""

_OPENS = "agreement"
"""The instrument of the welcome; last time comes after the promise was said."""

_FEWEST, _MOST = 3, 6
"""Minutes it takes: a tenth of the session, within these."""

_LONGEST = 480
"""Minutes a script has at most."""

_SEGMENT = Segment(
    key=INSTRUMENT,
    title="Last time",
    short_title="Last time",
    minutes=_MOST,
    minimum=2,
    turn=100,
    purpose="What became of what we agreed, and of your ideas.",
    say=("Before anything new: what became of last time. Dropping something with a reason is progress.",),
    ask=("Did it happen? What did it change?",),
    rescue="Take the first one: who saw something of it?",
    never="Never defend or explain why something did not happen.",
    method=Method.TALK,
    instruments=(INSTRUMENT, "notes"),
    capture=("pride", "works", "hurts", "parking"),
)


def with_last_time(script: Script) -> Script:
    """Return the script with a segment for last time after its welcome; as it is if it has one already."""
    if any(INSTRUMENT in segment.instruments for segment in script.segments):
        return script
    wanted = max(_FEWEST, min(_MOST, script.minutes // 10))
    segments = _given(script.segments, wanted)
    total = sum(segment.minutes for segment in segments) + wanted
    if total > _LONGEST:
        return script
    opens = _OPENS in segments[0].instruments
    own = msgspec.structs.replace(_SEGMENT, key=_free_key(script), minutes=wanted)
    at = 1 if opens else 0
    return msgspec.structs.replace(script, minutes=total, segments=(*segments[:at], own, *segments[at:]))


def _given(segments: tuple[Segment, ...], wanted: int) -> tuple[Segment, ...]:
    """Return the segments once they gave so many minutes, or as many as they have.

    Those that are not always kept give, in their turn, each down to its minimum; none is dropped.
    """
    missing, minutes = wanted, {}
    for segment in sorted(segments, key=lambda each: each.turn):
        gives = 0 if segment.keep else min(missing, max(0, segment.minutes - max(1, segment.minimum)))
        minutes[segment.key] = segment.minutes - gives
        missing -= gives
    return tuple(msgspec.structs.replace(each, minutes=minutes[each.key]) for each in segments)


def _free_key(script: Script) -> str:
    known = {segment.key for segment in script.segments}
    names = (INSTRUMENT, *(f"{INSTRUMENT}_{number}" for number in range(2, len(known) + 3)))
    return next(name for name in names if name not in known)
