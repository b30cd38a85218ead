"""Following up after the meeting: what became of actions, ideas, promises and the next meeting.

Each verb is one change of the session's file with a label people understand, and `about` follow-up, so that
undo in a list of promises finds it. Rules: docs/field.md, "Ideas", "Actions", "Commitments".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

import msgspec

from facilitator.identity import new_id
from facilitator.insight.follow_through import ideas_moved
from facilitator.insight.promises import is_over
from facilitator.language.words import count
from facilitator.model import answered_ideas
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.base import PersonId, require
from facilitator.model.idea import Benefit, IdeaStatus, ImprovementIdea
from facilitator.model.labels import quoted
from facilitator.model.person import Person
from facilitator.model.records import Change
from facilitator.model.session import HEARD, FollowUp, ListeningSession
from facilitator.store.records.record_file import RecordFile
from facilitator.text import clean_line
from facilitator.workspace.folder.session_files import SessionFile

FOLLOW_UP = "follow-up"
"""What every change made here is about; of a deed in several files an id follows."""


def deed() -> str:
    """Return what the changes of one deed in several files are about (`workspace.undo`)."""
    return f"{FOLLOW_UP} {new_id()}"


def is_follow_up(change: Change) -> bool:
    """Tell whether a change was made here."""
    return change.about.partition(" ")[0] == FOLLOW_UP


# Actions ------------------------------------------------------------------------------------------


def settle_action(file: SessionFile, action: Action, status: ActionStatus, said: str, on: date) -> Action:
    """Save where an action stands; *said* is the evidence, what blocks it, or why it was dropped.

    One that is done can be started again, one that was dropped opened again. An accepted idea that it serves
    is in action from the owner's yes on, and accepted again when all its actions were dropped. Raises
    `RuleBroken`.
    """
    changes: dict[str, object] = {}
    if status is ActionStatus.DONE:
        changes = {"done_on": on, "evidence": said or action.evidence}
    elif status is ActionStatus.BLOCKED:
        changes = {"blocked_by": said}
    elif status is ActionStatus.DROPPED:
        changes = {"reason": said}
    elif status is ActionStatus.OPEN and action.status is ActionStatus.PROPOSED:
        changes = {"accepted_on": on}
    with file.group(_about(action, status.label), about=FOLLOW_UP):
        saved = file.put(action.moved_to(status, **changes))
        _follow_ideas(file, saved, on)
    return saved


def say_more(file: SessionFile, action: Action, words: str) -> Action:
    """Write anew what belongs to where an action stands: its evidence, what blocks it, why it was dropped.

    No words leave it as it is, and so does one that has nothing to say. Raises `RuleBroken`.
    """
    field = _SAID.get(action.status)
    if field is None or not words:
        return action
    return _set_action(file, action, action.status.label, {field: words})


_SAID = {
    ActionStatus.DONE: "evidence",
    ActionStatus.BLOCKED: "blocked_by",
    ActionStatus.DROPPED: "reason",
}
"""Where the words stand that belong to a status."""


def _follow_ideas(file: SessionFile, action: Action, on: date) -> None:
    """Let the ideas an action serves stand where their actions stand."""
    ideas = filter(None, (file.find(ImprovementIdea, id) for id in action.ideas))
    for moved in ideas_moved(ideas, file.all(Action), on):
        file.put(moved)


def move_action(file: SessionFile, action: Action, due: date) -> Action:
    """Give an action a new date; the first one is kept beside it, or becomes this one if there was none.

    Raises `RuleBroken` for a day before the session.
    """
    changes = {"due": due} if action.due is None else {"due_now": due if due != action.due else None}
    return _set_action(file, action, f"due {due.isoformat()}", changes)


def take_first_step(file: SessionFile, action: Action, words: str) -> Action:
    """Write down the first step of an action; empty words take it off."""
    return _set_action(file, action, "first step", {"first_step": clean_line(words)})


def report_benefit(file: SessionFile, action: Action, benefit: Benefit) -> Action:
    """Add what somebody gained from an action, and how it is known."""
    return _set_action(file, action, "what it brought", {"benefits": (*action.benefits, benefit)})


def give_action(
    file: SessionFile, action: Action, person: Person, accepted_on: date | None, *, about: str = FOLLOW_UP
) -> Action:
    """Give an action to somebody else, who said yes on a day or is still to be asked.

    Without their yes it is proposed again, whatever stood of it: nobody works on it until then. *about* is
    `deed()` where other files change with it. Raises `RuleBroken` for one that is over.
    """
    require(action.going, f"An action that is {action.status.label} is over.", "Take it up again first.")
    asked = {**action.left(), "owner": person.id, "team": person.team, "accepted_on": None}
    with file.group(_about(action, f"for {person.name}"), about=about):
        given = file.put(msgspec.structs.replace(action, status=ActionStatus.PROPOSED, **asked))
        if accepted_on is not None:
            given = file.put(given.moved_to(ActionStatus.OPEN, accepted_on=accepted_on))
        if accepted_on is not None and action.status not in (ActionStatus.PROPOSED, ActionStatus.OPEN):
            given = file.put(given.moved_to(action.status, blocked_by=action.blocked_by))
        _follow_ideas(file, given, accepted_on or given.changed.date())
        return given


def going_actions(files: Iterable[SessionFile], owner: PersonId) -> Iterator[tuple[SessionFile, Action]]:
    """Yield the actions of a person that are not over, with the session of each."""
    for file in files:
        yield from ((file, each) for each in file.all(Action) if each.owner == owner and each.going)


def hand_over(
    files: Iterable[SessionFile],
    leaver: PersonId,
    person: Person,
    accepted_on: date | None,
    *,
    about: str | None = None,
) -> int:
    """Give all of a person's actions that are not over to somebody else; see `give_action`. Return how many.

    It is one deed, whichever sessions they are of: undo takes all of it back.
    """
    about = about or deed()
    given = 0
    for file in files:
        actions = [each for _, each in going_actions((file,), leaver)]
        if actions:
            with file.group(f"{count(len(actions), 'action')} for {person.name}", about=about):
                for action in actions:
                    give_action(file, action, person, accepted_on)
            given += len(actions)
    return given


def spell_name(programme: RecordFile, person: Person, name: str) -> Person:
    """Correct how somebody's name is spelled; what they said yes to stays theirs. Raises `RuleBroken`."""
    with programme.group("how a name is spelled", about=FOLLOW_UP):
        return programme.put(msgspec.structs.replace(person, name=clean_line(name)))


