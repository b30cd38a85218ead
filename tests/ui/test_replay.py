"""The worked example as it happened, from set-up to the end of the meeting, with the keyboard alone.

The program sits over the worked example as it stood on the morning of 12 March 2026: the programme
with its teams and people, the sessions L-01 and L-02, and no L-03. Everything the worked example tells of
L-03 is then entered by keys: four minutes late, the re-plan, the touch map of 17, three deep dives,
18 notes, the ideas, 24 dots of eight people with a 25th refused, actions, promises, fist of five,
read-back, ROTI. What the meeting leaves behind is held against L-03 of the example as it is shipped.

Compared of each record:

- session: script, planned, started and ended time, minutes, mode, place, facilitators, shortlist, focus,
  attendance, how long the lead was there, the agreement, the read-back, fist of five, ROTI, next meeting;
- segments: planned minutes, what was skipped, parts, and the seconds each ran;
- interactions of all 34 practices: role, frequency, importance, ease, rung, agreement, split, other sides;
- interfaces: practice, other side, ease, what passes;
- notes: number, kind, text, segment, practice, nods, other teams, who may see it, the room's yes;
- ideas: number, title, practices, other teams, impact, effort, confidence, who may see it, the room's yes;
- the vote: people, dots each, most on one, dots by idea, whether the counts were shown;
- actions: number, text, owner and their team, due, first step, help needed, ideas, the yes in the room;
- promises: number, text, role, person, to whom, by when.

Left aside: ids and times of change; what came afterwards (statuses, answers, evidence, benefits found);
and what the screens cannot enter: dimensions, benefits hoped for, reach and source notes of an idea,
size and other teams of an action, who may see an action or a promise, by which way something passes
through an interface, the value chain, and the line of thanks. The vote of the example is ended; the
screens show and cover counts and leave it open.
"""

from datetime import date
from itertools import pairwise

import pytest

from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Visibility
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.ladder import Agreement
from facilitator.model.observation import KINDS, Observation
from facilitator.model.practice import PracticeGroup
from facilitator.model.session import SegmentRun, SessionStatus
from facilitator.ui.instruments.touch_answers import OFTEN_KEYS, ROLE_KEYS
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.folder.workspace import Workspace
from tests.clock import FakeClock
from tests.ui.going import ask_all
from tests.ui.person import NARROW

DAY = date(2026, 3, 12)
LATER = ("2026-03-12-infrastructure", "2026-04-08")


@pytest.fixture
def clock():
    """Four minutes past ten on the wall in Britain, before summer time."""
    return FakeClock()


@pytest.fixture
def example(tmp_path):
    """L-03 as it is shipped, in a copy."""
    _, folder = open_demo(tmp_path / "example")
    yield folder, next(file for file in folder.sessions if file.session.short_id == "L-03")
    folder.close()


@pytest.fixture
def morning(tmp_path, clock):
    """The example on the morning of L-03: nothing of it is written yet, nor of what came after."""
    _, folder = open_demo(tmp_path / "morning", clock=clock.now)
    paths = [file.path for file in folder.sessions]
    folder.close()
    for path in paths:
        if path.name.startswith(LATER):
            path.unlink()
    workspace = Workspace(tmp_path / "morning", clock=clock.now, as_of=DAY)
    again = workspace.open(folder.path)
    yield workspace, again
    again.close()


async def test_the_worked_example_is_what_its_meeting_leaves_behind(morning, example, sit_down):
    async with sit_down(*morning, size=NARROW) as person:
        meeting = Meeting(person, *example)
        await meeting.plan()
        await meeting.start_four_minutes_late()
        await meeting.welcome()
        await meeting.pride()
        await meeting.touch_map()
        await meeting.choose_focus()
        await meeting.deep_dives()
        await meeting.ideas()
        await meeting.vote()
        await meeting.place_ideas()
        await meeting.actions()
        await meeting.read_back()
        await meeting.close()
    folder, told = example
    held = meeting.file
    assert held.session.status is SessionStatus.CAPTURED
    for seen in (session, segments, interactions, interfaces, notes, ideas, votes, actions, promises):
        assert seen(morning[1], held) == seen(folder, told), seen.__name__


