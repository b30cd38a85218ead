"""Texts of every screen and dialog, and drawings of the large ones.

After a wanted change: look at them, then `pytest --snapshot-update`.

What there is to look at stands in `tests/ui/looks.py`; states that need a full disk, another window, a later
day or a damaged file are made here.
"""

from __future__ import annotations

import ast
import asyncio
import errno
import html
import importlib
import os
import pkgutil
import shutil
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from textual.screen import Screen

import facilitator.ui
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.action import ActionStatus
from facilitator.model.audience import Visibility
from facilitator.model.observation import Observation
from facilitator.ui import save_watcher as disk_of_screens
from facilitator.ui.dialogs.progress import Working
from facilitator.ui.review.review import Review
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.follow_up import settle_action
from facilitator.workspace.planning import planned_session
from tests.making import SCRIPT
from tests.ui.form_parts import faults_of_form
from tests.ui.going import go
from tests.ui.looks import FIRST, TOURS, command, do
from tests.ui.pens import with_pens
from tests.ui.person import NARROW, WIDE
from tests.ui.test_session_changes import hear_again
from tests.ui.test_sessions_list import two_teams_met
from tests.ui.test_undo_where_it_shows import open_action

OLD_WAVE = Path(__file__).parents[1] / "data" / "old" / "2" / "with-pulse" / "programme.json"

LARGE = {
    "stakeholder-grid": ("stakeholder-grid",),
    "home": ("home",),
    "notes": ("notes",),
    "touch_map": ("touch_map",),
    "vote": ("vote-covered", "vote-revealed"),
    "impact": ("impact",),
    "roles": ("roles", "matrix"),
    "learning": ("learning",),
    "skills": ("area-by-area",),
    "skill_sheet": ("skill-sheet", "skill-sheet-named"),
    "projects": ("table",),
    "stories": ("chains",),
    "messages": ("message",),
    "stages": ("stages",),
}
"""Stops with pictures in a large window in the dark, in the light and without colours, by tour."""

LARGE_IN_THE_DARK = {
    "answer_idea": ("answer-parked",),
    "planning": ("just-begun",),
    "runner": ("resumed", "help"),
    "ideas": ("ideas",),
    "actions": ("actions",),
    "review": ("review",),
    "papers": ("papers",),
    "teams": ("team",),
    "people": ("person", "service"),
    "settings": ("settings-page", "setting-refused"),
    "practices": ("practice-named", "own-practice"),
    "quick_entry": ("typed-in",),
    "pulse": ("pulse", "pulse-team"),
    "room": ("room",),
}
"""More stops with a picture in a large window."""

LARGER = "-in-120-by-40"
"""The end of the name of a picture for which the window grew."""

REDRAWN = ("home", "runner", "papers", "quick_entry")
"""Tours whose large pictures are taken in a window that was large from the beginning.

What they show was drawn for the width at which it came; it is drawn again when it comes the next time.
"""

SHOWN = {stop.screen for tour in (*TOURS.values(), FIRST) for stop in tour.stops}
"""The screens of which there are pictures, by their classes."""


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    """Let no path of this computer get into a picture."""
    monkeypatch.setenv("HOME", "/home/you")
    monkeypatch.setenv("USERPROFILE", "/home/you")


async def come_to_rest(person):
    """Draw until nothing moves, and return that: drawing may have scrolled, and moved the bar with it."""
    shown = None
    for _ in range(5):
        await person.draw()
        before, shown = shown, person.strips
        if shown == before:
            break
    return shown


@pytest.fixture
def look(text_picture):
    """Compare what a person sees, letters and pens, with that text; read the form, if it is one."""

    async def look(person, name):
        if with_pens(await come_to_rest(person)) != text_picture(name=name):
            look.differing.append(name)
        look.differing += [f"{name}: {fault}" for fault in faults_of_form(person)]

    look.differing = []
    return look


@pytest.fixture
def look_closely(picture):
    """Compare what a person sees with the drawing of that name, which one can look at."""

    async def look(person, name):
        await come_to_rest(person)
        if person.app.export_screenshot() != picture(name=name):
            look.differing.append(name)

    look.differing = []
    return look


