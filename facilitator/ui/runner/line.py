"""The line of the runner: reading it back, saving it, finishing names, pasting, setting aside."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.live.capture.completion import Completion, complete
from facilitator.live.capture.reading import split_paste
from facilitator.model.audience import Worded
from facilitator.model.base import Record
from facilitator.model.instrument import NOTES
from facilitator.ui import safe
from facilitator.ui.dialogs.other_channels import Answer, OtherChannels
from facilitator.ui.instruments.base import FactsPane
from facilitator.ui.runner import texts as runner_words
from facilitator.ui.runner.stage import Stage
from facilitator.ui.save_watcher import SLOW
from facilitator.ui.widgets.capture_line import CaptureInput, CaptureLine
from facilitator.ui.widgets.lines import KeyLine
from facilitator.ui.widgets.note_rows import kind_label

_REST = 0.5
"""Seconds without a key after which the half-typed line is kept."""


_BESIDE = 8
"""Columns of the line that what is said below it does not get."""


class LineStage(Stage):
    """A stage with the line that is always ready."""

    _resting: Timer | None = None
    _is_behind = False
    _held: list[str]
    """Pasted lines that are not for the notes, in memory until somebody said what becomes of them."""

    def _complete(self, line: str, cursor: int) -> list[Completion]:
        return complete(line, cursor, self.live.line.context, runner_words.told_about(self.live))

    def _show_line(self) -> None:
        line = self.query_one(CaptureLine)
        reading = self.live.line.read(line.value)
        caution = self.live.care.caution(reading)
        label = runner_words.record_label(reading.kind)
        kind = (
            safe.text(label) if label else kind_label(self.live.notes.kinds.get(reading.kind), reading.kind)
        )
        right = self._how_safe()
        if line.is_offering:
            right = safe.text(("Tab takes it", "muted"))
        saved_as = runner_words.read_back(self.live, self.program.folder, reading)
        left, pen = self._message[0] if self._message else saved_as, ""
        if caution is not None and not self._message:
            left, pen = runner_words.cautioned(caution, line.size.width - _BESIDE)
        line.show(kind, left, right, telling=self._message is not None, caution=pen)

    def _how_safe(self) -> Content:
        """Say how much is on the disk, and what the disk does with the rest."""
        safe_ones = (runner_words.safe_count(self.live, self.file.unsaved), "muted")
        if self.file.trouble is not None:
            return safe.text(("not saved", "bad bold"), "   ", safe_ones)
        if self.file.waited > SLOW:
            return safe.text(("saving…", "muted"))
        return safe.text(safe_ones)

    def show_saving(self) -> None:
        """Show what the disk does; called when it is slow, refuses, or takes everything again."""
        if not (self.is_attached and self.is_open):
            return  # it has not been laid out yet, or has left
        self._show_line()
        if self.file.trouble is not None and self._pane is not None:
            self._pane.show_records()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer names and read back what will be saved, as soon as the typed letter itself is shown."""
        if isinstance(event.input, CaptureInput):
            self._message = None
            self._last_key = self.live.clock.monotonic()
            self._keep_when_typing_rests()
            if not self._is_behind:
                self._is_behind = True
                self.call_after_refresh(self._follow_typing)

    def _follow_typing(self) -> None:
        self._is_behind = False
        if self.is_attached:
            self.query_one(CaptureLine).offer()
            self._show_line()
            if self._time_is_behind:
                self.call_after_refresh(self._show_time)

    def _keep_when_typing_rests(self) -> None:
        """Keep the half-typed line on the disk half a second after the last key, against a crash."""
        if self._resting is not None:
            self._resting.stop()
        if self.live.course.is_live and self.file.is_held:
            self._resting = self.set_timer(_REST, self._keep_half_line)

    def _keep_half_line(self) -> None:
        if self.is_attached and self.live.course.is_live:
            self.attempt(lambda: self.live.drafts.keep(self.half_line))

    def rest(self) -> None:
        """Keep the half-typed line and let the session rest, without a question: the program is ending."""
        if self.live.course.is_live and self.file.is_held:
            self._keep_half_line()
            if not self.live.course.is_paused:
                self.live.course.pause()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save the line; one about what is not for the notes is held, with the card of whom to turn to."""
        reading = self.live.line.read(event.value)
        self.file.retry()
        if reading.is_empty:
            return
        if not self.live.course.is_live:
            self.warn("The session has not started: ^N begins. Your line is still below.")
            return
        if self.live.line.is_held_back(event.value):
            self.action_other_channels()
            return
        self._save_line(event.value)

    def _save_line(self, typed: str) -> None:
        """Save a line and empty the field; what cannot be saved stays in it."""
        line = self.query_one(CaptureLine)
        try:
            saved = self.live.line.capture(typed)
        except FacilitatorError as error:
            self.warn(f"{error.happened} Your line is still below. {error.todo}")
            return
        self.calm()
        line.take_away(typed)
        self._message = None
        if isinstance(saved, Worded) and saved.undecided:
            self.tell(safe.text(("Only you see it", "private bold"), " until one of you decides who may."))
        else:
            self._show_line()
        self._next_held()

    def on_capture_input_pasted(self, event: CaptureInput.Pasted) -> None:
        """Make a note of every line pasted."""
        if not self.live.course.is_live:
            self.warn("The session has not started: ^N begins, then paste again.")
            return
        self._held += [line for line in split_paste(event.text) if self.live.line.is_held_back(f" {line}")]
        try:
            saved = self.live.line.capture_many(event.text)
        except FacilitatorError as error:
            self.warn(f"{error.happened} Nothing of the paste was saved. {error.todo}")
            return
        self.tell(
            safe.text(
                (f"{words.count(len(saved), 'line')} saved.", "bold"),
                "   ",
                ("^Z", "key"),
                " takes them back",
                (self._careful_of(saved), "warn"),
            )
        )
        self._next_held()

    def _next_held(self) -> None:
        """Ask about the next pasted line that is not for the notes, once nothing else is being typed."""
        field = self.query_one(CaptureLine)
        if self._held and not field.value:
            field.put(self._held.pop(0))
            self.action_other_channels()

    def _careful_of(self, saved: Sequence[Record]) -> str:
        """Return how many of the pasted lines name or judge somebody, "" when none does."""
        told = [getattr(each, "text", "") or getattr(each, "title", "") for each in saved]
        found = sum(self.live.care.caution_in(text) is not None for text in told)
        return f"   {found} may name or judge somebody" if found else ""

    def on_capture_input_list_closed(self) -> None:
        """Read the line back again."""
        self._show_line()

    def on_capture_input_leave_line(self) -> None:
        """Give the keyboard to the instrument."""
        if self._instrument is not None:
            self._instrument.focus_part()
            self.query_one(KeyLine).refresh()

    def on_capture_input_last_note(self) -> None:
        """Go to the last note; where the instrument has no list, such as at the welcome, the notes come."""
        if isinstance(self._instrument, FactsPane) and self.live.notes.all:
            self._show_instrument(NOTES, take_focus=True)
        else:
            self.on_capture_input_leave_line()

    # Taking care

    def on_capture_input_only_us(self) -> None:
        """Make the line private: it names or judges somebody, and only the facilitators need it."""
        self._put_instead(self.live.care.for_us_only(self.query_one(CaptureLine).value))

    def on_capture_input_rewrite(self) -> None:
        """Offer the line as one about the work, to be changed before it is saved."""
        rewritten = self.live.care.rewritten(self.query_one(CaptureLine).value)
        if rewritten is not None:
            line, cursor = rewritten
            self._put_instead(line, cursor)
            self.tell(
                safe.text(("Change it as you like. ", "bold"), ("Enter", "key"), (" saves it", "muted"))
            )

    def _put_instead(self, line: str, cursor: int | None = None) -> None:
        field = self.query_one(CaptureLine)
        field.put(line)
        field.input.cursor_position = len(line) if cursor is None else cursor
        self._message = None
        self._show_line()
        self._keep_when_typing_rests()

    def action_other_channels(self) -> None:
        """Show whom to turn to; meanwhile what is typed is nowhere but in memory."""
        field = self.query_one(CaptureLine)
        typed = field.value
        field.put("")
        if self._resting is not None:
            self._resting.stop()
        if typed and self.live.course.is_live and self.file.is_held:
            self.attempt(self.live.drafts.forget)
        self._message = None
        self._show_line()

        def back(answer: Answer | None) -> None:
            if answer is Answer.LET_GO:
                self.tell(safe.text(("The line is gone.", "bold"), " Nothing of it is stored."))
                self._next_held()
            elif answer is Answer.KEEP:
                self.live.care.confirm(typed)
                field.put(typed)
                self._save_line(typed)
            elif typed:
                self._put_instead(typed)

        self.app.push_screen(OtherChannels(self.program, has_line=bool(typed.strip())), back)

    def on_capture_input_set_aside(self) -> None:
        """Set the line aside and bring back the one that was; with one of each they change places."""
        line = self.query_one(CaptureLine)
        aside = line.value.strip()
        line.put(self._aside)
        self._aside = aside
        self._message = None
        if aside:
            back = safe.text("   ", ("Esc", "key"), " brings it back")
            self.tell(safe.text(("Set aside: ", "bold"), (aside, "muted"), back))
        else:
            self._show_line()

    def on_descendant_focus(self) -> None:
        """Show the keys of the part in focus."""
        self.query_one(KeyLine).refresh()
