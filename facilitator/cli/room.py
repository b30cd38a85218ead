"""`facilitator room-view`: what the room may see, for the projector beside the facilitator's window."""

from __future__ import annotations

import shutil
import sys

import click

from facilitator.cli.asked import Asked
from facilitator.cli.home import has_terminal
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.lookup import find_session


@click.command("room-view", cls=CliCommand, short_help="Show the room what it may see, on a projector.")
@click.argument("session_id", metavar="[SESSION]", required=False)
@click.option("--dark", is_flag=True, help="Light letters on a dark ground.")
@click.pass_obj
def room_view(asked: Asked, session_id: str | None, dark: bool) -> None:
    """Follow SESSION in large letters, for the projector beside your own window.

    Without SESSION it is the one that began last today, or the next that begins. Its team is named. Only
    what the teams present may read is shown, and nothing is ever written. While you blank your own screen
    with F4, this one is blank too. q leaves. Where there is no terminal, what the room sees now is printed
    once.
    """
    folder = asked.programme
    session = find_session(folder, session_id) if session_id is not None else None
    if asked.json or not has_terminal():
        _tell_once(asked, folder, session)
        return
    # Imported here: the interface takes longer to import than any plain command to run.
    from facilitator.ui.room.projector import run

    code = run(folder, session, dark=dark)
    if code:
        sys.exit(code)


def _tell_once(asked: Asked, folder: ProgrammeFolder, session: SessionFile | None) -> None:
    from facilitator.ui.room.follower import Following, as_lines

    following = Following(folder, session)
    lines = as_lines(following.look(), shutil.get_terminal_size((100, 24)).columns)
    if asked.json:
        shown = following.file.session.short_id if following.file is not None else None
        say_json({"session": shown, "lines": [line for line in lines if line]})
    else:
        say("\n".join(lines).strip("\n"))
