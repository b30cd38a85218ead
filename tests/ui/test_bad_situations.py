"""When something goes wrong: a clear message, the program keeps running, nothing captured is lost."""

import asyncio
import errno
import json
import os
import threading
from datetime import timedelta

import pytest
from textual import events

from facilitator.model.observation import Observation
from facilitator.model.session import SegmentRun, SessionStatus
from facilitator.model.team import UNSAID, Team, TeamKind
from facilitator.store.records.record_file import RecordFile
from facilitator.ui.keys.registry import contexts
from facilitator.ui.review.review import Review
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.check import check
from tests.ui.going import arrive, go, home, tour, work_with
from tests.ui.person import NARROW, WIDE

# Files ---------------------------------------------------------------------------------------------


@pytest.fixture
def reopened(demo, clock):
    """Open the worked example again after its files were changed by hand."""

    def reopen():
        workspace, folder = demo
        again = Workspace(workspace.root, clock=clock.now)
        opened.append(again.open(folder.path))
        return again, opened[-1]

    opened = []
    yield reopen
    for folder in opened:
        folder.close()


def path_of(folder, words):
    return next(path for path in folder.path.glob("*.json") if words in path.name)


def change(path, work):
    tables = json.loads(path.read_text(encoding="utf-8"))
    work(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")


async def test_a_damaged_file_stands_beside_good_ones(demo, reopened, sit_down):
    path = path_of(demo[1], "service-desk")
    half = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(half)
    async with sit_down(*reopened()) as person:
        assert "2026-02-26-service-desk.json breaks off" in person.last_line
        await person.press("2")
        assert "Sessions   3 sessions" in person.text
        assert "! 2026-02-26-service-desk.json breaks off" in person.text
        await person.choose("breaks off")
        assert "This file cannot be read" in person.text
        assert "It is left as it is. Put back" in person.flow
        await person.press("enter")
        assert not person.screen.is_modal
        await person.choose("L-03")
        assert "Moved exam storage to cloud" in person.text
    assert path.read_bytes() == half


async def test_a_file_with_wrong_types_says_where(demo, reopened, sit_down):
    change(path_of(demo[1], "service-desk"), lambda tables: tables["observations"]["1"].update(nods="many"))
    async with sit_down(*reopened(), size=NARROW) as person:
        await person.press("2")
        await person.choose("cannot be read")
        assert "observations 1" in person.flow
        assert "nods" in person.flow
        await person.press("escape", "1", "c")
        assert "L-04" in person.text


async def test_a_file_from_a_newer_version_is_read_and_left_alone(demo, reopened, sit_down):
    def newer(tables):
        tables["meta"]["1"]["schema"] = 99
        tables["observations"]["1"]["mood"] = "a field of tomorrow"

    path = path_of(demo[1], "learning-technology")
    change(path, newer)
    before = path.read_bytes()
    async with sit_down(*reopened()) as person:
        await person.press("c")
        assert "Learning Technology and AV" in person.text
        await person.enter("this must not get lost")
        assert "was written by a newer version and is open for reading only" in person.words_of("#warning")
        assert person.line == "this must not get lost"
        await work_with(person, "notes")
        assert "The more a panel can do" in person.text
        await person.press("plus")
        assert "newer version" in person.words_of("#warning")
    assert path.read_bytes() == before


@pytest.fixture
def disk(monkeypatch):
    """A disk that can fill up, and be emptied again."""

    class Disk:
        full = False

    def fsync(handle):
        if disk.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return really(handle)

    disk, really = Disk(), os.fsync
    monkeypatch.setattr(os, "fsync", fsync)
    return disk


async def test_a_full_disk_keeps_what_is_typed_and_saves_it_when_there_is_room(demo, sit_down, disk, clock):
    """Nothing is called safe before it is; everything is on the disk as soon as there is room, in order."""
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        disk.full = True
        await person.enter("- Label every cable at both ends")
        banner = person.words_of("Trouble")
        assert "Not saved: the disk is full. F9 keep a copy elsewhere" in banner
        assert "What you type waits here and is saved as soon as there is room" in banner
        assert "not saved" in person.words_of("#below")
        await person.paste("one\ntwo")
        await person.type("half a line")
        await person.press("ctrl+n")
        await work_with(person, "notes")
        assert person.text.count("not saved") >= 1
        await person.press("escape")
        ids = [note.id for note in person.live.notes.all][-1:]
        assert set(ids) <= person.screen.file.unsaved
        disk.full = False
        await person.press("tab")
        person.screen.file.retry()
        await person.settle()
        assert not person.screen.file.unsaved
        assert not person.screen.query("Trouble")
        assert "not saved" not in person.text
        path, waited = person.screen.file.path, person.live.notes.all
    again = SessionFile(path, clock=clock.now)
    assert [note.text for note in again.all(Observation) if note.merged_into is None] == [
        n.text for n in waited
    ]
    again.close()


async def test_in_trouble_a_copy_elsewhere_holds_everything(demo, sit_down, disk, tmp_path, clock):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        disk.full = True
        await person.enter("- Said while the disk was full")
        stick = tmp_path / "stick.json"
        await person.press("f9")
        disk.full = False  # the stick has room
        await person.write_over(str(stick))
        await person.press("enter")
        assert "Everything is also in" in person.words_of("KeyLine")
        copy = SessionFile(stick, clock=clock.now)
        assert [note.text for note in copy.all(Observation)][-1] == "Said while the disk was full"
        copy.close()


async def test_a_slow_disk_says_so_and_takes_no_key_away(demo, sit_down, monkeypatch):
    """A key shows at once while the disk takes its time; after a moment the line says what it waits for."""
    ready, really = threading.Event(), os.fsync
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        monkeypatch.setattr(os, "fsync", lambda handle: (ready.wait(20), really(handle))[1])
        for key in "- slow":
            person.app.post_message(events.Key(key, key))
        person.app.post_message(events.Key("enter", None))
        await person.app.input.handled()
        assert person.line == ""
        assert person.screen.file.waiting
        assert "slow" not in person.words_of("#stage")
        while person.screen.file.waited < 0.35:
            await person.pilot.pause()
        person.screen.show_saving()
        await person.app.input.handled()
        assert "saving…" in person.text
        ready.set()
        await person.settle()
        assert "saving…" not in person.text
        assert person.live.notes.all[-1].text == "slow"


async def test_a_full_disk_never_stops_a_list_or_a_form(demo, sit_down, disk):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        disk.full = True
        for key in ("plus", "x"):
            await person.press(key)
            assert "Not saved" in person.text
        assert len(person.live.notes.all) == 30
        await person.press("e")
        await person.write_over("Other words")
        await person.press("enter")
        assert "Not saved" in person.text
        await work_with(person, "vote")


async def test_a_full_disk_while_leaving_loses_nothing(demo, sit_down, disk):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        await person.type("half a line")
        disk.full = True
        await person.press("ctrl+q")
        await person.choose("Pause the session and leave")
        assert "The disk takes nothing more" in person.text
        await person.choose("Stay")
        assert "Not saved" in person.text
        assert person.line == "half a line"
        disk.full = False
        await person.press("ctrl+q")
        await person.choose("Leave; it stays paused")
        assert not person.app.is_running
    assert person.session("L-04").session.status is SessionStatus.PAUSED


async def test_a_full_disk_holds_nobody_back(demo, sit_down, disk):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        disk.full = True
        await person.press("ctrl+q")
        await person.choose("Pause the session and leave")
        assert "Not on the disk yet: " in person.flow
        await person.choose("Leave all the same")
        assert not person.app.is_running


@pytest.fixture
def silent(monkeypatch):
    """A disk that can be made to answer nothing, until its event is set; leaving is asked for sooner."""
    answers, really = threading.Event(), os.fsync
    answers.set()
    monkeypatch.setattr(os, "fsync", lambda handle: (answers.wait(20), really(handle))[1])
    for module in ("save_watcher", "open_programme"):
        monkeypatch.setattr(f"facilitator.ui.{module}.PATIENCE", 0.05)
    yield answers
    answers.set()


def add_archive(folder, silent):
    """Write what the disk does not answer to; the file was written to before."""
    folder.file.hold()
    silent.clear()
    return folder.file.put(Team(name="Archive", headcount=3))


async def push(person, *keys):
    """Press keys, and wait for all but a disk that does not answer."""
    for key in keys:
        person.app.post_message(events.Key(key, None))
        await person.app.input.handled()
        await person.pilot.pause()


async def left(person):
    """Wait until the program has ended."""
    while person.app.is_running:
        await asyncio.sleep(0.001)


async def test_a_disk_that_does_not_answer_keeps_nobody_in(demo, sit_down, silent):
    folder = demo[1]
    async with sit_down(*demo) as person:
        team = add_archive(folder, silent)
        await push(person, "ctrl+q")
        assert "The disk does not answer" in person.text
        assert "Not on the disk yet: 1 change in programme.json." in person.text
        await push(person, "enter")
        assert "The disk does not answer" in person.text
        await push(person, "end", "enter")
        await left(person)
    assert not folder.file.settle(0)
    folder.close()
    silent.set()
    assert folder.file.settle(20)
    assert team in RecordFile(folder.file.path, "programme").all(Team)


async def test_who_waits_for_a_disk_leaves_when_it_answers(demo, sit_down, silent):
    folder = demo[1]
    async with sit_down(*demo) as person:
        team = add_archive(folder, silent)
        await push(person, "ctrl+q")
        silent.set()
        await push(person, "enter")
        assert not person.app.is_running
    assert team in RecordFile(folder.file.path, "programme").all(Team)


async def test_who_stays_goes_on_while_a_disk_does_not_answer(demo, sit_down, silent):
    async with sit_down(*demo) as person:
        add_archive(demo[1], silent)
        await push(person, "ctrl+q", "down", "enter")
        assert person.app.is_running
        assert not person.screen.is_modal
        silent.set()
        await person.settle()
        assert demo[1].file.waiting == 0


async def test_a_full_disk_never_ends_the_program(demo, sit_down, disk):
    """Every command where something is written is tried, and what it asks is answered."""
    async with sit_down(*demo, size=NARROW) as person:
        for place in ("home", "sessions", "teams", "review", "runner", "actions"):
            names = (place, "places") if place == "home" else (place,)
            for action in [each for name in names for each in contexts()[name].commands]:
                # To take a file away needs no room on a disk.
                if action.palette and not action.name.startswith(("remove_session", "app.", "cycle_")):
                    disk.full = False
                    if person.screen.active_contexts()[0].name != place:
                        await arrive(person, place)
                    disk.full = True
                    await try_out(person, action.help)
                    assert person.app.is_running, (place, action.name)


async def test_undo_waits_with_the_rest_until_the_disk_takes_it(demo, sit_down, disk):
    async with sit_down(*demo) as person:
        await go(person, "teams")
        await person.press("enter")
        await person.write_over("The Desk")
        await person.press("escape")
        disk.full = True
        await person.press("ctrl+z")
        assert "Not saved: the disk is full." in person.flow
        disk.full = False
        person.folder.file.retry()
        await person.settle()
        assert "Not saved" not in person.flow
        assert "Service Desk" in person.text
        await go(person, "review")
        await person.press("x")
        disk.full = True
        await person.press("ctrl+z")
        assert "Not saved" in person.flow
        assert len(person.live.notes.all) == 18
    assert "Service Desk" in [team.name for team in person.folder.teams.values()]


async def try_out(person, words):
    """Run a command, answer what it asks, and come back from there."""
    here = person.screen
    commands = {each.title: each for each in person.app.get_system_commands(here)}
    await commands[words[0].upper() + words[1:]].callback()
    await person.settle()
    if person.screen is not here:
        await person.press("end", "enter")
    if person.screen.is_modal:
        await person.press("ctrl+n")
    while here in person.app.screen_stack and person.screen is not here:
        person.app.pop_screen()
    await person.settle()


# Windows -------------------------------------------------------------------------------------------


async def test_a_window_of_40_by_10_still_takes_notes(demo, sit_down):
    async with sit_down(*demo, size=(40, 10)) as person:
        assert "40 by 10" in person.text
        await person.press("c")
        await person.type("seen in a small window")
        assert "seen in a small window" in person.text
        await person.press("enter")
        assert person.live.ideas.all[-1].title == "seen in a small window"
        assert "40 by 10. 80 by 24 shows everything." in person.text


async def test_without_colour_and_in_40_by_10_every_place_works(demo, sit_down, monkeypatch):
    """The terminal's own two colours are enough, and so is a small window."""
    monkeypatch.setenv("NO_COLOR", "1")
    failed = []
    async with sit_down(*demo, size=NARROW) as person:
        assert person.app.mono
        async for place in tour(person):
            coloured = colours(person)
            await person.pilot.resize_terminal(40, 10)
            await person.settle()
            if coloured | colours(person) or not person.text.strip():
                failed.append((place, coloured, person.text))
            await person.pilot.resize_terminal(*NARROW)
            await person.settle()
    assert failed == []


async def test_without_colour_the_cursor_stands_out(demo, sit_down, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await person.type("abc")
        line = person.screen.focused.region.y
        strip = person.screen._compositor.render_strips(person.app.size)[line]
        assert [segment.text for segment in strip if segment.style and segment.style.reverse] == [" "]


async def test_in_the_light_the_paper_is_light(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        person.app._action_theme()
        await person.settle()
        for place in ("home", "sessions", "review", "preview", "notes"):
            await home(person)
            await go(person, place)
            assert "#fbfaf7" in colours(person), place
            assert "#14171d" not in colours(person), place


def colours(person):
    """The colours on the screen that are not the terminal's own."""
    strips = person.screen._compositor.render_strips(person.app.size)
    styles = [segment.style for strip in strips for segment in strip if segment.style]
    found = [colour for style in styles for colour in (style.color, style.bgcolor) if colour]
    return {colour.name for colour in found if not colour.is_default}


async def test_a_window_that_shrinks_and_grows_keeps_the_line(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.type("half a line")
        for size in ((40, 10), (20, 5), (80, 24), WIDE):
            await person.pilot.resize_terminal(*size)
            await person.settle()
            assert person.line == "half a line"
        assert "Agenda" in person.text


# Leaving -------------------------------------------------------------------------------------------


async def test_leaving_a_running_session_asks_and_pauses(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        assert person.live.session.status is SessionStatus.RUNNING
        await person.type("a half line")
        await person.press("ctrl+q")
        assert "The session is running" in person.text
        await person.choose("Stay")
        assert person.line == "a half line"
        assert person.live.session.status is SessionStatus.RUNNING
        await person.press("ctrl+q")
        await person.choose("Pause the session and leave")
        assert not person.app.is_running
    assert person.session("L-04").session.status is SessionStatus.PAUSED


async def test_asking_to_leave_again_asks_once(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("ctrl+q", "ctrl+q", "ctrl+q", "escape")
        assert not person.screen.is_modal
        await person.press("ctrl+q")
        assert person.screen.is_modal


async def test_a_line_typed_before_the_start_is_not_lost_without_a_question(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "form")
        await person.press("l", "ctrl+n")
        await person.choose("L-05")
        await person.enter("said before we began")
        assert "The session has not started: ^N begins." in person.words_of("#warning")
        await person.press("ctrl+q")
        assert "Your line is not saved" in person.text
        await person.choose("Stay")
        await person.press("ctrl+n")
        assert person.line == "said before we began"
        await person.press("enter")
        assert person.live.notes.all[-1].text == "said before we began"


async def test_leaving_from_home_leaves(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("ctrl+q")
        assert not person.app.is_running


async def test_control_c_does_not_leave(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("ctrl+c")
        assert person.app.is_running
        assert "^Q leaves the program" in person.last_line
        await go(person, "runner")
        await person.type("copy me")
        await person.press("ctrl+c")
        assert person.app.is_running
        assert person.line == "copy me"


# The line ------------------------------------------------------------------------------------------


async def test_a_half_line_survives_moving_on_and_back(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.type("half a thought")
        await person.press("ctrl+n")
        assert person.live.position.segment.short_title == "Vote"
        assert person.line == ""
        assert "Half line kept in Ideas." in person.text
        await person.press("ctrl+z")
        assert person.live.position.segment.short_title == "Ideas"
        assert person.line == "half a thought"
        await person.press("ctrl+y")
        assert person.live.position.segment.short_title == "Vote"
        assert person.line == ""
        await person.press("ctrl+t")
        assert person.line == "half a thought"


async def test_a_half_line_survives_quitting(demo, reopened, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.type("half a thought")
        await person.press("ctrl+q")
        await person.choose("Leave; it stays paused")
    demo[1].close()
    async with sit_down(*reopened()) as person:
        await go(person, "runner")
        assert person.line == "half a thought"
        assert "Everything was safe." in person.text


async def test_escape_sets_the_line_aside_and_brings_it_back(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.type("later")
        await person.press("escape")
        assert person.line == ""
        assert "Set aside: later" in person.text
        await person.enter("now")
        assert person.live.ideas.all[-1].title == "now"
        await person.press("escape")
        assert person.line == "later"


async def test_two_lines_set_aside_change_places(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.type("first")
        await person.press("escape")
        await person.type("second")
        await person.press("escape")
        assert person.line == "first"
        await person.press("escape")
        assert person.line == "second"


async def test_enter_saves_what_is_typed_and_never_picks_from_the_list(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        await person.press("tab")
        await person.type("- nobody reads the minutes #s")
        assert "Tab takes it" in person.text
        assert "# Service" in person.text
        await person.press("enter")
        note = person.live.notes.all[-1]
        assert note.text == "nobody reads the minutes #s"
        assert note.practice is None


async def test_tab_takes_the_name(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "notes")
        await person.press("tab")
        await person.type("- nobody reads the minutes #change")
        await person.press("tab")
        assert person.line.startswith("- nobody reads the minutes #change")
        assert person.line.endswith(" ")
        assert person.screen.focused.id == "line"
        await person.press("enter")
        note = person.live.notes.all[-1]
        assert (note.text, note.practice) == ("nobody reads the minutes", "change_enablement")


async def test_a_refusal_stays_when_the_half_typed_line_is_kept(demo, sit_down):
    """Half a second after the last letter; by then somebody may have gone elsewhere and been refused."""
    async with sit_down(*demo) as person:
        await go(person, "vote")
        await person.press("tab")
        await person.type("- half a thought")
        await person.press("tab", "1", "down", "9", "9")
        refusal = person.words_of("#warning")
        assert "dots" in refusal
        person.screen.line.keep_half()
        await person.settle()
        assert person.words_of("#warning") == refusal
        assert person.live.drafts.text_in(person.live.position.segment.key) == "- half a thought"


async def test_empty_lines_are_no_notes(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        before = len(person.live.ideas.all)
        await person.enter("", "   ")
        await person.paste("\n\n")
        assert len(person.live.ideas.all) == before


# Time ----------------------------------------------------------------------------------------------


async def test_a_clock_that_is_set_changes_no_elapsed_time(demo, sit_down, clock):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        await person.tick(10)
        assert "3:10 left of 12:00" in person.text
        for hours, left, shown in ((-3, "3:00", "07:41"), (6, "2:50", "13:41")):
            clock.set_wall(clock.now() + timedelta(hours=hours))
            await person.tick(10)
            assert f"{left} left of 12:00" in person.text
            assert shown in person.text.splitlines()[0]
        await person.enter("written at another hour")
        assert person.live.ideas.all[-1].title == "written at another hour"
        await person.press("ctrl+n")
        assert person.live.position.segment.short_title == "Vote"


async def test_a_closed_lid_is_told_and_not_counted(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        await person.type("half a line")
        await person.tick(3600)
        assert "The computer slept for 60 minutes; the clock stood still." in person.text
        assert "3:20 left of 12:00" in person.text
        assert person.line == "half a line"
        await person.press("enter")
        assert person.live.ideas.all[-1].title == "half a line"


# The mouse -----------------------------------------------------------------------------------------


async def test_clicks_never_move_the_session_on(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        segment, runs = person.live.position.segment, person.live.records.all(SegmentRun)
        for x in (5, 60, 100):
            for y in (0, 4, 14, 26):  # a key that stands in the last line is pressed by a click
                await person.pilot.click(offset=(x, y))
        await person.settle()
        assert person.live.position.segment == segment
        assert person.live.records.all(SegmentRun) == runs
        assert person.live.session.status is SessionStatus.RUNNING


async def test_one_click_starts_nothing(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.pilot.click("CarryOn")
        await person.settle()
        assert person.screen.place == "home"


# Undo ----------------------------------------------------------------------------------------------


async def test_undo_and_redo_reach_across_capture_vote_move_and_removal(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        live = person.live
        ideas, notes = len(live.ideas.all), len(live.notes.all)

        def now():
            vote = live.votes.newest_on()
            dots = sum(vote.dots.values()) if vote else 0
            return (
                len(live.ideas.all) - ideas,
                dots,
                live.position.segment.short_title,
                len(live.notes.all) - notes,
            )

        await person.enter("One idea more")
        await person.press("f8", "2", "tab", "ctrl+n", "f7")
        await person.choose("notes")
        await person.press("tab", "x")
        assert now() == (1, 2, "Vote", -1)
        seen = [now()]
        while live.undo_label is not None:
            await person.press("ctrl+z")
            assert "Undone:" in person.text
            seen.append(now())
            assert len(seen) < 20, "undo never ends"
        assert seen[-1] == (0, 0, "Ideas", 0)
        await person.press("ctrl+z")
        assert "Nothing to undo" in person.text
        for before in reversed(seen[:-1]):
            await person.press("ctrl+y")
            assert now() == before


# First start ---------------------------------------------------------------------------------------


async def test_four_questions_make_a_programme(empty, sit_down):
    async with sit_down(empty) as person:
        await person.choose("Start a programme")
        await person.enter("Better Together", "Harrowmere University", "Service Desk")
        await person.press("enter")
        assert "Its kind is still empty." in person.text
        await person.press("f", "enter")
        assert person.screen.place == "home"
        (desk,) = person.folder.teams.values()
        assert (desk.kind.value, desk.headcount) == ("front_line", UNSAID)
        assert person.folder.programme.name == "Better Together"
        assert person.folder.programme.organisation == "Harrowmere University"
        assert [team.name for team in person.folder.teams.values()] == ["Service Desk"]
        assert "Better Together" in person.text
    again = Workspace(empty.root).programme()
    assert again.programme.name == "Better Together"
    again.close()


async def test_a_number_of_many_digits_is_refused_where_it_is_typed(demo, sit_down):
    """A number that a file takes and reading refuses would keep the programme from ever opening again."""
    workspace, folder = demo
    number, longest = "9" * 26, "9" * 5_000
    async with sit_down(workspace, folder) as person:
        teams = person.folder.teams
        await person.press("4", "enter", "tab", "tab", "tab")
        for typed in (number, longest):
            await person.write_over("")
            await person.paste(typed)
            await person.press("tab")
            assert "is not a number" in person.screen.form.line("headcount").fault
            assert len(person.screen.form.line("headcount").fault) < 100
            await person.press("shift+tab")
        await person.press("escape")
        assert person.folder.teams == teams
        await person.press("1")
        await go(person, "agreement")
        live = person.live
        here = live.session.attendance
        await person.press("f8")
        for typed in (number, longest, f"6 + {number}", "several", "6 + 2 + 1", ""):
            await person.write_over("")
            await person.paste(typed)
            await person.press("enter")
            assert "is not a number of people" in person.words_of("#question")
            assert live.session.attendance == here
        await person.write_over("6 + 2")
        await person.press("enter")
        assert (live.session.attendance, live.session.remote) == (8, 2)
    folder.close()
    Workspace(workspace.root).open(folder.path).close()


async def test_a_team_of_unknown_size_is_nowhere_smaller_than_those_who_came(empty, sit_down):
    async with sit_down(empty) as person:
        await person.choose("Start a programme")
        await person.enter("Better Together", "Harrowmere University", "Service Desk")
        await person.press("t", "enter")
        await person.press("a", "enter", "enter")  # nobody says how many there are
        await person.press("tab", "y", *["plus"] * 7)
        assert "7 people" in person.flow
        shown = [person.flow]
        person.live.course.finish()
        person.app.switch_screen(Review(person.screen.file))
        await person.settle()
        assert "7 people" in person.flow
        shown.append(person.flow)
        await person.press("p")
        assert "7 people" in person.flow
        shown.append(person.flow)
    assert [text for text in shown if "of 1" in text] == []


async def test_an_empty_answer_is_asked_for_again(empty, sit_down):
    async with sit_down(empty) as person:
        await person.choose("Start a programme")
        await person.enter("Better Together", "", "Service Desk")
        await person.press("t", "enter")
        assert "Organisation is still empty." in person.text
        await person.type("Harrowmere")
        await person.press("ctrl+n")
        assert person.screen.place == "home"


async def test_a_wrong_folder_says_so(empty, demo, sit_down, tmp_path):
    (tmp_path / "note.txt").write_text("no folder", encoding="utf-8")
    wrong = (str(tmp_path / "nowhere"), str(tmp_path / "note.txt"), "~nobody-of-this-name", "x" * 10_000)
    async with sit_down(empty) as person:
        await person.choose("Open a folder")
        await person.write_over("")
        await person.press("enter")
        assert "No folder was typed." in person.flow
        for folder in wrong:
            await person.write_over("")
            await person.paste(folder)
            await person.press("enter")
            assert person.screen.is_modal
            assert "There is no programme in" in person.flow
        await person.write_over("")
        await person.paste(str(demo[0].root))
        await person.press("enter")
        assert person.screen.place == "home"
        assert "Better Together" in person.text
        person.folder.close()


async def test_looking_around_first_opens_the_example(empty, sit_down):
    async with sit_down(empty) as person:
        await person.choose("Look around first")
        assert "Learning Technology and AV" in person.text
        person.folder.close()
    assert not empty.root.exists()


# Forms ---------------------------------------------------------------------------------------------


async def test_a_form_says_what_it_cannot_use_and_keeps_what_was_typed(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "form")
        person.screen.fields.line("when").control.focus()
        await person.press("l")
        for field, typed, message in (
            ("day", "someday", "“someday” is not a day."),
            ("time", "noonish", "“noonish” is not a time."),
        ):
            line = person.screen.fields.line(field)
            line.control.focus()
            before = line.typed
            await person.write_over(typed)
            await person.press("ctrl+n")
            assert message in person.flow
            assert line.typed == typed
            await person.write_over(before)


async def test_enter_goes_through_every_field(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "form")
        fields = [line.id for line in person.screen.fields.lines]
        seen = []
        for _ in fields:
            seen.append(person.screen.fields.in_hand.id)
            await person.press("enter")
        assert seen == fields
        assert not person.screen.is_modal
        assert "L-05" in person.text


async def test_two_teams_of_one_name_are_told_apart_or_asked_for(demo, sit_down):
    """Two are not made any more, but an older programme may hold them."""
    _, folder = demo
    for _ in range(2):
        folder.file.put(Team(name="Night Shift", kind=TeamKind.PROJECT, headcount=4))
    async with sit_down(*demo) as person:
        await person.press("4")
        names = [team.name for team in person.folder.teams.values()]
        assert names.count("Night Shift") == 2
        await person.choose("Service Desk")
        person.screen.form.start("counterparts")
        await person.settle()
        await person.type("night shift")
        assert person.text.count("Night Shift (id") == 2
        await person.press("escape", "escape")
        assert person.app.is_running


def test_notes_of_the_example_are_what_these_tests_think(demo):
    _, folder = demo
    file = next(each for each in folder.sessions if each.session.short_id == "L-04")
    assert len(file.all(Observation)) == 31


@pytest.mark.parametrize("screen", ["runner", "review"])
async def test_what_is_saved_while_a_screen_is_taken_away_harms_nobody(demo, sit_down, screen):
    async with sit_down(*demo) as person:
        await go(person, screen)
        here, live = person.screen, person.live
        leaving = here.remove()
        number = 200
        while here.is_attached:
            number += 1
            live.records.put(Observation(number=number, text="Said at the last moment"))
            live.records.settle(5)
            await asyncio.sleep(0)
        await leaving
        assert any(note.text == "Said at the last moment" for note in live.notes.all)


async def test_leaving_does_not_say_saved_while_the_disk_refuses(demo, sit_down, disk):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        disk.full = True
        await person.enter("- Said while the disk was full")
        await person.press("ctrl+q")
        assert "Not on the disk yet: " in person.flow
        assert "Everything is saved" not in person.flow
        await person.choose("Stay")
        disk.full = False


async def test_what_folder_sync_puts_in_place_of_a_running_session_is_told(demo, sit_down):
    """It is kept beside, what is said goes on, and both stand in `check`."""
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.press("f5")
        await person.enter("- Said here")
        path = person.screen.file.path
        theirs = path.read_bytes().replace(b"Walk the plans", b"Read the plans")
        path.with_name("arrives").write_bytes(theirs)
        path.with_name("arrives").replace(path)
        await person.enter("- And here")
        kept = path.with_name(f"{path.stem} (changed elsewhere).json")
        assert kept.name in person.words_of("#warning")
        assert person.live.notes.all[-1].text == "And here"
    assert kept.read_bytes() == theirs
    assert kept in [problem.file for problem in check(demo[0]).problems]


async def test_a_damaged_programme_file_is_told_and_its_sessions_can_be_led(demo, reopened, sit_down):
    demo[1].file.put(demo[1].programme)
    demo[1].close()
    path = demo[1].path / "programme.json"
    path.write_bytes(b"")
    async with sit_down(*reopened()) as person:
        assert "programme.json is empty or gone" in person.words_of("KeyLine")
        await person.press("2")
        assert "programme.json is empty or gone" in person.text
        await person.press("1", "c", "f5")
        await person.enter("- Said all the same")
        assert person.live.notes.all[-1].text == "Said all the same"
    assert path.read_bytes() == b""
