"""`facilitator render`: write a document for the people it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from facilitator.cli.argument_types import one_of
from facilitator.cli.asked import Asked
from facilitator.cli.options import CliCommand
from facilitator.cli.output import tell
from facilitator.cli.output_files import format_by_ending, hand_over, note_issued, require_a_file
from facilitator.commands import command
from facilitator.documents.formats.registry import FORMATS, TEXT_FORMATS, Format
from facilitator.errors import BadInput, NotFound
from facilitator.model.session import RELEASED
from facilitator.model.team import Team
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.lookup import choose, find_session, find_team


@click.command(cls=CliCommand, short_help="Write a document.")
@click.argument("document")
@click.option("--session", metavar="S", help="Of this session.")
@click.option("--team", metavar="T", help="For this team; else of its latest reviewed session.")
@click.option("--with", "other", metavar="T", help="The other team of an interface-report.")
@click.option(
    "--format", metavar="|".join(FORMATS), type=one_of("format", FORMATS), help="Else by FILE, else html."
)
@click.option("--output", metavar="FILE", help="A file or folder, or - to print. Else the folder documents.")
@click.pass_obj
def render(
    asked: Asked,
    document: str,
    session: str | None,
    team: str | None,
    other: str | None,
    format: Format | None,
    output: str | None,
) -> None:
    """Write DOCUMENT, such as action-plan or thank-you.

    A document leaves only after the session is reviewed, and holds only what its readers may see. Paper
    for the room (agreement, worksheet, ladder-card, voting-sheet) and the invitation can be written any
    time. The debrief is for the facilitators alone and goes into a folder of its own; what-is-stored is
    for anybody who asks, and pulse reports the newest closed wave. The format wiki is Markdown without any
    HTML, for tools that show tags as they stand.

    \b
    Examples:
      facilitator render action-plan --session L-03
      facilitator render thank-you --team Infrastructure --format md --output -
      facilitator render action-plan --session L-03 --output plan.docx
      facilitator render worksheet --session L-04
      facilitator render interface-report --team Infrastructure --with "Service Desk"
      facilitator render what-is-stored --format pdf
    """
    kind = format or format_by_ending(output)
    require_a_file(output, binary=kind not in TEXT_FORMATS, json=asked.json)
    key = _key(document)
    whose = find_team(asked.programme, team) if team is not None else None
    file = _session(asked.programme, session, whose) if _is_of_a_session(key) else None
    second = find_team(asked.programme, other) if other is not None else None
    subject = {"session": file, "team": whose.id if whose else None, "other": second.id if second else None}
    made = write_paper(asked.workspace, asked.programme, key, subject, kind, output)
    answer = paper_object(file, key, kind)
    hand_over(answer, made, json=asked.json)


def _key(typed: str) -> str:
    """Return the key of the document somebody asks for. Raises `NotFound` or `BadInput`."""
    from facilitator.documents.render import PAPERS

    return choose("document", typed, PAPERS, lambda each: (each,))


def _is_of_a_session(key: str) -> bool:
    from facilitator.documents.papers.document import PaperScope
    from facilitator.documents.render import document_of

    return document_of(key).scope is PaperScope.SESSION


def write_paper(
    workspace: Workspace,
    folder: ProgrammeFolder,
    key: str,
    subject: dict[str, Any],
    format: Format,
    output: str | None,
) -> Path | bytes:
    """Write a document where it is wanted, and remember that it was issued.

    *subject* is what the edition is about, as `documents.render.write` takes it. Return the path, or what to
    print where *output* is "-".
    """
    # Imported here: only commands that write documents wait for the template engine.
    from facilitator.documents import render as documents
    from facilitator.files.writing import save

    edition: dict[str, Any] = subject | {"format": format, "templates": workspace.templates_dir}
    if output is None or Path(output).is_dir():
        into = Path(output) if output is not None else workspace.documents_dir
        path = documents.write(folder, key, into=into, notice=tell, **edition)
        _note(folder, path, key, subject, format)
        return path
    if documents.document_of(key).private and output != "-":
        raise BadInput(
            f"The {key} is for the facilitators alone, so it is not written to a file of any name.",
            f"Leave out --output: it goes to {workspace.documents_dir / documents.PRIVATE_FOLDER}.",
        )
    made = documents.render_bytes(folder, key, notice=tell, **edition)
    if output == "-":
        return made
    path = save(Path(output), made)
    _note(folder, path, key, subject, format)
    return path


def _note(folder: ProgrammeFolder, path: Path, key: str, subject: dict[str, Any], format: Format) -> None:
    """Remember that a paper was issued, if the program remembers it of that paper."""
    from facilitator.documents.render import document_of, readers_of, sources_of

    if document_of(key).remembered:
        readers = readers_of(folder, key, **subject)
        made_from = sources_of(folder, key, session=subject.get("session"), readers=readers)
        note_issued(folder, path, document=key, format=format, audience=readers, sessions=made_from)


def paper_object(file: SessionFile | None, document: str, format: str) -> dict[str, str]:
    """Return what identifies a document, as a JSON object; *file* is the session of one that is about one."""
    if file is None:
        return {"id": f"{document}.{format}", "document": document, "format": format}
    session = file.session.short_id
    return {
        "id": f"{session}/{document}.{format}",
        "document": document,
        "session": session,
        "format": format,
    }


def _session(folder: ProgrammeFolder, typed: str | None, team: Team | None) -> SessionFile:
    """Return the session named, else a team's latest reviewed one, else the only one."""
    if typed is not None:
        return find_session(folder, typed)
    own = [file for file in folder.sessions if team is None or team.id in file.session.teams]
    reviewed = [file for file in own if file.session.status in RELEASED]
    if team is None and len(own) != 1:
        raise BadInput("A document is about one session.", "Name it with --session or --team.")
    if reviewed:
        return max(reviewed, key=lambda file: file.session.planned_start)
    if own:
        return own[-1]  # not released; asking for it says so
    assert team is not None
    raise NotFound(
        f"{team.name} has no session yet.",
        f"Plan one with: {command('session', 'new', '--team', team.name, '--script', 'listening-60')}",
    )
