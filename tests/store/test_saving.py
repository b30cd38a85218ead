"""Saving while the program goes on: writes return at once, nothing is lost, and what is safe is told."""

import queue
import threading
import time

import msgspec
import pytest

from facilitator.errors import InUse, NotSaved, RuleBroken
from facilitator.model.observation import Observation
from facilitator.model.programme import Programme
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import Background, RecordFile
from facilitator.store.records.record_tables import RecordTables
from tests.making import START
from tests.store.looking import at_rest, copied, files_with

LONG = 10
"""Seconds after which a test gives up; none waits that long."""


class Program:
    """The program's own thread: what is delivered to it runs when a test lets it."""

    def __init__(self):
        self.delivered = queue.SimpleQueue()
        self.watched = 0
        self.background = Background(self.delivered.put, self.watch)

    def watch(self):
        self.watched += 1

    def run(self):
        """Run what was delivered so far."""
        while True:
            try:
                function = self.delivered.get_nowait()
            except queue.Empty:
                return
            function()

    def run_next(self):
        """Wait for the next delivery and run it."""
        self.delivered.get(timeout=LONG)()


@pytest.fixture
def program():
    return Program()


@pytest.fixture
def file(path, program):
    file = RecordFile(path, "session", clock=lambda: START)
    file.save_in_background(program.background)
    yield file
    file.close()


@pytest.fixture
def gate(file, monkeypatch):
    """A disk that takes its time: a sync waits until the gate is open. It is open at first."""

    gate, sync = threading.Event(), Disk.sync

    def slowly(disk, handle):
        assert gate.wait(LONG)
        sync(disk, handle)

    gate.set()
    monkeypatch.setattr(Disk, "sync", slowly)
    yield gate
    gate.set()


def say(file, text):
    return file.put(Observation(text=text))


def texts(file):
    return [note.text for note in file.all(Observation)]


def read(path):
    """Return what another program reads now."""
    return texts(RecordFile(path, "session"))


# All is well --------------------------------------------------------------------------------------


def test_a_write_returns_before_the_disk_is_done(file, path, program, gate):
    say(file, "first")
    assert file.settle(LONG)
    program.run()
    gate.clear()
    notes = [say(file, text) for text in ("one", "two", "three")]
    assert texts(file) == ["first", "one", "two", "three"]
    assert file.waiting == 3
    assert file.unsaved == {note.id for note in notes}
    assert file.waited > 0
    assert file.trouble is None
    assert not file.settle(0.01)
    gate.set()
    assert file.settle(LONG)
    program.run()
    assert (file.waiting, file.unsaved, file.waited) == (0, frozenset(), 0.0)
    assert read(path) == ["first", "one", "two", "three"]


def test_listeners_hear_only_what_is_durable_in_order_and_on_the_programs_own_thread(file, path, program):
    heard = []

    def hear(change):
        (pair,) = change.pairs
        assert pair[1].text in read(path)
        heard.append((pair[1].text, threading.current_thread()))

    file.subscribe(hear)
    said = [f"note {number}" for number in range(30)]
    for text in said:
        say(file, text)
    assert file.settle(LONG)
    assert heard == []
    assert file.waiting == len(said)
    program.run()
    assert heard == [(text, threading.current_thread()) for text in said]
    assert file.waiting == 0


def test_each_change_is_saved_though_nobody_waits_for_it(file, path, program):
    for number in range(20):  # some of them come when the thread already rests
        say(file, f"note {number}")
        program.run_next()
        assert file.waiting == 0
    assert len(read(path)) == 20


def test_what_was_delivered_is_saved_whatever_waits_behind_it(file, program, gate):
    first = say(file, "first")
    assert file.settle(LONG)
    gate.clear()
    second = say(file, "second")
    program.run()
    assert file.unsaved == {second.id}
    gate.set()
    assert file.settle(LONG)
    program.run()
    assert file.unsaved == frozenset()
    assert first in file.all(Observation)


