"""What was erased stays erased when folder sync, or a person, puts an older file back."""

import json
import shutil
from contextlib import closing
from datetime import UTC, datetime

import msgspec
import pytest

from facilitator.model.audience import Visibility
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.store.journal.files import Files
from facilitator.workspace.erasure.engine import erase
from facilitator.workspace.erasure.take_out import plan_take_out
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import run
from tests.making import READ_BACK, session

HELD = datetime(2026, 3, 12, 10, tzinfo=UTC)
SAID = "Qvxzjk tells what nobody is to read"
LATER = "Said after that, and it stays"
ERASE = {
    "redact": ["redact", "L-01/N-1", "--yes"],
    "purge": ["purge", "--as-of", "2026-07-01", "--yes"],
    "take-out": None,
}
PUT_BACK = {"alone": ("",), "with all beside it": ("", ".sum", ".journal", ".previous")}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workspace with something said, and the files of its session as folder sync has them."""
    root = tmp_path_factory.mktemp("made") / "ws"
    folder = Workspace(root, clock=lambda: HELD).new_programme("Better Together", "H", timezone="UTC")
    team = folder.file.put(Team(name="Infrastructure", headcount=9)).id
    file = folder.add_session(
        session(teams=(team,), planned_start=HELD, status=SessionStatus.REVIEWED, read_back=READ_BACK)
    )
    file.put(Observation(number=1, text=SAID, kind="private", visibility=Visibility.FACILITATOR))
    file.put(Observation(number=2, text="It stays"))
    folder.close()
    with closing(Workspace(root).programme()) as again:
        note = again.sessions[0].all(Observation)[1]
        again.sessions[0].put(msgspec.structs.replace(note, text="It stays as it is"))
    return root


@pytest.fixture(params=ERASE)
def erased(made, tmp_path, request):
    """The workspace with the words erased and something said since; its session file; the older files."""
    root, old = tmp_path / "ws", tmp_path / "old"
    shutil.copytree(made, root)
    path = next(root.glob("sessions/*/2026-*.json"))
    old.mkdir()
    for each in Files(path).companions():
        if each.exists():
            shutil.copy(each, old)
    erase_by(request.param, root)
    assert not holding(root)
    for number, text in ((3, LATER), (4, "And this")):
        with closing(Workspace(root).programme()) as folder:
            folder.sessions[0].put(Observation(number=number, text=text))
    return root, path, old


def erase_by(command, root):
    typed = ERASE[command]
    if typed is not None:
        assert run(*typed, "--workspace", root).exit_code == 0
        return
    workspace = Workspace(root)
    with closing(workspace.programme()) as folder:
        file = folder.sessions[0]
        note = next(note for note in file.all(Observation) if note.text == SAID)
        erase(plan_take_out(workspace, folder, file, [note.id]).task)


def holding(root):
    """The files of a workspace with the words."""
    return [path.name for path in root.rglob("*") if path.is_file() and b"Qvxzjk" in path.read_bytes()]


def put_back(path, old, endings):
    for ending in endings:
        source = old / (path.name + ending)
        if source.exists():
            shutil.copy(source, path.with_name(source.name))
        elif len(endings) > 1:
            path.with_name(source.name).unlink(missing_ok=True)
    assert b"Qvxzjk" in path.read_bytes()


@pytest.mark.parametrize("endings", PUT_BACK.values(), ids=PUT_BACK)
def test_an_older_file_shows_nothing_that_was_erased_and_a_repair_takes_it_out(erased, endings):
    root, path, old = erased
    put_back(path, old, endings)
    where = ["--workspace", root]
    with closing(Workspace(root).programme()) as folder:
        assert SAID not in [note.text for note in folder.sessions[0].all(Observation)]
    plan = ["render", "action-plan", "--session", "L-01", "--output", "-"]
    for command in (["search", "nobody"], ["session", "show", "L-01"], plan):
        told = run(*command, *where)
        assert "Qvxzjk" not in told.stdout + told.stderr, command
    problems = json.loads(run("check", "--json", *where).stdout)["problems"]
    assert [each for each in problems if "erased" in each["what"]]
    assert run("backup", *where).exit_code == 0
    assert not [each for each in holding(root) if not each.startswith(path.name)]
    assert not [each for each in (root / "backups").rglob("*.json") if b"Qvxzjk" in each.read_bytes()]
    run("check", "--repair", *where)
    assert holding(root) == []
    problems = json.loads(run("check", "--json", *where).stdout)["problems"]
    assert not [each for each in problems if "erased" in each["what"]]
    with closing(Workspace(root).programme()) as folder:
        texts = [note.text for note in folder.sessions[0].all(Observation)]
    assert "It stays as it is" in texts


@pytest.mark.parametrize("endings", PUT_BACK.values(), ids=PUT_BACK)
def test_an_older_file_loses_what_was_erased_as_soon_as_it_is_written_to(erased, endings):
    root, path, old = erased
    put_back(path, old, endings)
    with closing(Workspace(root).programme()) as folder:
        folder.sessions[0].hold()
        assert holding(root) == []
        folder.sessions[0].put(Observation(number=4, text="And more"))
    assert holding(root) == []
    if len(endings) == 1:  # what only the state before knew is kept beside
        kept = b"".join(each.read_bytes() for each in path.parent.glob("2026-*.json*"))
        assert LATER.encode() in kept


def test_an_older_file_put_back_while_a_session_runs_is_kept_beside_without_the_words(erased):
    root, path, old = erased
    with closing(Workspace(root).programme()) as folder:
        file = folder.sessions[0]
        file.put(Observation(number=5, text="Said here"))
        put_back(path, old, [""])
        file.put(Observation(number=6, text="And here"))
    assert holding(root) == []
    with closing(Workspace(root).programme()) as folder:
        assert [note.text for note in folder.sessions[0].all(Observation)][-2:] == ["Said here", "And here"]


def test_a_state_before_and_a_repair_that_hold_it_are_told_and_cured(erased):
    root, path, old = erased
    shutil.copy(old / path.name, Files(path).previous)
    Files(path).bad.write_bytes((old / path.name).read_bytes()[:-9])
    kept = path.parent / "repaired" / "2026-03-12-100000"
    kept.mkdir(parents=True)
    shutil.copy(old / path.name, kept)
    run("check", "--repair", "--workspace", root)
    assert holding(root) == []
    with closing(Workspace(root).programme()) as folder:
        assert LATER in [note.text for note in folder.sessions[0].all(Observation)]
