"""The maps on Home: a tile in hand, what it stands for, and the way to what was said there."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.late_calls import Late
from facilitator.ui.maps.map import HomeMap, Landscape, Tile
from facilitator.ui.maps.registry import MAPS

KEYS = Context(
    "maps",
    "On the map",
    (
        command("open", "enter", "what was said", "what this team said about this practice", palette=False),
        command("over_time", "o", "over time", "what changed for this team from session to session"),
        command("along(-1)", "left h", "", "the practice before", palette=False),
        command("along(1)", "right l", "", "the next practice", palette=False),
        command("across(-1)", "up k", "", "the team before", palette=False),
        command("across(1)", "down j", "", "the next team", palette=False),
    ),
)


class Maps(Late, Static, can_focus=True):
    """Draws every map for a landscape. Posts `Opened` at Enter, and at a second click on a tile; `OverTime`
    where somebody asks how it changed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    class Opened(Message):
        """A tile was opened."""

        def __init__(self, tile: Tile) -> None:
            super().__init__()
            self.tile = tile

    class OverTime(Message):
        """What changed for the team of a tile is asked for."""

        def __init__(self, team: str) -> None:
            super().__init__()
            self.team = team

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._landscape: Landscape | None = None
        self._look = (0, False, False)
        self._tops: list[tuple[HomeMap, int]] = []
        self._tiles: list[list[Tile]] | None = None
        self._row = self._column = 0
        self.lines = 0
        """How many lines the maps take."""

    def show(self, landscape: Landscape, width: int, *, wide: bool, mono: bool) -> None:
        """Draw the maps of a landscape for so many cells."""
        self._landscape, self._look, self._tiles = landscape, (width, wide, mono), None
        self._draw()

    @property
    def tiles(self) -> list[list[Tile]]:
        """The tiles of all maps, a row a team; found out when somebody goes there, not at the start."""
        if self._tiles is None and self._landscape is not None:
            self._tiles = [
                [msgspec.structs.replace(tile, line=tile.line + top) for tile in row]
                for each, top in self._tops
                if each.tiles
                for row in each.tiles(self._landscape, self._look[0])
            ]
        return self._tiles or []

    @property
    def tile(self) -> Tile | None:
        """The tile in hand; None where there is no team."""
        if not self.tiles:
            return None
        row = self.tiles[min(self._row, len(self.tiles) - 1)]
        return row[min(self._column, len(row) - 1)]

    def _draw(self) -> None:
        if self._landscape is None:
            return
        lines: list[Content] = []
        width, wide, mono = self._look
        heads: list[int] = []
        self._tops = []
        for each in MAPS:
            lines += [safe.NOTHING] if lines else []
            figures = ("    " if wide else ", ").join(each.figures(self._landscape, wide))
            heads.append(len(lines))
            lines += [safe.text((each.title, "bold"), "   ", (figures, "muted"))]
            lines += [safe.NOTHING] if wide else []
            self._tops.append((each, len(lines)))
            lines += each.draw(self._landscape, width, mono)
        tile = self.tile if self.has_focus else None
        if tile is not None:
            lines[tile.line] = lines[tile.line].stylize("$pen-in-hand", tile.begin, tile.end)
            at = max(number for number, head in enumerate(heads) if head <= tile.line)
            named = safe.text((self._tops[at][0].title, "bold"), "   ", tile.words)
            lines[heads[at]] = safe.cell(named, width)
        self.lines = len(lines)
        self.update(Content("\n").join(lines))

    # Keys and mouse

    def _action_along(self, step: int) -> None:
        """Go to another practice."""
        if self.tiles:
            self._column = max(0, min(len(self.tiles[0]) - 1, self._column + step))
            self._keep_in_view()

    def _action_across(self, step: int) -> None:
        """Go to another team."""
        self._row = max(0, min(len(self.tiles) - 1, self._row + step))
        self._keep_in_view()

    def action_open(self) -> None:
        """Open the tile in hand."""
        if self.tile is not None:
            self.post_message(self.Opened(self.tile))

    def action_over_time(self) -> None:
        """Ask what changed for the team of the tile in hand."""
        if self.tile is not None:
            self.post_message(self.OverTime(self.tile.team))

    def on_click(self, event: events.Click) -> None:
        """Take the tile under the mouse in hand; a second click opens it."""
        at = event.get_content_offset(self)
        for number, row in enumerate(self.tiles if at is not None else ()):
            for column, tile in enumerate(row):
                if at is not None and at.y == tile.line and tile.begin <= at.x < tile.end:
                    again = event.chain > 1 and self.tile == tile
                    self._row, self._column = number, column
                    self._draw()
                    if again:
                        self.action_open()

    def on_focus(self) -> None:
        """Show the tile in hand, once the focus is known here."""
        self.call_next(self._keep_in_view)

    def on_blur(self) -> None:
        """Show the figures again."""
        self.call_next(self._draw)

    def _keep_in_view(self) -> None:
        self._draw()
        tile, around = self.tile, self.parent
        if tile is not None and isinstance(around, VerticalScroll):
            line = self.virtual_region.y + tile.line
            around.scroll_to_region(Region(0, line - 1, 1, 2), animate=False, force=True)
