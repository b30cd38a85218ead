"""What became of a promise: the answers to choose from, and what is asked with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from facilitator.errors import FacilitatorError
from facilitator.model.action import Action, Commitment
from facilitator.model.idea import ANSWERED, ImprovementIdea
from facilitator.model.message import Message
from facilitator.model.observation import Observation
from facilitator.ui.dialogs.answer_idea import AnswerIdea
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.dialogs.live_fields import named_people
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.workspace.answer import Answer, Said
from facilitator.workspace.answers import answers_for
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.message_promises import answers_of_message
from facilitator.workspace.records.targets import Target


def settle(app: Program, session_id: str, record_id: str, done: Callable[[], None]) -> None:
    """Ask what became of a promise and save it; *done* is called afterwards.

    *record_id* is that of an action, an idea, a commitment or a need, or of the session for its follow-up;
    without a session that of a message that promises something.
    """
    message = None if session_id else app.folder.file.find(Message, record_id)
    if message is not None:
        _ask(app, message.promise, tuple(answers_of_message(app.folder, message)), done)
        return
    try:
        file = app.folder.session(session_id)
    except FacilitatorError as error:
        app.complain(error)
        return
    action, idea = file.find(Action, record_id), file.find(ImprovementIdea, record_id)
    record = action or file.find(Commitment, record_id) or file.find(Observation, record_id)
    if idea is not None:
        _ask_idea(app, file, idea, done)
    elif record is not None:
        _ask(app, record.text, answers_for(app.folder, file, record), done)
    else:
        opens = Answer("open", "Open the session", lambda said: app.navigation.open_session(file))
        title = f"The follow-up of {file.session.short_id}"
        _ask(app, title, (*answers_for(app.folder, file, file.session), opens), done)


def _ask_idea(app: Program, file: SessionFile, idea: ImprovementIdea, done: Callable[[], None]) -> None:
    """Ask in one dialog what becomes of an idea, and save."""

    def saved(values: Said | None) -> None:
        if values is not None:
            now = file.find(ImprovementIdea, idea.id) or idea
            became = now.status.label if now.status in ANSWERED else "stands in new words"
            app.say(f"Idea {idea.number} {became}   ^Z takes it back")
            done()

    answers = answers_for(app.folder, file, idea)
    app.push_screen(AnswerIdea(app, file, idea, answers, partial(_fields, app.folder)), saved)


def _ask(app: Program, title: str, answers: tuple[Answer, ...], done: Callable[[], None]) -> None:
    """Ask which answer it is, then for what belongs to it, and save."""
    by_key = {answer.key: answer for answer in answers}
    chosen: list[str] = []

    def answered(key: str | None) -> None:
        answer = by_key.get(key or "")
        if answer is None:
            return
        chosen[:] = [answer.key]
        if answer.questions:
            app.push_screen(FormDialog(title, answer.words, _fields(app.folder, answer), answer.save), saved)
            return
        try:
            answer.save({})
        except FacilitatorError as error:
            app.complain(error)
            return
        done()

    def saved(values: Said | None) -> None:
        if values is not None:
            if chosen == ["held"]:
                app.say("It was held   what was said there: i in the review of the session")
            done()

    rows = tuple((answer.key, answer.words) for answer in answers)
    app.push_screen(Ask(title, "What became of it?", rows), answered)


def _fields(folder: ProgrammeFolder, answer: Answer) -> list[Field]:
    """Turn the questions of an answer into fields; one for a person, whose yes is asked, offers names."""
    fields = [Field(**each._asdict(), about=_ABOUT[each.key]) for each in answer.questions]
    if all(each.key != "agreed" for each in fields):
        return fields

    def people() -> tuple[Target, ...]:
        return named_people(folder.people.values())

    return [replace(each, names=people, takes_new=True) if each.key == "who" else each for each in fields]


_ABOUT = {
    "said": "In a few words, fit to be read by the team.",
    "day": "A day, in words or in digits.",
    "who": "One person who is willing.",
    "agreed": "A name is put down, and stored, with their yes only.",
    "which": "Whether this one alone is given over, or all they have.",
    "action": "The action that does it, whose owner said yes.",
    "group": "Whom it helped.",
    "known": "What stands behind it.",
}
"""What is asked with an answer, by the key of the question."""
