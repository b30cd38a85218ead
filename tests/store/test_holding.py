"""Two programs and one file: one writes, the other reads on and is told who has it."""

import os
import platform
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from facilitator.errors import InUse, NotSaved
from facilitator.model.observation import Observation
from facilitator.store.journal.files import Files
from facilitator.store.records.lock import Holder, holder_of, take_hold
from facilitator.store.records.record_file import RecordFile
from tests.making import START
from tests.store.looking import at_rest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from facilitator.errors import FacilitatorError
from facilitator.model.observation import Observation
from facilitator.store.records.record_file import RecordFile

clock = lambda: datetime(2026, 3, 12, 10, 0, tzinfo=UTC)

def begin(path):
    global file
    file = RecordFile(Path(path), "session", clock=clock)

def put(text):
    file.put(Observation(text=text))

def hold():
    file.hold()

def close():
    global file
    assert file.close()
    file = RecordFile(file.path, "session", clock=clock)

def texts():
    return [note.text for note in file.all(Observation)]

def follow():
    return file.follow() is not None

print("ready", flush=True)
for line in sys.stdin:
    name, *words = line.split()
    try:
        print(repr(globals()[name](*words)), flush=True)
    except FacilitatorError as error:
        print(repr(f"{type(error).__name__}: {error.happened}"), flush=True)
"""


class Program:
    """Another program, which does to a file what it is told by `tell`."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        assert self.process.stdout.readline() == "ready\n"

    def tell(self, *words):
        """Let it do something and return its answer."""
        self.process.stdin.write(" ".join(words) + "\n")
        return eval(self.process.stdout.readline())

    def kill(self):
        """End it as a power cut does, without a word."""
        self.process.kill()
        self.process.communicate()

    def end(self):
        self.process.communicate(timeout=10)


@pytest.fixture(scope="module")
def programs():
    """The other program for one test after the other; a test that kills it leaves the next a new one."""
    running = []
    yield running
    for program in running:
        program.end()


@pytest.fixture
def other(path, programs):
    if not programs:
        programs.append(Program())
    (program,) = programs
    assert program.tell("begin", str(path)) is None
    yield program
    if program.process.poll() is None:
        program.tell("close")
    else:
        programs.clear()


def opened(path):
    return RecordFile(path, "session", clock=lambda: START)


@pytest.fixture
def file(path):
    file = opened(path)
    yield file
    file.close()


def texts(file):
    return [note.text for note in file.all(Observation)]


# Being told ---------------------------------------------------------------------------------------


def test_the_second_writer_is_told_by_whom_at_once(file, other):
    assert other.tell("put", "one") is None
    file.follow()
    before = time.monotonic()
    with pytest.raises(InUse) as caught:
        file.put(Observation(text="two"))
    assert time.monotonic() - before < 1
    told = caught.value.happened
    assert "x.json is open for changes" in told
    assert f"process {other.process.pid} on {platform.node()}" in told
    assert "since " in told
    assert f"{START.astimezone():%d %b %H:%M}" in told
    assert not file.is_held
    assert texts(file) == ["one"]


def test_who_holds_it_can_be_asked(path, other):
    assert holder_of(path) is None
    other.tell("put", "one")
    assert holder_of(path) == Holder(other.process.pid, platform.node(), START)
    other.tell("close")
    assert holder_of(path) is None
    assert not Files(path).lock.exists()
    assert not Files(path).holder.exists()


def test_a_holder_of_today_is_told_by_the_hour():
    now = datetime.now().astimezone()
    assert str(Holder(7, "desk", now)) == f"process 7 on desk, since {now:%H:%M}"
    assert str(Holder(7, "desk", START)).endswith(f"since {START.astimezone():%d %b %H:%M}")


@pytest.mark.parametrize(
    "told", [b"", b"{", b"[]", b"\xff", b'{"process": "x"}', b'{"process": 1, "host": 2}']
)
def test_a_holder_nobody_can_read_is_one(file, other, path, told):
    other.tell("put", "one")
    Files(path).holder.write_bytes(told)
    assert holder_of(path) is None
    with pytest.raises(InUse, match=r"in another window\."):
        file.put(Observation(text="two"))


def test_the_same_program_is_refused_as_well(file, path):
    file.put(Observation(text="one"))
    second = opened(path)
    with pytest.raises(InUse, match=f"process {os.getpid()} "):
        second.put(Observation(text="two"))
    assert file.close()
    second.put(Observation(text="two"))
    assert texts(second) == ["one", "two"]
    assert second.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.put(Observation(text="x")),
        lambda file: file.remove(file.all(Observation)[0]),
        lambda file: file.undo(),
        lambda file: file.forget_history(),
        lambda file: file.hold(),
    ],
    ids=["put", "remove", "undo", "forget", "hold"],
)
def test_nothing_that_writes_goes_past_the_holder(file, path, change):
    file.put(Observation(text="one"))
    second = opened(path)
    heard = []
    second.subscribe(heard.append)
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(InUse):
        change(second)
    second.close()
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before
    assert (texts(second), heard) == (["one"], [])


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NotSaved, match=r"x\.json cannot be opened for changes"):
        take_hold(tmp_path / "file" / "x.json", lambda: START)


