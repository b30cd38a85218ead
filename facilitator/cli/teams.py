"""The end of a team: `facilitator team retire` and `merge`."""

from __future__ import annotations

import click

from facilitator.cli.asked import Asked
from facilitator.cli.output import say, say_json, tell
from facilitator.cli.programmes import team, team_object
from facilitator.errors import BadInput
from facilitator.wording.team_merge import merge_in_words
from facilitator.workspace.records.kinds import TEAM
from facilitator.workspace.team_merge import merge, plan_merge
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


@team.command("merge")
@click.argument("entry", metavar="TEAM")
@click.argument("word", metavar="into", type=click.Choice(["into"]))
@click.argument("other", metavar="OTHER")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.pass_obj
def merge_teams(asked: Asked, entry: str, word: str, other: str, yes: bool) -> None:
    """Let TEAM become OTHER, with all that was heard of it; what will change is said first.

    Answers to the pulse stay with TEAM; by its name OTHER is found. ^Z in Teams takes it back.
    """
    folder = asked.programme
    plan = plan_merge(folder, TEAM.meant(folder, entry), TEAM.meant(folder, other))
    if not yes:
        for sentence in merge_in_words(plan):
            tell(sentence)
        if not click.confirm(f"Merge {plan.gone.name} into {plan.into.name}?", err=True):
            tell("Nothing was changed.")
            return
    into = merge(plan)
    if asked.json:
        say_json(team_object(folder, into))
    else:
        say(f"{plan.gone.name} is {into.name} now.")
