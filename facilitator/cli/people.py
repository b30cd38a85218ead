"""`facilitator person`: who accepted a role; what is stored about one, who takes over, and their end."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from facilitator.cli.asked import Asked
from facilitator.cli.name_withdrawal import made_anew, paths_of, person_meant, yes_to
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, tell
from facilitator.cli.output_files import hand_over
from facilitator.cli.records import family
from facilitator.errors import BadInput
from facilitator.files.writing import save
from facilitator.language.words import count_or_no
from facilitator.wording.person import erasure, left_over, stored
from facilitator.workspace.erasure.engine import erase
from facilitator.workspace.erasure.person_erasure import person_erasure_task, plan_person_erasure
from facilitator.workspace.leavers import hand_over_all
from facilitator.workspace.personal_data import personal_data
from facilitator.workspace.records.kinds import PERSON

person = family(
    PERSON,
    "Keep the people of the programme: only those who accepted a role.",
    '  facilitator person add "Sam Oduya" --team Infrastructure\n'
    '  facilitator person hand-over "Sam Oduya" "Mina Reyes" --agreed\n'
    '  facilitator person export "Sam Oduya" --output sam.md\n'
    '  facilitator person erase "Sam Oduya"',
)


@person.command("erase", cls=CliCommand)
@click.argument("entry", metavar="PERSON")
@click.option("--yes", is_flag=True, help="Ask nothing; papers with the name are deleted or made anew.")
@click.pass_obj
def erase_command(asked: Asked, entry: str, yes: bool) -> None:
    """Erase PERSON everywhere, for good.

    Their roles end, and their name goes from owners, from what they said or promised, from texts, undo,
    earlier states, backups, copies and papers. What was done and said stays without it. An open action of
    theirs is proposed again; hand it over first if somebody takes it. Papers that left are named.
    """
    folder = asked.programme
    whose = person_meant(folder, entry)
    plan = plan_person_erasure(asked.workspace, folder, whose)
    agreed = yes_to(plan, erasure(plan), f"Erase {whose.name} everywhere now, for good?", yes=yes)
    if agreed is None:
        return
    done = erase(person_erasure_task(plan, **agreed._asdict()))
    made = made_anew(asked, done)
    if asked.json:
        told = [each.file for each in plan.told]
        answer = {"id": whose.id, "records": plan.named, "handed_out": told, "look": plan.look}
        say_json(answer | paths_of(done, made))
        return
    say(f"{whose.name} is erased.")
    for line in filter(None, (left_over(plan, done.deleted),)):
        say(line)


@person.command("export", cls=CliCommand)
@click.argument("entry", metavar="PERSON")
@click.option("--output", metavar="FILE", default="-", help="A file; without it, it is printed.")
@click.pass_obj
def export_command(asked: Asked, entry: str, output: str) -> None:
    """Write what is stored about PERSON, for them to read.

    That is who they are here, each role, what they are named for, and which copies and papers tell of them.
    What others said is not part of it.
    """
    folder = asked.programme
    data = personal_data(asked.workspace, folder, person_meant(folder, entry))
    if asked.json and output == "-":
        files = {name: [str(path) for path in getattr(data, name)] for name in ("copies", "papers")}
        records = [each._asdict() | {"fields": dict(each.fields)} for each in data.records]
        say_json({"id": data.person.id, "records": msgspec.to_builtins(records), **files, "left": data.left})
        return
    text = stored(data, folder.today()).encode()
    made = text if output == "-" else save(Path(output), text)
    hand_over({"id": data.person.id}, made, json=asked.json)


@person.command("hand-over", cls=CliCommand)
@click.argument("entry", metavar="PERSON")
@click.argument("other", metavar="TO")
@click.option("--agreed", is_flag=True, help="TO said yes; else the actions wait for it.")
@click.pass_obj
def hand_over_command(asked: Asked, entry: str, other: str, agreed: bool) -> None:
    """Give all actions that PERSON has open to TO.

    Somebody new is stored with their yes only.
    """
    folder = asked.programme
    leaver = person_meant(folder, entry)
    given = hand_over_all(folder, leaver, other, agreed=agreed)
    if not given:
        raise BadInput(f"{leaver.name} has no action that is open.", "There is nothing to hand over.")
    if asked.json:
        say_json({"id": leaver.id, "actions": given, "agreed": agreed})
        return
    say(f"{count_or_no(given, 'action')} of {leaver.name} handed over.")
    if not agreed:
        tell("They wait for the yes.")
