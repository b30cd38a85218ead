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


class HomeMap(msgspec.Struct, frozen=True):
    """A map: its title, the figures beside it (fewer where it is not *wide*), and how it is drawn.

    `figures` takes *wide*. `draw` takes the width in cells and whether there are no colours; it gives lines.
    """

    title: str
    figures: Callable[[Landscape, bool], Sequence[str]]
    draw: Callable[[Landscape, int, bool], list[Content]]
