"""What one window read, another changed, and the first then writes: told, and nothing written over."""

from datetime import timedelta

import msgspec
import pytest

from facilitator.errors import ChangedMeanwhile
from facilitator.model.observation import Observation
from facilitator.store.records.record_file import RecordFile
from tests.making import START


@pytest.fixture
def windows(path):
    """Two windows on one file; each lets go of it with `close` and goes on reading."""
    seconds = iter(range(1000))
    windows = [
        RecordFile(path, "session", clock=lambda: START + timedelta(seconds=next(seconds))) for _ in "ab"
    ]
    yield windows
    for window in windows:
        window.close()


@pytest.fixture
def here(windows):
    return windows[0]


@pytest.fixture
def there(windows):
    return windows[1]


@pytest.fixture
def note(here):
    note = here.put(Observation(text="Board meets Tuesdays"))
    here.close()
    return note


def with_text(note, text):
    return msgspec.structs.replace(note, text=text)


def put_both(window, one, other):
    with window.group("both"):
        window.put(one)
        window.put(other)


def look_again(window, know):
    if know:
        window.follow()


@pytest.mark.parametrize("know", [False, True])
def test_what_another_window_changed_is_not_written_over(here, there, note, know):
    theirs = there.put(with_text(note, "Board meets Thursdays"))
    there.close()
    look_again(here, know)
    with pytest.raises(ChangedMeanwhile, match="another window") as caught:
        here.put(with_text(note, "Board meets on Tuesdays"))
    assert caught.value.todo
    assert here.all(Observation) == (theirs,)
    here.close()
    there.follow()
    assert there.all(Observation) == (theirs,)
    assert there.undo_label == "Observation"
    assert there.undo().pairs == ((note, theirs),)


@pytest.mark.parametrize("know", [False, True])
def test_what_another_window_took_out_does_not_come_back(here, there, note, know):
    there.remove(note)
    there.forget_history()
    there.close()
    look_again(here, know)
    with pytest.raises(ChangedMeanwhile):
        here.put(with_text(note, "Board meets on Tuesdays"))
    assert here.all(Observation) == ()


def test_who_looked_again_writes_on(here, there, note):
    there.put(with_text(note, "Board meets Thursdays"))
    there.close()
    with pytest.raises(ChangedMeanwhile):
        here.put(with_text(note, "x"))
    mine = here.put(with_text(here.find(Observation, note.id), "Board meets on Thursdays"))
    assert here.all(Observation) == (mine,)


def test_what_another_window_brought_back_can_be_written(here, there, note):
    there.remove(note)
    there.undo()
    there.close()
    mine = here.put(with_text(note, "Board meets on Tuesdays"))
    assert here.all(Observation) == (mine,)


def test_nothing_of_a_group_is_written_when_one_of_it_changed(here, there, note):
    there.put(with_text(note, "Board meets Thursdays"))
    there.close()
    with pytest.raises(ChangedMeanwhile):
        put_both(here, Observation(text="new"), with_text(note, "x"))
    assert [each.text for each in here.all(Observation)] == ["Board meets Thursdays"]


def test_one_window_alone_is_held_to_its_newest_state(here, note):
    newer = here.put(with_text(note, "y"))
    with pytest.raises(ChangedMeanwhile):
        here.put(with_text(note, "z"))
    assert here.all(Observation) == (newer,)


# Undo and redo ------------------------------------------------------------------------------------


@pytest.mark.parametrize("know", [False, True])
def test_undo_takes_back_what_was_seen_or_nothing(here, there, note, know):
    theirs = there.put(Observation(text="theirs"))
    there.close()
    look_again(here, know)
    if know:
        assert here.undo().pairs == ((None, theirs),)
        return
    with pytest.raises(ChangedMeanwhile, match="nothing was taken back"):
        here.undo()
    assert here.all(Observation) == (note, theirs)
    here.undo()
    assert here.all(Observation) == (note,)
    here.undo()
    assert here.all(Observation) == ()


def test_redo_does_again_what_was_seen_or_nothing(here, there, note):
    here.undo()
    here.close()
    theirs = there.put(Observation(text="theirs"))
    there.close()
    assert here.redo_label == "Observation"
    with pytest.raises(ChangedMeanwhile):
        here.redo()
    assert here.all(Observation) == (theirs,)
    assert here.redo_label is None