class Meeting:
    """One meeting at the keyboard: what is entered is read off the tables of the example."""

    def __init__(self, person, folder, told):
        self.person = person
        self.example = folder
        self.told = told

    @property
    def file(self):
        return self.person.session("L-03")

    # Before

    async def plan(self):
        """Set it up for ten o'clock, which is four minutes ago."""
        person, told = self.person, self.told.session
        await person.press("n")
        await person.choose("Infrastructure and Cloud")
        await person.choose("for technical teams")
        await self.fill(
            time="10:00",
            place=told.place,
            facilitators=", ".join(self.example.people[each].name for each in told.facilitators),
            shortlist=", ".join(self.example.catalogue.practices[key].short_name for key in told.shortlist),
            when="l",
        )
        assert self.file.session.status is SessionStatus.DRAFT

    async def fill(self, **values):
        """Go through the fields of a form by Tab, fill them in, and save it."""
        person = self.person
        for line in person.screen.fields.lines:
            assert person.screen.focused is line.control
            if line.field.key in values:
                await self.fill_in(line, values.pop(line.field.key))
            await person.press("tab")
        assert not values
        await person.press("ctrl+n")

    async def fill_in(self, line, value):
        """Choose by its letter, tick in a list, or write over what stands there."""
        person = self.person
        if line.field.several:
            await self.tick(value.split(", "))
        elif line.field.choices:
            await person.press(value)
        else:
            await person.write_over(value)

    async def tick(self, names):
        """Tick these names in the list of the field in hand, one by one in their order, and no others."""
        person = self.person
        await person.press("space")
        while person.row_text().startswith("✓"):
            await person.press("space", "down")
        await person.press("enter")
        for count, name in enumerate(names, 1):
            await person.press("space")
            await person.walk_to(f"○ {name}")
            await person.press("space")
            assert f"{count} ticked" in person.words_of("#title")
            await person.press("enter")

    async def start_four_minutes_late(self):
        """The re-plan gives the stretch and two minutes of impact and effort."""
        person = self.person
        await person.press("1", "c", "ctrl+n")
        assert "4 minutes late" in person.text
        assert "Shorten two segments and you still end in time." in person.text
        assert "Stretch" in line_with(person, "dropped")
        assert "Impact" in line_with(person, "−2 min")
        await person.press("enter")
        await person.tick(0)
        assert person.live.timing.minutes_late() == 0
        assert "ends 11:30" in person.text

    async def welcome(self):
        await self.person.press("tab", "y", "f8")
        await self.person.enter("8")
        await self.person.press("l", "l")
        await self.on("welcome", "why", "pride")

    # During

    async def on(self, *segments):
        """Let the segments before the last one take as long as they took, each ended by ^N."""
        person = self.person
        for here, following in pairwise(segments):
            assert person.live.position.segment.key == here
            await self.talk(here)
            await person.press("ctrl+n")
            assert person.live.position.segment.key == following

    async def talk(self, segment):
        """Let pass the time that a segment, or its part in hand, took."""
        person, part = self.person, self.person.live.position.part
        run = next(run for run in self.told.all(SegmentRun) if (run.segment, run.part) == (segment, part))
        minutes, seconds = divmod(run.seconds, 60)
        for passing in (*[60.0] * int(minutes), seconds):
            await person.tick(passing)

    async def listen(self, segment, practice=None, until=99):
        """Write the notes of a segment, each with its sign, its practice, its teams and its nods."""
        taken = len(self.person.live.notes.all)
        for note in self.told.all(Observation)[taken:]:
            if note.segment != segment or note.number > until:
                break
            parts = [f"{KINDS[note.kind].sign} {note.text}"]
            if note.practice != practice:
                parts.append(f"#{note.practice.replace('_', '-')}" if note.practice else "")
            parts += [f"@{self.short(team)}" for team in note.counterparts]
            parts.append(f"+{note.nods}" if note.nods else "")
            await self.person.enter(" ".join(part for part in parts if part))

    def short(self, team):
        return self.example.teams[team].short_name

    async def pride(self):
        await self.listen("pride")
        await self.on("pride", "touch_map")

    async def touch_map(self):
        """All 34: ten in full, seven with a role only, the others not touched."""
        person = self.person
        told = {each.practice: each for each in self.told.all(Interaction)}
        await ask_all(person)
        await person.press("tab")
        for _ in person.rows.rows:
            each = told.get(person.rows.key)
            if each is None:
                assert person.app.folder.catalogue.practices[person.rows.key].group is PracticeGroup.CUSTOM
                await person.press("enter")
                continue
            await person.type(letter(ROLE_KEYS, each.role))
            if each.rung is not None:
                await self.rate(each)
            await person.press("enter")
        assert person.live.touch.touched() == 17
        await self.on("touch_map", "focus")

    async def rate(self, each):
        person = self.person
        await person.type(f"{letter(OFTEN_KEYS, each.frequency)}{each.importance}{each.ease}")
        if each.agreement is Agreement.SPLIT:
            await person.press("f8")
            await person.type("".join(rung * count for rung, count in each.split.items()))
            await person.press("enter")
        else:
            await person.type(str(int(each.rung)))
            if each.agreement is not None:
                await person.press("a")
                await person.choose(each.agreement.label)
        for team in each.counterparts:
            await person.press("t")
            await person.choose(self.example.teams[team].name)
            await self.fill(passes=self.side(each.practice, team).passes)

    def side(self, practice, team):
        """What the example tells of the interface with a team."""
        sides = self.told.all(InterfaceSide)
        return next(side for side in sides if (side.practice, side.counterpart) == (practice, team))

    async def choose_focus(self):
        """Eight people, three dots each; the three with most become the deep dives."""
        person = self.person
        await person.press("tab", "8", "down", "7", "down", "6", "down", "3", "f8")
        assert person.live.session.focus == self.told.session.focus
        await self.on("focus", "deep")

    async def deep_dives(self):
        person, deep = self.person, self.told.session.focus
        for part, practice in enumerate(deep):
            assert person.live.position.part == part
            last = [note.number for note in self.told.all(Observation) if note.practice == practice][-1]
            if part == len(deep) - 1:
                last = 99
            await self.listen("deep", practice, until=last)
            if part < len(deep) - 1:
                await self.talk("deep")
                await person.press("f8", "f8", "f8", "f8")
        await self.on("deep", "ideas")

    async def ideas(self):
        """A risk and a parked question come up in between."""
        for idea in self.told.all(ImprovementIdea):
            tags = [f"#{key.replace('_', '-')}" for key in idea.practices]
            tags += [f"@{self.short(team)}" for team in idea.counterparts]
            await self.person.enter(" ".join((idea.title, *tags)))
        await self.listen("ideas")
        await self.on("ideas", "vote")

    async def vote(self):
        """24 dots of eight people; the 25th is refused."""
        person = self.person
        dots = dots_by_number(self.told)
        await person.press("tab")
        assert "24 dots left" in person.text
        for number in sorted(dots):
            await person.press(str(dots[number]), "down")
        assert "all dots are put" in person.text
        await person.press("1")
        assert "All 24 dots are used: 8 people with 3 each." in person.text
        assert dots_by_number(self.file) == dots
        await person.press("f8")
        await self.on("vote", "impact")

    async def place_ideas(self):
        person = self.person
        told = {idea.number: idea for idea in self.told.all(ImprovementIdea)}
        await person.press("tab")
        for _ in told:
            idea = told[person.live.records.find(ImprovementIdea, person.rows.key).number]
            await person.type(f"{idea.impact}{idea.effort}{idea.confidence}")
            await person.press("enter")
        await self.on("impact", "actions")

    async def actions(self):
        person = self.person
        await self.listen("actions")
        for action in self.told.all(Action):
            owner = self.example.people[action.owner].name
            await person.enter(f"{action.text} @{owner} due {action.due.day} {action.due:%b}")
        await person.press("tab")
        for action in self.told.all(Action):
            await self.agree(action)
            await person.press("down")
        for promise in self.told.all(Commitment):
            await person.press("c")
            named = self.example.people[promise.person].name if promise.person else ""
            by = f"{promise.by.day} {promise.by:%b}"
            await self.fill(text=promise.text, role=promise.role, person=named, to=promise.to, by=by)
        await ask_all(person)
        await person.press("f8")
        await person.type("55444433")
        await person.press("enter")
        await self.on("actions", "read_back")

    async def agree(self, action):
        """The owner says yes unless not in the room; the idea it serves; the first step."""
        person = self.person
        if action.accepted_on == DAY:
            await person.press("y")
        (idea,) = action.ideas
        await person.press("i")
        await person.choose(self.told.find(ImprovementIdea, idea).title[:30])
        if action.first_step or action.help_needed:
            await person.press("e")
            await self.fill(first_step=action.first_step, help_needed=action.help_needed)

    async def read_back(self):
        """Everything is read; the room lets some of it go further."""
        person = self.person
        await person.press("tab")
        assert "private note" not in person.flow  # nothing on it counts what is hidden
        notes = [note for note in self.told.all(Observation) if note.kind != "private"]
        for record in (*notes, *self.told.all(ImprovementIdea)):
            await self.let_go_to(record)
            await person.press("down")
        await person.press("f")
        await self.on("read_back", "close")

    async def let_go_to(self, record):
        person = self.person
        levels = list(Visibility)
        now = Visibility.TEAM
        while now is not record.visibility:
            await person.press("right")
            now = levels[levels.index(now) + 1]
            if person.screen.is_modal:
                await person.choose("no one team")
                now = Visibility.PROGRAMME

    async def close(self):
        person = self.person
        await person.press("tab")
        await person.type("55444443")
        await person.press("f8")
        await person.enter("9 apr 14:00")
        await self.talk("close")
        await person.press("f")
        await person.choose("End the meeting")


