"""One registry of keys: no key means two things, and key line, help and palette show what works."""

import importlib
import inspect
import pkgutil
from functools import partial

import pytest
from textual.app import App
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

import facilitator.ui
from facilitator.ui.dialogs.explanation import Explanation
from facilitator.ui.instruments.finder import panes
from facilitator.ui.keys.command import OWN_STEP, Context, bindings, commands_of, key_label
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.keys.registry import contexts
from facilitator.ui.palette import contexts_of
from facilitator.ui.records.kinds import KindView
from facilitator.ui.records.list import RecordList
from facilitator.ui.widgets import row_list
from facilitator.ui.widgets.capture_line import CaptureInput
from facilitator.ui.widgets.lines import KeyLine
from tests.tables import for_each
from tests.ui.blanking import BLANKS, check_blank
from tests.ui.going import PLACES, WITH_INSTRUMENT, arrive, go, work_with
from tests.ui.person import NARROW


def classes_of_the_interface():
    modules = pkgutil.walk_packages(facilitator.ui.__path__, "facilitator.ui.")
    for info in modules:
        for _, each in inspect.getmembers(importlib.import_module(info.name), inspect.isclass):
            if issubclass(each, (App, Widget)) and each.__module__ == info.name:
                yield each


def classes_with(context):
    wanted = bindings(context)
    owners = {each for each in classes_of_the_interface() if all(key in each.BINDINGS for key in wanted)}
    return owners | ({RecordList} if context in KEYS_OF_LISTS else set())


def list_views():
    for info in pkgutil.walk_packages(facilitator.ui.__path__, "facilitator.ui."):
        yield from (
            each for each in vars(importlib.import_module(info.name)).values() if isinstance(each, KindView)
        )


KEYS_OF_LISTS = {view.keys for view in list_views()}
"""A list binds the keys of what it shows."""


@for_each("context", contexts().values(), ids=lambda each: each.name)
def test_every_command_has_its_method(context):
    owners = classes_with(context)
    assert owners, f"nobody binds the keys of {context.name}"
    for command in context.commands:
        name = command.name.split("(")[0]
        where = [facilitator.ui.app.FacilitatorApp] if name.startswith("app.") else owners
        for owner in where:
            bare = name.removeprefix("app.")
            methods = (getattr(owner, f"{sort}action_{bare}", None) for sort in ("", "_"))
            assert any(map(callable, methods)), (owner, name)


def clashes(*together):
    """Return a sentence for each key that means two things in contexts that are active together."""
    found, seen = [], {}
    for command in commands_of(together):
        for key in command.keys:
            if key in seen and seen[key].name != command.name:
                where = " + ".join(each.name for each in together)
                found.append(f"{key_label(key)} is {seen[key].help} and {command.help} in {where}")
            seen.setdefault(key, command)
    return found


def declared_contexts():
    """Yield every context that a module of the interface declares, and those of the panes."""
    for info in pkgutil.walk_packages(facilitator.ui.__path__, "facilitator.ui."):
        for _, each in inspect.getmembers(importlib.import_module(info.name)):
            if isinstance(each, Context):
                yield each
    yield from (pane.keys for pane in panes().values())


def test_the_registry_has_every_context_that_is_declared():
    assert set(declared_contexts()) == set(contexts().values())
    assert len(contexts()) == len({each.title for each in contexts().values()})


def test_every_context_is_visited_here():
    assert {*contexts(), "chains"} == {*PLACES, *ELSEWHERE}  # the list of chains has the keys of any list


ELSEWHERE = {
    "everywhere",
    "places",
    "part",
    "begin",
    "rows",
    "filter",
    "capture",
    "sides",
    "before",
    "resting",
    "looking",
    "first_start",
    "projector",
}
"""Contexts without a screen of their own in the session, or with a window of their own."""


def test_no_key_means_two_things_where_an_instrument_is_worked_with():
    known = contexts()
    told = [clashes(pane.keys, known["sides"], known["runner"], EVERYWHERE) for pane in panes().values()]
    assert [each for each in told if each] == []


def test_no_key_is_one_that_terminals_take_or_that_needs_alt_gr():
    taken = {"ctrl+s", "ctrl+b", "f10", "f11", "f12", "left_square_bracket", "right_square_bracket"}
    used = {key for context in contexts().values() for each in context.commands for key in each.keys}
    assert used & taken == set()


def test_a_clash_is_told():
    known = contexts()
    assert clashes(known["home"], known["places"]) == []
    assert (
        "r is review the session after the meeting and mark as reviewed: papers may leave "
        "in sessions + review" in clashes(known["sessions"], known["review"])
    )


IN_SESSION = ("runner", "room", "quick_entry", *WITH_INSTRUMENT)


OUTSIDE = tuple(place for place in PLACES if place not in IN_SESSION)
PARTS = (OUTSIDE[::2], OUTSIDE[1::2], tuple(place for place in PLACES if place in IN_SESSION))
"""All places, in parts that can be visited beside each other."""


@pytest.mark.parametrize("places", PARTS, ids=("outside", "outside-too", "in-session"))
async def test_keys_and_what_is_shown_of_them_agree(places, demo, sit_down):
    """In one program from place to place; each command is tried where it is offered first.

    Everywhere help stands in the key line, and one key blanks the screen: by turns one of the two there are.
    """
    told, tried = [], set()
    async with sit_down(*demo, size=NARROW) as person:
        for place in places:
            await arrive(person, place)
            told += await faults_of(person, place, tried)
    assert len(tried) > 25
    assert not told, "\n".join(told)


