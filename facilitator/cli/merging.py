"""`facilitator session merge` and `split`: one of several, and several of one."""

from __future__ import annotations

import click

from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json
from facilitator.cli.said_records import (
    FoundSaid,
    answer_record,
    found_kind,
    found_said,
    opened_before_review,
)
from facilitator.cli.session_show import numbered
from facilitator.errors import BadInput
from facilitator.language.words import listed
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import short_id


@click.command("merge", cls=CliCommand, short_help="Make one of several notes or ideas.")
@click.argument("record")
@click.argument("others", nargs=-1, required=True)
@click.pass_obj
def merge(asked: Asked, record: str, others: tuple[str, ...]) -> None:
    """Merge OTHERS into RECORD: notes into a note, or ideas into an idea, of one session.

    The originals are kept, and "session split" takes them apart again. Every idea keeps its own dots.

    \b
    Examples:
      facilitator session merge L-03/N-4 L-03/N-9
      facilitator session merge L-03/I-2 L-03/I-5 L-03/I-6
    """
    folder = asked.programme
    into = _found(folder, record)
    found = [_found(folder, each) for each in others]
    for each in found:
        if each.file is not into.file:
            raise BadInput(f"{each.name} and {into.name} are of two sessions.", "Name those of one.")
        if type(each.record) is not type(into.record):
            raise BadInput(f"{each.name} and {into.name} are a note and an idea.", "Name two of a kind.")
    others_in = [each.record for each in found if each.record.id != into.record.id]
    if not others_in:
        raise BadInput(f"{into.name} is merged with another one.", "Name that, too.")
    live = opened_before_review(folder, into.file)
    if isinstance(into.record, Observation):
        live.notes.merge(into.record, [each for each in others_in if isinstance(each, Observation)])
    elif isinstance(into.record, ImprovementIdea):
        live.ideas.merge(into.record, [each for each in others_in if isinstance(each, ImprovementIdea)])
    names = listed(list(dict.fromkeys(each.name for each in found if each.record.id != into.record.id)))
    answer_record(asked, into.file, into.record, f"{names} merged into {into.name}; the originals are kept.")


@click.command("split", cls=CliCommand, short_help="Take apart what was merged, or split it.")
@click.argument("record")
@click.argument("parts", nargs=-1)
@click.pass_obj
def split(asked: Asked, record: str, parts: tuple[str, ...]) -> None:
    """Take apart what was merged into the note or idea RECORD, or make one of each of PARTS.

    PARTS may also be one text with a / between them. The original is kept.

    \b
    Examples:
      facilitator session split L-03/N-4
      facilitator session split L-03/I-2 "One form" "One calendar"
      facilitator session split L-03/I-2 "One form / One calendar"
    """
    folder = asked.programme
    found = _found(folder, record)
    live = opened_before_review(folder, found.file)
    said = found.record
    assert isinstance(said, Observation | ImprovementIdea)
    merged = live.editing.originals_of(said)
    if merged and parts:
        raise BadInput(f"Others were merged into {found.name}.", "Take it apart first, without parts.")
    if not merged and not parts:
        raise BadInput(f"Nothing was merged into {found.name}.", "Name the parts to split it into.")
    texts = parts[0].split("/") if len(parts) == 1 else parts
    made = live.editing.split(said, texts) if parts else live.editing.take_apart(said)
    if asked.json:
        say_json([numbered(found.file, each) for each in made])
    else:
        names = listed([short_id(found.file, each) for each in made])
        say(
            f"{found.name} is split into {names}."
            if parts
            else f"{found.name} is taken apart: {names} again."
        )


def _found(folder: ProgrammeFolder, typed: str) -> FoundSaid:
    """Return the note or idea that is meant. Raises `BadInput` for anything else."""
    kind = ImprovementIdea if isinstance(found_said(folder, typed).record, ImprovementIdea) else Observation
    return found_kind(folder, typed, kind)[0]
