"""`facilitator withdraw-name`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, tell
from facilitator.cli.prompts import agreed_by_name
from facilitator.language.words import count
from facilitator.workspace.erasure.engine import Erased
from facilitator.workspace.erasure.name_withdrawal import WithdrawalPlan, plan_withdrawal, withdraw
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
    whose = choose(
        "person",
        person,
        folder.people.values(),
        lambda each: (folder.person_label(each.id), each.name, each.handle),
        id_of=lambda each: each.id,
        whole=True,
    )
    wanted = plan_withdrawal(asked.workspace, folder, whose)
    papers = lost = yes
    by_name: tuple[Path, ...] = ()
    if not yes:
        for line in _planned(wanted):
            tell(line)
        papers = bool(wanted.papers) and click.confirm("Make the papers anew?", default=True, err=True)
        lost = bool(wanted.lost) and click.confirm("Delete what cannot be changed?", err=True)
        by_name = agreed_by_name(wanted.foreign, str)
        if not click.confirm(f"Take the name of {whose.name} back now, for good?", err=True):
            tell("Nothing was changed.")
            return
    done = withdraw(wanted, papers=papers, lost=lost, by_name=by_name)
    # Imported here: only this waits for the template engine.
    from facilitator.documents.rerender import rerender

    made = rerender(folder, done.deleted, asked.workspace.templates_dir)
    _say_done(asked, wanted, done, made)


def _say_done(asked: Asked, wanted: WithdrawalPlan, done: Erased, made: tuple[Path, ...]) -> None:
    if asked.json:
        deleted = [path for path in done.deleted if path not in made]
        paths = {"deleted": deleted, "copies": done.copies, "made_anew": made}
        listed = {name: [str(path) for path in group] for name, group in paths.items()}
        say_json({"id": wanted.person.id, "records": wanted.named, **listed})
    else:
        places = count(wanted.named, "place")
        say(f"The name of {wanted.person.name} is taken back ({places}).")
        left = [str(path) for path in (*wanted.foreign, *wanted.unread) if path not in done.deleted]
        if left:
            say(f"Left, for they are not as this program wrote them; look yourself: {', '.join(left)}.")


def _planned(wanted: WithdrawalPlan) -> Iterator[str]:
    yield f"{wanted.named} places name {wanted.person.name} for what was said or promised."
    for lead, paths in (
        ("The name is taken out of", wanted.copies),
        ("It cannot be taken out of these; each must be deleted:", wanted.lost),
        ("Papers with the name:", wanted.papers),
        ("These have the name and are not as this program wrote them:", wanted.foreign),
        ("Too large to be looked into, so look yourself:", wanted.unread),
    ):
        if paths:
            yield f"{lead} {', '.join(path.name for path in paths)}."
    yield "What was sent, printed or saved outside the workspace is not known here. It cannot be undone."
