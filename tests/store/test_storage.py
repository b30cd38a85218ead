"""The TinyDB storage: whole files, real disks, stock TinyDB beside it."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import tinydb
from hypothesis import given
from hypothesis import strategies as st
from tinydb import where

from facilitator.errors import Damaged, NotSaved
from facilitator.store import open_tinydb
from tests.strategies import TRICKY, clean_text

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "session.json"


@pytest.fixture
def filled(path):
    db = open_tinydb(path)
    db.table("notes").insert_multiple({"text": f"note {number}"} for number in range(3))
    db.close()
    return path


def notes(path):
    with tinydb.TinyDB(path, access_mode="r", encoding="utf-8") as stock:
        return [dict(document) for document in stock.table("notes").all()]


# A plain TinyDB file ------------------------------------------------------------------------------


def test_nothing_is_written_before_the_first_write(path):
    open_tinydb(path).close()
    assert not path.exists()


def test_stock_tinydb_reads_the_same(filled):
    assert notes(filled) == [{"text": "note 0"}, {"text": "note 1"}, {"text": "note 2"}]


def test_what_stock_tinydb_writes_is_read(path):
    with tinydb.TinyDB(path) as stock:
        stock.table("notes").insert({"text": "from elsewhere"})
        stock.insert({"a": 1})
    db = open_tinydb(path)
    assert db.table("notes").all() == [{"text": "from elsewhere"}]
    assert db.all() == [{"a": 1}]


def test_it_is_a_tinydb_like_any_other(path):
    with open_tinydb(path) as db:
        table = db.table("notes")
        first, second = table.insert_multiple([{"nods": 1}, {"nods": 2}])
        table.update({"nods": 5}, doc_ids=[first])
        assert table.search(where("nods") > 1) == [{"nods": 5}, {"nods": 2}]
        table.upsert({"nods": 7}, where("nods") == 2)
        table.remove(doc_ids=[first])
        assert table.get(doc_id=second) == {"nods": 7}
        assert db.tables() == {"notes"}
        db.drop_tables()
    assert json.loads(path.read_text()) == {}


def test_replacing_keeps_nothing_of_what_was_there(path):
    db = open_tinydb(path)
    table = db.table("notes")
    table.replace(4, {"text": "x", "nods": 3})
    table.replace(4, {"text": "y"})
    table.insert({"text": "z"})
    assert {document.doc_id: dict(document) for document in table.all()} == {
        4: {"text": "y"},
        5: {"text": "z"},
    }


def test_a_file_has_one_document_a_line(filled):
    assert filled.read_text().splitlines()[:2] == ['{"notes": {', ' "1": {"text": "note 0"},']


@pytest.mark.parametrize("text", TRICKY)
def test_text_comes_back_as_it_was(path, text):
    db = open_tinydb(path)
    db.table(text).insert({text: [text]})
    db.close()
    assert open_tinydb(path).table(text).all() == [{text: [text]}]
    with tinydb.TinyDB(path, encoding="utf-8") as stock:
        assert stock.table(text).all() == [{text: [text]}]


documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | clean_text,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(clean_text, parts, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(clean_text, documents, max_size=4), min_size=1, max_size=4))
def test_any_documents_come_back_as_they_were(tmp_path_factory, drawn):
    path = tmp_path_factory.mktemp("any") / "x.json"
    db = open_tinydb(path)
    db.insert_multiple(drawn)
    db.close()
    assert open_tinydb(path).all() == drawn


def test_no_second_file_is_left_beside_it(filled):
    assert [path.name for path in filled.parent.iterdir()] == ["session.json"]


# Batches ------------------------------------------------------------------------------------------


def test_a_batch_is_one_write(path, monkeypatch):
    written = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda *paths: (written.append(paths), replace(*paths)))
    db = open_tinydb(path)
    with db.storage.batch():
        db.insert({"a": 1})
        db.table("other").insert({"b": 2})
        assert not path.exists()
    assert len(written) == 1
    assert open_tinydb(path).tables() == {"_default", "other"}


def test_a_batch_that_fails_inside_never_was(filled):
    before = filled.read_bytes()
    db = open_tinydb(filled)

    def half():
        with db.storage.batch():
            db.table("notes").update({"text": "changed in place"})
            db.table("new").insert({"a": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert filled.read_bytes() == before
    assert db.tables() == {"notes"}
    assert [each["text"] for each in db.table("notes").all()] == ["note 0", "note 1", "note 2"]
    db.table("notes").insert({"text": "note 3"})
    assert len(notes(filled)) == 4


# A disk that fails --------------------------------------------------------------------------------


def in_its_place_a_folder(path):
    path.unlink()
    path.mkdir()
    (path / "something").touch()


def beside_it_a_folder(path):
    path.with_name(f".{path.name}.new").mkdir()


def the_folder_is_gone(path):
    path.unlink()
    path.parent.rmdir()


FAILURES = [in_its_place_a_folder, beside_it_a_folder, the_folder_is_gone]


@pytest.mark.parametrize("batched", [False, True])
@pytest.mark.parametrize("fail", FAILURES)
def test_a_write_the_disk_refuses_never_was(tmp_path, fail, batched):
    folder = tmp_path / "programme"
    folder.mkdir()
    db = open_tinydb(folder / "session.json")
    db.table("notes").insert({"text": "safe"})
    fail(folder / "session.json")

    def change():
        with db.storage.batch() if batched else contextlib.nullcontext():
            db.table("notes").update({"text": "changed in place"})

    with pytest.raises(NotSaved, match="Not saved"):
        change()
    assert db.table("notes").all() == [{"text": "safe"}]


def test_what_is_in_the_way_stays(path):
    db = open_tinydb(path)
    db.insert({"a": 1})
    in_its_place_a_folder(path)
    with pytest.raises(NotSaved):
        db.insert({"a": 2})
    assert [each.name for each in path.iterdir()] == ["something"]
    assert not path.with_name(f".{path.name}.new").exists()


def test_after_the_disk_is_mended_all_goes_on(path):
    db = open_tinydb(path)
    db.insert({"a": 1})
    beside_it_a_folder(path)
    with pytest.raises(NotSaved):
        db.insert({"a": 2})
    path.with_name(f".{path.name}.new").rmdir()
    db.insert({"a": 3})
    assert open_tinydb(path).all() == [{"a": 1}, {"a": 3}]


FULL_DISK = """
import resource, signal, sys
from facilitator.errors import NotSaved
from facilitator.store import open_tinydb
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
db = open_tinydb(sys.argv[1])
db.insert({"text": "safe"})
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
try:
    db.insert({"text": "x" * 1000})
