"""F8: the next question of the segment while there is one, then the step of the instrument in use."""

from __future__ import annotations

from facilitator.ui import safe
from facilitator.ui.runner.course import Steering
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.line import SessionLine
from facilitator.ui.runner.overview import Overview
from facilitator.ui.runner.stage import InstrumentStage
from facilitator.ui.widgets.lines import KeyLine


class OwnStep:
    """Takes the room through what a segment asks, and then does what its instrument is for."""

    def __init__(
        self,
        desk: Desk,
        stage: InstrumentStage,
        line: SessionLine,
        course: Steering,
        overview: Overview,
    ) -> None:
        self._desk = desk
        self._stage = stage
        self._line = line
        self._course = course
        self._overview = overview

    @property
    def words(self) -> str:
        """What F8 does next; "" where it does nothing."""
        here = self._desk.live.position
        if here.lacks_practice:
            return "which practice"
        if here.at_last_question:
            return self._stage.step_words
        return f"next question, then practice {here.part + 2}" if here.has_next_part else "next question"

    def take(self) -> None:
        """Ask the next question; after the last do the instrument's step, or say what goes on."""
        here = self._desk.live.position
        if here.lacks_practice:
            self._course.ask_practice()
        elif not here.at_last_question:
            self.ask_next()
        elif self._stage.instrument is None or not self._stage.instrument.step():
            self._line.tell(safe.text(("^N", "key"), " goes on to the next segment"))

    def go_on(self) -> bool:
        """Go to the next practice of a deep dive, else to the next question; tell whether there was one.

        In a loop the thumbs of the room say whether it goes on.
        """
        here = self._desk.live.position
        if here.at_last_question and self._desk.live.loops.segment is not None:
            self._course.ask_thumbs()
            return True
        if here.at_last_question and here.has_next_part:
            return self._course.next_part()
        return self.ask_next()

    def next_practice(self) -> None:
        """Go to the next practice, whatever was asked of this one; say so where there is none."""
        if not self._desk.live.position.has_next_part:
            self._line.tell(safe.text("No other practice is still to hear in this segment."))
        else:
            self._course.next_part()

    def ask_next(self) -> bool:
        """Ask the next question, after the last one the first again; tell whether there was another."""
        went_on = self._desk.live.choices.next_question()
        if went_on:
            self._overview.show_prompt()
            self._overview.show_head()
            self._line.show()
            self._stage.show()
            self._line.screen.query_one(KeyLine).show_keys()
        return went_on

    def ask_another(self) -> None:
        """Ask the next question, whatever the instrument; say so where there is only one."""
        if not self.ask_next():
            self._line.tell(safe.text("There is no other question in this segment."))
