"""What the room works with: another instrument by its name, a note by its words, the practice in hand."""

from __future__ import annotations

from facilitator.live.instruments.finder import facts_of, lister_of
from facilitator.model.base import Record
from facilitator.ui import safe
from facilitator.ui.dialogs.base import Choose
from facilitator.ui.dialogs.counterpart import ask_other_side
from facilitator.ui.dialogs.find import Find
from facilitator.ui.instruments.finder import panes
from facilitator.ui.runner.desk import Desk
from facilitator.ui.runner.line import SessionLine
from facilitator.ui.runner.overview import Overview
from facilitator.ui.runner.stage import InstrumentStage
from facilitator.ui.runner.texts import told_about
from facilitator.ui.widgets.cell_list import CellList
from facilitator.ui.widgets.lines import KeyLine
from facilitator.ui.widgets.rows import line_row
from facilitator.ui.widgets.sides import side_in_hand

_NONE = "none"
"""The key of the row for no practice."""

_NAME = 39


class Instruments:
    """Chooses what the room works with in the segment in hand."""

    def __init__(self, desk: Desk, stage: InstrumentStage, line: SessionLine, overview: Overview) -> None:
        self._desk = desk
        self._stage = stage
        self._line = line
        self._overview = overview

    def use(self, name: str, *, select: str | None = None) -> None:
        """Work with another instrument in this segment, the cursor on the record *select*."""
        self._desk.live.choices.take_instrument(name)
        self._stage.bring(name, take_focus=True, select=select)

    def choose(self) -> None:
        """Choose another instrument, those of this segment first; whoever was typing goes on typing."""
        live = self._desk.live
        types = self._line.has_focus_within
        here = live.position
        own = here.segment.instruments if here.segment else ()
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
                live.choices.take_instrument(key)
                self._stage.bring(key, take_focus=not types)

        question = "What shall the room work with?"
        dialog = Choose("Another instrument", question, rows, here.instrument)
        self._desk.program.push_screen(dialog, chosen)

    def ask_practice(self) -> None:
        """Ask which practice notes go under: those of the session first, then all that are offered."""
        live = self._desk.live
        told, prepared = told_about(live, often=False), (*live.session.focus, *live.session.shortlist)
        rows = []
        for key in live.choices.practices:
            known = told.get(key) or ("prepared for this team" if key in prepared else "")
            name = safe.cell(live.desk.practice_name(key), _NAME)
            rows.append(line_row(key, safe.text(name, (known, "muted"))))
        rows.append(line_row(_NONE, safe.text(("no practice", "muted"))))

        def chosen(key: str | None) -> None:
            if key is None:
                if live.position.lacks_practice:
                    still = safe.text("No practice is in hand yet.   ", ("F8", "key"), " asks again")
                    self._line.tell(still)
            else:
                practice = None if key == _NONE else key
                live.choices.take_practice(practice)
                name = live.desk.practice_name(practice) or "no practice"
                self._line.tell(safe.text("Notes go under ", (name, "bold")))
                self._overview.show()
                self._line.screen.query_one(KeyLine).show_keys()

        question = "What is said goes under it, unless a line names another."
        dialog = Choose("Which practice is it about?", question, rows, live.position.practice)
        self._desk.program.push_screen(dialog, chosen)

    def turn_side(self) -> None:
        """Take the next of two teams and both; a map of scores has no both."""
        live, stage = self._desk.live, self._stage
        if not live.sides.teams:
            self._line.tell(safe.text("One team is here: all of it is theirs.", pen="muted"))
            return
        scores = stage.instrument is not None and stage.instrument.scores
        live.sides.turn(scores=scores)
        for rows in stage.query(CellList) if scores else ():
            rows.column = 0  # the other team's answers begin at the first one
        self._line.tell(safe.text("From now on ", (side_in_hand(live, scores=scores), "bold")))

    def find(self) -> None:
        """Find words in this session, and go to the note."""

        self._desk.program.push_screen(Find(self._desk.file, self.show))

    def show(self, record: Record) -> None:
        """Go to the list a record stands in, the cursor on it."""
        self.use(lister_of(type(record)), select=record.id)

    def ask_other_side(self) -> None:
        """Name the other side of the practice in hand."""
        live = self._desk.live
        practice = self._stage.practice_in_hand or live.position.practice
        if practice is None:
            self._line.tell(safe.text("No practice is in hand.   ", ("F6", "key"), " takes one"))
        else:
            ask_other_side(self._desk.program, live, practice, self._line.attempt)
