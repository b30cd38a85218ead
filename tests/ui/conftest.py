"""The program over a copy of the worked example, or over an empty workspace, at a time that stands still."""

from __future__ import annotations

import gc
import inspect
import re
from datetime import UTC, datetime

import pytest
import textual.screen
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual import Logger, _callback
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.css.stylesheet import Stylesheet

from facilitator.ui import input_queue
from facilitator.ui.widgets.lines import KeyLine
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.workspace import Workspace
from tests.clock import FakeClock
from tests.ui.known_styles import styles_found_once  # noqa: F401
from tests.ui.person import sitting_at

IN_BRITAIN = datetime(2026, 4, 9, 9, 41, tzinfo=UTC)
"""10:41 on the day the worked example is seen from, with summer time."""


@pytest.fixture(autouse=True, scope="session")
def seldom_collected():
    """Collect garbage seldom: each test leaves a whole program behind."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    yield
    gc.set_threshold(*before)


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch):
    """A terminal with colours; and the memory of one program after the other is left alone."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name in ("collect", "freeze", "unfreeze", "set_threshold"):
        monkeypatch.setattr(gc, name, lambda *_: None)


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """However slow the machine: a key waits for what came before, and what was said stays to be read."""
    monkeypatch.setattr(input_queue, "LONGEST", 20.0)
    monkeypatch.setattr(KeyLine.say, "__defaults__", (600.0,))


@pytest.fixture(autouse=True)
def laid_out_at_once(request, monkeypatch):
    """Lay a screen out a millisecond after it changed, not at the next of sixty times a second.

    After nearly every key a test waited for that, a third of its time. Where keys come before the screen is
    ready for them (tests marked `paced` or `painted`) it stays as a person has it.
    """
    if not any(map(request.node.get_closest_marker, ("paced", "painted"))):
        monkeypatch.setattr(textual.screen, "UPDATE_PERIOD", 0.001)
        monkeypatch.setattr(input_queue, "_LOOK", 0.001)


@pytest.fixture(autouse=True)
def seldom_painted(request, monkeypatch):
    """Draw a screen when a test reads it, not after each key for nobody: that took a third of the time.

    What is drawn as a whole, for a test or a picture, is drawn as ever. Tests that hunt for faults anywhere
    are marked `painted`: there each change is drawn when it comes.
    """
    if request.node.get_closest_marker("painted"):
        return
    paint = Compositor.render_update

    def render_update(compositor, full=False, **how):
        if full:
            return paint(compositor, full=True, **how)
        visible_screen_stack.set(how.get("screen_stack") or [])
        compositor._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", render_update)


@pytest.fixture(autouse=True, scope="session")
def styles_read_once():
    """Read the same style sheet once for all the programs that are opened, not once for each."""
    known, numbers, read = {}, {}, Stylesheet._parse_rules

    def number_of(sheet):
        """Return a number that stands for the colours a sheet is read with."""
        if getattr(sheet, "_numbered", None) is not sheet._variables:
            sheet._numbered = sheet._variables
            sheet._number = numbers.setdefault(tuple(sorted(sheet._variables.items())), len(numbers))
        return sheet._number

    def parse_rules(sheet, css, *where, **more):
        key = (css, where, *sorted(more.items()), number_of(sheet))
        if key not in known:
            known[key] = read(sheet, css, *where, **more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_rules)
        yield


@pytest.fixture(autouse=True, scope="session")
def parameters_counted_once():
    """Count the parameters of a function once, not for each call of it that is put off."""
    known, count = {}, _callback._count_parameters

    def count_parameters(call):
        inner = getattr(call, "__func__", call)
        if not inspect.isfunction(inner) or inner.__dict__.keys() & {"__wrapped__", "__signature__"}:
            return count(call)  # it may be told elsewhere than in its code what it takes
        key = (inner.__code__, inner is call)
        if key not in known:
            known[key] = count(call)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_callback, "_count_parameters", count_parameters)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_log():
    """Make no words for a log, which nobody reads here: two for every message."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Logger, "event", property(lambda log: log))
        patch.setattr(Logger, "verbosity", lambda log, verbose: log)
        patch.setattr(Logger, "__call__", lambda log, *words, **more: None)
        yield


@pytest.fixture
def clock():
    return FakeClock(IN_BRITAIN)


@pytest.fixture
def demo(tmp_path, clock):
    """The workspace and the folder of a copy of the worked example."""
    workspace, folder = open_demo(tmp_path / "workspace", clock=clock.now)
    yield workspace, folder
    folder.close()


@pytest.fixture
def empty(tmp_path, clock):
    """A workspace in which nothing was started yet."""
    return Workspace(tmp_path / "empty", clock=clock.now)


@pytest.fixture
def sit_down(clock):
    """Open the program: `async with sit_down(*demo) as person`, or `sit_down(workspace)`."""
    return lambda workspace, folder=None, **size: sitting_at(workspace, folder, clock, **size)


class Picture(SingleFileSnapshotExtension):
    """A screen as SVG, without its number, the fonts' addresses and the clipping nobody sees."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT

    def serialize(self, data, **_):
        for noise in (r"@font-face \{.*?\}\s*", r"<clipPath.*?</clipPath>\s*", r' clip-path="[^"]*"'):
            data = re.sub(noise, "", data, flags=re.DOTALL)
        return re.sub(r"terminal-\d+", "terminal", data)


@pytest.fixture
def picture(snapshot):
    return snapshot.use_extension(Picture)


class TextPicture(SingleFileSnapshotExtension):
    """A screen as text: what stands there, below it the pen of each letter, below that what each pen is."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT

    def serialize(self, data, **_):
        return data


@pytest.fixture
def text_picture(snapshot):
    return snapshot.use_extension(TextPicture)
