"""`facilitator` alone: the screens, or where there is no terminal what is in the workspace."""

from __future__ import annotations

import gc
import sys
from typing import Any

from facilitator.cli.everywhere import Asked
from facilitator.cli.output import say, say_json, say_rows, tell
from facilitator.cli.programmes import HOW_TO_BEGIN, every_programme, heard_teams, programme_object
from facilitator.cli.sessions import say_sessions, session_object
from facilitator.errors import Ambiguous, NotFound
from facilitator.insight.promises import Promise, promises
from facilitator.workspace.programme_folder import ProgrammeFolder
from facilitator.workspace.workspace import Workspace


def open_or_tell(asked: Asked) -> None:
    """Open the workspace on the screen; without a terminal, or for JSON, say what is in it."""
    if asked.json or not has_terminal():
        _tell_all(asked)
    else:
        open_screens(asked.workspace, _likely_programme(asked))


def has_terminal() -> bool:
    """Tell whether a person sits in front: the screens are drawn on standard error."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def open_screens(workspace: Workspace, folder: ProgrammeFolder | None) -> None:
    """Run the interface until the person leaves it; a fault of its own ends with exit code 1."""
    gc.disable()
    # Imported here: the interface takes longer to import than any plain command to run.
    from facilitator.ui.app import run

    # What is there now stays: looking through it for garbage would only keep people waiting, now and later.
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()
    # The thread that writes to the terminal waits no longer than this for its turn; usual are 5 ms.
    sys.setswitchinterval(0.001)
    code = run(workspace, folder)
    if code:
        sys.exit(code)


def _likely_programme(asked: Asked) -> ProgrammeFolder | None:
    """Return the programme to open; None where the person has to choose or to begin one."""
    if asked.programme_name is not None:
        return asked.programme
    try:
        return asked.programme
    except (NotFound, Ambiguous):
        return None


# Without a terminal ------------------------------------------------------------------------------


def _tell_all(asked: Asked) -> None:
    folders = [asked.programme] if asked.programme_name is not None else every_programme(asked)
    if asked.json:
        say_json([_whole_programme(folder) for folder in folders])
    elif not folders:
        tell(f"There is no programme in {asked.workspace.root} yet. {HOW_TO_BEGIN}")
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
    due = _due(folder)
    if due:
        say("\nPromised and still open")
        say_rows([(each.when, f"{each.text} ({each.detail})", each.who) for each in due])


def _due(folder: ProgrammeFolder) -> tuple[Promise, ...]:
    return promises(folder.file, folder.sessions, folder.today(), folder.zone).items


def _whole_programme(folder: ProgrammeFolder) -> dict[str, Any]:
    sessions = [session_object(folder, file) for file in folder.sessions]
    due = [_promise_object(folder, each) for each in _due(folder)]
    return programme_object(folder) | {"sessions": sessions, "due": due}


def _promise_object(folder: ProgrammeFolder, promise: Promise) -> dict[str, Any]:
    return {
        "id": promise.record,
        "session": folder.session(promise.session).session.short_id,
        "kind": promise.kind.value,
        "text": promise.text,
        "who": promise.who,
        "due": promise.due,
        "days": promise.days,
        "detail": promise.detail,
    }
