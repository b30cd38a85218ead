"""The journal at rest and while it is open: what it holds, and what a batch is."""

import gc
import json
import threading

import pytest
import tinydb
from tinydb import where
from tinydb.storages import MemoryStorage

from facilitator.store.journal.journal import JournalStorage, JournalTable, open_tinydb
from facilitator.store.journal.lines import unseal
from facilitator.store.journal.recovery import without_collections
from tests.store.looking import names
from tests.store.memory_disk import JOURNAL
from tests.store.power_cut import contents, opened
from tests.strategies import TRICKY

# The files ----------------------------------------------------------------------------------------


def test_at_rest_stock_tinydb_reads_it(path):
    with open_tinydb(path) as db:
        db.table("notes").insert({"text": "Grüße"})
        db.table("notes").update({"nods": 2}, doc_ids=[1])
        db.table("ideas").insert({"text": "x"})
    assert names(path.parent) == {"x.json", "x.json.sum"}
    with tinydb.TinyDB(path, encoding="utf-8") as stock:
        assert stock.table("notes").all() == [{"text": "Grüße", "nods": 2}]
        assert stock.tables() == {"notes", "ideas"}


def test_at_rest_it_has_one_document_a_line(path):
    with open_tinydb(path) as db:
        db.insert({"a": "ü"})
        db.insert({"b": 1})
    assert path.read_text("utf-8").splitlines()[1:3] == [' "1": {"a": "ü"},', ' "2": {"b": 1}']


def test_opening_writes_nothing(path):
    open_tinydb(path).close()
    assert names(path.parent) == set()


def test_opening_what_rests_writes_nothing(path):
    with open_tinydb(path) as db:
        db.insert({"a": 1})
    before = {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in path.parent.iterdir()}
    with open_tinydb(path) as db:
        assert db.all() == [{"a": 1}]
        assert db.storage.report == ()
    after = {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in path.parent.iterdir()}
    assert after == before


def test_one_commit_is_one_line_with_its_checksum(path):
    db = open_tinydb(path)
    db.table("notes").insert({"text": "ü"})
    db.table("notes").remove(doc_ids=[1])
    first, second = path.with_name(JOURNAL).read_bytes().splitlines()
    assert json.loads(unseal(first)) == [["begin", 1, 0, 0], ["put", "notes", "1", {"text": "ü"}]]
    assert json.loads(unseal(second)) == [["at", 2], ["del", "notes", "1"]]


def test_a_change_of_nothing_writes_nothing(memory_disk):
    db = opened(memory_disk)
    db.insert({"a": 1, "b": [1]})
    before = memory_disk.seen()
    db.update({"a": 1}, doc_ids=[1])
    db.update({"a": 2}, where("a") == 7)
    db.remove(doc_ids=[7])
    assert memory_disk.seen() == before


@pytest.mark.parametrize(
    ("old", "new"), [(1, True), (1, 1.0), (0.0, -0.0), ([1], [True]), ({"x": 1}, {"x": 1.0})]
)
def test_equal_is_not_the_same(memory_disk, old, new):
    db = opened(memory_disk)
    db.insert({"a": old})
    db.update({"a": new}, doc_ids=[1])
    assert repr(opened(memory_disk.killed()).get(doc_id=1)["a"]) == repr(new)


def test_each_generation_has_its_number(path):
    for generation in (1, 2, 3):
        db = open_tinydb(path)
        db.insert({})
        line = path.with_name(JOURNAL).read_bytes().splitlines()[0]
        assert json.loads(unseal(line))[0][:2] == ["begin", generation]
        db.close()


def test_the_previous_file_is_kept(path):
    texts = []
    for number in range(3):
        with open_tinydb(path) as db:
            db.insert({"a": number})
        texts.append(path.read_bytes())
    assert path.with_name("x.json.previous").read_bytes() == texts[1]


