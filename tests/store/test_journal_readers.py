"""Followers and threads: what they see of a journal that another writes."""

import threading

import pytest
from tinydb import where

from facilitator.errors import NotSaved
from facilitator.store.journal.journal import open_tinydb
from tests.store.memory_disk import JOURNAL, Failing, MemoryDisk
from tests.store.power_cut import contents, opened
from tests.tables import for_each

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


@for_each("step", range(1, 12))
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


def test_a_file_being_replaced_is_read_again(memory_disk):
    db = opened(memory_disk)
    db.insert({"n": 0})
    late = memory_disk.read

    def read(path):
        found = late(path)
        if path.name == JOURNAL:
            memory_disk.read = late
            db.update({"n": 1})
            db.storage.compact()
        return found

    memory_disk.read = read
    assert opened(memory_disk).all() == [{"n": 1}]


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
        except Exception as error:
            errors.append(error)

    readers = [threading.Thread(target=read)]
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
    assert contents(open_tinydb(path, read_only=True)) == contents(db)
    db.close()


def test_a_result_of_before_a_change_is_not_kept(memory_disk):
    table = opened(memory_disk).table("notes")
    table.insert({"n": 1})

    def slow(document):
        if len(table) == 1:
            writer = threading.Thread(target=table.insert, args=({"n": 2},))
            writer.start()
            writer.join()
        return True

    assert len(table.search(slow)) == 1
    assert len(table.search(slow)) == 2
