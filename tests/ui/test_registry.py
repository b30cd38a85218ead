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
    assert "e is change the set-up of a planned session and change the words in sessions + review" in clashes(
        [("sessions", "review")]
    )


@pytest.fixture(params=PLACES)
async def there(request, demo, sit_down):
    """Somebody at each place of the program in turn, with a window that shows all of the help."""
    async with sit_down(*demo, size=(120, 110)) as person:
        await go(person, request.param)
        yield person


async def test_no_key_means_two_things(there):
    places = there.screen.active_places()
    assert clashes([places]) == []
    works = there.screen.active_bindings
    for action in actions_of(*places):
        for key in action.keys:
            wanted = next(each.action for each in bindings(action.place) if each.key == key)
            # In a list Enter chooses the row, which is the same there.
            fine = {wanted, "choose"} if key == "enter" else {wanted}
            assert works[key].binding.action in fine, (key, action)


async def test_the_key_line_shows_the_part_in_focus(there):
    first = there.screen.active_places()[0]
    shown = [action.short for action in actions_of(first) if action.short not in ("", OWN_STEP)]
    others = {action.short for action in ACTIONS} - {
        action.short for action in actions_of(*there.screen.active_places())
    }
    if there.screen.is_modal:
        return
    assert shown[0] in there.last_line
    assert there.last_line.endswith(there.last_line.strip())
    step = getattr(there.screen, "step_words", "")
    for words in others - {step, ""}:
        assert f" {words}   " not in f"{there.last_line}   ", words


async def test_the_help_shows_every_key(there):
    places = there.app.active_places()
    there.app.action_help()
    await there.settle()
    keys = there.words_of("#keys")
    for action in actions_of(*places):
        assert action.help in keys
        for key in action.label.split(" ")[:1]:
            assert key in keys
    there.app.action_blank()


async def test_every_command_of_the_palette_does_something(there, request):
    before_all = there.screen
    titles = {command.title: command for command in there.app.get_system_commands(there.screen)}
    for action in actions_of(*there.app.active_places()):
        title = action.help[0].upper() + action.help[1:]
        assert (title in titles) is action.palette or not action.palette
        if not action.palette or action.name == "leave":
            continue
        before = state(there)
        await titles[title].callback()
        await there.settle()
        assert state(there) != before, action
        await there.back_to(before_all)


def state(person):
    return person.text, person.app.theme, tuple(person.app.screen_stack)
