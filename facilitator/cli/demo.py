"""`facilitator demo`: the worked example, to look around in or to keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.argument_types import folder
from facilitator.cli.asked import Asked
from facilitator.cli.home import begin_example, has_terminal, show_example
from facilitator.cli.options import CliCommand
from facilitator.cli.output import say, say_json, tell
from facilitator.commands import command
from facilitator.model.session import RELEASED
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace

if TYPE_CHECKING:
    from facilitator.documents.formats.registry import Format

_SHOWN_FIRST = "L-03"
_FORMATS: tuple[Format, ...] = ("html", "md")
"""The example is to be looked at: a page, and the same as text."""


@click.command(cls=CliCommand, short_help="Open the worked example.")
@click.option("--into", metavar="DIR", type=folder, help="Keep it here: in a new or empty folder.")
@click.pass_obj
def demo(asked: Asked, into: Path | None) -> None:
    """Open the worked example: a fictional university with nine teams.

    Without --into it is a scratch copy, fresh each time; nothing you do there is kept. Where there is
    no terminal, its documents are written and their paths printed.

    \b
    Examples:
      facilitator demo
      facilitator demo --into better-together
    """
    if has_terminal() and not asked.json:
        show_example(asked, into)
        return
    workspace, example = begin_example(asked, into)
    _write_documents(asked, workspace, example)
    if into is None:
        keep = command("demo", "--into", "better-together")
        tell(f"This is a scratch copy, fresh each time. Keep one with: {keep}")


def _write_documents(asked: Asked, workspace: Workspace, folder: ProgrammeFolder) -> None:
    written = []
    for paper in _documents(workspace, folder):
        written.append(paper)
        if not asked.json:
            say(paper["path"])
    if asked.json:
        say_json(written)


def _documents(workspace: Workspace, folder: ProgrammeFolder) -> Iterator[dict[str, Any]]:
    """Write each document of each reviewed session; the session everybody looks at comes first.

    They are to be looked at and left for nobody, so they are not remembered as issued.
    """
    # Imported here: only who writes documents waits for what that takes.
    from facilitator.cli.papers import paper_object
    from facilitator.documents import render as documents

    reviewed = [file for file in folder.sessions if file.session.status in RELEASED]
    for file in sorted(reviewed, key=lambda file: file.session.short_id != _SHOWN_FIRST):
        for document, wanted in documents.RENDERABLE.items():
            for team in (each for each in file.session.teams if wanted.fits(folder, each)):
                for format in _FORMATS:
                    path = documents.write(
                        folder,
                        document,
                        session=file,
                        format=format,
                        into=workspace.documents_dir,
                        team=team,
                        templates=workspace.templates_dir,
                    )
                    yield paper_object(file, document, format) | {"path": str(path)}
        for document in documents.PRIVATE:
            path = documents.write(
                folder,
                document,
                session=file,
                into=workspace.documents_dir,
                templates=workspace.templates_dir,
            )
            yield paper_object(file, document, _FORMATS[0]) | {"path": str(path)}
