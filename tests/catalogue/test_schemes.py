"""Files of schemes: those that are shipped, and what is said of bad ones."""

import pytest

from facilitator.catalogue import BadWorkshopFile, check_file, load_catalogue
from facilitator.catalogue.schemes import read_scheme
from facilitator.resources import workshops_dir
from tests.tables import for_each

HEAD = 'key = "own"\nname = "Ours"\nsource = "us"\nchecked = 2019-05-01\n'
ONE = '[[module]]\nkey = "one"\nname = "One"\n'


@pytest.fixture
def told(tmp_path):
    """What is said of a file with this text."""
    folder = tmp_path / "schemes"
    folder.mkdir()

    def told(text):
        path = folder / "own.toml"
        path.write_text(text, encoding="utf-8")
        said = (f"{fault.where} {fault.problem} {fault.remedy}" for fault in check_file(path))
        return " ".join(said).replace("“", "").replace("”", "")

    return told


def test_those_that_are_shipped_say_where_from_and_when():
    schemes = load_catalogue(workshops_dir()).schemes
    assert {key: each.name for key, each in schemes.items()} == {
        "itil4": "ITIL 4",
        "itil5": "ITIL Version 5",
        "kcs": "KCS",
    }
    assert all(each.source and each.checked and each.attribution for each in schemes.values())
    itil4 = schemes["itil4"]
    assert len(itil4.modules) == 1 + 5 + 3 + 15
    assert {each.key: each.all for each in itil4.designations}["managing_professional"] == (
        "cds", "dsv", "hvit", "dpi",
    )  # fmt: skip
    assert {each.key: each.all for each in schemes["itil5"].designations}["strategic_leader"] == (
        "foundation", "strategy", "transformation",
    )  # fmt: skip


@for_each(
    "text, why",
    [
        (HEAD + ONE + 'needs = ["two"]\n[[module]]\nkey = "two"\nname = "Two"\nneeds = ["one"]\n', "circle"),
        (HEAD + ONE + 'needs = ["one"]\n', "circle: one needs one"),
        (HEAD + ONE + 'needs = ["tow"]\n', "tow is not the key of a module here"),
        (HEAD + ONE + '[[designation]]\nkey = "d"\nname = "D"\nall = ["d"]\n', "circle: d needs d"),
        (HEAD + ONE + '[[designation]]\nkey = "d"\nname = "D"\nall = ["two"]\n', "two is not the key"),
        (HEAD + ONE + ONE, "used twice"),
        (HEAD + ONE + 'suits = ["flying"]\n', "flying is not the key of a practice"),
        (HEAD, "module"),
        (HEAD.replace("source", "sauce") + ONE, "sauce"),
        (HEAD.replace("2019-05-01", '"soon"') + ONE, "checked"),
    ],
)
def test_a_bad_file_is_told_in_words(told, text, why):
    assert why in told(text)


def test_a_file_from_2019_is_read_and_a_circle_of_thousands_is_told(told, tmp_path):
    assert not told(HEAD + ONE)
    chain = "".join(
        f'[[module]]\nkey = "m{number}"\nname = "M"\nneeds = ["m{(number + 1) % 1200}"]\n'
        for number in range(1200)
    )
    assert "and so on" in told(HEAD + chain)


def test_a_bad_file_takes_no_other_away(tmp_path):
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "bad.toml").write_text(HEAD + ONE + 'needs = ["one"]\n', encoding="utf-8")
    (tmp_path / "schemes" / "good.toml").write_text(HEAD.replace("own", "good") + ONE, encoding="utf-8")
    faults = []
    found = load_catalogue(workshops_dir(), tmp_path, faults=faults).schemes
    assert set(found) == {"itil4", "itil5", "kcs", "good"}
    assert ["circle" in fault.problem for fault in faults] == [True]
    with pytest.raises(BadWorkshopFile):
        read_scheme(tmp_path / "schemes" / "bad.toml", ())
