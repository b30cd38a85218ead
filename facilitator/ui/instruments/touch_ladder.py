"""The ladder under the touch map: its sentences, which of them was picked, and by how many hands."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from facilitator.insight.last_time import Former
from facilitator.model.interaction import Interaction
from facilitator.model.ladder import Rung
from facilitator.model.practice import Practice
from facilitator.ui import safe
from facilitator.ui.instruments.touch_cells import remarks
from facilitator.ui.late_calls import Late


class Ladder(Late, Static):
    """The sentences for one practice."""

    DEFAULT_CSS = "Ladder { height: auto; }"

    def clear(self) -> None:
        """Show nothing: no practice is in hand."""
        self.update(safe.NOTHING)

    def show(
        self,
        practice: Practice,
        heard: Interaction | None,
        former: Former | None,
        room: int,
        *,
        plainly: bool = False,
    ) -> None:
        """Draw the sentences for a practice in *room* cells, *former* as it was last time.

        A high window says also what the practice is in plain words; where it is to be said *plainly*, any
        does, in place of the question.
        """
        tall = self.app.size.height >= 30
        if plainly and not tall:
            lines = safe.wrap(safe.text((practice.short_name, "bold"), "   ", practice.description), room)
        else:
            lines = [_question(practice, room)]
        for rung in Rung:
            lines += _sentence(rung, heard, former, room)
        if tall:
            said = [practice.description, *remarks(heard, former)]
            lines += [safe.text(line, pen="muted") for line in said if line]
        self.update(Content("\n").join(safe.cell(line, room) for line in lines))


def _question(practice: Practice, room: int) -> Content:
    head = safe.text((practice.name, "bold"), "   Which sentence sounds most like last month?")
    signal = safe.text(("   on three", "muted"))
    return safe.text(head, signal) if head.cell_length + signal.cell_length <= room else head


def _sentence(rung: Rung, heard: Interaction | None, former: Former | None, room: int) -> list[Content]:
    """Return the line of a rung; where its sentence is too long, with a second one: it is read aloud."""
    picked = heard is not None and heard.rung is rung
    hands = int(heard.split.get(str(int(rung)), 0)) if heard else 0
    mark = ("► ", "mark") if picked else ("  ", "")
    label, width = (rung.label, 23) if room >= 90 else (rung.label.split()[0], 15)
    last = safe.text(("   last" if former is not None and former.rung is rung else "", "muted"))
    counted = safe.text(("●" * hands, "track"), f" {hands} " if hands else "")
    pen = "bold" if picked or hands else ""
    lead = safe.text(mark, (f"{int(rung)} ", "key"), safe.cell((label, pen), width))
    said = safe.text((f"“{rung.sounds_like}”", "" if picked or hands else "muted"))
    beside = lead.cell_length + last.cell_length + counted.cell_length
    first, *rest = safe.wrap(said, max(20, room - beside))
    below = (safe.text(" " * lead.cell_length, line) for line in rest)
    return [safe.row(room, safe.text(lead, first, last), counted), *below]
