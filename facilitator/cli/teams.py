"""The end of a team: `facilitator team retire`."""

from __future__ import annotations

import click

from facilitator.cli.asked import Asked
from facilitator.cli.output import say, say_json
from facilitator.cli.programmes import team, team_object
from facilitator.errors import BadInput
from facilitator.workspace.records.kinds import TEAM
from facilitator.workspace.teams import retire

__all__ = ["team"]


@team.command("retire")
@click.argument("entry", metavar="TEAM")
@click.option("--back", is_flag=True, help="It is there after all: offer it again.")
@click.pass_obj
def retire_team(asked: Asked, entry: str, back: bool) -> None:
    """Retire TEAM, which is no more: it is offered nowhere, and what was heard of it stays."""
    folder = asked.programme
    found = TEAM.meant(folder, entry)
    if back and found.retired is None:
        raise BadInput(f"{found.name} is not retired.", "There is nothing to take back.")
    if not back and found.retired is not None:
        raise BadInput(f"{found.name} is retired since {found.retired}.", "--back offers it again.")
    saved = retire(folder, found)
    if asked.json:
        say_json(team_object(folder, saved))
    elif back:
        say(f"{saved.name} is offered again.")
    else:
        say(f"{saved.name} is retired: it is offered nowhere, and what was heard of it stays.")
