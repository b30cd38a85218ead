"""The journal and its table: what they hold, what they refuse, what they notice."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import tinydb
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import where
from tinydb.storages import MemoryStorage

from facilitator.errors import Damaged, NotSaved
from facilitator.store.journal import JournalStorage, JournalTable, open_tinydb
from facilitator.store.lines import unseal
from facilitator.store.syncing import Disk
from tests.store.memory_disk import PATH, MemoryDisk
from tests.store.power_cut import contents, opened
from tests.strategies import TRICKY, clean_text

ROOT = Path(__file__).parents[2]
JOURNAL = "x.json.journal"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "x.json"


@pytest.fixture
def disk():
    return MemoryDisk()


def names(folder):
    return {each.name for each in folder.iterdir()}


def image(disk):
    return {name: inode.seen for name, inode in disk.names.items()}


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
    assert json.loads(unseal(second)) == [["del", "notes", "1"]]


def test_a_change_of_nothing_writes_nothing(disk):
    db = opened(disk)
    db.insert({"a": 1, "b": [1]})
    before = image(disk)
    db.update({"a": 1}, doc_ids=[1])
    db.update({"a": 2}, where("a") == 7)
    db.remove(doc_ids=[7])
    assert image(disk) == before


@pytest.mark.parametrize(
    ("old", "new"), [(1, True), (1, 1.0), (0.0, -0.0), ([1], [True]), ({"x": 1}, {"x": 1.0})]
)
def test_equal_is_not_the_same(disk, old, new):
    db = opened(disk)
    db.insert({"a": old})
    db.update({"a": new}, doc_ids=[1])
    assert repr(opened(disk.killed()).get(doc_id=1)["a"]) == repr(new)


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


def test_what_json_cannot_hold_changes_nothing(disk):
    db = opened(disk)
    db.insert({"a": 1})
    before = image(disk)
    with pytest.raises(TypeError):
        db.insert({"a": {1, 2}})
    with pytest.raises(TypeError):
        db.update({"a": object()})
    assert image(disk) == before
    assert db.all() == [{"a": 1}]


def test_memory_holds_what_the_disk_holds(disk):
    db = opened(disk)
    shared = ["x"]
    db.insert({"tuple": (1, (2,)), "keys": {1: "a", None: "b"}, "shared": shared, "nan": float("inf")})
    shared.append("y")
    assert db.all() == opened(disk.killed()).all()
    assert db.get(doc_id=1)["tuple"] == [1, [2]]


@pytest.mark.parametrize("text", [*TRICKY, "\ud800 lone", "\x85\u2028\n\r\0"])
def test_text_comes_back_as_it_was(disk, text):
    db = opened(disk)
    db.table(text).insert({text: [text]})
    assert contents(opened(disk.killed())) == {text: {"1": {text: [text]}}}
    db.close()
    assert contents(opened(disk.killed())) == {text: {"1": {text: [text]}}}


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


def test_replacing_keeps_nothing_of_what_was_there(disk):
    table = opened(disk).table("notes")
    table.replace(4, {"text": "x", "nods": 3})
    table.replace(4, {"text": "y"})
    assert table.insert({"text": "z"}) == 5
    assert {document.doc_id: dict(document) for document in table.all()} == {
        4: {"text": "y"},
        5: {"text": "z"},
    }


# Batches ------------------------------------------------------------------------------------------


def test_a_batch_is_one_line(disk):
    db = opened(disk)
    with db.storage.batch():
        db.insert({"a": 1})
        with db.storage.batch():
            db.table("other").insert({"b": 2})
        assert JOURNAL not in disk.names
    assert disk.names[JOURNAL].seen.count(b"\n") == 1
    assert opened(disk.killed()).tables() == {"_default", "other"}


def test_a_batch_sees_its_own_changes_and_others_do_not(disk):
    db = opened(disk)
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
    assert contents(opened(disk.killed())) == contents(db)


def test_a_batch_that_fails_never_was(disk):
    db = opened(disk)
    db.table("notes").insert({"text": "safe"})
    before = image(disk)

    def half():
        with db.storage.batch():
            db.table("notes").update({"text": "changed"})
            db.drop_table("notes")
            db.table("new").insert({"a": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert image(disk) == before
    assert contents(db) == {"notes": {"1": {"text": "safe"}}}


def test_an_updater_that_fails_never_was(disk):
    db = opened(disk)
    db.insert_multiple({"n": [number]} for number in range(3))
    before = image(disk)

    def fails(document):
        document["n"].append(1 / document["n"][0])

    with pytest.raises(ZeroDivisionError):
        db.update(fails)
    assert image(disk) == before
    assert [each["n"] for each in db] == [[0], [1], [2]]


# A disk that fails --------------------------------------------------------------------------------


class Failing(MemoryDisk):
    """A disk where calls named in *fails* fail, after a part of the work."""

    fails = frozenset()

    def _fail(self, call):
        if call in self.fails:
            raise OSError(28, "No space left on device")

    def write(self, handle, data):
        if "write" in self.fails:
            super().write(handle, data[: len(data) // 2])
        self._fail("write")
        super().write(handle, data)

    def sync(self, handle):
        self._fail("sync")
        super().sync(handle)

    def truncate(self, handle, length):
        self._fail("truncate")
        super().truncate(handle, length)

    def replace(self, source, target):
        self._fail(f"replace {target.name}")
        super().replace(source, target)

    def sync_folder(self, folder):
        self._fail("sync_folder")
        super().sync_folder(folder)

    def open(self, path, mode=0o666):
        self._fail(f"open {path.name}")
        return super().open(path, mode)


CALLS = ["write", "sync", "sync_folder", f"open {JOURNAL}", "open x.json"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("first", [True, False])
def test_a_write_the_disk_refuses_never_was(call, first):
    disk = Failing()
    db = opened(disk)
    if not first:
        db.insert({"text": "safe"})
    before = contents(db)
    disk.fails = {call}
    try:
        db.insert({"text": "lost"})
    except NotSaved:
        assert contents(db) == before == contents(opened(disk.killed()))
        disk.fails = frozenset()
        db.insert({"text": "goes on"})
    assert contents(opened(disk.killed())) == contents(db)
    db.close()
    assert contents(opened(disk.killed())) == contents(db)


@pytest.mark.parametrize("call", ["write", "sync"])
def test_what_cannot_be_taken_back_stops_writing_until_it_can(call):
    disk = Failing()
    db = opened(disk)
    db.insert({"text": "safe"})
    disk.fails = {call, "truncate"}
    for _ in range(3):
        with pytest.raises(NotSaved):
            db.insert({"text": "lost"})
        disk.fails = {"truncate"}
    disk.fails = frozenset()
    db.insert({"text": "goes on"})
    assert [each["text"] for each in opened(disk.killed())] == ["safe", "goes on"] == [e["text"] for e in db]


COMPACTION = [
    "write",
    "sync",
    "truncate",
    "sync_folder",
    "open x.json.tmp",
    "replace x.json",
    "replace x.json.sum",
]


@pytest.mark.parametrize("closing", [True, False])
@pytest.mark.parametrize("call", COMPACTION)
def test_a_compaction_that_fails_costs_nothing(call, closing):
    disk = Failing()
    db = opened(disk)
    db.insert({"n": 1})
    db.storage.compact()
    db.insert({"n": 2})
    disk.fails = {call}
    if closing:
        db.close()
        assert "cannot be tidied up" in db.storage.report[-1]
    else:
        with pytest.raises(NotSaved):
            db.storage.compact()
        disk.fails = frozenset()
        db.insert({"n": 3})
        assert contents(opened(disk.killed())) == contents(db)
        db.storage.compact()
        db.insert({"n": 4})
    disk.fails = frozenset()
    after = opened(disk.killed())
    assert contents(after) == contents(db)
    assert after.storage.report == ()


FULL_DISK = """
import resource, signal, sys
from facilitator.errors import NotSaved
from facilitator.store.journal import open_tinydb
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
db = open_tinydb(sys.argv[1])
kept, refused = [], 0
for limit in (3_000, 3_100, 6_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    for number in range(12):
        try:
            kept.append(db.insert({"text": f"{limit} {number} " + "x" * (number * 37)}))
        except NotSaved:
            refused += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
kept.append(db.insert({"text": "there is room again"}))
print(refused, *kept)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_a_full_disk_loses_nothing_and_capturing_resumes(path):
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
    )
    refused, *kept = map(int, done.stdout.split())
    assert refused > 0
    assert len(kept) > 10
    assert [each.doc_id for each in open_tinydb(path)] == kept


