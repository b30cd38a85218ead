"""The questions of a poll drawn as a grid, and the answers of one with what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from facilitator.insight.poll import SPLIT, Answered, Change, answered_in
from facilitator.language.widths import width_of
from facilitator.model.session import ListeningSession
from facilitator.ui import safe
from facilitator.ui.widgets.rows import Row, heading

_NUMBER, _TITLE = 5, 19
"""Cells of mark and number, and of a question's name."""

_CHANGES = {
    Change.BETTER: ("+ better", "good"),
    Change.SAME: ("= same", "muted"),
    Change.WORSE: ("- worse", ""),
}

MANY = 5
"""Of more answers only the ends and the one in hand say what they mean; those between mean all the same."""

_CHANGED = 8
_ARROW = "→ "


class Grid(NamedTuple):
    """How wide an answer's column is, and the word of last time and now; 0 where there is no room for it."""

    answer: int
    then: int
    now: int
    change: int

    @classmethod
    def of(cls, asked: Sequence[Answered], width: int) -> Grid:
        """Return the grid that fits into *width* cells."""
        answers = [each.scale.answers for each in asked]
        longest = max((width_of(answer) for every in answers for answer in every), default=0)
        most = max(map(len, answers), default=0)
        cell = max(7 if most <= MANY else 4, longest + 2)
        left = width - _NUMBER - _TITLE - most * cell
        word = max(longest, len(SPLIT)) + 1
        again = any(each.then for each in asked)
        if again and left >= 2 * word + len(_ARROW) + _CHANGED:
            return cls(cell, word, word, _CHANGED)
        return cls(cell, 0, word if left >= word else 0, _CHANGED if again and left >= word + _CHANGED else 0)


def draw_heads(asked: Answered, grid: Grid) -> Content:
    """Draw what stands over the columns: the answers of the question in hand."""
    answers = [safe.cell((answer, "muted"), grid.answer) for answer in asked.scale.answers]
    told = "Last time → now" if grid.then else "Now" if grid.now else ""
    question = safe.cell((f"{'':{_NUMBER}}Question", "muted"), _NUMBER + _TITLE)
    return safe.text(question, *answers, (told, "muted"))


def draw_question(number: int, asked: Answered, grid: Grid, column: int | None, *, in_hand: bool) -> Content:
    """Draw a question as a row; *column* is the answer in hand.

    Where few are here, what was counted stands only in the row in hand.
    """
    mark = ("✓ ", "good") if asked.is_counted else ("  ", "")
    told = in_hand or not asked.is_small
    cells = []
    for place, answer in enumerate(asked.scale.answers):
        count = asked.hands.get(answer)
        said, pen = ("·", "faint") if count is None or not told else (str(count), "")
        cells.append(safe.cell(safe.text((said, "cell" if place == column else pen)), grid.answer))
    title = safe.cell((asked.question.title, "bold" if in_hand else ""), _TITLE)
    return safe.text(mark, (f"{number:>2} ", "muted"), title, *cells, *_told(asked, grid))


def _told(asked: Answered, grid: Grid) -> list[safe.Piece]:
    """Draw the word of last time, that of now, and how they differ."""
    pieces: list[safe.Piece] = []
    if grid.then:
        arrow = _ARROW if asked.then and asked.now else ""
        pieces += [safe.cell((asked.then, "muted"), grid.then), safe.cell((arrow, "muted"), len(_ARROW))]
    if grid.now:
        pen = "warn" if asked.now == SPLIT else ""
        pieces.append(safe.cell((told_word(asked), pen), grid.now))
    if grid.change and asked.change is not None:
        pieces.append(_CHANGES[asked.change])
    return pieces


def told_word(asked: Answered) -> str:
    """Return the word for now as few people may be told it."""
    return "divided" if asked.now == SPLIT and asked.is_small else asked.now


def draw_sentences(
    number: int, asked: Answered, width: int, column: int | None, *, whole: bool
) -> list[Content]:
    """Draw a question and how hands are shown, then each answer with what it means and its hands.

    Long sentences are cut unless they are wanted *whole*.
    """
    head = safe.text((f"{number} {asked.question.title}", "bold"), "   ", (asked.scale.how, "muted"))
    lines = [safe.cell(head, width)]
    label = max(map(width_of, asked.scale.answers)) + 4
    ends = {0, len(asked.scale.answers) - 1}
    for place, answer in enumerate(asked.scale.answers):
        if len(asked.scale.answers) > MANY and place != column and place not in ends:
            continue
        lines += _sentence(asked, place, answer, (label, width), here=place == column, whole=whole)
    return lines


def _sentence(
    asked: Answered, place: int, answer: str, room: tuple[int, int], *, here: bool, whole: bool
) -> list[Content]:
    label, width = room
    sign, pen = answer_sign(place, len(asked.scale.answers))
    is_end = pen != "warn"
    means = f"“{asked.means(answer)}”" if is_end else asked.means(answer)
    left = width - label - 2
    told = _counted(asked, answer, left - width_of(means) - 1, here=here)
    mark = ("► ", "mark") if here else ("  ", "")
    named = safe.cell((f"{sign} {answer}", f"{pen} bold" if here else pen), label)
    said, space = safe.text((means, "" if is_end else "muted")), max(10, left - told.cell_length - 1)
    lines = safe.wrap(said, space) if whole else [said]
    more = [safe.text(" " * (label + 2), line) for line in lines[1:]]
    return [safe.text(mark, named, safe.cell(lines[0], space), " ", told), *more]


def _counted(asked: Answered, answer: str, room: int, *, here: bool) -> Content:
    """Draw the hands for an answer, with dots where there is room for them and enough people are here."""
    count = asked.hands.get(answer, 0)
    if not count:
        return safe.text(("·", "faint"))
    dots = "●" * count if not asked.is_small and count + len(str(count)) < min(room, 20) else ""
    return safe.text((f"{dots} " if dots else "", "track" if here else ""), str(count))


def answer_rows(session: ListeningSession, *, space_above: bool) -> list[Row]:
    """Return what a session's polls found, each under the heading of its segment; nothing to choose from."""
    rows: list[Row] = []
    for segment in session.script.segments:
        told = [each for each in answered_in(session, segment) if each.is_counted]
        if told:
            rows.append(heading(safe.text((segment.title, "bold")), space_above=space_above or bool(rows)))
            rows += [heading(_answer_line(each), space_above=False) for each in told]
    return rows


def _answer_line(asked: Answered) -> Content:
    """Draw a question with its word; its hands only where enough people are here."""
    hands = "" if asked.is_small else ", ".join(f"{asked.hands[each]} {each}" for each in asked.scale.answers)
    told = safe.cell((told_word(asked), "warn" if asked.now == SPLIT else ""), 10)
    return safe.text("  ", safe.cell(asked.question.title, _TITLE + 1), told, (hands, "muted"))


def answer_sign(place: int, answers: int) -> tuple[str, str]:
    """Return sign and pen of an answer by its place: the first is the best, the last the worst."""
    if place == 0:
        return "+", "good"
    return ("-", "bad") if place == answers - 1 else ("~", "warn")