def test_a_second_program_that_only_reads_leaves_no_file(path, other):
    other.tell("put", "one")
    other.tell("close")
    before = sorted(path.parent.iterdir())
    second = opened(path)
    assert texts(second) == ["one"]
    assert second.close()
    assert sorted(path.parent.iterdir()) == before


# After a sudden end -------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_lock_of_a_killed_holder_is_free_and_nothing_is_lost(file, path, other):
    other.tell("put", "one")
    other.tell("put", "two")
    with pytest.raises(InUse):
        file.hold()
    other.kill()
    assert holder_of(path) is None
    file.put(Observation(text="three"))
    assert texts(file) == ["one", "two", "three"]
    assert holder_of(path).process == os.getpid()
    assert file.undo_label == "Observation"
    assert file.close()
    assert texts(opened(path)) == ["one", "two", "three"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_who_follows_a_killed_holder_sees_all_it_saved(file, other):
    other.tell("put", "one")
    assert file.follow() is not None
    other.tell("put", "two")
    other.kill()
    assert file.follow() is not None
    assert texts(file) == ["one", "two"]
    assert file.follow() is None


# Following ----------------------------------------------------------------------------------------


def test_the_second_sees_each_change_of_the_first(file, other):
    told = []
    file.subscribe(told.append)
    assert file.follow() is None
    other.tell("put", "one")
    change = file.follow()
    assert [after.text for before, after in change.pairs if before is None] == ["one"]
    assert told == [change]
    other.tell("put", "two")
    other.tell("put", "three")
    assert len(file.follow().pairs) == 2
    assert texts(file) == ["one", "two", "three"]
    assert file.follow() is None
    assert len(told) == 2


@pytest.mark.parametrize("followed", [True, False], ids=["step by step", "in one go"])
def test_the_second_follows_across_a_compaction(file, other, path, followed):
    other.tell("put", "one")
    if followed:
        file.follow()
    other.tell("close")
    assert not Files(path).journal.exists()
    if followed:
        assert file.follow() is None
    other.tell("put", "two")
    if followed:
        assert [after.text for _, after in file.follow().pairs] == ["two"]
    other.tell("close")
    other.tell("put", "three")
    other.tell("close")
    assert file.follow() is not None
    assert texts(file) == ["one", "two", "three"]
    assert file.follow() is None


def test_who_follows_can_undo_what_the_first_did_once_it_is_gone(file, other):
    other.tell("put", "one")
    file.follow()
    assert file.undo_label == "Observation"
    with pytest.raises(InUse):
        file.undo()
    assert texts(file) == ["one"]
    other.tell("close")
    file.undo()
    assert texts(file) == []
    assert other.tell("follow")
    assert other.tell("texts") == []


def test_a_record_changed_and_one_removed_elsewhere_are_told(file, path):
    notes = [file.put(Observation(text=text)) for text in ("one", "two")]
    second = opened(path)
    newer = file.put(msgspec.structs.replace(notes[0], text="new"))
    file.remove(notes[1])
    change = second.follow()
    assert set(change.pairs) == {(notes[0], newer), (notes[1], None)}
    assert change.types == {Observation}
    assert second.all(Observation) == (newer,)


def test_the_holder_itself_has_nothing_to_follow(file):
    file.put(Observation(text="one"))
    assert file.follow() is None


def test_what_another_wrote_is_read_before_the_first_write(file, other):
    heard = []
    file.subscribe(lambda change: heard.append(change.label))
    other.tell("put", "one")
    other.tell("close")
    note = file.put(Observation(text="two"))
    assert texts(file) == ["one", "two"]
    assert heard == ["changed elsewhere", "Observation"]
    file.undo()
    assert texts(file) == ["one"]
    assert file.find(Observation, note.id) is None


# In turns -----------------------------------------------------------------------------------------


def test_nothing_is_lost_when_both_write_in_turns(file, other, path):
    for number in range(6):
        file.put(Observation(text=f"a{number}"))
        assert other.tell("put", "x").startswith("InUse: ")
        assert file.close()
        assert other.tell("put", f"b{number}") is None
        with pytest.raises(InUse):
            file.put(Observation(text="x"))
        other.tell("close")
    said = [f"{who}{number}" for number in range(6) for who in "ab"]
    file.follow()
    assert texts(file) == said
    assert [document["text"] for document in at_rest(path)["observations"].values()] == said
    for _ in said:
        assert file.undo() is not None
    assert texts(file) == []


TURNS = """
import sys, time
from pathlib import Path
from facilitator.errors import InUse
from facilitator.model.observation import Observation
from facilitator.store.records.record_file import RecordFile

path, me, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(count):
    while True:
        file = RecordFile(path, "session")
        try:
            file.put(Observation(text=f"{me}{number}"))
            break
        except InUse:
            time.sleep(0.001)
        finally:
            file.close()
"""


def test_nothing_is_lost_when_several_press_in_at_once(path):
    """Each takes and leaves the lock as fast as it can, so that its file comes and goes under the others."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", TURNS, str(path), who, "25"],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for who in "abc"
    ]
    said = [program.communicate(timeout=120)[1] for program in programs]
    assert said == ["", "", ""]
    found = texts(opened(path))
    assert sorted(found) == sorted(f"{who}{number}" for who in "abc" for number in range(25))
    for who in "abc":
        assert [each for each in found if each[0] == who] == [f"{who}{number}" for number in range(25)]