async def walk(person, look, tour, names=None):
    """Look at every stop of a tour, or go only as far as *names* and look at those."""
    last = max((i for i, stop in enumerate(tour.stops) if names and stop.name in names), default=None)
    stops = tour.stops if last is None else tour.stops[: last + 1]
    async for stop in tour._replace(stops=stops).walk(person):
        if names is None or stop.name in names:
            await look(person, stop.name)


@pytest.mark.parametrize("name", TOURS)
async def test_in_80_by_24(name, demo, sit_down, look, look_closely):
    """Every stop; at some the window grows, becomes light there, and shrinks again."""
    large = () if name in REDRAWN else large_stops(name)
    async with sit_down(*demo, size=NARROW) as person:
        async for stop in TOURS[name].walk(person):
            await look(person, stop.name)
            if stop.name in large:
                await resize(person, WIDE)
                await look_at_large(person, stop.name, look=look, closely=look_closely, tour=name, end=LARGER)
                await resize(person, NARROW)
    assert not look.differing + look_closely.differing


@pytest.mark.parametrize("name", REDRAWN)
async def test_in_120_by_40(name, demo, sit_down, look, look_closely):
    async with sit_down(*demo, size=WIDE) as person:
        look_at = partial(look_at_large, look=look, closely=look_closely, tour=name)
        look_at.differing = look.differing  # `walk` notes there what the form of a stop breaks
        await walk(person, look_at, TOURS[name], large_stops(name))
    assert not look.differing + look_closely.differing


def large_stops(tour):
    return LARGE.get(tour) or LARGE_IN_THE_DARK.get(tour, ())


async def look_at_large(person, stop, *, look, closely, tour, end=""):
    """Take the pictures of a stop in a large window: in the dark, and in the light where there is one."""
    await closely(person, stop + end)
    if tour in LARGE:
        await change_theme(person)
        await look(person, f"{stop}-in-the-light")
        await change_theme(person)


async def resize(person, size):
    await person.pilot.resize_terminal(*size)
    await person.settle()


async def change_theme(person):
    person.app._action_theme()
    await person.settle()


@pytest.mark.parametrize("name", LARGE)
async def test_without_colour(name, demo, sit_down, look, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit_down(*demo, size=WIDE) as person:
        await walk(person, look, TOURS[name], LARGE[name])
    assert not look.differing


async def test_from_the_first_start(empty, sit_down, look):
    async with sit_down(empty, size=NARROW) as person:
        await walk(person, look, FIRST)
    assert not look.differing


# States that need more than keys --------------------------------------------------------------------


async def test_while_the_disk_is_full(demo, sit_down, look, monkeypatch):
    """The banner stays on every screen; leaving asks."""

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk_of_screens, "PATIENCE", 0.0)
    with monkeypatch.context() as disk:
        async with sit_down(*demo, size=NARROW) as person:
            await go(person, "notes")
            await person.press("f5", "tab")
            disk.setattr(os, "fsync", full)
            await person.enter("- Label every cable at both ends")
            await look(person, "disk-full")
            await person.press("f9")
            await look(person, "disk-full-copy")
            await do(person, "escape", *command("pause and go home"), "down", "enter")
            await look(person, "disk-full-home")
            await person.press("ctrl+q")
            await look(person, "disk-full-leaving")
            disk.undo()
    assert not look.differing


async def test_while_another_window_leads(demo, sit_down, look):
    path = next(each.path for each in demo[1].sessions if each.session.short_id == "L-04")
    with FileLock(f"{path}.lock"):
        async with sit_down(*demo, size=NARROW) as person:
            await go(person, "notes")
            await look(person, "looking-on")
            await person.press("tab")
            await person.enter("- This one waits")
            await look(person, "looking-on-typing")
    assert not look.differing


async def test_while_another_session_runs(demo, sit_down, look, clock):
    _, folder = demo
    other = folder.add_session(
        planned_session(folder, [folder.teams[next(iter(folder.teams))]], SCRIPT, folder.now())
    )
    LiveSession(SessionDesk(other, clock=clock, today=folder.today)).course.start()
    async with sit_down(*demo, size=NARROW) as person:
        person.app.navigation.open_session(
            next(each for each in folder.sessions if each.session.short_id == "L-04")
        )
        await person.settle()
        await person.press("f5")
        await look(person, "another-runs")
    assert not look.differing


