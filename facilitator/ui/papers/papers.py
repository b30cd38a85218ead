"""Papers: what a session has for whom, read beside the list, written to the documents folder."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.documents.formats.registry import Format, writable
from facilitator.documents.render import DOCUMENTS, PRIVATE
from facilitator.documents.wording.sentences import upper_first
from facilitator.errors import FacilitatorError
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.papers.editions import Edition, editions, offered, paper_of
from facilitator.ui.papers.exporting import ask_what_to_export
from facilitator.ui.papers.handing_on import open_file
from facilitator.ui.papers.open_folder import open_folder
from facilitator.ui.papers.paper_view import PaperView
from facilitator.ui.papers.what_is_stored import write_what_is_stored
from facilitator.ui.papers.writing import ask_to_write, copy_paper, write_paper, write_papers
from facilitator.ui.place import Place
from facilitator.ui.program import Program
from facilitator.ui.widgets import list_filter
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row, heading
from facilitator.workspace.debriefs import debrief_of
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile

FORMAT_NAMES = {
    "html": "web page",
    "md": "Markdown",
    "wiki": "wiki",
    "txt": "text",
    "docx": "Word",
    "pdf": "PDF",
    "json": "data",
}
"""The formats of papers as people call them: wiki is Markdown without HTML, data JSON for programs."""

_GROUPS = ("For the team", "For both teams", "For the room", "Only you")
_TEAM, _BOTH, _ROOM, _ONLY_YOU = range(len(_GROUPS))

_LIST = 44
"""Cells the list takes beside the paper."""

_LABEL = 11
"""Cells for a label below the list."""

_NOT_SHOWN = (
    "It is not shown here, for others may look at this screen. Enter writes it into the folder private; "
    "l in Sessions opens it."
)


KEYS = Context(
    "papers",
    "Papers",
    (
        command("write", "enter", "write it", "write the paper to the documents folder"),
        command("write_all", "e", "every paper", "write every paper of this session that may leave"),
        command("format", "left right", "format", "change the format", palette=False, with_key=True),
        command("what_is_stored", "w", "", "write the page about what is stored about people"),
        command("open_paper", "o", "write and open", "write the paper and open it in its program"),
        command("copy_text", "c", "copy", "write the paper as plain text and copy it"),
        command("export", "x", "for programs", "write a calendar or a table for other programs"),
        command("own_templates", "t", "templates", "see what papers are made with, and change it"),
        command("folder", "O", "folder", "open the folder of the papers"),
    ),
)


class Papers(Place):
    """The papers of every session."""

    place = "papers"
    keys = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS, list_filter.KEYS)]

    CSS = """
    Papers > Horizontal > Vertical { width: 44; padding-right: 1; }
    Papers PaperView { width: 1fr; margin: 1 2 1 1; }
    Papers RowList { margin-left: 1; }
    Papers #leaves { padding: 1 3 0 3; height: auto; }
    Papers.-narrow PaperView { display: none; }
    Papers.-narrow > Horizontal > Vertical { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._filter: list_filter.ListFilter = list_filter.ListFilter(self.show_records)

    def compose_body(self) -> ComposeResult:
        """Lay out list and paper."""
        with Horizontal():
            with Vertical():
                yield Static(id="head")
                yield self._filter
                yield RowList()
                yield Static(id="leaves")
            yield PaperView()

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the list."""
        self._formats: tuple[Format, ...] = (*writable(), "json")
        self._format = 0
        self._progress = ""
        self.query_one(RowList).focus()
        self._show_leaving()

    def show_records(self) -> None:
        """List what each session has: paper for the room until it was held, then what was heard."""
        folder = self.program.folder
        rows: list[Row] = []
        shown = there = 0
        for file in reversed(folder.sessions):
            every = self._editions(file)
            fitting = [each for each in every if self._filter.fits(*_words(folder, each))]
            shown, there = shown + len(fitting), there + len(every)
            if fitting:
                teams = folder.team_names(file.session)
                rows.append(heading(safe.text((f"{file.session.short_id}  ", "muted"), (teams, "bold"))))
            for readers, group in groupby(fitting, lambda each: _readers(each.document)):
                pen = "private" if readers == _ONLY_YOU else "muted"
                rows.append(heading(safe.text(_GROUPS[readers], pen=pen), space_above=False))
                rows += [_row(self.program, each) for each in group]
        self.show_head("Papers", self._filter.count(shown, there) if self._filter.is_on else "")
        listed = self.query_one(RowList)
        listed.empty = self._filter.nothing("Papers come after the first session.")
        listed.show(rows)

    def _editions(self, file: SessionFile) -> list[Edition]:
        """Return the papers of a session, those for the same readers together."""
        keys = offered(file.session.status)
        keys += list(PRIVATE) if keys and debrief_of(file) is not None else []
        folder = self.program.folder
        return [each for key in sorted(keys, key=_readers) for each in editions(folder, file, key)]

    def _chosen(self) -> Edition | None:
        key = self.query_one(RowList).key
        if not key:
            return None
        session, document, team, other = key.split(" ")
        return Edition(self.program.folder.session(session), document, team, other)

    @on(RowList.Moved)
    def _read(self) -> None:
        """Show the paper under the cursor, and for whom it is."""
        self._show_leaving()
        if self.app.size.width >= 100:
            # The function, not a coroutine: one that a faster key overtakes would never be awaited.
            self.run_worker(self._show_paper, exclusive=True)  # type: ignore[arg-type]

    async def _show_paper(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        view = self.query_one(PaperView)
        if chosen.private:
            view.say(safe.text(("Only you.", "private bold"), f"\n{_NOT_SHOWN}"))
            return
        try:
            view.show(await paper_of(self.program, chosen))
        except FacilitatorError as error:
            view.say(safe.text((error.happened, "warn"), "\n", (error.todo, "muted")))

    def _show_leaving(self) -> None:
        """Say for whom the paper under the cursor is, and in which format it leaves."""
        leaves, chosen = self.query_one("#leaves", Static), self._chosen()
        leaves.display = chosen is not None
        if chosen is None:
            return
        width = (_LIST if self.app.size.width >= 100 else self.app.size.width) - 6
        names = [
            safe.text((FORMAT_NAMES.get(name, name), "place" if index == self._format else "muted"))
            for index, name in enumerate(self._formats)
        ]
        lines = [
            *safe.beside(("For", "muted"), DOCUMENTS[chosen.document].readers, _LABEL, width),
            *safe.beside(("Leaves as", "muted"), safe.text("  ").join(names), _LABEL, width),
            *safe.wrap(upper_first(self._progress), width)[: bool(self._progress)],
        ]
        leaves.update(Content("\n").join(lines))

    # Keys

    @on(RowList.Chosen)
    def _choose(self) -> None:
        """Write the paper."""
        self.action_write()

    def action_write(self) -> None:
        """Write the paper under the cursor to the documents folder."""
        chosen = self._chosen()
        if chosen is not None:
            write_paper(self.program, chosen, format=self._formats[self._format])

    def action_open_paper(self) -> None:
        """Write the paper under the cursor and open it."""
        chosen = self._chosen()
        if chosen is not None:
            write_paper(self.program, chosen, format=self._formats[self._format], then=open_file)

    def action_copy_text(self) -> None:
        """Write the paper under the cursor as plain text and copy it; never what is only yours."""
        chosen = self._chosen()
        if chosen is not None:
            copy_paper(self.program, chosen)

    def action_write_all(self) -> None:
        """Write, after a yes, every paper of the session in hand that may leave; never what is only yours."""
        chosen = self._chosen()
        if chosen is None:
            return
        folder, file = self.program.folder, chosen.file
        every = [each for key in offered(file.session.status) for each in editions(folder, file, key)]
        ready = [each for each in every if each.ready and not each.private]
        if not ready:
            self.program.say("Papers leave after the review.")
            return
        format = self._formats[self._format]
        ask_to_write(
            self.program,
            ready,
            format,
            lambda: write_papers(self.program, ready, self._tell_progress, format=format),
        )

    def _tell_progress(self, words: str) -> None:
        """Say below the list which paper is being made."""
        self._progress = words
        if self.is_here:
            self._show_leaving()

    def action_export(self) -> None:
        """Ask which calendar or table leaves for other programs: of the session in hand, or of all."""
        chosen = self._chosen()
        ask_what_to_export(self.program, chosen.file if chosen is not None else None)

    def action_format(self, key: str = "right") -> None:
        """Take the next or previous format."""
        self._format = (self._format + (1 if key == "right" else -1)) % len(self._formats)
        self._show_leaving()

    def action_what_is_stored(self) -> None:
        """Write the page about what the program stores about people, in the format chosen."""
        write_what_is_stored(self.program, format=self._formats[self._format])

    def action_own_templates(self) -> None:
        """Show what papers are made with, and what is wrong with one's own."""
        # Imported here: who only reads papers does not wait for it.
        from facilitator.ui.papers.own_templates import OwnTemplates

        self.app.push_screen(OwnTemplates())

    def action_folder(self) -> None:
        """Open the folder of the papers; where no desktop can, say where it lies."""
        folder = self.program.workspace.documents_dir
        if not (folder.is_dir() and open_folder(folder)):
            self.program.say(str(folder))


def _readers(key: str) -> int:
    """Return where a paper stands in `_GROUPS`: by whom it is for."""
    document = DOCUMENTS[key]
    if document.private:
        return _ONLY_YOU
    return _ROOM if document.before_review else _BOTH if document.of_two else _TEAM


def _words(folder: ProgrammeFolder, edition: Edition) -> Iterator[str]:
    """Yield what a paper can be filtered by: its title, state, readers, session and teams."""
    session = edition.file.session
    yield from (edition.title(folder), edition.state(folder).plain, _GROUPS[_readers(edition.document)])
    yield from (session.short_id, folder.team_names(session))
    yield from (folder.teams[id].short_name for id in session.teams if id in folder.teams)


def _row(app: Program, edition: Edition) -> Row:
    title, state = edition.title(app.folder), edition.state(app.folder)

    def draw(width: int) -> list[Content]:
        name, stands = safe.text("  ", title), safe.text(state, " ")
        if name.cell_length + 2 + stands.cell_length <= width:
            return [safe.row(width, name, stands)]
        lines = safe.wrap(title, width - 2)
        return [*(safe.text("  ", line) for line in lines), safe.row(width, safe.NOTHING, stands)]

    return Row(edition.key, draw)
