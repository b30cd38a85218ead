"""An instrument of another package: its files alone give it pane, keys, help, undo, room, papers and sheet.

`tests/ui/throwaway` adds one, the barometer: a module of that name in each room, and a script that names it.
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import docx
import pytest
from tinydb import TinyDB

import facilitator
from facilitator import extensions
from facilitator.catalogue import check_file
from facilitator.documents import render
from facilitator.live.instruments.finder import facts_of, instruments
from facilitator.model.observation import Observation
from facilitator.model.registry import ENTITIES
from facilitator.model.team import Team, TeamKind
from facilitator.ui.cheat_sheet import cheat_sheet
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.keys.registry import contexts
from facilitator.ui.palette import contexts_of
from facilitator.ui.room.follower import Following, as_lines
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session
from tests.ui.test_registry import check_help, check_key_line, check_keys, check_palette, clashes

PACKAGE = "tests.ui.throwaway"
FILES = Path(__file__).parent / "throwaway"
NAME = "barometer"


@pytest.fixture
def barometer():
    """The package is added, and gone again afterwards."""
    extensions.add_package(PACKAGE)
    yield
    extensions.remove_package(PACKAGE)


@pytest.fixture
def week(tmp_path, clock, barometer):
    """A workspace with the script of the package, and in it a session that begins now."""
    scripts = tmp_path / "workspace" / "workshops" / "scripts"
    scripts.mkdir(parents=True)
    shutil.copy(FILES / "barometer.toml", scripts)
    workspace = Workspace(tmp_path / "workspace", clock=clock.now)
    folder = workspace.new_programme("Better Together", "Harrowmere University", timezone="UTC")
    team = folder.file.put(Team(name="Service Desk", kind=TeamKind.FRONT_LINE, headcount=11))
    script = folder.catalogue.script("week-15")
    file = folder.add_session(planned_session(folder, [team], script, clock.now()))
    yield workspace, folder, file
    folder.close()


async def begin(person, file):
    person.app.navigation.open_session(file, start=True)
    await person.settle()


def words_on_the_disk(file):
    """Return the words of notes in a file that was closed, as stock TinyDB reads them."""
    with TinyDB(file.path) as database:
        notes = database.table(ENTITIES[Observation].table).all()
    return [note["text"] for note in notes]


def test_no_file_of_the_program_knows_of_it():
    sources = Path(facilitator.__file__).parent.rglob("*.py")
    assert [path for path in sources if NAME in path.read_text(encoding="utf-8")] == []
    assert NAME not in instruments()
    assert NAME not in contexts()
    assert facts_of(NAME).label == NAME


def test_its_script_is_good_while_it_is_there_and_explained_when_not(tmp_path, barometer):
    script = tmp_path / "scripts" / "week.toml"
    script.parent.mkdir()
    shutil.copy(FILES / "barometer.toml", script)
    assert check_file(script) == []
    script.write_text(script.read_text().replace('["barometer", "notes"]', '["barometre", "notes"]'))
    (fault,) = check_file(script)
    assert "“barometre” is not an instrument." in str(fault)
    assert "Did you mean barometer?" in str(fault)
    extensions.remove_package(PACKAGE)
    shutil.copy(FILES / "barometer.toml", script)
    (fault,) = check_file(script)
    extensions.add_package(PACKAGE)
    assert "“barometer” is not an instrument." in str(fault)


async def test_its_pane_its_keys_and_undo(week, sit_down):
    workspace, folder, file = week
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        await person.press("tab")
        assert "1 sunny" in person.flow
        assert "F8 read it back" in person.last_line
        assert "1–3 sky" in person.last_line
        check_keys(person)
        check_key_line(person)
        await check_help(person)
        others = {
            (context.name, each.name)
            for context in contexts_of(person.screen)
            for each in context.commands
            if context.name != NAME
        }
        assert await check_palette(person, NAME, others) == []
        for note in file.all(Observation):
            file.remove(note)
        await person.press("1", "1", "3")
        assert {note.text: note.nods for note in file.all(Observation)} == {"sunny": 1, "stormy": 0}
        assert "3 hands" in person.flow
        await person.press("ctrl+z")
        assert "Undone: note “stormy”" in person.flow
        assert [note.text for note in file.all(Observation)] == ["sunny"]
        await person.press("ctrl+y")
        assert len(file.all(Observation)) == 2
    folder.close()
    assert words_on_the_disk(file) == ["sunny", "stormy"]


async def test_a_plain_line_is_of_its_kind_and_read_back_in_its_segment(week, sit_down):
    workspace, folder, file = week
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        await person.type("cloudy with a chance of tickets")
        assert "barometer" in person.flow
        await person.press("enter")
        (note,) = file.all(Observation)
        assert (note.kind, note.segment) == ("barometer", "week")
        await person.press("f8")
        assert "cloudy with a chance of" in person.flow
        await person.press("f7")
        assert "barometer of the week" in person.flow
        await person.choose("barometer of the week")
        assert "1 sunny" in person.flow


async def test_what_the_room_sees_in_both_windows(week, sit_down, clock):
    workspace, folder, file = week
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        await person.press("tab", "2", "2", "tab")
        await person.type("(nobody may read this")
        await person.press("enter", "f3")
        assert "How your week was" in person.flow
        assert "cloudy ●●" in person.flow
        assert "nobody may read this" not in person.flow
        await person.press("f3")
        person.screen._room.tell()
        await person.settle()
        beside = Following(Workspace(workspace.root, clock=clock.now).programme())
        shown = "\n".join(as_lines(beside.look(), 100))
        beside.folder.close()
    assert "How your week was" in shown
    assert "nobody may read this" not in shown


def test_it_is_in_help_and_cheat_sheet_and_no_key_clashes(barometer):
    known = contexts()
    assert list(instruments())[-1] == NAME
    assert clashes(known[NAME], known["runner"], EVERYWHERE) == []
    assert "| Barometer | |" in cheat_sheet()
    assert "| `F8` | read it back |" in cheat_sheet()


async def test_its_block_on_papers_and_its_sheet(week, sit_down):
    workspace, folder, file = week
    sheet = render.render(folder, "worksheet", session=file)
    for words in ("Barometer of the week", "One stroke a hand. No names.", "stormy"):
        assert words in sheet
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        await person.press("tab", "1", "1", "3")
        plan = render.render(folder, "action-plan", session=file, preview=True)
        person.live.frame.set_attendance(6)
        person.live.frame.read_back_done()
        person.live.course.finish()
        person.live.frame.review()
        await person.settle()
        markdown = render.render(folder, "action-plan", session=file, format="md")
        word = docx.Document(BytesIO(render.render_bytes(folder, "action-plan", session=file, format="docx")))
    assert "How your week was" in plan
    assert "| sunny | 2 |" in " ".join(markdown.split())
    (skies,) = (table for table in word.tables if table.cell(0, 0).text == "Sky")
    assert [[cell.text for cell in row.cells] for row in skies.rows][1:] == [["sunny", "2"], ["stormy", "1"]]
    assert "How your week was" in [paragraph.text for paragraph in word.paragraphs]


async def test_without_its_package_the_session_still_opens(week, sit_down):
    workspace, folder, file = week
    async with sit_down(workspace, folder) as person:
        await begin(person, file)
        await person.press("tab", "1")
        await person.press("escape")
        assert len(file.all(Observation)) == 1
    extensions.remove_package(PACKAGE)
    try:
        again = Workspace(workspace.root, clock=workspace._clock)
        async with sit_down(again, again.programme()) as person:
            await begin(person, person.session("L-01"))
            assert "sunny" in person.flow
            await person.enter("Now it is a note")
            assert len(person.live.notes.all) == 2
    finally:
        extensions.add_package(PACKAGE)