def _set_action(file: SessionFile, action: Action, what: str, changes: Mapping[str, object]) -> Action:
    with file.group(_about(action, what), about=FOLLOW_UP):
        return file.put(msgspec.structs.replace(action, **changes))


def _about(record: Action | ImprovementIdea, what: str) -> str:
    if isinstance(record, Action):
        return f"action {record.number} {quoted(record.text)} {what}"
    return f"idea {record.number} {quoted(record.title)} {what}"


# Ideas --------------------------------------------------------------------------------------------


def shape_idea(file: SessionFile, idea: ImprovementIdea, title: str, on: date) -> ImprovementIdea:
    """Save an idea as it was shaped: "If we …, then …, because …"; it still waits for its answer."""
    return _take(file, idea, IdeaStatus.SHAPED.value, answered_ideas.shaped(idea, title, on))


def answer_idea(
    file: SessionFile,
    idea: ImprovementIdea,
    status: IdeaStatus,
    on: date,
    *,
    said: str = "",
    review_on: date | None = None,
) -> ImprovementIdea:
    """Save the answer to an idea: accepted, parked until a day, or declined with the reason sent back.

    An accepted one that an agreed action serves is in action at once. Raises `RuleBroken`, and `BadInput`
    for another status.
    """
    steps = answered_ideas.answered(idea, file.all(Action), status, on, said=said, review_on=review_on)
    return _take(file, idea, status.label, steps)


def act_on_idea(file: SessionFile, idea: ImprovementIdea, action: Action, on: date) -> ImprovementIdea:
    """Save that an agreed action serves an idea, which is in action from then on. Raises `RuleBroken`."""
    require(action.agreed, "Nobody has said yes to this action.", "Ask its owner first.")
    steps = answered_ideas.in_action(idea, on)
    with file.group(_about(idea, IdeaStatus.IN_ACTION.label), about=FOLLOW_UP):
        file.put(serving(action, idea))
        return _put_all(file, steps)


