"""The way from the first screen to every place of the registry."""

from __future__ import annotations

from collections.abc import AsyncIterator

from facilitator.live.instruments.finder import facts_of
from facilitator.ui.widgets.capture_line import CaptureLine
from tests.ui.person import Person

WITH_INSTRUMENT = (
    "notes",
    "columns",
    "groups",
    "poll",
    "ideas",
    "touch_map",
    "vote",
    "impact",
    "actions",
    "agreement",
    "read_back",
    "close",
    "last_time",
)
"""Places of the running session that come with an instrument."""

DIGITS = {"home": "1", "sessions": "2", "promises": "3", "teams": "4", "papers": "5", "roles": "6"}

PULSE = ("pulse", "pulse_figures", "pulse_open", "pulse_slip")
"""The pulse: as it is found, with a closed wave in hand, with an open one, and typing a slip in."""

PLACES = (
    *PULSE,
    "dialog",
    "channels",
    "form",
    "preview",
    "own_templates",
    "review",
    "runner",
    "room",
    "quick_entry",
    "records",
    "filter_line",
    "maps",
    "session_changes",
    "record",
    "people",
    "champions",
    "matrix",
    "nominations",
    "services",
    "skills",
    "skill_sheet",
    "projects",
    "table",
    "practices",
    "learning",
    "stages",
    "stakeholders",
    "skill_page",
    "stakeholder_grid",
    "stories",
    "chains",
    "messages",
    "settings",
    *DIGITS,
    *WITH_INSTRUMENT,
)
"""Every place that can be reached in the worked example; "capture" comes with "runner"."""


_LISTS = ("people", "champions", "services", "leaders", "stakeholders", "stories", "chains", "messages")

_BY_NAME = {
    **{each: (each,) for each in (*_LISTS, "practices", "projects", "settings", "stages", "skill_sheet")},
    "stakeholder_grid": ("stakeholders", "o"),
    "skills": ("skill_sheet", "p"),
    "skill_page": ("skill_sheet", "p", "l"),
    "learning": ("skill_sheet", "l"),
    "table": ("projects", "t"),
}
"""Places without a digit: the name of a place, and the keys from there on."""

_THEN = {"record": ["enter"], "filter_line": ["f"], "session_changes": ["o"]}


async def home(person: Person) -> None:
    """Leave whatever is open, without asking."""
    while len(person.app.screen_stack) > 1:
        person.app.pop_screen()
    person.app.action_place("home")
    await person.settle()


async def arrive(person: Person, place: str) -> None:
    """Leave whatever is open, without asking, and go to a place; to one with a name not by way of Home."""
    name, *keys = _BY_NAME.get(place, (place,) if place in DIGITS else ("",))
    if not name or getattr(person.screen, "place", name) == name:
        await home(person)
        await go(person, place)
        return
    while len(person.app.screen_stack) > 1:
        person.app.pop_screen()
    person.app.action_place(name)
    await person.settle()
    await person.press(*keys)


async def go(person: Person, place: str) -> None:
    """Go from Home to a place."""
    if place in DIGITS:
        await person.press(DIGITS[place])
    elif place in PULSE:
        await person.press("u")
        if place in ("pulse_open", "pulse_slip"):
            await open_a_wave(person)
        if place == "pulse_slip":
            await person.press("t", "enter", "4")
    elif place == "dialog":
        await person.press("n")
    elif place == "channels":
        await person.press("c", "ctrl+d")
    elif place == "form":
        await person.press("n", "enter", "enter")
    elif place in ("preview", "review"):
        await person.press("2")
        await person.walk_to("L-03")
        await person.press("p" if place == "preview" else "r")
    elif place == "own_templates":
        await person.press("5", "t")
    elif place == "matrix":
        await person.press("6", "tab", "enter")
    elif place in _BY_NAME:
        name, *keys = _BY_NAME[place]
        person.app.action_place(name)  # what the list of all commands calls; test_registry.py goes by that
        await person.settle()
        await person.press(*keys)
    elif place == "nominations":
        await person.press("6", "tab", "enter", "o")
    elif place == "maps":
        await person.press("tab", "tab", "tab")
    elif place in ("records", "record", "filter_line", "session_changes"):
        await person.press("4", *_THEN.get(place, ()))
    elif place == "runner":
        await person.press("c")
    elif place == "room":
        await person.press("c", "f3")
    elif place == "quick_entry":
        await person.press("c")
        await type_in_a_paper(person)
    else:
        await person.press("c")
        await work_with(person, place)


async def open_a_wave(person: Person) -> None:
    """Open a wave of the pulse to which everybody is invited, unless one is open."""
    if person.app.pulse_intake is None:
        await person.press("o", *["enter"] * 4)


async def type_in_a_paper(person: Person) -> None:
    """Take the command that has no key from the palette."""
    await person.command("type in what stands on a filled paper")


async def end_the_meeting(person: Person) -> None:
    """Take the command, from the runner, and answer its question; the review follows."""
    await person.command("end the meeting")
    await person.choose("End the meeting")


async def go_back_to(person: Person, segment: str) -> None:
    """Go back, one segment after the other, to the one of that key."""
    keys = [each.key for each in person.live.session.script.segments]
    await person.press(*["ctrl+t"] * (keys.index(person.live.position.segment.key) - keys.index(segment)))
    assert person.live.position.segment.key == segment


async def work_with(person: Person, place: str) -> None:
    """Take another instrument in a running session, go to it, and write what its keys can work on."""
    await take_instrument(person, facts_of(place).label)
    if place == "actions" and not person.live.actions.all:
        await person.press("tab")
        await person.enter("Lend each lecturer a spare adapter @Lee due fri")
        await person.press("tab")
    elif place == "impact":
        await person.press("4", "2", "3", "up")
    elif place == "close":
        await person.press("5")


async def ask_all(person: Person) -> None:
    """Go through the questions of the segment; then F8 does its own step."""
    while not person.live.position.at_last_question:
        await person.press("f8")


async def take_instrument(person: Person, label: str) -> None:
    """Take the instrument that is called so, and go to it where the keyboard stays in the line."""
    await person.press("f7")
    await person.choose(label)
    if person.screen.query_one(CaptureLine).has_focus_within:
        await person.press("tab")


async def tour(person: Person) -> AsyncIterator[str]:
    """Visit every place once, from Home; yield its name while somebody is there."""
    for place in DIGITS:
        await go(person, place)
        yield place
    for place in ("dialog", "form", "preview", "review", *PULSE):
        await go(person, place)
        yield place
        await person.leave_all()
    await go(person, "home")
    await go(person, "runner")
    yield "runner"
    await person.press("f3")
    yield "room"
    await person.press("escape")
    await type_in_a_paper(person)
    yield "quick_entry"
    await person.press("escape")
    for place in WITH_INSTRUMENT:
        await work_with(person, place)
        yield place
