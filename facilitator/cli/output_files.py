"""Handing over a whole document or table: its path, or the bytes it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from facilitator.cli.output import say, say_json, tell
from facilitator.documents.formats.registry import FORMATS, Format, ending_of
from facilitator.errors import BadInput, FacilitatorError
from facilitator.model.audience import Audience
from facilitator.text import clean
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.issued import remember_issued

_BY_ENDING: dict[str, Format] = {".htm": "html", ".markdown": "md", **{f".{each}": each for each in FORMATS}}


def format_by_ending(output: str | None) -> Format:
    """Return the format of a document that the name of its file asks for; else html."""
    if (output or "").lower().endswith(f".{ending_of('wiki')}"):
        return "wiki"
    return _BY_ENDING.get(Path(output or "").suffix.lower(), FORMATS[0])


def require_a_file(output: str | None, *, binary: bool, json: bool) -> None:
    """Raise `BadInput` when a file that is no text would be printed on a terminal, or inside JSON."""
    if not binary or output != "-":
        return
    if json or _is_terminal():
        raise BadInput(
            "This format is no text, so it cannot be shown here.",
            "Name a file with --output, or pass it on to another program with |.",
        )


def note_issued(
    folder: ProgrammeFolder,
    path: Path,
    *,
    document: str,
    format: str,
    audience: Audience,
    sessions: Iterable[SessionFile],
) -> None:
    """Remember that a file was issued; where that fails, the file is there all the same, and it is said."""
    try:
        remember_issued(folder, path, document=document, format=format, audience=audience, sessions=sessions)
    except FacilitatorError as error:
        tell(f"That it was issued is not remembered. {error}")


def hand_over(answer: dict[str, str], made: Path | bytes, *, json: bool) -> None:
    """Print the path of what was made, or its bytes with no line end changed; as *json* inside *answer*."""
    if isinstance(made, Path):
        say_json(answer | {"path": str(made)}) if json else say(str(made))
    elif json:
        say_json(answer | {"text": made.decode("utf-8-sig")})
    else:
        sys.stdout.flush()
        # A pipe gets the bytes as they are; a terminal never gets what acts on it, whoever wrote it.
        click.echo(clean(made.decode("utf-8-sig")) if _is_terminal() else made, nl=False)


def _is_terminal() -> bool:
    return sys.stdout.isatty()
