"""Making papers: the one way to make one, and to write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.documents.editions import edition
from facilitator.documents.formats import FORMATS, TEXT_FORMATS, Format, TextFormat, content, nobody
from facilitator.documents.papers import DOCUMENTS, PRIVATE, PRIVATE_FOLDER, RENDERABLE, Document
from facilitator.documents.reissue import changed
from facilitator.documents.saving import save
from facilitator.documents.shelf import Shelf
from facilitator.documents.view import View
from facilitator.documents.words import Words, load_words
from facilitator.errors import NotFound, NotReleased
from facilitator.model.audience import Audience
from facilitator.workspace.other_sides import other_side
from facilitator.workspace.paths import safe_name
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile
from facilitator.workspace.release import for_audience

if TYPE_CHECKING:
    from facilitator.documents.paper import Paper

__all__ = [
    "DOCUMENTS",
    "PRIVATE",
    "PRIVATE_FOLDER",
    "RENDERABLE",
    "Document",
    "assembled",
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
    wanted = _document(document)
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
    return save(_document(document).folder(into) / name, file)


def readers_of(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    team: str | None = None,
    other: str | None = None,
) -> Audience:
    """Return for whose eyes a paper is made. Raises `NotFound` or `BadInput`."""
    wanted = _document(document)
    return wanted.audience(*_whose(wanted, folder, session, team, other))


def sources_of(
    folder: ProgrammeFolder, document: str, *, session: SessionFile, readers: Audience
) -> tuple[SessionFile, ...]:
    """Return the sessions a paper is made from, its own first. Raises `NotFound`."""
    return (session, *_document(document).sources(folder, session, readers))


def file_name(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    format: Format,
    team: str | None = None,
    other: str | None = None,
) -> str:
    """Return the name a paper is written under, the same each time, such as
    `L-03-infrastructure-and-cloud-action-plan.html`."""
    wanted = _document(document)
    found = (folder.teams.get(id) for id in _whose(wanted, folder, session, team, other))
    whose = "-with-".join(safe_name(each.name if each else "team") for each in found)
    return f"{session.session.short_id}-{whose}-{wanted.key}.{format}"


def _whose(
    document: Document, folder: ProgrammeFolder, session: SessionFile, team: str | None, other: str | None
) -> tuple[str, ...]:
    """Return the team whose edition it is, of a paper of two both. A private paper has one, whoever met.

    Raises `BadInput`.
    """
    if document.private:
        return session.session.teams[:1]
    if not document.of_two:
        return (edition(folder, session, team),)
    own = session.session.teams[0] if team is None else edition(folder, session, team)
    second = other or other_side(folder, session, own)
    return (own,) if second is None else (own, second)


def _document(key: str) -> Document:
    if key not in DOCUMENTS:
        raise NotFound(f"There is no document {key}.", f"There is: {', '.join(DOCUMENTS)}.")
    return DOCUMENTS[key]


def assembled(template: str, shelf: Shelf, words: Words, view: View, *, tight: bool = False) -> Paper:
    """Return the paper that *template* makes of *view*, in one's own branding.

    What of one's own cannot be used is told in `Paper.notices`, and the shipped one is in its place.
    """
    # Jinja takes 30 ms to import; whoever only lists papers does not wait for it.
    from facilitator.documents.branding import branded, branding_of, notices_of
    from facilitator.documents.own import body_of
    from facilitator.documents.paper import Paper

    body, notices = body_of(shelf, template, view, words.tree)
    branding, faults = branding_of(shelf)
    doc = view["doc"]
    plain = Paper(
        lang=doc["lang"],
        title=doc["title"],
        header=doc["header"],
        name=doc["name"],
        footer=doc["footer"],
        page=words("doc.page", page="{page}", pages="{pages}"),
        body=body,
        watermark=words("doc.watermark") if doc["preview"] else "",
        tight=tight,
        organisation=view["programme"]["organisation"],
        notices=(*words.notices, *notices, *notices_of(faults)),
    )
    header = words("doc.header", programme=view["programme"]["name"], organisation=branding.name)
    return branded(plain, branding, header)
