"""`facilitator backup` and `facilitator restore`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from facilitator.cli.argument_types import folder
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, tell
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.manifest import read_manifest
from facilitator.workspace.integrity.restore import restore as restore_backup


@click.command(cls=CliCommand)
@click.option("--to", metavar="DIR", type=folder, help="Put it there; else into backups of the workspace.")
@click.pass_obj
def backup(asked: Asked, to: Path | None) -> None:
    """Copy the programme, as it is now, to a folder of its own.

    It holds every record, also those of a session that is running. Documents, your own templates and
    workshops are not in it, nor the counted answers of a pulse that is open. It is read back before it
    counts. What is redacted or purged later is taken out of the backups in the workspace too, and stays in
    those you put elsewhere.

    \b
    Examples:
      facilitator backup
      facilitator backup --to /media/stick
    """
    made = back_up(asked.workspace, asked.programme, to)
    if asked.json:
        say_json({"path": str(made), "files": read_manifest(made).files})
    else:
        say(str(made))


@click.command(cls=CliCommand)
@click.argument("backup_folder", metavar="FOLDER", type=folder)
@click.option("--name", metavar="NAME", help="Call the programme so; else as it was called.")
@click.pass_obj
def restore(asked: Asked, backup_folder: Path, name: str | None) -> None:
    """Bring a programme back from the backup in FOLDER.

    It never takes the place of another: if its name is taken, the one that comes back gets a number.
    A folder that is not as it was kept is refused.

    \b
    Examples:
      facilitator restore backups/better-together-2026-04-09-171500
      facilitator restore /media/stick/better-together-2026-04-09-171500 --name "Before the summer"
    """
    from facilitator.live.pulse.intake import open_survey

    path = restore_backup(asked.workspace, backup_folder, name)
    with closing(asked.workspace.open(path)) as restored:
        if asked.json:
            say_json({"id": restored.programme.id, "name": restored.programme.name, "path": str(path)})
        else:
            say(f"{restored.programme.name} lies in {path}.")
        if open_survey(restored.file) is not None:
            tell("Its open wave of the pulse has no answers: no backup holds them. Count the slips anew.")
