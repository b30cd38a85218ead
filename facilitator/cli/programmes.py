"""`facilitator programme` and `facilitator team`."""

from __future__ import annotations

from typing import Any

import click

from facilitator.cli.argument_types import one_of, people
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand, CliGroup
from facilitator.cli.output import as_object, say, say_json, say_rows, say_table, tell
from facilitator.cli.records import add_changes, change_entry, options_of, typed_only
from facilitator.commands import command
from facilitator.errors import BadInput
from facilitator.insight.held_sessions import hears, sessions_held
from facilitator.model.team import Team, TeamKind, going_teams
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import BEGIN
from facilitator.workspace.records.kinds import TEAM
from facilitator.workspace.records.settings import PROGRAMME
from facilitator.workspace.records.values import typed_of
from facilitator.workspace.teams import called_before

ADD_TEAM = ("team", "add", "Service Desk", "--kind", "front_line", "--headcount", "11")
"""A command that adds a team, as an example."""

_KINDS = f"One of: {', '.join(TeamKind)}."


def how_to_begin() -> str:
    """Return what to do while there is no programme."""
    return f"Start one with: {command(*BEGIN)}"


@click.group(cls=CliGroup)
def programme() -> None:
    """Begin a programme, or list those there are.

    A programme is one effort to change how teams work together. It holds the teams and the sessions.

    \b
    Examples:
      facilitator programme new "Better Together" --organisation "Harrowmere University"
      facilitator programme list --json
      facilitator programme show
      facilitator programme set --ends 2026-12-18 --answer-days 10
      facilitator programme open "Better Together"
    """


@programme.command("new")
@click.argument("name")
@click.option("--organisation", required=True, metavar="O", help="For whom the teams work.")
@click.pass_obj
def new_programme(asked: Asked, name: str, organisation: str) -> None:
    """Begin the programme NAME in a folder of its own.

    It becomes the one that opens by itself.
    """
    folder = asked.opened(asked.workspace.new_programme(name, organisation))
    asked.workspace.remember(folder)
    if asked.json:
        say_json(programme_object(folder))
    else:
        say(f"{folder.programme.name} lies in {folder.path}.")


@programme.command("open")
@click.argument("name")
@click.pass_obj
def open_programme(asked: Asked, name: str) -> None:
    """Make NAME the programme that opens by itself, here and on the screen.

    On the screen: ^P, another programme.
    """
    folder = asked.opened(asked.workspace.programme(name))
    asked.workspace.remember(folder)
    if asked.json:
        say_json(programme_object(folder))
    else:
        say(f"{folder.programme.name} opens from now on.")


@programme.command("list")
@click.pass_obj
def list_programmes(asked: Asked) -> None:
    """List the programmes of the workspace."""
    folders = every_programme(asked)
    if asked.json:
        say_json([programme_object(folder) for folder in folders])
    elif folders:
        say_table(
            ("Programme", "Organisation", "Teams", "Heard", "Sessions", "Folder"),
            [
                (
                    each.programme.name,
                    each.programme.organisation,
                    len(going_teams(each.teams.values())),
                    len(heard_teams(each)),
                    len(each.sessions),
                    each.path.name,
                )
                for each in folders
            ],
        )
    else:
        tell(f"There is no programme in {asked.workspace.root} yet. {how_to_begin()}")
    asked.end_list()


@programme.command("show")
@click.pass_obj
def show_programme(asked: Asked) -> None:
    """Show every setting of the programme, as it is now."""
    folder = asked.programme
    if asked.json:
        say_json(programme_object(folder))
        return
    now = folder.programme
    rows = [
        (f"--{each.name.replace('_', '-')}", each.info.title, typed_of(folder, each, getattr(now, each.name)))
        for each in PROGRAMME.fields
    ]
    say_rows([(option, title, value or "–") for option, title, value in rows], wrapped=2)


def _set(asked: Asked, **values: Any) -> None:
    change_entry(asked, PROGRAMME, asked.programme.programme, typed_only(values))


