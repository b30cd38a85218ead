"""The room view in a window of its own: it sees what the room may see, soon, and writes nothing."""

import os
import subprocess
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.widgets import Static

import facilitator
from facilitator.extensions import instrument_names
from facilitator.identity import utc_now
from facilitator.live.desk import SessionDesk
from facilitator.live.instruments.finder import facts_of
from facilitator.live.session import LiveSession
from facilitator.model.audience import Visibility
from facilitator.model.session import FistOfFive, OnScreen, ReadBack, Roti, SessionStatus
from facilitator.model.team import Team
from facilitator.ui.instruments.finder import make_instrument
from facilitator.ui.room.follower import CANCELLED, SOON, THANKS, WAITING, Following, as_lines
from facilitator.ui.room.projector import FOLLOW, Projector, ProjectorApp
from facilitator.ui.theme import DARK, LIGHT
from facilitator.ui.widgets.block_letters import BlockLetters
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session
from tests.clock import FakeClock
from tests.making import START, session
from tests.ui.going import WITH_INSTRUMENT, go, go_back_to, work_with
from tests.ui.person import NARROW, WIDE, Person
from tests.ui.test_room_view import (
    ANY,
    HANDS,
    PRACTICES,
    Said,
    drawn_to_text,
    marked,
    programme,
)

__all__ = ["programme"]

# What the window of the facilitator is about ------------------------------------------------------


def beside(workspace, folder, **more):
    """A second opening of the same programme, which follows the session in progress."""
    return Following(Workspace(workspace.root, clock=folder.now).open(folder.path), **more)


def lines_of(following):
    following.follow()
    return as_lines(following.look(), 100)


async def own_lines(person):
    """The same from the room view in the facilitator's own window."""
    await person.press("f3")
    lines = as_lines(person.screen._look(), 100)
    await person.press("f3")
    return lines


async def test_both_windows_show_the_same(demo, sit_down):
    differing = []
    async with sit_down(*demo) as person:
        following = beside(*demo, clock=person.clock)
        await go(person, "runner")
        if person.live.course.is_paused:
            await person.press("f5")
        for place in WITH_INSTRUMENT:
            await work_with(person, place)
            await tell(person)
            shown, own = lines_of(following), await own_lines(person)
            if following.look()[0].instrument != place or shown != own:
                differing.append((place, shown, own))
        following.folder.close()
    assert differing == []


async def test_question_practice_and_segment_come_along(demo, sit_down):
    async with sit_down(*demo) as person:
        following = beside(*demo, clock=person.clock)
        await go(person, "runner")
        await go_back_to(person, "touch_map")
        await person.press("tab", "down", "down")
        await tell(person)
        following.follow()
        practice = following.look()[0].practice
        assert practice == person.screen._stage.instrument.practice_in_hand
        await person.press("ctrl+n", "ctrl+n")
        segment = person.live.position.segment
        assert len(segment.ask) > 1
        questions = []
        for _ in range(3):
            await tell(person)
            questions.append(lines_of(following)[2])
            await person.press("f8")
        assert questions[0] == segment.ask[0]
        assert questions[1] == segment.ask[1]
        assert lines_of(following)[:2] == (await own_lines(person))[:2]
        following.folder.close()


async def tell(person):
    """What the runner does several times a second."""
    person.screen._room.tell()
    await person.settle()


async def test_while_the_own_screen_is_blank_the_other_is_too(demo, sit_down):
    async with sit_down(*demo) as person:
        following = beside(*demo, clock=person.clock)
        await go(person, "runner")
        await person.press("f5")  # of a session that was paused on another day nothing is shown
        for under in ((), ("f3",), ("f1",)):
            runner = person.screen
            await person.press(*under, "f4")
            runner._room.tell()
            await person.settle()
            following.follow()
            assert following.look() is None
            await person.press("x", *(["escape"] if under else []))
            await tell(person)
            following.follow()
            assert following.look() is not None
        following.folder.close()


