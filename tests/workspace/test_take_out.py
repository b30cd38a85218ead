"""What a room had taken out is gone from every file, unasked; what was done beside it can still be undone."""

import shutil

import msgspec
import pytest

from facilitator.errors import InUse
from facilitator.model.changes import REDACTED
from facilitator.model.observation import Observation
from facilitator.store.journal.journal import JournalStorage
from facilitator.store.records.record_file import Background, RecordFile
from facilitator.workspace.deletion.log import KeptOut, deletions
from facilitator.workspace.erasure.engine import Erasure
from facilitator.workspace.erasure.take_out import plan_take_out, take_out
from facilitator.workspace.erasure.text_search import look_through
from facilitator.workspace.integrity.backup import back_up, backups_of
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.manifest import verify
from tests.workspace.redacting import EARLIER, Told, bytes_of
from tests.workspace.test_redaction import Cut, PowerCut


@pytest.fixture
def told(tmp_path):
    told = Told(tmp_path / "workspace")
    yield told
    told.folder.close()


def taken_out(told, *records, **more):
    return take_out(told.workspace, told.folder, told.file, [record.id for record in records], **more)


def test_a_removed_line_is_gone_from_undo_and_every_copy_and_other_steps_of_undo_stay(told):
    before = told.note("said before")
    said = told.note()
    told.copies()
    told.file.put(msgspec.structs.replace(told.file.find(Observation, said.id), nods=3))
    told.file.remove(told.file.find(Observation, said.id))
    after = told.note("said after")
    row = msgspec.to_builtins(said)
    assert len(bytes_of(told.root)) > 6
    erased = taken_out(told, said)
    assert len(erased.copies) >= 4
    # Beside what an interruption left, which only a question may delete, the words are in no byte.
    left = plan_take_out(told.workspace, told.folder, told.file, [said.id]).left
    assert {path.name.rpartition(".")[2] for path in bytes_of(told.root)} <= {"new", "tmp", "bad"}
    assert set(bytes_of(told.root)) <= set(left) | set(bytes_of(told.folder.path))
    assert told.file.undo().label == "Observation"
    assert told.file.all(Observation) == (before,)
    assert told.file.redo()
    assert [note.text for note in told.file.all(Observation)] == ["said before", after.text]
    assert deletions(told.folder.path)[-1].command == "take-out"
    assert KeptOut(told.folder.path).document(Observation, row) is None
    assert all(verify(each) for each in backups_of(told.workspace, told.folder.path))


def test_a_line_that_is_still_there_keeps_its_figures(told):
    said = told.note(nods=5)
    taken_out(told, said)
    now = told.file.find(Observation, said.id)
    assert (now.text, now.nods) == (REDACTED, 5)
    assert bytes_of(told.root) == []
    told.folder.close()
    assert check(told.workspace).problems == ()


def test_only_the_earlier_wording_goes_when_the_line_was_changed(told):
    said = told.note(EARLIER)
    told.copies()
    said = told.file.find(Observation, said.id)
    now = told.file.put(msgspec.structs.replace(said, text="Said more kindly"))
    taken_out(told, said, earlier_only=True)
    assert told.file.find(Observation, said.id) == now
    left = [path for path in bytes_of(told.root, "schlimmer") if path.suffix not in (".new", ".tmp", ".bad")]
    assert left == []
    kept_out = KeptOut(told.folder.path)
    assert kept_out.document(Observation, msgspec.to_builtins(now)) == msgspec.to_builtins(now)
    before = msgspec.to_builtins(said) | {"changed": "2026-04-09T09:59:59Z"}
    assert kept_out.document(Observation, before)["text"] == REDACTED


def test_what_another_window_has_open_is_left_whole_and_done_later(told):
    said = told.note()
    told.file.remove(said)
    path = told.file.path
    told.again()
    other = RecordFile(path, "session")
    other.hold()
    with pytest.raises(InUse):
        taken_out(told, said)
    assert bytes_of(told.root)
    other.close()
    taken_out(told, said)
    assert bytes_of(told.root) == []


def test_it_goes_on_beside_a_session_that_is_saved_in_the_background(told):
    """Step by step, as a program does that goes on: the words are gone when it has finished."""
    told.folder.save_in_background(Background(lambda deliver: deliver(), lambda: None))
    said = told.note()
    told.file.remove(said)
    plan = plan_take_out(told.workspace, told.folder, told.file, [said.id])
    with Erasure(plan.task) as erasure:
        erasure.change_copies()
        told.note("said meanwhile")
        erasure.change_records()
        erasure.finish()
    assert look_through(plan.sought, told.workspace.root).found == ()
    assert [note.text for note in told.file.all(Observation)] == ["said meanwhile"]


def test_killed_anywhere_it_is_done_on_the_next_opening(tmp_path, monkeypatch):
    """What is left afterwards is a whole workspace, and taking out again does the rest."""
    finished = False
    for at in range(0, 400, 7):
        told = Told(tmp_path / str(at))
        said = told.note()
        told.again()
        backup = back_up(told.workspace, told.folder)
        told.file.remove(said)
        cut = Cut(at)
        monkeypatch.setattr(JournalStorage, "disk", cut)
        try:
            taken_out(told, said)
            finished = True
        except PowerCut:
            pass
        left = tmp_path / f"{at}-left"
        shutil.copytree(told.root, left, ignore=shutil.ignore_patterns("*.lock", "*.holder"))
        cut.left = 10_000
        told.again(left)
        assert told.file.session.short_id == "L-01"
        assert told.file.all(Observation) == ()
        taken_out(told, said)
        assert bytes_of(told.root) == []
        verify(left / backup.relative_to(tmp_path / str(at)))
        told.folder.close()
        if finished:
            break
    assert finished
    assert at > 20
