"""What folder sync and other programs put in the place of our files: noticed, kept beside, told."""

import json
import shutil
from contextlib import closing
from zlib import crc32

import pytest

from facilitator.model.observation import Observation
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import RecordFile


def opened(path):
    return RecordFile(path, "session")


def say(file, *texts):
    for text in texts:
        file.put(Observation(number=len(file.all(Observation)) + 1, text=text))


def told(path):
    """What is said of the file when it is opened, and the texts in it."""
    with closing(opened(path)) as file:
        return " ".join(file.report), [note.text for note in file.all(Observation)]


def beside(path):
    """The texts of the states that are kept beside the file."""
    return [told(other)[1] for other in sorted(path.parent.glob("x (*).json"))]


@pytest.fixture
def sessions(path, tmp_path_factory):
    """A file that was open three times, and its files as they were after each."""
    states = []
    for text in ("first", "second", "third"):
        with closing(opened(path)) as file:
            say(file, text)
        states.append(tmp_path_factory.mktemp(text))
        for each in path.parent.iterdir():
            shutil.copy(each, states[-1])
    return path, states


def from_elsewhere(path, state, text):
    """The snapshot another computer made of *state*, where *text* was said."""
    with closing(opened(state / path.name)) as file:
        say(file, text)
    return (state / path.name).read_bytes()


# While a session runs -----------------------------------------------------------------------------


@pytest.mark.parametrize("goes_on", [True, False], ids=["and it goes on", "and it closes"])
def test_a_snapshot_put_in_place_during_a_session_is_kept_beside(sessions, goes_on):
    path, states = sessions
    theirs = from_elsewhere(path, states[-1], "said on the other computer")
    with closing(opened(path)) as file:
        say(file, "said here")
        path.with_name("x.new").write_bytes(theirs)
        path.with_name("x.new").replace(path)
        if goes_on:
            say(file, "and here too")
            assert "kept as x (changed elsewhere).json" in " ".join(file.report)
    assert "kept as x (changed elsewhere).json" in " ".join(file.report)
    here = ["first", "second", "third", "said here", *(["and here too"] if goes_on else [])]
    assert told(path) == ("", here)
    assert beside(path) == [["first", "second", "third", "said on the other computer"]]


def test_a_snapshot_that_is_only_written_anew_as_it_was_is_no_other(sessions):
    path, _ = sessions
    with closing(opened(path)) as file:
        say(file, "said here")
        path.write_bytes(path.read_bytes())
        say(file, "and here")
    assert (file.report, beside(path)) == ((), [])


def test_a_journal_that_goes_away_with_the_snapshot_costs_nothing_on_either_side(sessions):
    path, states = sessions
    theirs = from_elsewhere(path, states[-1], "said on the other computer")
    with closing(opened(path)) as file:
        say(file, "said here")
        Files(path).journal.unlink()
        path.write_bytes(theirs)
        say(file, "and here")
    assert told(path) == ("", ["first", "second", "third", "said here", "and here"])
    assert beside(path) == [["first", "second", "third", "said on the other computer"]]


@pytest.mark.parametrize("journal", [False, True], ids=["snapshot", "snapshot and journal"])
def test_rubbish_put_in_place_during_a_session_is_kept_and_stops_nothing(sessions, journal):
    path, _ = sessions
    with closing(opened(path)) as file:
        say(file, "said here")
        path.write_bytes(b"\x00 rubbish")
        if journal:
            Files(path).journal.write_bytes(b"rubbish of a journal\n")
        say(file, "and here")
    assert told(path) == ("", ["first", "second", "third", "said here", "and here"])
    assert path.with_name("x (changed elsewhere).json").read_bytes() == b"\x00 rubbish"
    assert not journal or b"rubbish of a journal" in Files(path).bad.read_bytes()


# Between two sessions -----------------------------------------------------------------------------


