"""A tile of the coverage map names its practice and opens what was said, by keys and by mouse."""

from __future__ import annotations

import pytest

from facilitator.insight.coverage import Heard, coverage
from facilitator.model.audience import Visibility
from facilitator.model.observation import Observation
from facilitator.model.team import Team, TeamKind
from facilitator.ui.instruments.touch_map import TouchMapPane
from facilitator.ui.maps.coverage import draw_coverage
from facilitator.ui.maps.pane import Maps
from facilitator.ui.review.review import Review
from facilitator.workspace.said_about import said_about
from tests.ui.going import go
from tests.ui.person import NARROW, WIDE, drawn


def grid_of(folder):
    practices = tuple(folder.catalogue.practices.values())
    return coverage(folder.file, folder.sessions, practices, folder.today(), folder.zone)


def tiles_of(person):
    return [tile for row in person.screen.query_one(Maps).tiles for tile in row]


def talked_about(person):
    """A tile of which something was said in a session that is over."""
    folder = person.folder
    for tile in tiles_of(person):
        found = list(said_about(folder, tile.team, tile.practice))
        if found and found[0][0].session.short_id != "L-04":
            return tile, found
    raise AssertionError


async def take(person, tile):
    """Walk to a tile with the arrows."""
    rows = person.screen.query_one(Maps).tiles
    row = next(number for number, each in enumerate(rows) if tile in each)
    await go(person, "maps")
    await person.press(*["down"] * row, *["right"] * rows[row].index(tile))


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_each_tile_says_what_the_grid_holds(size, demo, sit_down):
    async with sit_down(*demo, size=size) as person:
        grid = grid_of(person.folder)
        cells = {(cell.team, cell.practice): cell for row in grid.rows for cell in row.cells}
        tiles = tiles_of(person)
        assert {(tile.team, tile.practice) for tile in tiles} <= set(cells)
        assert len(tiles) >= 9 * 34
        top = person.screen.query_one(Maps).content_region.y
        lines = person.text.splitlines()
        for tile in tiles:
            cell = cells[tile.team, tile.practice]
            assert ("not asked" in tile.words) == (cell.state is Heard.NOT_ASKED)
            at = top + tile.line
            if at < len(lines) - 1 and cell.state is Heard.NOT_ASKED:
                assert lines[at][tile.begin + 3 : tile.end + 3].strip() == "·", tile


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_tile_in_hand_is_named_and_opens_what_was_said(size, demo, sit_down):
    async with sit_down(*demo, size=size) as person:
        tile, found = talked_about(person)
        await take(person, tile)
        assert tile.words in person.flow
        await person.press("enter")
        _, record = found[0]
        assert person.folder.catalogue.practices[tile.practice].name in person.flow
        assert len(person.rows.rows) == len(found)
        await person.press("enter")
        assert isinstance(person.screen, Review)
        assert person.rows.key == record.id


async def test_a_click_takes_a_tile_in_hand_and_a_second_one_opens_it(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        tile, _ = talked_about(person)
        region = person.screen.query_one(Maps).content_region
        at = (region.x + tile.begin, region.y + tile.line)
        await person.pilot.click(offset=at)
        await person.settle()
        assert tile.words in person.flow
        await person.pilot.click(offset=at, times=2)
        await person.settle()
        assert "What was said about it" in person.flow


async def test_where_nobody_asked_it_says_so(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        tile = next(each for each in tiles_of(person) if "not asked" in each.words)
        await take(person, tile)
        await person.press("enter")
        assert "nobody asked yet" in person.last_line


async def test_what_only_we_may_see_is_not_listed(demo, sit_down):
    async with sit_down(*demo) as person:
        tile, found = talked_about(person)
        file, record = next((file, each) for file, each in found if isinstance(each, Observation))
        file.put(
            record.__class__(
                **{
                    **{name: getattr(record, name) for name in record.__struct_fields__},
                    "visibility": Visibility.FACILITATOR,
                    "room_yes": None,
                }
            )
        )
        assert record.id not in {each.id for _, each in said_about(person.folder, tile.team, tile.practice)}


def test_a_name_has_the_cells_the_tiles_leave_free_in_a_narrow_window(demo):
    folder = demo[1]
    folder.file.put(Team(name="Library and Archives", kind=TeamKind.FRONT_LINE, headcount=9))
    drawn = [line.plain for line in draw_coverage(grid_of(folder), 76, mono=True)]
    (library,) = [line for line in drawn if line.startswith("Library")]
    assert library.startswith("Library and Archives ·")
    assert library.endswith("never")
    assert max(map(len, drawn)) <= 76


async def test_a_practice_too_long_for_the_touch_map_has_its_short_name(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "touch_map")
        known = person.folder.catalogue.practices
        rows = [row for row in person.screen.query_one(TouchMapPane).rows.rows if row.key in known]
        longest = max(rows, key=lambda row: len(known[row.key].name))
        assert len(known[longest.key].name) > 34, "there is one"
        said = drawn(longest, 92)
        assert (known[longest.key].short_name in said, "…" in said) == (True, False), said
