"""What is in the workspace and what is due, for whoever has no screen."""

from __future__ import annotations

from typing import Any

from facilitator.cli.asked import Asked
from facilitator.cli.output import say, say_json, say_rows, tell
from facilitator.cli.programmes import every_programme, heard_teams, how_to_begin, programme_object
from facilitator.cli.sessions import say_sessions, session_object
from facilitator.insight.promises import Promise
from facilitator.insight.waiting import Item
from facilitator.wording import due as due_words
from facilitator.wording.due import detail, owner, subject, when
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
    if waiting.items:
        say(f"\nPromises, {due_words.count(waiting)}")
        say_rows(
            [
                (when(each, folder.today()), f"{subject(each)} ({detail(each)})", owner(each))
                for each in waiting.items
            ]
        )


def _whole_programme(folder: ProgrammeFolder) -> dict[str, Any]:
    sessions = [session_object(folder, file) for file in folder.sessions]
    due = [waiting_object(folder, each) for each in what_waits(folder, folder.today()).items]
    return programme_object(folder) | {"sessions": sessions, "due": due}


def waiting_object(folder: ProgrammeFolder, item: Item) -> dict[str, Any]:
    """Return what waits as a JSON object; its id is that of the record of a promise, else of the session."""
    return {
        "id": item.record if isinstance(item, Promise) else item.session,
        "session": folder.session(item.session).session.short_id if item.session else "",
        "kind": item.kind.value,
        "text": subject(item),
        "who": owner(item),
        "due": item.due,
        "days": item.days,
        "document": "" if isinstance(item, Promise) else item.document,
        "detail": detail(item),
    }
