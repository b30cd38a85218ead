"""A scale of ten fits into a window of 80 columns, and its last answer into the room's."""

from __future__ import annotations

from facilitator.insight.poll import Answered
from facilitator.model.script import QuestionSpec, ScaleSpec
from facilitator.ui.room.poll import _answer
from facilitator.ui.widgets.poll_rows import Grid, draw_heads, draw_question, draw_sentences
from facilitator.ui.widgets.rows import GUTTER

TEN = ScaleSpec(key="ten", answers=tuple(str(number) for number in range(10, 0, -1)))
ASKED = Answered(
    question=QuestionSpec(
        key="how", title="Eighteen letters..", scale="ten", good="Perfect", poor="Not at all"
    ),
    scale=TEN,
    hands=dict.fromkeys(TEN.answers, 12),
    shown=True,
    before=None,
    people=120,
)


def test_ten_answers_stand_beside_each_other_and_only_three_sentences_below() -> None:
    grid = Grid.of([ASKED], 80 - GUTTER)
    heads, row = draw_heads(ASKED, grid).plain, draw_question(1, ASKED, grid, 4, in_hand=True).plain
    assert heads.split() == ["Question", *TEN.answers, "Now"]
    assert row.split("..")[1].split()[:10] == ["12"] * 10
    assert max(len(heads.rstrip()), len(row.rstrip())) <= 80 - GUTTER
    sentences = [line.plain for line in draw_sentences(1, ASKED, 76, 4, whole=False)]
    assert len(sentences) == 4


def test_each_answer_is_one_row_of_the_room_and_those_between_say_nothing() -> None:
    drawn = [_answer(ASKED, place, answer).draw(76) for place, answer in enumerate(TEN.answers)]
    assert [len(lines) for lines in drawn] == [1] * 10
    assert ["somewhere between" in lines[0].plain for lines in drawn] == [False] * 10
    assert "Not at all" in drawn[-1][0].plain
