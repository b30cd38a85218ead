"""Hostile lines typed and pasted in the room, shown, grouped, voted, split and undone on the screen."""

import re

import pytest

from facilitator.text import clean_line
from tests.hostile import NAUGHTY, hostile_lines
from tests.ui.going import go

pytestmark = pytest.mark.painted

TAG = re.compile(r"(?<!\S)[#@]\w")
"""The beginning of a practice or a team, which would be written out in full."""


def said(lines):
    """Words before and after keep a line from being read as a bullet or an annotation."""
    whole = [f"say {' '.join(line.splitlines())} so" for line in lines]
    return [line for line in whole if not TAG.search(clean_line(line))]


async def test_hostile_lines_are_shown_grouped_split_and_undone(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("ctrl+t")
        before = len(person.live.notes.all)
        lines = said(hostile_lines(160, long_ones=3))
        await paste_many(person, lines[:120])
        for line in lines[120:]:
            await person.paste(line)
            await person.press("enter")
        typed = said(line for line in NAUGHTY if all(ord(letter) < 0xD800 for letter in line))
        for line in typed:
            await person.type("".join(letter for letter in line if letter.isprintable()))
            await person.press("enter")
        kept = texts(person)[before:]
        assert kept[: len(lines)] == [clean_line(line) for line in lines]
        assert kept[len(lines) :] == [clean_line("".join(filter(str.isprintable, line))) for line in typed]
        await look_through(person)
        await group_and_split(person)
        await show_to_the_room(person)


async def test_hostile_ideas_are_voted_on_and_placed(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        lines = said((*NAUGHTY, *hostile_lines(60)[len(NAUGHTY) :]))
        before = len(person.live.ideas.all)
        await paste_many(person, lines)
        assert [idea.title for idea in person.live.ideas.all][before:] == [clean_line(line) for line in lines]
        await person.press("f8", "p")
        await person.press("ctrl+n")
        await person.press("2", "down", "1", "down", "plus", "end", "2", "f8")
        await show_to_the_room(person)
        dots = [person.live.votes.dots_of(idea.id) for idea in person.live.ideas.all]
        assert sum(dots) == 6
        await person.press(*["ctrl+z"] * 5, *["ctrl+y"] * 5)
        assert [person.live.votes.dots_of(idea.id) for idea in person.live.ideas.all] == dots
        await person.press("f7")
        await person.choose("impact and effort")
        await person.press("5", "2", "4", "down", "shift+up", "f8")
        await show_to_the_room(person)


async def paste_many(person, lines):
    """Paste into the line, sixty at a time."""
    for start in range(0, len(lines), 60):
        await person.paste("\n".join(lines[start : start + 60]))
    assert person.line == ""


def texts(person):
    return [note.text for note in person.live.notes.all]


async def look_through(person):
    """Draw every note of the session on the screen."""
    await person.press("tab", "home")
    before = ""
    while before != (before := person.text):
        assert "\x1b" not in before
        await person.press("pagedown")
    await person.press("end")


async def group_and_split(person):
    """Merge the last three, take them apart, split one; then all of it backwards and forwards."""
    now = texts(person)
    await person.press("up", "up", "space", "space", "m")
    merged = texts(person)
    assert len(merged) == len(now) - 2
    await person.press("t")
    assert texts(person) == now
    await person.press("t", "end")
    await person.type(" / and more")
    await person.press("enter")
    split = texts(person)
    assert len(split) > len(now)
    await person.press("ctrl+z", "ctrl+z")
    assert texts(person) == merged
    await person.press("ctrl+z")
    assert texts(person) == now
    await person.press("ctrl+y", "ctrl+y", "ctrl+y")
    assert texts(person) == split


async def show_to_the_room(person):
    await person.press("f3", "pagedown", "end")
    assert "\x1b" not in person.text
    await person.press("f3")