def test_a_record_changed_twice_is_unsaved_until_its_newest_state_is_safe(file, program, gate):
    note = say(file, "first")
    assert file.settle(LONG)
    gate.clear()
    file.put(msgspec.structs.replace(note, text="second"))
    program.run()
    assert file.unsaved == {note.id}
    gate.set()
    assert file.settle(LONG)
    program.run()
    assert file.unsaved == frozenset()


def test_who_waits_is_told_when_something_begins_to_wait(file, program):
    watched = program.watched
    say(file, "one")
    assert program.watched == watched + 1


def test_a_broken_rule_is_told_at_once_and_nothing_waits(file):
    with pytest.raises(RuleBroken):
        file.put(Observation(text="x", nods=-1))
    assert (file.waiting, texts(file)) == (0, [])


def test_a_file_in_use_is_told_at_once_and_nothing_waits(file, path):
    other = RecordFile(path, "session")
    other.hold()
    with pytest.raises(InUse):
        say(file, "x")
    assert (file.waiting, texts(file)) == (0, [])
    other.close()


def test_closing_saves_what_waits_and_tells_so(path, file, gate):
    gate.clear()
    for number in range(5):
        say(file, f"note {number}")
    assert file.waiting == 5
    gate.set()
    assert file.close() is True
    assert read(path) == [f"note {number}" for number in range(5)]
    assert [each["text"] for each in at_rest(path)["observations"].values()] == texts(file)


def test_a_file_that_was_only_read_closes_durably(path, program):
    file = RecordFile(path, "session", background=program.background)
    assert file.settle(0)
    assert file.close() is True
    assert list(path.parent.iterdir()) == []


def test_a_file_that_was_closed_can_be_written_again(file, path, program):
    say(file, "one")
    assert file.close()
    program.run()
    say(file, "two")
    assert file.close()
    program.run()
    assert read(path) == ["one", "two"]


def test_no_thread_stays_behind(file):
    say(file, "one")
    assert any(each.name == "saving x.json" for each in threading.enumerate())
    file.close()
    assert not any(each.name == "saving x.json" for each in threading.enumerate())


# Undo and groups while they wait ------------------------------------------------------------------


def test_undo_and_redo_while_all_still_waits(file, path, program, gate):
    say(file, "one")
    assert file.settle(LONG)
    gate.clear()
    say(file, "two")
    with file.group("several"):
        say(file, "three")
        say(file, "four")
    assert file.undo_label == "several"
    file.undo()
    assert texts(file) == ["one", "two"]
    file.undo()
    file.redo()
    assert (texts(file), file.redo_label) == (["one", "two"], "several")
    assert read(path)[:1] == ["one"]
    gate.set()
    assert file.settle(LONG)
    program.run()
    again = RecordFile(path, "session")
    assert texts(again) == ["one", "two"]
    assert (again.undo_label, again.redo_label) == ("Observation", "several")
    file.redo()
    assert texts(file) == ["one", "two", "three", "four"]


def test_a_group_is_one_change_on_its_way(file, program, gate):
    gate.clear()
    with file.group("several"):
        notes = [say(file, "one"), say(file, "two")]
        assert file.waiting == 0
    assert file.waiting == 1
    assert file.unsaved == {note.id for note in notes}
    told = []
    file.subscribe(told.append)
    gate.set()
    assert file.settle(LONG)
    program.run()
    assert [change.label for change in told] == ["several"]


def test_a_group_that_fails_leaves_what_waits(file, path, program, gate):
    say(file, "zero")
    assert file.settle(LONG)
    gate.clear()
    say(file, "one")

    def half():
        with file.group("half"):
            say(file, "two")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert (texts(file), file.waiting) == (["zero", "one"], 2)
    gate.set()
    assert file.settle(LONG)
    assert read(path) == ["zero", "one"]


def test_without_a_trace_in_the_background_too(file, path, program):
    note = say(file, "CANARY")
    assert file.settle(LONG)
    assert files_with("CANARY", path.parent) != []
    with file.group("redacted", trace=False):
        file.put(msgspec.structs.replace(note, text="gone"))
    say(file, "after")
    assert file.settle(LONG)
    program.run()
    assert files_with("CANARY", path.parent) == []
    assert read(path) == ["gone", "after"]
    assert file.undo_label == "Observation"
    file.undo()
    assert file.undo_label is None


