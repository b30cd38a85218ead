"""A part of a library that is put off comes when something of it is used, and only then."""

import sys

import pytest

from facilitator.late_parts import put_off


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A package that imports three parts of itself; each part notes that its file was read."""
    folder = tmp_path / "borrowed"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "read = []\nfrom . import maps\nfrom .sums import add\nfrom . import plain\n"
    )
    for part, text in (("maps", "north = 1"), ("sums", "def add(a, b):\n    return a + b"), ("plain", "")):
        (folder / f"{part}.py").write_text(f"import borrowed\nborrowed.read.append({part!r})\n{text}\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield "borrowed"
    for name in [each for each in sys.modules if each.split(".")[0] == "borrowed"]:
        del sys.modules[name]


def test_parts_come_when_something_of_them_is_used(library):
    put_off(library, {"maps": (), "sums": ("add",), "not_in_this_version": ()})
    borrowed = __import__(library)
    assert borrowed.read == ["plain"]
    assert borrowed.maps.north == 1
    assert borrowed.add(2, b=3) == 5
    assert borrowed.read == ["plain", "maps", "sums"]
    assert not hasattr(borrowed.maps, "south")


def test_a_library_that_is_there_already_and_one_that_is_not_are_left_alone(library):
    borrowed = __import__(library)
    put_off(library, {"maps": ()})
    put_off("no_such_library_anywhere", {"maps": ()})
    assert borrowed.read == ["maps", "sums", "plain"]
