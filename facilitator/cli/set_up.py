"""`facilitator session change`, `again`, `invited`, `cancel`, `remove`, `held`: what is planned."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from facilitator.cli.asked import Asked
from facilitator.cli.details import one_of_scale
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, tell
from facilitator.cli.said_records import opened
from facilitator.cli.sessions import planned_stamp, session_object, session_teams, team_to_meet
from facilitator.errors import BadInput, RuleBroken
from facilitator.model.session import PLANNED, Mode
from facilitator.wording.heard import what_was_heard
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.lookup import find_script, find_session
from facilitator.workspace.planning import outside_working_hours
from facilitator.workspace.set_up import (
    another_like,
    asked_of,
    cancel_session,
    change_set_up,
    filled,
    invite_to,
    set_up_as_typed,
)

C = TypeVar("C", bound=Callable[..., object])

_OPTIONS = (
    click.option("--name", metavar="NAME", help="Only to tell sessions apart."),
    click.option("--day", metavar="DAY", help="As people say it: fri, 30 apr, in two weeks."),
    click.option("--time", metavar="TIME", help="When it begins, such as 14:00."),
    click.option("--where", "mode", metavar="W", help="In the room, remote, or room and remote."),
    click.option("--place", metavar="PLACE", help="The room, or the link of the call."),
    click.option("--second", metavar="T", help="The team that meets with the first; empty for none."),
    click.option("--facilitators", metavar="NAMES", help="Who leads it, with commas between."),
    click.option("--practices", "shortlist", metavar="P", help="What is asked about, with commas between."),
)


def _set_up_options(command: C) -> C:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("change", cls=CliCommand, short_help="Change the set-up of a planned session.")
@click.argument("session_id", metavar="ID")
@click.option("--script", metavar="ID", help="Another script, with its minutes; see: workshop list.")
@_set_up_options
@click.pass_obj
def change(asked: Asked, /, session_id: str, **typed: str | None) -> None:
    """Change the set-up of session ID; of one that began only name, place and facilitators.

    With another script or second team the practices are proposed anew, unless they were changed by hand.

    \b
    Examples:
      facilitator session change L-03 --day "30 apr" --time 14:00 --place "Room 2"
      facilitator session change L-03 --second "Service Desk" --script listening-60
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    given = {name: value for name, value in typed.items() if value is not None}
    if not given:
        raise BadInput("Nothing to change was given.", "Name something; --help lists it.")
    allowed = asked_of(file.session)
    if allowed and not set(given) <= set(allowed):
        raise RuleBroken(
            f"{file.session.short_id} is {file.session.status.label}, so its set-up stays.",
            "Only name, place and facilitators can still be changed.",
        )
    values = set_up_as_typed(folder, file.session) | _read(folder, file.session.teams[0], given)
    change_set_up(folder, file, {key: values[key] for key in allowed or values})
    _tell_hours(folder, file)
    _answer(asked, file, f"{file.session.short_id}: the set-up is changed.")


@click.command("again", cls=CliCommand, short_help="Plan another session with this set-up.")
@click.argument("session_id", metavar="ID")
@_set_up_options
@click.pass_obj
def again(asked: Asked, /, session_id: str, **typed: str | None) -> None:
    """Plan another session with teams, script, practices and facilitators of session ID.

    It is a week from today, at the same time, unless you say otherwise.

    \b
    Example:
      facilitator session again L-03 --day "in two weeks"
    """
    folder = asked.programme
    draft = another_like(folder, find_session(folder, session_id).session)
    given = {name: value for name, value in typed.items() if value is not None}
    values = set_up_as_typed(folder, draft) | _read(folder, draft.teams[0], given)
    file = folder.add_session(filled(folder, draft, values))
    _tell_hours(folder, file)
    who, at = session_teams(folder, file), planned_stamp(folder, file)
    _answer(asked, file, f"{file.session.short_id} is planned: {who}, {at}, {file.session.script.title}.")


def _read(folder: ProgrammeFolder, first: str, given: dict[str, str]) -> dict[str, str]:
    """Return what was given as it is stored where that is an id or a word of a scale. Raises `BadInput`."""
    read: dict[str, Callable[[str], str]] = {
        "script": lambda typed: find_script(folder, typed).key,
        "mode": lambda typed: one_of_scale("place to meet", typed, Mode).value,
        "second": lambda typed: _second(folder, first, typed),
    }
    return {name: read[name](value) if name in read else value for name, value in given.items()}


def _second(folder: ProgrammeFolder, first: str, typed: str) -> str:
    """Return the id of the team that meets with the first, "" for none. Raises `BadInput` or `RuleBroken`."""
    if not typed.strip():
        return ""
    team = team_to_meet(folder, typed)
    if team.id == first:
        raise BadInput(f"{team.name} is there already.", "A session of two teams names two different teams.")
    return team.id


def _tell_hours(folder: ProgrammeFolder, file: SessionFile) -> None:
    session = file.session
    planned = session.status in PLANNED
    if planned and outside_working_hours(folder.local(session.planned_start), session.minutes):
        tell(f"{planned_stamp(folder, file)} is outside working hours: part-timers and carers are shut out.")


@click.command("invited", cls=CliCommand, short_help="Say that the team was invited.")
@click.argument("session_id", metavar="ID")
@click.pass_obj
def invited(asked: Asked, session_id: str) -> None:
    """Say that the team was invited to session ID, which is planned.

    \b
    Example:
      facilitator session invited L-03
    """
    file = find_session(asked.programme, session_id)
    invite_to(file)
    _answer(asked, file, f"{file.session.short_id}: the team is invited.")


@click.command("cancel", cls=CliCommand, short_help="Cancel a planned session; its file stays.")
@click.argument("session_id", metavar="ID")
@click.pass_obj
def cancel(asked: Asked, session_id: str) -> None:
    """Cancel session ID, which was planned. Its file stays; a mistaken one is deleted with "session remove".

    \b
    Example:
      facilitator session cancel L-03
    """
    file = find_session(asked.programme, session_id)
    cancel_session(file)
    _answer(asked, file, f"{file.session.short_id} is cancelled; its file stays.")


@click.command("remove", cls=CliCommand, short_help="Delete a mistaken session, in which nothing was heard.")
@click.argument("session_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.pass_obj
def remove(asked: Asked, session_id: str, yes: bool) -> None:
    """Delete session ID for good. One in which something was heard stays: that belongs to the team.

    \b
    Example:
      facilitator session remove L-03
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    name, held = file.session.short_id, what_was_heard(file)
    if held:
        raise RuleBroken(f"{name} stays. {held}", "Take out single words with “redact”, as the team wishes.")
    if not yes and not click.confirm(f"Delete {name} for good? Nothing was heard in it.", err=True):
        tell("Nothing was changed.")
        return
    id = file.session.id
    folder.delete_session(file)
    if asked.json:
        say_json({"id": id, "deleted": True})
    else:
        say(f"{name} is deleted.")


@click.command("held", cls=CliCommand, short_help="Say that a planned session was held on paper.")
@click.argument("session_id", metavar="ID")
@click.pass_obj
def held(asked: Asked, session_id: str) -> None:
    """Say that session ID took place without the program. It then counts as heard.

    What stands on its sheets is typed in with "session from-paper".

    \b
    Example:
      facilitator session held L-03
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    opened(folder, file).frame.held_on_paper()
    _answer(asked, file, f"{file.session.short_id} was held; it waits for its review.")


def _answer(asked: Asked, file: SessionFile, line: str) -> None:
    if asked.json:
        say_json(session_object(asked.programme, file))
    else:
        say(line)
