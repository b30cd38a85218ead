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


class Ladder(Static):
    """The sentences for one practice."""

    DEFAULT_CSS = "Ladder { height: auto; }"

    def clear(self) -> None:
        """Show nothing: no practice is in hand."""
        self.update(safe.NOTHING)

    def show(self, practice: Practice, heard: Interaction | None, former: Former | None, room: int) -> None:
        """Draw the sentences for a practice in *room* cells, *former* as it was last time.

        A high window says also what the practice is in plain words."""
        question = "Which sentence sounds most like last month?"
        head = safe.text((practice.name, "bold"), "   ", question)
        signal = safe.text(("   on three", "muted"))
        lines = [safe.text(head, signal) if head.cell_length + signal.cell_length <= room else head]
        lines += [_sentence(rung, heard, former, room) for rung in Rung]
        if self.app.size.height >= 30:
            said = [practice.description, *remarks(heard, former)]
            lines += [safe.text(line, pen="muted") for line in said if line]
        self.update(Content("\n").join(safe.cell(line, room) for line in lines))


def _sentence(rung: Rung, heard: Interaction | None, former: Former | None, room: int) -> Content:
    picked = heard is not None and heard.rung is rung
    hands = int(heard.split.get(str(int(rung)), 0)) if heard else 0
    mark = ("► ", "mark") if picked else ("  ", "")
    label, width = (rung.label, 23) if room >= 90 else (rung.label.split()[0], 15)
    left = safe.text(
        *(mark, (f"{int(rung)} ", "key"), safe.cell((label, "bold" if picked or hands else ""), width)),
        (f"“{rung.sounds_like}”", "" if picked or hands else "muted"),
        ("   last" if former is not None and former.rung is rung else "", "muted"),
    )
    return safe.row(room, left, safe.text(("●" * hands, "track"), f" {hands} " if hands else ""))
