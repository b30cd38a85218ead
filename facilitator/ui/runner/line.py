"""The line of the runner: reading it back, saving it, finishing names, pasting, setting aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from facilitator.errors import FacilitatorError
from facilitator.language import words
from facilitator.live.capture.completion import Completion, complete
from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import Record
from facilitator.model.observation import Observation
from facilitator.ui import safe
from facilitator.ui.late_calls import Late
from facilitator.ui.runner import texts as runner_words
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.held_lines import HeldLines
from facilitator.ui.runner.warning_line import WarningLine
from facilitator.ui.save_watcher import SLOW
from facilitator.ui.widgets.capture_line import CaptureInput, CaptureLine
from facilitator.ui.widgets.note_rows import kind_label
from facilitator.ui.widgets.sides import side_in_hand

_REST = 0.5
"""Seconds without a key after which the half-typed line is kept."""


_MESSAGE_SECONDS = 6.0

_BESIDE = 8
"""Columns of the line that what is said below it does not get."""


class SessionLine(Late, Vertical):
    """The line that is always ready, with a banner above it and what was said last below it.

    Posts `ReadBack` when it caught up with what was typed.
    """

    DEFAULT_CSS = """
    SessionLine { height: auto; }
    """

    class ReadBack(Message):
        """What was typed is read back."""

    class Back(Message):
        """Escape on an empty line, with nothing set aside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._live = desk.live
        self._message: tuple[Content, float] | None = None
        self._aside = ""
        self._held = HeldLines(desk, self)
        self._resting: Timer | None = None
        self._is_behind = False
        self.last_key = float("-inf")
        """When a key was pressed last, by the clock of the session."""

    def compose(self) -> ComposeResult:
        """Lay out banner and line."""
        yield WarningLine()
        yield CaptureLine(self._complete)

    @property
    def field(self) -> CaptureLine:
        """The line itself."""
        return self.query_one(CaptureLine)

    @property
    def half(self) -> str:
        """What is typed and not saved yet, or what was set aside."""
        return self.field.value or self._aside

    def take_keyboard(self) -> None:
        """Give the keyboard to the line."""
        self.field.input.focus()

    def begin_with(self, character: str) -> None:
        """Take the keyboard and a character that was typed elsewhere, behind what stands in the line."""
        field = self.field.input
        self.screen.set_focus(field)
        field.action_end()
        field.insert_text_at_cursor(character)

    # Saying things

    def tell(self, content: Content) -> None:
        """Say something on the read-back line for some seconds."""
        self._message = (content, self._live.clock.monotonic() + _MESSAGE_SECONDS)
        self.show()

    def forget_old(self) -> None:
        """Read the line back again when what was said has stood long enough."""
        if self._message and self._live.clock.monotonic() > self._message[1]:
            self._message = None
            self.show()

    def forget_said(self) -> None:
        """Take away what was said, and a refusal: something else is done now."""
        if self._message is not None:
            self._message = None
            self.show()
        self.query_one(WarningLine).forget()

    def warn(self, sentence: str, *, stays: bool = False) -> None:
        """Show a banner above the line until something else is done; one that *stays*, until all is well."""
        self.query_one(WarningLine).warn(sentence, stays=stays)

    def calm(self) -> None:
        """Take the banner away."""
        self.query_one(WarningLine).calm()

    def attempt(self, change: Callable[[], object]) -> bool:
        """Do a change; if it is not possible, say why. Tell whether it worked."""
        try:
            change()
        except FacilitatorError as error:
            self.warn(str(error))
            return False
        self.calm()
        return True

    # Reading back

    def _complete(self, line: str, cursor: int) -> list[Completion]:
        return complete(line, cursor, self._live.line.context, runner_words.told_about(self._live))

    def show(self) -> None:
        """Read the line back, or show what was said last."""
        line = self.field
        reading = self._live.line.read(line.value)
        caution = self._live.care.caution(reading)
        label = runner_words.record_label(reading.kind)
        kind = (
            safe.text(label) if label else kind_label(self._live.notes.kinds.get(reading.kind), reading.kind)
        )
        right = self._how_safe()
        if line.names.is_open:
            right = safe.text(("Tab takes it", "muted"))
        saved_as = runner_words.read_back(self._live, self._desk.program.folder, reading)
        # Nothing is told as done before it is on the disk.
        telling = self._message is not None and not self._is_waiting
        left, pen = self._message[0] if self._message and telling else saved_as, ""
        if caution is not None and not telling:
            left, pen = runner_words.cautioned(caution, line.size.width - _BESIDE)
        side = side_in_hand(self._live)
        line.show(kind, left, right, telling=telling, caution=pen, side=side)

    @property
    def _is_waiting(self) -> bool:
        """Whether the disk refuses, or takes long over, what was typed."""
        return self._desk.file.trouble is not None or self._desk.file.waited > SLOW

    def _how_safe(self) -> Content:
        """Say how much is on the disk, and what the disk does with the rest."""
        file = self._desk.file
        refused = file.trouble is not None
        safe_ones = (runner_words.safe_count(self._live, file.unsaved, refused=refused), "muted")
        if refused:
            return safe.text(("not saved", "bad bold"), "   ", safe_ones)
        if file.waited > SLOW:
            return safe.text(("saving…", "muted"))
        return safe.text(safe_ones)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Offer names and read back what will be saved, as soon as the typed letter itself is shown."""
        if isinstance(event.input, CaptureInput):
            self._message = None
            self.last_key = self._live.clock.monotonic()
            self._keep_when_typing_rests()
            if not self._is_behind:
                self._is_behind = True
                self.call_after_refresh(self._follow_typing)

    def _follow_typing(self) -> None:
        self._is_behind = False
        if self.is_attached:
            self.field.names.offer(self.field.input)
            self.show()
            self.post_message(self.ReadBack())

    def _keep_when_typing_rests(self) -> None:
        """Keep the half-typed line on the disk half a second after the last key, against a crash."""
        if self._resting is not None:
            self._resting.stop()
        if self._live.course.is_live and self._desk.file.is_held:
            self._resting = self.set_timer(_REST, self.keep_half)

    def keep_half(self) -> None:
        """Keep the half-typed line on the disk, while the session runs; a refusal of other things stays."""
        if self.is_attached and self._live.course.is_live:
            try:
                self._live.drafts.keep(self.half)
            except FacilitatorError as error:
                self.warn(str(error))

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        """Save the line; one about what is not for the notes is held, with the card of whom to turn to."""
        reading = self._live.line.read(event.value)
        self._desk.file.retry()
        if reading.is_empty:
            return
        if not self._live.course.is_live:
            self.warn("The session has not started: ^N begins. Your line is still below.")
            return
        if self._live.line.is_held_back(event.value):
            self.show_other_channels()
            return
        self.save(event.value)

    def save(self, typed: str) -> None:
        """Save a line and empty the field; what cannot be saved stays in it."""
        line, reading = self.field, self._live.line.read(typed)
        try:
            saved = self._live.line.capture(typed)
        except FacilitatorError as error:
            self.warn(f"{error.happened} Your line is still below. {error.todo}")
            return
        self.calm()
        line.take_away(typed)
        self._message = None
        if isinstance(saved, Worded) and saved.undecided:
            self.tell(runner_words.kept_to_you(self._live, saved))
        elif isinstance(saved, Worded) and saved.visibility is Visibility.FACILITATOR:
            self.tell(safe.text(("Saved: ", "bold"), ("only you see it.", "private bold")))
        elif isinstance(saved, Observation) and runner_words.too_many_nods(self._live, saved.nods):
            more = runner_words.too_many_nods(self._live, saved.nods)
            self.tell(safe.text(("Saved: ", "bold"), words.count(saved.nods, "nod"), (more, "warn")))
        elif not reading.nod_last and (kept := runner_words.kept_elsewhere(self._live, saved)):
            self.tell(kept)
        else:
            self.show()
        self._held.ask_next()

    @on(CaptureInput.Pasted)
    def _paste(self, event: CaptureInput.Pasted) -> None:
        """Make a note of every line pasted."""
        if not self._live.course.is_live:
            self.warn("The session has not started: ^N begins, then paste again.")
            return
        self._held.take(self._live.line.pasted(event.text))
        try:
            saved = self._live.line.capture_many(event.text)
        except FacilitatorError as error:
            self.warn(f"{error.happened} Nothing of the paste was saved. {error.todo}")
            return
        some = runner_words.some_elsewhere(self._live, saved)
        self.tell(
            safe.text(
                (f"{words.count(len(saved), 'line')} saved{some}.", "bold"),
                "   ",
                ("^Z", "key"),
                " takes them back",
                (self._careful_of(saved), "warn"),
            )
        )
        self._held.ask_next()

    def _careful_of(self, saved: Sequence[Record]) -> str:
        """Return how many of the pasted lines name or judge somebody, "" when none does."""
        texts = [getattr(each, "text", "") or getattr(each, "title", "") for each in saved]
        found = sum(self._live.guard.caution_in(text) is not None for text in texts)
        return f"   {found} may name or judge somebody" if found else ""

    @on(CaptureInput.ListClosed)
    def _read_again(self) -> None:
        self.show()

    # Taking care

    @on(CaptureInput.OnlyUs)
    def _make_private(self) -> None:
        """Make the line private: it names or judges somebody, and only the facilitators need it."""
        self.put_instead(self._live.care.for_us_only(self.field.value))

    @on(CaptureInput.Rewrite)
    def _rewrite(self) -> None:
        """Offer the line as one about the work, to be changed before it is saved."""
        rewritten = self._live.care.rewritten(self.field.value)
        if rewritten is not None:
            line, cursor = rewritten
            self.put_instead(line, cursor)
            self.tell(
                safe.text(("Change it as you like. ", "bold"), ("Enter", "key"), (" saves it", "muted"))
            )

    def put_instead(self, line: str, cursor: int | None = None) -> None:
        """Put a line in the place of what was typed."""
        field = self.field
        field.put(line)
        field.input.cursor_position = len(line) if cursor is None else cursor
        self._message = None
        self.show()
        self._keep_when_typing_rests()

    def show_other_channels(self) -> None:
        """Show whom to turn to; meanwhile what is typed is nowhere but in memory."""
        self._message = None
        self._held.show_other_channels()

    def stop_keeping(self) -> None:
        """Let what is typed be on no disk: it is not for the notes."""
        if self._resting is not None:
            self._resting.stop()
        if self._live.course.is_live and self._desk.file.is_held:
            self.attempt(self._live.drafts.forget)

    @on(CaptureInput.SetAside)
    def _set_aside(self) -> None:
        """Set the line aside and bring back the one that was; with one of each they change places."""
        line = self.field
        aside = line.value.strip()
        if not aside and not self._aside:
            self.post_message(self.Back())
            return
        line.put(self._aside)
        self._aside = aside
        self._message = None
        if aside:
            back = safe.text("   ", ("Esc", "key"), " brings it back")
            self.tell(safe.text(("Set aside: ", "bold"), (aside, "muted"), back))
        else:
            self.show()
