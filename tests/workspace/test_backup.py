"""A backup holds every record as it is, is read back before it counts, and comes back beside what is."""

import json
import shutil
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from facilitator.errors import BadInput, Damaged, FacilitatorError, NotSaved
from facilitator.model.audience import team
from facilitator.model.observation import Observation
from facilitator.model.registry import entities_of
from facilitator.model.trail import SentCalendar, SentEvent
from facilitator.store import JournalStorage
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.files import Files
from facilitator.store.records.record_file import Background
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity import backup
from facilitator.workspace.integrity import restore as restore_module
from facilitator.workspace.integrity.backup import back_up, backups_of
from facilitator.workspace.integrity.check import check
from facilitator.workspace.integrity.manifest import MANIFEST, seal_anew, verify
from facilitator.workspace.integrity.restore import restore
from facilitator.workspace.release.sent_calendars import first_sequence, remember_sent, sent_events

NOW = datetime(2026, 4, 9, 17, 15, tzinfo=UTC)


@pytest.fixture
def workspace(example):
    example.folder.close()
    return Workspace(example.folder.path.parents[1])


@pytest.fixture
def made(workspace):
    """A backup of the worked example."""
    with closing(workspace.programme()) as folder:
        return back_up(workspace, folder, clock=lambda: NOW)


def records(folder):
    """All records of a programme, by file, but what a restore writes anew for calendars."""
    with closing(folder):
        return {
            file.path.name: [
                record
                for kind in entities_of(file.kind)
                if kind is not SentCalendar
                for record in file.all(kind)
            ]
            for file in (folder.file, *folder.sessions)
        }


def names(path):
    return sorted(each.name for each in path.iterdir())


def test_a_backup_is_a_folder_named_by_programme_and_time(workspace, made):
    assert made.parent == workspace.root / "backups"
    assert made.name.startswith("demo-2026-04-09-")
    source = workspace.sessions_dir / "demo"
    assert names(made) == sorted([MANIFEST, *(path.name for path in source.glob("*.json"))])
    manifest = json.loads((made / MANIFEST).read_text("utf-8"))
    assert manifest["when"] == "2026-04-09T17:15:00Z"
    assert {kept["name"] for kept in manifest["files"]} == {path.name for path in source.glob("*.json")}


def test_its_files_are_plain_tinydb_and_hold_the_same_records(workspace, made):
    source = records(workspace.programme())
    assert records(workspace.open(made)) == source
    with closing(TinyDB(made / "2026-03-12-infrastructure-and-cloud.json")) as db:
        assert len(db.table("sessions")) == 1


def test_what_a_running_session_has_in_its_journal_is_in_it(workspace):
    with closing(workspace.programme()) as folder:
        folder.sessions[3].put(Observation(number=77, text="said a moment ago"))
        assert Files(folder.sessions[3].path).journal.exists()
        with closing(Workspace(workspace.root).programme()) as other:
            made = back_up(workspace, other)
    found = [record for file in records(workspace.open(made)).values() for record in file]
    assert "said a moment ago" in [getattr(record, "text", "") for record in found]
    assert not list(made.glob("*.journal"))


def test_two_backups_in_one_second_are_two(workspace, made):
    with closing(workspace.programme()) as folder:
        again = back_up(workspace, folder, clock=lambda: NOW)
    assert again != made
    assert verify(again) == verify(made)


def test_templates_and_documents_are_no_part_of_it(workspace, tmp_path):
    (workspace.root / "templates").mkdir()
    (workspace.root / "templates" / "x.html.j2").write_text("x")
    with closing(workspace.programme()) as folder:
        made = back_up(workspace, folder, tmp_path / "elsewhere")
    assert made.parent == tmp_path / "elsewhere"
    assert all(path.suffix in (".json", ".manifest") for path in made.iterdir())


def test_a_place_inside_the_programme_is_refused(workspace):
    with closing(workspace.programme()) as folder, pytest.raises(BadInput):
        back_up(workspace, folder, folder.path / "inside")