async def test_it_is_written_down_only_when_it_changes_and_no_step_of_undo(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.enter("- one more line")
        await tell(person)
        label, told = person.live.undo_label, []
        person.live.desk.subscribe(told.append)
        await person.type("- letters only")
        assert not person.screen._room.tell()
        assert not [change for change in told if OnScreen in change.types]
        await person.press("f7")
        await person.choose(facts_of("read_back").label)
        await tell(person)
        assert len([change for change in told if OnScreen in change.types]) == 1
        assert person.live.undo_label == label
        assert len(person.live.records.all(OnScreen)) == 1


async def test_an_instrument_that_is_not_there_yet_has_no_practice_in_hand(demo, sit_down):
    """The look at the window may come at any moment, also while its instruments change."""
    async with sit_down(*demo) as person:
        await go(person, "touch_map")
        runner = person.screen
        assert runner._stage.instrument.practice_in_hand
        runner._stage.instrument = make_instrument("touch_map")
        runner._room.tell()
        await person.settle()
        assert person.live.room.on_screen.practice == person.live.position.practice


async def test_nothing_of_it_stays_when_the_meeting_ends(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        live = person.live
        assert live.records.all(OnScreen)
        live.course.finish()
        await person.settle()
        assert not live.records.all(OnScreen)
        assert live.session.status is SessionStatus.CAPTURED
        assert live.undo_label == "end of the session"


async def test_a_session_that_only_waits_is_not_written_to(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        person.live.course.finish()
        await person.settle()
        assert not person.live.room.show(OnScreen(instrument="notes"))


# Any records --------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(
    drawn=st.lists(st.one_of(*ANY.values(), *[ANY[next(iter(ANY))]] * 6), min_size=4, max_size=8),
    shown=st.builds(
        OnScreen,
        segment=st.sampled_from(("", "deep", "elsewhere")),
        part=st.integers(0, 2),
        instrument=st.sampled_from(instrument_names()),
        question=st.integers(0, 3),
        practice=st.sampled_from((*PRACTICES, "unknown", None)),
        blanked=st.sampled_from((False, False, True)),
    ),
    status=st.sampled_from(SessionStatus),
    hands=HANDS,
    width=st.sampled_from((38, 70, 106)),
)
def test_no_frame_shows_what_the_room_may_not_see(programme, drawn, shown, status, hands, width):
    said = marked(drawn, programme.people)
    held = session(
        teams=(programme.team,),
        shortlist=PRACTICES,
        focus=PRACTICES[:1],
        status=status,
        read_back=ReadBack(done=False, at=START, why_not="Q0Q nobody was left"),
        fist_of_five=FistOfFive(hands),
        roti=Roti(hands[1:]),
        thanks="Q0Q to all of you",
    )
    following = Following(programme.folder, Said(held, *said.records, shown), clock=FakeClock())
    seen = following.look()
    if seen is None:
        assert shown.blanked
        return
    text = f"{seen[0].title} {seen[0].question} {drawn_to_text(seen[1], width)}"
    words = set(text.split())
    assert not words & (said.secret | {"Q0Q"})
    in_progress = status in (SessionStatus.RUNNING, SessionStatus.PAUSED)
    assert said.due <= words if in_progress else not said.due & words
    assert "Speaker" not in text
    assert "Hopeful" not in text
    assert said.willing or "Willing" not in text


# The window of its own ----------------------------------------------------------------------------


class Onlooker(Person):
    """Somebody at the projector's window."""

    @property
    def _is_busy(self):
        parts = (self.app, *self.screen.walk_children(with_self=True))
        return any(part.message_queue_size for part in parts)

    async def look(self):
        """Let the window look at the files, as it does several times a second."""
        self.app._following.follow()
        self.screen_below.show_moment()
        await self.settle()
        return self.flow

    @property
    def screen_below(self):
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Projector))

    def large(self):
        return self.screen.query_one("#question", BlockLetters).text


@asynccontextmanager
async def looking_on(folder, clock, file=None, size=WIDE, **more):
    app = ProjectorApp(folder, file, clock=clock, **more)
    async with app.run_test(size=size) as pilot:
        person = Onlooker(app, pilot, clock)
        await person.settle()
        yield person


class Stage:
    """A programme with a session to lead, and a second opening of it to look on from."""

    def __init__(self, root, clock):
        self.clock = clock
        self.folder = Workspace(root, clock=clock.now).new_programme("Better", "Harrowmere", timezone="UTC")
        self.team = self.folder.file.put(Team(name="Infrastructure", headcount=9))
        self.live = self.plan()
        self.file = self.live.records
        self.watched = Workspace(root, clock=clock.now).open(self.folder.path)

    def plan(self, team=None):
        """Plan a session; return it to be led."""
        script = self.folder.catalogue.script("listening-90")
        file = self.folder.add_session(planned_session(self.folder, [team or self.team], script, START))
        return self.lead(file)

    def lead(self, file):
        """Lead a session from its file."""
        practices = self.folder.catalogue.practices
        return LiveSession(SessionDesk(file, clock=self.clock, today=self.folder.today, practices=practices))

    def close(self):
        self.watched.close()
        self.folder.close()


