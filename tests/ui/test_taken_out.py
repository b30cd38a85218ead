"""What the room has taken out is in no file ten seconds later, however the program ends meanwhile."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.take_out import TakeOutDue
from facilitator.ui.review.review import Review
from facilitator.workspace.erasure.pending_take_outs import erase_waiting
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from tests.cli.command_line import run
from tests.ui.going import go, work_with
from tests.ui.person import USUAL
from tests.workspace.redacting import MARK, bytes_of

SAID = f"{MARK} the form asks twice"
OTHER = "The pager rings at night"


async def pass_time(person, seconds):
    """Let time pass, and what is due be done."""
    person.clock.pass_time(seconds)
    person.app.programme.take_outs.look()
    await person.settle()


async def say_and_take_out(person, workspace, folder, pane, then=OTHER):
    """Write a line, keep a backup and an earlier state of it, and take it out at that pane."""
    await go(person, "runner")
    await work_with(person, "notes")
    await person.press("tab")
    await person.enter(f"- {SAID}", f"- {then}")
    person.screen.file.close()  # the snapshot is written anew, and what it was stays as `.previous`
    back_up(workspace, folder)
    await work_with(person, pane)
    person.rows.focus()
    await person.walk_to(MARK)
    await person.press("x")
    assert "Taken out." in person.text


@pytest.mark.parametrize("pane", ["notes", "read_back"])
async def test_after_ten_seconds_no_file_holds_it(demo, sit_down, pane):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await say_and_take_out(person, workspace, folder, pane)
        await pass_time(person, 0)
        await pass_time(person, 9)
        assert bytes_of(workspace.root) != []
        await pass_time(person, 1)
        assert bytes_of(workspace.root) == []
        assert person.live.records.all(TakeOutDue) == ()
        await person.press("ctrl+z")
        assert MARK not in person.text
        assert bytes_of(workspace.root) == []


async def test_until_then_undo_brings_it_back_and_it_stays(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await say_and_take_out(person, workspace, folder, "read_back")
        await pass_time(person, 9)
        await person.press("ctrl+z")
        assert MARK in person.text
        await pass_time(person, 60)
        assert any(note.text == SAID for note in person.live.notes.all)
        await person.press("ctrl+y")
        await pass_time(person, 0)
        await pass_time(person, 11)
        assert bytes_of(workspace.root) == []


async def test_after_undo_the_cursor_is_on_what_came_back(demo, sit_down):
    """The next key is meant for it: x at once would take out the line beside it, for good."""
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await say_and_take_out(person, workspace, folder, "notes")
        assert MARK not in person.row_text()
        await person.press("ctrl+z")
        assert MARK in person.row_text()
        await person.press("ctrl+y", "home", "ctrl+z")
        assert MARK in person.row_text()


@pytest.mark.parametrize("pane", ["agreement", "close"])
async def test_where_no_list_is_shown_up_leads_to_the_line_that_is_to_go(demo, sit_down, pane):
    """The welcome promises that a line goes when somebody says so, and shows no list of them."""
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await go(person, "runner")
        await work_with(person, pane)
        await person.press("tab")
        await person.enter(f"- {SAID}")
        await person.press("up")
        assert MARK in person.row_text()
        await person.press("x")
        await pass_time(person, 0)
        await pass_time(person, 11)
        assert bytes_of(workspace.root) == []


async def test_what_was_done_since_can_still_be_undone(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await say_and_take_out(person, workspace, folder, "notes")
        person.live.notes.add("Said afterwards", "hurts")
        await pass_time(person, 0)
        await pass_time(person, 10)
        assert bytes_of(workspace.root) == []
        await person.press("ctrl+z")
        assert "Said afterwards" not in [note.text for note in person.live.notes.all]
        assert OTHER in [note.text for note in person.live.notes.all]


async def test_words_changed_at_the_read_back_go_and_the_new_ones_stay(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await go(person, "runner")
        note = person.live.notes.add(SAID, "hurts")
        await person.settle()
        person.screen.file.close()
        back_up(workspace, folder)
        await work_with(person, "read_back")
        person.rows.focus()
        await person.walk_to(MARK)
        await person.press("e")
        await person.write_over("Questions wait for days")
        await person.press("enter")
        await pass_time(person, 0)
        await pass_time(person, 10)
        assert bytes_of(workspace.root) == []
        assert person.live.records.find(Observation, note.id).text == "Questions wait for days"
        assert person.live.records.all(TakeOutDue) == ()


async def test_many_lines_taken_out_at_once_go_together(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await go(person, "runner")
        live = person.live
        notes = [live.notes.add(f"{SAID} {number}", "hurts") for number in range(12)]
        kept = live.editing.set_text(live.notes.add(SAID, "hurts"), "Said otherwise", for_good=True)
        back_up(workspace, folder)
        for note in notes:
            live.editing.remove(note)
        await pass_time(person, 0)
        await pass_time(person, 10)
        await pass_time(person, 0)
        assert bytes_of(workspace.root) == []
        assert live.records.find(Observation, kept.id).text == "Said otherwise"
        assert len([line for line in log_of(folder) if "take-out" in line]) == 2


def log_of(folder):
    return (folder.path / "deletions.log").read_text(encoding="utf-8").splitlines()


async def test_del_at_the_read_back_erases_at_once(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await go(person, "runner")
        person.live.notes.add(SAID, "hurts")
        await person.settle()
        person.screen.file.close()
        back_up(workspace, folder)
        await work_with(person, "read_back")
        person.rows.focus()
        await person.walk_to(MARK)
        await person.press("delete")
        await person.choose("Redact it for good")
        assert bytes_of(workspace.root) == []


# The program ends meanwhile -----------------------------------------------------------------------


async def left_by_a_kill(demo, sit_down, into, seconds):
    """The files as a program leaves them that is killed so long after the line was taken out."""
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await say_and_take_out(person, workspace, folder, "read_back")
        await pass_time(person, 0)
        await pass_time(person, seconds)
        shutil.copytree(workspace.root, into)
    return Workspace(into, clock=folder.now)


async def test_killed_after_eleven_seconds_no_byte_of_it_is_left(demo, sit_down, tmp_path):
    left = await left_by_a_kill(demo, sit_down, tmp_path / "left", 11)
    assert bytes_of(left.root) == []


async def test_killed_at_nine_seconds_the_next_opening_on_the_screen_erases_it(demo, sit_down, tmp_path):
    left = await left_by_a_kill(demo, sit_down, tmp_path / "left", 9)
    assert bytes_of(left.root) != []
    programme = left.programme(None)
    async with sit_down(left, programme) as person:
        await person.settle()
        assert bytes_of(left.root) == []
        assert not any(file.is_held for file in programme.sessions)  # free for whoever leads it next


async def test_killed_at_nine_seconds_a_plain_command_that_writes_erases_it(demo, sit_down, tmp_path):
    left = await left_by_a_kill(demo, sit_down, tmp_path / "left", 9)
    looked = run("--workspace", str(left.root), "session", "list")
    assert looked.exit_code == 0
    assert bytes_of(left.root) != []  # looking changes nothing
    written = run(
        "--workspace", str(left.root), "team", "add", "Night desk", "--kind", "front_line", "--headcount", "9"
    )
    assert written.exit_code == 0, written.output
    assert bytes_of(left.root) == []


async def test_leaving_within_ten_seconds_erases_it(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await say_and_take_out(person, workspace, folder, "notes")
    assert bytes_of(workspace.root) == []


PROGRAM = """
import sys, time
from facilitator.live.clock import SystemClock
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.workspace.folder.workspace import Workspace
folder = Workspace(sys.argv[1]).programme(None)
file = folder.sessions[-1]
live = LiveSession(SessionDesk(file, clock=SystemClock(folder.now), today=folder.today))
note = live.notes.add(sys.argv[2], "hurts")
live.editing.remove(note)
print("taken out", flush=True)
time.sleep(60)
"""


def test_a_killed_process_leaves_it_to_the_next_one(demo):
    workspace, folder = demo
    folder.close()
    words = [sys.executable, "-c", PROGRAM, str(workspace.root), SAID]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "taken out\n"
        process.kill()
    assert bytes_of(workspace.root) != []
    seen = Workspace(workspace.root, clock=folder.now).programme(None)
    assert erase_waiting(workspace, seen) == ()
    seen.close()
    assert bytes_of(workspace.root) == []


# What came from it --------------------------------------------------------------------------------


async def test_what_came_from_it_is_asked_about_before_anything_leaves(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await go(person, "runner")
        live = person.live
        note = live.notes.add(SAID, "hurts")
        idea = live.ideas.add(f"Answer within a day {MARK}", from_notes=[note])
        kept = live.ideas.add("A rota for answers", from_notes=[note])
        live.editing.remove(note)
        await pass_time(person, 0)
        await pass_time(person, 10)
        assert [each.id for each in live.take_outs.to_ask_about] == [idea.id, kept.id]
        live.frame.read_back_done()
        live.course.finish()
        person.app.switch_screen(Review(person.screen.file))
        await person.settle()
        await person.press("r")
        assert live.session.status.label == "captured"
        assert "nothing leaves before" in person.flow
        await person.press("enter")
        assert "Decide first" in person.flow
        await person.walk_to("A rota for answers")
        await person.press("v")
        await person.choose("the team that said it")
        await person.walk_to(MARK)
        await person.press("x")
        await pass_time(person, 0)
        await pass_time(person, 10)
        await person.press("r")
        assert live.session.status.label == "reviewed"
        assert live.records.find(ImprovementIdea, kept.id) is not None
        assert bytes_of(workspace.root) == []
        assert live.records.all(TakeOutDue) == ()


def test_the_hidden_original_of_a_split_line_is_asked_about(demo, clock):
    _, folder = demo
    file = folder.sessions[-1]
    live = LiveSession(SessionDesk(file, clock=clock, today=folder.today))
    note = live.notes.add(f"The form is long / {SAID}", "hurts")
    first, second = live.editing.split(note, note.text.split("/"))
    live.editing.remove(second)
    assert [each.id for each in live.take_outs.to_ask_about] == [note.id]
    assert {first.id, note.id} <= {each.id for each in file.all(Observation)}
    live.editing.remove(live.take_outs.to_ask_about[0])
    assert live.take_outs.to_ask_about == ()
