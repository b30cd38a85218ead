"""`facilitator champion`: besides its list, whom one meets, a sitting, and the charter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from facilitator.cli.argument_types import day
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import as_object, say, say_json
from facilitator.cli.output_files import hand_over
from facilitator.cli.records import champion
from facilitator.errors import BadInput
from facilitator.files.writing import save
from facilitator.insight.contacts import contacts
from facilitator.insight.sitting import sitting
from facilitator.model.smo import Contact
from facilitator.text import clean_line
from facilitator.wording.charter import charter
from facilitator.wording.names import person_name
from facilitator.wording.sitting import agenda
from facilitator.workspace.contacts import change_contact, note_meeting
from facilitator.workspace.records.champions import CHAMPION
from facilitator.workspace.records.kinds import SERVICE

__all__ = ["champion"]


@champion.command("contact", cls=CliCommand)
@click.argument("entry", metavar="CHAMPION")
@click.argument("other", metavar="SERVICE")
@click.option("--contact", type=click.Choice([each.value for each in Contact]), help="How they meet.")
@click.option("--topic", metavar="TEXT", help="What they are about; an empty text empties it.")
@click.option("--met", metavar="DATE", type=day, help="A day they met.")
@click.pass_obj
def contact_command(
    asked: Asked, entry: str, other: str, contact: str | None, topic: str | None, met: date | None
) -> None:
    """Say how CHAMPION and SERVICE meet, or show it."""
    folder = asked.programme
    who, service = CHAMPION.meant(folder, entry), SERVICE.meant(folder, other)
    fields: dict[str, str] = {"contact": Contact(contact)} if contact is not None else {}
    if topic is not None:
        fields["topic"] = clean_line(topic)
    cell = contacts(folder.file).cell(who.id, service.id)
    if fields:
        cell = change_contact(folder, who, service, **fields)
    if met is not None:
        if met > folder.today():
            raise BadInput("They cannot have met on a day to come.", "Name the day they met.")
        cell = note_meeting(folder, who, service, met)
    if asked.json:
        say_json(as_object(cell))
        return
    last = f", last on {cell.last_contact}" if cell.last_contact else ""
    about = f": {cell.topic}" if cell.topic else ""
    say(f"{person_name(folder, who.person)} and {service.name}: {cell.contact.label}{about}{last}.")


@champion.command("sitting", cls=CliCommand)
@click.option("--output", metavar="FILE", default="-", help="A file; without it, it is printed.")
@click.pass_obj
def sitting_command(asked: Asked, output: str) -> None:
    """Write the agenda of a sitting of half an hour: who never met first, then the oldest contact."""
    folder = asked.programme
    _write(asked, "\n".join(agenda(folder, sitting(folder.file))), output)


@champion.command("charter", cls=CliCommand)
@click.option("--output", metavar="FILE", default="-", help="A file; without it, it is printed.")
@click.pass_obj
def charter_command(asked: Asked, output: str) -> None:
    """Write the charter of the service management office on one page."""
    _write(asked, "\n".join(charter(asked.programme)), output)


def _write(asked: Asked, text: str, output: str) -> None:
    content = f"{text}\n".encode()
    made = content if output == "-" else save(Path(output), content)
    hand_over({"text": text}, made, json=asked.json)
