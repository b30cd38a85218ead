"""Files of every earlier layout open with all they hold; the steps that lead from one to the next."""

import copy
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import Damaged, NewerFile
from facilitator.model.action import Action
from facilitator.model.idea import ImprovementIdea
from facilitator.model.leader import Leader
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.practice import CustomPractice, Fit, PracticeDecision
from facilitator.model.programme import Programme
from facilitator.model.session import ListeningSession
from facilitator.model.story import Story
from facilitator.model.team import Team
from facilitator.store.records.migrations import SCHEMA, STEPS, migrate, schema_of
from facilitator.store.records.record_file import RecordFile
from tests.tables import for_each

OLD = Path(__file__).parents[1] / "data" / "old"
"""Files as earlier versions wrote them: old/<schema>/<which>/{programme,session}.json."""

FOLDERS = sorted(path.parent for path in OLD.glob("*/*/session.json"))
KINDS = ("programme", "session")


def tables_of(path):
    return json.loads(path.read_text(encoding="utf-8"))


def opened(path, kind, tmp_path):
    shutil.copy(path, tmp_path)
    return RecordFile(tmp_path / path.name, kind)


def test_there_are_old_files_of_every_layout_before_todays():
    assert {path.parent.name for path in FOLDERS} == {str(schema) for schema in range(1, SCHEMA)}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_an_old_session_holds_what_was_said(folder, tmp_path):
    file = opened(folder / "session.json", "session", tmp_path)
    assert not file.newer
    assert [(note.text, note.nods) for note in file.all(Observation)] == [
        ("Tickets reach us saying only: server slow", 4),
        ("The board meets on Tuesdays – too late for us", 0),
    ]
    (idea,) = file.all(ImprovementIdea)
    (action,) = file.all(Action)
    assert (idea.title, action.text, action.ideas) == (
        "Show what changed this week",
        "Call the desk",
        (idea.id,),
    )
    (session,) = file.all(ListeningSession)
    assert [segment.key for segment in session.script.segments] == ["welcome", "why"]
    file.put(Observation(number=3, text="And on with today's program"))
    file.close()
    assert len(RecordFile(tmp_path / "session.json", "session").all(Observation)) == 3


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_an_old_programme_holds_its_teams_and_people(folder, tmp_path):
    file = opened(folder / "programme.json", "programme", tmp_path)
    (programme,) = file.all(Programme)
    (team,) = file.all(Team)
    (person,) = file.all(Person)
    assert (programme.name, team.name, person.name) == ("Better Together", "Service Desk", "Sam Oduya")
    assert person.team == team.id


def test_titles_leaders_sponsored_become_stories_and_none_is_lost(tmp_path):
    path = OLD / "4" / "with-leaders" / "programme.json"
    file = opened(path, "programme", tmp_path)
    titles = {story.id: story.title for story in file.all(Story)}
    assert sorted(titles.values()) == ["Rooms before eight", "The patching story"]
    sponsored = {leader.role: [titles[each] for each in leader.stories] for leader in file.all(Leader)}
    assert sponsored == {
        "Director of Digital": ["The patching story", "Rooms before eight"],
        "Registrar": ["Rooms before eight"],
        "Dean": [],
    }
    again = RecordFile(tmp_path / path.name, "programme")
    assert again.all(Story) == file.all(Story), "the same ids until it is written"
    file.put(Story(title="Another"))
    assert len({story.id for story in file.all(Story)}) == 3


def test_old_decisions_about_practices_name_none(tmp_path):
    file = opened(OLD / "3" / "with-decisions" / "programme.json", "programme", tmp_path)
    (decision,) = file.all(PracticeDecision)
    assert (decision.name, decision.fit, decision.hidden) == ("", Fit.NOT_NOW, True)
    (own,) = file.all(CustomPractice)
    assert (own.practice.name, own.practice.hidden) == ("Print rooms", False)
    file.close()


def test_what_an_old_file_remembers_can_be_taken_back_and_done_again(tmp_path):
    file = opened(OLD / "1" / "with-undo" / "session.json", "session", tmp_path)
    file.redo()
    assert [note.nods for note in file.all(Observation)] == [6, 0]
    file.undo()
    file.undo()
    assert [note.text for note in file.all(Observation)][2] == "A line that was said twice"
    file.close()