async def faults_of(person, place, tried):
    """Return what does not agree in a place, each as a sentence."""
    told = []
    blank = partial(check_blank, key=BLANKS[PLACES.index(place) % len(BLANKS)])
    for check in (check_keys, check_key_line, blank, check_help):
        try:
            found = check(person)
            if inspect.isawaitable(found):
                await found
        except (AssertionError, KeyError) as fault:
            told.append(f"{place}, {getattr(check, '__name__', 'blank')}: {fault!r}")
    return told + await check_palette(person, place, tried)


def check_keys(person):
    """No key means two things, and each does what the registry says."""
    focused = person.screen.focused
    listed = [row_list.KEYS] if isinstance(focused, row_list.RowList) else []
    here = (*person.screen.active_contexts(), *listed)
    assert clashes(*here) == []
    works = person.screen.active_bindings
    typing = isinstance(focused, (Input, TextArea))
    for context in here:
        for bound in bindings(context):
            if typing and bound.key == "colon":
                continue  # a letter like others
            # In a list Enter chooses the row, which is the same there; one that cannot scroll steps aside.
            fine = {bound.action, *STEPS_ASIDE.get(bound.key, ())}
            assert works[bound.key].binding.action in fine, (bound.key, context.name)
            assert works[bound.key].enabled, (bound.key, context.name)


STEPS_ASIDE = {"enter": ["choose"], "left": ["scroll_left"], "right": ["scroll_right"]}


def check_key_line(person):
    """The line below shows the keys of the part in focus, and none that does not work."""
    if not person.screen.query(KeyLine):
        return
    assert person.last_line.endswith(" help") or " help   " in person.last_line
    here = person.screen.active_contexts()
    words = [action.short for action in commands_of(here) if action.short not in ("", OWN_STEP)]
    words.append(getattr(person.screen, "step_words", ""))
    shown = person.last_line.split("   ")
    assert shown[0].endswith(f" {words[0]}")
    for each in shown:
        assert any(each.endswith(f" {word}") for word in words), each


async def check_help(person):
    actions = commands_of(contexts_of(person.screen))
    person.app._action_help()
    await person.settle()
    if isinstance(person.screen, Explanation):  # in a field, what that is comes first
        await person.press("f1")
    assert "Keys" in person.text
    keys = " ".join(person.screen.query_one("#keys", Static).content.plain.split())
    await person.press("escape")
    for action in actions:
        assert not action.keys or key_label(action.keys[0]) in keys, action
        assert action.help in keys, action


async def check_palette(person, place, tried):
    """What can be asked for by name is offered, and does something one can see; return what does not."""
    here = contexts_of(person.screen)
    actions = [(context.name, each) for context in here for each in context.commands if each.palette]
    told, offered = [], set(commands(person))
    if {title_of(action) for _, action in actions} != offered:
        told.append(f"{place}: the palette offers {offered}")
    wanted = [
        (name, action)
        for name, action in actions
        if action.name != "leave" and TRIED_IN.get(name, place) == place and (name, action.name) not in tried
    ]
    for name, action in wanted:
        tried.add((name, action.name))
        before, text = state(person), person.text
        await commands(person)[title_of(action)].callback()
        await person.settle()
        if state(person) == before and person.text == text:
            told.append(f"{place}: nothing is to be seen of {action}")
        if action is wanted[-1][1]:
            break  # the next place is gone to from Home anyway
        while len(person.app.screen_stack) > len(before[-1]):
            person.app.pop_screen()
        if tuple(person.app.screen_stack) != before[-1] or contexts_of(person.screen) != here:
            await arrive(person, place)
    return told


TRIED_IN = {"everywhere": "home", "places": "home", "runner": "runner"}
"""Commands of many contexts are tried in one of them."""


def commands(person):
    return {command.title: command for command in person.app.get_system_commands(person.screen)}


def title_of(action):
    return action.help[0].upper() + action.help[1:]


def state(person):
    return person.app.theme, tuple(person.app.screen_stack)


async def test_the_key_line_follows_the_focus(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        assert "F2 kind" in person.last_line
        assert "mark" not in person.last_line
        await person.press("tab")
        assert "Space mark" in person.last_line
        await person.press("tab")
        assert "mark" not in person.last_line


LISTS = ("notes", "ideas", "touch_map", "vote", "impact", "actions", "read_back")


async def test_the_row_in_hand_is_marked(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        for place in LISTS:
            await work_with(person, place)
            at = person.rows.region.x
            assert "► " in [line[at : at + 2] for line in person.text.splitlines()], place
            await person.press("tab")
            assert isinstance(person.screen.focused, CaptureInput), place


async def test_what_is_marked_for_merging_shows(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        await person.press("space", "up", "space")
        assert person.text.count("■ ") == 2


async def test_a_command_is_found_by_its_words_and_run(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.command("go to teams")
        assert person.screen.place == "teams"


async def test_the_first_screen_shows_its_keys(empty, sit_down):
    async with sit_down(empty) as person:
        assert clashes(*person.screen.active_contexts()) == []
        check_keys(person)
        check_key_line(person)
        await check_help(person)


async def test_the_blank_key_also_brings_the_screen_back(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "dialog")
        before = person.text
        for key in ("f4", "ctrl+l"):
            await person.press(key)
            assert not person.text.strip()
            await person.press(key)
            assert person.text == before