def test_an_interrupted_write_never_was(disk):
    db = opened(disk)
    db.insert({"n": 1})

    def interrupted(what, name):
        if what == "write":
            disk.after = lambda what, name: None
            raise KeyboardInterrupt

    disk.after = interrupted
    with pytest.raises(KeyboardInterrupt):
        db.insert({"n": 2})
    assert contents(opened(disk.killed())) == contents(db) == {"_default": {"1": {"n": 1}}}
    db.insert({"n": 3})
    assert len(opened(disk.killed())) == 2


def test_replacing_is_tried_again_where_readers_are_in_the_way(tmp_path, monkeypatch):
    waits, refusals = [], iter([True] * 3)
    replace = os.replace

    def busy(source, target):
        if next(refusals, False):
            raise PermissionError(13, "in use")
        replace(source, target)

    monkeypatch.setattr("facilitator.store.syncing.sys.platform", "win32")
    monkeypatch.setattr("facilitator.store.syncing.time.sleep", waits.append)
    monkeypatch.setattr(os, "replace", busy)
    (tmp_path / "a").touch()
    Disk().replace(tmp_path / "a", tmp_path / "b")
    assert names(tmp_path) == {"b"}
    assert len(waits) == 3


def test_replacing_is_given_up_in_the_end(tmp_path, monkeypatch):
    def busy(source, target):
        raise PermissionError(13, "in use")

    monkeypatch.setattr("facilitator.store.syncing.sys.platform", "win32")
    monkeypatch.setattr("facilitator.store.syncing.time.sleep", lambda seconds: None)
    monkeypatch.setattr(os, "replace", busy)
    with pytest.raises(PermissionError):
        Disk().replace(tmp_path / "a", tmp_path / "b")


