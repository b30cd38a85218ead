"""The list of rows: a screenful shows what the one before did not, and all of it, whatever rows are high."""

from __future__ import annotations

import pytest
from textual.app import App

from facilitator.ui import safe, theme
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading, line_row

HEIGHT = 8


class Lists(App[None]):
    """One list over the whole screen."""

    def __init__(self, rows, **options):
        super().__init__()
        self._rows = rows
        self._options = options

    def get_theme_variable_defaults(self):
        return dict(theme.MONO_VARIABLES)

    def compose(self):
        yield RowList(**self._options)

    def on_mount(self):
        self.query_one(RowList).show(self._rows)
        self.query_one(RowList).focus()


def numbered(count, lines):
    def row(number):
        words = [safe.text(f"row {number}."), *[safe.text("more")] * (lines - 1)]
        return Row(str(number), lambda _: words)

    return [row(number) for number in range(count)]


def shown(app):
    strips = app.screen._compositor.render_strips(app.size)
    words = " ".join(strip.text for strip in strips).split()
    return {int(word.removesuffix(".")) for word in words if word.endswith(".")}


@pytest.mark.parametrize("lines", [1, 2, 3])
@pytest.mark.parametrize("plain", [False, True])
async def test_every_row_is_seen_on_the_way(lines, plain):
    app = Lists(numbered(20, lines), plain=plain)
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        await pilot.pause()
        for way, end in (("pagedown", 19), ("pageup", 0)):
            seen = shown(app)
            while end not in shown(app):
                await pilot.press(way)
                seen |= shown(app)
            assert seen == set(range(20))


async def test_where_no_cursor_is_seen_each_key_shows_something_new():
    app = Lists(numbered(20, 1), plain=True)
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        await pilot.pause()
        for key, first in (("down", 1), ("pagedown", HEIGHT), ("up", HEIGHT - 1)):
            await pilot.press(key)
            await pilot.pause()
            assert min(shown(app)) == first


async def test_a_row_that_is_too_long_says_so():
    app = Lists([heading(safe.text("Heading")), line_row("a", safe.text("word " * 20))])
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        await pilot.pause()
        assert "…" in "".join(s.text for s in app.screen._compositor.render_strips(app.size))


async def test_head_and_foot_stay_while_every_row_between_them_comes_by():
    app = Lists(numbered(20, 1))
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        rows = app.query_one(RowList)
        rows.show(numbered(20, 1), head=(safe.text("the head"), safe.NOTHING), foot=(safe.text("the foot"),))
        await pilot.pause()
        seen = set()
        for _ in range(20):
            strips = app.screen._compositor.render_strips(app.size)
            lines = [strip.text[:-1].strip() for strip in strips]  # but for the scroll bar
            assert (lines[0], lines[1], lines[-1]) == ("the head", "", "the foot")
            assert rows.cursor in shown(app), "the row in hand is under the head or the foot"
            seen |= shown(app)
            await pilot.press("down")
        assert seen == set(range(20))
        await pilot.press("home")
        await pilot.click(RowList, offset=(4, 2 + 3))
        assert rows.cursor == 3


async def test_an_empty_list_says_so_between_head_and_foot():
    app = Lists([], empty=safe.text("Nobody."))
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        rows = app.query_one(RowList)
        rows.show([], head=(safe.text("the head"),))
        await pilot.pause()
        lines = [strip.text.strip() for strip in app.screen._compositor.render_strips(app.size)]
        assert lines[:3] == ["the head", "Nobody.", ""]
