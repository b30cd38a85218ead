"""`facilitator session from-paper`: what stands on a filled sheet, one line a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, say_rows, tell
from facilitator.cli.piped import piped_lines, tell_unsaved
from facilitator.cli.said_records import opened
from facilitator.cli.touch_map import take_side
from facilitator.errors import BadInput
from facilitator.language.words import count
from facilitator.live.paper_entry.forms import FORMS
from facilitator.workspace.lookup import find_session

if TYPE_CHECKING:
    from facilitator.live.capture.naming import CaptureContext
    from facilitator.live.paper_entry.entry import Entry


def _forms() -> str:
    """Return the table of what can be typed, as help shows it."""
    return "\n".join(["\b", "One line a fact:", *(f"  {form.typed:27} {form.says}" for form in FORMS)])


@click.command(
    "from-paper",
    cls=CliCommand,
    short_help="Type in what stands on a filled paper.",
    epilog=_forms(),
    context_settings={"ignore_unknown_options": True},  # a line may begin with a hyphen
)
@click.argument("session_id", metavar="ID")
@click.argument("lines", metavar="LINE", nargs=-1)
@click.option("--team", metavar="T", help="Whose paper it is, where two teams meet.")
@click.option("--blank", is_flag=True, help="Print the rows of its sheet, to be filled in and piped back.")
@click.option("--dry-run", is_flag=True, help="Only say what each line would become.")
@click.pass_obj
def from_paper(
    asked: Asked, session_id: str, lines: tuple[str, ...], team: str | None, blank: bool, dry_run: bool
) -> None:
    """Save every LINE of a filled paper of session ID as one change, or every line of standard input for "-".

    No line is lost: what is not understood becomes a note, and you are told. What a line became is printed.

    \b
    Examples:
      facilitator session from-paper L-03 "here 8" "change p w 5 2 1" "roti 5:2 4:5 3:1"
      facilitator session from-paper L-03 --blank > sheet.txt
      facilitator session from-paper L-03 - < sheet.txt
    """
    # Imported here: only this takes in a paper.
    from facilitator.live.paper_entry.entry import context_of, enter, read_entry, require_open, sheet_of
    from facilitator.live.paper_entry.sheet import laid_out

    if blank:
        say(laid_out(sheet_of(opened(asked.programme, find_session(asked.programme, session_id)))))
        return
    if not lines:
        raise BadInput("No line is given.", "Give lines, or - to pipe them in; --blank prints the rows.")
    typed = piped_lines() if lines == ("-",) else list(lines)
    try:
        folder = asked.programme
        live = opened(folder, find_session(folder, session_id))
        if team is not None or not any(line.startswith("team ") for line in typed):
            take_side(live, folder, team)
        require_open(live)
        known = context_of(live, folder.zone)
        text = "\n".join(typed)
        entry = read_entry(text, known) if dry_run else enter(live, text, folder.zone)
    except BaseException:
        tell_unsaved(typed)
        raise
    if not entry.filled:
        raise BadInput("There is nothing to save: no line has any words.", "Write what stands on the paper.")
    _tell_what_became(entry, known.capture, json=asked.json)
    waiting = len(live.decisions.undecided)
    if waiting:
        lines_waiting = f"{count(waiting, 'line')} of {live.session.short_id}"
        tell(f"{lines_waiting} may name or judge somebody: decide at the review who may see them.")


def _tell_what_became(entry: Entry, capture: CaptureContext, *, json: bool) -> None:
    """Print what each line became; say of those that became notes why, and what to be careful with."""
    facts = [(each.fact.what, each.fact.words(capture)) for each in entry.filled]
    if json:
        say_json([{"what": what, "words": words} for what, words in facts])
    else:
        say_rows(facts, wrapped=1)
    for each in entry.filled:
        if each.trouble:
            tell(f"{each.place.capitalize()}: “{each.typed}” is a note: {each.trouble}")
        elif each.caution:
            tell(f"{each.place.capitalize()}: {each.caution}")