def line_with(person, words):
    """The one line of the screen with these words."""
    (line,) = (line for line in person.text.splitlines() if words in line)
    return line


def letter(keys, value):
    return next(key for key, each in keys.items() if each is value)


def dots_by_number(file):
    vote = next(vote for vote in file.all(DotVote) if vote.subject is VoteSubject.IDEAS)
    return {idea.number: vote.dots.get(idea.id, 0) for idea in file.all(ImprovementIdea)}


# What is compared ---------------------------------------------------------------------------------


def session(folder, file):
    held = file.session
    return {
        "script": held.script,
        "times": (held.planned_start, held.started_at, held.ended_at, held.minutes),
        "where": (held.mode, held.place),
        "team": [folder.teams[id].name for id in held.teams],
        "facilitators": [folder.people[id].name for id in held.facilitators],
        "practices": (held.shortlist, held.focus),
        "here": (held.attendance, held.remote, held.lead_present),
        "agreed": (held.agreement.agreed, held.read_back.done),
        "hands": (held.fist_of_five, held.roti),
        "next": held.next_meeting,
    }


def segments(folder, file):
    order = [segment.key for segment in file.session.script.segments]
    runs = sorted(file.all(SegmentRun), key=lambda run: (order.index(run.segment), run.part))
    return [(run.segment, run.part, run.planned, bool(run.skipped), run.seconds, run.ended) for run in runs]


