"""What a person can say of an idea: yes, not now or no, that an action does it, and what came of it.

See docs/field.md, "Ideas".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facilitator.insight.promises import is_over
from facilitator.model import answered_ideas
from facilitator.model.action import Action
from facilitator.model.idea import ANSWERED, IdeaStatus, ImprovementIdea
from facilitator.workspace import follow_up
from facilitator.workspace.answer import (
    Answer,
    Question,
    Said,
    benefit_questions,
    benefit_said,
    day_to_come,
    to_come,
)
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile


def of_idea(folder: ProgrammeFolder, file: SessionFile, idea: ImprovementIdea) -> Iterator[Answer]:
    """Yield what can be said of an idea as it stands; what is due now comes first."""
    today = folder.today()
    if is_over(idea, file.all(Action)):
        # Only what the readers of the idea may read: it is their answer then.
        open_ones = (each for each in file.all(Action) if each.evidence and not each.undecided)
        as_wide = (each for each in open_ones if each.visibility.rank >= idea.visibility.rank)
        shown = "; ".join(each.evidence.rstrip(".") for each in as_wide if idea.id in each.ideas)
        yield Answer(
            "done",
            "It is done",
            lambda said: follow_up.finish_idea(file, idea, said["said"], today),
            (Question("said", "What came of it", shown, help="it stands in the register", required=True),),
            lambda said: answered_ideas.finished(idea, said["said"], today)[-1:],
        )
    if idea.status in (IdeaStatus.DONE, IdeaStatus.BENEFIT_CONFIRMED):
        yield Answer(
            "benefit",
            "Its benefit is confirmed",
            lambda said: follow_up.confirm_benefit(file, idea, benefit_said(said), today),
            benefit_questions(folder),
            lambda said: answered_ideas.confirmed(idea, benefit_said(said), today)[-1:],
        )
        return
    if idea.status not in (IdeaStatus.ACCEPTED, IdeaStatus.IN_ACTION):
        yield _answer(file, idea, IdeaStatus.ACCEPTED, "Yes, accepted", (), today)
    yield from _in_action(file, idea, today)
    yield _answer(file, idea, IdeaStatus.PARKED, "Not now; back on a day", _back(idea, today), today)
    if idea.status is not IdeaStatus.DECLINED:
        why = Question("said", "Why, for the team", idea.answer, required=True)
        yield _answer(file, idea, IdeaStatus.DECLINED, "No, and why", (why,), today)
    if idea.status not in ANSWERED:
        yield Answer(
            "shaped",
            "It is shaped; the answer follows",
            lambda said: follow_up.shape_idea(file, idea, said["said"], today),
            (Question("said", "If we …, then …", idea.title, required=True),),
            lambda said: answered_ideas.shaped(idea, said["said"], today)[-1:],
        )


def _answer(
    file: SessionFile,
    idea: ImprovementIdea,
    status: IdeaStatus,
    words: str,
    questions: tuple[Question, ...],
    today: date,
) -> Answer:
    """Return an answer that tells the team yes, not now or no."""

    def back(said: Said) -> date | None:
        return to_come(said["day"], today) if "day" in said else None

    def save(said: Said) -> object:
        return follow_up.answer_idea(
            file, idea, status, today, said=said.get("said", ""), review_on=back(said)
        )

    def becomes(said: Said) -> tuple[ImprovementIdea, ...]:
        actions, words = file.all(Action), said.get("said", "")
        return answered_ideas.answered(idea, actions, status, today, said=words, review_on=back(said))[-1:]

    return Answer(status.value, words, save, questions, becomes)


def _in_action(file: SessionFile, idea: ImprovementIdea, today: date) -> Iterator[Answer]:
    """Yield that somebody works on it, where an agreed action of the session is not over yet."""
    going = {str(each.number): each for each in file.all(Action) if each.agreed and each.going}
    if not going or idea.status is IdeaStatus.IN_ACTION:
        return
    order = sorted(going.values(), key=lambda each: (idea.id not in each.ideas, each.number))
    choices = tuple((str(each.number), f"{each.number} {each.text}") for each in order)

    def becomes(said: Said) -> tuple[ImprovementIdea | Action, ...]:
        *_, now = answered_ideas.in_action(idea, today)
        return (now, follow_up.serving(going[said["action"]], idea))

    yield Answer(
        IdeaStatus.IN_ACTION.value,
        "Yes, an action does it",
        lambda said: follow_up.act_on_idea(file, idea, going[said["action"]], today),
        (Question("action", "Which action", choices=choices),),
        becomes,
    )


def _back(idea: ImprovementIdea, today: date) -> tuple[Question, ...]:
    return (
        day_to_come("Look again on", "such as 1 sep", today),
        Question("said", "Why, for the team", idea.answer),
    )
