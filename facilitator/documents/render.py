"""Making papers: the one way to make one, and to write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.documents.assembling import assembled
from facilitator.documents.editions import document_of, file_name, readers_of, sources_of
from facilitator.documents.formats.registry import FORMATS, TEXT_FORMATS, Format, TextFormat, content, nobody
from facilitator.documents.papers.registry import DOCUMENTS, PRIVATE, PRIVATE_FOLDER, RENDERABLE, Document
from facilitator.documents.parts.reissue import changed
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import NotFound, NotReleased
from facilitator.files.writing import save
from facilitator.workspace.folder.programme_folder import ProgrammeFolder, SessionFile
from facilitator.workspace.release.release import for_audience
from facilitator.workspace.written_papers import note_written

if TYPE_CHECKING:
    from facilitator.documents.tree.paper import Paper

__all__ = [
    "DOCUMENTS",
    "PRIVATE",
    "PRIVATE_FOLDER",
    "RENDERABLE",
    "Document",
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
    session: SessionFile,
    preview: bool = False,
    team: str | None = None,
    other: str | None = None,
    templates: Path | None = None,
) -> Paper:
    """Return a paper as the tree every format is written from.

    *team* is the id of the team whose edition it is; a session of two teams needs it. *other* is the id of
    the second team of a paper of two; without it `other_side` says which. *templates* is the user's
    own folder of templates. With *preview* a session that is not reviewed may be looked at
    on the facilitators' screen; the paper then carries a watermark.

    Raises `NotReleased` before the review, `NotFound` for a document there is not, `BadInput` for a
    team that was not there, `TemplateFault`.
    """
    wanted = document_of(document)
    readers = readers_of(folder, document, session=session, team=team, other=other)
    preview = preview and not (wanted.before_review or wanted.private)
    files = sources_of(folder, document, session=session, readers=readers)
    released = for_audience(folder, readers, files, preview=preview)
    shelf = Shelf(templates)
    words = load_words(shelf, released.programme.language)
    view = wanted.view(released, released.sessions[0], words)
    view["changed"] = changed(folder, wanted.key, wanted.tracks, session, released, words)
    return assembled(wanted.template, shelf, words, view, tight=wanted.tight)


def render(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    format: TextFormat = "html",
    preview: bool = False,
    team: str | None = None,
    other: str | None = None,
    templates: Path | None = None,
) -> str:
    """Return a paper as text in *format*; arguments and errors are those of `paper`.

    Raises `NotFound` for a format there is not, too.
    """
    if format not in TEXT_FORMATS:
        raise NotFound(f"Papers are no text as {format}.", f"Choose one of: {', '.join(TEXT_FORMATS)}.")
    made = paper(
        folder, document, session=session, preview=preview, team=team, other=other, templates=templates
    )
    return content(made, format, Shelf(templates)).decode("utf-8")


def render_bytes(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    format: Format = "html",
    team: str | None = None,
    other: str | None = None,
    templates: Path | None = None,
    notice: Callable[[str], None] = nobody,
) -> bytes:
    """Return a paper as the bytes of a file in any of `FORMATS`; a preview is never a file.

    *notice* is told in a sentence when the file lacks something, such as letters no font has.

    Raises what `paper` and `formats.content` raise.
    """
    if format not in FORMATS:
        raise NotFound(f"Papers cannot be written as {format}.", f"Choose one of: {', '.join(FORMATS)}.")
    made = paper(folder, document, session=session, team=team, other=other, templates=templates)
    return content(made, format, Shelf(templates), notice)


def write(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    format: Format = "html",
    into: Path,
    preview: bool = False,
    team: str | None = None,
    other: str | None = None,
    templates: Path | None = None,
    notice: Callable[[str], None] = nobody,
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
    edition = {"team": team, "other": other}
    file = render_bytes(
        folder, document, session=session, format=format, templates=templates, notice=notice, **edition
    )
    name = file_name(folder, document, session=session, format=format, **edition)
    written = save(document_of(document).folder(into) / name, file)
    note_written(folder.path, file)
    return written
