"""Making papers: the one way to make one, whatever it is about, and to write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.documents.assembly import assemble
from facilitator.documents.editions import document_of, due_on, file_name, readers_of, sources_of
from facilitator.documents.formats.registry import (
    FORMATS,
    TEXT_FORMATS,
    Format,
    TextFormat,
    content,
    ending_of,
    ignore,
)
from facilitator.documents.papers.document import PRIVATE_FOLDER, Document, SessionPaper, Subject
from facilitator.documents.papers.registry import DOCUMENTS, PAPERS, PRIVATE, RENDERABLE
from facilitator.documents.parts.not_in_it import not_in_it
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import NotFound, NotReleased
from facilitator.files.writing import save
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.written_papers import note_written

if TYPE_CHECKING:
    from facilitator.documents.tree.paper import Paper

__all__ = [
    "DOCUMENTS",
    "PAPERS",
    "PRIVATE",
    "PRIVATE_FOLDER",
    "RENDERABLE",
    "Document",
    "SessionPaper",
    "document_of",
    "due_on",
    "file_name",
    "paper",
    "readers_of",
    "render",
    "render_bytes",
    "sources_of",
    "write",
]


def paper(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile | None = None,
    preview: bool = False,
    team: str | None = None,
    other: str | None = None,
    opened: date | None = None,
    templates: Path | None = None,
) -> Paper:
    """Return a paper as the tree every format is written from.

    A paper about a session needs *session*. *team* is the id of the team whose edition it is; a session of
    two teams needs it. *other* is the id of the second team of a paper of two; without it `other_side` says
    which. A paper about a wave of the pulse is about that *opened* on that day, else about the newest closed
    one; without *team* it is the edition for all. *templates* is the user's own folder of templates. With
    *preview* a session that is not reviewed may be looked at on the facilitators' screen; the paper then
    carries a watermark.

    Raises `NotReleased` before the review and while no such wave is closed, `NotFound` for a document there
    is not, `BadInput` for a team that was not there or without a session, `TemplateFault`.
    """
    return _paper(folder, document_of(document), Subject(session, team, other, opened), templates, preview)


def render(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile | None = None,
    format: TextFormat = "html",
    preview: bool = False,
    team: str | None = None,
    other: str | None = None,
    opened: date | None = None,
    templates: Path | None = None,
) -> str:
    """Return a paper as text in *format*; arguments and errors are those of `paper`.

    Raises `NotFound` for a format there is not, too.
    """
    if format not in TEXT_FORMATS:
        raise NotFound(f"Papers are no text as {format}.", f"Choose one of: {', '.join(TEXT_FORMATS)}.")
    subject = Subject(session, team, other, opened)
    made = _paper(folder, document_of(document), subject, templates, preview)
    return content(made, format, Shelf(templates)).decode("utf-8")


def render_bytes(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile | None = None,
    format: Format = "html",
    team: str | None = None,
    other: str | None = None,
    opened: date | None = None,
    templates: Path | None = None,
    notice: Callable[[str], None] = ignore,
) -> bytes:
    """Return a paper as the bytes of a file in any of `FORMATS`; a preview is never a file.

    *notice* is told in a sentence when the file lacks something, such as letters no font has.

    Raises what `paper` and `formats.content` raise.
    """
    subject = Subject(session, team, other, opened)
    return _bytes(folder, document_of(document), subject, format, templates, notice)


def write(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile | None = None,
    format: Format = "html",
    into: Path,
    preview: bool = False,
    team: str | None = None,
    other: str | None = None,
    opened: date | None = None,
    templates: Path | None = None,
    notice: Callable[[str], None] = ignore,
) -> Path:
    """Write a paper into the folder *into* and return its path; an older one of that name is replaced.

    A private one goes into a folder of its own within *into*.

    Raises what `render_bytes` raises, and `NotSaved`; then nothing was written. A preview is never written.
    """
    if preview:
        raise NotReleased(
            "A preview is for the facilitators’ screen, so it is not written to a file.",
            "Review the session first, then write the paper.",
        )
    wanted = document_of(document)
    subject = Subject(session, team, other, opened)
    file = _bytes(folder, wanted, subject, format, templates, notice)
    written = save(wanted.folder(into) / f"{wanted.name_of(folder, subject)}.{ending_of(format)}", file)
    if wanted.remembered:
        note_written(folder.path, file)
    return written


def _bytes(
    folder: ProgrammeFolder,
    wanted: Document,
    subject: Subject,
    format: Format,
    templates: Path | None,
    notice: Callable[[str], None],
) -> bytes:
    """Return a paper as the bytes of a file. Raises what `render_bytes` raises."""
    if format not in FORMATS:
        raise NotFound(f"Papers cannot be written as {format}.", f"Choose one of: {', '.join(FORMATS)}.")
    return content(_paper(folder, wanted, subject, templates), format, Shelf(templates), notice)


def _paper(
    folder: ProgrammeFolder,
    wanted: Document,
    subject: Subject,
    templates: Path | None,
    preview: bool = False,
) -> Paper:
    """Return a paper as the tree every format is written from. Raises what `paper` raises."""
    released = wanted.release(folder, subject, preview=preview)
    shelf = Shelf(templates)
    words = load_words(shelf, released.programme.language)
    view = wanted.view_of(folder, subject, released, words)
    made = assemble(wanted.template, shelf, words, view, tight=wanted.tight)
    return replace(made, not_in_it=not_in_it(wanted.kept_back(folder, subject, released), view["left_out"]))
