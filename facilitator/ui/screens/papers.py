"""Papers: what a session has for whom, read beside the list, written to the documents folder."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.documents.formats import Format, writable
from facilitator.documents.render import DOCUMENTS, PRIVATE, RENDERABLE, paper, write
from facilitator.errors import FacilitatorError
from facilitator.model.session import HEARD, LIVE, RELEASED, SessionStatus
from facilitator.ui import safe
from facilitator.ui.actions import bindings
from facilitator.ui.issued import issued, remember_paper
from facilitator.ui.screens.debrief import debrief_of
from facilitator.ui.screens.dialogs import Choose
from facilitator.ui.screens.place import Place
from facilitator.ui.screens.stored import write_what_is_stored
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.paper_view import PaperView
from facilitator.ui.widgets.row_list import Row, RowList, heading, line_row
from facilitator.workspace.programme_folder import SessionFile

if TYPE_CHECKING:
    from facilitator.documents.paper import Paper
    from facilitator.ui.app import FacilitatorApp

FORMAT_NAMES = {"html": "web page", "md": "Markdown", "txt": "text", "docx": "Word", "pdf": "PDF"}


_NOT_SHOWN = (
    "It is not shown here, for others may look at this screen. Enter writes it into the folder private; "
    "l in Sessions opens it."
)


class Edition(NamedTuple):
    """One paper of a session for one team: in a session of two, each gets its own."""

    file: SessionFile
    document: str
    team: str

    @property
    def key(self) -> str:
        """What it goes by in a list."""
        return f"{self.file.session.id} {self.document} {self.team}"

    def title(self, app: FacilitatorApp) -> str:
        """The paper's title; in a session of two teams with the team it is for."""
        title = DOCUMENTS[self.document].title
        team = app.folder.teams.get(self.team)
        alone = len(editions(self.file, self.document)) == 1
        return title if alone or team is None else f"{title}, {team.short_name or team.name}"


def editions(file: SessionFile, document: str) -> tuple[Edition, ...]:
    """Return the editions of a paper: one a team; one in all of what hangs in the room or is private."""
    wanted = DOCUMENTS[document]
    teams = file.session.teams[:1] if wanted.before_review or wanted.private else file.session.teams
    return tuple(Edition(file, document, team) for team in teams)


async def paper_of(app: FacilitatorApp, edition: Edition) -> Paper:
    """Return the paper for the facilitators' own screen; before the review with a watermark."""
    waiting = edition.file.session.status not in RELEASED
    return await asyncio.to_thread(
        paper,
        app.folder,
        edition.document,
        session=edition.file,
        preview=waiting,
        team=edition.team,
        templates=app.workspace.templates_dir,
    )