# A disk that refuses ------------------------------------------------------------------------------


@pytest.fixture
def full(file, program, disk):
    """The file with one note saved, and three that the disk refuses."""
    say(file, "safe")
    assert file.settle(LONG)
    program.run()
    disk.full = True
    for text in ("one", "two", "three"):
        say(file, text)
    assert not file.settle(LONG)
    return file


def test_all_that_is_refused_is_kept_and_told(full, path, program):
    assert full.waiting == 3
    assert isinstance(full.trouble, NotSaved)
    assert full.trouble.happened.startswith("Not saved: ")
    assert texts(full) == ["safe", "one", "two", "three"]
    assert len(full.unsaved) == 3
    assert full.waited > 0
    assert read(path) == ["safe"]
    watched = program.watched
    program.run()
    assert program.watched == watched + 1
    assert full.waiting == 3


def test_capturing_goes_on_and_all_is_saved_in_order_once_the_disk_is_mended(full, path, program, disk):
    told = []
    full.subscribe(lambda change: told.append(change.pairs[0][1].text))
    say(full, "four")
    assert not full.settle(LONG)
    full.undo()
    say(full, "five")
    program.run()
    watched = program.watched
    disk.full = False
    full.retry()
    assert full.settle(LONG)
    assert full.trouble is None
    program.run()
    assert program.watched > watched
    assert (full.waiting, full.unsaved) == (0, frozenset())
    assert told == ["one", "two", "three", "four", "four", "five"]
    said = ["safe", "one", "two", "three", "five"]
    assert texts(full) == read(path) == said
    assert full.close()
    again = RecordFile(path, "session")
    assert texts(again) == said
    for _ in said:
        assert again.undo() is not None
    assert texts(again) == []
    again.close()


def test_a_mended_disk_is_noticed_unasked(full, path, program, disk):
    program.run()
    disk.full = False
    while full.waiting:
        program.run_next()
    assert full.trouble is None
    assert read(path) == ["safe", "one", "two", "three"]


def test_the_program_is_told_only_when_trouble_begins_and_ends(full, program, disk):
    program.run()
    watched = program.watched
    for _ in range(3):
        full.retry()
        assert not full.settle(LONG)
    program.run()
    assert program.watched == watched
    disk.full = False
    assert full.settle(LONG)
    program.run()
    assert program.watched == watched + 1


def test_a_group_and_its_undo_wait_together(file, path, program, disk):
    say(file, "safe")
    assert file.settle(LONG)
    disk.full = True
    with file.group("several"):
        say(file, "one")
        say(file, "two")
    file.undo()
    file.redo()
    assert not file.settle(LONG)
    assert read(path) == ["safe"]
    disk.full = False
    assert file.settle(LONG)
    assert read(path) == ["safe", "one", "two"]
    assert RecordFile(path, "session").undo_label == "several"


def test_closing_on_a_disk_that_refuses_tells_so_and_ends(full, path):
    before = time.monotonic()
    assert full.close() is False
    assert time.monotonic() - before < LONG
    assert not any(each.name == "saving x.json" for each in threading.enumerate())
    assert read(path) == ["safe"]


def test_a_sudden_end_while_the_disk_refuses_keeps_what_was_told_to_be_safe(full, tmp_path, path, disk):
    left = tmp_path / "left"
    left.mkdir()
    copy = copied(path, left)
    assert read(copy) == ["safe"]
    assert RecordFile(copy, "session").undo_label == "Observation"


# A disk that does not answer ----------------------------------------------------------------------


def answered(name="saving x.json"):
    """Wait until the disk has answered and the thread of the file has ended."""
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(LONG)
            assert not thread.is_alive()


