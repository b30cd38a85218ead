"""A quarter of use: six teams, three sessions a week, thirteen weeks, against a plain list kept by the test.

Each kind of step is taken with the keyboard at least once, the others by the same verbs. After each week
Home, Promises, the papers and the plain commands say what the list says.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from facilitator.live.desk import SessionDesk
from facilitator.live.instruments.finder import facts_of
from facilitator.live.session import LiveSession
from facilitator.model.action import Action
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.workspace.answers import answers_for
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session
from tests.cli.command_line import answer, run
from tests.ui.going import ask_all, end_the_meeting, take_instrument
from tests.ui.person import NARROW

BEGIN = date(2026, 2, 2)
"""A Monday."""

WEEKS = 13
TEAMS = ("Service Desk", "Network", "Applications", "Identity", "Projects", "Data")
DAYS = (0, 1, 3)
"""Monday, Tuesday, Thursday."""

SOON = timedelta(days=7)
FRIDAY = 4


def working_days_after(day, count):
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


@dataclass
class Owed:
    """A line of the list: what kind it is, by when, whose, and from which day on it is told."""

    kind: str
    due: date | None
    who: str
    shown_from: date = date.min


@dataclass
class Quarter:
    """The programme, and the list: what is owed, by the id of its record, and the papers that left."""

    root: object
    folder: object
    clock: object
    owed: dict = field(default_factory=dict)
    issued: set = field(default_factory=set)
    files: dict = field(default_factory=dict)
    waits: list = field(default_factory=list)
    number: int = 0
    behind: bool = False
    seen: set = field(default_factory=set)

    @property
    def today(self):
        return self.folder.today()

    def team(self, name):
        return next(each for each in self.folder.teams.values() if each.name == name)

    def owner(self, teams):
        """The one who takes what a team agrees: the first of the two teams they are of."""
        at = [each.id for each in self.folder.teams.values()].index(teams[0].id)
        return list(self.folder.people.values())[at // 2]

    def live(self, file):
        folder = self.folder
        return LiveSession(
            SessionDesk(
                file,
                clock=self.clock,
                today=folder.today,
                practices=folder.catalogue.practices,
                teams=folder.teams,
                people=folder.people,
            )
        )

    def hold(self, *teams):
        """Hold a session by the verbs of the room: two ideas, an action for the first, the next meeting."""
        script = self.folder.catalogue.script("listening-30")
        file = self.folder.add_session(planned_session(self.folder, teams, script, self.folder.now()))
        live = self.live(file)
        live.course.start()
        live.frame.agree(True)
        live.frame.set_attendance(6)
        live.line.capture("- Every form asks for the building code twice")
        first, second = (live.ideas.add(f"Idea {self.number} of {n}") for n in "ab")
        due = self.today + timedelta(days=10)
        action = live.actions.add(f"Try idea {self.number}", self.owner(teams).id, due, ideas=(first.id,))
        live.actions.say_yes(action)
        live.frame.read_back_done()
        live.frame.set_next_meeting(datetime.combine(due, time(14), UTC))
        self.clock.pass_time(1800)
        live.course.finish()
        live.frame.review()
        self.held(file, action, second, due)
        return file

    def held(self, file, action, waiting, due):
        """Write what a session leaves open into the list; a team that meets again settles its follow-up."""
        self.number += 1
        session = file.session
        for id, other in self.files.items():
            if set(other.session.teams) & set(session.teams):
                self.owed.pop(id, None)
        self.files[session.id] = file
        self.owed[session.id] = Owed("follow_up", due, "you")
        self.owed[action.id] = Owed("action", due, self.folder.people[action.owner].name)
        answer_by = working_days_after(self.today, 15)
        self.owed[waiting.id] = Owed("answer", answer_by, "you", self.today)
        self.waits.append((self.today, file, action.id, waiting.id))

    def say(self, file, record, key, **said):
        """Give an answer by its word, as `facilitator settle` does."""
        chosen = next(each for each in answers_for(self.folder, file, record) if each.key == key)
        chosen.save({question.key: question.value for question in chosen.questions} | said)

    def follow_up_the_older(self):
        """On a Friday: what was agreed two weeks ago is done, what waits is answered, follow-ups are held."""
        for heard, file, action, idea in self.waits:
            age = (self.today - heard).days
            if 12 <= age < 19:
                self.finish(file, action)
            if 19 <= age < 26:
                self.say_what_came(file)
                self.reply(file, idea)
        for id, file in self.files.items():
            if id in self.owed and self.owed[id].due <= self.today:
                self.say(file, file.session, "held", day=self.today.isoformat())
                del self.owed[id]

    def finish(self, file, id):
        action = file.find(Action, id)
        self.say(file, action, "done", said="it runs")
        del self.owed[id]
        self.owed[action.ideas[0]] = Owed("outcome", None, "you")

    def say_what_came(self, file):
        for idea in file.all(ImprovementIdea):
            if self.owed.get(idea.id, Owed("", None, "")).kind == "outcome":
                self.say(file, idea, "done", said="Fewer calls")
                del self.owed[idea.id]

    def reply(self, file, id):
        idea = file.find(ImprovementIdea, id)
        if id not in self.owed or self.owed[id].kind != "answer":
            return
        del self.owed[id]
        match file.session.number % 3:
            case 0:
                self.say(file, idea, "accepted")
            case 1:
                self.say(file, idea, "declined", said="It is another team's")
            case _:
                self.park(file, idea, self.today + timedelta(days=24))

    def park(self, file, idea, back):
        self.say(file, idea, "parked", day=back.isoformat())
        self.owed[idea.id] = Owed("look_again", back, "you", back - SOON)

    def expected(self):
        return {id: each for id, each in self.owed.items() if each.shown_from <= self.today}


async def test_thirteen_weeks_agree_with_a_plain_list(tmp_path, clock, sit_down):
    quarter = begin(tmp_path, clock)
    async with sit_down(quarter.workspace, quarter.folder, size=NARROW) as person:
        for week in range(WEEKS):
            for at, day in enumerate(DAYS):
                go_to(quarter, week, day)
                await meet(person, quarter, week, at)
            go_to(quarter, week, FRIDAY, hour=15)
            quarter.follow_up_the_older()
            await BY_KEYS.get(week, nothing)(person, quarter)
            await write_a_plan(person, quarter)
            share_the_others(quarter)
            if week == ANSWERED_AFTER:
                await answer_after_the_plan(person, quarter)
            await agree(person, quarter)
    assert {len(quarter.files), quarter.number} == {WEEKS * len(DAYS)}
    assert quarter.seen == {"action", "answer", "follow_up", "look_again", "outcome", "late"}
    assert len(quarter.issued) == WEEKS


def begin(tmp_path, clock):
    clock.set_wall(datetime.combine(BEGIN, time(9), UTC))
    workspace = Workspace(tmp_path / "workspace", clock=clock.now)
    folder = workspace.new_programme("Better Together", "H", timezone="UTC")
    folder.file.put(msgspec.structs.replace(folder.programme, ends=date(2026, 12, 18)))
    teams = [folder.file.put(Team(name=name, headcount=8)) for name in TEAMS]
    for name, team in zip(("Kim Bell", "Sam Oduya", "Ana Costa"), teams[::2], strict=True):
        folder.file.put(Person(name=name, team=team.id))
    quarter = Quarter(workspace.root, folder, clock)
    quarter.workspace = workspace
    return quarter


def go_to(quarter, week, day, hour=10):
    on = BEGIN + timedelta(weeks=week, days=day)
    quarter.clock.set_wall(datetime.combine(on, time(hour), UTC))


async def meet(person, quarter, week, at):
    """Hold the session of that day; the first of all with the keyboard, one with two teams."""
    teams = list(quarter.folder.teams.values())
    which = (week * len(DAYS) + at) % len(teams)
    if (week, at) == (0, 0):
        await lead_by_keys(person, quarter, teams[0])
    elif (week, at) == (5, 2):
        quarter.hold(teams[which], teams[which - 3])
    else:
        quarter.hold(teams[which])


async def lead_by_keys(person, quarter, team):
    """Plan and lead a session from its first key to its review."""
    await person.press("1", "n")
    await person.choose(team.name)
    await person.choose("30 minutes")
    await person.press("n", "ctrl+n")
    await person.press("tab", "y", "f8")
    await person.enter("6")
    await on_to(person, "ideas")
    await person.enter("Idea 0 of a", "Idea 0 of b")
    await on_to(person, "actions")
    await person.enter("Try idea 0 @Kim Bell due 12 feb")
    await person.press("tab", "y", "i")
    await person.choose("Idea 0 of a")
    await on_to(person, "read_back")
    await person.press("tab", "f")
    await ask_all(person)
    await take_instrument(person, facts_of("close").label)
    await person.press("f8")
    await person.enter("12 feb 14:00")
    await end_the_meeting(person)
    await person.press("r")
    (file,) = quarter.folder.sessions
    assert file.session.status is SessionStatus.REVIEWED
    (action,) = file.all(Action)
    quarter.held(file, action, file.all(ImprovementIdea)[1], date(2026, 2, 12))
    await person.press("escape")


async def on_to(person, instrument):
    """Go on to the segment that begins with that instrument; a deep dive is about no practice here."""
    for _ in range(20):
        if not hasattr(person.screen, "live"):
            await person.press("escape")
        if instrument in person.live.position.segment.instruments:
            return
        await person.press("ctrl+n")
    raise AssertionError(f"no segment with {instrument}: {person.text}")


async def nothing(person, quarter):
    """A week without anything out of the way."""


async def rename(person, quarter):
    """A team gets another name; what it was promised stays."""
    await person.press("4")
    await person.choose("Network")
    await person.write_over("Networks and Wi-Fi")
    await person.press("tab", "escape")
    assert quarter.team("Networks and Wi-Fi")
    assert "Networks and Wi-Fi" in run("--workspace", quarter.root, "team", "list").stdout


async def settle_by_keys(person, words, *choice):
    await person.press("3")
    await person.choose(words)
    await person.choose(choice[0])
    for typed in choice[1:]:
        await person.write_over(typed)
        await person.press("enter")


async def park_by_keys(person, quarter):
    """An idea that waits comes back in five weeks."""
    id = next(id for id, each in quarter.expected().items() if each.kind == "answer")
    file = next(file for file in quarter.files.values() if file.find(ImprovementIdea, id))
    back = quarter.today + timedelta(weeks=5)
    title = file.find(ImprovementIdea, id).title
    await settle_by_keys(person, title, "Park until", back.isoformat(), "After the summer")
    assert file.find(ImprovementIdea, id).review_on == back
    quarter.owed[id] = Owed("look_again", back, "you", back - SOON)


async def leave(person, quarter):
    """One of the owners leaves: all they have open goes to somebody new, who said yes."""
    theirs = [id for id, each in quarter.owed.items() if (each.kind, each.who) == ("action", "Kim Bell")]
    assert len(theirs) > 1
    file = next(file for file in quarter.files.values() if file.find(Action, theirs[0]))
    await person.press("3")
    await person.choose(file.find(Action, theirs[0]).text)
    await person.choose("Somebody else does it")
    await person.type("Noa Lind")
    await person.press("tab", "right", "tab", "right", "enter")
    for id in theirs:
        quarter.owed[id].who = "Noa Lind"
    assert not [each for each in quarter.owed.values() if each.who == "Kim Bell"]


async def hear_late(person, quarter):
    """Somebody rings after the review: a remark with its day, and the plan that left is behind."""
    short_id = sorted(quarter.issued)[-1]
    file = person.session(short_id)
    await person.press("2")
    await person.walk_to(short_id)
    await person.press("r", "i")
    await person.type("- The form grew a second page")
    await person.press("ctrl+n")
    await person.choose("Later")
    assert file.all(Observation)[-1].said_on == quarter.today
    await person.press("escape")
    assert f"{short_id} changed" in await papers_that_left(person, quarter)


async def move_a_follow_up(person, quarter):
    """A meeting is moved with the keyboard; the list and the screens have its new day."""
    id = next(id for id, each in quarter.owed.items() if each.kind == "follow_up")
    file = quarter.files[id]
    to = quarter.today + timedelta(days=3)
    names = quarter.folder.team_names(file.session)
    await settle_by_keys(person, f"Follow-up, {names}", "It is moved", f"{to.isoformat()} 15:00")
    quarter.owed[id].due = to


BY_KEYS = {
    1: rename,
    2: park_by_keys,
    4: leave,
    6: hear_late,
    7: move_a_follow_up,
}
"""What is done with the keyboard at the end of a week."""


async def write_a_plan(person, quarter):
    """Write the action plan of the newest session from Papers, for each of its teams."""
    newest = quarter.folder.sessions[-1].session
    await person.press("5")
    rows = enumerate(person.rows.rows)
    plans = [at for at, row in rows if row.key.startswith(f"{newest.id} action-plan")]
    assert len(plans) == len(newest.teams)
    for at in plans:
        person.rows.cursor = at
        await person.press("enter")
    quarter.issued.add(newest.short_id)


ANSWERED_AFTER = 9
"""The week in which an idea is answered after the plan left."""


async def answer_after_the_plan(person, quarter):
    """An idea is answered once the plan left: it is to be handed over again, and then it is not."""
    newest = quarter.folder.sessions[-1]
    quarter.behind = True
    quarter.clock.pass_time(60)
    quarter.reply(newest, quarter.waits[-1][-1])
    await agree(person, quarter)
    await person.press("1", "tab")
    await person.choose(f"{newest.session.short_id}: action plan again")
    await person.press("enter", "escape")
    quarter.behind = False


def share_the_others(quarter):
    """The team has its papers, of all sessions but the newest: its thank-you note is still to be written."""
    for file in quarter.folder.sessions[:-1]:
        if file.session.status is SessionStatus.REVIEWED:
            frame = quarter.live(file).frame
            frame.share()
            frame.close()


async def papers_that_left(person, quarter):
    """Return the sessions whose action plan left, as Papers says it."""
    await person.press("5")
    found = set()
    for row in person.rows.rows:
        if " action-plan " in row.key:
            words = row.draw(70)[0].plain
            session = quarter.folder.session(row.key.split(" ")[0]).session
            if "written" in words:
                found.add(session.short_id + (" changed" if "changed" in words else ""))
    return found


PAPERS = ("paper", "again", "share")


def agree_with_the_commands(quarter, owed, keys):
    """The plain command lists the same in the same order: late, now, today, ahead."""
    asked = ("--workspace", quarter.root, "--as-of", quarter.today, "promises", "--json")
    listed = answer(run(*asked))
    assert [each["id"] for each in listed] == [key[1] for key in keys]
    days = [each["days"] for each in listed]
    stands = [1 if day is None else 0 if day < 0 else 2 if day == 0 else 3 for day in days]
    assert stands == sorted(stands), (quarter.today, days)
    told = {each["id"]: (each["kind"], each["due"], each["who"]) for each in listed if not each["document"]}
    assert told == {id: (each.kind, each.due and each.due.isoformat(), each.who) for id, each in owed.items()}


async def agree(person, quarter):
    """Home, Promises, the papers and the commands say what the list says."""
    owed = quarter.expected()
    await person.press("1")
    on_home = [row.key for row in person.screen.query_one("#promises").rows]
    room = person.screen.query_one("#promises").size.height - 1  # below the heading
    hidden = len(on_home) - (room - 1) if len(on_home) > room else 0
    assert (f"and {hidden} more: 3 lists all" in person.text) == (hidden > 0)
    keys = [key.split(" ") for key in on_home]
    newest = quarter.folder.sessions[-1].session.id
    papers = [key for key in keys if key[0] in PAPERS and key[-1] != "you-said"]
    again = [["again", newest, "action-plan"]] if quarter.behind else []
    assert papers == [*again, ["paper", newest, "thank-you"]], (quarter.today, papers)
    assert {key[1] for key in keys if key[0] not in PAPERS} == set(owed)
    late = sum(each.due is not None and each.due < quarter.today for each in owed.values())
    quarter.seen |= {each.kind for each in owed.values()} | ({"late"} if late else set())
    assert f"{len(on_home)} waiting" + (f", {late} late" if late else "") in person.text
    await person.press("3")
    assert [row.key for row in person.rows.rows if not row.heading] == on_home
    assert f"{len(on_home)} waiting" + (f", {late} late" if late else "") in person.text
    agree_with_the_commands(quarter, owed, keys)
    left = await papers_that_left(person, quarter)
    assert {each.split(" ")[0] for each in left} == quarter.issued