def interactions(folder, file):
    return {
        told.practice: (
            *(told.role, told.frequency, told.importance, told.ease),
            *(told.rung, told.agreement, told.split, names(folder, told.counterparts)),
        )
        for told in file.all(Interaction)
    }


def interfaces(folder, file):
    return {
        (side.practice, folder.teams[side.counterpart].name, side.ease, side.passes)
        for side in file.all(InterfaceSide)
    }


def notes(folder, file):
    return [
        (
            *(note.number, note.kind, note.text, note.segment, note.practice, note.nods),
            *(names(folder, note.counterparts), note.visibility, note.room_yes),
        )
        for note in file.all(Observation)
    ]


def ideas(folder, file):
    return [
        (
            *(idea.number, idea.title, idea.practices, names(folder, idea.counterparts)),
            *(idea.impact, idea.effort, idea.confidence, idea.visibility, idea.room_yes),
        )
        for idea in file.all(ImprovementIdea)
    ]


def votes(folder, file):
    vote = next(vote for vote in file.all(DotVote) if vote.subject is VoteSubject.IDEAS)
    return vote.people, vote.dots_each, vote.most_on_one, dots_by_number(file), vote.revealed


def actions(folder, file):
    numbers = {idea.id: idea.number for idea in file.all(ImprovementIdea)}
    return [
        (
            *(action.number, action.text, folder.people[action.owner].name, folder.teams[action.team].name),
            *(action.due, action.first_step, action.help_needed, [numbers[id] for id in action.ideas]),
            action.accepted_on == DAY,
        )
        for action in file.all(Action)
    ]


def promises(folder, file):
    return [
        (
            *(promise.number, promise.text, promise.role, promise.to, promise.by),
            folder.people[promise.person].name if promise.person else "",
        )
        for promise in file.all(Commitment)
    ]


def names(folder, teams):
    return sorted(folder.teams[id].name for id in teams)
