"""Forms and dialogs keep the same habits: arrows, F1, faults told on leaving, Escape that asks.

They are properties of the parts forms are made of, so keys are pressed in one form of every sort. That every
other form is made of these parts, and explains its fields, is read in passing: `tests/ui/form_parts.py`.
"""

from itertools import pairwise
from typing import get_args

import pytest
from textual.widgets import Input, TextArea

from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Ask, Choose
from facilitator.ui.dialogs.explanation import Explanation
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.dialogs.help import Help
from facilitator.ui.forms.controls import Control, LineControl, LinesArea, NameLine, OneOf, Switches, Ticks
from facilitator.ui.forms.explained import explained
from facilitator.ui.records.dialog import NewRecord
from facilitator.ui.records.form import RecordForm
from facilitator.ui.widgets.filtered_list import FilteredList
from tests.ui.form_parts import faults_of_form, lines
from tests.ui.going import go
from tests.ui.looks import TOURS
from tests.ui.person import NARROW

NONSENSE = "qx qx"
"""No day, no number, no name of anything."""


def in_hand(person):
    return next((line for line in lines(person) if line.has_focus_within), None)


class Faults(list):
    """What is not as it should be, with where it is."""

    def __init__(self, where):
        self.where = where

    def unless(self, holds, what):
        if not holds:
            self.append(f"{self.where}: {what}")


async def arrows_go_along(person, faults):
    """↓ goes through every field to the last, and ↑ back to the first."""
    shown = lines(person)
    shown[0].control.focus()
    await person.settle()
    for key, order in (("down", shown), ("up", shown[::-1])):
        for line, following in pairwise(order):
            for _ in range(12):  # a list of words, or several lines, are gone along first
                if in_hand(person) is following:
                    break
                await person.press(key)
            faults.unless(in_hand(person) is following, f"{key} does not leave {line.field.label}")
            following.control.focus()
            await person.settle()
        await person.press(key)
        faults.unless(in_hand(person) is order[-1], f"{key} leaves the form")


async def f1_explains(person, faults):
    """F1 shows the sentence of a field, what may stand in it and an example; Escape leads back."""
    line = next(
        (line for line in lines(person) if line.field.example or line.field.choices), lines(person)[0]
    )
    line.control.focus()
    await person.settle()
    await person.press("f1")
    faults.unless(isinstance(person.screen, Explanation), "F1 does not explain the field")
    said, about = person.flow, explained(line.control)
    for words in (
        about.title,
        about.sentence[:30],
        about.example,
        *(words for words, _ in about.allowed[:3]),
    ):
        faults.unless(words in said, f"F1 does not say {words!r}")
    await person.press("f1")
    faults.unless(isinstance(person.screen, Help), "F1 twice shows no keys")
    await person.press("escape")
    faults.unless(in_hand(person) is line, "Escape does not lead back into the field")


async def wrong_values_are_told(person, faults):
    """What cannot be is told beside its field, in the words of the error, as soon as the field is left."""
    shown = lines(person)
    for line in shown:
        fault = line.field.fault_of(NONSENSE)
        if not fault or not isinstance(line.control, Input) or len(shown) < 2:
            continue
        before = line.typed
        line.control.focus()
        await person.settle()
        await person.type(NONSENSE)
        faults.unless(line.typed == NONSENSE, f"{line.field.label} is not replaced by typing")
        if isinstance(line.control, NameLine):
            await person.press("escape") if line.control.offered() else None
        await person.press("tab")
        faults.unless(line.fault == fault, f"leaving {line.field.label} says {line.fault!r}")
        line.control.focus()
        await person.settle()
        faults.unless(fault[:30] in person.flow, f"the fault of {line.field.label} is not to be seen")
        line.show(line.kept, typed=before)
    await person.settle()


