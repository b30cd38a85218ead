"""Printing what is no line of text: a whole document or table, as the bytes it is."""

from __future__ import annotations

import sys

import click

from facilitator.errors import BadInput


def require_a_file(output: str | None, *, binary: bool, json: bool) -> None:
    """Raise `BadInput` when a file that is no text would be printed on a terminal, or inside JSON."""
    if not binary or output != "-":
        return
    if json or _is_terminal():
        raise BadInput(
            "This format is no text, so it cannot be shown here.",
            "Name a file with --output, or pass it on to another program with |.",
        )


def print_bytes(content: bytes) -> None:
    """Print *content* as it is, with no line end changed."""
    sys.stdout.flush()
    click.echo(content, nl=False)


def _is_terminal() -> bool:
    return sys.stdout.isatty()
