"""The room's screen: the question as large as it can be, and what is worked on always below it."""

from __future__ import annotations

from textual.geometry import Size

from facilitator.catalogue import load_catalogue
from facilitator.language.widths import width_of
from facilitator.resources import workshops_dir
from facilitator.ui.room.proportions import FEWEST_REMARKS, MOST_RESULTS, share_out, text_columns
from facilitator.ui.widgets.block_letters import BlockLetters, lay_out
from facilitator.ui.widgets.row_list import RowList
from tests.tables import for_each
from tests.ui.going import go, take_instrument
from tests.ui.person import NARROW, WIDE

QUESTIONS = sorted(
    {
        question
        for script in load_catalogue(workshops_dir()).scripts.values()
        for segment in script.segments
        for question in segment.ask
    }
)
SIZES = (NARROW, (108, 30), WIDE)


@for_each("question", QUESTIONS)
@for_each("size", SIZES)
@for_each("written", (0, FEWEST_REMARKS, MOST_RESULTS))
def test_each_shipped_question_can_be_read_whole_with_what_is_worked_on(question, size, written):
    window = Size(*size)
    shared, columns = share_out(question, window, written), text_columns(window)
    if shared.question:
        rows = len(lay_out(question, columns, close=shared.close))
    else:
        rows = 2 * -(-width_of(question) // (columns - 12)) - 1  # bold, empty rows between
    around = 4 if shared.close and window.width < 100 else 7 if window.width < 100 else 11
    assert rows + around + (3 if shared.clock else 1) + written <= window.height


def test_at_120_by_40_every_question_is_large_and_at_80_by_24_most_are():
    assert all(share_out(question, Size(*WIDE), MOST_RESULTS).question for question in QUESTIONS)
    large = [
        question for question in QUESTIONS if share_out(question, Size(*NARROW), FEWEST_REMARKS).question
    ]
    assert len(large) > len(QUESTIONS) / 2
    assert "Tell us about a time it worked. What made the difference?" in large


def test_lines_stand_closer_where_no_tail_meets_a_mark():
    assert len(lay_out("so\nso", 40)) == 3 + 2 + 3
    assert len(lay_out("so\nso", 40, close=True)) == 3 + 1 + 3
    assert len(lay_out("gy\nÄÜ", 40, close=True)) == len(lay_out("gy\nÄÜ", 40))
    loose, close = lay_out("my day\nis not", 60), lay_out("my day\nis not", 60, close=True)
    assert [row for row in loose if row.strip()] == [row for row in close if row.strip()]


async def test_results_stand_apart_from_older_remarks_and_leave_the_question_large(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await go(person, "runner")
        live = person.live
        live.course.resume()
        live.course.go_to("vote")
        await take_instrument(person, "ideas")
        ideas = len(live.ideas.all)
        await person.press("f3")
        view = person.screen
        letters = view.query_one("#question", BlockLetters)
        assert letters.large
        assert letters.size.height > 6
        titles = person.text.splitlines()
        assert sum(idea.title in line for line in titles for idea in live.ideas.all) == ideas
        rows = view.query_one(RowList).rows
        assert [row.heading for row in rows[: ideas + 1]] == [False] * ideas + [True]
        assert "What we have written" in rows[ideas].draw(70)[-1].plain
