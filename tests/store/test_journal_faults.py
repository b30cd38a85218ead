"""The journal on a disk that fails, beside other programs, and damaged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import tinydb
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import Damaged, NotSaved
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.journal import open_tinydb
from tests.store.looking import names
from tests.store.memory_disk import JOURNAL, PATH, Failing, MemoryDisk
from tests.store.power_cut import contents, opened
from tests.tables import for_each

ROOT = Path(__file__).parents[2]


# A disk that fails --------------------------------------------------------------------------------


CALLS = ["write", "sync", "sync_folder", f"open {JOURNAL}", "open x.json"]


@for_each("call", CALLS)
@for_each("first", [True, False])
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


@for_each("call", ["write", "sync"])
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


@for_each("closing", [True, False])
@for_each("call", COMPACTION)
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
from facilitator.store.journal.journal import open_tinydb
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


def test_an_interrupted_write_never_was(memory_disk):
    db = opened(memory_disk)
    db.insert({"n": 1})

    def interrupted(what, name):
        if what == "write":
            memory_disk.after = lambda what, name: None
            raise KeyboardInterrupt

    memory_disk.after = interrupted
    with pytest.raises(KeyboardInterrupt):
        db.insert({"n": 2})
    assert contents(opened(memory_disk.killed())) == contents(db) == {"_default": {"1": {"n": 1}}}
    db.insert({"n": 3})
    assert len(opened(memory_disk.killed())) == 2


def test_replacing_is_tried_again_where_readers_are_in_the_way(tmp_path, monkeypatch):
    waits, refusals = [], iter([True] * 3)
    replace = os.replace

    def busy(source, target):
        if next(refusals, False):
            raise PermissionError(13, "in use")
        replace(source, target)

    monkeypatch.setattr("facilitator.store.journal.disk.sys.platform", "win32")
    monkeypatch.setattr("facilitator.store.journal.disk.time.sleep", waits.append)
    monkeypatch.setattr(os, "replace", busy)
    (tmp_path / "a").touch()
    Disk().replace(tmp_path / "a", tmp_path / "b")
    assert names(tmp_path) == {"b"}
    assert len(waits) == 3


def test_replacing_is_given_up_in_the_end(tmp_path, monkeypatch):
    def busy(source, target):
        raise PermissionError(13, "in use")

    monkeypatch.setattr("facilitator.store.journal.disk.sys.platform", "win32")
    monkeypatch.setattr("facilitator.store.journal.disk.time.sleep", lambda seconds: None)
    monkeypatch.setattr(os, "replace", busy)
    with pytest.raises(PermissionError):
        Disk().replace(tmp_path / "a", tmp_path / "b")


# Other programs -----------------------------------------------------------------------------------


def test_a_second_writer_is_refused_before_harm(memory_disk):
    one, other = opened(memory_disk), opened(memory_disk)
    one.insert({"by": "one"})
    with pytest.raises(NotSaved, match="another program"):
        other.insert({"by": "other"})
    one.insert({"by": "one again"})
    other.close()
    assert [each["by"] for each in opened(memory_disk.killed())] == ["one", "one again"]


def test_a_second_program_that_only_tidies_up_does_no_harm(memory_disk):
    one = opened(memory_disk)
    one.insert({"by": "one"})
    opened(memory_disk).close()
    assert JOURNAL not in memory_disk.names
    one.insert({"by": "one again"})
    assert [each["by"] for each in opened(memory_disk.killed())] == ["one", "one again"]


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


def test_a_journal_of_long_ago_is_told(memory_disk):
    db = opened(memory_disk)
    db.insert({"n": 1})
    old = memory_disk.names[JOURNAL].seen
    db.close()
    for number in (2, 3):
        db = opened(memory_disk)
        db.update({"n": number})
        db.close()
    again = opened(MemoryDisk(memory_disk.seen() | {JOURNAL: old}))
    assert "is older than x.json" in again.storage.report[0]
    assert [each["n"] for each in again] == [3]


def test_a_file_that_is_gone_is_told(memory_disk):
    db = opened(memory_disk)
    db.insert({"n": 1})
    db.storage.compact()
    db.insert({"n": 2})
    left = memory_disk.seen()
    del left["x.json"]
    with pytest.raises(Damaged, match="is gone, but not its journal"):
        opened(MemoryDisk(left))


@pytest.mark.parametrize("line", [[["sing"]], [["put", "notes"]], [["put", "notes", "x", {}]], [7]])
def test_lines_of_another_version_are_told(memory_disk, line):
    db = opened(memory_disk)
    db._journal = db.storage._writer.journal
    db._journal.append([json.dumps(each) for each in line])
    with pytest.raises(Damaged):
        opened(memory_disk.killed())


# Damage -------------------------------------------------------------------------------------------


def ten_notes():
    disk = MemoryDisk()
    db = opened(disk)
    for number in range(10):
        db.table("notes").insert({"text": f"note {number}", "nods": number})
    return disk.seen()


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
    files = disk.seen()
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
