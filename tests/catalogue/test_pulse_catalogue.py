"""Pulse questions as files: the shipped ones, one's own, and what is said of bad ones."""

import pytest

from facilitator import resources
from facilitator.catalogue import BadWorkshopFile, check_file, load_catalogue, shipped_catalogue
from facilitator.errors import NotFound
from facilitator.workspace.folder.workspace import Workspace

SHIPPED = resources.workshops_dir() / "pulse" / "culture.toml"
OWN = """
key = "culture"
title = "Ours"
answers = ["never", "seldom", "now and then", "often", "always"]

[[item]]
key = "help"
theme = "Help"
text = "I get help when I ask."
"""


def write(folder, text, name="ours.toml"):
    path = folder / "pulse" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_questions():
    questions = shipped_catalogue().pulse("culture")
    assert questions == load_catalogue(resources.workshops_dir()).pulse("culture")
    assert check_file(SHIPPED) == []
    themes = [item.theme for item in questions.items]
    assert [(theme, themes.count(theme)) for theme in dict.fromkeys(themes)] == [
        ("Curiosity", 2),
        ("Safe to fail", 2),
        ("Customer focus", 2),
        ("Continual learning", 2),
        ("Collaboration", 2),
        ("Clear why", 2),
        ("Being heard", 1),
    ]
    assert questions.answers[0] == "strongly disagree"
    assert questions.answers[-1] == "strongly agree"


def test_a_workspace_replaces_them_by_key(tmp_path):
    write(tmp_path / "workshops", OWN)
    catalogue = Workspace(tmp_path).catalogue
    assert catalogue.pulse("culture").title == "Ours"
    assert catalogue.scripts
    assert catalogue.practices


def test_a_bad_one_leaves_the_shipped_ones(tmp_path):
    write(tmp_path / "workshops", OWN.replace('"always"', '"often"'))
    workspace = Workspace(tmp_path)
    assert workspace.catalogue.pulse("culture").title == "Culture pulse"
    assert [fault.file.name for fault in workspace.faults] == ["ours.toml"]


def test_the_nearest_key_is_told():
    with pytest.raises(NotFound) as missing:
        shipped_catalogue().pulse("cultur")
    assert "culture" in missing.value.todo


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('"often", "always"', '"often"', "answers"),
        ('"often", "always"', '"often", "often"', "answers"),
        ('theme = "Help"\n', "", "item[1].theme"),
        ('text = "I get', 'txt = "I get', "item[1].txt"),
        ('key = "help"', 'key = "Help me"', "item[1].key"),
        ("I get help", "I get\\nhelp", "item[1].text"),
        ("[[item]]", '[[item]]\nkey = "help"\ntheme = "A"\ntext = "B."\n[[item]]', "item"),
        ('key = "culture"', "", "key"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, old, new, where):
    assert old in OWN
    faults = check_file(write(tmp_path, OWN.replace(old, new, 1)))
    assert any(fault.where.startswith(where) for fault in faults), faults
    assert all(fault.problem and fault.remedy for fault in faults)


def test_two_of_one_key_in_a_folder(tmp_path):
    write(tmp_path, OWN, "a.toml")
    write(tmp_path, OWN, "b.toml")
    with pytest.raises(BadWorkshopFile, match="used twice"):
        load_catalogue(tmp_path)


def test_questions_in_the_folder_of_scripts(tmp_path):
    path = tmp_path / "scripts" / "ours.toml"
    path.parent.mkdir()
    path.write_text(OWN, encoding="utf-8")
    assert check_file(path) == []
    with pytest.raises(BadWorkshopFile, match="holds pulse questions"):
        load_catalogue(tmp_path)