def test_compacting_without_the_previous_leaves_no_word(path):
    with open_tinydb(path) as db:
        db.insert({"text": "secret"})
    db = open_tinydb(path)
    db.update({"text": "secret, again"})
    db.storage.compact()
    db.update({"text": "gone"})
    db.storage.compact(keep_previous=False)
    assert not any(b"secret" in each.read_bytes() for each in path.parent.iterdir())
    db.insert({"text": "goes on"})
    db.close()
    assert [each["text"] for each in open_tinydb(path)] == ["gone", "goes on"]


def test_a_long_journal_is_compacted_when_opened(path, monkeypatch):
    db = open_tinydb(path)
    db.insert({"text": "x" * 500})
    del db
    assert path.read_bytes() == b""
    monkeypatch.setattr(JournalStorage, "long", 400)
    db = open_tinydb(path)
    assert len(json.loads(path.read_bytes())["_default"]) == 1
    assert path.with_name(JOURNAL).read_bytes() == b""
    db.insert({"text": "more"})
    assert len(open_tinydb(path, read_only=True)) == 2


def test_permissions_are_those_of_the_file(path):
    path.write_text("{}")
    path.chmod(0o600)
    db = open_tinydb(path)
    db.insert({})
    assert path.with_name(JOURNAL).stat().st_mode & 0o777 == 0o600
    db.close()
    assert {each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {0o600}


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "x.json").symlink_to(tmp_path / "real" / "y.json")
    with open_tinydb(tmp_path / "x.json") as db:
        db.insert({})
    assert (tmp_path / "x.json").is_symlink()
    assert names(tmp_path / "real") == {"y.json", "y.json.sum"}


def test_options_for_json_shape_the_file_at_rest(path):
    with tinydb.TinyDB(path, storage=JournalStorage, indent=4, sort_keys=True) as db:
        db.insert({"b": 1, "a": 2})
    assert path.read_text() == json.dumps({"_default": {"1": {"b": 1, "a": 2}}}, indent=4, sort_keys=True)


def test_what_json_cannot_hold_changes_nothing(memory_disk):
    db = opened(memory_disk)
    db.insert({"a": 1})
    before = memory_disk.seen()
    with pytest.raises(TypeError):
        db.insert({"a": {1, 2}})
    with pytest.raises(TypeError):
        db.update({"a": object()})
    assert memory_disk.seen() == before
    assert db.all() == [{"a": 1}]


def test_memory_holds_what_the_disk_holds(memory_disk):
    db = opened(memory_disk)
    shared = ["x"]
    db.insert({"tuple": (1, (2,)), "keys": {1: "a", None: "b"}, "shared": shared, "nan": float("inf")})
    shared.append("y")
    assert db.all() == opened(memory_disk.killed()).all()
    assert db.get(doc_id=1)["tuple"] == [1, [2]]


@pytest.mark.parametrize("text", [*TRICKY, "\ud800 lone", "\x85\u2028\n\r\0"])
def test_text_comes_back_as_it_was(memory_disk, text):
    db = opened(memory_disk)
    db.table(text).insert({text: [text]})
    assert contents(opened(memory_disk.killed())) == {text: {"1": {text: [text]}}}
    db.close()
    assert contents(opened(memory_disk.killed())) == {text: {"1": {text: [text]}}}


def test_a_stock_table_on_it_is_durable_too(path):
    with tinydb.TinyDB(path, storage=JournalStorage) as db:
        db.insert_multiple({"a": number} for number in range(3))
        db.update({"a": 7}, doc_ids=[2])
        db.table("other").insert({})
        db.drop_table("other")
        assert open_tinydb(path, read_only=True).all() == [{"a": 0}, {"a": 7}, {"a": 2}]


def test_our_table_on_another_storage_is_tinydbs(path):
    class Ours(tinydb.TinyDB):
        table_class = JournalTable

    db = Ours(storage=MemoryStorage)
    assert [db.insert({"a": 1}), db.insert({"a": 2})] == [1, 2]
    db.table("_default").replace(2, {"b": 3})
    assert db.all() == [{"a": 1}, {"b": 3}]


