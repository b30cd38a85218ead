"""Quick entry: a filled paper typed in, with what each line will become beside it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.live.capture.naming import CaptureContext
from facilitator.live.paper_entry.entry import (
    ON_PAPER,
    Entry,
    EntryLine,
    context_of,
    enter,
    read_entry,
    require_open,
)
from facilitator.live.paper_entry.lines import FORMS
from facilitator.live.session import LiveSession
from facilitator.text import clean
from facilitator.ui import safe
from facilitator.ui.keys.command import Context, bindings, command
from facilitator.ui.keys.everywhere import EVERYWHERE
from facilitator.ui.late_calls import Late
from facilitator.ui.program import Program
from facilitator.ui.screen import ProgramScreen
from facilitator.ui.widgets.lines import KeyLine, TopLine
from facilitator.ui.widgets.sides import side_in_hand

_REST = 0.5
"""After so many seconds without a key, what is typed is kept against a crash."""

_WHAT = 13
_TYPED = max(len(form.typed) for form in FORMS) + 3


KEYS = Context(
    "quick_entry",
    "From paper",
    (
        command("enter_paper", "ctrl+n", "enter it", "save every line as one change"),
        command("turn_side", "ctrl+a", "", "of two teams: whose paper it is", priority=True),
        command("leave_paper", "escape", "back", "back; what is typed is kept", palette=False),
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
            app.say(f"{words.count(len(entry.lines), 'line')} entered   ^Z takes them back")

    app.push_screen(QuickEntry(live), entered)


class PaperText(Late, TextArea):
    """The lines being typed; undo and redo are those of the typing."""

    DEFAULT_CSS = """
    PaperText, PaperText:focus { width: 36%; background: $lift; border: none; padding: 0 1 0 2; }
    PaperText { scrollbar-size-vertical: 1; }
    """
    cursor_blink = reactive(False, init=False)

    def on_paste(self, event: events.Paste) -> None:
        """Put in what is pasted, without anything that could act on the terminal."""
        event.prevent_default()
        event.stop()
        pasted = self.replace(clean(event.text), *self.selection)
        self.move_cursor(pasted.end_location)

    def action_undo(self) -> None:
        """Take back what was typed last."""
        if not self.history.undo_stack:
            self.program.say("Nothing to undo here")
        super().action_undo()

    def action_redo(self) -> None:
        """Type again what was taken back."""
        if not self.history.redo_stack:
            self.program.say("Nothing to bring back here")
        super().action_redo()

    def rows_of(self, line: int) -> int:
        """Return over how many rows of the screen a line is wrapped."""
        return len(self.wrapped_document.get_offsets(line)) + 1


class LinesAsRead(Late, Widget):
    """What each line will become, in the row of that line."""

    DEFAULT_CSS = """
    LinesAsRead { width: 1fr; padding: 0 2 0 1; }
    """
    top: reactive[int] = reactive(0)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Content] = []

    def show(self, rows: list[Content]) -> None:
        """Show rows that stand beside those of the text."""
        self._rows = rows
        self.refresh()

    def render(self) -> Content:
        """Draw the rows in sight; under them, where there is room, what can be typed."""
        shown = self._rows[self.top : self.top + self.size.height]
        free = self.size.height - len(shown)
        if free > len(FORMS):
            shown = [*shown, *[safe.NOTHING] * (free - len(FORMS)), *_forms(self.size.width)]
        return Content("\n").join(shown)


class QuickEntry(ProgramScreen, Screen[Entry | None]):
    """Returns the entry once it is saved, None when it was left; what is typed is then kept."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    CSS = """
    QuickEntry > Horizontal { height: 1fr; padding: 1 0; }
    QuickEntry #summary { height: auto; padding: 0 3; }
    QuickEntry #line { display: none; height: auto; padding: 0 3; }
    QuickEntry.-narrow > Horizontal { padding: 0; }
    QuickEntry.-narrow PaperText { width: 1fr; }
    QuickEntry.-narrow LinesAsRead { display: none; }
    QuickEntry.-narrow #line { display: block; }
    """

    def __init__(self, live: LiveSession) -> None:
        super().__init__()
        self.live = live
        self._paper = context_of(live)
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
        area.load_text(self.live.drafts.text_in(ON_PAPER))
        area.move_cursor(area.document.end)
        area.focus()
        self.watch(area, "scroll_y", self._follow, init=False)
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
        self._entry = read_entry(self.query_one(PaperText).text, self._paper)
        self._show()

    def _show(self) -> None:
        area, back = self.query_one(PaperText), self.query_one(LinesAsRead)
        shown = {line.number: line for line in self._entry.lines}
        rows: list[Content] = []
        for number in range(area.document.line_count):
            rows += _told_rows(shown.get(number), self._known, back.size.width - 3, area.rows_of(number))
        back.show(rows)
        self.query_one("#summary", Static).update(_summary(self._entry))
        self._show_line()

    def _show_line(self) -> None:
        """Say below the text what the line in hand becomes; while there is none, what can be typed."""
        if not self.query_one(PaperText).text:
            self.query_one("#line", Static).update(Content("\n").join(_forms(self.app.size.width - 6)))
            return
        here, _ = self.query_one(PaperText).cursor_location
        line = next((line for line in self._entry.lines if line.number == here), None)
        (shown,) = _told_rows(line, self._known, self.app.size.width - 6, 1)
        self.query_one("#line", Static).update(shown)

    @property
    def _known(self) -> CaptureContext:
        return self._paper.capture

    # Keys

    def _keep(self) -> None:
        """Keep what is typed with the session."""
        try:
            self.live.drafts.keep(self.query_one(PaperText).text, ON_PAPER)
        except FacilitatorError as error:
            self.program.complain(error)

    def action_enter_paper(self) -> None:
        """Save every line as one change; taking it back brings back what was typed, too."""
        if not self._entry.lines:
            self.program.say("Nothing is typed yet")
            return
        self._stop_resting()
        self._keep()
        try:
            entry = enter(self.live, self.query_one(PaperText).text)
        except FacilitatorError as error:
            self.program.complain(error)
            return
        self.dismiss(entry)

    def action_turn_side(self) -> None:
        """Take the paper of the other of two teams, or of both; its scores are one team's."""
        if not self.live.sides.teams:
            self.program.say("One team is here: all of it is theirs")
            return
        self.live.sides.turn()
        self._paper = context_of(self.live)
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


