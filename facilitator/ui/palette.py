"""The command palette: every command that works on the screen shown, by its words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from facilitator.ui.keys.command import Context, commands_of
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets import row_list


def contexts_of(screen: Screen[Any]) -> tuple[Context, ...]:
    """Return where the keys that work on a screen are declared, the last one for those of every screen."""
    # On a screen of Textual's own, such as the palette itself, none of ours does.
    contexts = screen.active_contexts() if isinstance(screen, ProgramScreen) else ()
    own = [each for each in contexts if each is not EVERYWHERE]
    listed = [row_list.KEYS] if isinstance(screen.focused, row_list.RowList) else []
    return (*own, *listed, EVERYWHERE)


def palette_commands(app: App[None], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Offer every command that works on this screen, each once."""
    seen: set[str] = set()
    for each in commands_of(contexts_of(screen)):
        if each.palette and each.help not in seen:
            seen.add(each.help)
            title = each.help[0].upper() + each.help[1:]
            yield SystemCommand(title, each.label, _runner_of(app, screen, each.name))


def _runner_of(app: App[None], screen: Screen[Any], name: str) -> Callable[[], Awaitable[None]]:
    """Return what runs a command where its key would: in the part in focus, the screen, or the program."""
    focused = screen.focused

    async def run() -> None:
        if name.startswith("app."):
            await app.run_action(name)
            return
        bare = name.split("(")[0]
        for target in (*(focused.ancestors_with_self if focused else ()), screen, app):
            if hasattr(target, f"action_{bare}") or hasattr(target, f"_action_{bare}"):
                await app.run_action(name, default_namespace=target)
                return

    return run
