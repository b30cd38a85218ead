"""The colours somebody chose are there the next time; nothing in their file keeps it from starting."""

from __future__ import annotations

import os

import pytest

from facilitator.ui import theme
from facilitator.ui.app import FacilitatorApp
from facilitator.ui.kept_look import KeptLook
from tests.ui.person import Person


@pytest.fixture
def kept(tmp_path):
    return KeptLook(tmp_path / "config")


@pytest.fixture
def look_after_a_change(demo, kept):
    """Open the program with these colours kept, change them by name, and return what is said."""

    async def run():
        app = FacilitatorApp(*demo, kept=kept)
        async with app.run_test(size=(80, 24)) as pilot:
            person = Person(app, pilot, None)
            await person.settle()
            await person.command("change between dark and light")
            return app.theme, person.words_of("KeyLine")

    return run


async def test_the_colours_chosen_are_there_the_next_time(demo, kept, look_after_a_change):
    assert kept.read() == theme.DARK
    chosen, _ = await look_after_a_change()
    assert chosen == theme.LIGHT == kept.read()
    assert FacilitatorApp(*demo, kept=kept).theme == theme.LIGHT


async def test_where_nothing_can_be_kept_they_hold_for_this_time(kept, look_after_a_change):
    kept.path.parent.write_text("a file where the folder would be")
    chosen, said = await look_after_a_change()
    assert chosen == theme.LIGHT
    assert said.startswith("For this time only: ")


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"purple\n", b"light" * 1000, b"dark\x1b[31m"])
def test_whatever_stands_there_it_starts(kept, content):
    kept.path.parent.mkdir()
    kept.path.write_bytes(content)
    assert kept.read() == theme.DARK


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_there_is_not_waited_for(kept):
    kept.path.parent.mkdir()
    os.mkfifo(kept.path)
    assert kept.read() == theme.DARK


def test_it_lies_where_the_system_keeps_what_a_person_chose(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert KeptLook().path.name == "look"
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert KeptLook().path == tmp_path / "facilitator" / "look"
