"""What a script may leave out, filled in as its author would: an author who has begun sees it run sooner."""

from __future__ import annotations

from facilitator.catalogue.toml_reader import Document
from facilitator.model.instrument import NOTES
from facilitator.model.script import ASIDE, ScriptAudience

MAY_LEAVE_OUT = ("short_title", "minimum", "turn")
"""Keys of a segment that a record always has, and a file need not."""

SCRIPT_MAY_LEAVE_OUT = ("audience", "minutes")
"""The same of the script itself."""


def filled(document: Document) -> Document:
    """Return a script as it is written with the keys it leaves out; anything that is no script as it is.

    A script is for any audience and takes the minutes of its segments. A segment without `short_title` is
    called by its title, may shrink to half its minutes, and gives them in its turn. Its plain lines are of
    the script's own kinds where there are any; in a segment that writes no notes, such as a poll or a vote,
    they stand aside.
    """
    segments = document.get("segment")
    if not isinstance(segments, list):
        return document
    own = _own_kinds(document.get("kind"))
    told: Document = {"audience": ScriptAudience.ANY.value}
    minutes = [each.get("minutes") for each in segments if isinstance(each, dict)]
    if minutes and all(type(each) is int for each in minutes):
        told["minutes"] = sum(each for each in minutes if isinstance(each, int))
    return (
        told | document | {"segment": [_filled(each, place, own) for place, each in enumerate(segments, 1)]}
    )


def _own_kinds(tables: object) -> list[str]:
    found = [each.get("key") for each in tables if isinstance(each, dict)] if isinstance(tables, list) else []
    return [key for key in found if isinstance(key, str)]


def _filled(segment: object, place: int, own: list[str]) -> object:
    if not isinstance(segment, dict):
        return segment
    left_out: Document = {"turn": place}
    if isinstance(segment.get("title"), str):
        left_out["short_title"] = segment["title"]
    if type(minutes := segment.get("minutes")) is int and minutes > 0:
        left_out["minimum"] = max(1, minutes // 2)
    instruments = segment.get("instruments", [NOTES])
    if isinstance(instruments, list) and NOTES not in instruments and segment.get("columns") is not True:
        left_out["capture"] = list(ASIDE)
    elif own:
        left_out["capture"] = [*own, ASIDE[0]]
    return left_out | segment
