"""Saying what became of an idea, an action, a promise: from lists, the review, the room, with keys alone."""

import msgspec

from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Visibility
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.workspace.answers import answers_for
from tests.ui.going import go, work_with
from tests.ui.person import NARROW


def idea(folder, number):
    return next(
        each for file in folder.sessions[2:3] for each in file.all(ImprovementIdea) if each.number == number
    )


def action(folder, number):
    return next(each for each in folder.sessions[2].all(Action) if each.number == number)


async def answer(person, promise, *words):
    """Choose an answer for a promise, and type what it asks, a field each."""
    await person.press("3")
    await person.choose(promise)
    await person.choose(words[0])
    for typed in words[1:]:
        await person.write_over(typed)
        await person.press("enter")


async def test_an_idea_is_parked_declined_and_accepted(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo) as person:
        await answer(person, "Answer idea 8", "Park until", "15 apr", "After the move")
        assert (idea(folder, 8).status, str(idea(folder, 8).review_on)) == (IdeaStatus.PARKED, "2026-04-15")
        assert "Look again at idea 8" in person.text
        await answer(person, "Look again at idea 8", "Decline", "Two desks are enough")
        assert (idea(folder, 8).status, idea(folder, 8).answer) == (
            IdeaStatus.DECLINED,
            "Two desks are enough",
        )
        await person.press("ctrl+z")
        assert "Look again at idea 8" in person.text
        await answer(person, "Look again at idea 8", "Accept")
        assert idea(folder, 8).status is IdeaStatus.ACCEPTED
        assert "idea 8" not in person.text


async def test_before_an_answer_is_given_it_says_what_the_team_will_read(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo) as person:
        await person.press("3")
        await person.choose("Answer idea 8")
        assert "28 days old" in person.text
        assert "Agreed. It still needs an owner." in person.text
        await person.press("4")
        assert "once the fields above are filled in" in person.text
        await person.press("up", "3")
        await person.type("someday")
        await person.press("down")
        assert "“someday” is not a day." in person.flow
        await person.type("No free seat")
        await person.press("up")
        await person.write_over("1 sep")
        assert "Parked until 1 September 2026: No free seat." in person.flow
        await person.press("escape")
        assert "What you typed is not saved." in person.text
        await person.choose("Go on with it")
        await person.press("up", "2", "right", "enter")
        assert idea(folder, 8).status is IdeaStatus.IN_ACTION
        assert idea(folder, 8).id in action(folder, 5).ideas
        await person.press("ctrl+z")
        assert (idea(folder, 8).status, idea(folder, 8).id in action(folder, 5).ideas) == (
            IdeaStatus.CAPTURED,
            False,
        )
        await person.choose("Answer idea 8")
        await person.press("5", "enter")
        await person.write_over("If one of us sits at the desk, then tickets say more")
        await person.press("enter")
        assert idea(folder, 8).status is IdeaStatus.SHAPED


async def test_a_reason_is_typed_right_after_the_number_and_no_letter_moves_the_answer(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo) as person:
        await person.press("3")
        await person.choose("Answer idea 8")
        await person.press("4")
        await person.type("jokes, good kind")
        await person.press("enter")
        assert (idea(folder, 8).status, idea(folder, 8).answer) == (IdeaStatus.DECLINED, "jokes, good kind")
        await person.press("ctrl+z")
        await person.choose("Answer idea 8")
        await person.press("down", "down", "down")
        await person.type("gone with the old desk")
        await person.press("enter")
        assert idea(folder, 8).answer == "gone with the old desk"
        await person.press("ctrl+z")
        await person.choose("Answer idea 8")
        await person.press("5")  # what is said more rarely opens, and letters lead out of no form
        await person.type("quit asking us")
        assert "quit asking us" in person.flow
        assert "Esc not now" in person.flow


async def test_what_came_of_an_idea_is_said_in_a_small_window(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo, size=NARROW) as person:
        await answer(person, "Say what came of idea 2", "It is done", "Projects ask us first")
        done = idea(folder, 2)
        assert (done.status, done.answer) == (IdeaStatus.DONE, "Projects ask us first")
        assert "Say what came of idea 2" not in person.text


async def test_an_action_is_moved_and_given_away(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo) as person:
        await answer(person, "Draft four articles", "A new date was agreed", "someday")
        assert "“someday” is not a day." in person.flow
        await person.write_over("in two weeks")
        await person.press("enter")
        assert str(action(folder, 5).due_now) == "2026-04-23"
        await answer(person, "Draft four articles", "Somebody else does it", "Dev Pillai")
        await person.press("right", "enter")
        given = action(folder, 5)
        assert (folder.people[given.owner].name, str(given.accepted_on)) == ("Dev Pillai", "2026-04-09")
        assert given.status is ActionStatus.STARTED


async def test_a_follow_up_is_held_or_moved(demo, sit_down):
    _, folder = demo
    session = folder.sessions[2]
    async with sit_down(*demo) as person:
        await answer(person, "Follow-up, Infra", "It is moved", "20 apr")
        assert folder.local(session.session.next_meeting).isoformat() == "2026-04-20T14:00:00+01:00"
        await answer(person, "Follow-up, Infra", "It was held", "2026-04-08")
        assert str(session.session.follow_up.held_on) == "2026-04-08"
        assert "Follow-up, Infra" not in person.text


