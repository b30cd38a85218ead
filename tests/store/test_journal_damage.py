"""A file at rest that is not what it should be: told in words, and left as it is."""

import contextlib

import pytest
import tinydb
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import Damaged, NotSaved
from facilitator.store.journal.journal import open_tinydb
from tests.strategies import clean_text


@pytest.fixture
def filled(path):
    with open_tinydb(path) as db:
        db.table("notes").insert_multiple({"text": f"note {number}"} for number in range(3))
    return path


def files(path):
    return {each.name: each.read_bytes() for each in path.parent.iterdir()}


# What is there ------------------------------------------------------------------------------------


def test_what_stock_tinydb_writes_is_read(path):
    with tinydb.TinyDB(path) as stock:
        stock.table("notes").insert({"text": "from elsewhere"})
        stock.insert({"a": 1})
    db = open_tinydb(path)
    assert db.table("notes").all() == [{"text": "from elsewhere"}]
    assert db.all() == [{"a": 1}]
    assert db.storage.report == ()


documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | clean_text,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(clean_text, parts, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(clean_text, documents, max_size=4), min_size=1, max_size=4))
def test_any_documents_come_back_as_they_were(tmp_path_factory, drawn):
    path = tmp_path_factory.mktemp("any") / "x.json"
    with open_tinydb(path) as db:
        db.insert_multiple(drawn)
        assert open_tinydb(path, read_only=True).all() == drawn
    assert open_tinydb(path).all() == drawn
    with tinydb.TinyDB(path, access_mode="r", encoding="utf-8") as stock:
        assert stock.all() == drawn


# Damage -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("summed", [True, False], ids=["with its checksum", "alone"])
def test_a_file_cut_anywhere_is_damaged_and_left_as_it_is(filled, summed):
    if not summed:
        filled.with_name("x.json.sum").unlink()
    whole = filled.read_bytes()
    for length in range(1, len(whole.rstrip())):
        filled.write_bytes(whole[:length])
        before = files(filled)
        with pytest.raises(Damaged) as caught:
            open_tinydb(filled)
        assert caught.value.todo
        assert files(filled) == before


@pytest.mark.parametrize("content", [b"", b"\n", b"  \t\r\n"])
def test_an_empty_file_holds_nothing_yet(path, content):
    path.write_bytes(content)
    assert open_tinydb(path).tables() == set()


@pytest.mark.parametrize(
    "content",
    [
        b"null",
        b"7",
        b'"text"',
        b"[]",
        b'{"notes": []}',
        b'{"notes": 7}',
        b'{"notes": {"1": 7}}',
        b'{"notes": {"1": []}}',
        b'{"notes": {"x": {}}}',
        b'{"notes": {"": {}}}',
        b'{"notes": {"-1": {}}}',
        b'{"notes": {"1.5": {}}}',
        '{"notes": {"١": {}}}'.encode(),
        b'{"notes": {"1": {}}',
        b'{"notes": {"1": {}}} {}',
        b"\xff\xfe\x00",
        b"\x80\x81",
        b"PK\x03\x04 a zip",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"notes": {"1": {"n": ' + b"9" * 5000 + b"}}}",
    ],
    ids=lambda content: repr(content[:30]),
)
@pytest.mark.parametrize("read_only", [True, False], ids=["to read", "to write"])
def test_what_is_not_a_tinydb_file_is_damaged(path, content, read_only):
    path.write_bytes(content)
    with pytest.raises(Damaged) as caught:
        open_tinydb(path, read_only=read_only)
    assert "x.json" in caught.value.happened
    assert files(path) == {"x.json": content}


@pytest.mark.parametrize("name", ["x.json", "x.json.journal", "x.json.sum"])
def test_a_folder_of_that_name_is_told(path, name):
    path.with_name(name).mkdir()
    with pytest.raises(Damaged, match="cannot be opened"):
        open_tinydb(path)


@given(st.binary(max_size=60))
def test_no_bytes_whatever_end_in_a_traceback(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.json"
    path.write_bytes(content)
    with contextlib.suppress(Damaged):
        open_tinydb(path)
    assert path.read_bytes() == content


# A folder that is not what it was -----------------------------------------------------------------


def in_its_place_a_folder(path):
    journal = path.with_name("x.json.journal")
    journal.unlink()
    journal.mkdir()
    (journal / "something").touch()


def the_folder_is_gone(path):
    for each in path.parent.iterdir():
        each.unlink()
    path.parent.rmdir()


@pytest.mark.parametrize("batched", [False, True])
@pytest.mark.parametrize("fail", [in_its_place_a_folder, the_folder_is_gone])
def test_a_write_that_finds_no_place_never_was(tmp_path, fail, batched):
    folder = tmp_path / "programme"
    folder.mkdir()
    db = open_tinydb(folder / "x.json")
    db.table("notes").insert({"text": "safe"})
    fail(folder / "x.json")

    def change():
        with db.storage.batch() if batched else contextlib.nullcontext():
            db.table("notes").update({"text": "changed in place"})

    for _ in range(2):
        with pytest.raises(NotSaved, match="Not saved"):
            change()
    assert db.table("notes").all() == [{"text": "safe"}]
    db.close()
    if fail is in_its_place_a_folder:
        assert [each.name for each in (folder / "x.json.journal").iterdir()] == ["something"]
