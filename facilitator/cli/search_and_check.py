"""`facilitator search` and `facilitator check`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, say_rows, tell
from facilitator.errors import BadInput
from facilitator.language.words import count
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.former_records import search_former
from facilitator.workspace.integrity.adopt_copy import is_of_programme, take_in_programme
from facilitator.workspace.integrity.adopt_copy import take_in as take_in_copy
from facilitator.workspace.integrity.check import check as check_workspace
from facilitator.workspace.integrity.permissions import exposed, make_private
from facilitator.workspace.integrity.problems import Problem
from facilitator.workspace.integrity.repair import FileRepair, Repaired
from facilitator.workspace.integrity.repair import repair as repair_workspace
from facilitator.workspace.search import SearchHit
from facilitator.workspace.search import search as search_programme


@click.command(cls=CliCommand)
@click.argument("words", nargs=-1, required=True)
@click.pass_obj
def search(asked: Asked, words: tuple[str, ...]) -> None:
    """Find WORDS across the programme and all its sessions.

    Every word has to stand in the record; capitals do not matter. Under "Less exact" follows what has other
    endings, or writes with a hyphen what you wrote without. This shows everything, also what is
    for the facilitators alone; such lines are marked "only you". What was taken out or said otherwise and
    still stands in undo, an earlier state or a backup is found too, and where that is: redact takes it out.
    What stands under Record in a table that left finds its record.

    \b
    Examples:
      facilitator search patching
      facilitator search print queue --json
    """
    if not " ".join(words).strip():
        raise BadInput("There is no word to look for.", "Give at least one.")
    folder, line = asked.programme, " ".join(words)
    hits = [*search_programme(folder, line), *search_former(asked.workspace, folder, line)]
    if asked.json:
        say_json([_hit_object(hit) for hit in hits])
    elif hits:
        _say_hits([hit for hit in hits if not hit.less_exact])
        _say_hits([hit for hit in hits if hit.less_exact], "Less exact")
    else:
        tell("Nothing found.")
    asked.end_list()


def _say_hits(hits: list[SearchHit], title: str = "") -> None:
    if hits and title:
        say(title)
    say_rows([(hit.short_id, hit.where, hit.excerpt, "only you" if hit.only_you else "") for hit in hits])


def _hit_object(hit: SearchHit) -> dict[str, Any]:
    return {
        "id": hit.record.id,
        "short_id": hit.short_id,
        "session": hit.file.session.short_id if hit.file else None,
        "where": hit.where,
        "excerpt": hit.excerpt,
        "only_you": hit.only_you,
        "less_exact": hit.less_exact,
    }


@click.command(cls=CliCommand)
@click.option("--repair", is_flag=True, help="Put right what can be, keeping copies.")
@click.option(
    "--take-in",
    multiple=True,
    metavar="FILE",
    help="Keep a copy that folder sync left: a session as one of its own, of a programme what is new.",
)
@click.pass_context
def check(ctx: click.Context, repair: bool, take_in: tuple[str, ...]) -> None:
    """Verify every file of the workspace.

    Looks for files that are damaged or come from a newer version, for broken rules, for records that
    point at nothing, for what interruptions and folder sync left, and for faults in your own workshop
    files. It warns where other people may open what teams said, or where it leaves this computer: by
    folder sync, over a network, in a shared folder. It changes nothing unless asked to: each line says
    what --repair would do, or that a person must decide. A file is copied to the folder "repaired" of its
    programme before it is changed. The exit code is 1 when there is anything left to put right.

    \b
    Examples:
      facilitator check
      facilitator check --repair
      facilitator check --take-in "2026-03-12-service-desk (1).json"
    """
    asked: Asked = ctx.obj
    taken = [_taken_in(asked, name) for name in take_in]
    asked.close()
    look = repair_workspace if repair else _only_looked_at
    repaired = look(asked.workspace)
    if repair:
        taken += [FileRepair(path, "Only you may open it now.") for path in make_private(asked.workspace)]
    warnings = tuple(exposed(asked.workspace))
    if asked.json:
        say_json(_checked_object(asked.workspace.root, repaired, taken, warnings))
    else:
        _say_checked(asked.workspace.root, repaired, taken, warnings)
    if repaired.left.problems or repaired.refused:
        ctx.exit(1)


def _only_looked_at(workspace: Workspace) -> Repaired:
    return Repaired((), (), check_workspace(workspace))


def _taken_in(asked: Asked, name: str) -> FileRepair:
    folder = asked.programme
    if is_of_programme(folder, name):
        taken = take_in_programme(folder, name, folder.now())
        new = f"{count(taken, 'record')} that only {name} had"
        return FileRepair(folder.file.path, f"{new} stand in it now. What stood in both is as it was.")
    file = take_in_copy(folder, name, folder.now())
    short_id = file.session.short_id
    file.close()
    return FileRepair(
        file.path, f"{name} is {short_id} now. What stands in both files is there twice; look at it."
    )


def _say_checked(
    root: Path, repaired: Repaired, taken: list[FileRepair], warnings: tuple[Problem, ...]
) -> None:
    for done in (*taken, *repaired.done):
        say(f"{_beneath(root, done.file)}: {done.what}")
    for refused in repaired.refused:
        tell(f"{_beneath(root, refused.file)} is left as it is. {refused.what}")
    checked = repaired.left
    for warning in warnings:
        say(f"{_beneath(root, warning.file)}: {warning.what} {warning.remedy}")
    for file, problems in groupby(checked.problems, lambda problem: _beneath(root, problem.file)):
        say(file)
        for problem in problems:
            say(f"  {problem.what} {problem.remedy}")
    tell(f"{count(checked.files, 'file')} looked at, {len(checked.problems) or 'nothing'} to put right.")


def _checked_object(
    root: Path, repaired: Repaired, taken: list[FileRepair], warnings: tuple[Problem, ...]
) -> dict[str, Any]:
    def objects(found: Iterable[FileRepair]) -> list[dict[str, Any]]:
        return [{"file": _beneath(root, each.file), "what": each.what} for each in found]

    problems = [
        {
            "file": _beneath(root, problem.file),
            "what": problem.what,
            "remedy": problem.remedy,
            "repairable": problem.fix is not None,
        }
        for problem in repaired.left.problems
    ]
    rows = [
        {"file": _beneath(root, each.file), "what": each.what, "remedy": each.remedy} for each in warnings
    ]
    checked: dict[str, Any] = {"files": repaired.left.files, "problems": problems, "warnings": rows}
    if repaired.done or repaired.refused or taken:
        checked |= {"done": objects((*taken, *repaired.done)), "refused": objects(repaired.refused)}
    return checked


def _beneath(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
