"""The way from the first screen to every place of the registry."""

from __future__ import annotations

from facilitator.model.script import Instrument
from tests.ui.person import Person

WITH_INSTRUMENT = {
    "notes": Instrument.NOTES,
    "ideas": Instrument.IDEAS,
    "touch_map": Instrument.TOUCH_MAP,
    "vote": Instrument.VOTE,
    "impact": Instrument.IMPACT,
    "actions": Instrument.ACTIONS,
    "agreement": Instrument.AGREEMENT,
    "read_back": Instrument.READ_BACK,
    "close": Instrument.CLOSE,
}
"""Places of the running session that come with an instrument."""

DIGITS = {"home": "1", "sessions": "2", "promises": "3", "teams": "4", "papers": "5"}

PLACES = ("dialog", "form", "preview", "review", "runner", "room", *DIGITS, *WITH_INSTRUMENT)
"""Every place that can be reached in the worked example; "capture" comes with "runner"."""


async def go(person: Person, place: str) -> None:
    """Go from Home to a place."""
    if place in DIGITS:
        await person.press(DIGITS[place])
    elif place == "dialog":
        await person.press("n")
    elif place == "form":
        await person.press("n", "enter", "enter")
    elif place in ("preview", "review"):
        await person.press("2")
        await person.walk_to("L-03")
        await person.press("p" if place == "preview" else "r")
    elif place == "runner":
        await person.press("c")
    elif place == "room":
        await person.press("c", "f3")
    else:
        await person.press("c", "f7")
        await person.choose(WITH_INSTRUMENT[place].label)
        await _put_something_there(person, place)


async def _put_something_there(person: Person, place: str) -> None:
    """Write what the keys of an instrument can work on, where the example has none yet."""
    if place == "actions" and not person.live.actions:
        await person.press("tab")
        await person.enter("Lend each lecturer a spare adapter @Lee due fri")
        await person.press("tab")
    elif place == "impact":
        await person.press("4", "2", "3", "up")
    elif place == "close":
        await person.press("5")