def test_who_leaves_waits_no_longer_than_it_says(file, path, gate):
    gate.clear()
    say(file, "first")
    say(file, "second")
    assert not file.settle(0.01)
    assert not file.close(0.01)
    assert file.is_held
    assert not file.close()  # what was given up is not waited for again
    assert file.waiting == 2
    gate.set()
    answered()
    assert not file.is_held
    assert read(path) == ["first", "second"]
    assert not Files(path).journal.exists()


def test_tidying_up_holds_nobody_back_either(file, path, gate):
    say(file, "first")
    assert file.settle(LONG)
    gate.clear()
    assert file.close(0.01)  # all is durable; only the file is not as at rest yet
    assert read(path) == ["first"]
    gate.set()
    answered()
    assert not Files(path).journal.exists()


def test_a_file_that_was_given_up_can_be_written_again_once_the_disk_answers(file, path, gate):
    gate.clear()
    say(file, "first")
    assert not file.close(0.01)
    gate.set()
    answered()
    say(file, "second")
    assert file.settle(LONG)
    assert file.close()
    assert read(path) == ["first", "second"]


# A copy elsewhere ---------------------------------------------------------------------------------


def test_a_copy_holds_everything_saved_or_not(full, tmp_path, disk):
    disk.full = False  # the other place is on another disk; this one takes a second to be tried again
    other = tmp_path / "stick" / "copy.json"
    other.parent.mkdir()
    full.keep_copy(other)
    copy = RecordFile(other, "session")
    assert copy.all(Observation) == full.all(Observation)
    assert texts(copy) == ["safe", "one", "two", "three"]
    assert [each["text"] for each in at_rest(other)["observations"].values()] == texts(full)
    assert sorted(path.name for path in other.parent.iterdir()) == ["copy.json", "copy.json.sum"]


def test_a_copy_the_disk_refuses_is_told(full, tmp_path):
    other = tmp_path / "stick" / "copy.json"
    other.parent.mkdir()
    with pytest.raises(NotSaved):
        full.keep_copy(other)
    assert full.waiting == 3


def test_a_copy_goes_over_nothing_that_is_there(file, tmp_path):
    other = tmp_path / "copy.json"
    say(file, "one")
    file.keep_copy(other)
    say(file, "two")
    with pytest.raises(NotSaved, match="is there already"):
        file.keep_copy(other)
    assert read(other) == ["one"]


def test_a_copy_never_goes_where_the_file_itself_lies(file, path):
    say(file, "one")
    with pytest.raises((InUse, NotSaved)):
        file.keep_copy(path)
    assert texts(file) == ["one"]


def test_a_copy_of_a_programme(tmp_path, program):
    file = RecordFile(tmp_path / "programme.json", "programme", background=program.background)
    programme = file.put(Programme(name="x", organisation="y"))
    file.keep_copy(tmp_path / "copy.json")
    assert RecordFile(tmp_path / "copy.json", "programme").all(Programme) == (programme,)
    file.close()


# A fault of our own -------------------------------------------------------------------------------


@pytest.fixture
def crashing(file, program, monkeypatch):
    """A file with one note saved whose next save crashes."""
    say(file, "safe")
    assert file.settle(LONG)
    program.run()
    really = RecordTables.save

    def crash(*_, **__):
        monkeypatch.setattr(RecordTables, "save", really)
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(RecordTables, "save", crash)
    return file


def test_a_crash_while_saving_is_delivered(crashing, program):
    say(crashing, "lost")
    with pytest.raises(ZeroDivisionError, match="a fault"):
        program.run_next()


def test_after_a_crash_the_thread_goes_on(crashing, path, program):
    say(crashing, "crashes")
    with pytest.raises(ZeroDivisionError):
        program.run_next()
    say(crashing, "goes on")
    program.run_next()
    assert "goes on" in read(path)


def test_after_a_crash_nobody_is_told_that_all_is_durable(crashing, path, program):
    note = say(crashing, "lost")
    with pytest.raises(ZeroDivisionError):
        program.run_next()
    assert note.id in crashing.unsaved or note.text in read(path)
    assert crashing.close() is (note.text in read(path))
