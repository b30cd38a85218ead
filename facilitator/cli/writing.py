"""Printing what is no line of text: a whole document or table, as the bytes it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from facilitator.cli.output import tell
from facilitator.errors import BadInput, FacilitatorError
from facilitator.model.audience import Audience
from facilitator.workspace.issuing import remember_issued
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile


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


def print_bytes(content: bytes) -> None:
    """Print *content* as it is, with no line end changed."""
    sys.stdout.flush()
    click.echo(content, nl=False)


def _is_terminal() -> bool:
    return sys.stdout.isatty()
