"""What the way to the first paint of Home waits for: nothing that only a later step needs."""

import os
import subprocess
import sys

import pytest

from facilitator.cli.direct import direct_way, open_directly
from facilitator.cli.root import cli

LATER = (
    "facilitator.documents",
    "facilitator.files.toml",
    "facilitator.files.writing",
    "facilitator.live.capture",
    "facilitator.live.session",
    "facilitator.model.changes",
    "facilitator.model.rules",
    *(f"facilitator.model.{kind}" for kind in ("curiosity", "debrief", "leader", "skills", "smo", "story")),
    *(f"facilitator.model.{kind}" for kind in ("stakeholder", "value")),
    "facilitator.store.records.scrubbing",
    "facilitator.ui.dialogs",
    "facilitator.ui.pulse",
    "facilitator.insight.smo",
    "facilitator.insight.messages",
    "facilitator.insight.plain_speech",
    "facilitator.ui.review",
    "facilitator.ui.roles",
    "facilitator.ui.room",
    "facilitator.ui.runner",
    "facilitator.ui.widgets.fields",
    "facilitator.wording.roles",
    "facilitator.workspace.record_deletion",
    "facilitator.workspace.deletion",
    "facilitator.workspace.erasure.engine",
    "facilitator.workspace.erasure.take_out",
    "facilitator.workspace.integrity",
    "facilitator.workspace.release",
    *("click", "filelock", "hmac", "jinja2", "pkgutil", "secrets", "textual.widgets._text_area", "tomllib"),
    *("textual.widgets._input", "textual.widgets._option_list", "uuid6"),
)
"""What a later step imports when it comes, with all that is in it."""

BEGIN = """
import asyncio, sys
from pathlib import Path

from facilitator.cli import direct
from facilitator.ui.palette_later import hold_back

hold_back()
from facilitator.ui.app import FacilitatorApp
from facilitator.workspace.folder.demo import open_demo
"""

SHOW_HOME = """
async def show(app):
    from facilitator.ui.places.home import Home

    times, fill = [], Home.show_records
    Home.show_records = lambda home: (times.append(1), fill(home))
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.screen.query("#coverage"):
            await pilot.pause()
        await pilot.pause()
        parts = {type(each) for each in app.screen.walk_children()}
        late = [each for each in parts - {*Home.first_parts} if each.__module__.startswith("facilitator.")]
        print(len(times), len(late), len(app.screen_stack), *sys.modules, file=sys.stderr)


asyncio.run(show(FacilitatorApp(*open_demo(Path(sys.argv[1])))))
"""

GO_BY_PALETTE = """
async def show(app):
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.screen.query("#coverage"):
            await pilot.pause()
        for _ in range(2):
            await pilot.press("ctrl+p")
            print(type(app.screen).__module__, file=sys.stderr)
            await pilot.press(*"go to promises", "enter")
            await pilot.press("tab")
            print(app.screen.place, file=sys.stderr)
            await pilot.press("1")


asyncio.run(show(FacilitatorApp(*open_demo(Path(sys.argv[1])))))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Where compiled modules and shipped TOML are kept, as for an installed program; and the example."""
    folder = tmp_path_factory.mktemp("installed")
    told(SHOW_HOME, folder)  # copies the example, and keeps what is kept
    return folder


def told(script, folder):
    """Start the program as an installed one starts, modules and shipped TOML kept; return what it told."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + script, str(folder / "demo")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=surroundings | {"PYTHONPYCACHEPREFIX": str(folder / "kept")},
    )
    return done.stderr.split()


def test_home_is_filled_once_and_without_what_later_steps_need(installed):
    """And its parts' styles are read with its own; no screen is made before it."""
    loaded = told(SHOW_HOME, installed)
    assert loaded[:3] == ["1", "0", "1"]
    assert "facilitator.ui.places.home" in loaded
    assert [
        each for each in loaded if each.startswith(tuple(f"{late}." for late in LATER)) or each in LATER
    ] == []


def test_the_palette_comes_when_it_is_asked_for(installed):
    assert told(GO_BY_PALETTE, installed) == ["textual.command", "promises"] * 2


@pytest.fixture
def at_a_terminal(screens, monkeypatch):
    """What would be opened on the screen, whichever way it is asked for."""
    monkeypatch.setattr("facilitator.cli.direct.has_terminal", lambda: True)
    return screens


def ways_in(words):
    """How it ends to be opened directly, and by the command line."""
    for way in (open_directly, cli):
        with pytest.raises(SystemExit) as ending:
            way(words)
        yield ending.value.code


def test_the_direct_way_opens_what_the_command_line_opens(at_a_terminal, programme, tmp_path, capsys):
    kept, file = str(tmp_path / "kept"), tmp_path / "file"
    file.touch()
    for words, code in (
        ([], 0),
        (["demo"], 0),
        (["demo", "--into", kept], 0),
        (["demo", "--into", str(file)], 2),
        (["demo", "--into", " "], 2),
    ):
        at_a_terminal.clear()
        assert list(ways_in(words)) == [code, code], words
        opened = [
            (
                folder.programme.name,
                workspace.root if words != ["demo"] else not workspace.root.exists(),
                there,
            )
            for workspace, folder, there in at_a_terminal
        ]
        assert len(opened) == (0 if code else 2)
        assert len(set(opened)) <= 1, words
        told = capsys.readouterr()
        assert told.out == ""
        half = len(told.err) // 2
        assert told.err[:half] == told.err[half:]
        assert bool(told.err) == bool(code)


def test_only_the_plainest_words_go_the_direct_way(at_a_terminal, monkeypatch):
    for words in (
        ["--help"],
        ["demo", "--help"],
        ["demo", "--into"],
        ["demo", "--into", "--json"],
        ["demo", "--into=here"],
        ["demo", "--into", "lone \udc80 surrogate"],
        ["demo", "--into", "here", "--json"],
        ["--workspace", "here"],
        ["team", "list"],
        ["nonsense"],
        [""],
    ):
        assert direct_way(words) is None, words
    monkeypatch.setenv("_FACILITATOR_COMPLETE", "bash_complete")
    assert direct_way([]) is None


def test_without_a_terminal_nothing_goes_the_direct_way():
    assert not open_directly([])
    assert not open_directly(["demo"])


def test_the_screens_come_without_what_connects_and_it_is_there_for_whoever_asks():
    code = """
import sys, types
from facilitator.cli.home import open_screens
sys.modules["facilitator.ui.app"] = types.SimpleNamespace(run=lambda *args: 0)
open_screens(None, None)
assert "asyncio" in sys.modules and "ssl" not in sys.modules
import ssl
assert ssl.SSLContext
open_screens(None, None)
assert sys.modules["ssl"] is ssl
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
