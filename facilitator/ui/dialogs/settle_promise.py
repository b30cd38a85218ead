"""What became of a promise: the answers to choose from, and what is asked with them."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.errors import FacilitatorError
from facilitator.model.action import Action, Commitment
from facilitator.model.idea import ImprovementIdea
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.workspace.answers import Answer, Question, Said, answers_for


def settle(app: Program, session_id: str, record_id: str, done: Callable[[], None]) -> None:
    """Ask what became of a promise and save it; *done* is called afterwards.

    *record_id* is that of an action, an idea or a commitment, or of the session for its follow-up.
    """
    try:
        file = app.folder.session(session_id)
    except FacilitatorError as error:
        app.complain(error)
        return
    action, idea = file.find(Action, record_id), file.find(ImprovementIdea, record_id)
    record = action or idea or file.find(Commitment, record_id)
    if record is not None:
        title = record.title if isinstance(record, ImprovementIdea) else record.text
        _ask(app, title, answers_for(app.folder, file, record), done)
    else:
        opens = Answer("open", "Open the session", lambda said: app.navigation.open_session(file))
        title = f"The follow-up of {file.session.short_id}"
        _ask(app, title, (*answers_for(app.folder, file, file.session), opens), done)


def _ask(app: Program, title: str, answers: tuple[Answer, ...], done: Callable[[], None]) -> None:
    """Ask which answer it is, then for what belongs to it, and save."""
    by_key = {answer.key: answer for answer in answers}

    def answered(key: str | None) -> None:
        answer = by_key.get(key or "")
        if answer is None:
            return
        if answer.questions:
            fields = [_field(each) for each in answer.questions]
            app.push_screen(FormDialog(title, answer.words, fields, answer.save), saved)
            return
        try:
            answer.save({})
        except FacilitatorError as error:
            app.complain(error)
            return
        done()

    def saved(values: Said | None) -> None:
        if values is not None:
            done()

    rows = tuple((answer.key, answer.words) for answer in answers)
    app.push_screen(Ask(title, "What became of it?", rows), answered)


def _field(question: Question) -> Field:
    return Field(**question._asdict(), about=_ABOUT[question.key])


_ABOUT = {
    "said": "In a few words, fit to be read by the team.",
    "day": "A day, in words or in digits.",
    "who": "One person who is willing.",
    "agreed": "A name is put down, and stored, with their yes only.",
    "which": "Whether this one alone is given over, or all they have.",
    "group": "Whom it helped.",
    "known": "What stands behind it.",
}
"""What is asked with an answer, by the key of the question."""
