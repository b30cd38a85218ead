"""Typing in a filled paper: each line is read back as it is typed, and one key enters them all."""

from facilitator.live.paper_entry.entry import ON_PAPER
from facilitator.live.paper_entry.forms import FORMS
from facilitator.model.session import Draft, ListeningSession, SessionStatus
from facilitator.ui.review.paper_entry import PaperText, QuickEntry
from tests.ui.going import go
from tests.ui.person import NARROW

PAPER = """change p w 5 2 1
- keys are always missing +5
i a key safe by the door
chnge p w 5 2 1
roti 5:2 4:5"""


async def to_the_paper(person):
    """Open the quick entry of the session in progress by its command."""
    await go(person, "quick_entry")
    assert isinstance(person.screen, QuickEntry)


def draft(file):
    """Return what is kept of a half-typed paper."""
    return next((each.text for each in file.all(Draft) if each.segment == ON_PAPER), "")


async def test_each_line_says_what_it_becomes(demo, sit_down):
    async with sit_down(*demo) as person:
        await to_the_paper(person)
        assert "nothing is saved before ^N" in person.text
        assert "agreed …" in person.text
        assert "yes or no" in person.text
        await person.paste(PAPER)
        assert "agreed" not in person.text
        rows = person.text.splitlines()
        first = next(number for number, row in enumerate(rows) if "change p w 5 2 1" in row)
        assert "touch map       Change enablement: performs weekly, matters" in rows[first]
        assert "hurts           keys are always missing · 5 nods" in rows[first + 1]
        assert "idea" in rows[first + 2]
        assert "! note          No practice is called “chnge”." in rows[first + 3]
        assert "ratings         2 for 5, 5 for 4" in rows[first + 4]
        assert "5 lines, 1 not understood, kept as a note: “chnge p w 5 2 1”." in person.text


async def test_one_key_enters_all_and_one_takes_all_back(demo, sit_down):
    async with sit_down(*demo) as person:
        await to_the_paper(person)
        file = person.session("L-04")
        notes, ideas = len(person.live.notes.all), len(person.live.ideas.all)
        await person.paste(PAPER)
        await person.press("ctrl+n")
        assert not isinstance(person.screen, QuickEntry)
        assert "5 lines entered" in person.text
        assert (len(person.live.notes.all), len(person.live.ideas.all)) == (notes + 2, ideas + 1)
        assert draft(file) == ""
        await person.press("ctrl+z")
        assert (len(person.live.notes.all), len(person.live.ideas.all)) == (notes, ideas)
        assert draft(file) == PAPER


async def test_what_is_typed_stays_with_the_session(demo, sit_down):
    async with sit_down(*demo) as person:
        await to_the_paper(person)
        await person.press("tab")
        await person.type("8")
        await person.press("escape")
        assert "here 8\nlead …" in draft(person.session("L-04"))
        await person.command("type in what stands")
        assert "agreed …\nhere 8\nlead …" in person.screen.query_one(PaperText).text
        assert "8 people were here" in person.text


async def test_its_help_lists_what_a_line_can_say(demo, sit_down):
    async with sit_down(*demo) as person:
        await to_the_paper(person)
        await person.press("f1")
        assert "the next row; among the notes a new line" in person.flow
        for form in FORMS[:9]:
            assert f"{form.typed} {form.says}" in person.flow


async def test_a_sheet_nobody_filled_in_leaves_nothing_behind(demo, sit_down):
    async with sit_down(*demo) as person:
        await to_the_paper(person)
        await person.press("ctrl+t", "tab", "shift+tab", "escape")
        assert draft(person.session("L-04")) == ""