# Other programs -----------------------------------------------------------------------------------


def test_a_second_writer_is_refused_before_harm(disk):
    one, other = opened(disk), opened(disk)
    one.insert({"by": "one"})
    with pytest.raises(NotSaved, match="another program"):
        other.insert({"by": "other"})
    one.insert({"by": "one again"})
    other.close()
    assert [each["by"] for each in opened(disk.killed())] == ["one", "one again"]


def test_a_second_program_that_only_tidies_up_does_no_harm(disk):
    one = opened(disk)
    one.insert({"by": "one"})
    opened(disk).close()
    assert JOURNAL not in disk.names
    one.insert({"by": "one again"})
    assert [each["by"] for each in opened(disk.killed())] == ["one", "one again"]


def test_what_stock_tinydb_changed_at_rest_is_taken_and_told(path):
    with open_tinydb(path) as db:
        db.insert({"by": "us"})
    with tinydb.TinyDB(path) as stock:
        stock.insert({"by": "them"})
    db = open_tinydb(path)
    assert [each["by"] for each in db] == ["us", "them"]
    assert "changed by another program" in db.storage.report[0]
    db.insert({"by": "us"})
    db.close()
    assert open_tinydb(path).storage.report == ()


def test_a_file_that_is_gone_is_told(disk):
    db = opened(disk)
    db.insert({"n": 1})
    db.storage.compact()
    db.insert({"n": 2})
    left = image(disk)
    del left["x.json"]
    with pytest.raises(Damaged, match="is gone, but not its journal"):
        opened(MemoryDisk(left))


@pytest.mark.parametrize("line", [[["sing"]], [["put", "notes"]], [["put", "notes", "x", {}]], [7]])
def test_lines_of_another_version_are_told(disk, line):
    db = opened(disk)
    db._journal = db.storage._journal
    db._journal.append([json.dumps(each) for each in line])
    with pytest.raises(Damaged):
        opened(disk.killed())


# Damage -------------------------------------------------------------------------------------------


def ten_notes():
    disk = MemoryDisk()
    db = opened(disk)
    for number in range(10):
        db.table("notes").insert({"text": f"note {number}", "nods": number})
    return image(disk)


def test_every_byte_zeroed_or_flipped_in_the_last_five_records_is_noticed():
    files = ten_notes()
    whole = files[JOURNAL]
    start = len(b"".join(whole.splitlines(keepends=True)[:5]))
    for at in range(start, len(whole)):
        for changed in {0, *(whole[at] ^ (1 << bit) for bit in range(8)), whole[at] ^ 0xFF}:
            files[JOURNAL] = whole[:at] + bytes([changed]) + whole[at + 1 :]
            db = opened(MemoryDisk(files))
            assert db.storage.report, (at, changed)
            left = contents(db)["notes"]
            assert len(left) >= 8
            assert all(
                doc == {"text": f"note {int(id) - 1}", "nods": int(id) - 1} for id, doc in left.items()
            )


def test_every_cut_recovers_to_a_beginning_of_the_commits():
    files = ten_notes()
    whole = files[JOURNAL]
    for length in range(len(whole) + 1):
        files[JOURNAL] = whole[:length]
        db = opened(MemoryDisk(files))
        left = [each["text"] for each in db.table("notes")]
        assert left == [f"note {number}" for number in range(whole[:length].count(b"\n"))]
        assert bool(db.storage.report) == (not whole[:length].endswith(b"\n") and length > 0)