async def test_what_waits_for_a_decision(demo, sit_down, look):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        live, file = person.live, person.screen.file
        for record in (*live.notes.all, *live.ideas.all):
            live.editing.remove(record)
        note = live.notes.add("The pager rings at night", "hurts")
        live.ideas.add("A rota that everybody can read", from_notes=[note])
        live.notes.add("Dev keeps the list to himself", "hurts")
        live.editing.remove(note)
        live.course.finish()
        person.app.switch_screen(Review(file))
        await person.settle()
        await look(person, "decide-first")
    assert not look.differing


async def test_with_a_damaged_file(demo, sit_down, look, clock):
    workspace, folder = demo
    path = next(path for path in folder.path.glob("*.json") if "service-desk" in path.name)
    folder.close()
    path.write_bytes(path.read_bytes()[:900])
    again = Workspace(workspace.root, clock=clock.now)
    with closing(again.open(folder.path)) as opened:
        async with sit_down(again, opened, size=NARROW) as person:
            await go(person, "sessions")
            await look(person, "damaged")
            await person.choose("breaks off")
            await look(person, "damaged-told")
    assert not look.differing


async def test_with_records_kept_long_enough(demo, sit_down, look):
    workspace, folder = demo
    file = next(each for each in folder.sessions if each.session.short_id == "L-03")
    file.put(Observation(text="A private mood", kind="private", visibility=Visibility.FACILITATOR, number=91))
    folder.close()
    later = Workspace(workspace.root, as_of=date(2026, 12, 1))
    with closing(later.open(folder.path)) as opened:
        async with sit_down(later, opened, size=NARROW) as person:
            await look(person, "kept-long-enough")
            await do(person, *command("purge"))
            await look(person, "purge")
    assert not look.differing


async def test_with_a_wave_of_an_older_version(empty, sit_down, look):
    path = empty.sessions_dir / "better-together"
    path.mkdir(parents=True)
    shutil.copy(OLD_WAVE, path)
    async with sit_down(empty, empty.open(path), size=NARROW) as person:
        await look(person, "older-wave")
    assert not look.differing


async def test_before_what_was_done_long_ago_is_taken_back(demo, sit_down, look):
    workspace, folder = demo
    settle_action(*open_action(folder), ActionStatus.DONE, "it runs", folder.today())
    later = Workspace(workspace.root, as_of=date(2026, 12, 1))
    with closing(later.open(folder.path)) as opened:
        async with sit_down(later, opened, size=NARROW) as person:
            await person.press("3", "ctrl+z")
            await look(person, "long-ago")
    assert not look.differing


async def test_while_something_takes_long(demo, sit_down, look):
    goes_on = asyncio.Event()

    async def work(progress):
        progress.step("Looking through the files", 11, 240)
        await goes_on.wait()

    async with sit_down(*demo, size=NARROW) as person:
        await person.app.push_screen(Working("Looking through the workspace", work))
        while "12 of 240" not in person.text:
            await person.pilot.pause()
            person.screen.show_step()
        await look(person, "working")
        goes_on.set()
    assert not look.differing


async def test_after_two_teams_met(demo, sit_down, look):
    async with sit_down(*demo, size=NARROW) as person:
        await two_teams_met(person)
        await go(person, "preview")
        await look(person, "whose-paper")
    assert not look.differing


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=("80", "120"))
async def test_in_a_loop(size, demo, sit_down, look):
    async with sit_down(*demo, size=size) as person:
        team = next(iter(person.folder.teams.values()))
        script = person.folder.catalogue.script("lean-coffee")
        file = person.folder.add_session(planned_session(person.folder, [team], script, person.folder.now()))
        person.app.navigation.open_session(file, start=True)
        await person.settle()
        person.live.frame.set_attendance(6)
        await go_to(person, "topics")
        await person.enter("Who answers the pager", "Fewer meetings", "The new form asks twice")
        await go_to(person, "choose", "tab", "2", "down", "5")
        await look(person, "list-vote")
        await go_to(person, "talk")
        await person.enter("- Tuesday is lost +3", "= Read the notes instead")
        await look(person, "loop")
        await person.press("f8")
        await look(person, "thumbs")
        await person.press("escape", "f3")
        await look(person, "loop-in-the-room")
    assert not look.differing


