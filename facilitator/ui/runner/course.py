"""Moving on: the clock, the segments and their parts, the agenda, the end of the meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from facilitator.language import words
from facilitator.language.widths import cut
from facilitator.live.course.opening import INSTRUMENT
from facilitator.ui import safe
from facilitator.ui.dialogs.ask_line import AskLine
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.dialogs.replan import AgendaChoice, ReplanDialog
from facilitator.ui.runner import texts as runner_words
from facilitator.ui.runner.begin_dialog import begin_alone
from facilitator.ui.runner.beginning import Beginning
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.line import SessionLine
from facilitator.workspace.typed_dates import moment_typed

_MORE = 3
"""Minutes that thumbs in the middle give."""

_TOLD = 60
"""Cells of an item that is named in a sentence."""


class Steering:
    """Moves the session on: begin, pause, on and back, the agenda, the end.

    *ask_practice* asks for the practice to be listened into, where a segment needs one and has none.
    """

    def __init__(self, desk: Desk, line: SessionLine, ask_practice: Callable[[], object]) -> None:
        self._desk = desk
        self._live = desk.live
        self._line = line
        self.ask_practice = ask_practice
        self._beginning = Beginning(desk)
        self._half_lines: dict[str, str] = {}

    def pause(self) -> None:
        """Pause the clock, or let it go on."""
        if not self._live.course.is_live:
            self.go_on()
        elif self._live.course.is_paused:
            begin_alone(self._desk.program, self._desk.file, self._resume)
        else:
            self._line.attempt(self._live.course.pause)

    def _resume(self) -> bool:
        return self._line.attempt(self._live.course.resume)

    def begin(self) -> None:
        """Start the session; when it starts late, offer to win the minutes back."""
        self._beginning.begin(self._begin_now)

    def _begin_now(self) -> None:
        if not self._line.attempt(self._live.course.start):
            return
        if any(INSTRUMENT in each.instruments for each in self._live.session.script.segments):
            self._line.tell(safe.text("Last time is on the agenda: this team was heard before."))
        if runner_words.minutes_late(self._live) > 1:
            self.replan()

    def go_on(self) -> None:
        """Begin, or go on to the next segment; the half-typed line stays with this one.

        Where practices were chosen that nobody heard yet, ask which of the two is meant.
        """
        if not self._live.course.is_live:
            self.begin()
        elif self._live.loops.ahead:
            self.next_part()
        elif self._live.choices.to_hear:
            self._ask_what_is_next(self._live.choices.to_hear)
        else:
            self._leave_segment()

    def _ask_what_is_next(self, names: tuple[str, ...]) -> None:
        following = self._live.timing.agenda.following
        answers = (
            ("practice", "On to the next practice"),
            ("segment", f"On to {following.title}" if following else "End the meeting"),
        )

        def answered(answer: str | None) -> None:
            if answer == "practice":
                self.next_part()
            elif answer == "segment":
                self._leave_segment()

        many = words.count_in_words(len(names), "practice is", "practices are")
        title = f"{many[:1].upper()}{many[1:]} still to hear"
        self._desk.program.push_screen(Ask(title, f"{words.listed(names)}.", answers), answered)

    def _leave_segment(self) -> None:
        if self._live.timing.agenda.following is None:
            self.finish()
            return
        self._move_on(self._next)

    def _next(self, half: str) -> None:
        """Go on as one change: a vote whose counts were shown is over, so later merges add up no dots."""
        following = self._live.timing.agenda.following
        with self._live.records.group(f"on to {following.title}" if following else "on"):
            for vote in self._live.votes.still_open:
                if vote.revealed:
                    self._live.votes.close(vote.subject)
            self._live.course.next_segment(half)

    def go_back(self) -> None:
        """Go back to the segment before."""
        if self._live.timing.agenda.previous is not None:
            self._move_on(self._live.course.previous_segment)

    def next_part(self) -> bool:
        """Go on to the next practice of a deep dive; tell whether that was tried."""
        if self._live.course.is_paused:
            begin_alone(self._desk.program, self._desk.file, self._next_part)
            return True
        return self._next_part()

    def ask_thumbs(self) -> None:
        """Ask the thumbs of the room: on to the next item of a loop, some minutes more, or another time."""
        item, following = self._live.loops.in_hand, self._live.timing.agenda.following
        there = "the next one" if self._live.loops.ahead else following.title if following else "the end"
        answers = (
            ("on", f"Up: on to {there}"),
            ("more", f"Sideways: {_MORE} minutes more"),
            ("park", "Down: park it for another time"),
        )

        def answered(answer: str | None) -> None:
            if answer == "more":
                self.give_minutes(_MORE)
            elif answer == "park" and self._live.loops.ahead:
                self._next_part(park=True)
            elif answer == "park":
                self._line.attempt(self._live.course.park_last)
                self._leave_segment()
            elif answer == "on":
                self.go_on()

        question = "Thumbs, all at once. " + (f"“{cut(item.words, _TOLD)}”" if item is not None else "")
        self._desk.program.push_screen(Ask("Shall we go on?", question, answers), answered)

    def _next_part(self, *, park: bool = False) -> bool:
        moved = self._line.attempt(lambda: self._live.course.next_part(self._line.field.value, park=park))
        here = self._live.position
        if moved and here.practice is not None:
            name = self._live.desk.practice_name(here.practice)
            self._line.tell(safe.text((f"On to {name}.", "bold"), "   ", ("^Z", "key"), " goes back"))
        elif moved and (item := self._live.loops.in_hand) is not None:
            self._line.field.put(self._live.drafts.text_in(self._desk.segment_key))
            told = f"On to “{cut(item.words, _TOLD)}”."
            self._line.tell(safe.text((told, "bold"), "   ", ("^Z", "key"), " goes back"))
        if moved and here.lacks_practice:
            self.ask_practice()
        return moved

    def give_a_minute(self) -> None:
        """Give the segment in hand, or the practice, a minute more."""
        self.give_minutes(1)

    def give_minutes(self, minutes: int) -> None:
        """Give the segment in hand, or its part, so many minutes more."""
        if self._line.attempt(lambda: self._live.course.extend(minutes)):
            left = words.clock(self._live.timing.remaining())
            ends = words.time(self._desk.program.folder.local(self._live.timing.projected_end()))
            given = "A minute" if minutes == 1 else f"{words.some(minutes).capitalize()} minutes"
            more = ((f"{given} more.", "bold"), f" {left} left, the meeting ends {ends}.")
            self._line.tell(safe.text(*more, "   ", ("^Z", "key"), " takes it back"))

    def _move_on(self, move: Callable[[str], object]) -> None:
        """Move; where that lets a paused clock go on, ask as for a beginning."""
        if self._live.course.is_paused:
            begin_alone(self._desk.program, self._desk.file, lambda: self._move(move))
        else:
            self._move(move)

    def _move(self, move: Callable[[str], object]) -> None:
        half, left = self._line.field.value, self._live.position.segment
        with self.own_lines():
            if not self._line.attempt(lambda: move(half)):
                return
        kept = f" Half line kept in {left.short_title}." if half.strip() and left else ""
        back = ("   ", ("^Z", "key"), " goes back")
        missing = (runner_words.left_open(self._live, left) if left else "", "warn")
        self._line.tell(safe.text((f"On to {self._desk.segment_title}.", "bold"), missing, kept, *back))
        self._line.take_keyboard()
        if self._live.position.lacks_practice:
            self.ask_practice()

    @contextmanager
    def own_lines(self) -> Iterator[None]:
        """Let each segment keep its half line when another one comes to hand inside."""
        line, before = self._line.field, self._desk.segment_key
        self._half_lines[before] = line.value
        yield
        now = self._desk.segment_key
        if now != before:
            # An undone move takes its kept line back as well, so it is remembered here too.
            line.put(self._live.drafts.text_in(now) or self._half_lines.get(now, ""))

    def replan(self) -> None:
        """Change the agenda."""
        if not self._live.course.is_live:
            self._line.tell(safe.text("The agenda can change once the session runs."))
            return
        late = runner_words.minutes_late(self._live)

        def chosen(choice: AgendaChoice | None) -> None:
            if choice is None:
                return
            if choice.plan is not None:
                plan = choice.plan
                self._line.attempt(lambda: self._live.course.apply_replan(plan))
            elif choice.skip:
                self._ask_why_skipped()
            else:
                self._move_on(lambda half: self._live.course.go_to(choice.go_to, half))

        self._desk.program.push_screen(ReplanDialog(self._live, late), chosen)

    def _ask_why_skipped(self) -> None:
        """Leave out the rest of the segment once there is a reason for it."""

        def save(reason: str | None) -> None:
            if reason:
                self._move_on(lambda half: self._live.course.skip(reason, half))

        question = "In a few words; it stays with the session."
        self._desk.program.push_screen(AskLine("Why is the rest left out?", question), save)

    def ask_next_meeting(self) -> None:
        """Ask for the day and time of the follow-up."""
        folder = self._desk.program.folder
        usual = _by_day(folder.local(self._desk.file.session.planned_start))

        def moment(line: str) -> datetime:
            return moment_typed(line, folder.today(), folder.zone, usual)

        def save(line: str | None) -> None:
            if line:
                self._line.attempt(lambda: self._live.frame.set_next_meeting(moment(line)))

        hour = words.time(folder.local(usual))
        question = f"Twenty minutes, two to four weeks from now. Like 9 apr 14:00; a day alone means {hour}."
        self._desk.program.push_screen(AskLine("When do we meet again?", question, "", moment), save)

    def finish(self) -> None:
        """End the meeting after a question, and go to the review."""
        if not self._live.course.is_live:
            return
        read = self._live.session.read_back
        missing = "" if read is not None and read.done else "There was no read-back yet. "
        answers = (("no", "Go on with the session"), ("yes", "End the meeting"))

        def answered(answer: str | None) -> None:
            if answer == "yes" and self._line.attempt(lambda: self._live.course.finish(self._line.half)):
                self._desk.program.navigation.open_review(self._desk.file, instead=True)

        self._desk.program.push_screen(
            Ask("End the meeting?", f"{missing}The review comes next.", answers), answered
        )


def _by_day(moment: datetime) -> datetime:
    """Return the quarter of an hour a meeting began in; ten o'clock for one outside the usual hours."""
    if not 7 <= moment.hour < 18:
        return moment.replace(hour=10, minute=0)
    return moment.replace(minute=moment.minute // 15 * 15)
