"""`facilitator skill`: pages that are shared, areas, cover, pairs, and taking a page back everywhere."""

import json
import shutil
from contextlib import closing

import pytest

from facilitator.model.skills import SkillPage
from facilitator.resources import demo_dir
from facilitator.workspace.erasure.text_search import Sought, files_with
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import answer, run


@pytest.fixture
def places(tmp_path):
    shutil.copytree(demo_dir(), tmp_path / "w" / "sessions" / "demo")
    return ("--workspace", str(tmp_path / "w"))


def said(*words):
    """What a command answered in words."""
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_below_five_sharers_a_team_sees_cover_alone_and_from_five_on_shapes(places):
    told = said(*places, "skill", "cover", "Infrastructure")
    assert "3 of 9 share" in told
    assert "from five who share on" in told
    for name in ("Dev", "Kofi", "Sam", "Pi"):
        assert name not in told
    for name in ("Ida Vale", "Lee Moss"):
        said(*places, "person", "add", name, "--team", "Infrastructure")
        said(*places, "skill", "add", name, "--agreed", "yes", "--aware", "Cloud", "--codes", "L")
    told = said(*places, "skill", "cover", "Infrastructure")
    assert "Shapes of the 5 who share: 2 T, 1 Pi, 0 comb, 0 specialist, 2 growing." in told
    assert "Codes: T 3  M 1  C 1  A 0  L 2. 1 bridge." in told
    assert "Could pair up, if both say yes: Kofi Lang with Dev Pillai, Network." in told
    assert "nobody here with Sam Oduya, Databases" in told
    assert "Kofi Lang, Cloud" not in told, "they are a pair already"


def test_a_page_is_of_its_own_areas_one_a_person_and_with_their_yes(places):
    for words, why in (
        (("add", "Marek", "--agreed", "no"), "shared by whoever has them"),
        (("add", "Marek", "--agreed", "yes", "--expert", "Network"), "not the home team of Marek Nowak"),
        (("add", "Dev", "--agreed", "yes"), "has a page already"),
        (("set", "Dev", "--expert", "Cloud"), "stands at two levels"),
        (("area", "add", "network", "--team", "Infra"), "has an area Network already"),
        (("pair", "add", "Cloud", "--teacher", "Dev", "--learner", "Dev", "--agreed", "yes"), "pair alone"),
        (("pair", "add", "Cloud", "--teacher", "Dev", "--learner", "Sam", "--agreed", "no"), "two who said"),
        (("remove", "Dev", "--yes"), "taken back"),
        (("level", "Dev", "Network"), "Neither a level nor a wish"),
    ):
        refused = run(*places, "skill", *words)
        assert (refused.exit_code, why in refused.stderr) == (2, True), refused.stderr


def test_a_level_is_said_and_stands_once(places):
    told = said(*places, "skill", "level", "Sam", "Network", "works_alone", "--wish", "learn")
    assert told == "Sam Oduya, Network: works alone, wants to learn.\n"
    shown = said(*places, "skill", "show", "Sam")
    assert "Shape: T" in shown
    public, _, private = shown.partition("Only the facilitators see this")
    assert "Network" not in public
    assert "Works alone            Servers, Knowledge writing, Network" in private
    rows = said(*places, "skill", "list", "--csv")
    assert "Sam Oduya" in rows
    assert "Network" not in rows
    private = {"teaches", "works_alone", "aware", "learn", "stop", "codes", "bridge"}
    assert not any(private & each.keys() for each in answer(run(*places, "skill", "list", "--json")))
    asked = answer(run(*places, "needs", "--json"))
    assert "Three areas of Infra rest on one person each" in [each["subject"] for each in asked]


def test_a_page_that_is_taken_back_is_in_no_file_any_more(places, tmp_path):
    said(*places, "skill", "level", "Dev", "Network", "works_alone")
    said(*places, "backup")
    dev = answer(run(*places, "skill", "show", "Dev Pillai", "--json"))
    assert dev["stop"]
    before = run(*places, "skill", "take-back", "Dev Pillai", stdin="n\n")
    assert "1 skill page and 1 pair" in before.stderr
    workspace = Workspace(tmp_path / "w")
    assert files_with(Sought((), [dev["id"]]), workspace.root)
    kept = workspace.root / "sessions" / "demo" / "programme.json"
    older = kept.read_bytes()
    said(*places, "skill", "take-back", "Dev Pillai", "--yes")
    assert not files_with(Sought((), [dev["id"]]), workspace.root)
    with closing(Workspace(tmp_path / "w").programme()) as folder:
        assert len(folder.file.all(SkillPage)) == 2
        assert not folder.file.undo()
    assert "2 of 9 share" in said(*places, "skill", "cover", "Infrastructure")
    assert run(*places, "skill", "take-back", "Dev Pillai", "--yes").exit_code == 2
    assert run(*places, "check").exit_code == 0
    for beside in kept.parent.glob("programme.json*"):
        beside.unlink()
    kept.write_bytes(older)  # as folder sync may
    assert "Dev" not in said(*places, "skill", "list")
    assert dev["id"] not in said(*places, "skill", "list", "--json")


def test_a_level_and_a_wish_are_said_in_words_and_as_json(places):
    assert (
        said(*places, "skill", "level", "Dev", "Network", "aware", "--wish", "learn")
        .strip()
        .endswith("Network: aware, wants to learn.")
    )
    told = json.loads(said(*places, "skill", "level", "Dev", "Network", "--wish", "neither", "--json"))
    assert told["learn"] == []
    assert (
        said(*places, "skill", "level", "Dev", "Network", "can_help").strip().endswith("Network: can help.")
    )


def test_where_no_area_is_named_and_no_page_is_shared_that_is_said(places):
    empty = run(*places, "skill", "cover", "Service Desk")
    assert (empty.exit_code, "No area is named yet" in empty.stderr) == (0, True)
    none = run(*places, "skill", "take-back", "Marek Nowak", "--yes")
    assert (none.exit_code, "has no page of skills" in none.stderr) == (2, True)
    kept = run(*places, "skill", "take-back", "Dev Pillai", stdin="n\n")
    assert (kept.exit_code, "Nothing was changed" in kept.stderr) == (0, True)
    gone = json.loads(said(*places, "skill", "take-back", "Dev Pillai", "--yes", "--json"))
    assert gone["records"] >= 1


def test_what_needs_somebody_is_a_table_and_says_so_where_nothing_does(places, root, programme):
    table = said(*places, "needs")
    assert table.splitlines()[0].split() == ["What", "Next", "step", "Part", "Due"]
    assert table.splitlines()[1].startswith("alarm     Nobody for m")
    assert "in 21 days" in table
    nothing = run("needs")
    assert (nothing.exit_code, nothing.stdout.strip() == "" or "What" in nothing.stdout) == (0, True)
