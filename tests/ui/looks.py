"""Every screen, dialog and instrument of the program, and how somebody at the keyboard gets to it.

A tour begins at one place and stops wherever there is something to look at. `tests/ui/test_snapshots.py`
takes a picture at each stop, and asks that no screen and no dialog was forgotten.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import NamedTuple

import msgspec

from facilitator.model.observation import Observation
from facilitator.model.person import Person as Somebody
from facilitator.model.session import Draft
from facilitator.model.skills import SkillArea, SkillPage
from tests.ui.going import go
from tests.ui.person import Person

Step = str | Callable[[Person], Awaitable[object]]
"""A key by its name, or something else a person does."""


class Stop(NamedTuple):
    """Where a picture is taken: its name, the class of the screen in front, and what to do to get there."""

    name: str
    screen: str
    steps: tuple[Step, ...] = ()


class Tour(NamedTuple):
    """A place of `tests/ui/going.py`, "" for where the program opens, and the stops from there on."""

    place: str
    stops: tuple[Stop, ...]

    async def walk(self, person: Person) -> AsyncIterator[Stop]:
        """Yield each stop while the person is there."""
        if self.place:
            await go(person, self.place)
        for stop in self.stops:
            await do(person, *stop.steps)
            assert type(person.screen).__name__ == stop.screen, f"{stop.name}\n{person.text}"
            yield stop


async def do(person: Person, *steps: Step) -> None:
    """Do one thing after the other."""
    for step in steps:
        await (person.press(step) if isinstance(step, str) else step(person))


def write(words: str) -> Step:
    return lambda person: person.type(words)


def over(words: str) -> Step:
    return lambda person: person.write_over(words)


def paste(words: str) -> Step:
    return lambda person: person.paste(words)


def to(words: str) -> Step:
    return lambda person: person.walk_to(words)


def pick(words: str) -> Step:
    return lambda person: person.choose(words)


def command(words: str) -> tuple[Step, ...]:
    return ("ctrl+p", write(words), "enter")


async def rest(person: Person) -> None:
    """Let three quarters of a minute pass."""
    await person.tick(45)


async def note_a_name(person: Person) -> None:
    """Let a note be there that names somebody, and go to it."""
    person.screen.file.put(Observation(number=90, text="Dev reads every request twice", kind="hurts"))
    await person.settle()
    await person.walk_to("Dev reads")


async def be_in_britain(person: Person) -> None:
    """Let a new programme have a time zone; else it has that of the computer."""
    file = person.folder.file
    file.put(msgspec.structs.replace(person.folder.programme, timezone="Europe/London"))
    await person.press("2", "1")


async def leave_half_a_line(person: Person) -> None:
    """Let a line be there that nobody finished, and go to it."""
    file = person.screen.file
    file.put(Draft(segment=file.session.script.segments[0].key, text="- The printers on floor two"))
    await person.settle()
    await person.walk_to("The printers")


async def a_minute_later(person: Person) -> None:
    """Let a minute pass, so that what comes is newer than the paper."""
    person.clock.pass_time(60)


async def meet_two(person: Person) -> None:
    """Let a second team be there, and let each say a line."""
    file = person.screen.file
    desk = next(id for id, team in person.folder.teams.items() if team.name == "Service Desk")
    file.put(msgspec.structs.replace(file.session, teams=(*file.session.teams, desk)))
    await person.press("escape")
    for line in (
        "- The key for hall four is never there",
        "- Nobody tells us which hall it is",
        "+ We laugh",
    ):
        await person.press("ctrl+a")
        await person.enter(line)


async def share_with_five(person: Person) -> None:
    """Let two more of Infrastructure share their skills."""
    folder = person.folder
    infra = next(each for each in folder.teams.values() if each.short_name == "Infra")
    areas = {each.name: each.id for each in folder.file.all(SkillArea)}
    more = {"Ida Vale": ("Databases", "Network"), "Lee Moss": ("Servers", "Scripting")}
    for name, (alone, learn) in more.items():
        who = folder.file.put(Somebody(name=name, team=infra.id))
        known = {"works_alone": (areas[alone],), "learn": (areas[learn],)}
        folder.file.put(SkillPage(person=who.id, agreed=True, confirmed=folder.today(), **known))
    person.screen.show_records()
    await person.settle()


PARKED = ("3", write("1 sep"), "down", write("The desk has no free seat before summer."))
DOTS = ("4", "down", "2", "down", "3")
SHEET = """here 6
change p w 5 2 1
- The lamp goes out in the last row #incident +5
a Lend each hall an adapter @Ana due fri
change p w 9"""

TOURS: dict[str, Tour] = {
    # Places
    "home": Tour(
        "home",
        (
            Stop("home", "Home"),
            Stop("promises-in-focus", "Home", ("tab",)),
            Stop("help-home", "Help", ("down", "f1")),
            Stop("find", "Find", ("escape", "slash", write("form"))),
            Stop("find-nothing", "Find", (over("zeppelin"),)),
            Stop("signals", "EditRecord", ("escape", *command("soft signals"))),
            Stop("share-copy", "AskLine", ("escape", *command("copy for sharing"))),
            Stop("commands", "CommandPalette", ("escape", "ctrl+p")),
            Stop("blank", "Blank", ("escape", "f4")),
        ),
    ),
    "planning": Tour(
        "home",
        (
            Stop("start-now", "Choose", ("a",)),
            Stop("new-session", "Choose", ("escape", "n")),
            Stop("another-team", "NewRecord", (pick("Another team"), "ctrl+n")),
            Stop("script", "Choose", ("escape", "n", "enter")),
            Stop("set-up", "FormDialog", ("enter",)),
            Stop("planned", "Sessions", (*["tab"] * 2, over("16 apr"), "ctrl+n")),
            Stop("remove", "Ask", (to("L-05"), "x")),
            Stop("held-on-paper", "Ask", ("escape", "h")),
            Stop("not-begun", "Runner", ("escape", "enter")),
            Stop("another-day", "Ask", ("ctrl+n",)),
            Stop("just-begun", "Runner", ("down", "enter")),
        ),
    ),
    "sessions": Tour(
        "sessions",
        (
            Stop("sessions", "Sessions"),
            Stop("duplicate", "FormDialog", ("d",)),
            Stop("stays", "Notice", ("escape", to("L-03"), "x")),
            Stop("edit-session", "FormDialog", ("escape", "e")),
            Stop("leave-unsaved", "Ask", (write("x"), "escape")),
            Stop("debrief", "FormDialog", (pick("Leave it unsaved"), "l")),
            Stop("which-rehearsal", "Choose", ("escape", "f6")),
            Stop("rehearsal", "Ask", (pick("Lean coffee"),)),
        ),
    ),
    "promises": Tour(
        "promises",
        (
            Stop("promises", "Promises"),
            Stop("any-answer", "Choose", command("answer an idea, or say")),
            Stop("became", "Ask", ("escape", "enter")),
            Stop("why", "FormDialog", (pick("dropped"),)),
        ),
    ),
    "answer_idea": Tour(
        "promises",
        (
            Stop("answer-idea", "AnswerIdea", (pick("Answer idea 8"),)),
            Stop("answer-parked", "AnswerIdea", PARKED),
        ),
    ),
    "teams": Tour(
        "teams",
        (
            Stop("teams", "RecordList"),
            Stop("team", "RecordList", ("enter",)),
            Stop("field-explained", "Explanation", ("down", "down", "f1")),
            Stop(
                "team-not-saved",
                "RecordList",
                ("escape", "down", over("lots"), "down"),
            ),
            Stop("team-ticks", "Tick", ("down", "down", write("net"))),
            Stop("add-team", "RecordList", (*["escape"] * 3, "n", write("Print room"), "tab")),
            Stop("delete-team", "Ask", ("tab", "t", "tab", "3", "escape", "x")),
            Stop("team-stays", "Notice", ("escape", "home", "x")),
            Stop("merge-team", "Choose", ("escape", to("Business Applications"), "m")),
            Stop("merge-team-sure", "Ask", (pick("Network and Wi-Fi"),)),
        ),
    ),
    "session_changes": Tour("teams", (Stop("session-changes-once", "SessionChanges", ("o",)),)),
    "people": Tour(
        "home",
        (
            Stop("people", "RecordList", command("go to the people")),
            Stop("person", "RecordList", ("enter", *["tab"] * 2, over("net"))),
            Stop("hand-over", "FormDialog", (over("Network and Wi-Fi"), "escape", to("Sam Oduya"), "h")),
            Stop("stored", "Ask", ("escape", "w")),
            Stop("erase", "Ask", ("escape", "r")),
            Stop("services", "RecordList", ("escape", *command("go to the services"))),
            Stop("service", "RecordList", ("enter", "tab", over("ha"))),
            Stop("add-somebody", "Ask", (over("Marie Kowal"), "enter")),
        ),
    ),
    "settings": Tour(
        "home",
        (
            Stop("settings", "Settings", command("go to the settings")),
            Stop("settings-page", "Settings", ("down", "enter")),
            Stop("setting-refused", "Settings", (over("4"), "tab")),
            Stop("leave-typed", "Ask", ("escape", "ctrl+q")),
            Stop("settings-more", "Settings", ("escape", *["down"] * 3)),
            Stop("programmes", "Choose", command("another programme")),
        ),
    ),
    "practices": Tour(
        "home",
        (
            Stop("practices", "RecordList", command("go to the practices")),
            Stop(
                "practice", "RecordList", (to("Architecture"), "enter", over("Blueprints"), "tab", "n", "tab")
            ),
            Stop("practice-named", "RecordList", ("escape",)),
            Stop("practice-stays", "Notice", ("x",)),
            Stop("assessed-level", "FormDialog", ("escape", "l")),
            Stop("own-practice", "RecordList", ("escape", "n", write("Print rooms"), "tab")),
        ),
    ),
    "roles": Tour(
        "roles",
        (
            Stop("roles", "Roles"),
            Stop("roles-parts", "Roles", ("tab",)),
            Stop("matrix", "Matrix", ("enter", "down", "right")),
            Stop("topic", "AskLine", ("e",)),
            Stop("sitting", "Ask", ("escape", "s")),
            Stop("charter", "Ask", ("escape", "p")),
            Stop("champion", "RecordList", ("escape", "enter", "enter")),
            Stop("nominations", "Nominations", ("escape", "o")),
            Stop("nominate", "FormDialog", ("n", write("Quill Vesper"), "enter")),
            Stop("nominated", "Nominations", (write("Measurement"), "enter", "ctrl+n")),
            Stop("hours", "RecordList", ("x", "escape", "h")),
            Stop("champions", "RecordList", ("escape", "escape", "tab", "enter", "enter")),
            Stop("specialisms", "RecordList", ("w", to("Measurement"))),
            Stop("managers", "RecordList", ("escape", "greater_than_sign", to("Student"))),
        ),
    ),
    "skill_sheet": Tour(
        "skill_sheet",
        (
            Stop("skill-sheet", "SkillSheet", ("down", "down")),
            Stop("cover-wanted", "FormDialog", ("e",)),
            Stop("pair", "FormDialog", ("escape", to("Network"), "n")),
            Stop("skill-sheet-named", "SkillSheet", ("escape", share_with_five)),
        ),
    ),
    "learning": Tour(
        "learning",
        (
            Stop("learning", "RecordList"),
            Stop("what-one-learns", "Ask", (to("Owen"), "p")),
            Stop("schemes", "Ask", ("escape", "i")),
            Stop("learning-form", "RecordList", ("escape", "enter", "tab")),
            Stop("course", "RecordList", ("escape", "o", "enter", "tab", "tab")),
        ),
    ),
    "skills": Tour(
        "skills",
        (
            Stop("skills", "RecordList"),
            Stop("skill-page", "RecordList", ("enter",)),
            Stop("skill-ticks", "Tick", (*["down"] * 4, "space")),
            Stop("take-back", "Ask", ("escape", "escape", "b")),
            Stop("new-page", "FormDialog", ("escape", "n")),
            Stop("area-by-area", "PageGrid", ("escape", "l", "down", "down", "right", "l")),
            Stop("skill-areas", "RecordList", ("escape", "w")),
            Stop("skill-pairs", "RecordList", ("escape", "o")),
        ),
    ),
    "projects": Tour(
        "projects",
        (
            Stop("projects", "RecordList"),
            Stop("table", "Table", ("t", *["down"] * 3)),
            Stop("who-finds-out", "FormDialog", ("enter",)),
            Stop("value-check", "FormDialog", ("escape", "c")),
            Stop("table-page", "Ask", ("escape", "w")),
            Stop(
                "judged",
                "Table",
                ("escape", "right", "l", write("contacts a day"), *["tab"] * 3, write("15"), "ctrl+n"),
            ),
            Stop("life-criteria", "RecordList", ("escape", "l", "enter")),
        ),
    ),
    "stages": Tour(
        "stages",
        (
            Stop("stages", "Stages", ("down", "down")),
            Stop("it-asked", "FormDialog", ("c",)),
            Stop("curiosities", "RecordList", (write("Service"), "enter", "ctrl+n", "w")),
        ),
    ),
    "leaders": Tour("leaders", (Stop("leaders", "RecordList"), Stop("leader", "RecordList", ("enter",)))),
    "stakeholder-grid": Tour(
        "stakeholder_grid",
        (
            Stop("stakeholder-grid", "StakeholderGrid"),
            Stop("stakeholder-placed", "StakeholderGrid", ("shift+down", "shift+right")),
            Stop("stakeholder-idea", "AskLine", ("i",)),
            Stop("stakeholder-new", "FormDialog", ("escape", "n", write("Deans"), "tab")),
        ),
    ),
    "stories": Tour(
        "stories",
        (
            Stop("stories", "RecordList"),
            Stop("story", "RecordList", ("enter",)),
            Stop("story-sheet", "Ask", ("escape", "t")),
            Stop("chains", "RecordList", ("escape", "w", to("Server owners"))),
            Stop("chain", "RecordList", ("enter",)),
        ),
    ),
    "messages": Tour(
        "messages",
        (
            Stop("messages", "RecordList"),
            Stop("message", "RecordList", ("enter",)),
            Stop("message-text", "Ask", ("escape", "t")),
        ),
    ),
    "stakeholders": Tour(
        "stakeholders",
        (
            Stop("stakeholders", "RecordList", (to("Registrar"),)),
            Stop("stakeholder", "RecordList", ("enter",)),
            Stop("sponsor-acts", "RecordList", ("escape", "w")),
        ),
    ),
    "papers": Tour(
        "papers",
        (
            Stop("papers", "Papers"),
            Stop("private-paper", "Papers", (to("Private debrief"),)),
            Stop("for-programs", "Choose", ("x",)),
            Stop("kind-of-file", "Choose", ("enter",)),
            Stop("own-templates", "OwnTemplates", ("escape", "t")),
            Stop("own-language", "AskLine", ("l",)),
        ),
    ),
    "preview": Tour("preview", (Stop("preview", "PaperScreen"),)),
    "issued": Tour(
        "preview",
        (
            Stop("issued-before", "Notice", ("enter", "escape", "r", to("Alerts go"), "v", pick("only you"))),
            Stop("late-remark", "FormDialog", ("enter", a_minute_later, "i")),
            Stop("papers-anew", "Ask", (write("- The form grew a page #change"), "ctrl+n")),
        ),
    ),
    "review": Tour(
        "review",
        (
            Stop("review", "Review"),
            Stop("review-end", "Review", ("end",)),
            Stop("thanks", "AskLine", ("t",)),
            Stop("half-line", "Review", ("escape", leave_half_a_line)),
            Stop("finish-line", "AskLine", ("n",)),
            Stop("change-words", "AskLine", ("escape", note_a_name, "e")),
            Stop("who-said-it", "Choose", ("escape", "w")),
            Stop("which-person", "Choose", (pick("the person named"),)),
            Stop("who-was-it", "AskLine", (pick("somebody new"),)),
            Stop("their-yes", "Ask", (write("Kim Bell"), "enter")),
            Stop("visibility", "Choose", ("escape", "v")),
            Stop("rooms-yes", "Ask", (pick("leaders"),)),
            Stop("redact", "Ask", ("escape", "delete")),
            Stop("redacted", "Ask", (pick("for good"),)),
        ),
    ),
    # The session
    "runner": Tour(
        "runner",
        (
            Stop("resumed", "Runner"),
            Stop("help", "Help", ("f1",)),
            Stop("instruments", "Choose", ("escape", "f7")),
            Stop("practice-in-hand", "Choose", ("escape", "f6")),
            Stop("find-here", "Find", ("escape", "ctrl+f", write("room"))),
            Stop("keep-copy", "AskLine", ("escape", "f9")),
            Stop("channels", "OtherChannels", ("escape", write("- She was harassed"), "ctrl+d")),
            Stop("channels-form", "FormDialog", ("ctrl+e",)),
            Stop("elsewhere", "Runner", ("escape", "escape")),
            Stop("agenda", "ReplanDialog", ("f5", "ctrl+r")),
            Stop("why-left-out", "AskLine", ("x",)),
            Stop("leaving", "Ask", ("escape", "ctrl+q")),
        ),
    ),
    "notes": Tour(
        "notes",
        (
            Stop("notes", "Runner", ("f5", "tab", rest, write("- The lamp goes out #incident +5"))),
            Stop("completion", "Runner", (over("? Who is told when a door is moved #s"),)),
            Stop("a-name", "Runner", (over("- We wait for Dev to read the folder"),)),
            Stop("marked", "Runner", (over(""), "tab", "space", "up", "space")),
            Stop("kind", "Choose", ("c",)),
            Stop("which-practice", "Choose", ("escape", "h")),
            Stop("dimension", "Choose", ("escape", "d")),
            Stop("edit-note", "AskLine", ("escape", "e")),
            Stop("split", "AskLine", ("escape", "t")),
        ),
    ),
    "agreement": Tour(
        "agreement",
        (Stop("agreement", "Runner"), Stop("how-many", "AskLine", ("f8",))),
    ),
    "ideas": Tour(
        "ideas",
        (
            Stop("ideas", "Runner", ("tab", paste("A lamp that says it is dying\nAdapters in every hall"))),
            Stop("idea-details", "Choose", ("tab", "o")),
            Stop("you-said", "AskLine", ("enter",)),
            Stop("reach", "Choose", ("escape", pick("Reach"))),
            Stop("idea-dimensions", "Tick", ("escape", pick("Dimensions"))),
            Stop("idea-notes", "Tick", ("escape", pick("From notes"))),
            Stop("gains", "FormDialog", ("escape", pick("Gains"))),
            Stop("edit-idea", "AskLine", ("escape", "escape", "e")),
        ),
    ),
    "two_teams": Tour(
        "notes",
        (
            Stop("two-teams", "Runner", (meet_two,)),
            Stop("two-teams-whose", "Runner", ("up", "b")),
            Stop("two-teams-map", "Runner", ("f7", pick("touch map"), "ctrl+a", "ctrl+a")),
            Stop("two-teams-read-back", "Runner", ("f7", pick("read-back"))),
        ),
    ),
    "touch_map": Tour(
        "touch_map",
        (
            Stop("touch_map", "Runner"),
            Stop("agreed", "Choose", ("a",)),
            Stop("tally", "CountHands", ("escape", "f8", "2", "3", "3")),
            Stop("other-side", "Choose", ("escape", "t")),
            Stop("their-ease", "FormDialog", (pick("Desk"),)),
        ),
    ),
    "vote": Tour(
        "vote",
        (
            Stop("vote-rules", "FormDialog", ("p",)),
            Stop("vote-covered", "Runner", ("escape", *DOTS)),
            Stop("vote-revealed", "Runner", ("down", "1", "down", "6", "down", "2", "f8", "home")),
            Stop("same-idea", "Choose", ("m",)),
        ),
    ),
    "groups": Tour(
        "groups",
        (
            Stop(
                "groups",
                "Runner",
                (*("home", "space", "space", "n"), *"Two", *("enter", "home", "1", "n"), *"Other", "enter"),
            ),
            Stop("group-name", "AskLine", ("n",)),
            Stop("which-group", "Choose", ("escape", "m")),
            Stop("rename-group", "AskLine", ("escape", "end", "up", "e")),
            Stop("join-groups", "Ask", ("escape", "1")),
        ),
    ),
    "ballot": Tour("vote", (Stop("ballot", "Ballot", ("p", "tab", "right", "ctrl+n", "2", "down", "1")),)),
    "impact": Tour("impact", (Stop("impact", "Runner", ("down", *"524333", "up")),)),
    "actions": Tour(
        "actions",
        (
            Stop(
                "actions",
                "Runner",
                (
                    *("tab", write("List the rooms to be renewed @Ana Cole due 30 apr"), "enter"),
                    *(write("Ask who orders the lamps"), "enter", "tab", "home", "y", "enter"),
                    *("f8", *"54432", "enter"),
                ),
            ),
            Stop("hands", "CountHands", ("f8",)),
            Stop("action", "FormDialog", ("escape", "e")),
            Stop("which-idea", "Choose", ("escape", "i")),
            Stop("promise", "FormDialog", ("escape", "c")),
            Stop("who-said-yes", "AskLine", ("escape", to("Ask who orders"), "y")),
            Stop("said-for", "Ask", ("escape", "e", "tab", write("Lee Moreau"), "ctrl+n", "y")),
            Stop(
                "same-person",
                "Ask",
                ("escape", to("List the rooms"), "y", "enter", "e", "tab", over("Anna Cole"), "ctrl+n"),
            ),
        ),
    ),
    "read_back": Tour(
        "read_back",
        (
            Stop("read_back", "Runner"),
            Stop("which-team", "Choose", ("v",)),
            Stop("reword", "AskLine", ("escape", "e")),
            Stop(
                "to-be-quoted",
                "Ask",
                ("escape", "tab", write('"Nobody answers'), "enter", "tab", to("Nobody answers"), "v"),
            ),
        ),
    ),
    "close": Tour(
        "close",
        (
            Stop("close", "Runner", ("5", "4", "4", "2")),
            Stop("next-meeting", "AskLine", ("f8",)),
            Stop("finish", "Ask", ("escape", "f")),
            Stop("captured", "Review", (pick("End the meeting"),)),
            Stop("no-read-back", "AskLine", ("r",)),
        ),
    ),
    "room": Tour("room", (Stop("room", "RoomView"),)),
    "quick_entry": Tour(
        "quick_entry",
        (Stop("quick_entry", "QuickEntry"), Stop("typed-in", "QuickEntry", (paste(SHEET),))),
    ),
    # The pulse
    "pulse": Tour(
        "pulse",
        (
            Stop("pulse", "Pulse"),
            Stop("pulse-team", "Pulse", ("right", "right")),
            Stop("pulse-paper", "PaperScreen", ("p",)),
            Stop("pulse-form", "FormDialog", ("escape", "o")),
            Stop("invite", "Invite", ("enter", "enter", "enter")),
            Stop("pulse-open", "Pulse", ("enter",)),
            Stop("whose-slips", "Choose", ("t",)),
            Stop("slips", "Slips", ("enter", *"4535")),
            Stop("one-by-one", "Ask", ("escape", "escape", "b", "enter")),
            Stop("way-back", "SetChord", ("enter", "ctrl+g")),
            Stop("alone", "Alone", ("ctrl+g",)),
            Stop("alone-asked", "Alone", ("enter", "4")),
            Stop("close-wave", "Ask", ("ctrl+g", "c")),
            Stop("next-wave", "AskLine", (pick("for good"),)),
        ),
    ),
    "pulse_slip": Tour("pulse_slip", (Stop("answers-wait", "Ask", (write("4" * 12), "enter", "ctrl+q")),)),
}

FIRST = Tour(
    "",
    (
        Stop("first-start", "FirstStart"),
        Stop("open-folder", "AskLine", (pick("Open a folder"),)),
        Stop("start-programme", "FormDialog", ("escape", pick("Start a programme"))),
        Stop(
            "home-empty",
            "Home",
            (
                write("Better"),
                "tab",
                write("Harrowmere"),
                "tab",
                write("Desk"),
                "enter",
                "f",
                "enter",
                be_in_britain,
            ),
        ),
        Stop("sessions-empty", "Sessions", ("2",)),
        Stop("papers-empty", "Papers", ("5",)),
        Stop("roles-empty", "Roles", ("6",)),
        Stop("pulse-empty", "Pulse", ("1", "u")),
    ),
)
