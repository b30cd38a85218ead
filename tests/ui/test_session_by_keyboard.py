"""A whole meeting with the keyboard alone: read an old session, hold a new one, hand over its plan."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from facilitator.model.action import Action
from facilitator.model.audience import Visibility
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from tests.ui.going import ask_all
from tests.ui.person import WIDE

HEARD = {
    "pride": {
        "* We moved the whole library to new Wi-Fi in one night +6": "pride +6",
        "No lecture was lost to the network since January": "pride",
        '" Best exam week we ever had': "quote",
        "* Nobody phones us about guest access any more +4": "pride +4",
    },
    "touch_map": {
        "; Who orders the cables?": "parking",
        "? Does a firewall rule count as a change #change": "puzzle change_enablement",
        "- We hear of moves from the removal firm !!": "hurts !2",
    },
    "deep": {
        "Every switch swap waits for the Tuesday board #change +7": "hurts change_enablement +7",
        "+ The desk sends a photo of the port @desk +5": "works Service Desk +5",
        "> We keep a list of safe swaps on a whiteboard #change": "workaround change_enablement",
        "=+ A hall came back with time to spare #incident +3": "moment_of_truth makes incident_management +3",
        "! One person knows the old core switch": "risk",
        "? Who tells the halls that Wi-Fi goes down at night": "puzzle",
        "- Nobody reads the calendar before booking a crane +2": "hurts +2",
        "( The lead looked tired)": "private",
        "h: Forms ask for the building code twice": "hurts",
        "w: On-call swaps are settled in a minute": "works",
        " - a dash at the start, kept as it is": "hurts",
        "+ Bridge calls end with one written line #incident": "works incident_management",
        "> We ring a porter to find the room !!!": "workaround !3",
    },
}
"""Twenty lines as they are typed in each segment, and what they become."""

PASTED = """
• Agree ten safe swaps that need no board
• One calendar for crane, power and network
1. A room number on every ticket
- Publish the night work a week before

