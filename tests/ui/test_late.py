"""What comes late finds its screen gone: calls that were put off, messages, and keys that were held down."""

import asyncio
import importlib
import inspect
import pkgutil

import pytest
from textual import events
from textual.app import App
from textual.dom import DOMNode

import facilitator.ui
from facilitator.model.trail import Issued
from tests.ui.going import go, go_back_to, work_with
from tests.ui.person import WIDE

pytestmark = pytest.mark.painted

PACES = (1, 3, 8, 21)


async def hold(person, key, times, pace):
    """Hold a key down: the program gets on by *pace* turns of its loop before the key comes again."""
    for _ in range(times):
        person.app.post_message(events.Key(key, None))
        for _ in range(pace):
            await asyncio.sleep(0)
    await person.settle()


async def test_undo_held_down_runs_back_over_the_touch_map(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "runner")
        await go_back_to(person, "touch_map")
        await person.press("tab", "p", "5", "2", "1", "enter", "c", "4", "3", "2")
        await person.press("ctrl+n", "ctrl+t", "tab")
        for pace in PACES:  # eight changes ago the other segment was left, and the map was there
            await hold(person, "ctrl+z", 8, pace)
            await hold(person, "ctrl+y", 8, pace)
        for _ in range(10):
            await hold(person, "ctrl+z", 10, 3)
            if "Nothing to undo" in person.flow:
                break
        assert "Nothing to undo" in person.flow


async def test_an_instrument_that_leaves_at_once_is_not_drawn_any_more(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "runner")
        for place in ("touch_map", "vote", "impact", "notes"):
            await work_with(person, place)
            pane = person.screen._stage._pane
            pane.show_records()
            pane.call_after_refresh(pane.show_records)
            pane.call_later(pane.show_records)
            pane.set_timer(0.001, pane.show_records)
            pane.remove()
            pane.call_after_refresh(pane.show_records)
            person.screen._stage._pane = None
            await person.settle()
            assert person.app._exception is None


async def test_a_screen_is_left_once(demo, sit_down):
    """The second answer to one question closes nothing behind it, not even for a program that hurries."""
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "runner")
        runner = person.screen
        for keys in (("f4",), ("f1",), ("f3",), ("f7",), ("ctrl+r",), ("ctrl+q",)):
            await person.press(*keys)
            shown = person.screen
            assert shown is not runner, keys
            shown.dismiss(None)
            shown.dismiss(None)
            await person.settle()
            assert person.screen is runner, keys


async def test_an_answer_that_comes_behind_another_screen_waits_for_its_turn(demo, sit_down):
    """Some work ends while the screen is blanked: the blank stays, and the dialog goes once it is seen."""
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "dialog")
        dialog = person.screen
        await person.press("f4")
        dialog.dismiss(None)
        await person.settle()
        assert type(person.screen).__name__ == "Blank"
        await person.press("f4")
        assert type(person.screen).__name__ == "Home"


async def test_papers_go_on_being_written_after_their_screen_was_left(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "papers")
        while "L-03" not in person.rows.key and "action-plan" not in person.rows.key:
            await person.press("down")
        papers = person.screen
        await person.press("e")
        await person.screen.dismiss("yes")
        assert person.screen is papers
        person.app.action_place("home")
        await person.settle()
        assert person.app._exception is None
        assert "Written:" in person.flow


async def test_the_pulse_report_is_remembered_although_its_screen_was_left(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "pulse_figures")
        await person.press("p")
        before = len(person.folder.file.all(Issued))
        screen = person.screen
        screen.action_write()
        screen.dismiss()
        await person.settle()
        assert len(person.folder.file.all(Issued)) == before + 1


def test_every_part_of_the_screen_lets_late_calls_go():
    """Also the parts that are made next year: by their classes."""
    found = []
    for module in pkgutil.walk_packages(facilitator.ui.__path__, "facilitator.ui."):
        for name, each in vars(importlib.import_module(module.name)).items():
            ours = inspect.isclass(each) and each.__module__ == module.name
            if ours and issubclass(each, DOMNode) and not issubclass(each, App):
                late = [base.__name__ for base in each.__mro__].index
                try:
                    first = late("Late") < late("MessagePump")
                except ValueError:
                    first = False
                if not first:
                    found.append(f"{module.name}.{name}")
    assert found == []
