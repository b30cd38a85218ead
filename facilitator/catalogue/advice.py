"""What a script can be run with, and should not: no promise before candid talk, nothing read back.

A file with faults cannot be used; one that gets advice can, so that a script somebody relies on never stops.
"""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.catalogue.faults import Finding
from facilitator.catalogue.wording import at, shown
from facilitator.model.script import ASIDE, Method, Script, Segment
from facilitator.model.script_lists import grows_by

AGREEMENT, READ_BACK = "agreement", "read_back"


def advice_on(script: Script) -> Iterator[Finding]:
    """Yield what whoever wrote the script should change, in the order of the script."""
    yield from _promises(script)
    for index, segment in enumerate(script.segments):
        if segment.method is Method.BREAK and segment.ask:
            where = at("segment", index, "ask")
            yield where, "In a break nothing is asked.", "Take ask out, or let method be talk."
        if segment.capture and segment.capture[0] not in ASIDE and grows_by(segment.each, segment.capture[0]):
            where = at("segment", index, "capture")
            todo = "Begin capture with another kind."
            yield where, "The loop never ends: each plain line becomes one more item of it.", todo
    yield from _unasked(script)


def is_candid(segment: Segment) -> bool:
    """Tell whether people say something there that is kept and may reach others."""
    return any(kind not in ASIDE for kind in segment.capture) and segment.method is not Method.BREAK


def _promises(script: Script) -> Iterator[Finding]:
    candid = [index for index, segment in enumerate(script.segments) if is_candid(segment)]
    if not candid:
        return
    named = [{*segment.instruments} for segment in script.segments]
    first, last = candid[0], candid[-1]
    if not any(AGREEMENT in each for each in named[: first + 1]):
        title = shown(script.segments[first].title)
        yield (
            at("segment", first),
            f"The room talks in {title} before it was promised anything.",
            f'Put a segment with instruments = ["{AGREEMENT}"] before it.',
        )
    if not any(READ_BACK in each for each in named[last:]):
        title = shown(script.segments[last].title)
        yield (
            at("segment", last),
            f"What is said in {title} is not read back to the room.",
            f'Put a segment with instruments = ["{READ_BACK}"] after it.',
        )


def _unasked(script: Script) -> Iterator[Finding]:
    asked = {question for segment in script.segments for question in segment.ask}
    captured = {kind for segment in script.segments for kind in segment.capture}
    for index, kind in enumerate(script.kinds):
        if kind.key not in captured:
            todo = f"Name {kind.key} in the capture of a segment, or take the kind out."
            yield at("kind", index), f"No segment asks for lines of the kind {shown(kind.label)}.", todo
        elif kind.question and kind.question not in asked:
            todo = "Take ask out of the segment with its column, or write the question there."
            yield (
                at("kind", index, "question"),
                "Nobody reaches this question: its segment asks others.",
                todo,
            )
