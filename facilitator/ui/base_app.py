"""What every program of ours on a terminal has in common: its looks, and an end without anybody's words."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter

from facilitator.ui import ending, theme
from facilitator.ui.input_queue import InputQueue
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.terminal_cursor import TerminalCursor

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen


_STYLES = Path(__file__).parent / "styles"


class QuietApp(App[None]):
    """A program in the colours of *look*, or without colours where the person wants none."""

    TITLE = "Facilitator"
    CSS_PATH = _STYLES / "app.tcss"  # a relative one would be beside each subclass
    AUTO_FOCUS = ""
    _has_look = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]

    def __init__(self, look: str = theme.DARK) -> None:
        self.mono = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if self.mono else None)
        # Nothing of ours shows either; each screen would mount, style and lay out both.
        self._disable_tooltips = self._disable_notifications = True
        self.input = InputQueue(self, super().on_event)
        self._cursor = TerminalCursor()
        for each in theme.THEMES:
            self.register_theme(each)
        # Set quietly: nothing is drawn yet that would have to be drawn again in other colours.
        self.set_reactive(QuietApp.theme, theme.MONO if self.mono else look)
        self._has_look = True
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme; none while Textual would find out those of a theme of its own."""
        return super().get_css_variables() if self._has_look else {}

    def get_driver_class(self) -> type[Driver]:
        """Return what reads and draws on this system's terminal."""
        driver = super().get_driver_class()
        if driver.__name__ == "LinuxDriver":
            from facilitator.ui.terminal import Terminal

            return Terminal
        return driver

    def get_screen(self, screen: Any, screen_class: Any = None) -> Any:
        """Return a screen that is about to come; with the first of the later ones their styles are read."""
        later = _STYLES / "later.tcss"
        is_first = isinstance(screen, ProgramScreen) and bool(screen.first_parts)
        if not is_first and not self.stylesheet.has_source(str(later), ""):
            self.stylesheet.read(later)
        found = super().get_screen(screen, screen_class)
        if not found.is_running:
            self._prepare(found)
        return found

    def _prepare(self, screen: Screen[Any]) -> None:
        """Let a screen know its style sheets and the size of the window before its styles are found out.

        Textual tells these when it is there, and finds all styles out once or twice more. What a part
        inherits would be read once more for each part whose kind is further away from it.
        """
        self._load_screen_css(screen)
        for kind in screen.first_parts if isinstance(screen, ProgramScreen) else ():
            for place, text, order, scope in kind.__new__(kind)._get_default_css():  # asks for its kind only
                self.stylesheet.add_source(text, place, is_default_css=True, tie_breaker=order, scope=scope)
        steps = zip(self.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True)
        for size, names in steps:
            screen.add_class(max(each for each in names if each[0] <= size)[1], update=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what changes the colours of each line drawn: not what makes true ones of the terminal's own.

        Our themes have true colours only, and no dim letters; without colours Textual has no such filter.
        """
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    async def on_event(self, event: events.Event) -> None:
        """Take what comes from keyboard and mouse in order; let everything else through at once."""
        if isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded:
            await self.input.take(event)
        else:
            await super().on_event(event)

    def _begin_update(self) -> None:
        """Hide the terminal's cursor before something is drawn."""
        super()._begin_update()
        if self._driver is not None and (hidden := self._cursor.before()):
            self._driver.write(hidden)

    def _end_update(self) -> None:
        """Show the terminal's cursor again where somebody types."""
        if self._driver is not None and self.screen_stack:
            self._driver.write(self._cursor.after(self.screen.focused, self.screen.region))
        super()._end_update()

    def on_mount(self) -> None:
        """End at a signal as at a key. Textual calls this besides a subclass's own `on_mount`."""
        ending.listen(self)

    @property
    def is_leaving(self) -> bool:
        """Whether the program is on its way out, by a key, a signal or a fault, and takes no key any more."""
        return self._exit or self._closing or self._exception is not None

    def keep_all(self) -> None:
        """Keep what is typed and not saved yet; called when a signal or a fault ends the program unasked."""

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the program; keys do nothing any more."""
        ending.ignore_keys(self)
        super().exit(result, return_code, message)

    @property
    def waits_for_disk(self) -> bool:
        """Whether a change is about to become durable, and the screen to show it."""
        return False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme our tokens and pens, so that none lacks one."""
        return dict(theme.MONO_VARIABLES)

    def _fatal_error(self) -> None:
        """Stop after a fault of the program's own, without printing anything people said.

        Textual would print the values of variables, and they hold what was typed in the room.
        """
        import sys
        import traceback

        from rich.text import Text

        ending.ignore_keys(self)
        with contextlib.suppress(Exception):  # what it was is told below; here only what can be kept counts
            self.keep_all()
        kind, _, where = sys.exc_info()
        places = [f"  {each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(where)]
        words = (
            "Facilitator stopped because of a fault of its own. Everything that was saved is safe.",
            "Open it again: it offers to go on where you were.",
            "",
            f"{kind.__name__ if kind else 'Fault'} at",
            *places[-8:],
        )
        self.panic(Text("\n".join(words)))
