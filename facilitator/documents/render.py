"""Making papers: which there are, in which formats, and the one way to make and write one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.documents.action_plan import action_plan
from facilitator.documents.agreement import agreement
from facilitator.documents.debrief import debrief
from facilitator.documents.editions import edition
from facilitator.documents.formats import FORMATS, TEXT_FORMATS, Format, TextFormat, content, nobody
from facilitator.documents.paper_fallback import ladder_card, voting_sheet, worksheet
from facilitator.documents.saving import save
from facilitator.documents.shelf import Shelf
from facilitator.documents.thank_you import thank_you
from facilitator.documents.view import View
from facilitator.documents.words import Words, load_words
from facilitator.errors import NotFound, NotReleased
from facilitator.model import audience
from facilitator.model.audience import Audience
from facilitator.model.session import HEARD, RELEASED, SessionStatus
from facilitator.workspace.paths import safe_name
from facilitator.workspace.programme_folder import ProgrammeFolder, SessionFile
from facilitator.workspace.release import Released, ReleasedRecords, for_audience

if TYPE_CHECKING:
    from facilitator.documents.paper import Paper


PRIVATE_FOLDER = "private"
"""The folder of papers for the facilitators alone, within that of all papers."""


@dataclass(frozen=True)
class Document:
    """A paper the program can make: for whom, and by which view and template.

    `readers` says in one line who it is for. `audience` turns the id of a team into the readers
    whose eyes the records are released for. `tight` papers are meant to fit one page. Those that go
    `before_review` hold no remark of a person: they are made from what the room itself may see, and
    leave whenever they are needed. `private` ones are for the facilitators alone and lie in a folder of
    their own.
    """

    key: str
    title: str
    readers: str
    audience: Callable[[str], Audience]
    view: Callable[[Released, ReleasedRecords, Words], View]
    template: str
    tight: bool = False
    before_review: bool = False
    private: bool = False

    def ready(self, status: SessionStatus) -> bool:
        """Tell whether it may leave while its session stands like that; a private one never leaves."""
        return self.before_review or status in (HEARD if self.private else RELEASED)

    def folder(self, into: Path) -> Path:
        """Return the folder it is written to, where papers go *into*."""
        apart = self.private and into.name != PRIVATE_FOLDER
        return into / PRIVATE_FOLDER if apart else into


RENDERABLE: Mapping[str, Document] = {
    document.key: document
    for document in (
        Document(
            key="action-plan",
            title="Team action plan",
            readers="the team that was heard, nobody else",
            audience=audience.team,
            view=action_plan,
            template="action-plan.html.j2",
        ),
        Document(
            key="thank-you",
            title="Thank-you note",
            readers="everybody who was in the room",
            audience=audience.team,
            view=thank_you,
            template="thank-you.html.j2",
            tight=True,
        ),
        Document(
            key="agreement",
            title="Room agreement",
            readers="everybody in the room, on the wall or the table",
            audience=audience.room,
            view=agreement,
            template="agreement.html.j2",
            tight=True,
            before_review=True,
        ),
        Document(
            key="worksheet",
            title="Worksheet",
            readers="whoever leads the session and writes, when there is no screen",
            audience=audience.room,
            view=worksheet,
            template="worksheet.html.j2",
            before_review=True,
        ),
        Document(
            key="ladder-card",
            title="Ladder card",
            readers="everybody in the room, one per table",
            audience=audience.room,
            view=ladder_card,
            template="ladder-card.html.j2",
            tight=True,
            before_review=True,
        ),
        Document(
            key="voting-sheet",
            title="Voting sheet",
            readers="everybody in the room, on the wall",
            audience=audience.room,
            view=voting_sheet,
            template="voting-sheet.html.j2",
            tight=True,
            before_review=True,
        ),
    )
}
"""The papers of the program by key, in the order they are offered."""

PRIVATE: Mapping[str, Document] = {
    "debrief": Document(
        key="debrief",
        title="Private debrief",
        readers="the facilitators of the session, nobody else",
        audience=lambda _: audience.FACILITATORS,
        view=debrief,
        template="debrief.html.j2",
        private=True,
    )
}
"""The papers nobody else may read. Whoever makes all papers of a session goes through `RENDERABLE` and never
meets them; they are asked for by name."""

DOCUMENTS: Mapping[str, Document] = {**RENDERABLE, **PRIVATE}
"""Every paper of a session."""


def paper(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    preview: bool = False,
    team: str | None = None,
    templates: Path | None = None,
) -> Paper:
    """Return a paper as the tree every format is written from.

    *team* is the id of the team whose edition it is; a session of two teams needs it. *templates* is
    the user's own folder of templates. With *preview* a session that is not reviewed may be looked at
    on the facilitators' screen; the paper then carries a watermark.

    Raises `NotReleased` before the review, `NotFound` for a document there is not, `BadInput` for a
    team that was not there, `TemplateFault`.
    """
    wanted = _document(document)
    readers = readers_of(folder, document, session=session, team=team)
    preview = preview and not (wanted.before_review or wanted.private)
    released = for_audience(folder, readers, [session], preview=preview)
    shelf = Shelf(templates)
    words = load_words(shelf, released.programme.language)
    view = wanted.view(released, released.sessions[0], words)
    return assembled(wanted.template, shelf, words, view, tight=wanted.tight)


def render(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    format: TextFormat = "html",
    preview: bool = False,
    team: str | None = None,
    templates: Path | None = None,
) -> str:
    """Return a paper as text in *format*; arguments and errors are those of `paper`.

    Raises `NotFound` for a format there is not, too.
    """
    if format not in TEXT_FORMATS:
        raise NotFound(f"Papers are no text as {format}.", f"Choose one of: {', '.join(TEXT_FORMATS)}.")
    made = paper(folder, document, session=session, preview=preview, team=team, templates=templates)
    return content(made, format, Shelf(templates)).decode("utf-8")


def render_bytes(
    folder: ProgrammeFolder,
    document: str,
    *,
    session: SessionFile,
    format: Format = "html",
    team: str | None = None,
    templates: Path | None = None,
    notice: Callable[[str], None] = nobody,
) -> bytes:
    """Return a paper as the bytes of a file in any of `FORMATS`; a preview is never a file.

    *notice* is told in a sentence when the file lacks something, such as letters no font has.

    Raises what `paper` and `formats.content` raise.
    """
    if format not in FORMATS:
        raise NotFound(f"Papers cannot be written as {format}.", f"Choose one of: {', '.join(FORMATS)}.")
    made = paper(folder, document, session=session, team=team, templates=templates)
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
    file = render_bytes(
        folder, document, session=session, format=format, team=team, templates=templates, notice=notice
    )
    name = file_name(folder, document, session=session, format=format, team=team)
    return save(_document(document).folder(into) / name, file)


def readers_of(
    folder: ProgrammeFolder, document: str, *, session: SessionFile, team: str | None = None
) -> Audience:
    """Return for whose eyes a paper is made. Raises `NotFound` or `BadInput`."""
    wanted = _document(document)
    return wanted.audience(_whose(wanted, folder, session, team))


def file_name(
    folder: ProgrammeFolder, document: str, *, session: SessionFile, format: Format, team: str | None = None
) -> str:
    """Return the name a paper is written under, the same each time, such as
    `L-03-infrastructure-and-cloud-action-plan.html`."""
    wanted = _document(document)
    named = folder.teams.get(_whose(wanted, folder, session, team))
    whose = safe_name(named.name if named else "team")
    return f"{session.session.short_id}-{whose}-{wanted.key}.{format}"


def _whose(document: Document, folder: ProgrammeFolder, session: SessionFile, team: str | None) -> str:
    """Return the team whose edition it is; a private paper has one, whoever met. Raises `BadInput`."""
    return session.session.teams[0] if document.private else edition(folder, session, team)


def _document(key: str) -> Document:
    if key not in DOCUMENTS:
        raise NotFound(f"There is no document {key}.", f"There is: {', '.join(DOCUMENTS)}.")
    return DOCUMENTS[key]


def assembled(template: str, shelf: Shelf, words: Words, view: View, *, tight: bool = False) -> Paper:
    """Return the paper that *template* makes of *view*. Raises `TemplateFault`."""
    # Jinja takes 30 ms to import; whoever only lists papers does not wait for it.
    from facilitator.documents.environment import run_template
    from facilitator.documents.paper import Paper
    from facilitator.documents.subset import parse

    body = parse(run_template(shelf, template, view, words.tree), template)
    doc = view["doc"]
    return Paper(
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
    )
