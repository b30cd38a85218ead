"""Moving on: segments, pause, agenda, undo, and the ways out of a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from facilitator.errors import BadInput
from facilitator.language import words
from facilitator.language.due_dates import read_due, read_time
from facilitator.live.instruments.registry import facts_of, lister_of
from facilitator.model.base import Record
from facilitator.model.session import LIVE
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Ask, AskLine, Choose
from facilitator.ui.dialogs.counterpart import ask_other_side
from facilitator.ui.dialogs.find import Find
from facilitator.ui.dialogs.replan import AgendaChoice, ReplanDialog
from facilitator.ui.instruments.registry import panes
from facilitator.ui.runner import texts as runner_words
from facilitator.ui.runner.begin_dialog import begin_alone
from facilitator.ui.runner.stage import Stage
from facilitator.ui.widgets.capture_line import CaptureLine
from facilitator.ui.widgets.rows import line_row

_PAUSE = "Pause the session and leave"


class MovingStage(Stage):
    """A stage with the keys that change where the session stands."""

    _asks_to_leave = False

    def action_cycle_kind(self) -> None:
        """Another kind for the line."""
        self.live.line.cycle_kind()
        self._show_line()

    def action_cycle_practice(self) -> None:
        """Another practice for the line."""
        name = self.live.desk.practice_name(self.live.line.cycle_practice())
        self.tell(safe.text("Notes go under ", (name or "no practice", "bold")))

    def action_pause(self) -> None:
        """Pause the clock, or let it go on."""
        if not self.live.course.is_live:
            self.action_next_segment()
        elif self.live.course.is_paused:
            begin_alone(self.program, self.file, lambda: self.attempt(self.live.course.resume))
        else:
            self.attempt(self.live.course.pause)

    def action_segment_step(self) -> None:
        """This segment's own step."""
        if self._instrument is None or not self._instrument.step():
            self.tell(safe.text(("^N", "key"), " goes on to the next segment"))

    def action_other_side(self) -> None:
        """Name the other side of the practice in hand."""
        practice = self.practice_in_hand
        if practice is None:
            self.tell(safe.text("No practice is in hand.   ", ("F6", "key"), " takes one"))
        else:
            ask_other_side(self.program, self.live, practice, self.attempt)

    def action_find(self) -> None:
        """Find words in this session, and go to the note."""

        def found(record: Record) -> None:
            self.use(lister_of(type(record)), select=record.id)

        self.app.push_screen(Find(self.file, found))

    def action_quick_entry(self) -> None:
        """Type in what stands on a filled paper."""
        self.program.navigation.enter_paper(self.live)

    def use(self, name: str, *, select: str | None = None) -> None:
        """Work with another instrument in this segment, the cursor on the record *select*."""
        self.live.line.instrument = name
        self._show_instrument(name, take_focus=True, select=select)

    def action_instrument(self) -> None:
        """Choose another instrument, those of this segment first."""
        own = self.live.course.segment.instruments if self.live.course.segment else ()
        known = panes()
        rows = [
            line_row(
                name,
                safe.text(
                    safe.cell(facts_of(name).label, 34), ("in this segment" if name in own else "", "muted")
                ),
            )
            for name in dict.fromkeys((*own, *known))
            if name in known
        ]

        def chosen(key: str | None) -> None:
            if key is not None:
                self.use(key)

        question = "What shall the room work with?"
        self.app.push_screen(Choose("Another instrument", question, rows, self.live.line.instrument), chosen)

    def begin(self) -> None:
        """Start the session; when it starts late, offer to win the minutes back."""
        begin_alone(self.program, self.file, self._begin_now)

    def _begin_now(self) -> None:
        if self.attempt(self.live.course.start) and runner_words.minutes_late(self.live) > 1:
            self.action_replan()

    def action_next_segment(self) -> None:
        """Begin, or go on to the next segment; the half-typed line stays with this one."""
        if not self.live.course.is_live:
            self.begin()
            return
        if self.live.course.agenda.following is None:
            self.action_finish()
            return
        self._move_on(self._go_on)

    def _go_on(self, half: str) -> None:
        """Go on as one change: a vote whose counts were shown is over, so later merges add up no dots."""
        following = self.live.course.agenda.following
        with self.live.records.group(f"on to {following.title}" if following else "on"):
            for vote in self.live.votes.still_open:
                if vote.revealed:
                    self.live.votes.close(vote.subject)
            self.live.course.next_segment(half)

    def action_previous_segment(self) -> None:
        """Go back to the segment before."""
        if self.live.course.agenda.previous is not None:
            self._move_on(self.live.course.previous_segment)

    def _move_on(self, move: Callable[[str], object]) -> None:
        """Move; where that lets a paused clock go on, ask as for a beginning."""
        if self.live.course.is_paused:
            begin_alone(self.program, self.file, lambda: self._move(move))
        else:
            self._move(move)

    def _move(self, move: Callable[[str], object]) -> None:
        half, left = self.query_one(CaptureLine).value, self.live.course.segment
        with self.own_lines():
            if not self.attempt(lambda: move(half)):
                return
        kept = f" Half line kept in {left.short_title}." if half.strip() and left else ""
        pick = ("   ", ("F6", "key"), " picks the practice") if self.live.line.lacks_practice else ()
        back = ("   ", ("^Z", "key"), " goes back")
        self.tell(safe.text((f"On to {self.segment_title}.", "bold"), kept, *pick, *back))
        self.focus_line()

    @contextmanager
    def own_lines(self) -> Iterator[None]:
        """Let each segment keep its half line when another one comes to hand inside."""
        line, before = self.query_one(CaptureLine), self._segment_key
        self._half_lines[before] = line.value
        yield
        now = self._segment_key
        if now != before:
            # An undone move takes its kept line back as well, so it is remembered here too.
            line.put(self.live.drafts.text_in(now) or self._half_lines.get(now, ""))

    def action_replan(self) -> None:
        """Change the agenda."""
        if not self.live.course.is_live:
            self.tell(safe.text("The agenda can change once the session runs."))
            return
        late = runner_words.minutes_late(self.live)

        def chosen(choice: AgendaChoice | None) -> None:
            if choice is None:
                return
            if choice.plan is not None:
                plan = choice.plan
                self.attempt(lambda: self.live.course.apply_replan(plan))
            elif choice.skip:
                self._ask_why_skipped()
            else:
                self._move_on(lambda half: self.live.course.go_to(choice.go_to, half))

        self.app.push_screen(ReplanDialog(self.live, late), chosen)

    def _ask_why_skipped(self) -> None:
        """Leave out the rest of the segment once there is a reason for it."""

        def save(reason: str | None) -> None:
            if reason:
                self._move_on(lambda half: self.live.course.skip(reason, half))

        question = "In a few words; it stays with the session."
        self.app.push_screen(AskLine("Why is the rest left out?", question), save)

    def ask_next_meeting(self) -> None:
        """Ask for the day and time of the follow-up."""
        folder = self.program.folder

        def moment(line: str) -> datetime:
            day, _, clock = line.rpartition(" ")
            on, at = read_due(day, folder.today()), read_time(clock)
            if on is None or at is None:
                raise BadInput(f"“{line}” is not a day and a time.", "Type it like 9 apr 14:00.")
            return datetime.combine(on, at, folder.zone)

        def save(line: str | None) -> None:
            if line:
                self.attempt(lambda: self.live.frame.set_next_meeting(moment(line)))

        question = "Twenty minutes, two to four weeks from now. Type it like 9 apr 14:00."
        self.app.push_screen(AskLine("When do we meet again?", question, "", moment), save)

    def action_finish(self) -> None:
        """End the meeting after a question, and go to the review."""
        if not self.live.course.is_live:
            return
        read = self.live.session.read_back
        missing = "" if read is not None and read.done else "There was no read-back yet. "
        answers = (("no", "Go on with the session"), ("yes", "End the meeting"))

        def answered(answer: str | None) -> None:
            if answer == "yes" and self.attempt(lambda: self.live.course.finish(self.half_line)):
                self.program.navigation.open_review(self.file, instead=True)

        self.app.push_screen(Ask("End the meeting?", f"{missing}The review comes next.", answers), answered)

    def _rest(self) -> None:
        """Keep the half-typed line and stop the clock."""
        self.live.drafts.keep(self.half_line)
        if not self.live.course.is_paused:
            self.live.course.pause()

    def action_go_home(self) -> None:
        """Pause and go home."""
        self._leave(lambda: self.program.action_place("home"))

    def leave_program(self) -> bool:
        """Leave the program; a running session is paused first, after a question."""
        self._leave(self.program.leave_when_saved)
        return True

    def _leave(self, go: Callable[[], object]) -> None:
        """Go, after a question where something is still under way."""
        if self._asks_to_leave:
            return
        if self.live.session.status in LIVE:
            waiting = words.count(self.file.waiting, "change")
            saved = f"Not on the disk yet: {waiting}." if self.file.waiting else "Everything is saved."
            question = f"{saved} It goes on where you left it."
            self._ask_to_leave("The session is running", question, _PAUSE, lambda: self._rest_and(go))
        elif self.half_line.strip():
            question = "The session has not started, so your line is not kept."
            self._ask_to_leave("Your line is not saved", question, "Leave without the line", go)
        else:
            go()

    def _rest_and(self, go: Callable[[], object]) -> None:
        """Keep the half-typed line, stop the clock and go."""
        if self.attempt(self._rest):
            go()

    def _ask_to_leave(self, title: str, question: str, yes: str, go: Callable[[], object]) -> None:
        self._asks_to_leave = True

        def answered(answer: str | None) -> None:
            self._asks_to_leave = False
            if answer == "yes":
                go()

        self.app.push_screen(Ask(title, question, (("no", "Stay"), ("yes", yes))), answered)
