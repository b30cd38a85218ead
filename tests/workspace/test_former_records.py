"""What only undo, an earlier state or a backup still holds is found, and can be redacted."""

from __future__ import annotations

from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.integrity.backup import back_up
from tests.cli.command_line import answer, run
from tests.clock import FakeClock
from tests.workspace.redacting import MARK, bytes_of

SAID = f"{MARK} nobody answers the pager"


def taken_out(root, *, forget):
    """A programme with a line that was taken out: still in undo, or only in a backup."""
    workspace, folder = open_demo(root)
    file = folder.sessions[-1]
    live = LiveSession(SessionDesk(file, clock=FakeClock(folder.now()), today=folder.today))
    note = live.notes.add(SAID, "hurts")
    back_up(workspace, folder)
    file.remove(note)
    if forget:
        file.forget_history()
    folder.close()
    return workspace, f"L-04/N-{note.number}"


def test_search_and_redact_find_what_undo_or_a_backup_still_holds(tmp_path):
    wrong = []
    for forget, place in ((False, "undo"), (True, "backups")):
        workspace, name = taken_out(tmp_path / place, forget=forget)
        at = ("--workspace", str(workspace.root))
        hits = answer(run(*at, "search", "pager", MARK, "--json"))
        told = [(hit["short_id"], place in hit["where"]) for hit in hits]
        if told != [(name, True)]:
            wrong.append(f"search, {place}: {hits}")
        done = run(*at, "redact", name, "--yes")
        if done.exit_code != 0 or bytes_of(workspace.root):
            wrong.append(f"redact, {place}: {done.output} {bytes_of(workspace.root)}")
        after = run(*at, "search", MARK)
        if "Nothing found" not in after.output:
            wrong.append(f"afterwards, {place}: {after.output}")
    assert not wrong, "\n".join(wrong)


def test_an_earlier_wording_is_found_and_a_wording_of_now_only_once(tmp_path):
    workspace, folder = open_demo(tmp_path / "w")
    file = folder.sessions[-1]
    live = LiveSession(SessionDesk(file, clock=FakeClock(folder.now()), today=folder.today))
    note = live.notes.add(SAID, "hurts")
    live.editing.set_text(note, "The pager rings for hours")
    folder.close()
    at = ("--workspace", str(workspace.root))
    name = f"L-04/N-{note.number}"
    assert [hit["short_id"] for hit in answer(run(*at, "search", MARK, "--json"))] == [name]
    hits = answer(run(*at, "search", "rings", "hours", "--json"))
    assert [(hit["short_id"], "undo" in hit["where"]) for hit in hits] == [(name, False)]
