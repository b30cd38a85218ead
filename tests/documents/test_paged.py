"""What is noticed in printed papers, by pages that are made up."""

from pathlib import Path

from tests.documents.readers.paged import Page, Sheet, Word, faults_of
from tests.tables import for_each

A4 = (595.0, 842.0)


def page(*lines):
    """Return a page of lines, from the top; its words stand beside each other."""
    words = [
        Word(text, 60 + 70 * at, 60 + 200 * row, 120 + 70 * at, 70 + 200 * row)
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    ]
    return Page(*A4, tuple(words))


@for_each(
    "last, told",
    [
        ("What we hear", True),
        ("What we", False),
        ("Practice Your Rung", True),
        ("split counts the hands", True),
        ("the hands", False),
        ("a cell of words", False),
    ],
)
def test_what_introduces_rows_is_never_the_last_line_of_a_page(last, told):
    caption, head = {"read", "it:", "split", "counts", "the", "hands"}, {"Practice", "Your", "Rung"}
    sheet = Sheet(
        "demo-a4",
        "L-01-action-plan",
        "html",
        Path("plan.pdf"),
        pages=(page("begins", "goes on", last), page("a", "b", "c")),
        headings=frozenset({"Whatwehear"}),
        above_rows=(frozenset(caption), frozenset(head)),
    )
    assert bool(list(faults_of(sheet))) is told
