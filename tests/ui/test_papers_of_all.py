"""The Papers place: what is due for whom, writing all of a session, opening the folder."""

import asyncio
import threading

import msgspec
import pytest
from textual import events

from facilitator.model.audience import Visibility
from facilitator.model.idea import ImprovementIdea
from facilitator.model.session import SessionStatus
from facilitator.ui.papers import handing_on, open_folder, papers, writing
from facilitator.ui.papers.editions import Edition, offered
from tests.ui.person import NARROW, USUAL, WIDE


def written(person):
    return {path.name for path in person.app.workspace.documents_dir.iterdir()}


async def test_each_row_says_when_it_is_due_and_for_whom_it_is(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.press("5")
        await person.walk_to("due 16 Mar")
        assert "Thank-you note" in person.row_text()
        assert "For everybody who was in the room" in person.words_of("#leaves")
        await person.walk_to("due 19 Mar")
        assert "Team action plan" in person.row_text()


async def test_a_planned_session_has_its_invitation(demo, sit_down):
    file = demo[1].sessions[0]
    planned = msgspec.structs.replace(
        file.session, id="", number=9, status=SessionStatus.DRAFT, read_back=None, started_at=None
    )
    demo[1].add_session(planned)
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5")
        await person.choose("Invitation")
        assert [name for name in written(person) if name.endswith("-invitation.html")]
        assert offered(SessionStatus.RUNNING)[0] != "invitation"


async def test_all_papers_of_a_session_are_written_and_remembered(demo, sit_down):
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5")
        await person.walk_to("due 16 Mar")
        await person.press("e")
        assert "Write 6 papers of L-03?" in person.flow
        assert "Team action plan" in person.flow
        assert "As html" in person.flow
        await person.choose("Write nothing")
        assert not person.app.workspace.documents_dir.exists()
        await person.press("e", "enter")
        names = written(person)
        assert {name[:4] for name in names} == {"L-03"}
        assert len(names) == 6
        assert not [name for name in names if "debrief" in name]
        assert "Written: 6 papers" in person.flow
        assert "written 9 Apr" in person.row_text()


async def test_the_screen_goes_on_while_papers_are_written(demo, sit_down, monkeypatch):
    begun, go_on, write = threading.Event(), threading.Event(), writing.write

    def slowly(*given, **more):
        begun.set()
        assert go_on.wait(20)
        return write(*given, **more)

    monkeypatch.setattr(writing, "write", slowly)
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5")
        await person.walk_to("due 16 Mar")
        await person.press("e")
        person.app.post_message(events.Key("enter", None))
        assert await asyncio.to_thread(begun.wait, 20)
        await person.app.input.handled()
        assert "Writing 1 of 6: Team action plan" in person.text
        here = person.row_text()
        person.app.post_message(events.Key("down", None))
        await person.app.input.handled()
        assert person.row_text() != here
        go_on.set()
        await person.settle()
        assert "Writing" not in person.text
        assert len(written(person)) == 6


async def test_what_one_paper_lacks_keeps_no_other_back(demo, sit_down, monkeypatch):
    write = writing.write

    def failing(folder, document, **more):
        if document == "thank-you":
            raise papers.FacilitatorError("The disk is full.", "Make room.")
        return write(folder, document, **more)

    monkeypatch.setattr(writing, "write", failing)
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5")
        await person.walk_to("due 16 Mar")
        await person.press("e", "enter")
        assert len(written(person)) == 5
        assert "The disk is full." in person.flow


async def test_before_the_review_none_but_the_rooms_leave(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("5", "home", "e", "enter")
        assert {name[:4] for name in written(person)} == {"L-04"}
        assert not [name for name in written(person) if "action-plan" in name or "said" in name]


async def test_the_folder_is_opened_where_there_is_a_desktop(demo, sit_down, monkeypatch):
    opened = []
    monkeypatch.setattr(papers, "open_folder", lambda path: opened.append(path) or len(opened) > 1)
    async with sit_down(*demo, size=USUAL) as person:
        folder = person.app.workspace.documents_dir
        folder.mkdir()
        await person.press("5", "O")
        assert folder.name in person.flow
        await person.press("O")
        assert opened == [folder, folder]


async def in_hand(person, place):
    """Put a paper that may leave in hand, in the list or on a screen of its own."""
    if place == "list":
        await person.press("5")
        await person.walk_to("due 16 Mar")
    else:
        await person.press("2")
        await person.walk_to("L-03")
        await person.press("p")


@pytest.mark.parametrize("place", ["list", "screen"])
async def test_one_key_writes_a_paper_and_opens_it(place, demo, sit_down, monkeypatch):
    opened = []
    monkeypatch.setattr(handing_on, "open_folder", lambda path: opened.append(path) or len(opened) > 1)
    async with sit_down(*demo, size=(120, 40)) as person:
        await in_hand(person, place)
        await person.press("o")
        (name,) = written(person)
        assert "Written; nothing here opens " in person.words_of("KeyLine")
        await person.press("o")
        assert f"Written and opened: {name}" in person.words_of("KeyLine")
        assert [path.name for path in opened] == [name, name]


@pytest.mark.parametrize("place", ["list", "screen"])
async def test_the_text_of_a_paper_is_copied(place, demo, sit_down, monkeypatch):
    taken = []
    monkeypatch.setattr(handing_on, "_take", lambda text: taken.append(text) or len(taken) > 1)
    async with sit_down(*demo, size=(120, 40)) as person:
        await in_hand(person, place)
        await person.press("c")
        assert "The terminal was asked to copy" in person.words_of("KeyLine")
        (name,) = written(person)
        text = (person.app.workspace.documents_dir / name).read_text(encoding="utf-8")
        assert name.endswith(".txt")
        assert person.app.clipboard == text == taken[0]
        await person.press("c")
        assert "Copied: " in person.words_of("KeyLine")


async def test_what_may_not_leave_is_neither_opened_nor_copied(demo, sit_down, monkeypatch):
    monkeypatch.setattr(handing_on, "_take", lambda text: pytest.fail("copied"))
    monkeypatch.setattr(handing_on, "open_folder", lambda path: pytest.fail("opened"))
    async with sit_down(*demo, size=USUAL) as person:
        await person.press("5")
        await person.walk_to("not reviewed")
        for key in ("o", "c"):
            await person.press(key)
            assert "review" in person.flow
            await person.press("escape")
        assert person.app.clipboard == ""
        assert not person.app.workspace.documents_dir.exists()


@pytest.mark.parametrize(
    ("platform", "environment", "found"),
    [
        ("linux", {}, []),
        ("linux", {"DISPLAY": ":0"}, ["/bin/xclip", "-selection", "clipboard"]),
        ("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, ["/bin/wl-copy"]),
        ("linux", {"DISPLAY": ":0", "SSH_CONNECTION": "far away"}, []),
        ("darwin", {}, ["/bin/pbcopy"]),
        ("win32", {}, []),
    ],
)
def test_what_takes_a_text(monkeypatch, platform, environment, found):
    monkeypatch.setattr(handing_on, "which", lambda name: f"/bin/{name}")
    assert handing_on.taker(platform, environment) == found


def test_a_clipboard_that_does_not_answer_is_no_trouble(monkeypatch):
    monkeypatch.setattr(handing_on, "taker", lambda *_: ["/no/such/program"])
    assert not handing_on._take("words")


@pytest.mark.parametrize(
    ("platform", "environment", "found"),
    [
        ("linux", {}, None),
        ("linux", {"DISPLAY": ":0"}, "/bin/xdg-open"),
        ("linux", {"WAYLAND_DISPLAY": "w"}, "/bin/xdg-open"),
        ("linux", {"DISPLAY": ":0", "SSH_CONNECTION": "far away"}, None),
        ("darwin", {}, "/bin/open"),
    ],
)
def test_how_a_folder_is_opened(monkeypatch, platform, environment, found):
    monkeypatch.setattr(open_folder, "which", lambda name: f"/bin/{name}")
    assert open_folder.opener(platform, environment) == found


def test_a_desktop_that_cannot_is_no_trouble(monkeypatch, tmp_path):
    def refuse(command):
        raise OSError("no such program")

    monkeypatch.setattr(open_folder.sys, "platform", "linux")
    monkeypatch.setattr(open_folder, "opener", lambda *_: "/bin/xdg-open")
    asked = []
    assert open_folder.open_folder(tmp_path, asked.append)
    assert asked == [["/bin/xdg-open", str(tmp_path)]]
    assert not open_folder.open_folder(tmp_path, refuse)


def test_you_said_we_did_is_due_once_others_may_read_something_of_it(listening):
    desk = listening.team("Desk")
    file = listening.hear(desk, status=SessionStatus.REVIEWED)
    edition = Edition(file, "you-said", desk.id)
    assert edition.due(listening.folder) == "nothing to tell yet"
    file.put(
        ImprovementIdea(number=1, title="One list", visibility=Visibility.OPEN, room_yes=listening.today)
    )
    assert edition.due(listening.folder).startswith("due ")
