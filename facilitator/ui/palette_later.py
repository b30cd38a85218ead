"""Textual's command palette, imported when somebody asks for it: a dozen widgets come with it.

Textual imports it at the top of its own modules. `hold_back` puts a stand-in there before they are imported,
and `bring` the palette itself in the place of that: Home comes without it, and ^P finds it.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_PALETTE = "textual.command"
_USERS = ("textual.app", "textual.theme")
_NAMES = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
"""What the two import of it, in the version of Textual that `pyproject.toml` names."""


class _StandIn(ModuleType):
    """Has a class of each name, and none of them is ever used."""

    def __init__(self) -> None:
        super().__init__(_PALETTE)
        vars(self).update((name, type(name, (), {})) for name in _NAMES)


def hold_back() -> None:
    """Let Textual come without its palette, unless it is there already."""
    if _USERS[0] not in sys.modules:
        sys.modules.setdefault(_PALETTE, _StandIn())


def bring() -> None:
    """Import the palette, if it was held back."""
    if not isinstance(sys.modules.get(_PALETTE), _StandIn):
        return
    del sys.modules[_PALETTE]
    import textual.command as palette

    for user in map(sys.modules.__getitem__, _USERS):
        vars(user).update((name, getattr(palette, name)) for name in _NAMES if name in vars(user))


def commands_in_order() -> type[Any]:
    """Return what offers our commands in the palette, which is there by then."""
    from facilitator.ui.palette_order import CommandsInOrder

    return CommandsInOrder
