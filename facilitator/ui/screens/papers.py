"""Papers: what a session has for whom, read beside the list, written to the documents folder."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from facilitator.documents.render import FORMATS, RENDERABLE, Format, paper, write
from facilitator.errors import FacilitatorError
from facilitator.model.session import HEARD, LIVE, RELEASED, SessionStatus
from facilitator.ui import safe
from facilitator.ui.actions import bindings
from facilitator.ui.screens.place import Place
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.paper_view import PaperView
from facilitator.ui.widgets.row_list import Row, RowList, heading
from facilitator.workspace.programme_folder import SessionFile

if TYPE_CHECKING:
    from facilitator.documents.paper import Paper
    from facilitator.ui.app import FacilitatorApp

FORMAT_NAMES = {"html": "web page", "md": "Markdown"}


async def paper_of(app: FacilitatorApp, file: SessionFile, document: str) -> Paper:
    """Return the paper for the facilitators' own screen; before the review with a watermark."""
    waiting = file.session.status not in RELEASED
    edition = _edition(app, file)
    return await asyncio.to_thread(paper, app.folder, document, session=file, preview=waiting, **edition)


def _edition(app: FacilitatorApp, file: SessionFile) -> dict[str, Any]:
    """Return whose edition it is (of two teams the first's) and the workspace's own templates."""
    return {"team": file.session.teams[0], "templates": app.workspace.templates_dir}


class Papers(Place):
    """The papers of every session."""

    place = "papers"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("papers")]
    CSS = """
    Papers > Horizontal > Vertical { width: 43; padding-right: 1; }
    Papers #head { padding: 1 3 0 3; height: 2; }
    Papers PaperView { width: 1fr; margin: 1 2 1 1; }
    Papers RowList { margin-left: 1; }
    Papers #leaves { padding: 0 3; height: auto; color: $muted; }
    Papers.-narrow PaperView { display: none; }
    Papers.-narrow > Horizontal > Vertical { width: 1fr; }
    Papers.-narrow #head { padding: 0 3; height: 1; }
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
            rows += [_row(file, key) for key in offered]
        self.query_one("#head", Static).update(safe.text("Papers", pen="bold"))
        self.query_one(RowList).show(rows)

    def _chosen(self) -> tuple[SessionFile, str] | None:
        key = self.query_one(RowList).key
        if not key:
            return None
        session, document = key.split(" ")
        return self.program.folder.session(session), document

    def on_row_list_moved(self) -> None:
        """Show the paper under the cursor."""
        if self.app.size.width >= 100:
            self.run_worker(self._show_paper(), exclusive=True)

    async def _show_paper(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        view = self.query_one(PaperView)
        try:
            view.show(await paper_of(self.program, *chosen))
        except FacilitatorError as error:
            view.say(safe.text((error.happened, "warn"), "\n", (error.todo, "muted")))

    def _show_format(self) -> None:
        names = [
            (FORMAT_NAMES.get(name, name), "place" if index == self._format else "muted")
            for index, name in enumerate(FORMATS)
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
            write_paper(self.program, *chosen, format=FORMATS[self._format])

    def action_format(self, key: str = "right") -> None:
        """Take the next or previous format."""
        self._format = (self._format + (1 if key == "right" else -1)) % len(FORMATS)
        self._show_format()

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


def _row(file: SessionFile, document: str) -> Row:
    ready = RENDERABLE[document].ready(file.session.status)

    def draw(width: int) -> list[Content]:
        state = safe.text(("ready", "muted") if ready else ("not reviewed", "warn"))
        return [safe.row(width, safe.text(RENDERABLE[document].title), safe.text(state, " "))]

    return Row(f"{file.session.id} {document}", draw)


def write_paper(app: FacilitatorApp, file: SessionFile, document: str, *, format: Format = "html") -> None:
    """Write a paper and say where it lies; before the review say why it may not leave."""

    async def work() -> None:
        try:
            path = await asyncio.to_thread(
                write,
                app.folder,
                document,
                session=file,
                format=format,
                into=app.workspace.documents_dir,
                **_edition(app, file),
            )
        except FacilitatorError as error:
            app.complain(error)
            return
        app.say(f"Written: {path}")

    app.run_worker(work())


def preview(app: FacilitatorApp, file: SessionFile, document: str) -> None:
    """Open a paper over the whole screen."""
    app.push_screen(Preview(file, document))


class Preview(Screen[None]):
    """One paper, to read before it leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("preview"),
        Binding("escape", "dismiss", show=False),
    ]
    CSS = """
    Preview PaperView { margin: 1 2; }
    """

    def __init__(self, file: SessionFile, document: str) -> None:
        super().__init__()
        self._file = file
        self._document = document

    def active_places(self) -> tuple[str, ...]:
        """Its own keys."""
        return ("preview", "everywhere")

    def compose(self) -> ComposeResult:
        """Lay out title and paper."""
        yield TopLine(self._top)
        yield PaperView()
        yield KeyLine()

    def _top(self, width: int) -> tuple[Content, Content]:
        ready = RENDERABLE[self._document].ready(self._file.session.status)
        state = ("ready", "muted") if ready else ("preview, not reviewed", "warn")
        title = RENDERABLE[self._document].title
        return safe.text((title, "bold"), "   ", (self._file.session.short_id, "muted")), safe.text(state)

    def on_mount(self) -> None:
        """Read the paper."""
        self.query_one(PaperView).focus()
        self.run_worker(self._show(), exclusive=True)

    async def _show(self) -> None:
        from facilitator.ui.app import FacilitatorApp

        assert isinstance(self.app, FacilitatorApp)
        view = self.query_one(PaperView)
        try:
            view.show(await paper_of(self.app, self._file, self._document))
        except FacilitatorError as error:
            view.say(safe.text((error.happened, "warn"), "\n", (error.todo, "muted")))

    def action_write(self) -> None:
        """Write the paper to the documents folder."""
        from facilitator.ui.app import FacilitatorApp

        assert isinstance(self.app, FacilitatorApp)
        write_paper(self.app, self._file, self._document)
