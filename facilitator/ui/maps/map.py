"""What a map of the programme is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from textual.content import Content

from facilitator.insight.coverage import Coverage
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


class Landscape(msgspec.Struct, frozen=True):
    """What maps are drawn from: the programme, and what was found out once for all of them."""

    folder: ProgrammeFolder
    coverage: Coverage


class Tile(msgspec.Struct, frozen=True):
    """A tile of a map: its line in the map, the cells it takes there, what it stands for, and in words."""

    line: int
    begin: int
    end: int
    team: str
    practice: str
    session: str | None
    words: str


class HomeMap(msgspec.Struct, frozen=True):
    """A map: its title, the figures beside it (fewer where it is not *wide*), and how it is drawn.

    `figures` takes *wide*. `draw` takes the width in cells and whether there are no colours; it gives lines.
    `tiles` takes the width and gives the tiles one can take in hand, a row a team; None for a map without.
    """

    title: str
    figures: Callable[[Landscape, bool], Sequence[str]]
    draw: Callable[[Landscape, int, bool], list[Content]]
    tiles: Callable[[Landscape, int], Sequence[Sequence[Tile]]] | None = None
