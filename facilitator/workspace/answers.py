"""What a person can say of something that is open: an action, an idea, a promise, the next meeting.

One table for every way in: each answer has a word to type, words to choose, what is asked with it, and the
verb of `workspace.follow_up` that saves it. Which answers there are depends on how the record stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from facilitator.errors import BadInput
from facilitator.model.action import ACTION_TRANSITIONS, Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.session import ListeningSession
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
from facilitator.workspace.idea_answers import of_idea
from facilitator.workspace.leavers import hand_over_all
from facilitator.workspace.needs import answers_of_need
from facilitator.workspace.people import people_called, person_asked
from facilitator.workspace.typed_dates import day_typed, moment_typed, past_day_typed

Settled = Action | ImprovementIdea | Commitment | Observation | ListeningSession


def answers_for(folder: ProgrammeFolder, file: SessionFile, record: Settled) -> tuple[Answer, ...]:
    """Return what can be said of a record of a session; of the session itself, of its follow-up."""
    match record:
        case Action():
            return tuple(_of_action(folder, file, record))
        case ImprovementIdea():
            return tuple(of_idea(folder, file, record))
        case Commitment():
            return tuple(_of_commitment(folder, file, record))
        case Observation():
            return tuple(answers_of_need(file, record, folder.today()))
    return tuple(_of_follow_up(folder, file))


# Actions ------------------------------------------------------------------------------------------

_BECAME = {
    ActionStatus.STARTED: "It is started",
    ActionStatus.BLOCKED: "It is blocked",
    ActionStatus.DONE: "It is done",
    ActionStatus.DROPPED: "It is dropped, with a reason",
}


def _of_action(folder: ProgrammeFolder, file: SessionFile, action: Action) -> Iterator[Answer]:
    if action.going and action.owner is None:
        yield _given(folder, file, action)
    yield from _became(folder, file, action)
    if action.going:
        yield from _still_to_do(folder, file, action)
    elif action.status is ActionStatus.DONE:
        yield Answer(
            "benefit",
            "Somebody felt it",
            lambda said: follow_up.report_benefit(file, action, benefit_said(said)),
            benefit_questions(folder),
        )
    owner = folder.people.get(action.owner or "")
    if owner is not None:
        yield Answer(
            "spelled",
            "The owner's name is spelled otherwise",
            lambda said: spell_owner(folder, owner, said["said"]),
            (Question("said", "Their name", owner.name, required=True),),
        )


def _became(folder: ProgrammeFolder, file: SessionFile, action: Action) -> Iterator[Answer]:
    """Yield the states it may move to from where it stands."""
    today = folder.today()

    def became(status: ActionStatus) -> Callable[[Said], object]:
        def save(said: Said) -> object:
            on = past_day_typed(said["day"], today) if said.get("day") else today
            return follow_up.settle_action(file, action, status, said.get("said", ""), on)

        return save

    moves = ACTION_TRANSITIONS[action.status]
    if action.status is ActionStatus.PROPOSED and action.owner is not None:
        yield Answer("yes", "The owner said yes", became(ActionStatus.OPEN))
    elif action.status is ActionStatus.DROPPED:
        again = ActionStatus.OPEN if action.accepted else ActionStatus.PROPOSED
        yield Answer("open", "It is taken up again", became(again))
    for status, usual in _BECAME.items():
        if status in moves:
            words = "It is not done yet after all" if action.status is ActionStatus.DONE else usual
            yield Answer(status.value, words, became(status), _said_of(action, status, today))


def _still_to_do(folder: ProgrammeFolder, file: SessionFile, action: Action) -> Iterator[Answer]:
    """Yield what can change about an action that goes on: its date, its owner, its first step."""
    today = folder.today()
    yield Answer(
        "moved",
        "A new date was agreed",
        lambda said: follow_up.move_action(file, action, to_come(said["day"], today)),
        (day_to_come("New day", "such as fri, 30 apr, in two weeks", today),),
    )
    if action.owner is not None:
        yield _given(folder, file, action)
    yield Answer(
        "first_step",
        "Its first step",
        lambda said: follow_up.take_first_step(file, action, said["said"]),
        (Question("said", "First step", action.first_step),),
    )


def _given(folder: ProgrammeFolder, file: SessionFile, action: Action) -> Answer:
    """Return that somebody does it; what is said first of an action nobody has."""
    words = "Somebody does it" if action.owner is None else "Somebody else does it"
    return Answer("given", words, lambda said: _give(folder, file, action, said), _whom(folder, action))


def spell_owner(folder: ProgrammeFolder, person: Person, name: str) -> Person:
    """Correct the spelling of an owner's name; their yes and their actions stay. Raises `BadInput`."""
    if any(each.id != person.id for each in people_called(folder, name)):
        raise BadInput(
            f"“{name}” is somebody else here.", "To give it to them, choose “Somebody else does it”."
        )
    return follow_up.spell_name(folder.file, person, name)


