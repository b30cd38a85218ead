"""The six journeys of ARCHITECTURE.md are taken, and the functions they name are called in that order."""

from __future__ import annotations

import asyncio
import functools
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

import pytest

from facilitator import cli
from facilitator.catalogue import folders
from facilitator.documents.exports.finder import export
from facilitator.documents.render import write
from facilitator.ui.app import FacilitatorApp
from tests.project.test_architecture import TEXT, missing, resolve
from tests.ui.going import go


def code_of(name: str) -> CodeType | None:
    """Return the code a name of the map stands for; None where it stands for no function.

    That it is there at all is asked in `tests/project/test_architecture.py`.
    """
    found = None if missing(name) else resolve(name)
    if isinstance(found, property):
        found = found.fget
    while isinstance(found, functools.partial) or hasattr(found, "__wrapped__"):
        found = found.func if isinstance(found, functools.partial) else found.__wrapped__
    return getattr(found, "__code__", None)


def journeys() -> dict[str, list[str]]:
    """Return by title of each journey the functions it names, in order."""
    (six,) = re.findall(r"^## The six journeys\n(.*?)^## ", TEXT, flags=re.MULTILINE | re.DOTALL)
    found = {}
    for part in re.split(r"^### ", six, flags=re.MULTILINE)[1:]:
        title, _, steps = part.partition("\n")
        names = re.findall(r"`(\w+(?:\.\w+)+)`", steps)
        found[title] = [name for name in names if code_of(name) is not None]
    return found


JOURNEYS = journeys()


class Trace:
    """The code of every call of ours, in every thread that began meanwhile, while somebody travels."""

    def __init__(self) -> None:
        self.calls: list[CodeType] = []
        self.travelling = False

    def __call__(self, frame: Any, event: str, arg: object) -> None:
        if event == "call" and self.travelling and "/facilitator/" in frame.f_code.co_filename:
            self.calls.append(frame.f_code)

    @contextmanager
    def travel(self) -> Iterator[None]:
        before = sys.getprofile()
        sys.setprofile(self)
        self.travelling = True
        yield
        self.travelling = False
        sys.setprofile(before)

    def not_reached(self, journey: str) -> list[str]:
        """Return what the map names in a journey and was not called after what it names before."""
        names = JOURNEYS[journey]
        assert len(names) > 8
        rest, left = self.calls, []
        for name in names:
            at = next((number for number, code in enumerate(rest) if code is code_of(name)), None)
            if at is None:
                left.append(name)
            else:
                rest = rest[at + 1 :]
        return left


@pytest.fixture
def trace():
    traced = Trace()
    threading.setprofile(traced)  # for those that begin before the journey too
    yield traced
    threading.setprofile(None)  # type: ignore[arg-type]


def test_there_are_six():
    assert list(JOURNEYS) == [
        "A line, to disk and room",
        "A vote",
        "An action, to Word and CSV",
        "A pulse answer",
        "A redaction",
        "From start to Home",
    ]


async def test_a_line(demo, sit_down, trace):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        with trace.travel():
            await person.type("- Board meets Tuesdays #change +5")
            await person.press("enter", "f3")
    assert trace.not_reached("A line, to disk and room") == []


async def test_a_vote(demo, sit_down, trace):
    async with sit_down(*demo) as person:
        await go(person, "vote")
        with trace.travel():
            await person.press("1", "f8", "f3")
            write(person.folder, "action-plan", session=person.session("L-03"), into=demo[0].documents_dir)
    assert trace.not_reached("A vote") == []


async def test_an_action(demo, sit_down, trace):
    async with sit_down(*demo) as person:
        await go(person, "actions")
        await person.press("tab")
        with trace.travel():
            await person.enter("List the rooms @Ana due 30 apr")
            reviewed = person.session("L-03")
            write(
                person.folder,
                "action-plan",
                session=reviewed,
                format="docx",
                into=demo[0].documents_dir,
            )
            export(person.folder, "actions", format="csv", session=reviewed)
    assert trace.not_reached("An action, to Word and CSV") == []


async def test_a_pulse_answer(demo, sit_down, trace):
    async with sit_down(*demo) as person:
        await go(person, "pulse_open")
        await person.press("t", "enter")
        with trace.travel():
            for _ in range(6):
                await person.type("4" * 13)
                await person.press("enter")
            await person.press("escape", "c")
            await person.choose("for good")
            await person.press("escape", "p")
    assert trace.not_reached("A pulse answer") == []


async def test_a_redaction(demo, sit_down, trace):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        await person.press("tab")
        await person.enter("- The pager rings at night")
        with trace.travel():
            await person.press("tab", "plus", "delete")
            await person.choose("Redact it for good")
    assert trace.not_reached("A redaction") == []


def test_from_start_to_home(tmp_path, monkeypatch, trace):
    async def show(app: FacilitatorApp) -> None:
        async with app.run_test() as pilot:
            while not app.screen.query("#coverage"):
                await pilot.pause()

    folders._shipped.cache_clear()  # another test may have read what comes with the program
    monkeypatch.setattr(FacilitatorApp, "run", lambda app: asyncio.run(show(app)))
    monkeypatch.setattr("facilitator.cli.direct.has_terminal", lambda: True)
    monkeypatch.setattr(sys, "argv", ["facilitator", "demo", "--into", str(tmp_path / "demo")])
    with trace.travel(), pytest.raises(SystemExit):
        cli.main()
    assert trace.not_reached("From start to Home") == []


def test_another_order_would_be_noticed():
    traced = Trace()
    for names in JOURNEYS.values():
        traced.calls += map(code_of, names)
    assert [traced.not_reached(title) for title in JOURNEYS] == [[]] * len(JOURNEYS)
    traced.calls.reverse()
    assert all(traced.not_reached(title) for title in JOURNEYS)