* Teach two more people the old core switch
"""
IDEAS = [
    "Agree ten safe swaps that need no board",
    "One calendar for crane, power and network",
    "A room number on every ticket",
    "Publish the night work a week before",
    "Teach two more people the old core switch",
]


async def test_every_note_of_an_old_session_can_be_read(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.press("2")
        await person.choose("L-03")
        notes = person.session("L-03").all(Observation)
        assert len(notes) == 18
        read = []
        await person.press("home")
        for _ in notes:
            read.append(words_under_the_cursor(person.text))
            await person.press("down")
        for said, note in zip(read, notes, strict=True):
            marks = said.removeprefix(note.text)
            assert said.startswith(note.text)
            assert marks.count("@") == len(note.counterparts)
            assert ("#" in marks) == (note.practice is not None)


def words_under_the_cursor(screen: str) -> str:
    """Return the words of the row marked on the review, read off the screen."""
    lines = [(line[:16], line[16:97]) for line in screen.splitlines()]
    at = next(index for index, (kind, _) in enumerate(lines) if "►" in kind)
    words = [lines[at][1]]
    for kind, more in lines[at + 1 :]:
        if kind.strip() or not more.strip():
            break
        words.append(more)
    return " ".join(" ".join(words).split())


async def test_a_meeting_from_its_set_up_to_its_paper(demo, sit_down):
    workspace, folder = demo
    async with sit_down(*demo, size=WIDE) as person:
        session = await set_up(person)
        await welcome(person, session)
        await take_notes(person, session)
        await collect_ideas(person)
        await vote(person)
        await agree_on_actions(person, session)
        await read_back(person, session)
        await close(person, session)
        await hand_over(person, session)

    agreed = [(each.text, folder.people[each.owner].name, each.due) for each in session.all(Action)]
    assert agreed == [
        ("Write down ten safe swaps and get them agreed", "Ines Duarte", date(2026, 4, 24)),
        ("Put crane days into the change calendar", "Jo Marsh", date(2026, 4, 17)),
    ]
    papers = {path.suffix: path.read_text(encoding="utf-8") for path in workspace.documents_dir.iterdir()}
    assert sorted(actions_in(papers[".html"])) == sorted(agreed)
    assert sorted(actions_in(MarkdownIt().enable("table").render(papers[".md"]))) == sorted(agreed)


async def set_up(person):
    await person.press("n")
    await person.choose("Network and Wi-Fi")
    await person.choose("30 minutes")
    await person.press("n", "ctrl+n")
    assert "Network and Wi-Fi   L-05" in person.text
    return person.session("L-05")


async def welcome(person, session):
    await person.press("tab", "y", "f8")
    await person.enter("4")
    await person.press("l", "tab")
    assert session.session.agreement.agreed
    assert session.session.attendance == 4
    assert session.session.lead_present is not None


async def take_notes(person, session):
    for segment, lines in HEARD.items():
        await person.press("ctrl+n")
        if segment == "deep":
            await person.press("escape")  # no practice of all of them
        assert person.live.position.segment.key == segment
        await person.enter(*lines)
        assert person.line == ""
    notes = session.all(Observation)
    teams = person.folder.teams
    assert [described(note, teams) for note in notes] == [
        what for lines in HEARD.values() for what in lines.values()
    ]
    assert notes[-3].text == "- a dash at the start, kept as it is"
    assert f"{len(notes)} notes safe ✓" in person.text


def described(note, teams):
    did = note.effect.value if note.effect else ""
    parts = [note.kind, did, note.practice, *(teams[team].name for team in note.counterparts)]
    parts += [f"+{note.nods}" if note.nods else "", f"!{note.intensity}" if note.intensity else ""]
    return " ".join(part for part in parts if part)


async def collect_ideas(person):
    await person.press("ctrl+n")
    await person.paste(PASTED)
    assert [idea.title for idea in person.live.ideas.all] == IDEAS
    assert "5 lines saved." in person.text


async def vote(person):
    """Four people, twelve dots: the thirteenth is refused."""
    await person.press("f8")
    assert "12 dots left" in person.text
    await person.press("6", "down", "2", "down", "3", "down", "plus")
    assert "all dots are put" in person.text
    await person.press("down", "1")
    assert dots_of(person) == [6, 2, 3, 1, 0]
    assert "All 12 dots are used: 4 people with 3 each." in person.text
    await person.press("f8")
    assert [idea.number for idea in person.live.votes.idea_order()] == [1, 3, 2, 4, 5]
    await person.press("tab")


def dots_of(person):
    return [person.live.votes.dots_of(idea.id) for idea in person.live.ideas.all]


async def agree_on_actions(person, session):
    await person.press("ctrl+n")
    await person.enter(
        "Write down ten safe swaps and get them agreed @Ines Duarte due 24 apr",
        "Put crane days into the change calendar @jo due 17 apr",
    )
    assert not [each for each in person.folder.people.values() if each.name == "Ines Duarte"]
    await person.press("tab", "y", "enter", "i")
    await person.choose("Agree ten safe swaps")
    await person.press("down", "y", "i")
    await person.choose("One calendar")
    assert person.text.count("✓ said yes") == 2
    await ask_all(person)
    await person.press("f8", "5", "5", "4", "3", "enter", "tab")
    assert session.session.fist_of_five.hands == (0, 0, 0, 1, 1, 2)


async def read_back(person, session):
    """One note may go to the desk, one stays with the facilitators."""
    await person.press("ctrl+n", "tab")
    await person.walk_to("The desk sends a photo")
    await person.press("right")
    await person.walk_to("Forms ask for the building code")
    await person.press("left")
    seen = {note.text: note.visibility for note in session.all(Observation)}
    assert seen["The desk sends a photo of the port"] is Visibility.PARTNERS
    assert seen["Forms ask for the building code twice"] is Visibility.FACILITATOR
    await person.press("f")
    assert session.session.read_back.done


async def close(person, session):
    """Return on time invested, the next meeting, the end."""
    await person.press("5", "5", "4", "3")
    await ask_all(person)
    await person.press("f8")
    await person.enter("in three weeks")
    assert session.session.roti.hands == (0, 0, 1, 1, 2)
    assert session.session.next_meeting == datetime(2026, 4, 30, 9, 30, tzinfo=UTC)
    await person.press("f")
    await person.choose("End the meeting")
    assert session.session.status is SessionStatus.CAPTURED


async def hand_over(person, session):
    """Review, look at the plan, write it as a web page; then as Markdown from the papers."""
    await person.press("r")
    assert session.session.status is SessionStatus.REVIEWED
    await person.press("p")
    assert "Network and Wi-Fi: our action plan" in person.flow
    await person.press("enter")
    assert "Written" in person.text
    await person.press("escape", "escape", "5", "right", "enter")
    assert "Written" in person.text


def actions_in(html: str) -> list[tuple[str, str, date]]:
    """Return text, owner and first date of the actions in a plan."""
    table = Cells()
    table.feed(html)
    rows = [row for row in table.rows if len(row) == 5 and re.fullmatch(r"\d+ [A-Z][a-z]+", row[3].strip())]
    return [
        (row[1].split("\n")[0], row[2], datetime.strptime(f"{row[3]} 2026", "%d %B %Y").date())
        for row in rows
    ]


class Cells(HTMLParser):
    """The cells of every table; a line break stays one."""

    def __init__(self):
        super().__init__()
        self.rows = []
        self._inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._inside = True
        elif tag == "br" and self._inside:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.rows[-1][-1] += data
