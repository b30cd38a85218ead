"""`facilitator session group`: lines in named groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json
from facilitator.cli.said_records import numbered_one, opened, opened_before_review
from facilitator.errors import NotFound
from facilitator.insight.groups import Groups, groups_of
from facilitator.model.labels import quoted
from facilitator.model.observation import Observation
from facilitator.workspace.lookup import find_session

if TYPE_CHECKING:
    from facilitator.live.instruments.groups import NoteGroups
    from facilitator.live.session import LiveSession
    from facilitator.model.group import NoteGroup


@click.command("group", cls=CliCommand, short_help="Put lines into named groups.")
@click.argument("session_id", metavar="ID")
@click.argument("lines", nargs=-1, metavar="[NOTE]...")
@click.option("--in", "into", metavar="GROUP", help="Put the notes into it; a name nobody used makes it.")
@click.option("--out", is_flag=True, help="Take the notes out of their groups.")
@click.option("--rename", nargs=2, metavar="GROUP NAME", help="Give a group another name.")
@click.option("--join", nargs=2, metavar="GROUP INTO", help="Let the notes of a group go into another one.")
@click.option("--dissolve", metavar="GROUP", help="Take a group away; its notes stay.")
@click.pass_obj
def group(asked: Asked, /, session_id: str, lines: tuple[str, ...], **options: Any) -> None:
    """Put each NOTE of session ID, by its number, into a named group; without anything list the groups.

    A GROUP goes by its number or its name.

    \b
    Examples:
      facilitator session group L-05
      facilitator session group L-05 1 4 7 --in "Approvals by mail"
      facilitator session group L-05 --rename 1 Approvals
      facilitator session group L-05 --dissolve Approvals
    """
    folder = asked.programme
    file = find_session(folder, session_id)
    writes = any(options.values())
    live = opened_before_review(folder, file) if writes else opened(folder, file)
    from facilitator.live.instruments.groups import NoteGroups  # imported here: to read help needs no session

    if writes:
        notes = [numbered_one(Observation, each.rpartition("/")[2], live.notes.all) for each in lines]
        with live.records.group("groups"):
            _change(live, NoteGroups(live.desk), notes, options)
    found = groups_of(live.records)
    if asked.json:
        say_json(_as_object(found))
        return
    for each in found.groups:
        say(f"{each.number} {each.group.title}")
        for line in each.lines:
            say(f"    N-{line.number} {line.text}")
    if found.single:
        say("In no group:")
        for line in found.single:
            say(f"    N-{line.number} {line.text}")


def _change(live: LiveSession, groups: NoteGroups, notes: list[Observation], options: dict[str, Any]) -> None:
    if options["rename"]:
        groups.rename(_named(live, groups, options["rename"][0]), options["rename"][1])
    if options["join"]:
        groups.join(*(_named(live, groups, each) for each in options["join"]))
    if options["dissolve"]:
        groups.dissolve(_named(live, groups, options["dissolve"]))
    if options["out"]:
        groups.put(notes, None)
    elif options["into"]:
        known = _found(live, groups, options["into"])
        if known is None:
            groups.make(options["into"], notes)
        else:
            groups.put(notes, known)


def _found(live: LiveSession, groups: NoteGroups, typed: str) -> NoteGroup | None:
    numbered = (each.group for each in groups_of(live.records).groups if str(each.number) == typed.strip())
    return groups.named(typed) or next(numbered, None)


def _named(live: LiveSession, groups: NoteGroups, typed: str) -> NoteGroup:
    """Return a group by its number or its name. Raises `NotFound`."""
    found = _found(live, groups, typed)
    if found is None:
        raise NotFound(f"There is no group {quoted(typed)}.", "Name one by its number, or make it with --in.")
    return found


def _as_object(found: Groups) -> dict[str, Any]:
    return {
        "groups": [
            {"number": each.number, "title": each.group.title, "notes": [line.number for line in each.lines]}
            for each in found.groups
        ],
        "in_none": [line.number for line in found.single],
    }
