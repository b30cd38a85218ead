"""Settings: what can be set of the programme, page by page, each value with its consequence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple
from weakref import WeakKeyDictionary

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitator.language import words
from facilitator.language.tables import language_for, speak
from facilitator.model.channels import Matter
from facilitator.model.entity import Entity
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES
from facilitator.model.team import going_teams
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.place import BEGIN_KEYS, PLACE_KEYS, Place
from facilitator.ui.records.form import KEYS as FORM_KEYS
from facilitator.ui.records.form import RecordForm
from facilitator.ui.records.kinds import title_of
from facilitator.ui.records.panes import panes_css
from facilitator.ui.records.unsaved import unsaved
from facilitator.ui.widgets.lines import KeyLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.settings import PROGRAMME
from facilitator.workspace.undo import Scope

KEYS = Context("settings", "Settings", (command("open", "enter e", "open", "open the page"),))


class Page(NamedTuple):
    """A page of the settings: the *fields* it shows, or what Enter does instead, and what it counts."""

    key: str
    title: str
    fields: tuple[str, ...] = ()
    action: str = ""
    about: str = ""
    counted: Callable[[ProgrammeFolder], str] = lambda folder: ""


_PAGES = (
    Page(
        "name",
        "Name and purpose",
        ("name", "organisation", "purpose", "sponsor", "started", "ends", "last_comparison"),
    ),
    Page(
        "papers",
        "Listening and papers",
        ("threshold", "language", "timezone", "answer_days", "holidays", "signals"),
    ),
    Page("print", "Paper and contact", ("paper_size", "paper_contact")),
    Page("keeping", "Keeping and deleting", ("private_days", "observation_months", "data_contact")),
    Page(
        "programmes",
        "Other programmes",
        action="app.programmes",
        about="Open another programme of this folder or of another one, or begin one.",
    ),
    Page(
        "practices",
        "Practices",
        action="app.place('practices')",
        about="What you call them, which of them fit, which are hidden, and your own.",
        counted=lambda folder: str(len(folder.catalogue.offered)),
    ),
    Page(
        "people",
        "People",
        action="app.place('people')",
        about="Who accepted a role: owners, champions, managers, facilitators. Nobody else.",
        counted=lambda folder: str(len(folder.people)),
    ),
    Page(
        "channels",
        "Whom to turn to",
        action="app.other_channels",
        about="With what must not be written down here.",
        counted=lambda folder: f"{len(folder.programme.channels)} of {len(Matter)}",
    ),
)


def pages() -> tuple[Page, ...]:
    """Return the pages in their order; lists of which only the declaration is known come last."""
    known = {"teams", *(page.key for page in _PAGES)}
    plain = [row for row in ENTITIES.values() if row.by_hand and not row.part and row.table not in known]
    return (*_PAGES, *map(_plain_page, plain))


def _plain_page(entity: Entity) -> Page:
    return Page(
        entity.table,
        title_of(entity),
        action=f"app.place('{entity.table}')",
        about=f"Every {entity.name} of the programme.",
        counted=lambda folder: str(len(folder.file.all(entity.type))),
    )


_LAST_PAGE: WeakKeyDictionary[ProgrammeFolder, str] = WeakKeyDictionary()
"""The page that was in hand last, of each programme: the settings open where one was."""


class Settings(Place):
    """What can be set of the programme."""

    place = "settings"
    keys = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    DEFAULT_CSS = panes_css("Settings", 36)

    @property
    def scope(self) -> Scope:
        """What was changed of the programme."""
        return Scope((self.program.folder.file,), lambda change: change.types == {Programme})

    def active_contexts(self) -> tuple[Context, ...]:
        """In the form its keys alone; in the list its own, then those of all places."""
        if self.form.has_focus_within:
            return (FORM_KEYS, EVERYWHERE)
        return (KEYS, BEGIN_KEYS, PLACE_KEYS, EVERYWHERE)

    def compose_body(self) -> ComposeResult:
        """Lay out the pages and, beside them, the one in hand."""
        with Horizontal(id="panes"):
            with Vertical(id="listed"):
                yield Static(safe.text(("Programme", "bold")), id="list-head")
                yield RowList()
            with Vertical(id="side"):
                yield Static(id="form-head")
                yield Static(id="about", classes="muted")
                yield RecordForm(
                    PROGRAMME, consequence=lambda entry, field: consequence(self.program.folder, entry, field)
                )

    @on(events.Mount)
    def _start(self) -> None:
        """Start in the list."""
        self.rows.focus()

    @property
    def rows(self) -> RowList:
        """The pages."""
        return self.query_one(RowList)

    @property
    def form(self) -> RecordForm:
        """The fields of the page in hand."""
        return self.query_one(RecordForm)

    @property
    def _page(self) -> Page:
        return next((page for page in pages() if page.key == self.rows.key), _PAGES[0])

    # What is shown

    def show_records(self) -> None:
        """List the pages, and show the one in hand."""
        was = _LAST_PAGE.get(self.program.folder) if self.rows.key is None else None
        self.rows.show([self._row(page) for page in pages()], select=was)
        self._load()

    def _row(self, page: Page) -> Row:
        folder = self.program.folder
        waits = set(unsaved(folder, PROGRAMME, folder.programme.id)) & set(page.fields)
        right = safe.text(("! not saved", "warn") if waits else (page.counted(folder), "muted"))

        def draw(width: int) -> Sequence[Content]:
            return [safe.row(width, safe.text(page.title), right)]

        return Row(page.key, draw)

    def _load(self) -> None:
        page = self._page
        _LAST_PAGE[self.program.folder] = page.key
        self.form.display = bool(page.fields)
        about = self.query_one("#about", Static)
        about.display = not page.fields
        about.update(safe.text(f"{page.about} Enter opens it."))
        self.form.load(self.program.folder.programme.id, page.fields)
        self._show_head()

    def _show_head(self) -> None:
        bar = ("▌ ", "mark") if self.form.has_focus_within else "  "
        name = self.program.folder.programme.name
        self.query_one("#form-head", Static).update(
            safe.text(bar, (self._page.title, "bold"), "   ", (name, "muted"))
        )

    def on_row_list_moved(self) -> None:
        """Show the page under the cursor."""
        if not self.form.has_focus_within:
            self._load()

    async def on_row_list_chosen(self) -> None:
        """Go into the page, or where it leads."""
        await self.action_open()

    def on_descendant_focus(self) -> None:
        """The keys below are those of the part in focus; in a narrow window it is the one that is shown."""
        self.set_class(self.form.has_focus_within, "-writing")
        self.query_one(KeyLine).show_keys()
        self._show_head()

    # Keys

    async def action_open(self) -> None:
        """Go into the page, or where it leads."""
        page = self._page
        if page.action:
            await self.app.run_action(page.action)
            return
        self.add_class("-writing")
        self._load()
        self.form.start()

    def on_record_form_left(self) -> None:
        """Go back to the pages; what is not saved yet is kept in its field."""
        self.form.save_changed()
        self.remove_class("-writing")
        self.rows.focus()
        self.call_after_refresh(self.show_records)

    def on_record_form_saved(self) -> None:
        """Show what follows from it, and say so."""
        standing = self.form.standing  # before another page may stand in the form
        speak(language_for(self.program.folder.programme.language))
        self.show_records()
        self.program.say(standing)

    @on(RecordForm.Refused)
    def _tell_refused(self) -> None:
        """Say what is not saved, in the place of what was saved before."""
        self.program.say(self.form.standing)

    @on(events.ScreenSuspend)
    def _save(self) -> None:
        """Save what stands in the form before something else is shown."""
        self.form.save_changed()

    def rest(self) -> None:
        """Save what stands in the form: the program is ending."""
        self.form.save_changed()

    def leave_program(self) -> bool:
        """Save what stands in the form, so that what cannot be saved is asked about."""
        self.form.save_changed()
        return False


# What a value means now --------------------------------------------------------------------------


def consequence(folder: ProgrammeFolder, programme: Any, field: str) -> str:
    """Return in a sentence what the value of a setting means now, "" for nothing to say."""
    if field == "threshold":
        return _hidden_teams(folder, programme.threshold)
    if field == "timezone":
        return f"{words.time(folder.local(folder.now()))} there now."
    if field == "ends" and programme.over_on is None:
        return "Not set yet: without it ideas and actions are kept for good."
    return ""


def _hidden_teams(folder: ProgrammeFolder, least: int) -> str:
    def hidden(threshold: int) -> int:
        return sum(team.headcount < threshold for team in going_teams(folder.teams.values()))

    now, then = hidden(least), hidden(least + 1) or "none"
    shown = words.count_or_no(now, "team")
    stays = "stays" if now == 1 else "stay"
    return f"May be raised, never lowered. At {least}, {shown} {stays} hidden; at {least + 1}, {then} would."