async def test_somebody_new_is_stored_with_their_yes_and_taken_back_too(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo) as person:
        await answer(person, "Draft four articles", "Somebody else does it", "Noa Lind")
        await person.press("enter")
        assert "Ask them first" in person.flow
        await person.press("right", "enter")
        assert folder.people[action(folder, 5).owner].name == "Noa Lind"
        await person.press("ctrl+z")
        assert folder.people[action(folder, 5).owner].name == "Sam Oduya"
        assert "Noa Lind" not in {each.name for each in folder.people.values()}
        assert "Noa Lind" not in folder.file.path.read_text()


# Where the record itself stands


async def review(person):
    await person.press("2")
    await person.walk_to("L-03")
    await person.press("r")


async def test_the_review_answers_ideas_and_takes_it_back(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo) as person:
        await review(person)
        await person.walk_to("An engineer spends one morning")
        await person.press("a")
        await person.choose("Decline")
        await person.write_over("Two desks are enough")
        await person.press("enter")
        assert (idea(folder, 8).status, "declined" in person.row_text()) == (IdeaStatus.DECLINED, True)
        await person.press("ctrl+z")
        assert idea(folder, 8).status is IdeaStatus.CAPTURED
        await person.press("f")
        await person.choose("It was held")
        await person.write_over("2026-04-08")
        await person.press("enter")
        assert str(folder.sessions[2].session.follow_up.held_on) == "2026-04-08"


async def test_in_the_review_an_idea_with_an_agreed_action_is_in_action(demo, sit_down):
    async with sit_down(*demo) as person:
        file = person.session("L-03")
        waiting = next(each for each in file.all(ImprovementIdea) if each.status is IdeaStatus.CAPTURED)
        done = next(each for each in file.all(Action) if each.agreed)
        file.put(msgspec.structs.replace(done, ideas=(*done.ideas, waiting.id)))
        await review(person)
        await person.walk_to(waiting.title)
        assert "no answer yet" not in person.text
        assert "in action" in person.text


async def test_in_the_review_a_note_is_no_question(demo, sit_down):
    async with sit_down(*demo) as person:
        await review(person)
        assert "a answer" not in person.last_line
        await person.press("a")
        assert "Choose an idea, an action or a promise: a answers it" in person.flow
        await person.walk_to("An engineer spends one morning")
        assert "a answer" in person.last_line


async def test_what_was_done_for_several_sessions_is_one_step_of_undo_in_the_review(demo, sit_down):
    _, folder = demo
    sam = action(folder, 5).owner
    other = folder.sessions[1].put(Action(text="Draw the map", owner=sam, status=ActionStatus.OPEN))
    async with sit_down(*demo) as person:
        await review(person)
        await person.walk_to("Draft four articles")
        await person.press("a")
        await person.choose("Somebody else does it")
        await person.type("Noa Lind")
        await person.press("tab", "right", "tab", "right", "enter")
        noa = action(folder, 5).owner
        assert (folder.people[noa].name, "Noa Lind" in person.row_text()) == ("Noa Lind", True)
        assert folder.sessions[1].find(Action, other.id).owner == noa
        await person.press("ctrl+z")
        assert (action(folder, 5).owner, folder.sessions[1].find(Action, other.id).owner) == (sam, sam)
        assert (noa in folder.people, "Sam Oduya" in person.row_text()) == (False, True)
        assert "Noa Lind" not in folder.file.path.read_text()
        await person.press("a")
        await person.choose("Somebody else does it")
        await person.type("Dev Pillai")
        await person.press("tab", "right", "tab", "right", "enter", "ctrl+z", "ctrl+y")
        dev = action(folder, 5).owner
        assert (folder.people[dev].name, folder.sessions[1].find(Action, other.id).owner) == (
            "Dev Pillai",
            dev,
        )


async def test_a_name_spelled_right_keeps_the_yes(demo, sit_down):
    _, folder = demo
    before, people = action(folder, 5), len(folder.people)
    async with sit_down(*demo) as person:
        await review(person)
        await person.walk_to("Draft four articles")
        await spell(person, "Sam Odúya", "The same person")
        assert (action(folder, 5), folder.people[before.owner].name) == (before, "Sam Odúya")
        assert "Sam Odúya" in person.row_text()
        await person.press("ctrl+z")
        assert (folder.people[before.owner].name, "Sam Oduya" in person.row_text()) == ("Sam Oduya", True)
        await spell(person, "Sam Oduja", "Somebody else")
        now = action(folder, 5)
        assert (now.owner, now.status, len(folder.people)) == (None, ActionStatus.PROPOSED, people)
        assert "somebody (Sam" in person.row_text()
        assert "waits for an owner" in person.row_text()


async def spell(person, name, who):
    await person.press("e", "tab")
    await person.write_over(name)
    await person.press("ctrl+n")
    await person.choose(who)


