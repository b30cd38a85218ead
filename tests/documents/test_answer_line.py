"""What the team will read of an answer: the same words before it is given as in the paper afterwards."""

import msgspec
import pytest

from facilitator.documents import render
from facilitator.documents.answer_line import AnswerLine
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import Visibility
from facilitator.model.idea import Benefit, Evidence, IdeaStatus, ImprovementIdea
from facilitator.workspace.answers import answers_for
from facilitator.workspace.folder.demo import open_demo


@pytest.fixture
def asked(tmp_path):
    """The worked example, the session of its idea 8, and that idea."""
    workspace, folder = open_demo(tmp_path / "workspace")
    (file,) = (each for each in folder.sessions if each.session.short_id == "L-03")
    idea = next(each for each in file.all(ImprovementIdea) if each.number == 8)
    yield folder, file, idea, load_words(Shelf(workspace.templates_dir), folder.programme.language)
    folder.close()


SAID = {
    "accepted": {},
    "in_action": {"action": "5"},
    "parked": {"day": "1 sep", "said": "The desk has no free seat before summer"},
    "declined": {"said": "Two desks are enough"},
    "shaped": {"said": "If one of us sits at the desk, then tickets say more"},
}


@pytest.mark.parametrize("key", SAID)
def test_it_is_what_the_paper_says_once_the_answer_is_given(asked, key):
    folder, file, idea, words = asked
    answer = next(each for each in answers_for(folder, file, idea) if each.key == key)
    before, others_read_it = AnswerLine(folder, file, idea, words).after(answer.becomes(SAID[key]))
    assert others_read_it
    assert file.find(ImprovementIdea, idea.id) == idea
    answer.save(SAID[key])
    paper = render.render(folder, "you-said", session=file, format="md").replace("*", "")
    (row,) = (line for line in paper.splitlines() if "could spend one morning" in line)
    stands, _, did = before.partition(": ")
    assert did in row
    assert stands in row
    now = file.find(ImprovementIdea, idea.id)
    assert AnswerLine(folder, file, now, words).after(()) == (before, True)


def test_of_an_idea_the_paper_leaves_out_nothing_is_shown(asked):
    folder, file, idea, words = asked
    kept = file.put(msgspec.structs.replace(idea, visibility=Visibility.FACILITATOR))
    for answer in answers_for(folder, file, kept):
        assert AnswerLine(folder, file, kept, words).after(answer.becomes(SAID[answer.key])) == ("", False)


def test_what_others_may_not_read_the_team_reads_in_its_plan(asked):
    folder, file, idea, words = asked
    before = AnswerLine(folder, file, idea, words).after(())
    kept = file.put(msgspec.structs.replace(idea, visibility=Visibility.TEAM, room_yes=None))
    assert AnswerLine(folder, file, kept, words).after(()) == (before[0], False)


def test_what_an_action_brought_that_its_idea_brought_too_stands_once(asked):
    folder, file, idea, words = asked
    done = {"status": ActionStatus.DONE, "done_on": folder.today(), "accepted_on": folder.today()}
    shown = {"visibility": idea.visibility, "room_yes": idea.room_yes, "ideas": (idea.id,)}
    brought = (Benefit(group="team", text="tickets say more now", evidence=Evidence.REPORTED, cases=1),)
    action = Action(id="a", number=90, text="Sit at the desk", benefits=brought, **done, **shown)
    over = msgspec.structs.replace(
        idea,
        status=IdeaStatus.DONE,
        answer="callers hear it",
        first_answered=folder.today(),
        benefits=brought,
    )
    said, _ = AnswerLine(folder, file, idea, words).after((action, over))
    assert said.casefold().count("tickets say more now (reported, 1 use)") == 1
    assert said.endswith("Callers hear it.")
