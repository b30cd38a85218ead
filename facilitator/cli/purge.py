"""`facilitator purge`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, tell
from facilitator.cli.prompts import agreed_by_name
from facilitator.wording.purge import all_due, number_of
from facilitator.workspace.erasure.engine import Erased
from facilitator.workspace.erasure.purge import PurgePlan, plan_purge, purge


@click.command("purge", cls=CliCommand, short_help="Delete what was kept long enough.")
@click.option(
    "--yes",
    is_flag=True,
    help="Ask nothing; papers of the program that hold what goes are made anew.",
)
@click.option("--dry-run", is_flag=True, help="Only say what is due.")
@click.pass_obj
def purge_command(asked: Asked, yes: bool, dry_run: bool) -> None:
    """Delete, for good, what the programme has kept long enough.

    Private notes and debriefs are kept 90 days, notes 12 months after their session, all else until 12
    months after the programme's end. Tallies of the pulse that an older version left, in backups too, are
    always due. What is due goes from the records, from undo, and from backups and other copies in the
    workspace. How many of what went is remembered, never the words.

    \b
    Examples:
      facilitator purge --dry-run
      facilitator purge --dry-run --as-of 2027-03-12
    """
    wanted = plan_purge(asked.workspace, asked.programme)
    if dry_run or wanted.nothing:
        _say_plan(asked, wanted)
        return
    papers = lost = yes
    by_name: tuple[Path, ...] = ()
    if not yes:
        for line in _planned(wanted):
            tell(line)
        papers = bool(wanted.papers) and click.confirm(
            "Make the papers anew without it, or delete them?", default=True, err=True
        )
        lost = bool(wanted.lost) and click.confirm("Delete what cannot be changed?", err=True)
        by_name = agreed_by_name(wanted.foreign, wanted.shown)
        if not click.confirm("Delete what is due now, for good?", err=True):
            tell("Nothing was changed.")
            return
    done = purge(wanted, papers=papers, lost=lost, by_name=by_name)
    _say_done(asked, wanted, done, _made_anew(asked, done))


def _made_anew(asked: Asked, done: Erased) -> tuple[Path, ...]:
    if not done.deleted:
        return ()
    # Imported here: only this waits for the template engine.
    from facilitator.documents.rerender import rerender

    return rerender(asked.programme, done.deleted, asked.workspace.templates_dir)


def _planned(wanted: PurgePlan) -> Iterator[str]:
    yield from (
        f"{each.session or 'The programme'}: {number_of(each.kind, each.number)}" for each in wanted.due
    )
    if wanted.stale:
        yield "Undo still tells of what is due and ends."
    yield from _listed(wanted, "It is taken out of", wanted.copies)
    yield from _listed(wanted, "It cannot be taken out of these; each must be deleted:", wanted.lost)
    yield from _listed(wanted, "Papers that hold it, or may:", wanted.papers)
    yield from _blind(wanted)
    yield "What was sent, printed or saved outside the workspace is not known here. It cannot be undone."


def _blind(wanted: PurgePlan) -> Iterator[str]:
    yield from _listed(
        wanted, "These hold it, or may, and are not as this program wrote them:", wanted.foreign
    )
    yield from _listed(wanted, "Too large to be looked into, so look yourself:", wanted.unread)


def _listed(wanted: PurgePlan, lead: str, paths: tuple[Path, ...]) -> Iterator[str]:
    if paths:
        yield f"{lead} {', '.join(map(wanted.shown, paths))}."


def _say_plan(asked: Asked, wanted: PurgePlan) -> None:
    if asked.json:
        say_json(_as_object(wanted))
    elif wanted.nothing:
        say("Nothing is due.")
    else:
        for line in _planned(wanted):
            say(line)


def _say_done(asked: Asked, wanted: PurgePlan, done: Erased, made: tuple[Path, ...]) -> None:
    deleted = tuple(path for path in done.deleted if path not in made)
    if asked.json:
        paths = {"deleted": deleted, "copies": done.copies, "made_anew": made}
        say_json(_as_object(wanted) | {name: [str(path) for path in group] for name, group in paths.items()})
        return
    say("Purged: " + (all_due(wanted.due) or "what undo told") + ".")
    for lead, group in (("Out of", done.copies), ("Deleted:", deleted), ("Made anew:", made)):
        for line in _listed(wanted, lead, group):
            say(line)
    for line in _blind(wanted):
        say(line)


def _as_object(wanted: PurgePlan) -> dict[str, object]:
    """Return a plan as a JSON object; no words are in it."""
    return {
        "id": wanted.folder.programme.id,
        "as_of": wanted.folder.today(),
        "due": [msgspec.structs.asdict(each) for each in wanted.due],
        "copies": [str(path) for path in wanted.copies],
        "must_be_deleted": [str(path) for path in wanted.lost],
        "papers": [str(path) for path in wanted.papers],
        "ask_by_name": [str(path) for path in wanted.foreign],
        "too_large": [str(path) for path in wanted.unread],
    }