class Papers(Place):
    """The papers of every session."""

    place = "papers"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("papers")]
    CSS = """
    Papers > Horizontal > Vertical { width: 43; padding-right: 1; }
    Papers PaperView { width: 1fr; margin: 1 2 1 1; }
    Papers RowList { margin-left: 1; }
    Papers #leaves { padding: 0 3; height: auto; color: $muted; }
    Papers.-narrow PaperView { display: none; }
    Papers.-narrow > Horizontal > Vertical { width: 1fr; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out list and paper."""
        with Horizontal():
            with Vertical():
                yield Static(id="head")
                yield RowList(empty=safe.text("Papers come after the first session.", pen="muted"))
                yield Static(id="leaves")
            yield PaperView()

    def on_mount(self) -> None:
        """Start in the list."""
        self._formats = writable()
        self._format = 0
        self.query_one(RowList).focus()
        self._show_format()

    def show_records(self) -> None:
        """List what each session has: paper for the room until it was held, then what was heard."""
        folder = self.program.folder
        rows: list[Row] = []
        for file in reversed(folder.sessions):
            offered = _offered(file.session.status)
            if not offered:
                continue
            teams = " and ".join(folder.teams[id].name for id in file.session.teams if id in folder.teams)
            rows.append(heading(safe.text((f"{file.session.short_id}  {teams}", "muted"))))
            offered += list(PRIVATE) if debrief_of(file) is not None else []
            rows += [_row(self.program, each) for key in offered for each in editions(file, key)]
        self.show_head("Papers")
        self.query_one(RowList).show(rows)

    def _chosen(self) -> Edition | None:
        key = self.query_one(RowList).key
        if not key:
            return None
        session, document, team = key.split(" ")
        return Edition(self.program.folder.session(session), document, team)

    def on_row_list_moved(self) -> None:
        """Show the paper under the cursor."""
        if self.app.size.width >= 100:
            # The function, not a coroutine: one that a faster key overtakes would never be awaited.
            self.run_worker(self._show_paper, exclusive=True)  # type: ignore[arg-type]

    async def _show_paper(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        view = self.query_one(PaperView)
        if DOCUMENTS[chosen.document].private:
            view.say(safe.text(("Only you.", "private bold"), f"\n{_NOT_SHOWN}"))
            return
        try:
            view.show(await paper_of(self.program, chosen))
        except FacilitatorError as error:
            view.say(safe.text((error.happened, "warn"), "\n", (error.todo, "muted")))

    def _show_format(self) -> None:
        names = [
            (FORMAT_NAMES.get(name, name), "place" if index == self._format else "muted")
            for index, name in enumerate(self._formats)
        ]
        pieces = [piece for name in names for piece in (name, "  ")]
        self.query_one("#leaves", Static).update(safe.text(("Leaves as  ", "muted"), *pieces))

    # Keys

    def on_row_list_chosen(self) -> None:
        """Write the paper."""
        self.action_write()

    def action_write(self) -> None:
        """Write the paper under the cursor to the documents folder."""
        chosen = self._chosen()
        if chosen is not None:
            write_paper(self.program, chosen, format=self._formats[self._format])

    def action_format(self, key: str = "right") -> None:
        """Take the next or previous format."""
        self._format = (self._format + (1 if key == "right" else -1)) % len(self._formats)
        self._show_format()

    def action_what_is_stored(self) -> None:
        """Write the page about what the program stores about people, in the format chosen."""
        write_what_is_stored(self.program, format=self._formats[self._format])

    def action_folder(self) -> None:
        """Say where the papers lie."""
        self.program.say(str(self.program.workspace.documents_dir))


def _offered(status: SessionStatus) -> list[str]:
    """Return the papers of a session: those for the room before its end, the others from its start."""
    for_the_room = status not in HEARD | {SessionStatus.CANCELLED}
    heard = status in HEARD | LIVE
    return [
        key for key, document in RENDERABLE.items() if (for_the_room if document.before_review else heard)
    ]


def _row(app: FacilitatorApp, edition: Edition) -> Row:
    ready, title = _is_ready(edition), edition.title(app)
    left = issued(app.folder, edition.document, edition.file, edition.team)

    def draw(width: int) -> list[Content]:
        state = safe.text((left or "ready", "muted") if ready else ("not reviewed", "warn"))
        if DOCUMENTS[edition.document].private:
            state = safe.text(("only you", "private"))
        return [safe.row(width, safe.text(title), safe.text(state, " "))]

    return Row(edition.key, draw)


def _is_ready(edition: Edition) -> bool:
    return DOCUMENTS[edition.document].ready(edition.file.session.status)


def write_paper(app: FacilitatorApp, edition: Edition, *, format: Format = "html") -> None:
    """Write a paper and say where it lies; before the review say why it may not leave."""

    async def work() -> None:
        notices: list[str] = []
        try:
            path = await asyncio.to_thread(
                write,
                app.folder,
                edition.document,
                session=edition.file,
                format=format,
                into=app.workspace.documents_dir,
                team=edition.team,
                templates=app.workspace.templates_dir,
                notice=notices.append,
            )
        except FacilitatorError as error:
            app.complain(error)
            return
        app.say(" ".join((f"Written: {path}", *notices)))
        remember_paper(app, path, edition.document, edition.file, edition.team, format)

    app.run_worker(work())


def preview(app: FacilitatorApp, file: SessionFile, document: str) -> None:
    """Open a paper over the whole screen; of two teams' papers after asking whose."""
    every = {edition.key: edition for edition in editions(file, document)}

    def chosen(key: str | None) -> None:
        if key is not None:
            app.push_screen(Preview(every[key]))

    if len(every) == 1:
        chosen(next(iter(every)))
        return
    rows = [line_row(key, safe.text(edition.title(app))) for key, edition in every.items()]
    app.push_screen(Choose("Whose paper?", "Each team gets its own.", rows), chosen)


class Preview(Screen[None]):
    """One paper, to read before it leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("preview"),
        Binding("escape", "dismiss", show=False),
    ]
    CSS = """
    Preview PaperView { margin: 1 2; }
    """

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self._edition = edition

    def active_places(self) -> tuple[str, ...]:
        """Its own keys."""
        return ("preview", "everywhere")

    def compose(self) -> ComposeResult:
        """Lay out title and paper."""
        yield TopLine(self._top)
        yield PaperView()
        yield KeyLine()

    def _top(self, width: int) -> tuple[Content, Content]:
        from facilitator.ui.app import FacilitatorApp

        assert isinstance(self.app, FacilitatorApp)
        state = ("ready", "muted") if _is_ready(self._edition) else ("preview, not reviewed", "warn")
        title, short_id = self._edition.title(self.app), self._edition.file.session.short_id
        return safe.text((title, "bold"), "   ", (short_id, "muted")), safe.text(state)

    def on_mount(self) -> None:
        """Read the paper."""
        self.query_one(PaperView).focus()
        self.run_worker(self._show(), exclusive=True)

    async def _show(self) -> None:
        from facilitator.ui.app import FacilitatorApp

        assert isinstance(self.app, FacilitatorApp)
        view = self.query_one(PaperView)
        try:
            view.show(await paper_of(self.app, self._edition))
        except FacilitatorError as error:
            view.say(safe.text((error.happened, "warn"), "\n", (error.todo, "muted")))

    def action_write(self) -> None:
        """Write the paper to the documents folder."""
        from facilitator.ui.app import FacilitatorApp

        assert isinstance(self.app, FacilitatorApp)
        write_paper(self.app, self._edition)