async def escape_asks(person, faults):
    """After something was typed Escape asks, and Escape there leads back; without words tours go on by it."""
    screen = person.screen
    field = next(iter(screen.query(Input)), None) or next(iter(screen.query(TextArea)), None)
    if field is None:
        return
    before = field.value if isinstance(field, Input) else field.text
    field.focus()
    await person.settle()
    await person.type("x")
    await person.press("escape")
    asked = person.screen
    faults.unless(isinstance(asked, Ask) and "not saved" in person.flow, "Escape does not ask")
    if asked is not screen:
        await person.press("escape")
    faults.unless(person.screen is screen, "Escape in the question does not lead back")
    if isinstance(field, Input):
        field.value = before
    else:
        field.text = before
    await person.settle()


async def letters_filter(person, faults):
    """A letter leaves what fits; what fits nothing is said, and Escape brings all back before it leaves."""
    rows = person.screen.query_one(FilteredList)
    every = len(rows.rows)
    await person.type("qxq")
    faults.unless("Nothing fits “qxq”. Esc clears it." in person.flow, "nothing says that nothing fits")
    await person.press("escape")
    faults.unless(len(rows.rows) == every, "Escape does not bring back all")


async def check(person, where):
    """Return what is not as it should be in the form or dialog in front, which is left as it was found."""
    faults, screen, focused = Faults(where), person.screen, person.screen.focused
    faults += faults_of_form(person)
    if isinstance(screen, Choose):
        await letters_filter(person, faults)
    form = isinstance(screen, (FormDialog, NewRecord))
    if lines(person) and (form or screen.query(RecordForm)):
        await f1_explains(person, faults)
        await wrong_values_are_told(person, faults)
        await arrows_go_along(person, faults)
    if isinstance(screen, AskLine):
        await person.press("f1")
        faults.unless(isinstance(person.screen, Explanation), "F1 explains nothing")
        await person.press("escape")
    if form or isinstance(screen, AskLine):
        await escape_asks(person, faults)
    if focused is not None:
        focused.focus()
        await person.settle()
    return faults


FORMS = {
    "planning": {
        "new-session": set(),
        "another-team": {LineControl, OneOf, Ticks},
        "set-up": {LineControl, OneOf, Ticks},
    },
    "teams": {"team": {LineControl, OneOf, Ticks}},
    "people": {"person": {LineControl, NameLine, OneOf}, "hand-over": {NameLine, OneOf}},
    "settings": {"settings-page": {LineControl, Switches}},
    "practices": {"own-practice": {LineControl, LinesArea, OneOf}},
    "review": {"thanks": set(), "change-words": set()},
}
"""The forms in which keys are pressed, by tour and stop, each with what it is filled in with."""


def stops():
    """The tours that come by them, as far as the last of them."""
    for name, forms in FORMS.items():
        tour = TOURS[name]
        last = max(at for at, stop in enumerate(tour.stops) if stop.name in forms)
        yield pytest.param(tour._replace(stops=tour.stops[: last + 1]), forms, id=name)


@pytest.mark.parametrize(("tour", "forms"), [*stops()])
async def test_a_form_of_every_sort_keeps_the_same_habits(tour, forms, demo, sit_down):
    faults, pressed = [], {}
    async with sit_down(*demo, size=NARROW) as person:
        async for stop in tour.walk(person):
            if stop.name in forms:
                pressed[stop.name] = {type(line.control) for line in lines(person)}
                faults += await check(person, stop.name)
    assert not faults, "\n".join(faults)
    assert pressed == forms


def test_keys_are_pressed_in_every_sort_of_screen_and_of_field():
    visited = {
        stop.screen for name, forms in FORMS.items() for stop in TOURS[name].stops if stop.name in forms
    }
    kinds = set().union(*(kinds for forms in FORMS.values() for kinds in forms.values()))
    assert visited == {"FormDialog", "NewRecord", "RecordList", "Settings", "AskLine", "Choose"}
    assert kinds == {*get_args(Control), NameLine}


async def test_backspace_takes_the_last_letter_of_what_stands_in_a_field_and_typing_all_of_it(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "actions")
        words = person.live.actions.all[0].text
        await person.press("home", "e")
        field = in_hand(person).control
        assert field.value == words
        await person.press("backspace", "backspace")
        assert field.value == words[:-2]
        await person.press("tab", "shift+tab")
        await person.type("All")
        assert field.value == "All"
