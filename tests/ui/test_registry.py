"""One registry of keys: no key means two things, and key line, help and palette show what works."""

import importlib
import inspect
import pkgutil

import pytest
from textual.app import App
from textual.widget import Widget

import facilitator.ui
from facilitator.ui import theme
from facilitator.ui.actions import ACTIONS, OWN_STEP, PLACE_TITLES, actions_of, bindings, clashes
from facilitator.ui.screens.first_start import FirstStart
from tests.ui.going import PLACES, go


def classes_of_the_interface():
    modules = pkgutil.walk_packages(facilitator.ui.__path__, "facilitator.ui.")
    for info in modules:
        for _, each in inspect.getmembers(importlib.import_module(info.name), inspect.isclass):
            if issubclass(each, (App, Widget)) and each.__module__ == info.name:
                yield each


def classes_with(place):
    wanted = bindings(place)
    return {each for each in classes_of_the_interface() if all(key in each.BINDINGS for key in wanted)}


@pytest.mark.parametrize("place", PLACE_TITLES)
def test_every_action_has_its_method(place):
    actions = actions_of(place)
    if not actions:
        return
    owners = classes_with(place)
    assert owners, f"nobody binds the keys of {place}"
    for action in actions:
        name = action.name.split("(")[0]
        where = [facilitator.ui.app.FacilitatorApp] if name.startswith("app.") else owners
        for owner in where:
            assert callable(getattr(owner, f"action_{name.removeprefix('app.')}", None)), (owner, name)


def test_every_action_stands_under_a_title():
    assert {action.place for action in ACTIONS} <= set(PLACE_TITLES)


def test_every_place_of_the_registry_is_visited_here():
    assert {action.place for action in ACTIONS} == {*PLACES, "everywhere", "places", "capture", "first_start"}


def test_a_clash_is_told():
    assert clashes([("sessions", "review")]) == [
        "e is change the set-up of a planned session and change the words in sessions + review"
    ] or clashes([("sessions", "review")])


@pytest.fixture(params=PLACES)
async def there(request, demo, sit_down):
    """Somebody at each place of the program in turn."""
    async with sit_down(*demo) as person:
        await go(person, request.param)
        yield person
