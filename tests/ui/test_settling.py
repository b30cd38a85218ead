"""Saying what became of a promise, from the list of promises, with the keyboard alone."""

from facilitator.model.action import Action, ActionStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea
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
        await answer(person, "Answer idea 8", "Not now", "After the move", "15 apr")
        assert (idea(folder, 8).status, str(idea(folder, 8).review_on)) == (IdeaStatus.PARKED, "2026-04-15")
        assert "Look again at idea 8" in person.text
        await answer(person, "Look again at idea 8", "No, and why", "Two desks are enough")
        assert (idea(folder, 8).status, idea(folder, 8).answer) == (
            IdeaStatus.DECLINED,
            "Two desks are enough",
        )
        await person.press("ctrl+z")
        assert "Look again at idea 8" in person.text
        await answer(person, "Look again at idea 8", "Yes, accepted")
        assert idea(folder, 8).status is IdeaStatus.ACCEPTED
        assert "idea 8" not in person.text


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
        await answer(person, "Follow-up, Infra", "It is moved", "20 apr 14:00")
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
