"""`facilitator share-copy`."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.argument_types import folder, one_of
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json
from facilitator.model.audience import EVERYONE, LEADERS
from facilitator.workspace.release.share_copy import share

_READERS = {"leaders": LEADERS, "everyone": EVERYONE}


@click.command("share-copy", cls=CliCommand, short_help="Copy the programme for others.")
@click.argument("target", metavar="DIR", type=folder)
@click.option(
    "--for",
    "readers",
    metavar="|".join(_READERS),
    type=one_of("readers", _READERS),
    default="leaders",
    help="Who will read it; leaders unless told otherwise.",
)
@click.pass_obj
def share_copy(asked: Asked, target: Path, readers: str) -> None:
    """Write a copy of the programme into the new or empty folder DIR, with only what its readers may see.

    It holds which teams were heard when and, apart from that, the notes, ideas, actions and promises the
    rooms let go that far: in the order of the alphabet, under new ids, without counts and days that tell
    where they were said. Private notes, debriefs, half-typed lines, undo, ratings, scripts and the pulse are
    never in it. Every file of it is searched for what is withheld before it counts.

    \b
    Examples:
      facilitator share-copy for-the-board
      facilitator --workspace for-the-board check
    """
    made = share(asked.programme, target, _READERS[readers])
    if asked.json:
        say_json({"path": str(made.path), "sessions": made.sessions, "records": made.records})
    else:
        say(str(made.path))