def interrupted(path, *texts):
    """Leave the file as after a kill: what is said is in the journal alone."""
    kept = {}
    with closing(opened(path)) as file:
        say(file, *texts)
        kept = {each: each.read_bytes() for each in path.parent.glob("x.json*") if ".lock" not in each.name}
    for each in path.parent.iterdir():
        each.unlink()
    for each, data in kept.items():
        each.write_bytes(data)
    Files(path).holder.unlink(missing_ok=True)


def test_an_older_snapshot_under_a_newer_journal_is_told_and_kept(sessions):
    path, states = sessions
    interrupted(path, "fourth")
    shutil.copy(states[0] / path.name, path)
    found, _ = told(path)
    assert "is an older state" in found
    with closing(opened(path)) as file:
        say(file, "fifth")
    assert beside(path) == [["first"]]


def test_an_older_snapshot_put_in_its_place_is_told(sessions):
    path, states = sessions
    shutil.copy(states[0] / path.name, path)
    assert "put an older state in the place of x.json" in told(path)[0]


def test_what_an_older_snapshot_hides_is_kept_beside_when_it_goes_on(sessions):
    """Or the state before, which is newer than the one put in its place, would be gone at the next saving."""
    path, states = sessions
    shutil.copy(states[0] / path.name, path)
    for text in ("fourth", "fifth"):
        with closing(opened(path)) as file:
            say(file, text)
    assert told(path)[1] == ["first", "fourth", "fifth"]
    assert beside(path) == [["first", "second"]]


@pytest.mark.parametrize("gone", [0, 1, 2, slice(0, 2), slice(1, 3)])
def test_whole_lines_missing_in_a_journal_are_told(sessions, gone):
    path, _ = sessions
    interrupted(path, "fourth", "fifth", "sixth", "seventh")
    lines = Files(path).journal.read_bytes().splitlines(keepends=True)
    del lines[gone]
    Files(path).journal.write_bytes(b"".join(lines))
    assert "missing in x.json.journal" in told(path)[0]


def test_lines_that_come_back_do_not_take_back_what_came_after(sessions):
    path, _ = sessions
    with closing(opened(path)) as file:
        first = file.all(Observation)[0]
        for text in ("an earlier wording", "the last wording"):
            first = file.put(Observation(number=1, text=text, id=first.id))
        journal = Files(path).journal.read_bytes()
        whole = {each: each.read_bytes() for each in (path, Files(path).checksum)}
    for each, data in whole.items():
        each.write_bytes(data)
    Files(path).journal.write_bytes(journal + b"".join(journal.splitlines(keepends=True)[:1]))
    found, texts = told(path)
    assert ("do not follow" in found, texts[0]) == (True, "the last wording")


def test_a_journal_of_long_ago_takes_nothing_back_and_is_kept(sessions):
    path, _ = sessions
    interrupted(path, "fourth")
    old = Files(path).journal.read_bytes()
    opened(path).close()
    with closing(opened(path)) as file:
        note = file.all(Observation)[-1]
        file.put(Observation(number=note.number, text="fourth, in better words", id=note.id))
    with closing(opened(path)) as file:
        say(file, "fifth")
    Files(path).journal.write_bytes(old)
    found, texts = told(path)
    assert "is older than x.json" in found
    assert texts[-2:] == ["fourth, in better words", "fifth"]
    with closing(opened(path)) as file:
        say(file, "sixth")
    assert old in Files(path).bad.read_bytes()


def test_a_journal_without_numbers_is_read_and_numbered_from_then_on(sessions):
    path, _ = sessions
    interrupted(path, "fourth", "fifth")
    journal = Files(path).journal
    texts = [json.loads(line[9:]) for line in journal.read_bytes().splitlines()]
    bare = [json.dumps([op for op in text if op[0] != "at"]).encode() for text in texts]
    journal.write_bytes(b"".join(b"%08x %b\n" % (crc32(text), text) for text in bare))
    assert told(path) == ("", ["first", "second", "third", "fourth", "fifth"])
    with closing(opened(path)) as file:
        say(file, "sixth")
        assert b'[["at",3],' in journal.read_bytes()
        lines = journal.read_bytes().splitlines(keepends=True)
    assert len(lines) == 3