except NotSaved as error:
    print(error)
print(db.all())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_a_full_disk_loses_nothing(path):
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
    )
    said, held = done.stdout.splitlines()
    assert said.startswith("Not saved: ")
    assert held == "[{'text': 'safe'}]"
    assert open_tinydb(path).all() == [{"text": "safe"}]
    assert [each.name for each in path.parent.iterdir()] == ["session.json"]


def test_an_interrupted_write_leaves_the_old_file(filled, monkeypatch):
    before = filled.read_bytes()
    db = open_tinydb(filled)

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        db.table("notes").insert({"text": "note 3"})
    assert filled.read_bytes() == before
    assert len(db.table("notes")) == 3


# Reading only -------------------------------------------------------------------------------------


def test_a_file_opened_for_reading_only_cannot_be_changed(filled):
    before = filled.read_bytes()
    db = open_tinydb(filled, read_only=True)
    assert len(db.table("notes")) == 3
    with pytest.raises(NotSaved, match="reading only"):
        db.table("notes").insert({"text": "note 3"})
    assert len(db.table("notes")) == 3
    assert filled.read_bytes() == before


# Damage -------------------------------------------------------------------------------------------


def test_a_file_cut_anywhere_is_damaged_and_left_as_it_is(filled):
    whole = filled.read_bytes()
    for length in range(1, len(whole.rstrip())):
        filled.write_bytes(whole[:length])
        with pytest.raises(Damaged) as caught:
            open_tinydb(filled)
        assert caught.value.todo
        assert filled.read_bytes() == whole[:length]


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
def test_what_is_not_a_tinydb_file_is_damaged(path, content):
    path.write_bytes(content)
    with pytest.raises(Damaged) as caught:
        open_tinydb(path)
    assert "session.json" in caught.value.happened
    assert path.read_bytes() == content


def test_a_folder_of_that_name_is_told(path):
    path.mkdir()
    with pytest.raises(Damaged, match="cannot be opened"):
        open_tinydb(path)


@given(st.binary(max_size=60))
def test_no_bytes_whatever_end_in_a_traceback(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.json"
    path.write_bytes(content)
    with contextlib.suppress(Damaged):
        open_tinydb(path)
    assert path.read_bytes() == content