async def test_a_promise_is_corrected_where_it_stands(demo, sit_down):
    _, folder = demo
    (promise, *_) = folder.sessions[2].all(Commitment)
    async with sit_down(*demo) as person:
        await review(person)
        await person.walk_to(promise.text)
        await person.press("e", "tab")
        await person.write_over("Deputy Director")
        await person.press("tab", "tab", "tab")
        await person.write_over("12 may")
        await person.press("ctrl+n")
        now = folder.sessions[2].find(Commitment, promise.id)
        assert (now.role, str(now.by), now.status) == ("Deputy Director", "2026-05-12", promise.status)
        assert "Deputy Director" in person.row_text()


async def test_in_the_room_ideas_actions_and_promises_are_answered_in_their_lists(demo, sit_down):
    async with sit_down(*demo) as person:
        await person.press("c")
        live = person.live
        await work_with(person, "ideas")
        await person.press("home", "a")
        await person.choose("Accept")
        assert live.ideas.all[0].status is IdeaStatus.ACCEPTED
        await work_with(person, "actions")
        await person.press("home", "y")
        await person.choose("Yes: store the name Lee")
        await person.press("i")
        await person.choose(live.ideas.all[0].title)
        assert live.ideas.all[0].status is IdeaStatus.IN_ACTION
        await person.press("a")
        await person.choose("It is blocked")
        await person.type("the supplier")
        await person.press("enter")
        assert "blocked: the supplier" in person.text
        await person.press("c")
        await person.enter("A support seat", "Director", "", "", "fri")
        await person.walk_to("A support seat")
        await person.press("a")
        await person.choose("Kept")
        assert "kept" in person.row_text()


async def test_any_idea_is_answered_from_home_by_the_palette(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo) as person:
        await person.command("answer an idea, or say")
        assert "no answer yet" in person.row_text()
        await person.choose("Fill server owners from cloud tags")
        await person.choose("Accept")
        assert idea(folder, 7).status is IdeaStatus.ACCEPTED
        await person.press("ctrl+z")
        assert idea(folder, 7).status is IdeaStatus.PARKED


async def test_a_moved_date_stands_beside_the_first_wherever_it_is_shown(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo) as person:
        await answer(person, "Draft four articles", "A new date was agreed", "14 may")
        await person.walk_to("Draft four articles")
        assert "first due 30 Apr" in person.row_text()
        await review(person)
        await person.walk_to("Draft four articles")
        assert "due Thu 14 May, first 30 Apr" in person.row_text()
    assert action(folder, 5).due_now != action(folder, 5).due


async def test_of_an_action_nobody_has_it_is_asked_first_who_does_it(demo, sit_down):
    _, folder = demo
    folder.sessions[1].put(Action(text="Draw the map", status=ActionStatus.PROPOSED))
    async with sit_down(*demo) as person:
        await person.press("3")
        await person.choose("Draw the map")
        assert "Somebody does it" in person.row_text()
        assert "Somebody else" not in person.text


async def test_an_answer_given_in_the_room_is_told_and_stands_on_the_row_and_in_the_window(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "ideas")
        await person.press("escape")
        await person.enter("If we keep one list, then nobody asks twice")
        await person.press("tab", "a")
        await person.choose("Park until")
        await person.type("1 sep")
        await person.press("enter")
        assert "Parked until 1 September 2026: We owe you the reason." in person.flow
        assert "in the team's action plan; “You said, we did” leaves" in person.flow
        await person.type("No time")
        await person.press("enter")
        number = person.live.ideas.all[-1].number
        assert f"Idea {number} parked" in person.flow
        assert "parked until 1 Sep: No time" in person.row_text()
        await person.press("a")
        assert "Answered: parked until 1 Sep: No time" in person.flow
        assert person.row_text().startswith("2")


async def test_what_was_done_has_its_day_and_the_words_of_an_action_stand_for_its_idea(demo, sit_down):
    _, folder = demo
    async with sit_down(*demo) as person:
        await answer(person, "Draft four articles", "It is done", "All four are read")
        await person.write_over("yesterday")
        await person.press("enter")
        done = action(folder, 5)
        assert (done.evidence, str(done.done_on)) == ("All four are read", "2026-04-08")


async def test_who_takes_over_is_picked_from_those_known(demo, sit_down):
    async with sit_down(*demo) as person:
        await answer(person, "Draft four articles", "Somebody else does it")
        await person.type("dev")
        assert "► Dev Pillai" in person.flow


def test_what_only_we_see_is_not_offered_as_what_came_of_an_idea(demo):
    _, folder = demo
    file = folder.sessions[2]
    serving = (*action(folder, 5).ideas, idea(folder, 8).id)
    file.put(msgspec.structs.replace(idea(folder, 8), visibility=Visibility.TEAM))
    done = {"status": ActionStatus.DONE, "done_on": folder.today(), "evidence": "Tickets say more"}
    for seen, offered in ((Visibility.TEAM, "Tickets say more"), (Visibility.FACILITATOR, "")):
        file.put(msgspec.structs.replace(action(folder, 5), ideas=serving, visibility=seen, **done))
        came = answers_for(folder, file, idea(folder, 8))[0]
        assert (came.key, came.questions[0].value) == ("done", offered)
