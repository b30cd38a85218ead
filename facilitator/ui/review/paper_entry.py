"""Quick entry: a filled paper typed in, with what each line will become beside it."""

from __future__ import annotations

from datetime import tzinfo
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.live.capture.naming import CaptureContext
from facilitator.live.paper_entry.entry import (
    ON_PAPER,
    Entry,
    EntryLine,
    EntryReader,
    context_of,
    enter,
    require_open,
    sheet_of,
)
from facilitator.live.paper_entry.facts import Touch
from facilitator.live.paper_entry.forms import FORMS
from facilitator.live.paper_entry.framing import Blank
from facilitator.live.paper_entry.sheet import HEADING, TOUCH_ROW, laid_out, takes
from facilitator.live.session import LiveSession
from facilitator.ui import safe
from facilitator.ui.keys.command import Answers, Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.program import Program
from facilitator.ui.review.lines_as_read import LinesAsRead, shown_forms, summary_of, told_rows
from facilitator.ui.review.paper_text import PaperText
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.sides import side_in_hand

_REST = 0.5
"""After so many seconds without a key, what is typed is kept against a crash."""


KEYS = Context(
    "quick_entry",
    "From paper",
    (
        command("enter_paper", "ctrl+n", "enter it", "save every line as one change"),
        command("next_row", "tab", "next row", "to the next row of the sheet", palette=False, always=True),
        command("former_row", "shift+tab", "", "to the row of the sheet before", palette=False),
        command("next_part", "ctrl+t", "next part", "to the next part of the sheet"),
        command("turn_side", "ctrl+a", "", "of two teams: whose paper it is", priority=True),
        command("leave_paper", "escape", "back", "back; what is typed is kept", palette=False),
    ),
    answers=(
        Answers("Enter", (("", "the next row; among the notes a new line, from an empty one on"),)),
        *(Answers(form.typed.split(" ")[0], ((form.typed, form.says),)) for form in FORMS),
    ),
)


def open_quick_entry(app: Program, live: LiveSession) -> None:
    """Let the paper of a session be typed in, or say why it takes no more."""
    try:
        require_open(live)
    except FacilitatorError as error:
        app.say(error.happened)
        return

    def entered(entry: Entry | None) -> None:
        if entry is not None:
            app.say(f"{words.count(len(entry.filled), 'line')} entered   ^Z takes them back")

    app.push_screen(QuickEntry(live, app.folder.zone), entered)