def test_replacing_keeps_nothing_of_what_was_there(memory_disk):
    table = opened(memory_disk).table("notes")
    table.replace(4, {"text": "x", "nods": 3})
    table.replace(4, {"text": "y"})
    assert table.insert({"text": "z"}) == 5
    assert {document.doc_id: dict(document) for document in table.all()} == {
        4: {"text": "y"},
        5: {"text": "z"},
    }


def test_preparing_leaves_nothing_behind(path):
    with open_tinydb(path) as db:
        db.insert({"n": 1})
    before = names(path.parent)
    with open_tinydb(path) as db:
        db.storage.prepare()
        assert path.with_name(JOURNAL).read_bytes() == b""
    assert names(path.parent) == before
    with open_tinydb(path) as db:
        db.storage.prepare()
        db.insert({"n": 2})
    assert len(open_tinydb(path)) == 2


# Batches ------------------------------------------------------------------------------------------


def test_a_batch_is_one_line(memory_disk):
    db = opened(memory_disk)
    with db.storage.batch():
        db.insert({"a": 1})
        with db.storage.batch():
            db.table("other").insert({"b": 2})
        assert JOURNAL not in memory_disk.names
    assert memory_disk.names[JOURNAL].seen.count(b"\n") == 1
    assert opened(memory_disk.killed()).tables() == {"_default", "other"}


def test_a_batch_sees_its_own_changes_and_others_do_not(memory_disk):
    db = opened(memory_disk)
    table = db.table("notes")
    table.insert_multiple({"n": number} for number in range(3))
    seen = []

    def look():
        seen.append((len(table), table.search(where("n") >= 0)))

    with db.storage.batch():
        table.remove(doc_ids=[1])
        assert table.insert({"n": 7}) == 4
        table.update({"n": 8}, doc_ids=[2])
        table.replace(9, {"n": 9})
        assert table.insert({"n": 10}) == 10
        assert [each["n"] for each in table.all()] == [8, 2, 7, 9, 10]
        assert len(table) == 5
        assert table.search(where("n") == 0) == []
        assert db.storage.read()["notes"].keys() == {"2", "3", "4", "9", "10"}
        other = threading.Thread(target=look)
        other.start()
        other.join()
    assert seen == [(3, [{"n": 0}, {"n": 1}, {"n": 2}])]
    assert [each["n"] for each in table.search(where("n") >= 0)] == [8, 2, 7, 9, 10]
    assert contents(opened(memory_disk.killed())) == contents(db)


def test_a_batch_that_fails_never_was(memory_disk):
    db = opened(memory_disk)
    db.table("notes").insert({"text": "safe"})
    before = memory_disk.seen()

    def half():
        with db.storage.batch():
            db.table("notes").update({"text": "changed"})
            db.drop_table("notes")
            db.table("new").insert({"a": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert memory_disk.seen() == before
    assert contents(db) == {"notes": {"1": {"text": "safe"}}}


def test_an_updater_that_fails_never_was(memory_disk):
    db = opened(memory_disk)
    db.insert_multiple({"n": [number]} for number in range(3))
    before = memory_disk.seen()

    def fails(document):
        document["n"].append(1 / document["n"][0])

    with pytest.raises(ZeroDivisionError):
        db.update(fails)
    assert memory_disk.seen() == before
    assert [each["n"] for each in db] == [[0], [1], [2]]


def test_the_collector_of_garbage_is_after_a_large_file_as_it_was_before():
    before = gc.isenabled()
    try:
        for state in (True, False):
            (gc.enable if state else gc.disable)()
            with without_collections():
                assert not gc.isenabled()
            assert gc.isenabled() is state
    finally:
        (gc.enable if before else gc.disable)()