programme.add_command(
    CliCommand(
        "set",
        callback=click.pass_obj(_set),
        params=options_of(PROGRAMME),
        help="Set what can be set of the programme; an empty text empties it.",
    )
)


def every_programme(asked: Asked) -> list[ProgrammeFolder]:
    """Open every programme that can be read; say which cannot."""
    folders = []
    for path in asked.workspace.programme_paths():
        with asked.skipping_damage():
            folder = asked.opened(asked.workspace.open(path))
            folder.programme  # noqa: B018  # a file without a programme counts as damaged
            folders.append(folder)
    return folders


def heard_teams(folder: ProgrammeFolder) -> set[str]:
    """Return the ids of the teams that were heard by today, without those that are no more."""
    past = sessions_held(folder.sessions, folder.today(), folder.zone)
    going = {each.id for each in going_teams(folder.teams.values())}
    return {id for file in past if hears(file) for id in file.session.teams} & going


def programme_object(folder: ProgrammeFolder) -> dict[str, object]:
    """Return a programme as a JSON object."""
    return as_object(
        folder.programme,
        folder=str(folder.path),
        counts={
            "teams": len(going_teams(folder.teams.values())),
            "heard": len(heard_teams(folder)),
            "sessions": len(folder.sessions),
        },
    )


# Teams -------------------------------------------------------------------------------------------


@click.group(cls=CliGroup)
def team() -> None:
    """Add a team to the programme, list its teams, change or retire one.

    \b
    Examples:
      facilitator team add "Service Desk" --kind front_line --headcount 11
      facilitator team list
      facilitator team retire "Print Shop"
    """


@team.command("add")
@click.argument("name")
@click.option("--kind", required=True, metavar="KIND", type=one_of("kind", TeamKind), help=_KINDS)
@click.option("--headcount", required=True, metavar="N", type=people, help="How many people it has.")
@click.pass_obj
def add_team(asked: Asked, name: str, kind: TeamKind, headcount: int) -> None:
    """Add the team NAME.

    No two teams of a programme share a name.
    """
    folder = asked.programme
    name = clean_line(name)
    if not name:
        raise BadInput("A team needs a name.", "Type how people call it.")
    added = TEAM.put(folder, Team(name=name, kind=kind, headcount=headcount))
    if (other := called_before(folder, added)) is not None:
        tell(f"{other.name} was called that before.")
    if headcount < folder.programme.threshold:
        tell(f"Fewer than {folder.programme.threshold} people: this team gets no pulse figures of its own.")
    if asked.json:
        say_json(team_object(folder, added))
    else:
        say(f"{added.name} is in {folder.programme.name} ({added.kind.label}, {added.headcount}).")


@team.command("list")
@click.pass_obj
def list_teams(asked: Asked) -> None:
    """List the teams of the programme and in which sessions they were heard."""
    folder = asked.programme
    teams = list(folder.teams.values())
    if asked.json:
        say_json([team_object(folder, each) for each in teams])
    elif teams:
        say_table(
            ("Team", "Kind", "People", "Sessions", "Id"),
            [
                (
                    each.name,
                    _kind_of(each),
                    each.headcount,
                    _listed(sessions_of(folder, each)),
                    each.id,
                )
                for each in teams
            ],
        )
    else:
        tell(f"There is no team yet. Add one with: {command(*ADD_TEAM)}")
    asked.end_list()


def _kind_of(team: Team) -> str:
    return team.kind.label if team.retired is None else "merged" if team.became else "retired"


def _listed(sessions: list[str]) -> str:
    return " ".join(sessions) or "–"


def sessions_of(folder: ProgrammeFolder, team: Team) -> list[str]:
    """Return the short ids of the sessions of a team."""
    return [file.session.short_id for file in folder.sessions if team.id in file.session.teams]


def team_object(folder: ProgrammeFolder, team: Team) -> dict[str, object]:
    """Return a team as a JSON object, with the short ids of its sessions."""
    return as_object(team, sessions=sessions_of(folder, team))


add_changes(team, TEAM)
