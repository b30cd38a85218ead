"""What becomes of a team: `facilitator team changes`, `retire` and `merge`."""

from __future__ import annotations

import click

from facilitator.cli.asked import Asked
from facilitator.cli.output import say, say_json, say_rows, say_table, tell
from facilitator.cli.programmes import team, team_object
from facilitator.errors import BadInput
from facilitator.insight.session_change import SessionChange, session_change
from facilitator.model.team import Team
from facilitator.wording import session_change as words
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


@team.command("changes")
@click.argument("entry", metavar="TEAM")
@click.pass_obj
def show_changes(asked: Asked, entry: str) -> None:
    """Show what changed for TEAM from session to session.

    Each rung then and now, as its rooms said it, and what became of what was agreed.
    """
    folder = asked.programme
    found = TEAM.meant(folder, entry)
    practices = folder.catalogue.practices
    change = session_change(folder.sessions, found.id, tuple(practices), folder.today(), folder.zone)
    if asked.json:
        say_json(_change_object(found, change))
        return
    if not change.compares:
        say(words.no_comparison(found, change))
        return
    say(f"{found.name}, {words.when(change)}\n")
    table = [
        (
            practices[each.practice].name,
            str(each.then.rung.value),
            str(each.now.rung.value),
            words.movement(each),
        )
        for each in change.trails
    ]
    say_table(("Practice", "Then", "Now", ""), table)
    if change.not_asked_again:
        say(f"Not asked again: {', '.join(practices[key].name for key in change.not_asked_again)}")
    if change.actions:
        say(f"\nActions kept: {words.kept(change)}")
        say_rows([(each.action.text, words.became(each.action, folder.today())) for each in change.actions])
    say(f"\n{words.limits(change)}")


def _change_object(team: Team, change: SessionChange) -> dict[str, object]:
    return {
        "id": team.id,
        "sessions": [session.short_id for session, _ in change.sessions],
        "practices": [
            {
                "practice": each.practice,
                "rungs": [
                    {"session": point.session.short_id, "rung": point.rung.value} for point in each.points
                ],
                "change": each.change,
            }
            for each in change.trails
        ],
        "not_asked_again": list(change.not_asked_again),
        "actions": [
            {
                "id": each.action.id,
                "session": each.session.short_id,
                "text": each.action.text,
                "status": each.action.status.value,
            }
            for each in change.actions
        ],
    }


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
