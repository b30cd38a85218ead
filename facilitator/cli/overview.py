"""What is in the workspace and what is due, for whoever has no screen."""

from __future__ import annotations

from typing import Any

from facilitator.cli.asked import Asked
from facilitator.cli.output import say, say_json, say_rows, tell
from facilitator.cli.programmes import every_programme, heard_teams, how_to_begin, programme_object
from facilitator.cli.sessions import say_sessions, session_object
from facilitator.insight.promises import Promise, promises
from facilitator.insight.reminders import Reminder
from facilitator.wording import reminders as reminder_words
from facilitator.wording.promises import detail, owner, subject, when
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.waiting import what_waits


def tell_all(asked: Asked) -> None:
    """Say of each programme what is in it and what is due."""
    folders = [asked.programme] if asked.programme_name is not None else every_programme(asked)
    if asked.json:
        say_json([_whole_programme(folder) for folder in folders])
    elif not folders:
        tell(f"There is no programme in {asked.workspace.root} yet. {how_to_begin()}")
    else:
        for number, folder in enumerate(folders):
            if number:
                say()
            _tell_one(folder)
    asked.end_list()


def _tell_one(folder: ProgrammeFolder) -> None:
    programme = folder.programme
    as_of = f", as of {folder.as_of}" if folder.as_of else ""
    say(f"{programme.name}, {programme.organisation}{as_of}")
    say(f"{len(heard_teams(folder))} of {len(folder.teams)} teams heard")
    if folder.sessions:
        say("\nSessions")
        say_sessions(folder)
    waiting = what_waits(folder, folder.today())
    if waiting:
        say("\nWaiting")
        say_rows([(reminder_words.when(each, folder.today()), _reminder(each)) for each in waiting])
    due = _due(folder)
    if due:
        say("\nPromised and still open")
        say_rows([(when(each), f"{subject(each)} ({detail(each)})", owner(each)) for each in due])


def _reminder(reminder: Reminder) -> str:
    return f"{reminder_words.subject(reminder)} ({reminder_words.detail(reminder)})"


def _due(folder: ProgrammeFolder) -> tuple[Promise, ...]:
    return promises(folder.file, folder.sessions, folder.today(), folder.zone).items


def _whole_programme(folder: ProgrammeFolder) -> dict[str, Any]:
    sessions = [session_object(folder, file) for file in folder.sessions]
    due = [promise_object(folder, each) for each in _due(folder)]
    return programme_object(folder) | {"sessions": sessions, "due": due}


def promise_object(folder: ProgrammeFolder, promise: Promise) -> dict[str, Any]:
    """Return a promise as a JSON object; its id is that of the record."""
    return {
        "id": promise.record,
        "session": folder.session(promise.session).session.short_id,
        "kind": promise.kind.value,
        "text": subject(promise),
        "who": owner(promise),
        "due": promise.due,
        "days": promise.days,
        "detail": detail(promise),
    }
