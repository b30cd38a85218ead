"""`facilitator promises` and `facilitator settle`: what is open, and what became of it."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import NamedTuple, TypeGuard

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import as_object, say, say_json, say_rows, tell
from facilitator.cli.overview import waiting_object
from facilitator.commands import command
from facilitator.errors import BadInput, NotFound
from facilitator.insight.message_promises import is_owed
from facilitator.insight.promises import Promise
from facilitator.insight.waiting import Item
from facilitator.language.widths import cut
from facilitator.language.words import listed
from facilitator.model.action import Action, Commitment
from facilitator.model.base import Record
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import NEED, Observation
from facilitator.model.registry import ENTITIES
from facilitator.store.records.record_file import RecordFile
from facilitator.wording.due import detail, owner, subject, when
from facilitator.workspace.answer import Answer, Question, Said
from facilitator.workspace.answers import Settled, answers_for
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.lookup import choose, find_record, find_session, find_team
from facilitator.workspace.message_promises import answers_of_message
from facilitator.workspace.records.messages import MESSAGE
from facilitator.workspace.waiting import what_waits

_WIDEST = 24
"""Columns that the readers of a message take."""

_SESSION = re.compile(r"[lL]?-?\d+")


@click.command("promises", cls=CliCommand, short_help="List what is promised, and what waits.")
@click.option("--team", metavar="T", help="Only what was promised in sessions of that team.")
@click.option("--owner", "who", metavar="NAME", help="Only what somebody keeps; “you” for the facilitators.")
@click.option("--late", is_flag=True, help="Only what is late.")
@click.pass_obj
def promises_command(asked: Asked, team: str | None, who: str | None, late: bool) -> None:
    """List every open promise of the programme and what its sessions need, as Home does: the latest on top,
    each with its short id.

    \b
    Examples:
      facilitator promises --late
      facilitator promises --owner Sam
    """
    folder = asked.programme
    open_ones = what_waits(folder, folder.today()).items
    if team is not None:
        wanted = find_team(folder, team).id
        sessions = {file.session.id for file in folder.sessions if wanted in file.session.teams}
        open_ones = tuple(each for each in open_ones if each.session in sessions)
    if who is not None:
        open_ones = tuple(each for each in open_ones if who.casefold() in owner(each).casefold())
    if late:
        open_ones = tuple(each for each in open_ones if each.late)
    if asked.json:
        say_json([waiting_object(folder, each) for each in open_ones])
    elif open_ones:
        say_rows(
            [
                (
                    _short_id(folder, each),
                    when(each, folder.today()),
                    f"{subject(each)} ({detail(each)})",
                    owner(each),
                )
                for each in open_ones
            ]
        )
    else:
        tell("Nothing waits.")
    asked.end_list()


def _short_id(folder: ProgrammeFolder, item: Item) -> str:
    """Return what `settle` takes for a promise: "L-03/A-2", the session of a follow-up, or the readers of a
    message, or how their name begins; of all else that waits its session, if it has one."""
    if not item.session:
        return cut(item.to, _WIDEST) if isinstance(item, Promise) else ""
    file = folder.session(item.session)
    record = _record_of(file, item.record) if isinstance(item, Promise) else None
    return file.session.short_id if record is None else f"{file.session.short_id}/{_id_in_session(record)}"


def _record_of(file: SessionFile, id: str) -> Action | ImprovementIdea | Commitment | Observation | None:
    said = file.find(Action, id) or file.find(ImprovementIdea, id)
    return said or file.find(Commitment, id) or file.find(Observation, id)


def _id_in_session(record: Record) -> str:
    return f"{ENTITIES[type(record)].letter}-{getattr(record, 'number', '')}"


@click.command("settle", cls=CliCommand, short_help="Say what became of a promise.")
@click.argument("record")
@click.argument("answer", required=False)
@click.option("--said", metavar="WORDS", help="The words that belong to it: why, or what came of it.")
@click.option("--day", metavar="DAY", help="A day as people say it: fri, 30 apr, in two weeks.")
@click.option("--who", metavar="NAME", help="Who does it now; of a promise, the role that makes it.")
@click.option("--agreed", type=click.Choice(("asked", "yes")), help="Whether they said yes.")
@click.option(
    "--which", type=click.Choice(("one", "all")), help="This action, or all that its owner has open."
)
@click.option("--action", metavar="N", help="The action that does what an idea asks for, by its number.")
@click.option("--group", metavar="G", help="Who felt the benefit.")
@click.option("--known", metavar="K", help="How the benefit is known: reported, observed, measured.")
@click.pass_obj
def settle_command(asked: Asked, /, record: str, answer: str | None, **options: str | None) -> None:
    """Say what became of RECORD: an action, an idea, a promise, a need; of a session, of its follow-up; of a
    message, of what it promises.

    Without ANSWER it lists what can be said of it as it stands, and which options belong to each.

    \b
    Examples:
      facilitator settle L-03/I-8
      facilitator settle L-03/I-8 parked --day "1 sep" --said "After the move"
      facilitator settle L-03/A-2 done --said "The form has three fields"
      facilitator settle L-03 held
      facilitator settle "Technical teams" kept
    """
    folder = asked.programme
    meant = _meant(folder, record)
    if answer is None:
        _list_answers(asked, meant.name, meant.answers)
        return
    chosen = choose("answer", answer, meant.answers, lambda each: (each.key, each.words))
    chosen.save(_said(chosen, options))
    if asked.json:
        say_json(as_object(meant.file.find(type(meant.record), meant.record.id) or meant.record))
    else:
        say(f"{meant.name}: {chosen.words.lower()}.")


class _Meant(NamedTuple):
    """The record something is said of, the file it stands in, what it is called and what can be said."""

    file: RecordFile
    record: Record
    name: str
    answers: tuple[Answer, ...]


def _meant(folder: ProgrammeFolder, typed: str) -> _Meant:
    """Return what is meant: a record of a session, a session, else a message. Raises as `_found`."""
    try:
        return _found(folder, typed)
    except NotFound:
        message = _of_message(folder, typed)
        if message is None:
            raise
        return message


def _of_message(folder: ProgrammeFolder, typed: str) -> _Meant | None:
    """Return the message that owes what it promises to these readers, None for no such.

    Raises `Ambiguous` where several do, with what each of them promises: that is understood, too.
    """
    owed = [each for each in MESSAGE.all(folder) if is_owed(each)]
    try:
        message = choose(
            "message",
            typed.rstrip("…"),
            owed,
            lambda each: (f"{cut(each.audience, _WIDEST)}: {each.promise}", each.audience, each.promise),
            id_of=attrgetter("id"),
        )
    except NotFound:
        return None
    answers = tuple(answers_of_message(folder, message))
    return _Meant(folder.file, message, f"The promise to {message.audience}", answers)


def _found(folder: ProgrammeFolder, typed: str) -> _Meant:
    """Return the record of a session that is meant, or a session. Raises `NotFound` or `Ambiguous`."""
    if _SESSION.fullmatch(typed.strip()):
        file = find_session(folder, typed)
        name = f"The follow-up of {file.session.short_id}"
        return _Meant(file, file.session, name, answers_for(folder, file, file.session))
    found = find_record(folder, typed)
    record = found.record
    if found.file is None or not _becomes_something(record):
        raise BadInput(
            f"{found.short_id} is nothing that becomes something.",
            f"Name an action, an idea or a promise; see: {command('promises')}",
        )
    return _Meant(found.file, record, found.short_id, answers_for(folder, found.file, record))


def _becomes_something(record: Record) -> TypeGuard[Settled]:
    """Tell whether something is said of a record later; of notes only what the team needs."""
    need = isinstance(record, Observation) and record.kind == NEED
    return need or isinstance(record, Action | ImprovementIdea | Commitment)


def _list_answers(asked: Asked, name: str, answers: tuple[Answer, ...]) -> None:
    if asked.json:
        say_json(
            [
                {"answer": each.key, "words": each.words, "options": [_as_option(q) for q in each.questions]}
                for each in answers
            ]
        )
        return
    if not answers:
        tell(f"{name} is settled; nothing more can be said of it.")
    say_rows([(each.key, each.words, listed([_option(q) for q in each.questions])) for each in answers])


def _as_option(question: Question) -> dict[str, object]:
    return {key: value for key, value in question._asdict().items() if key != "check"}


def _option(question: Question) -> str:
    return f"--{question.key}{'' if question.required else ' (or not)'}"


def _said(answer: Answer, options: dict[str, str | None]) -> Said:
    """Return what was typed for the questions of an answer. Raises `BadInput`."""
    asked = {question.key: question for question in answer.questions}
    for key, typed in options.items():
        if typed is not None and key not in asked:
            raise BadInput(f"--{key} does not belong to “{answer.key}”.", "Leave it out.")
    return {key: _value(question, options.get(key)) for key, question in asked.items()}


def _value(question: Question, typed: str | None) -> str:
    if question.choices:
        if typed is None:
            return question.choices[0][0]
        return choose(question.label.lower(), typed, question.choices, lambda each: each)[0]
    if typed is None and question.required and not question.value:
        raise BadInput(f"“{question.label}” is missing.", f"Give it with --{question.key}.")
    if typed:
        question.check(typed)
    return question.value if typed is None else typed