async def test_the_sheet_is_filled_in_row_by_row(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await to_the_paper(person)
        assert "yes or no" in person.text
        for said in ("yes", "8", "part"):
            await person.type(said)
            await person.press("enter")
        assert "part often matters runs sentence dots @other side" in person.text
        await person.type("p w 5 2 1 - @desk")
        assert "performs weekly, matters 5, runs 2," in person.text
        assert "1 Scripted, with Desk" in person.text
        await person.press("ctrl+t", "shift+tab", "shift+tab")
        assert "another practice, then part often" in person.text
        await person.press("ctrl+t")
        await person.type("- nobody reads it +2 see u")
        await person.press("enter")
        await person.type("+ they call back")
        await person.press("enter", "enter")
        await person.type("ask the desk = 2 5 1 4")
        await person.press("enter")
        assert "words #practice @other side see t = dots impact effort sure" in person.text
        await person.press("ctrl+t")
        await person.type("write it for 1 @Ana yes due fri")
        await person.press("enter")
        await person.type("one call")
        await person.press("ctrl+t", "ctrl+t", "tab", "tab", "tab")
        await person.type("in two weeks 2 pm")
        await person.press("tab")
        assert "Every row below is filled in" in person.text
        await person.press("ctrl+n")
        assert "10 lines entered" in person.text
        live = person.live
        assert (live.session.attendance, live.session.next_meeting is not None) == (8, True)
        assert [note.nods for note in live.notes.all[-2:]] == [2, 0]
        idea = live.ideas.all[-1]
        assert (idea.title, idea.impact, live.votes.dots_of(idea.id)) == ("ask the desk", 5, 2)
        action = live.actions.all[-1]
        assert (action.first_step, action.ideas, action.accepted) == ("one call", (idea.id,), True)


async def test_undo_while_typing_is_that_of_the_typing(demo, sit_down):
    async with sit_down(*demo) as person:
        await to_the_paper(person)
        before = person.live.undo_label
        await person.press("ctrl+z")
        assert "Nothing to undo here" in person.text
        await person.paste("here 8")
        await person.press("ctrl+z")
        assert "agreed …" in person.screen.query_one(PaperText).text
        await person.press("ctrl+y", "ctrl+y")
        assert "8 people were here" in person.text
        assert "Nothing to bring back here" in person.text
        assert person.live.undo_label == before


async def test_nothing_typed_is_said(demo, sit_down):
    async with sit_down(*demo) as person:
        await to_the_paper(person)
        await person.press("ctrl+n")
        assert "Nothing is typed yet" in person.text
        assert isinstance(person.screen, QuickEntry)


async def test_a_captured_session_takes_its_paper_in_the_review_and_a_shared_one_no_more(demo, sit_down):
    async with sit_down(*demo) as person:
        file = person.session("L-04")
        with file.group("end"):
            file.put(file.session.moved_to(SessionStatus.CAPTURED))
        await person.press("2")
        await person.walk_to("L-04")
        await person.press("r", "h")
        await person.paste("- the last bus is at six")
        await person.press("ctrl+n")
        assert "1 line entered" in person.text
        assert person.live.notes.last.text == "the last bus is at six"
        await person.press("escape")
        await person.walk_to("L-03")
        await person.press("r", "h")
        assert "L-03 is shared, so nothing more is written into it." in person.text


async def test_in_a_small_window_the_line_in_hand_is_read_back(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await to_the_paper(person)
        await person.paste(PAPER)
        assert "ratings         2 for 5, 5 for 4" in person.text
        await person.press("up")
        assert "! note          No practice is called “chnge”." in person.text
        assert "ratings" not in person.text


async def test_long_lines_keep_their_rows_and_the_read_back_scrolls_along(demo, sit_down):
    async with sit_down(*demo) as person:
        await to_the_paper(person)
        await person.paste("- " + "a long complaint about keys " * 8 + "\nhere 8\n" * 40 + "here 7")
        rows = person.text.splitlines()
        last = next(row for row in rows if "here 7" in row)
        assert "7 people were here" in last
        await person.press("ctrl+home")
        for _ in range(90):
            await person.press("up")
        rows = person.text.splitlines()
        assert "hurts" in next(row for row in rows if "- a long complaint" in row)
        assert "8 people were here" in next(row for row in rows if "here 8" in row)


async def test_markup_and_escapes_are_only_words(demo, sit_down):
    async with sit_down(*demo) as person:
        await to_the_paper(person)
        await person.paste("- [red]not red[/red] \x1b[31mplain[/]")
        assert "[red]not red[/red]" in person.text
        await person.press("ctrl+n")
        assert person.live.notes.last.text == "[red]not red[/red] plain[/]"


async def test_paper_for_the_room_is_ready_before_and_during_the_meeting(demo, sit_down):
    _, folder = demo
    last = folder.sessions[-1].session
    folder.add_session(
        ListeningSession(
            number=5, teams=last.teams, script=last.script, planned_start=last.planned_start, minutes=90
        )
    )
    async with sit_down(*demo) as person:
        await person.press("5")
        listed = [row.key.split(" ")[:2] for row in person.rows.rows if row.key]
        planned = folder.sessions[-1].session
        assert planned.short_id == "L-05"
        assert [key for id, key in listed if id == planned.id] == [
            "invitation",
            "agreement",
            "worksheet",
            "ladder-card",
            "voting-sheet",
        ]
        assert "worksheet" in [key for id, key in listed if id == last.id]
        heard = folder.sessions[0].session
        of_heard = [key for id, key in listed if id == heard.id]
        assert of_heard[:2] == ["action-plan", "thank-you"]
        assert not {"invitation", "agreement", "worksheet", "ladder-card", "voting-sheet"} & set(of_heard)
        await person.walk_to("Ladder card")
        assert "ready" in person.row_text()
        assert "Which sentence sounds most like last month?" in person.text
        await person.press("enter")
        assert "Written:" in person.text
