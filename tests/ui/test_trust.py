"""Trust by keyboard: the room's yes, papers that left, what is kept too long, a copy for sharing."""

from contextlib import closing
from datetime import date

from facilitator.model.audience import AudienceKind, Visibility
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.model.trail import Issued, Purge
from facilitator.workspace.erasure.text_search import Sought, files_with
from facilitator.workspace.folder.workspace import Workspace
from tests.ui.person import NARROW

OPEN = (SessionStatus.REVIEWED, SessionStatus.SHARED)
NOTE = "The lift in building four stops between floors"


async def open_review(person, note):
    """Go to the review of the first reviewed session and put the cursor on a note of the team's."""
    file = next(each for each in person.folder.sessions if each.session.status in OPEN)
    record = file.put(note)
    await person.settle()
    await person.press("2")
    await person.walk_to(file.session.short_id)
    await person.press("r")
    await person.walk_to(note.text[:20])
    return file, record


async def test_wider_than_the_team_asks_for_the_rooms_yes(demo, sit_down):
    async with sit_down(*demo) as person:
        file, note = await open_review(person, Observation(text=NOTE, kind="hurts", number=90))
        await person.press("v")
        await person.choose("leaders")
        assert "Did the room say yes" in person.flow
        await person.choose("Not asked yet")
        assert file.find(Observation, note.id).visibility is Visibility.TEAM
        await person.press("v")
        await person.choose("leaders")
        await person.choose("The room said yes")
        raised = file.find(Observation, note.id)
        assert raised.visibility is Visibility.PROGRAMME
        assert raised.room_yes == person.folder.today()


async def test_narrowing_tells_what_left_before(demo, sit_down):
    async with sit_down(*demo) as person:
        file, _ = await open_review(person, Observation(text=NOTE, kind="hurts", number=90))
        await person.press("p", "enter")
        await person.press("escape")
        *_, issued = person.folder.file.all(Issued)  # those before are of the example
        assert (issued.document, issued.audience) == ("action-plan", AudienceKind.TEAM)
        assert issued.sessions == (file.session.id,)
        await person.walk_to(NOTE[:20])
        await person.press("v")
        await person.choose("only you")
        assert "Issued before" in person.flow
        assert issued.file in person.flow.replace(" ", "")


async def test_papers_say_when_they_were_issued(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("5")
        await person.choose("due 19 Mar")
        assert "written 9 Apr" in person.row_text()
        *_, issued = person.folder.file.all(Issued)  # those before are of the example
        assert not person.folder.file.undo_label
        path = demo[0].documents_dir / issued.file
        assert path.is_file()


async def test_home_says_what_is_kept_too_long_and_purges_after_a_yes(demo, sit_down):
    workspace, folder = demo
    file = next(each for each in folder.sessions if each.session.status in OPEN)
    text = "CANARY in the mood"
    file.put(Observation(text=text, kind="private", visibility=Visibility.FACILITATOR, number=91))
    folder.close()
    later = Workspace(workspace.root, as_of=date(2026, 12, 1))
    with closing(later.open(folder.path)) as seen:
        async with sit_down(later, seen, size=NARROW) as person:
            assert "purge" in [row.key for row in person.screen.query_one("#promises").rows]
            person.screen._action_purge()
            await person.settle()
            await person.choose("Delete it for good")
            assert "purge" not in [row.key for row in person.screen.query_one("#promises").rows]
            assert person.folder.file.all(Purge)
    assert not files_with(Sought(["CANARY in the mood"]), workspace.root)


async def test_nothing_of_the_kind_stands_on_home_otherwise(demo, sit_down):
    async with sit_down(*demo) as person:
        assert "purge" not in [row.key for row in person.screen.query_one("#promises").rows]
        person.screen._action_purge()
        await person.settle()
        assert "Nothing has been kept too long" in person.flow


async def test_a_copy_for_sharing_is_written_where_it_is_wanted(demo, sit_down, tmp_path):
    async with sit_down(*demo) as person:
        person.screen._action_share_copy()
        await person.settle()
        await person.write_over(str(tmp_path / "out"))
        await person.press("enter")
    with closing(Workspace(tmp_path / "out").programme()) as copy:
        assert copy.programme.name == demo[1].programme.name