def _said_of(action: Action, status: ActionStatus, today: date) -> tuple[Question, ...]:
    match status:
        case ActionStatus.DONE:
            shows = Question("said", "What shows it", action.evidence, help="what happened, in a few words")
            return (shows, _past_day("Done on", today))
        case ActionStatus.BLOCKED:
            return (Question("said", "Waits for", action.blocked_by, required=True),)
        case ActionStatus.DROPPED:
            return (Question("said", "Why", action.reason, required=True),)
    return ()


def _past_day(label: str, today: date) -> Question:
    """Return the question for a day that is over, or today."""
    return Question(
        "day",
        label,
        today.isoformat(),
        help="such as yesterday, monday or 8 apr",
        required=True,
        check=lambda typed: past_day_typed(typed, today),
    )


_YES = (("asked", "not asked yet"), ("yes", "said yes"))


def _whom(folder: ProgrammeFolder, action: Action) -> tuple[Question, ...]:
    """Return what is asked when somebody else takes an action over, or all of one who leaves."""
    asked = (Question("who", "Who does it", required=True), Question("agreed", "Their answer", choices=_YES))
    owner = folder.people.get(action.owner or "")
    going = sum(1 for _ in follow_up.going_actions(folder.sessions, owner.id)) if owner else 0
    if owner is None or going < 2:
        return asked
    every = (("one", "this action"), ("all", f"all {going} that {owner.name} has open"))
    return (*asked, Question("which", "Which", choices=every))


def _give(folder: ProgrammeFolder, file: SessionFile, action: Action, said: Said) -> object:
    agreed = said["agreed"] == "yes"
    owner = folder.people.get(action.owner or "")
    if said.get("which") == "all" and owner is not None:
        return hand_over_all(folder, owner, said["who"], agreed=agreed)
    file.hold()  # before a new name is stored: where an action cannot be given, nothing is
    about = follow_up.deed()
    person = person_asked(folder, said["who"], agreed=agreed, about=about)
    return follow_up.give_action(file, action, person, folder.today() if agreed else None, about=about)


# Ideas --------------------------------------------------------------------------------------------


# Promises of others, and the next meeting ---------------------------------------------------------


def _of_commitment(folder: ProgrammeFolder, file: SessionFile, promise: Commitment) -> Iterator[Answer]:
    today = folder.today()

    def became(status: CommitmentStatus) -> Callable[[Said], object]:
        return lambda said: follow_up.settle_commitment(
            file, promise, status, today, by=to_come(said["day"], today) if said.get("day") else None
        )

    yield Answer("kept", "Kept", became(CommitmentStatus.KEPT))
    new_day = day_to_come("New date", "such as fri or 30 apr", today)
    yield Answer("renegotiated", "A new date was agreed", became(CommitmentStatus.RENEGOTIATED), (new_day,))
    yield Answer("broken", "Broken", became(CommitmentStatus.BROKEN))
    yield Answer(
        "corrected",
        "It was written down wrongly",
        lambda said: follow_up.correct_commitment(
            file, promise, said["who"], day_typed(said["day"], today) if said["day"] else None
        ),
        (
            Question("who", "Who promises", promise.role, help="as a role", required=True),
            Question(
                "day",
                "By when",
                promise.by.isoformat() if promise.by else "",
                help="such as 30 apr",
                check=lambda typed: day_typed(typed, today),
            ),
        ),
    )


def _moment_to_come(typed: str, folder: ProgrammeFolder, before: datetime) -> datetime:
    """Return the moment that was typed, a day alone at the hour that was agreed *before*.

    Nobody meets on a day that is over. Raises `BadInput`.
    """
    today = folder.today()
    moment = moment_typed(typed, today, folder.zone, before)
    if moment.date() < today:
        raise BadInput(f"{moment.date()} is over.", "Type a day to come, such as 9 apr 14:00.")
    return moment


def _of_follow_up(folder: ProgrammeFolder, file: SessionFile) -> Iterator[Answer]:
    today = folder.today()
    yield Answer(
        "held",
        "It was held",
        lambda said: follow_up.hold_follow_up(file, past_day_typed(said["day"], today)),
        (_past_day("On", today),),
    )
    agreed = file.session.next_meeting or file.session.planned_start
    yield Answer(
        "moved",
        "It is moved",
        lambda said: follow_up.move_follow_up(file, _moment_to_come(said["day"], folder, agreed)),
        (
            Question(
                "day",
                "To",
                help="such as 9 apr 14:00",
                required=True,
                check=lambda typed: _moment_to_come(typed, folder, agreed),
            ),
        ),
    )
    yield Answer(
        "not_needed",
        "It is not needed",
        lambda said: follow_up.cancel_follow_up(file, said["said"]),
        (Question("said", "Why", required=True),),
    )
