"""What stands around the instrument: the agenda, the head with the time, what to say and ask."""

from __future__ import annotations

from facilitator.live.session import LiveSession
from facilitator.model.programme import Signal
from facilitator.ui.instruments.base import Instrument
from facilitator.ui.runner import texts as runner_words
from facilitator.ui.runner.agenda_pane import AgendaPane
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.segment_head import Prompt, SegmentHead
from facilitator.ui.runner.stage import InstrumentStage


class Overview:
    """Draws the segment in hand in three parts of the screen."""

    def __init__(self, desk: Desk, stage: InstrumentStage) -> None:
        self._desk = desk
        self._stage = stage
        self.agenda = AgendaPane()
        self.head = SegmentHead()
        self.prompt = Prompt()

    def show(self) -> None:
        """Draw all three."""
        self.show_agenda()
        self.show_head()
        self.show_prompt()

    def show_agenda(self) -> None:
        """Draw the segments, and the parts of the one in hand."""
        live = self._desk.live
        here = live.position
        parts = {here.key: [live.desk.practice_name(key) for key in live.session.focus]}
        several = here.segment is not None and here.segment.parts > 1
        self.agenda.show(live.timing.agenda, parts if several else {}, live.choices.part_in_hand)

    def show_head(self) -> None:
        """Draw the title and the time."""
        wide = self._desk.program.size.width >= 100
        coloured = Signal.COLOUR in self._desk.program.folder.programme.signals
        self.head.show(runner_words.head(self._desk.live, self._stage.coming, wide=wide, coloured=coloured))

    def show_prompt(self) -> None:
        """Draw the question in hand; before the session begins, what the script starts from."""
        live = self._desk.live
        start_from = "" if live.course.is_live else _before(live)
        practice = live.desk.practices.get(live.position.practice or "")
        self.prompt.show(live.position, self._stage.coming or Instrument, start_from, practice)


def _before(live: LiveSession) -> str:
    """Say what to mind before a session begins: what to start from, and that last time is asked about."""
    start, back = live.session.script.start_from, live.course.looks_back
    again = "Last time comes after the welcome: what became of what was agreed and asked for." if back else ""
    return " ".join(filter(None, (f"Start from {start}." if start else "", again)))
