"""Lines to take care with: held until confirmed, or kept for the facilitators until they decide."""

from __future__ import annotations

from facilitator.model.audience import Visibility
from facilitator.model.observation import Observation
from facilitator.model.registry import entities_of
from facilitator.model.session import Draft
from facilitator.ui.places.home import Home
from facilitator.ui.review.review import Review
from facilitator.ui.room.follower import Following, as_lines
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import run
from tests.ui.going import go, work_with
from tests.ui.person import USUAL
from tests.workspace.redacting import bytes_of

ELSEWHERE = "She was harassed Qvxzjk by the lead"
NAMED = "We wait for Dev Qvxzjk to read the folder"


async def at_notes(person):
    await go(person, "runner")
    if person.live.course.is_paused:
        await person.press("f5")
    await work_with(person, "notes")
    await person.press("tab")


def held(workspace):
    return bytes_of(workspace.root, "Qvxzjk")


def notes_with(live, word="Qvxzjk"):
    return [note for note in live.records.all(Observation) if word in note.text]


async def test_a_line_for_elsewhere_is_held_with_the_card_until_it_is_confirmed(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await at_notes(person)
        await person.enter(ELSEWHERE)
        assert "This is not one for the notes" in person.text
        await person.press("enter", "enter")
        assert held(workspace) == []
        await person.press("escape")
        assert person.line == ELSEWHERE
        await person.press("enter", "delete")
        assert person.line == ""
        assert held(workspace) == []
        await person.enter(ELSEWHERE)
        await person.press("ctrl+k")
        (note,) = notes_with(person.live)
        assert (note.visibility, note.undecided) == (Visibility.FACILITATOR, True)
        assert person.line == ""


async def test_what_is_typed_on_into_the_card_answers_nothing(demo, sit_down):
    """It opens on the Enter that ends a line; the next remark, typed without looking up, has every letter."""
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await at_notes(person)
        channels = person.folder.programme.channels
        await person.enter(ELSEWHERE)
        await person.type("the lake keeper likes jokes, quick lazy foxes")
        await person.press("enter")
        assert "This is not one for the notes" in person.text
        assert held(workspace) == []
        await person.press("escape")
        assert person.line == ELSEWHERE
        assert person.folder.programme.channels == channels


async def test_moving_on_pausing_and_pasting_store_nothing_of_it(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await at_notes(person)
        live = person.live
        await person.type(ELSEWHERE)
        await person.press("ctrl+n")
        assert held(workspace) == []
        await person.press("ctrl+t")
        assert person.line == ELSEWHERE
        await person.write_over("")
        await person.paste(f"The form is long\n{ELSEWHERE}\nNobody reads it")
        assert "This is not one for the notes" in person.text
        assert "Nobody reads it" in [idea.title for idea in live.ideas.all]
        assert held(workspace) == []
        await person.press("delete")
        assert held(workspace) == []
        assert not live.records.all(Draft)


async def test_pasted_lines_that_are_held_are_asked_about_one_after_the_other(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await at_notes(person)
        live = person.live
        second = "He is on sick leave Qvxzjk"
        await person.paste(f"{ELSEWHERE}\n{second}\n{ELSEWHERE} again")
        await person.press("escape")
        assert person.line == ELSEWHERE
        await person.write_over("The rota is unfair")
        await person.press("enter")
        assert "This is not one for the notes" in person.text
        await person.press("delete", "delete")
        assert person.line == ""
        assert held(workspace) == []
        assert "The rota is unfair" in [note.text for note in live.notes.all]


async def test_other_words_of_a_note_are_held_as_well(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await at_notes(person)
        await person.enter("The door is locked")
        await person.press("tab", "e")
        await person.write_over(ELSEWHERE)
        await person.press("enter")
        assert "is not for the notes" in person.flow
        assert held(workspace) == []


async def test_a_flagged_line_stays_with_the_facilitators_until_one_of_them_decides(demo, sit_down):
    workspace, folder = demo
    async with sit_down(workspace, folder, size=USUAL) as person:
        await at_notes(person)
        await person.enter(NAMED)
        live = person.live
        (note,) = notes_with(live)
        assert note.visibility is Visibility.FACILITATOR
        assert "Only you see it until one of you decides" in person.flow
        await person.press("tab")
        assert "only you" in person.row_text()
        watched = Workspace(workspace.root, clock=folder.now).open(folder.path)
        seen = as_lines(Following(watched, watched.session(live.session.id)).look(), 100)
        watched.close()
        assert "Qvxzjk" not in "".join(seen)
        await work_with(person, "read_back")
        assert "Qvxzjk" not in person.text
        live.frame.read_back_done()
        live.course.finish()
        person.app.switch_screen(Review(person.screen.file))
        await person.settle()
        assert "Decide first" in person.text
        assert "This names a person: “Dev”" in person.text
        await person.press("r")
        assert live.session.status.label == "captured"
        assert "nothing leaves before" in person.flow
        await person.press("enter")
        await person.walk_to("Qvxzjk")
        await person.press("v")
        await person.choose("the team that said it")
        assert "Decide first" not in person.text
        await person.press("r")
        assert live.session.status.label == "reviewed"
        assert live.records.find(Observation, note.id).visibility is Visibility.TEAM


async def test_deciding_that_it_stays_with_us_is_a_decision_and_so_are_other_words(demo, sit_down):
    async with sit_down(*demo, size=USUAL) as person:
        await at_notes(person)
        await person.enter(NAMED, NAMED.replace("Dev", "Hana"))
        live = person.live
        first, second = notes_with(live)
        live.decisions.decide(first, Visibility.FACILITATOR)
        live.editing.set_text(second, "We wait for the folder Qvxzjk")
        first, second = notes_with(live)
        assert [(each.visibility, each.undecided) for each in (first, second)] == [
            (Visibility.FACILITATOR, False),
            (Visibility.TEAM, False),
        ]


async def test_in_the_review_the_mark_goes_to_the_next_line_that_waits(demo, sit_down):
    async with sit_down(*demo, size=USUAL) as person:
        await at_notes(person)
        await person.enter(NAMED, NAMED.replace("Dev", "Hana"), NAMED.replace("read", "sign"))
        live = person.live
        live.frame.read_back_done()
        live.course.finish()
        person.app.switch_screen(Review(person.screen.file))
        await person.settle()
        first, second, third = (each.id for each in live.decisions.waiting)
        await person.walk_to("Hana")
        for following in (third, first):
            await person.press("v")
            await person.choose("the team that said it")
            assert person.rows.key == following
        await person.press("v")
        await person.choose("the team that said it")
        assert person.rows.key == first
        assert second not in {each.id for each in live.decisions.waiting}


async def test_only_new_words_are_looked_at_again(demo, sit_down):
    async with sit_down(*demo, size=USUAL) as person:
        await go(person, "runner")
        live = person.live
        idea = live.ideas.add("A folder for Dev Qvxzjk")
        assert idea.undecided
        live.decisions.decide(idea, Visibility.TEAM)
        live.ideas.reword(idea, "One place for the plans")
        live.ideas.set_scores(idea, impact=4)
        now = live.records.find(type(idea), idea.id)
        assert (now.visibility, now.undecided) == (Visibility.TEAM, False)
        live.ideas.reword(idea, "Hana keeps the plans")
        now = live.records.find(type(idea), idea.id)
        assert (now.visibility, now.undecided) == (Visibility.FACILITATOR, True)


def test_the_plain_command_holds_it_too(demo):
    workspace, folder = demo
    folder.close()
    asked = ("--workspace", str(workspace.root), "capture", "L-04")
    given_back = run(*asked, f"- {ELSEWHERE}")
    assert given_back.exit_code == 2
    assert "not for the notes" in given_back.output
    assert held(workspace) == []
    assert run(*asked, "--for-us", f"- {ELSEWHERE}").exit_code == 0
    assert run(*asked, f"- {NAMED}").exit_code == 0
    again = Workspace(workspace.root, clock=folder.now).open(folder.path)
    saved = [
        record
        for file in again.sessions
        for kind in entities_of("session")
        for record in file.all(kind)
        if "Qvxzjk" in getattr(record, "text", "")
    ]
    again.close()
    assert [each.visibility for each in saved] == [Visibility.FACILITATOR] * 2


async def test_home_shows_nothing_of_what_is_undecided(demo, sit_down):
    async with sit_down(*demo, size=USUAL) as person:
        await go(person, "runner")
        live = person.live
        owner = next(iter(live.desk.people))
        action = live.actions.say_yes(live.actions.add("Ask Hana Qvxzjk for the plan", owner, live.today))
        assert action.undecided
        person.app.switch_screen(Home())
        await person.settle()
        assert "Qvxzjk" not in person.text
        live.decisions.decide(action, Visibility.TEAM)
        person.screen.show_records()
        await person.settle()
        assert "Qvxzjk" in person.text