def _take(
    file: SessionFile, idea: ImprovementIdea, what: str, steps: answered_ideas.Steps
) -> ImprovementIdea:
    with file.group(_about(idea, what), about=FOLLOW_UP):
        return _put_all(file, steps)


def _put_all(file: SessionFile, steps: answered_ideas.Steps) -> ImprovementIdea:
    """Save one step after the other; return the idea as it stands after the last."""
    saved = file.put(steps[0])
    for step in steps[1:]:
        saved = file.put(msgspec.structs.replace(step, changed=saved.changed))
    return saved


def serving(action: Action, idea: ImprovementIdea) -> Action:
    """Return an action that serves an idea, beside those it serves already."""
    return msgspec.structs.replace(action, ideas=tuple(dict.fromkeys((*action.ideas, idea.id))))


def finish_idea(file: SessionFile, idea: ImprovementIdea, said: str, on: date) -> ImprovementIdea:
    """Save that an idea is done, with a word on what came of it. Raises `RuleBroken`.

    All its actions are over by then, and one of them was done.
    """
    require(
        is_over(idea, file.all(Action)),
        "An idea is done once its actions are, and one of them was carried out.",
        "Say first what became of its actions.",
    )
    return _take(file, idea, IdeaStatus.DONE.label, answered_ideas.finished(idea, said, on))


def confirm_benefit(file: SessionFile, idea: ImprovementIdea, benefit: Benefit, on: date) -> ImprovementIdea:
    """Save who felt the benefit of a done idea, and how it is known. Raises `RuleBroken`."""
    steps = answered_ideas.confirmed(idea, benefit, on)
    return _take(file, idea, IdeaStatus.BENEFIT_CONFIRMED.label, steps)


# Promises of others -------------------------------------------------------------------------------


def settle_commitment(
    file: SessionFile, promise: Commitment, status: CommitmentStatus, on: date, *, by: date | None = None
) -> Commitment:
    """Save whether a promise was kept; broken is shown plainly."""
    kept = on if status is CommitmentStatus.KEPT else None
    with file.group(f"promise {quoted(promise.text)} {status.label}", about=FOLLOW_UP):
        return file.put(
            msgspec.structs.replace(
                promise, status=status, kept_on=kept, by=by if by is not None else promise.by
            )
        )


def correct_commitment(file: SessionFile, promise: Commitment, role: str, by: date | None) -> Commitment:
    """Correct who promises, as a role, and by when; what became of it stays. Raises `RuleBroken`."""
    with file.group(f"promise {quoted(promise.text)} corrected", about=FOLLOW_UP):
        return file.put(msgspec.structs.replace(promise, role=clean_line(role), by=by))


# The next meeting ---------------------------------------------------------------------------------


def hold_follow_up(file: SessionFile, on: date) -> ListeningSession:
    """Save that the follow-up was held on a day. Raises `RuleBroken`."""
    return _follow_up(file, f"held {on.isoformat()}", follow_up=FollowUp(held_on=on))


def move_follow_up(file: SessionFile, to: datetime) -> ListeningSession:
    """Agree another day and time for the follow-up; it is open again. Raises `RuleBroken`."""
    return _follow_up(file, f"moved to {to.date().isoformat()}", next_meeting=to, follow_up=None)


def cancel_follow_up(file: SessionFile, why: str) -> ListeningSession:
    """Save why a follow-up is not needed. Raises `RuleBroken`."""
    return _follow_up(file, "not needed", follow_up=FollowUp(not_needed=clean_line(why)))


def _follow_up(file: SessionFile, what: str, **changes: object) -> ListeningSession:
    session = file.session
    require(
        session.status in HEARD,
        "A follow-up comes after the session.",
        "End the session first, and agree the next meeting in it.",
    )
    with file.group(f"follow-up of {session.short_id} {what}", about=FOLLOW_UP):
        return file.put(msgspec.structs.replace(session, **changes))