def test_a_changed_byte_of_the_file_at_rest_is_noticed():
    disk = MemoryDisk(ten_notes())
    opened(disk).close()
    files = image(disk)
    for name in ("x.json", "x.json.sum"):
        whole = files[name]
        for at in range(len(whole) - 1):
            files[name] = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
            try:
                assert opened(MemoryDisk(files)).storage.report
            except Damaged:
                assert name == "x.json"
        files[name] = whole


@given(st.binary(max_size=80))
def test_no_bytes_whatever_in_a_journal_end_in_a_traceback(junk):
    disk = MemoryDisk({"x.json": b"", JOURNAL: junk, "x.json.sum": junk[::-1]})
    db = opened(disk)
    assert db.all() == []
    db.insert({"a": 1})
    db.close()
    assert opened(disk).all() == [{"a": 1}]
    if junk:
        assert disk.read(PATH.with_name("x.json.bad")) == junk + b"\n"


# Reading only, and following ----------------------------------------------------------------------


def test_a_follower_sees_each_change_and_writes_nothing(path):
    db = open_tinydb(path)
    db.insert({"n": 0})
    follower = open_tinydb(path, read_only=True)
    assert not follower.storage.follow()
    for number in range(1, 8):
        if number == 3:
            db.storage.compact()
        if number == 5:
            db.close()
            assert not follower.storage.follow()
            db = open_tinydb(path)
        assert follower.search(where("n") == number) == []
        db.insert({"n": number})
        assert follower.storage.follow()
        assert not follower.storage.follow()
        assert [each["n"] for each in follower] == list(range(number + 1))
        assert follower.search(where("n") == number) == [{"n": number}]
    with pytest.raises(NotSaved, match="reading only"):
        follower.insert({"n": 9})
    with pytest.raises(NotSaved, match="reading only"):
        follower.storage.compact()
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    follower.close()
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


def test_a_follower_may_come_first(path):
    follower = open_tinydb(path, read_only=True)
    assert not follower.storage.follow()
    with open_tinydb(path) as db:
        db.insert({"n": 0})
        assert follower.storage.follow()
    assert not follower.storage.follow()
    assert follower.all() == [{"n": 0}]


def test_a_follower_forgets_what_was_taken_back():
    disk = Failing()
    db = opened(disk)
    db.insert({"n": 0})
    follower = opened(disk)
    sync, seen = disk.sync, []

    def look_then_fail(handle):
        seen.append(follower.storage.follow())
        raise OSError(5, "Input/output error")

    disk.sync = look_then_fail
    with pytest.raises(NotSaved):
        db.insert({"n": 1})
    disk.sync = sync
    db.insert({"n": 2})
    assert seen == [True]
    assert follower.storage.follow()
    assert [each["n"] for each in follower] == [0, 2]


def test_a_follower_does_not_read_a_line_that_is_being_written():
    disk = Failing()
    db = opened(disk)
    db.insert({"n": 0})
    follower = opened(disk)
    disk.fails = {"write", "truncate"}
    with pytest.raises(NotSaved):
        db.insert({"n": 1})
    assert not follower.storage.follow()
    assert follower.storage.report == ()


@pytest.mark.parametrize("step", range(1, 12))
def test_a_follower_in_the_midst_of_a_compaction_sees_one_state(step):
    disk = MemoryDisk()
    db = opened(disk)
    for number in range(3):
        db.insert({"n": number})
    db.update({"n": 9}, doc_ids=[1])
    follower, early = opened(disk), opened(disk)
    left, right = [step], contents(db)

    def look(what, name):
        left[0] -= 1
        if not left[0]:
            assert not early.storage.follow()
            assert contents(opened(disk)) == right == contents(early)

    disk.after = look
    db.storage.compact()
    disk.after = lambda what, name: None
    assert not follower.storage.follow()
    assert contents(follower) == right


def test_a_file_being_replaced_is_read_again(disk):
    db = opened(disk)
    db.insert({"n": 0})
    late = disk.read

    def read(path):
        found = late(path)
        if path.name == JOURNAL:
            disk.read = late
            db.update({"n": 1})
            db.storage.compact()
        return found

    disk.read = read
    assert opened(disk).all() == [{"n": 1}]


# Threads ------------------------------------------------------------------------------------------