# The steps ---------------------------------------------------------------------------------------


@for_each("folder", FOLDERS, ids=lambda path: path.name)
@for_each("kind", KINDS)
def test_a_file_that_does_not_say_what_it_is_is_known_by_what_it_holds(folder, kind):
    tables = tables_of(folder / f"{kind}.json")
    without = {name: table for name, table in tables.items() if name != "meta"}
    migrated = migrate(without, schema_of(without, "x.json"))
    assert migrated.pop("meta") == {"1": {"schema": SCHEMA, "kind": kind, "written_by": ""}}
    moved = {"leaders", "stories"} if folder.name == "with-leaders" else set()
    assert {name: migrated[name] for name in without if name not in moved} == {
        name: table for name, table in without.items() if name not in moved
    }
    again = migrate(migrated, 0)
    assert {name: again.get(name) for name in moved} == {name: migrated.get(name) for name in moved}


@for_each("tables", [{}, {"notes": {}}, {"notes": {"1": {"text": "what is this"}}}])
def test_nothing_is_said_of_a_file_that_holds_nothing_telling(tables):
    assert migrate(tables, 0) == tables


def test_a_file_of_today_is_left_alone():
    tables = tables_of(FOLDERS[-1] / "session.json")
    assert migrate(tables, SCHEMA) is tables


@for_each("schema", [None, "1", 1.0, True, -1, [1]])
def test_a_layout_that_is_no_number_is_refused(schema):
    with pytest.raises(Damaged, match=r"x\.json does not say which version"):
        schema_of({"meta": {"1": {"schema": schema}}}, "x.json")


def rename_nods(tables):
    """A step as one may come: a field gets another name."""
    notes = tables.get("observations", {})
    for note in notes.values():
        if "nods" in note:
            note["agreed"] = note.pop("nods")
    return tables


def split_off(tables):
    """Another: what stood in a record gets a table of its own."""
    tables["agreements"] = {
        id: {"many": note.pop("agreed")}
        for id, note in tables.get("observations", {}).items()
        if "agreed" in note
    }
    return tables


LATER = (*STEPS, rename_nods, split_off)


@for_each("folder", FOLDERS, ids=lambda path: path.name)
def test_steps_are_taken_in_turn_from_where_the_file_stands(folder):
    tables = tables_of(folder / "session.json")
    before = copy.deepcopy(tables)
    migrated = migrate(tables, schema_of(tables, "x.json"), steps=LATER)
    assert tables == before
    assert schema_of(migrated, "x.json") == len(LATER)
    assert migrated["agreements"] == {"1": {"many": 4}}
    assert "nods" not in migrated["observations"]["1"]
    assert migrate(migrated, len(LATER), steps=LATER) == migrated


@given(st.integers(0, len(LATER)))
def test_the_way_may_be_gone_in_parts(stop):
    tables = tables_of(FOLDERS[0] / "session.json")
    del tables["meta"]
    half = migrate(tables, 0, steps=LATER[:stop])
    assert migrate(half, schema_of(half, "x.json"), steps=LATER) == migrate(tables, 0, steps=LATER)


@for_each("records", [{"1": {"nods": 1}, "2": None}, {"1": 7}, 7])
def test_records_that_are_not_those_of_their_layout_are_told(records):
    with pytest.raises(Damaged, match=f"layout {SCHEMA}"):
        migrate({"observations": records}, 1, steps=LATER)


# Newer files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_file_of_a_newer_version_is_read_and_never_written(folder, tmp_path):
    tables = tables_of(folder / "session.json")
    tables["meta"]["1"]["schema"] = SCHEMA + 1
    tables["observations"]["1"]["mood"] = "a field of tomorrow"
    tables["tomorrow"] = {"1": {"what": "a table of tomorrow"}}
    path = tmp_path / "session.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    before = path.read_bytes()
    file = RecordFile(path, "session")
    assert file.newer
    assert len(file.all(Observation)) == 2
    with pytest.raises(NewerFile):
        file.put(Observation(number=3, text="too early"))
    file.close()
    assert path.read_bytes() == before