# When it cannot be made --------------------------------------------------------------------------


def refuse_after(monkeypatch, many, how):
    """Let the disk refuse the file after so many, or write it wrong."""
    write, written = backup.write_synced, []

    def refusing(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) <= many:
            write(path, data)
        elif how == "full":
            raise OSError(28, "No space left on device")
        else:
            write(path, data[:-40] + b" " * 40)

    for module in (backup, restore_module):
        monkeypatch.setattr(module, "write_synced", refusing)


@pytest.mark.parametrize("many", range(6))
@pytest.mark.parametrize("how", ["full", "wrong"])
def test_a_backup_that_fails_is_told_and_leaves_nothing(workspace, monkeypatch, many, how):
    refuse_after(monkeypatch, many, how)
    with closing(workspace.programme()) as folder, pytest.raises(FacilitatorError):
        back_up(workspace, folder)
    assert names(workspace.root / "backups") == []


class FillingDisk(Disk):
    """A disk that is full for a while."""

    full = True

    def write(self, handle, data):
        if self.full:
            raise OSError(28, "No space left on device")
        super().write(handle, data)


def test_what_waits_for_the_disk_is_waited_for(workspace, monkeypatch):
    disk = FillingDisk()
    monkeypatch.setattr(JournalStorage, "disk", disk)
    monkeypatch.setattr(backup, "_PATIENCE", 0.1)
    with closing(workspace.programme()) as folder:
        file = folder.sessions[3]
        folder.save_in_background(Background(lambda then: then(), lambda: None))
        file.put(Observation(number=77, text="said a moment ago"))
        with pytest.raises(NotSaved):
            back_up(workspace, folder)
        assert not (workspace.root / "backups").exists()
        disk.full = False
        monkeypatch.setattr(backup, "_PATIENCE", 10)
        made = back_up(workspace, folder)
    assert "said a moment ago" in (made / file.path.name).read_text("utf-8")


@pytest.mark.parametrize("many", range(5))
def test_a_restore_that_fails_leaves_nothing(workspace, made, monkeypatch, many):
    refuse_after(monkeypatch, many, "full")
    before = names(workspace.sessions_dir)
    with pytest.raises(NotSaved):
        restore(workspace, made)
    assert names(workspace.sessions_dir) == before


def test_a_damaged_session_is_taken_along_and_comes_back_as_it_is(workspace):
    name = "2026-03-12-infrastructure-and-cloud.json"
    (workspace.sessions_dir / "demo" / name).write_text("{")
    with closing(workspace.programme()) as folder:
        made = back_up(workspace, folder)
    verify(made)
    assert (restore(workspace, made) / name).read_text() == "{"


# Restoring ---------------------------------------------------------------------------------------


def test_it_comes_back_beside_the_one_that_is_there(workspace, made):
    before = records(workspace.programme())
    path = restore(workspace, made)
    assert path == workspace.sessions_dir / "demo-2"
    assert len(workspace.programme_paths()) == 2
    restored = workspace.open(path)
    assert restored.programme.name.endswith("(2)")
    assert {name: len(each) for name, each in records(restored).items()} == {
        name: len(each) for name, each in before.items()
    }
    assert records(workspace.open(workspace.sessions_dir / "demo")) == before
    assert check(workspace).problems == ()


def test_it_comes_back_under_another_name(workspace, made):
    path = restore(workspace, made, "Before the summer")
    assert path.name == "before-the-summer"
    with closing(workspace.programme("Before the summer")) as folder:
        assert folder.path == path


def test_in_a_new_workspace_it_comes_back_as_it_was(workspace, made, tmp_path):
    elsewhere = Workspace(tmp_path / "elsewhere")
    path = restore(elsewhere, made)
    assert records(elsewhere.open(path)) == records(workspace.programme())


