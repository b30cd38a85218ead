"""`facilitator deletions`."""

from __future__ import annotations

import click
import msgspec

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say_json, say_rows, tell
from facilitator.language.words import stamp
from facilitator.workspace.deletion.log import LogEntry, deletions


@click.command("deletions", cls=CliCommand, short_help="Show what was deleted, and when.")
@click.pass_obj
def deletions_command(asked: Asked) -> None:
    """Show when what was deleted for good, by which command: how many of which kind, never the words.

    Purging, redacting, taking lines out and taking a name back each leave one line, and so do tallies of the
    pulse that an older version had left. It stands in the file
    deletions.log in the folder of the programme.

    \b
    Examples:
      facilitator deletions
      facilitator deletions --json
    """
    found = deletions(asked.programme.path)
    if asked.json:
        say_json([_as_object(number, each) for number, each in enumerate(found, 1)])
    elif found:
        say_rows([_row(asked, each) for each in found])
    else:
        tell("Nothing was deleted for good so far.")


def _row(asked: Asked, each: LogEntry) -> tuple[str, ...]:
    counts = ", ".join(f"{kind.replace('_', ' ')}: {count}" for kind, count in sorted(each.counts.items()))
    return stamp(asked.programme.local(each.when)), each.command, counts


def _as_object(number: int, each: LogEntry) -> dict[str, object]:
    entry = msgspec.to_builtins(each)
    return {"id": str(number)} | {name: entry[name] for name in ("when", "command", "counts")}
