"""`facilitator workshop`: the scripts on offer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from facilitator.catalogue import Catalogue, Fault
from facilitator.catalogue.files import read_script
from facilitator.catalogue.folders import check_file
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliGroup
from facilitator.cli.output import say, say_json, say_rows, say_table, tell
from facilitator.cli.script_advice import advice_in
from facilitator.model.script import Script
from facilitator.workspace.lookup import choose


@click.group(cls=CliGroup)
def workshop() -> None:
    """List the workshop scripts, show one, or check your own while you write it.

    Your own lie in workshops/scripts/ and workshops/practices/ of the workspace. One with the key of a
    shipped one takes its place. Lists in workshops/words/ add to the words to take care with.

    \b
    Examples:
      facilitator workshop list
      facilitator workshop show listening-90
    """


@workshop.command("list")
@click.pass_obj
def list_workshops(asked: Asked) -> None:
    """List the scripts a session can run."""
    scripts = list(asked.catalogue.scripts.values())
    if asked.json:
        say_json([script_object(script) for script in scripts])
    else:
        say_table(
            ("Id", "Minutes", "For", "About"),
            [(each.key, each.minutes, each.audience.label, each.summary or each.title) for each in scripts],
        )


@workshop.command("schema")
def show_schema() -> None:
    """Print the JSON Schema of a script, for an editor that helps with it while you write one.

    \b
    Examples:
      facilitator workshop schema > workshops/workshop.schema.json
    Then the first line of a script beside it names the file:
      #:schema ../workshop.schema.json
    """
    # Imported here: only this needs it.
    from facilitator.catalogue.schema import script_schema

    say_json(script_schema())


@workshop.command("show")
@click.argument("script_id", metavar="ID")
@click.pass_obj
def show_workshop(asked: Asked, script_id: str) -> None:
    """Show the script ID: its segments with their minutes, and what is asked."""
    catalogue = asked.catalogue
    script = choose("script", script_id, catalogue.scripts.values(), lambda each: (each.key, each.title))
    if asked.json:
        say_json(script_object(script))
    else:
        _show(script, catalogue)


def _show(script: Script, catalogue: Catalogue) -> None:
    say(f"{script.title} ({script.key})")
    say(
        ", ".join(
            part for part in (f"{script.minutes} minutes", script.audience.label, script.people) if part
        )
    )
    if script.summary:
        say(script.summary)
    if script.offer:
        say(f"Practices: {', '.join(catalogue.practice(key).short_name for key in script.offer)}")
    say()
    say_table(
        ("Minutes", "At least", "Segment", "How"),
        [
            (each.minutes, f"{each.minimum}{', kept' if each.keep else ''}", each.title, each.method.label)
            for each in script.segments
        ],
    )
    for segment in script.segments:
        if asked := script.polled_in(segment):
            say(f"\n{segment.title}")
            ends = [row for each in asked for row in ((each.title, f"+ {each.good}"), ("", f"- {each.poor}"))]
            say_rows(ends, wrapped=1)


def script_object(script: Script) -> dict[str, Any]:
    """Return a script as a JSON object; its key is its id."""
    return {"id": script.key} | msgspec.structs.asdict(script)


@workshop.command("rehearse")
@click.argument("script_id", metavar="ID|FILE")
@click.pass_obj
def rehearse_workshop(asked: Asked, script_id: str) -> None:
    """Lead the script ID to its end with sample answers, and say what came out. Nothing of it is kept.

    It says what each segment yields, the harvest under its headings, and what no later segment takes up.
    Lines of your own to rehearse with stand in sample of a segment. FILE is a script of yours wherever it
    lies.

    \b
    Examples:
      facilitator workshop rehearse lean-coffee
      facilitator workshop rehearse mad-sad-glad.toml
    """
    # Imported here: only this leads a session.
    from facilitator.rehearsal import rehearse
    from facilitator.wording.rehearsal import told

    catalogue = asked.catalogue
    if script_id.endswith(".toml"):
        script = read_script(Path(script_id), catalogue.practices)
    else:
        names = catalogue.scripts.values()
        script = choose("script", script_id, names, lambda each: (each.key, each.title))
    rehearsed = rehearse(script, catalogue)
    if asked.json:
        say_json(msgspec.to_builtins(rehearsed))
    else:
        for line in told(rehearsed):
            say(line)


@workshop.command("check")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.pass_context
def check_workshops(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Check your own workshop files, or FILE wherever it lies, and say what to change.

    Exit code 1 if there is anything. A file with faults cannot be used; advice follows after them.

    \b
    Examples:
      facilitator workshop check
      facilitator workshop check mad-sad-glad.toml
    """
    asked: Asked = ctx.obj
    own = asked.workspace.root / "workshops"
    catalogue = asked.workspace.catalogue  # reading it fills the faults
    faults = asked.workspace.faults
    if files:
        faults = [fault for file in files for fault in check_file(file, catalogue)]
    told = [*faults, *advice_in(files or sorted((own / "scripts").glob("*.toml")), catalogue.practices)]
    if asked.json:
        say_json({"faults": [_fault_object(fault) for fault in told]})
    else:
        for fault in told:
            say(str(fault))
        tell(f"{len(told) or 'Nothing'} to put right.")
    if told:
        ctx.exit(1)


def _fault_object(fault: Fault) -> dict[str, str]:
    return {"file": str(fault.file), "where": fault.where, "problem": fault.problem, "remedy": fault.remedy}