def test_threads_share_a_table(path):
    db = open_tinydb(path)
    table, other = db.table("notes"), db.table("other")
    errors, numbers = [], []
    done = threading.Event()

    def write(name):
        try:
            for number in range(25):
                new = table.insert({"by": name, "n": number})
                numbers.append(new)
                with db.storage.batch():
                    table.update({"seen": True}, doc_ids=[new])
                    other.insert({"by": name})
        except Exception as error:
            errors.append(error)

    def read():
        try:
            while not done.is_set():
                found = table.search(where("by") == 0)
                assert [each["n"] for each in found] == list(range(len(found)))
                assert len(table.all()) <= 100
                assert db.storage.version() is not None
        except Exception as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    writers = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in readers + writers:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert errors == []
    assert sorted(numbers) == list(range(1, 101))
    assert all(each["seen"] for each in table)
    assert len(table.search(where("by") == 0)) == 25
    assert contents(open_tinydb(path, read_only=True)) == contents(db)
    db.close()


def test_a_result_of_before_a_change_is_not_kept(disk):
    table = opened(disk).table("notes")
    table.insert({"n": 1})

    def slow(document):
        if len(table) == 1:
            writer = threading.Thread(target=table.insert, args=({"n": 2},))
            writer.start()
            writer.join()
        return True

    assert len(table.search(slow)) == 1
    assert len(table.search(slow)) == 2


# Against stock TinyDB, step by step ---------------------------------------------------------------


values = st.one_of(
    st.integers(0, 3), clean_text, st.lists(st.integers(0, 2), max_size=2), st.none(), st.just({"deep": [1]})
)
fields = st.dictionaries(st.sampled_from("abc"), values, max_size=3)
numbers = st.integers(1, 6)
tables = st.sampled_from(["notes", "ideas"])


class Alike(RuleBasedStateMachine):
    """Does the same to ours and to a TinyDB in memory; kills, compacts and reopens ours in between."""

    def __init__(self):
        super().__init__()
        self.disk = MemoryDisk()
        self.ours = opened(self.disk)
        self.stock = tinydb.TinyDB(storage=MemoryStorage)

    def both(self, table, work):
        results = []
        for db in (self.ours, self.stock):
            try:
                results.append(work(db.table(table)))
            except ValueError as error:
                results.append(str(error))
        assert results[0] == results[1]

    @rule(table=tables, document=fields)
    def insert(self, table, document):
        known = self.stock.table(table)
        number = max((each.doc_id for each in known), default=0) + 1
        self.both(table, lambda on: on.insert(tinydb.table.Document(document, number)))

    @rule(table=tables, document=fields, number=numbers)
    def upsert(self, table, document, number):
        self.both(table, lambda on: on.upsert(tinydb.table.Document(document, number)))

    @rule(table=tables, document=fields, chosen=st.lists(numbers, max_size=3, unique=True))
    def update(self, table, document, chosen):
        self.both(table, lambda on: on.update(document, doc_ids=chosen))

    @rule(table=tables, value=values)
    def update_where(self, table, value):
        self.both(table, lambda on: on.update(lambda doc: doc.update(b=[doc.get("a")]), where("a") == value))

    @rule(table=tables, chosen=st.lists(numbers, max_size=3, unique=True))
    def remove(self, table, chosen):
        self.both(table, lambda on: on.remove(doc_ids=chosen))

    @rule(table=tables, value=values)
    def remove_where(self, table, value):
        self.both(table, lambda on: on.remove(where("a") == value))

    @rule(table=tables)
    def truncate(self, table):
        self.both(table, lambda on: on.truncate())

    @rule(table=tables)
    def drop(self, table):
        self.ours.drop_table(table)
        self.stock.drop_table(table)

    @rule()
    def compact(self):
        self.ours.storage.compact()

    @rule()
    def kill(self):
        self.disk = self.disk.killed()
        self.ours = opened(self.disk)

    @rule()
    def reopen(self):
        self.ours.close()
        self.ours = opened(self.disk)

    @precondition(lambda self: not self.ours.storage._batch)
    @rule(table=tables, document=fields, number=numbers)
    def batch(self, table, document, number):
        with self.ours.storage.batch():
            self.upsert(table, document, number)
            self.remove(table, [number + 1])
            self.update(table, {"c": "in a batch"}, [1, 2])

    @invariant()
    def hold_the_same(self):
        stock = {name: table for name, table in (self.stock.storage.read() or {}).items() if table}
        held = {
            name: {int(id): doc for id, doc in table.items()} for name, table in contents(self.ours).items()
        }
        assert held == {name: {int(id): doc for id, doc in table.items()} for name, table in stock.items()}
        for name in stock:
            assert [each.doc_id for each in self.ours.table(name)] == [
                each.doc_id for each in self.stock.table(name)
            ]
            assert self.ours.table(name).search(where("a") == 1) == self.stock.table(name).search(
                where("a") == 1
            )


TestAlike = Alike.TestCase
TestAlike.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
