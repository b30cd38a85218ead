"""What stands under the touch map: what the column in hand asks and how it is answered, last the ladder."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from facilitator.insight.last_time import Former
from facilitator.model.interaction import Interaction
from facilitator.model.ladder import Rung
from facilitator.model.practice import Practice
from facilitator.ui import safe
from facilitator.ui.instruments.touch_answers import ASKED, Answer
from facilitator.ui.instruments.touch_cells import remarks
from facilitator.ui.late_calls import Late

TALL = 30
"""Rows of a window that has room for what a practice is beside its sentences."""

_BESIDE = 20
"""Cells of the first of two answers that share a line."""

_LINES = 7
"""So many lines stand under the map at least, whatever the column asks, so that the rows stay in place."""


class Ladder(Late, Static):
    """The question of the column in hand with its answers: of the rung, the sentences of the ladder."""

    DEFAULT_CSS = "Ladder { height: auto; }"

    def clear(self) -> None:
        """Show nothing: no practice is in hand."""
        self.update(safe.NOTHING)

    def ask(self, practice: Practice, column: int, said: str, room: int) -> None:
        """Draw how a *column* before the rung is answered for a practice, and what was *said*.

        What the practice is in plain words stands above: it is read out before anybody answers.
        """
        name = practice.short_name if self.app.size.height < TALL else practice.name
        lines = safe.wrap(safe.text((name, "bold"), "   ", practice.description), room)
        drawn = [_answer(each, said) for each in ASKED[column].answers]
        if len(drawn) == _LINES:  # the last two are short, and share a line
            drawn[-2:] = [safe.text(safe.cell(drawn[-2], _BESIDE), drawn[-1])]
        self._draw([*lines, *drawn], room)

    def show(self, practice: Practice, heard: Interaction | None, former: Former | None, room: int) -> None:
        """Draw the sentences for a practice in *room* cells, *former* as it was last time.

        A high window says also what the practice is in plain words.
        """
        lines = [_question(practice, room)]
        for rung in Rung:
            lines += _sentence(rung, heard, former, room)
        if self.app.size.height >= TALL:
            said = [practice.description, *remarks(heard, former)]
            lines += [safe.text(line, pen="muted") for line in said if line]
        self._draw(lines, room)

    def _draw(self, lines: list[Content], room: int) -> None:
        lines += [safe.NOTHING] * (_LINES - len(lines))
        self.update(Content("\n").join(safe.cell(line, room) for line in lines))


def _answer(answer: Answer, said: str) -> Content:
    """Draw an answer with its key; the one that was *said* is marked."""
    picked = said in (answer.label, answer.key)
    word = (answer.label, "bold" if picked else "")
    after = (safe.cell(word, 15), (answer.meaning, "muted")) if answer.meaning else (word,)
    return safe.text(("► ", "mark") if picked else "  ", (f"{answer.key}  ", "key"), *after)


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