@pytest.fixture
def stage(tmp_path, clock):
    stage = Stage(tmp_path, clock)
    yield stage
    stage.close()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_it_waits_follows_pauses_and_says_thanks(stage, size):
    live, watched = stage.live, stage.watched
    async with looking_on(watched, stage.clock, size=size) as onlooker:
        assert onlooker.large() == WAITING
        assert not onlooker.screen.query_one("#time").display
        live.course.start()
        await onlooker.look()
        assert onlooker.large() == live.position.segment.ask[0]
        live.line.capture("- PUBLIC the form is long")
        live.line.capture("( SECRET somebody sighed")
        text = await onlooker.look()
        assert "PUBLIC the form is long" in text
        assert "SECRET" not in text
        stage.clock.pass_time(60)
        live.timing.tick()
        onlooker.screen.tick()
        first = onlooker.screen.query_one("#clock", BlockLetters).text
        assert first == f"{int(live.timing.allotted()) // 60 - 1}:00"
        live.course.pause()
        assert "paused" in await onlooker.look()
        stage.clock.pass_time(60)
        onlooker.screen.tick()
        assert onlooker.screen.query_one("#clock", BlockLetters).text == first
        live.frame.set_next_meeting(START.replace(month=4, hour=14))
        live.course.finish()
        text = await onlooker.look()
        assert onlooker.large() == THANKS
        assert SOON in text
        assert "We meet again on Sun 12 Apr at 14:00." in text
        assert "PUBLIC" not in text
        check_titles(onlooker)


def check_titles(onlooker):
    """Neither the title of the terminal nor a passing message carries what was said."""
    app = onlooker.app
    told = [app.sub_title, onlooker.screen.title or "", onlooker.screen.sub_title or ""]
    told += [f"{each.title} {each.message}" for each in app._notifications]
    assert not "".join(told)
    assert app.title == "Facilitator"


async def test_the_next_session_that_begins_is_picked_up(stage):
    async with looking_on(stage.watched, stage.clock) as onlooker:
        stage.live.course.start()
        await onlooker.look()
        stage.live.course.finish()
        await onlooker.look()
        assert onlooker.large() == THANKS
        other = stage.plan()
        await onlooker.look()
        assert onlooker.large() == THANKS
        other.course.start()
        other.line.capture("- OTHER words")
        assert "OTHER words" in await onlooker.look()


async def test_a_session_that_was_asked_for_is_the_only_one_shown(stage):
    asked = stage.watched.sessions[0]
    async with looking_on(stage.watched, stage.clock, asked) as onlooker:
        other = stage.plan()
        other.course.start()
        await onlooker.look()
        assert onlooker.large() == WAITING
        stage.live.course.start()
        stage.live.line.capture("- ASKED for")
        assert "ASKED for" in await onlooker.look()


async def test_a_session_that_was_cancelled_is_not_waited_for(stage):
    asked = stage.watched.sessions[0]
    stage.file.put(stage.file.session.moved_to(SessionStatus.CANCELLED))
    async with looking_on(stage.watched, stage.clock, asked) as onlooker:
        await onlooker.look()
        assert onlooker.large() == CANCELLED


async def test_what_is_narrowed_or_taken_out_leaves_the_screen(stage):
    stage.live.course.start()
    async with looking_on(stage.watched, stage.clock) as onlooker:
        first, second = stage.live.line.capture("- FIRST"), stage.live.line.capture("- SECOND")
        assert {"FIRST", "SECOND"} <= set((await onlooker.look()).split())
        stage.live.editing.set_visibility(first, Visibility.FACILITATOR)
        stage.live.editing.remove(second)
        assert not {"FIRST", "SECOND"} & set((await onlooker.look()).split())


async def test_the_newest_note_stays_in_sight(stage):
    stage.live.course.start()
    async with looking_on(stage.watched, stage.clock, size=NARROW) as onlooker:
        for number in range(30):
            stage.live.line.capture(f"- NOTE-{number} that stands on the wall")
            assert f"NOTE-{number}" in await onlooker.look()


async def test_it_is_blank_with_the_facilitator_and_by_its_own_key(stage):
    stage.live.course.start()
    stage.live.line.capture("- PUBLIC")
    async with looking_on(stage.watched, stage.clock) as onlooker:
        shown = await onlooker.look()
        stage.live.room.show(OnScreen(instrument="notes", blanked=True))
        assert not await onlooker.look()
        onlooker.screen.tick()
        await onlooker.settle()
        assert not onlooker.flow
        stage.live.room.show(OnScreen(instrument="notes"))
        assert await onlooker.look() == shown
        for key in ("f4", "ctrl+l"):
            await onlooker.press(key)
            assert not onlooker.flow
            await onlooker.press("x")
            assert onlooker.flow == shown


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
async def test_it_is_left_by_a_key(stage, key):
    async with looking_on(stage.watched, stage.clock) as onlooker:
        onlooker.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await onlooker.app.input.handled()
        assert not onlooker.app.is_running or onlooker.app._exit


