"""`facilitator withdraw-name`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, tell
from facilitator.cli.prompts import agreed_by_name
from facilitator.language.words import count
from facilitator.model.person import Person
from facilitator.wording.person import left_over, withdrawal
from facilitator.workspace.erasure.engine import Erased, erase
from facilitator.workspace.erasure.name_withdrawal import plan_withdrawal, withdrawal_task
from facilitator.workspace.erasure.person_plan import PersonPlan
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.lookup import choose


@click.command("withdraw-name", cls=CliCommand, short_help="Take a person's name back.")
@click.argument("person")
@click.option("--yes", is_flag=True, help="Ask nothing; papers with the name are deleted or made anew.")
@click.pass_obj
def withdraw_name(asked: Asked, person: str, yes: bool) -> None:
    """Take the name of PERSON off everything they said or promised, in every file.

    They took their yes back. Undo, backups, copies and papers lose the name too. Their roles and the actions
    they own stay theirs.

    \b
    Examples:
      facilitator withdraw-name "Sam Oduya"
    """
    folder = asked.programme
    whose = person_meant(folder, person)
    wanted = plan_withdrawal(asked.workspace, folder, whose)
    agreed = yes_to(wanted, withdrawal(wanted), f"Take the name of {whose.name} back now, for good?", yes=yes)
    if agreed is None:
        return
    done = erase(withdrawal_task(wanted, **agreed._asdict()))
    _say_done(asked, wanted, done, made_anew(asked, done))


def person_meant(folder: ProgrammeFolder, typed: str) -> Person:
    """Return the person *typed* means by the whole of a name: nobody is taken for somebody else here."""
    return choose(
        "person",
        typed,
        folder.people.values(),
        lambda each: (folder.person_label(each.id), each.name, each.handle),
        id_of=lambda each: each.id,
        whole=True,
    )


class Agreed(NamedTuple):
    """What was said yes to: making *papers* anew, deleting copies that are *lost*, and files *by_name*."""

    papers: bool
    lost: bool
    by_name: tuple[Path, ...] = ()


def yes_to(plan: PersonPlan, meaning: Iterable[str], question: str, *, yes: bool) -> Agreed | None:
    """Say what a plan means and ask; None when nothing is to be done. With *yes* nothing is asked."""
    if yes:
        return Agreed(papers=True, lost=True)
    for line in meaning:
        tell(line)
    papers = bool(plan.papers) and click.confirm("Make the papers anew?", default=True, err=True)
    lost = bool(plan.lost) and click.confirm("Delete what cannot be changed?", err=True)
    by_name = agreed_by_name(plan.foreign, str)
    if not click.confirm(question, err=True):
        tell("Nothing was changed.")
        return None
    return Agreed(papers, lost, by_name)


def made_anew(asked: Asked, done: Erased) -> tuple[Path, ...]:
    """Make the papers anew that were deleted; return them."""
    # Imported here: only this waits for the template engine.
    from facilitator.documents.rerender import rerender

    return rerender(asked.programme, done.deleted, asked.workspace.templates_dir)


def paths_of(done: Erased, made: tuple[Path, ...]) -> dict[str, list[str]]:
    """Return the files that were touched, for JSON."""
    deleted = [path for path in done.deleted if path not in made]
    paths = {"deleted": deleted, "copies": done.copies, "made_anew": made}
    return {name: [str(path) for path in group] for name, group in paths.items()}


def _say_done(asked: Asked, wanted: PersonPlan, done: Erased, made: tuple[Path, ...]) -> None:
    if asked.json:
        say_json({"id": wanted.person.id, "records": wanted.named, **paths_of(done, made)})
    else:
        places = count(wanted.named, "place")
        say(f"The name of {wanted.person.name} is taken back ({places}).")
        if left := left_over(wanted, done.deleted):
            say(left)
