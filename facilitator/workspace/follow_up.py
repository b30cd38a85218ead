"""Following up after the meeting: what became of actions, ideas and promises.

Each verb is one change of the session's file with a label people understand.
"""

from __future__ import annotations

from datetime import date

import msgspec

from facilitator.errors import BadInput
from facilitator.model.action import Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.labels import quoted
from facilitator.model.records import Change
from facilitator.workspace.folder.session_files import SessionFile

FOLLOW_UP = "follow-up"
"""What every change made here is about."""


def is_follow_up(change: Change) -> bool:
    """Tell whether a change was made here."""
    return change.about == FOLLOW_UP


def settle_action(file: SessionFile, action: Action, status: ActionStatus, said: str, on: date) -> Action:
    """Save what became of an action; *said* is the evidence, what blocks it, or why it was dropped."""
    changes: dict[str, object] = {}
    if status is ActionStatus.DONE:
        changes = {"done_on": on, "evidence": said or action.evidence}
    elif status is ActionStatus.BLOCKED:
        changes = {"blocked_by": said}
    elif status is ActionStatus.DROPPED:
        changes = {"reason": said}
    elif status is ActionStatus.OPEN:
        changes = {"accepted_on": on}
    with file.group(f"action {action.number} {quoted(action.text)} {status.label}", about=FOLLOW_UP):
        saved = file.put(action.moved_to(status, **changes))
        _close_ideas(file, saved, on)
    return saved


def _close_ideas(file: SessionFile, action: Action, on: date) -> None:
    """An idea in action is done once every action that serves it is; if all were dropped, it is as before."""
    serving = {
        idea: [each.status for each in file.all(Action) if idea in each.ideas] for idea in action.ideas
    }
    for idea_id, statuses in serving.items():
        idea = file.find(ImprovementIdea, idea_id)
        finished = {*statuses} <= {ActionStatus.DONE, ActionStatus.DROPPED}
        if idea is not None and idea.status is IdeaStatus.IN_ACTION and finished:
            done = ActionStatus.DONE in statuses
            file.put(idea.moved_to(IdeaStatus.DONE if done else IdeaStatus.ACCEPTED, on))


def move_action(file: SessionFile, action: Action, due: date) -> Action:
    """Give an action a new date; the first one is kept beside it."""
    with file.group(f"action {action.number} {quoted(action.text)} due {due.isoformat()}", about=FOLLOW_UP):
        return file.put(msgspec.structs.replace(action, due_now=due))


def answer_idea(
    file: SessionFile,
    idea: ImprovementIdea,
    status: IdeaStatus,
    on: date,
    *,
    said: str = "",
    review_on: date | None = None,
) -> ImprovementIdea:
    """Save the answer to an idea: accepted, parked until a day, or declined with the reason sent back."""
    if status not in (IdeaStatus.ACCEPTED, IdeaStatus.PARKED, IdeaStatus.DECLINED):
        raise BadInput("An answer is yes, not now, or no.", "Choose accepted, parked or declined.")
    with file.group(f"idea {idea.number} {quoted(idea.title)} {status.label}", about=FOLLOW_UP):
        answer = {"answer": said} if said else {}  # the reason of an earlier no ends with it
        return file.put(idea.moved_to(status, on, review_on=review_on, **answer))


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
