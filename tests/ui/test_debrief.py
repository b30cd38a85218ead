"""The facilitators' own look back: after the review, from Sessions, and nowhere anybody else looks."""

from __future__ import annotations

from facilitator.model.debrief import Debrief
from facilitator.model.session import SessionStatus
from tests.ui.going import end_the_meeting, go
from tests.ui.person import NARROW, WIDE

CANARY = "CANARY-DEBRIEF"


async def at_sessions(person, short_id):
    await go(person, "sessions")
    await person.walk_to(short_id)


async def look_back(person, short_id="L-03"):
    await at_sessions(person, short_id)
    await person.press("l")


async def test_it_is_written_from_sessions_and_says_how_long_it_stays(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        (before,) = person.session("L-03").all(Debrief)
        await look_back(person)
        assert "Only the facilitators ever see this. It is kept for 90 days, until Wed 10 Jun" in person.flow
        assert person.line == before.mood
        await person.write_over(CANARY)
        await person.press("ctrl+n")
        (after,) = person.session("L-03").all(Debrief)
        assert after.mood == CANARY
        assert after.next_time == before.next_time


async def test_before_the_meeting_is_over_there_is_nothing_to_look_back_at(demo, sit_down):
    async with sit_down(*demo) as person:
        await look_back(person, "L-04")
        assert "A look back comes after the meeting" in person.last_line
        assert person.session("L-04").all(Debrief) == ()


async def test_the_review_points_at_it_until_it_is_written(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        file = person.session("L-04")
        await go(person, "runner")
        await end_the_meeting(person)
        assert file.session.status is SessionStatus.CAPTURED
        await person.press("r")
        await person.enter("No time was left.")
        assert file.session.status is SessionStatus.REVIEWED
        assert "d writes your own look back" in person.last_line
        await person.press("d")
        await person.type(CANARY)
        await person.press("ctrl+n")
        (debrief,) = file.all(Debrief)
        assert debrief.mood == CANARY
        assert CANARY not in person.text


async def test_papers_names_it_without_showing_it_and_writes_it_apart(demo, sit_down):
    workspace, _ = demo
    async with sit_down(*demo, size=WIDE) as person:
        (known,) = person.session("L-03").all(Debrief)
        await go(person, "papers")
        await person.walk_to("Private debrief")
        assert "only you" in person.row_text()
        assert "It is not shown here" in person.flow
        assert known.mood not in person.flow
        await person.press("enter")
        (path,) = (path for path in workspace.documents_dir.rglob("*") if path.is_file())
        assert path.parent == workspace.documents_dir / "private"
        assert "debrief" in path.name
        assert known.mood in path.read_text(encoding="utf-8")


async def test_a_session_without_one_offers_none(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "papers")
        keys = [row.key for row in person.rows.rows if " debrief " in row.key]
        held = [person.session(each).session.id for each in ("L-03", "L-02", "L-01")]
        assert [key.split(" ")[0] for key in keys] == held


async def test_the_page_about_what_is_stored_is_written_from_papers(demo, sit_down):
    workspace, _ = demo
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "papers")
        await person.press("right", "w")
        assert "what-is-stored.md" in person.words_of("KeyLine")
        page = (workspace.documents_dir / "what-is-stored.md").read_text(encoding="utf-8")
        assert "# What this program stores about you" in page


async def test_the_agreement_stands_in_the_welcome(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await person.press("a", "enter")
        told = person.words_of("#points")
        assert "You may pass. On any question, without a reason." in told
        assert told.endswith("The program sends nothing anywhere.")


async def test_in_a_small_window_its_points_do_and_a_key_opens_all_of_it(demo, sit_down):
    async with sit_down(*demo, size=(80, 24)) as person:
        await person.press("a", "enter")
        assert "You decide who sees it. You may pass." in person.flow
        assert "p in plain words" in person.text
        await person.press("tab", "p")
        assert "What we agree before we start" in person.text


async def test_the_review_names_the_step_that_comes_next_and_says_what_was_saved(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        await end_the_meeting(person)
        assert person.last_line.startswith("r mark reviewed")
        await person.press("r")
        await person.enter("The fire alarm rang")
        assert person.last_line.startswith("s handed over")
        await person.press("t")
        await person.write_over("Thank you all")
        await person.press("enter")
        assert "Your line opens the thank-you note" in person.text
        await person.press("s")
        assert person.last_line.startswith("c close")
