"""`facilitator search` and `facilitator check`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import click

from facilitator.cli.everywhere import Asked, Command
from facilitator.cli.output import say, say_json, say_rows, tell
from facilitator.errors import BadInput
from facilitator.workspace.checking import Problem
from facilitator.workspace.checking import check as check_workspace
from facilitator.workspace.search import Hit
from facilitator.workspace.search import search as search_programme


@click.command(cls=Command)
@click.argument("words", nargs=-1, required=True)
@click.pass_obj
def search(asked: Asked, words: tuple[str, ...]) -> None:
    """Find WORDS across the programme and all its sessions.

    Every word has to stand in the record; capitals do not matter. This shows everything, also what is
    for the facilitators alone; such lines are marked "only you".

    \b
    Examples:
      facilitator search patching
      facilitator search print queue --json
    """
    if not " ".join(words).strip():
        raise BadInput("There is no word to look for.", "Give at least one.")
    hits = list(search_programme(asked.programme, " ".join(words)))
    if asked.json:
        say_json([_hit_object(hit) for hit in hits])
    elif hits:
        say_rows([(hit.short_id, hit.where, hit.excerpt, "only you" if hit.only_you else "") for hit in hits])
    else:
        tell("Nothing found.")
    asked.end_list()


def _hit_object(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.record.id,
        "short_id": hit.short_id,
        "session": hit.file.session.short_id if hit.file else None,
        "where": hit.where,
        "excerpt": hit.excerpt,
        "only_you": hit.only_you,
    }


@click.command(cls=Command)
@click.pass_context
def check(ctx: click.Context) -> None:
    """Verify every file of the workspace.

    Looks for files that cannot be read or come from a newer version, for broken rules, for records
    that point at nothing, and for faults in your own workshop files. It changes nothing. The exit code
    is 1 when there is anything to put right.
    """
    asked: Asked = ctx.obj
    checked = check_workspace(asked.workspace)
    root = asked.workspace.root
    if asked.json:
        problems = [_problem_object(root, problem) for problem in checked.problems]
        say_json({"files": checked.files, "problems": problems})
    else:
        for file, problems_of in groupby(checked.problems, lambda problem: _beneath(root, problem.file)):
            say(file)
            for problem in problems_of:
                say(f"  {problem.what} {problem.remedy}")
        files = "1 file" if checked.files == 1 else f"{checked.files} files"
        tell(f"{files} looked at, {len(checked.problems) or 'nothing'} to put right.")
    if checked.problems:
        ctx.exit(1)


def _problem_object(root: Path, problem: Problem) -> dict[str, str]:
    return {"file": _beneath(root, problem.file), "what": problem.what, "remedy": problem.remedy}


def _beneath(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