async def test_it_is_light_unless_asked(stage):
    async with looking_on(stage.watched, stage.clock) as onlooker:
        assert onlooker.app.theme == LIGHT
    async with looking_on(stage.watched, stage.clock, dark=True) as onlooker:
        assert onlooker.app.theme == DARK


async def test_no_byte_is_written_and_nothing_is_held(stage):
    stage.live.course.start()
    stage.live.line.capture("- a line")
    before = on_disk(stage.watched.path)
    async with looking_on(stage.watched, stage.clock) as onlooker:
        await onlooker.look()
        await onlooker.press("f4", "x", "down", "tab", "enter", "ctrl+c", "ctrl+z", "ctrl+y", "f9", "1", "n")
        assert not any(file.is_held for file in stage.watched.files)
    stage.watched.close()
    assert on_disk(stage.watched.path) == before


def on_disk(folder):
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()
    }


async def test_a_file_that_cannot_be_read_for_a_moment_changes_nothing(stage):
    stage.live.course.start()
    stage.live.line.capture("- STAYS")
    async with looking_on(stage.watched, stage.clock) as onlooker:
        await onlooker.look()
        stage.file.close()
        whole = stage.file.path.read_bytes()
        stage.file.path.write_bytes(whole[: len(whole) // 2])
        assert "STAYS" in await onlooker.look()
        stage.file.path.write_bytes(whole)
        assert "STAYS" in await onlooker.look()


async def test_it_paints_only_what_changed(stage):
    stage.live.course.start()
    async with looking_on(stage.watched, stage.clock) as onlooker:
        await onlooker.look()
        rows = onlooker.screen.query_one(RowList).rows
        heading = onlooker.screen.query_one("#heading", Static).content
        onlooker.screen.look_again()
        onlooker.screen.tick()
        assert onlooker.screen.query_one(RowList).rows is rows
        assert onlooker.screen.query_one("#heading", Static).content is heading


# Two programs -------------------------------------------------------------------------------------

FOLLOWER = """
import os, sys, time
from pathlib import Path
from facilitator.ui.room import projector
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace.folder.workspace import Workspace

out, seen = os.dup(1), set()

class Watched(projector.Projector):
    def look_again(self):
        self.began = time.time()
        os.write(out, f"look {self.began!r}\\n".encode())
        super().look_again()

    def show_moment(self):
        super().show_moment()
        self.call_after_refresh(self.report)

    def report(self):
        now = getattr(self, "began", time.time())
        new = {row.draw(100)[0].plain.split()[-1] for row in self.query_one(RowList).rows} - seen
        seen.update(new)
        os.write(out, "".join(f"{word} {now!r}\\n" for word in ("shown", *sorted(new))).encode())

projector.Projector = Watched
folder = Workspace(Path(sys.argv[1])).open(Path(sys.argv[2]))
projector.ProjectorApp(folder).run(headless=True, size=(120, 40))
"""

LOCKSTEP, AT_ONCE = 15, 185


def test_a_second_program_sees_every_note_within_half_a_second(tmp_path):
    """Notes one by one and at once; in between the writer closes, which writes the file anew."""
    stage = Stage(tmp_path, FakeClock(utc_now()))
    stage.live.course.start()
    where = {"PYTHONPATH": str(Path(facilitator.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
    follower = subprocess.Popen(
        [sys.executable, "-c", FOLLOWER, str(tmp_path), str(stage.folder.path)],
        env=os.environ | where,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    written, seen, looks = {}, {}, []

    def write(word):
        stage.live.line.capture(f"- {word}")
        written[word] = time.time()

    def read_until(word):
        while word not in seen:
            line = follower.stdout.readline()
            assert line, "the follower ended"
            what, when = line.split()
            if what == "look":
                looks.append(float(when))
            else:
                seen[what] = float(when)

    try:
        read_until("shown")
        for number in range(LOCKSTEP):
            write(f"slow{number}")
            if number % 5 == 4:
                stage.file.close()
            read_until(f"slow{number}")
        for number in range(AT_ONCE):
            write(f"fast{number}")
            if number % 60 == 59:
                stage.file.close()
        stage.file.close()
        for word in written:
            read_until(word)
    finally:
        follower.kill()
        follower.wait()
        follower.stdout.close()
        stage.close()
    assert len(written) == LOCKSTEP + AT_ONCE
    # Counted in looks: how many seconds they take says how busy the machine is. One may meet half a file.
    missed = {word: sum(written[word] < began < seen[word] for began in looks) for word in written}
    assert {word: looks for word, looks in missed.items() if looks > 1} == {}
    assert 2 * FOLLOW <= 0.5


# Which session it follows -------------------------------------------------------------------------

DAY = 86_400


def shown(following):
    """Whom the room view names, "" while it waits."""
    following.follow()
    seen = following.look()
    return seen[0].teams if seen is not None else "blank"


async def test_which_session_the_room_view_follows(tmp_path, clock):
    """Two windows, a crash, a pause, a close, a deletion, two sessions: whom it names after each."""
    stage = Stage(tmp_path, clock)
    desk = stage.folder.file.put(Team(name="Service Desk", headcount=9))
    first, second = stage.live, stage.plan(desk)
    following, infra = Following(stage.watched, clock=clock), "Infrastructure"
    other_window = Workspace(tmp_path, clock=clock.now).open(stage.folder.path)
    told = []

    def then(what, whom, seen=None):
        told.append((what, shown(seen or following), whom))

    def later(seconds=60.0):
        clock.pass_time(seconds)

    then("nothing began", "")
    first.course.start()
    then("the first began", infra)
    later()
    second.course.start()
    then("the second began beside it", "Service Desk")
    second.course.pause()
    then("the second is paused, today", "Service Desk")
    then("a room view opened now", "Service Desk", Following(other_window, clock=clock))
    later()
    first.course.pause()
    first.course.resume()
    then("the first went on", infra)
    later()
    second.course.resume()
    then("the second went on", "Service Desk")
    second.course.finish()
    then("the second is over", "Service Desk")
    other_window.follow()
    then("a room view opened after that", infra, Following(other_window, clock=clock))
    later()
    first.course.pause()
    first.course.resume()
    then("the first goes on", infra)
    first.records.close()
    then("its program was killed and nobody leads it", infra)
    first.course.pause()
    later(DAY)
    then("it is paused since yesterday", "")
    then("a room view opened that day", "", Following(other_window, clock=clock))
    asked = other_window.session(first.session.id)
    then("one that was asked for", infra, Following(other_window, asked, clock=clock))
    first.course.resume()
    then("it goes on the next day", infra)
    later(DAY)
    then("it runs over midnight, led by somebody", infra)
    first.records.close()
    then("it was killed a day ago", "")
    third = stage.plan()
    third.course.start()
    then("a third began", infra)
    stage.folder.remove_session(third.records)
    then("the third was deleted", "")
    stage.folder.restore_session()
    then("and brought back", infra)
    wrong = [f"{what}: {got!r} in the place of {whom!r}" for what, got, whom in told if got != whom]
    other_window.close()
    stage.close()
    assert not wrong, "\n".join(wrong)


async def test_beginning_a_session_while_another_runs_asks_first(demo, sit_down, clock):
    workspace, folder = demo
    window = Workspace(workspace.root, clock=folder.now).open(folder.path)
    script = window.catalogue.script("listening-60")
    team = next(iter(window.teams.values()))
    planned = window.add_session(planned_session(window, [team], script, folder.now()))
    beside_it = LiveSession(SessionDesk(planned, clock=clock, today=folder.today))
    async with sit_down(workspace, folder) as person:
        await go(person, "runner")
        assert person.live.course.is_paused
        beside_it.course.start()
        for key in ("f5", "ctrl+n", "ctrl+t"):
            await person.press(key)
            assert "Another session is running" in person.text
            assert team.name in person.flow
            await person.press("enter")
            assert person.live.course.is_paused
        await person.press("f5")
        await person.choose("as well")
        assert not person.live.course.is_paused
        await person.press("f5")
        beside_it.course.finish()
        await person.press("f5")
        assert not person.live.course.is_paused
    window.close()


async def test_carry_on_takes_the_session_that_began_last(demo, sit_down, clock):
    workspace, folder = demo
    script = folder.catalogue.script("listening-60")
    team = next(iter(folder.teams.values()))
    planned = folder.add_session(planned_session(folder, [team], script, folder.now()))
    live = LiveSession(SessionDesk(planned, clock=clock, today=folder.today))
    live.course.start()
    live.course.pause()
    paused = next(file for file in folder.sessions if file.session.status is SessionStatus.PAUSED)
    clock.pass_time(60)
    own = LiveSession(SessionDesk(paused, clock=clock, today=folder.today))
    own.course.resume()
    own.course.pause()
    async with sit_down(workspace, folder) as person:
        assert f"Carry on  {folder.teams[paused.session.teams[0]].name}" in person.flow.replace(
            "Carry on ", "Carry on  "
        )
