"""`facilitator session new` and `list`: plan a session, list them all."""

from __future__ import annotations

from typing import Any

import click

from facilitator.cli.argument_types import moment
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import as_object, say, say_json, say_table, tell
from facilitator.cli.programmes import ADD_TEAM
from facilitator.commands import command
from facilitator.errors import BadInput, RuleBroken
from facilitator.language.words import listed, stamp
from facilitator.model.action import Action
from facilitator.model.audience import Worded, countable
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.team import Team, going_teams
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.lookup import find_script, find_team
from facilitator.workspace.planning import like_last_time, outside_working_hours, planned_session

COUNTED: dict[str, type[Worded]] = {"notes": Observation, "ideas": ImprovementIdea, "actions": Action}
"""What a session is counted by in lists."""


@click.command("new", cls=CliCommand, short_help="Plan a session of one team or two.")
@click.option(
    "--team", "teams", required=True, multiple=True, metavar="T", help="With whom; twice for two teams."
)
@click.option("--script", required=True, metavar="ID", help="Which script; see: facilitator workshop list.")
@click.option("--start", metavar="ISO", help="When, as 2026-03-12T10:00; now if left out.")
@click.pass_obj
def new_session(asked: Asked, teams: tuple[str, ...], script: str, start: str | None) -> None:
    """Plan a session of a team.

    The script is copied into the session, so editing it later changes nothing here. Place, practices and who
    leads it are those of last time.

    \b
    Examples:
      facilitator session new --team "Service Desk" --script listening-60 --start 2026-03-12T10:00
      facilitator session new --team "Service Desk" --team Infrastructure --script listening-60
    """
    folder = asked.programme
    if len(teams) > 2:
        raise BadInput("A session has one team or two.", "Name at most two.")
    found = [team_to_meet(folder, team) for team in teams]
    chosen = find_script(folder, script)
    begins = moment(start, folder.zone) if start is not None else folder.now().replace(second=0)
    file = folder.add_session(like_last_time(folder, planned_session(folder, found, chosen, begins)))
    if outside_working_hours(folder.local(begins), chosen.minutes):
        tell(f"{planned_stamp(folder, file)} is outside working hours: part-timers and carers are shut out.")
    if asked.json:
        say_json(session_object(folder, file))
    else:
        who, at = session_teams(folder, file), planned_stamp(folder, file)
        say(f"{file.session.short_id} is planned: {who}, {at}, {chosen.title}.")


def team_to_meet(folder: ProgrammeFolder, typed: str) -> Team:
    """Return the team that is meant. Raises `RuleBroken` for one that is no more: it is offered nowhere."""
    team = find_team(folder, typed)
    if team.retired is not None:
        raise RuleBroken(
            f"{team.name} is retired since {team.retired}, so nothing is planned with it.",
            f"If it goes on: {command('team', 'retire', team.name, '--back')}",
        )
    return team


@click.command("list", cls=CliCommand)
@click.pass_obj
def list_sessions(asked: Asked) -> None:
    """List the sessions of the programme."""
    folder = asked.programme
    if asked.json:
        say_json([session_object(folder, file) for file in folder.sessions])
    elif folder.sessions:
        say_sessions(folder)
    else:
        teams = [team.name for team in going_teams(folder.teams.values())]
        plan = ("session", "new", "--team", teams[0], "--script", "listening-60") if teams else ADD_TEAM
        tell(f"There is no session yet. {'Plan one' if teams else 'Add a team'} with: {command(*plan)}")
    asked.end_list()


def say_sessions(folder: ProgrammeFolder) -> None:
    """Print the sessions of a programme as a table."""
    say_table(
        ("Id", "When", "Team", "Script", "Status", *(name.capitalize() for name in COUNTED)),
        [
            (
                file.session.short_id,
                planned_stamp(folder, file),
                session_teams(folder, file),
                file.session.script.key,
                file.session.status.label,
                *counts_of(file).values(),
            )
            for file in folder.sessions
        ],
    )


def counts_of(file: SessionFile) -> dict[str, int]:
    """Return how much there is of each of `COUNTED`, as screens do: not what only we may see."""
    return {name: len(countable(file.all(kind))) for name, kind in COUNTED.items()}


def planned_stamp(folder: ProgrammeFolder, file: SessionFile) -> str:
    """Return the planned start in the programme's zone."""
    return stamp(folder.local(file.session.planned_start))


def session_teams(folder: ProgrammeFolder, file: SessionFile) -> str:
    """Return the names of the teams of a session."""
    return listed([folder.teams[id].name if id in folder.teams else "?" for id in file.session.teams])


def session_object(folder: ProgrammeFolder, file: SessionFile) -> dict[str, Any]:
    """Return a session as a JSON object; of its script only key and title."""
    session = file.session
    return as_object(
        session,
        short_id=session.short_id,
        team_names=[folder.teams[id].name for id in session.teams if id in folder.teams],
        script={"key": session.script.key, "title": session.script.title},
        counts=counts_of(file),
        file=str(file.path),
    )