async def test_in_40_by_10(demo, sit_down, look):
    async with sit_down(*demo, size=(40, 10)) as person:
        await go(person, "home")
        await look(person, "small-home")
        await go(person, "notes")
        await person.press("tab")
        await person.type("- The lamp goes out")
        await look(person, "small-notes")
    assert not look.differing


# Nothing forgotten ----------------------------------------------------------------------------------


def modules():
    for found in pkgutil.walk_packages(facilitator.ui.__path__, "facilitator.ui."):
        yield importlib.import_module(found.name)


def test_every_screen_has_a_picture():
    ours = {
        thing
        for module in modules()
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Screen) and thing.__module__ == module.__name__
    }
    last = {each.__name__ for each in ours if not any(each in other.__bases__ for other in ours)}
    assert last - SHOWN - {"Working"} == {
        "Projector"
    }  # draws what RoomView draws; tests/ui/test_room_following.py


def test_every_dialog_has_a_picture():
    """The title of each question, list, line and form stands in some picture."""
    folder = Path(__file__).parent / "__snapshots__" / "test_snapshots"
    seen = " ".join(html.unescape(path.read_text(encoding="utf-8")) for path in folder.iterdir())
    seen = seen.replace("\xa0", " ")
    assert [title for title in sorted(titles()) if title not in seen] == []


DIALOGS = {"Ask", "AskLine", "Choose", "CountHands", "FormDialog", "Notice"}


def titles():
    """Yield what is fixed of the title of each dialog the program opens."""
    for module in modules():
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in DIALOGS:
                title = node.args[0]
                parts = title.values if isinstance(title, ast.JoinedStr) else [title]
                fixed = [part.value for part in parts if isinstance(part, ast.Constant)]
                yield max(fixed, key=len, default="")


def heard_again(folder):
    """Plan a second session with Infrastructure and Cloud, to begin now, and return its file."""
    team = next(each for each in folder.teams.values() if each.name == "Infrastructure and Cloud")
    script = folder.catalogue.script("listening-60")
    return folder.add_session(planned_session(folder, [team], script, folder.now()))


async def walk_last_time(person, look, file):
    """Begin, and look at last time with a verdict, at the touch map and at a deep dive."""
    person.app.navigation.open_session(file, start=True)
    await person.settle()
    await person.press("ctrl+n", "tab", "plus")
    await person.enter("tickets come with what we need")
    await person.tick()
    await look(person, "last-time")
    await go_to(person, "touch_map", "tab", *"=533", "enter", "down", *"=421")
    await person.tick()
    await look(person, "touch-map-again")


async def go_to(person, segment, *keys):
    person.live.course.go_to(segment)
    await person.settle()
    await person.press(*({"=": "equals_sign"}.get(key, key) for key in keys))


async def test_change_over_sessions_in_80_by_24(demo, sit_down, look):
    hear_again(demo[1])
    async with sit_down(*demo, size=NARROW) as person:
        await person.command("over sessions")
        await look(person, "session-changes")
    assert not look.differing


async def test_change_over_sessions_in_120_by_40(demo, sit_down, look_closely):
    hear_again(demo[1])
    async with sit_down(*demo, size=WIDE) as person:
        await person.command("over sessions")
        await look_closely(person, "session-changes")
    assert not look_closely.differing


async def test_the_second_session_in_80_by_24(demo, sit_down, look):
    file = heard_again(demo[1])
    async with sit_down(*demo, size=NARROW) as person:
        await walk_last_time(person, look, file)
    assert not look.differing


async def test_the_second_session_in_120_by_40(demo, sit_down, look_closely):
    file = heard_again(demo[1])
    async with sit_down(*demo, size=WIDE) as person:
        await walk_last_time(person, look_closely, file)
        await go_to(person, "last_time", "f3")
        await look_closely(person, "last-time-in-the-room")
    assert not look_closely.differing