def _told_rows(line: EntryLine | None, known: CaptureContext, width: int, rows: int) -> list[Content]:
    """Draw what a line becomes in exactly so many rows."""
    if line is None:
        return [safe.NOTHING] * rows
    if line.trouble:
        said = safe.text((f"{line.trouble} ", "warn"), ("Kept as a note.", "muted"))
        lead = [safe.cell(("! note", "warn"), _WHAT)]
    else:
        pen = "private" if line.fact.what == "private" else ""
        said = safe.text(line.fact.words(known), pen=pen)
        lead = [safe.cell((line.fact.what, "mark"), _WHAT)]
    wrapped = safe.wrap(said, width - _WHAT) if rows > 1 else [said]
    if len(wrapped) > rows:
        wrapped = [*wrapped[: rows - 1], safe.text(wrapped[rows - 1], "…")]
    lead += [safe.cell("", _WHAT)] * rows
    shown = [
        safe.text(left, safe.cell(right, width - _WHAT)) for left, right in zip(lead, wrapped, strict=False)
    ]
    return [*shown, *[safe.NOTHING] * (rows - len(shown))]


def _summary(entry: Entry) -> Content:
    """Say how many lines there are, and how many are not what they looked like."""
    if not entry.lines:
        return safe.text(("Type what stands on the paper; nothing is saved before ^N.", "muted"))
    lines, wrong = words.count(len(entry.lines), "line"), len(entry.in_trouble)
    if not wrong:
        return safe.text(lines, (", all understood.   ^N enters them as one change.", "muted"))
    look = f", {wrong} not understood: kept as {'a note' if wrong == 1 else 'notes'}."
    return safe.text(lines, (look, "warn"), ("   ^N enters them all.", "muted"))


def _forms(width: int) -> list[Content]:
    return [
        safe.cell(safe.text(safe.cell((form.typed, "key"), _TYPED), (form.says, "muted")), width)
        for form in FORMS
    ]
