"""The coverage of the programme as rows of small tiles: where it hurts, where nobody asked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from facilitator.insight.coverage import SORE, Cell, Coverage, Heard, TeamRow
from facilitator.language.widths import width_of
from facilitator.language.words import count, day
from facilitator.model.practice import PracticeGroup
from facilitator.model.session import SessionStatus
from facilitator.ui import safe
from facilitator.ui.maps.map import HomeMap, Landscape, Tile

_WIDE = 100
"""Cells from which on there is room for whole names and tiles of two cells."""
_NAME, _LAST = 11, 8
"""Cells of a name in a narrow window at least, and of the day a team was heard last."""
_PAIN_STEPS = (5, 10, 15)
_MONO_TILES = ("░", "▒", "▓", "!")
_SHORT_GROUP = {PracticeGroup.TECHNICAL: "tech"}


def draw_coverage(coverage: Coverage, width: int, *, mono: bool) -> list[Content]:
    """Draw one line a team for *width* cells, with a heading and a key to the tiles when it is wide."""
    wide = width >= _WIDE
    spans = _groups(coverage)
    tile, gap, name = _sizes(coverage, width)
    lines = [_head(coverage, spans, tile, gap, name)] if wide else []
    for row in coverage.rows:
        lines.append(_team_line(row, spans, tile, gap, name, wide=wide, mono=mono))
    if wide:
        lines += [safe.NOTHING, _legend(mono)]
    return lines


def _sizes(coverage: Coverage, width: int) -> tuple[int, int, int]:
    """Return the cells of a tile, between two groups, and of a name: of what the tiles leave free."""
    if width >= _WIDE:
        return 2, 2, 29
    longest = max((width_of(_label(row, wide=False)) + 1 for row in coverage.rows), default=0)
    free = width - sum(len(columns) + 1 for columns in _groups(coverage)) - _LAST
    return 1, 1, max(_NAME, min(longest, free))


def _groups(coverage: Coverage) -> list[Sequence[int]]:
    """Return the columns of each group; our own practices only once somebody was asked about one."""
    columns: dict[PracticeGroup, list[int]] = {}
    for index, practice in enumerate(coverage.practices):
        asked = any(row.cells[index].state is not Heard.NOT_ASKED for row in coverage.rows)
        if practice.group is not PracticeGroup.CUSTOM or asked:
            columns.setdefault(practice.group, []).append(index)
    return list(columns.values())


def _head(coverage: Coverage, spans: list[Sequence[int]], tile: int, gap: int, name: int) -> Content:
    pieces: list[safe.Piece] = [" " * name]
    for columns in spans:
        group = coverage.practices[columns[0]].group
        label = _SHORT_GROUP.get(group, group.label)
        pieces += [safe.cell((label, "muted"), len(columns) * tile), " " * gap]
    return safe.text(*pieces, ("last heard", "muted"))


def _team_line(
    row: TeamRow, spans: list[Sequence[int]], tile: int, gap: int, name: int, *, wide: bool, mono: bool
) -> Content:
    pen = "muted" if row.never else ""
    label = _label(row, wide=wide)
    pieces: list[safe.Piece] = [safe.cell((label, pen), name - 1), " "]
    for columns in spans:
        tiles = (_tile(row.cells[index], tile, mono=mono) for index in columns)
        pieces += [(letters * len([*same]), pen) for (letters, pen), same in groupby(tiles)]
        pieces.append(" " * gap)
    return safe.text(*pieces, (_last_heard(row), "muted")).simplify()


def _label(row: TeamRow, *, wide: bool) -> str:
    return row.team.name if wide else row.team.short_name or row.team.name


def _tile(cell: Cell, width: int, *, mono: bool) -> tuple[str, str]:
    if cell.state is Heard.NOT_ASKED:
        return ("·".rjust(width), "faint")
    if cell.state is Heard.NOT_TOUCHED:
        return ("–".rjust(width), "faint")
    if cell.state is Heard.TOUCHED or cell.pain is None:
        return ("t".rjust(width), "")
    return pain_tile(cell.pain, width, mono=mono)


def pain_tile(pain: int, width: int, *, mono: bool) -> tuple[str, str]:
    """Draw a tile for a pain of 1–25; from 16 it carries "!"."""
    step = sum(pain > limit for limit in _PAIN_STEPS)
    if mono:
        return (_MONO_TILES[step] * width, f"tile{step + 1}")
    return (("!" if pain >= SORE else "").rjust(width), f"tile{step + 1}")


def _last_heard(row: TeamRow) -> str:
    if row.live is not None:
        return "paused" if row.live is SessionStatus.PAUSED else "now"
    return "never" if row.last_heard is None else day(row.last_heard, weekday=False)


def _legend(mono: bool) -> Content:
    pieces: list[safe.Piece] = [("Pain  ", "muted")]
    for pain, words in ((5, "to 5"), (10, "to 10"), (15, "to 15"), (16, "16 and more")):
        pieces += [pain_tile(pain, 2, mono=mono), f" {words}   "]
    pieces += ["   t ", ("touched, not rated   ", "muted"), " – ", ("not touched   ", "muted")]
    return safe.text(*pieces, " · ", ("not asked", "muted"))


def _figures(landscape: Landscape, wide: bool) -> list[str]:
    found = landscape.coverage
    figures = [f"{found.teams_heard} of {count(found.teams, 'team')} heard"]
    if found.cells_touched:
        figures.append(f"{found.cells_rated} of {count(found.cells_touched, 'touched cell')} rated")
        if wide:
            figures.append(count(found.practices_covered, "practice") + " heard from two teams or more")
    return figures


def _tiles(landscape: Landscape, width: int) -> list[list[Tile]]:
    """Return a tile for each team and practice shown, where `draw_coverage` draws it."""
    found, (tile, gap, name) = landscape.coverage, _sizes(landscape.coverage, width)
    first = 1 if width >= _WIDE else 0
    rows: list[list[Tile]] = []
    for line, row in enumerate(found.rows, first):
        begin, tiles = name, []
        for columns in _groups(found):
            for index in columns:
                cell, practice = row.cells[index], found.practices[index]
                about = f"{row.team.short_name or row.team.name}, {practice.name}: {_words_of(cell)}"
                tiles.append(Tile(line, begin, begin + tile, row.team.id, practice.key, cell.session, about))
                begin += tile
            begin += gap
        if tiles:
            rows.append(tiles)
    return rows


def _words_of(cell: Cell) -> str:
    if cell.state is Heard.NOT_ASKED:
        return "not asked"
    if cell.state is Heard.NOT_TOUCHED:
        return "not touched"
    rung = f"rung {cell.rung.value} {cell.rung.label}" if cell.rung is not None else "not rated"
    return f"pain {cell.pain}, {rung}" if cell.pain is not None else f"touched, {rung}"


def _draw(landscape: Landscape, width: int, mono: bool) -> list[Content]:
    return draw_coverage(landscape.coverage, width, mono=mono)


MAP = HomeMap("Coverage", _figures, _draw, _tiles)
