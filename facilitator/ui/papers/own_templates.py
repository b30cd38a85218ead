"""What papers are made with: which of it is one's own, what is wrong with that, and a copy to begin with."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen

from facilitator.documents.shelf.faults import ShelfFault
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.template_check.beginnings import begin, what_to_copy
from facilitator.documents.template_check.check import (
    ANEW,
    Findings,
    by_paper,
    check_templates,
    how_many_words,
)
from facilitator.documents.template_check.fields import fields_of
from facilitator.documents.template_check.listing import Listed, listed, used
from facilitator.errors import BadInput, FacilitatorError
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.papers.handing_on import short_path
from facilitator.ui.papers.open_folder import open_folder
from facilitator.ui.papers.paper_view import PaperView
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.row_list import RowList
from facilitator.ui.widgets.rows import Row

KEYS = Context(
    "own_templates",
    "Own templates",
    (
        command("copy", "enter", "copy to change", "copy what is under the cursor, to change it"),
        command("open", "o", "open", "open your own file in its program, or say where it lies"),
        command("language", "l", "another language", "begin the words of another language"),
        command("check_again", "r", "check again", "check your own files again, after you changed one"),
        command("dismiss", "escape q", "back", "back", palette=False),
    ),
)

_MOST_KEYS = 400
"""Keys of words shown in one group; no paper has as many."""


class OwnTemplates(ProgramScreen, Screen[None]):
    """All files papers are made with, and beside them what is to say of the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    CSS = """
    OwnTemplates > Horizontal > Vertical { width: 44; padding-right: 1; }
    OwnTemplates RowList { margin-left: 1; margin-top: 1; }
    OwnTemplates PaperView { width: 1fr; margin: 1 2 1 1; }
    OwnTemplates.-narrow > Horizontal { layout: vertical; }
    OwnTemplates.-narrow > Horizontal > Vertical { width: 1fr; height: 1fr; }
    OwnTemplates.-narrow PaperView { height: 1fr; margin: 0 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: Findings | None = None

    def active_contexts(self) -> tuple[Context, ...]:
        """The keys of the list."""
        return (KEYS, EVERYWHERE)

    def compose(self) -> ComposeResult:
        """Lay out list and what is said of a row."""
        yield TopLine(lambda _: (safe.text(("Own templates", "bold")), self._state()))
        with Horizontal():
            with Vertical():
                yield RowList()
            yield PaperView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Start in the list, and look what is wrong."""
        self.query_one(RowList).focus()
        self.show_records()
        self.run_worker(self._check(), exclusive=True)

    @on(events.Resize)
    def _fit(self) -> None:
        self.set_class(self.size.width < 100, "-narrow")

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self.program.workspace.templates_dir)

    @property
    def _folder(self) -> Path:
        return self.program.workspace.root / "templates"

    def _state(self) -> Content:
        if self._found is None:
            return safe.text(("checking", "muted"))
        count = len(self._found.faults)
        return safe.text((f"{count} to put right", "warn") if count else ("nothing to put right", "muted"))

    def show_records(self) -> None:
        """List the files, those only somebody mistyped the name of at the end."""
        known = listed(self._shelf)
        strange = {fault.file for fault in self._faults("")} - {each.file for each in known}
        rows = [self._row(each) for each in known]
        rows += [self._row(Listed(file, file, file)) for file in sorted(strange)]
        self.query_one(RowList).show(rows)
        self.query_one(TopLine).renew()
        self._show()

    def _row(self, each: Listed) -> Row:
        faults = len(list(self._faults(each.file))) if self._shelf.has_custom(each.file) else 0
        said = used(self._shelf, each)
        state = safe.text(
            (f"{faults} to put right", "warn")
            if faults
            else (said, "good" if said == "your own" else "muted")
        )
        return Row(
            each.file, lambda width: [safe.row(width, safe.text("  ", each.title), safe.text(state, " "))]
        )

    def _faults(self, file: str) -> Iterator[ShelfFault]:
        """Yield the faults of a file, of "" all."""
        found = self._found.faults if self._found else ()
        return (fault for fault in found if file in ("", fault.file))

    def _chosen(self) -> Listed | None:
        file = self.query_one(RowList).key
        known = {each.file: each for each in listed(self._shelf)}
        return known.get(file, Listed(file, file, file)) if file else None

    # What is said of one

    @on(RowList.Moved)
    def _show(self) -> None:
        """Say of the file under the cursor what is wrong, what is missing, and what can be done."""
        chosen = self._chosen()
        if chosen is not None:
            lines = [safe.text((chosen.title, "mark bold")), *self._said(chosen)]
            view = self.query_one(PaperView)
            view.say(Content("\n").join(lines))
            view.scroll_home(animate=False)

    def _said(self, chosen: Listed) -> Iterator[Content]:
        own = self._shelf.has_custom(chosen.file)
        where = f"templates/{chosen.file}"
        yield safe.text((f"Your own: {where}, in your workspace" if own else "Not your own yet.", "muted"))
        yield from self._wrong(chosen.file)
        yield from self._lacking(chosen)
        if not own:
            yield safe.text(
                ("\nEnter", "key"), f" copies it to {where} in your workspace, with comments that say how."
            )
        if self._found and chosen.file in self._found.older:
            yield safe.text((f"\nThe shipped one has changed since yours was copied. {ANEW}", "warn"))
        if chosen.is_template:
            yield safe.text(("\nWhat it can show, in double braces", "bold"))
            yield from (
                safe.text((field, "mark"), f"  {says}") for field, says in fields_of(chosen.file).items()
            )

    def _wrong(self, file: str) -> Iterator[Content]:
        """Yield the faults of a file, each with its line and what to do; first what is used meanwhile."""
        found = [fault for fault in (self._found.faults if self._found else ()) if fault.file == file]
        for fault in found:
            line = f"line {fault.line}: " if fault.line else ""
            yield safe.text("\n", (line, "key"), (fault.problem, "warn"), f"\n{fault.remedy}")
        if found and file.endswith(".j2"):
            yield safe.text(
                ("\nUntil then, papers are made as far as they can be, else with the shipped one.", "muted")
            )

    def _lacking(self, chosen: Listed) -> Iterator[Content]:
        """Yield the words a language lacks, all of them, by paper."""
        lang = chosen.id.removeprefix("words/")
        keys = self._found.untranslated.get(lang, ()) if self._found and lang != chosen.id else ()
        if keys:
            told = f"\n{len(keys)} of {how_many_words()} words stay English, and papers say so."
            yield safe.text((told, "warn"))
        for paper, lacking in by_paper(keys).items():
            yield safe.text((f"\n{paper} ", "bold"), (f"{len(lacking)}", "muted"))
            yield safe.text(", ".join(lacking[:_MOST_KEYS]))

    # Keys

    @on(RowList.Chosen)
    def action_copy(self) -> None:
        """Copy what is under the cursor into the folder of one's own; what is there stays."""
        chosen = self._chosen()
        if chosen is not None:
            self._begin(chosen)

    def _begin(self, each: Listed) -> None:
        program = self.program
        folder = self._folder

        async def work() -> None:
            try:
                path = await asyncio.to_thread(begin, each, folder, program.folder.programme.paper_size)
            except FacilitatorError as error:
                program.complain(error)
                return
            program.say(f"Copied to {short_path(path)}. Change it there; r checks it.")
            await self._check()

        self.run_worker(work(), exclusive=True)

    def action_open(self) -> None:
        """Open one's own file under the cursor; where nothing opens it, say where it lies."""
        chosen = self._chosen()
        if chosen is None or not self._shelf.has_custom(chosen.file):
            self.program.say("It is not your own yet: Enter copies it.")
        elif not open_folder(path := self._folder / chosen.file):
            self.program.say(f"It lies at {short_path(path)}")

    def action_language(self) -> None:
        """Ask which language, and begin its words."""

        def require_language(typed: str) -> None:
            if what_to_copy(self._shelf, f"words/{typed.strip().lower()}") is None:
                raise BadInput(
                    "That is no language words can be begun of.",
                    "Type its two letters, such as de; of one that is in the list go to its row.",
                )

        def answered(typed: str | None) -> None:
            each = what_to_copy(self._shelf, f"words/{typed.strip().lower()}") if typed else None
            if each is not None:
                self._begin(each)

        ask = AskLine("Another language", "Two letters, such as de.", check=require_language)
        self.app.push_screen(ask, answered)

    def action_check_again(self) -> None:
        """Check all files of one's own, and say what was found."""

        async def work() -> None:
            await self._check()
            self.program.say(f"Checked: {self._state().plain}.")

        self.run_worker(work(), exclusive=True)

    async def _check(self) -> None:
        """Check all files of one's own, beside the event loop."""
        self._found = None
        self.query_one(TopLine).renew()
        found = await asyncio.to_thread(check_templates, self._shelf)
        if self.is_here:
            self._found = found
            self.show_records()
