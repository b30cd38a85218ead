"""Somebody at the keyboard: what the tests of the interface press, type, paste and read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual._context import visible_screen_stack
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

from facilitator.ui.app import FacilitatorApp
from facilitator.ui.widgets.capture_line import CaptureLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import GUTTER, Row
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace
from tests.clock import FakeClock

WIDE = (120, 40)
NARROW = (80, 24)
USUAL = (104, 30)
"""Just wide and high enough for everything to be shown; drawing it costs less than WIDE."""


class Person:
    """Drives one open program. Every verb comes back when the program has done all it had to do."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[None], clock: FakeClock) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock

    # Doing

    async def settle(self) -> None:
        """Wait until every key is handled, every worker is done and the screen is drawn."""
        await self.rest()
        if not self.app.is_leaving:
            await self.draw()
        while self.app.is_leaving and self.app.is_running:
            await asyncio.sleep(0.001)

    async def draw(self) -> None:
        """Wait until the screen is laid out and drawn, and what followed from that is done."""
        self.screen._on_timer_update()
        await self.app.input.handled()

    async def rest(self) -> None:
        """Wait until every key is handled and every worker is done."""
        await self.app.input.handled()
        while self._is_busy:
            await self.app.workers.wait_for_complete()
            await asyncio.sleep(0.001)
            await self.app.input.handled()

    @property
    def _is_busy(self) -> bool:
        folder = self.app.folder if getattr(self.app, "has_programme", False) else None
        saving = folder is not None and any(file.is_saving for file in folder.files)
        return bool(len(self.app.workers)) or saving

    async def press(self, *keys: str) -> None:
        """Press keys by their names, such as "ctrl+n" or "y"; the program rests after each."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type so fast that the program sees all of it before it rests."""
        for character in text:
            key = character if character.isalnum() else _character_to_key(character)
            self.app.post_message(events.Key(key, character))
        await self.settle()

    async def enter(self, *lines: str) -> None:
        for line in lines:
            await self.type(line)
            await self.press("enter")

    async def write_over(self, text: str) -> None:
        """Replace what stands in the field."""
        await self.press("end", "ctrl+u")
        await self.type(text)

    async def paste(self, text: str) -> None:
        assert self.screen.focused is not None
        self.screen.focused.post_message(events.Paste(text))
        await self.settle()

    async def choose(self, words: str) -> None:
        """Walk down the list in front to the row with these words, and press Enter."""
        await self.walk_to(words)
        await self.press("enter")

    async def walk_to(self, words: str) -> None:
        """Walk down the list in focus, without looking left or right, to the row with these words."""
        width = self.rows.size.width
        choices = [row for row in self.rows.rows if not row.heading]
        steps = next((at for at, row in enumerate(choices) if words in drawn(row, width)), None)
        assert steps is not None, f"no row with {words!r} in\n{self.text}"
        for key in ("home", *["down"] * steps):
            self.app.post_message(events.Key(key, None))
        await self.settle()
        assert words in self.row_text()

    async def command(self, words: str) -> None:
        """Take a command by its words, from the list of all commands."""
        await self.press("ctrl+p")
        await self.type(words)
        await self.press("enter")

    async def leave_all(self) -> None:
        """Press Escape until nothing stands over the place; each closes something."""
        while len(self.app.screen_stack) > 1:
            before = len(self.app.screen_stack)
            await self.press("escape")
            assert len(self.app.screen_stack) < before, f"Escape closes nothing in\n{self.text}"

    async def tick(self, seconds: float = 1.0) -> None:
        """Let time pass, and let the session look at the clock as it does once a second."""
        self.clock.pass_time(seconds)
        self.screen._clock.tick()  # type: ignore[attr-defined]
        await self.settle()

    # Reading

    @property
    def screen(self):
        return self.app.screen

    @property
    def rows(self) -> RowList:
        """The list in focus, else the first of the screen."""
        focused = self.screen.focused
        return focused if isinstance(focused, RowList) else self.screen.query(RowList).first()

    def row_text(self) -> str:
        """The row under the cursor, in one line."""
        rows = self.rows
        return drawn(rows.rows[rows.cursor], rows.size.width) if rows.cursor >= 0 else ""

    @property
    def text(self) -> str:
        """The screen as text, one line a row, as a terminal shows it."""
        return "\n".join(strip.text.rstrip() for strip in self.strips)

    @property
    def strips(self) -> list[Strip]:
        """The rows of the screen as they are drawn, over the screens that show through."""
        visible_screen_stack.set(self.app._background_screens)
        return self.screen._compositor.render_strips(self.app.size)

    def words_of(self, selector: str) -> str:
        """The words in a part of the screen, as they can be read there."""
        region = self.screen.query_one(selector).content_region
        lines = self.text.splitlines()[region.y : region.bottom]
        return " ".join(" ".join(line[region.x : region.right] for line in lines).split())

    @property
    def flow(self) -> str:
        """The screen's words with single blanks between them, for sentences that are wrapped."""
        return " ".join(self.text.split())

    @property
    def last_line(self) -> str:
        return self.text.splitlines()[-1].strip()

    @property
    def line(self) -> str:
        """What stands in the field in focus, or in the capture line."""
        focused = self.screen.focused
        return focused.value if isinstance(focused, Input) else self.screen.query_one(CaptureLine).value

    @property
    def live(self):
        return self.screen.live

    @property
    def folder(self) -> ProgrammeFolder:
        return self.app.folder

    def session(self, short_id: str):
        """The file of a session by its short id."""
        return next(file for file in self.folder.sessions if file.session.short_id == short_id)


def drawn(row: Row, width: int) -> str:
    """The words of a row in one line."""
    return " ".join(line.plain.strip() for line in row.draw(width - GUTTER))


@asynccontextmanager
async def sitting_at(
    workspace: Workspace, folder: ProgrammeFolder | None, clock: FakeClock, size: tuple[int, int] = USUAL
) -> AsyncIterator[Person]:
    """Open the program over a workspace in a terminal of that size."""
    app = FacilitatorApp(workspace, folder, clock=clock)
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot, clock)
        await person.settle()
        yield person
