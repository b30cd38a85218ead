"""`facilitator project`: besides the list, its table, seats, early life and value checks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from facilitator.cli.argument_types import day
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import as_object, say, say_json
from facilitator.cli.output_files import hand_over
from facilitator.cli.records import family
from facilitator.errors import BadInput
from facilitator.files.writing import save
from facilitator.insight.at_table import answers_of
from facilitator.model.project import Answer, TableAnswer, TableItem
from facilitator.wording.at_table import NUMBER, about_project, page
from facilitator.wording.names import person_name
from facilitator.workspace.at_table import answer_item, name_finder
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.projects import CHECK, CRITERION, PROJECT, SEAT

project = family(
    PROJECT,
    "Keep the projects support has to do with: their table, seats, early life, and what they are worth.",
    '  facilitator project add "Library self-service" --go-live 2026-08-17\n'
    '  facilitator project answer Library contacts --answer partly --owner "Mina Reyes" --by 2026-05-15\n'
    '  facilitator project seat add Library --team "Service Desk" --since 2026-03-30\n'
    '  facilitator project criterion add Library --what "contacts a day" --bound under --number 15\n'
    "  facilitator project table Library",
    about_project,
)

project.add_command(
    family(
        SEAT,
        "Keep which support teams sit at the table of a project, and since when.",
        '  facilitator project seat add Library --team "Service Desk" --since 2026-03-30',
    )
)
project.add_command(
    family(
        CRITERION,
        "Keep when early-life support starts and ends, as numbers chosen before go-live.",
        '  facilitator project criterion add Library --what "contacts a day" --bound under --number 15',
    )
)
project.add_command(
    family(
        CHECK,
        "Keep what a project was judged to be worth, 30 and 90 days after go-live.",
        "  facilitator project check add Library --round first --on 2026-09-16 --value yes --budget no",
    ),
    "check",
)


@project.command("answer", cls=CliCommand)
@click.argument("entry", metavar="PROJECT")
@click.argument("item", metavar="ITEM")
@click.option("--answer", type=click.Choice([each.value for each in Answer]), help="What is known today.")
@click.option("--owner", metavar="NAME", help="Who finds out; an empty text for nobody yet.")
@click.option("--yes", "agreed", is_flag=True, help="They said yes: a name that is new here is stored.")
@click.option("--by", metavar="DATE", type=day, help="By when.")
@click.pass_obj
def answer_command(
    asked: Asked, entry: str, item: str, answer: str | None, owner: str | None, agreed: bool, by: date | None
) -> None:
    """Answer one of the twelve items of PROJECT, by its number or word, or show it.

    ITEM is 1 to 12, or one of: invited, testers, tells_users, contacts, extra, reports, knowledge, faults,
    access, training, early_life, value.
    """
    folder = asked.programme
    found, which = PROJECT.meant(folder, entry), _item(item)
    if answer is not None:
        answer_item(folder, found, which, Answer(answer))
    if owner is not None or by is not None:
        now = _answer(folder, found.id, which)
        who = folder.person_label(now.owner) if owner is None else owner
        name_finder(folder, found, which, who or "", by or now.by, agreed=agreed)
    now = _answer(folder, found.id, which)
    if asked.json:
        say_json(as_object(now))
        return
    who = f", {person_name(folder, now.owner) or 'not yet named'} finds out" if now.answer.is_open else ""
    say(f"{found.name}, {which.label}: {now.answer.label}{who}{f' by {now.by}' if now.by else ''}.")


@project.command("table", cls=CliCommand)
@click.argument("entry", metavar="PROJECT")
@click.option("--output", metavar="FILE", default="-", help="A file; without it, it is printed.")
@click.option("--csv", "as_csv", is_flag=True, help="The twelve answers as CSV for a spreadsheet.")
@click.pass_obj
def table_command(asked: Asked, entry: str, output: str, as_csv: bool) -> None:
    """Write the table of PROJECT on one page, for the project and the desk."""
    folder = asked.programme
    found = PROJECT.meant(folder, entry)
    text = _csv(folder, found.id) if as_csv else "\n".join((*page(folder, found.id), "")).encode()
    made = text if output == "-" else save(Path(output), text)
    hand_over({"text": text.decode("utf-8-sig")}, made, json=asked.json)


def _csv(folder: ProgrammeFolder, project: str) -> bytes:
    from facilitator.cli.list_csv import rows_as_csv  # here: a list is seldom taken elsewhere

    columns = {
        "no": "No.",
        "question": "Question",
        "answer": "Today",
        "who": "Who finds out",
        "by": "By",
    }
    rows = [
        {
            "no": str(NUMBER[each.item]),
            "question": each.item.meaning,
            "answer": each.answer.label,
            "who": person_name(folder, each.owner) if each.answer.is_open else "",
            "by": str(each.by or "") if each.answer.is_open else "",
        }
        for each in answers_of(folder.file, project)
    ]
    return rows_as_csv(folder, "project", columns, rows)


def _item(typed: str) -> TableItem:
    wanted = typed.strip().casefold().replace("-", "_")
    items: list[Any] = list(TableItem)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(items):
        return TableItem(items[int(wanted) - 1])
    for each in TableItem:
        if wanted in (each.value, each.label.casefold()):
            return each
    raise BadInput(
        f"“{typed}” is none of the twelve items.", "Type its number, 1 to 12, or its word; --help lists them."
    )


def _answer(folder: ProgrammeFolder, project: str, item: TableItem) -> TableAnswer:
    return next(each for each in answers_of(folder.file, project) if each.item is item)
