"""What shipped TOML says is kept for the next start: for the very same text, and for nothing else."""

import sys

import pytest

from facilitator.files import kept_toml
from facilitator.files.faults import FileFault
from facilitator.files.kept_toml import parse_kept

TEXT = 'title = "Café"\n[[row]]\nnumber = 9\nhalf = 0.5\nlist = [1, ["a"], {b = true}]\n'
TREE = {"title": "Café", "row": [{"number": 9, "half": 0.5, "list": [1, ["a"], {"b": True}]}]}


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """A file that comes with the program, and the folder of what was kept."""
    monkeypatch.setattr(kept_toml, "_SHIPPED", tmp_path / "program")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "program" / "words" / "file.toml", tmp_path / "kept"


def files(folder):
    """What was kept, beside modules that happened to be imported meanwhile."""
    return [path for path in folder.rglob("*.json") if path.is_file()]


def never(path, text):
    raise AssertionError("it was read anew")


def test_it_is_read_once(shipped, monkeypatch):
    path, kept = shipped
    assert parse_kept(path, TEXT) == TREE
    assert len(files(kept)) == 1
    monkeypatch.setattr(kept_toml, "_parse", never)
    assert parse_kept(path, TEXT) == TREE


def test_another_text_is_read_anew_and_kept_in_its_place(shipped):
    path, kept = shipped
    parse_kept(path, TEXT)
    assert parse_kept(path, TEXT + "more = 1\n") == TREE | {"row": [TREE["row"][0] | {"more": 1}]}
    assert parse_kept(path, TEXT) == TREE
    assert len(files(kept)) == 1


@pytest.mark.parametrize("rubbish", [b"", b"\xff\x00", b"[]", b'{"text": 1, "tree": {}}', b'{"tree": {}}'])
def test_rubbish_in_its_place_does_no_harm(shipped, rubbish):
    path, kept = shipped
    parse_kept(path, TEXT)
    (place,) = files(kept)
    place.write_bytes(rubbish)
    assert parse_kept(path, TEXT) == TREE
    assert place.read_bytes() != rubbish


@pytest.mark.parametrize("value", ["2026-03-12", "inf", "nan", "2026-03-12T10:00:00Z"])
def test_what_json_cannot_say_is_not_kept(shipped, value):
    path, kept = shipped
    assert list(parse_kept(path, f"x = {value}")) == ["x"]
    assert files(kept) == []


def test_a_fault_is_told_each_time(shipped):
    path, kept = shipped
    for _ in range(2):
        with pytest.raises(FileFault, match="not TOML"):
            parse_kept(path, "x = ")
    assert files(kept) == []


def test_nothing_is_kept_of_a_persons_own_or_where_python_keeps_nothing(shipped, tmp_path, monkeypatch):
    path, _ = shipped
    assert parse_kept(tmp_path / "own.toml", TEXT) == TREE
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert parse_kept(path, TEXT) == TREE
    assert files(tmp_path) == []


def test_a_place_that_cannot_be_written_does_no_harm(shipped):
    path, kept = shipped
    kept.write_text("a file where a folder should be")
    assert parse_kept(path, TEXT) == TREE
