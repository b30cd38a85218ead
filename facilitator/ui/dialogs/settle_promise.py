"""What became of a promise: of an action, an idea, or something somebody said they would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from facilitator.errors import BadInput, FacilitatorError
from facilitator.language.due_dates import read_due
from facilitator.model.action import ACTION_TRANSITIONS, Action, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.ui.dialogs.base import Ask, FormDialog
from facilitator.ui.program import Program
from facilitator.ui.widgets.fields import Field
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.follow_up import answer_idea, move_action, settle_action, settle_commitment

_NEW_DATE = "new date"
"""The answer that an action has another date; every other answer is its new status."""


def settle(app: Program, session_id: str, record_id: str, done: Callable[[], None]) -> None:
    """Ask what became of a promise and save it."""
    try:
        file = app.folder.session(session_id)
    except FacilitatorError as error:
        app.complain(error)
        return
    action = file.find(Action, record_id)
    idea = file.find(ImprovementIdea, record_id)
    promise = file.find(Commitment, record_id)
    if action is not None:
        _ask(
            app,
            action.text,
            _action_answers(action),
            lambda key: _settle_action(app, file, action, key, done),
        )
    elif idea is not None:
        answers = (
            ("accepted", "Yes, accepted"),
            ("parked", "Not now; back on a day"),
            ("declined", "No, and why"),
        )
        _ask(app, idea.title, answers, lambda key: _answer_idea(app, file, idea, key, done))
    elif promise is not None:
        answers = (("kept", "Kept"), ("renegotiated", "A new date was agreed"), ("broken", "Broken"))
        _ask(app, promise.text, answers, lambda key: _settle_promise(app, file, promise, key, done))
    else:
        app.navigation.open_session(file)


def _ask(app: Program, what: str, answers: tuple[tuple[str, str], ...], then: Callable[[str], None]) -> None:
    def answered(key: str | None) -> None:
        if key is not None:
            then(key)

    app.push_screen(Ask(what, "What became of it?", answers), answered)


def _action_answers(action: Action) -> tuple[tuple[str, str], ...]:
    said = {
        ActionStatus.OPEN: "The owner said yes",
        ActionStatus.STARTED: "It is started",
        ActionStatus.BLOCKED: "It is blocked",
        ActionStatus.DONE: "It is done",
        ActionStatus.DROPPED: "It is dropped, with a reason",
    }
    moves = tuple((each.value, said[each]) for each in said if each in ACTION_TRANSITIONS[action.status])
    finished = action.status in (ActionStatus.DONE, ActionStatus.DROPPED)
    return moves if finished else (*moves, (_NEW_DATE, "A new date was agreed"))


def _settle_action(
    app: Program, file: SessionFile, action: Action, key: str, done: Callable[[], None]
) -> None:
    today = app.folder.today()
    if key == _NEW_DATE:
        field = Field("by", "New date", help="such as fri or 30 apr", required=True)
        _save(
            app,
            action.text,
            field,
            lambda said: move_action(file, action, _day(said["by"], today, "fri or 30 apr")),
            done,
        )
        return
    status = ActionStatus(key)
    question = {
        ActionStatus.DONE: Field(
            "said", "What shows it", action.evidence, help="what happened, in a few words"
        ),
        ActionStatus.BLOCKED: Field("said", "Waits for", action.blocked_by, required=True),
        ActionStatus.DROPPED: Field("said", "Why", action.reason, required=True),
    }.get(status)
    _save(
        app,
        action.text,
        question,
        lambda said: settle_action(file, action, status, said.get("said", ""), today),
        done,
    )


def _answer_idea(
    app: Program, file: SessionFile, idea: ImprovementIdea, key: str, done: Callable[[], None]
) -> None:
    status = IdeaStatus(key)
    today = app.folder.today()
    why = Field("said", "Why, for the team", idea.answer, required=status is IdeaStatus.DECLINED)
    back = Field("back", "Back on", help="such as 1 sep", required=True)

    def save(said: dict[str, str]) -> None:
        review = _day(said["back"], today, "1 sep or 2026-09-01") if "back" in said else None
        answer_idea(file, idea, status, today, said=said.get("said", ""), review_on=review)

    if status is IdeaStatus.ACCEPTED:
        _save(app, idea.title, None, save, done)
    else:
        fields = (why,) if status is IdeaStatus.DECLINED else (why, back)
        _form(app, idea.title, fields, save, done)


def _settle_promise(
    app: Program, file: SessionFile, promise: Commitment, key: str, done: Callable[[], None]
) -> None:
    status = CommitmentStatus(key)
    today = app.folder.today()

    def save(said: dict[str, str]) -> None:
        by = _day(said["by"], today, "fri or 30 apr") if "by" in said else None
        settle_commitment(file, promise, status, today, by=by)

    field = Field("by", "New date", required=True) if status is CommitmentStatus.RENEGOTIATED else None
    _save(app, promise.text, field, save, done)


def _day(typed: str, today: date, such_as: str) -> date:
    """Return the day somebody typed. Raises `BadInput`."""
    found = read_due(typed, today)
    if found is None:
        raise BadInput(f"“{typed}” is not a day.", f"Type it like {such_as}.")
    return found


def _save(
    app: Program,
    title: str,
    field: Field | None,
    save: Callable[[dict[str, str]], object],
    done: Callable[[], None],
) -> None:
    """Save at once, or after one more field."""
    if field is not None:
        _form(app, title, (field,), save, done)
        return
    try:
        save({})
    except FacilitatorError as error:
        app.complain(error)
        return
    done()


def _form(
    app: Program,
    title: str,
    fields: tuple[Field, ...],
    save: Callable[[dict[str, str]], object],
    done: Callable[[], None],
) -> None:
    def after(values: dict[str, str] | None) -> None:
        if values is not None:
            done()

    app.push_screen(FormDialog(title, "", fields, save), after)