def test_calendars_take_what_a_restored_programme_sends_for_newer_than_all_that_left_since(workspace):
    readers, others = team("team-a"), team("team-b")
    event = SentEvent(uid="a", session="s", day=date(2026, 4, 1), seal="1")
    with closing(workspace.programme()) as folder:
        remember_sent(folder, readers, [event])
        made = back_up(workspace, folder, clock=lambda: NOW)
    for at in (NOW, NOW + timedelta(days=1)):  # the second time from the same backup
        path = restore(workspace, made, clock=lambda at=at: at)
        with closing(workspace.open(path)) as folder:
            sent = sent_events(folder, readers)["a"]
            assert (sent.seal, sent.sequence) == (event.seal, first_sequence(folder))
            remember_sent(folder, others, [event])
            assert first_sequence(folder) == int(
                (at - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds() // 60
            )


@settings(max_examples=60)
@given(data=st.data())
def test_a_backup_with_any_damaged_byte_is_refused_or_holds_the_same(tmp_path_factory, data):
    root = tmp_path_factory.mktemp("damaged")
    try:
        made = root / "made"
        shutil.copytree(_whole(tmp_path_factory), made)
        path = data.draw(st.sampled_from(sorted(made.iterdir())))
        text = bytearray(path.read_bytes())
        text[data.draw(st.integers(0, len(text) - 1))] ^= data.draw(st.integers(1, 255))
        path.write_bytes(text)
        if path.name == MANIFEST:  # what it says of files is told; when and by whom is not proven
            files = verify(_whole(tmp_path_factory)).files
            with suppress(FacilitatorError):
                assert verify(made).files == files
        else:
            with pytest.raises(FacilitatorError):
                restore(Workspace(root / "workspace"), made)
            assert not list((root / "workspace").glob("sessions/*"))
    finally:
        shutil.rmtree(root, ignore_errors=True)


_MADE: list[Path] = []


def _whole(factory):
    if not _MADE:
        workspace = Workspace(factory.mktemp("whole"))
        with closing(workspace.new_programme("Better Together", "Harrowmere University")) as folder:
            _MADE.append(back_up(workspace, folder))
    return _MADE[0]


@pytest.mark.parametrize("change", ["one less", "one more", "no manifest", "outside"])
def test_a_folder_that_is_not_as_it_was_kept_is_refused(workspace, made, change):
    if change == "one less":
        next(made.glob("2026*.json")).unlink()
    elif change == "one more":
        (made / "more.json").write_text("{}")
    elif change == "no manifest":
        (made / MANIFEST).unlink()
    else:
        text = (made / MANIFEST).read_text("utf-8")
        (made / MANIFEST).write_text(text.replace('"programme.json"', '"../programme.json"'), "utf-8")
    with pytest.raises(FacilitatorError):
        restore(workspace, made)
    assert len(workspace.programme_paths()) == 1


# Finding them ------------------------------------------------------------------------------------


def test_the_backups_of_a_programme_are_found(workspace, made):
    demo = workspace.sessions_dir / "demo"
    assert backups_of(workspace, demo) == (made,)
    with closing(workspace.new_programme("Other", "Harrowmere University")) as other:
        theirs = back_up(workspace, other)
        assert backups_of(workspace, other.path) == (theirs,)
    moved = made.rename(made.with_name("kept for the audit"))
    assert backups_of(workspace, demo) == (moved,)
    (moved / MANIFEST).unlink()
    assert backups_of(workspace, demo) == ()
    unknown = moved.rename(moved.with_name("demo-2026-04-09"))
    assert backups_of(workspace, demo) == (unknown,)


def test_a_backup_from_which_words_were_taken_is_whole_again_once_it_is_sealed_anew(workspace, made):
    with closing(workspace.open(made)) as kept:
        file = kept.sessions[3]
        with file.group("redaction", trace=False):
            file.remove(file.all(Observation)[-1])
    with pytest.raises(Damaged):
        verify(made)
    seal_anew(made)
    assert verify(made).when == NOW
    assert restore(workspace, made).name == "demo-2"


def test_where_there_are_none_none_are_found(tmp_path):
    assert backups_of(Workspace(tmp_path), tmp_path / "sessions" / "x") == ()