class QuickEntry(ProgramScreen, Screen[Entry | None]):
    """Returns the entry once it is saved, None when it was left; what is typed is then kept."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    CSS = """
    QuickEntry > Horizontal { height: 1fr; padding: 1 0; }
    QuickEntry #summary { height: auto; padding: 0 3; }
    QuickEntry #line { height: auto; padding: 0 3; }
    QuickEntry.-narrow > Horizontal { padding: 0; }
    QuickEntry.-narrow PaperText { width: 1fr; }
    QuickEntry.-narrow LinesAsRead { display: none; }
    """

    def __init__(self, live: LiveSession, zone: tzinfo) -> None:
        super().__init__()
        self.live = live
        self._zone = zone
        self._reader = EntryReader(context_of(live, self._zone))
        self._sheet = sheet_of(live)
        self._entry = Entry()
        self._resting: Timer | None = None

    def active_contexts(self) -> tuple[Context, ...]:
        """Its own keys."""
        return (KEYS, EVERYWHERE)

    def compose(self) -> ComposeResult:
        """Lay out text, read-back and summary."""
        yield TopLine(self._draw_top)
        with Horizontal():
            yield PaperText(soft_wrap=True, highlight_cursor_line=False, compact=True)
            yield LinesAsRead()
        yield Static(id="line")
        yield Static(id="summary")
        yield KeyLine()

    def on_mount(self) -> None:
        """Go on with what was typed before."""
        area = self.query_one(PaperText)
        kept = self.live.drafts.text_in(ON_PAPER)
        if kept:
            area.go_on(kept)
        else:
            area.lay_out(laid_out(self._sheet))
        area.focus()
        self.watch(area, "scroll_y", self._follow)
        self._read()

    def _draw_top(self, width: int) -> tuple[Content, Content]:
        live, teams = self.live, self.live.session.teams
        team = live.desk.teams.get(teams[0])
        whose = f"{side_in_hand(live)}   ^A" if len(teams) > 1 else team.name if team else ""
        left = safe.text(("From paper", "bold"), "   ", (f"{live.session.short_id}   {whose}", "muted"))
        return left, safe.text(("one line a fact", "muted"))

    # What is shown

    def on_text_area_changed(self) -> None:
        """Read the lines again, and keep them once the typing rests."""
        self._read()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._keep)

    def rest(self) -> None:
        """Keep what was typed, without a question: the program is ending."""
        self._keep()

    def on_text_area_selection_changed(self) -> None:
        """Follow the cursor."""
        self._show_line()

    def on_resize(self) -> None:
        """Draw again for the new width."""
        self.call_after_refresh(self._show)

    def _follow(self, scrolled: float) -> None:
        self.query_one(LinesAsRead).top = round(scrolled)

    def _read(self) -> None:
        self._entry = self._reader.read(self.query_one(PaperText).text)
        self._show()

    def _show(self) -> None:
        area, back = self.query_one(PaperText), self.query_one(LinesAsRead)
        if back.display:
            shown = {line.number: line for line in self._entry.lines}
            rows: list[Content] = []
            for number in range(area.document.line_count):
                line, free = shown.get(number), area.rows_of(number)
                rows += told_rows(line, self._known, back.size.width - 3, free, self._takes(line))
            back.show(rows)
        self.query_one("#summary", Static).update(summary_of(self._entry))
        self._show_line()

    def _show_line(self) -> None:
        """Say below the text what the line in hand becomes; while there is none, what can be typed."""
        if not self.query_one(PaperText).text:
            self.query_one("#line", Static).update(Content("\n").join(shown_forms(self.app.size.width - 6)))
            return
        here, _ = self.query_one(PaperText).cursor_location
        line = next((line for line in self._entry.lines if line.number == here), None)
        takes, width = self._takes(line), self.app.size.width - 6
        shown = told_rows(line, self._known, width, 2, takes)
        told = (
            safe.text((takes, "muted"))
            if line is not None and not isinstance(line.fact, Blank)
            else safe.NOTHING
        )
        self.query_one("#line", Static).update(Content("\n").join((*shown, safe.cell(told, width))))

    def _takes(self, line: EntryLine | None) -> str:
        """Return what belongs in a line, as the sheet has it."""
        if line is None:
            return ""
        if isinstance(line.fact, Touch):
            return TOUCH_ROW
        above = (each.typed for each in self._entry.lines if each.number < line.number)
        heading = next((typed for typed in [*above][::-1] if typed.startswith(HEADING)), "")
        return takes(self._sheet, line.typed, heading)

    @property
    def _known(self) -> CaptureContext:
        return self._reader.context.capture

    # Keys

    def _keep(self) -> None:
        """Keep what is typed with the session; of a sheet nobody filled in there is nothing to keep."""
        text = self.query_one(PaperText).text if self._entry.filled else ""
        try:
            self.live.drafts.keep(text, ON_PAPER)
        except FacilitatorError as error:
            self.program.complain(error)

    def action_enter_paper(self) -> None:
        """Save every line as one change; taking it back brings back what was typed, too."""
        if not self._entry.filled:
            self.program.say("Nothing is typed yet")
            return
        self._stop_resting()
        self._keep()
        try:
            entry = enter(self.live, self.query_one(PaperText).text, self._zone)
        except FacilitatorError as error:
            self.program.complain(error)
            return
        self.dismiss(entry)

    def action_next_row(self) -> None:
        """Go to the next row of the sheet that is not filled in."""
        if not self.query_one(PaperText).next_gap():
            self.program.say("Every row below is filled in")

    def action_former_row(self) -> None:
        """Go to the row of the sheet before that is not filled in."""
        if not self.query_one(PaperText).former_gap():
            self.program.say("Every row above is filled in")

    def action_next_part(self) -> None:
        """Go to the next part of the sheet."""
        if not self.query_one(PaperText).next_part():
            self.program.say("No part of the sheet follows")

    def action_turn_side(self) -> None:
        """Take the paper of the other of two teams, or of both; its scores are one team's."""
        if not self.live.sides.teams:
            self.program.say("One team is here: all of it is theirs")
            return
        self.live.sides.turn()
        self._reader = EntryReader(context_of(self.live, self._zone))
        self.query_one(TopLine).refresh()
        self._read()

    def action_leave_paper(self) -> None:
        """Go back; what is typed is kept with the session."""
        self._stop_resting()
        self._keep()
        self.dismiss(None)

    def leave_program(self) -> bool:
        """Keep what is typed, then leave as the screen below does."""
        self._keep()
        for screen in self.app.screen_stack:
            if screen is not self and isinstance(screen, ProgramScreen) and screen.leave_program():
                return True
        self.program.leave_when_saved()
        return True

    def _stop_resting(self) -> None:
        if self._resting is not None:
            self._resting.stop()
