"""Papers as plain text: narrow, in order, and with nothing lost."""

from facilitator.documents.formats.plain_text import WIDTH, plain_text, wrapped
from facilitator.documents.render import render
from facilitator.documents.tree.html_subset import parse
from facilitator.documents.tree.paper import Paper
from facilitator.language.widths import width_of
from facilitator.model.action import Action, ActionStatus
from facilitator.text import clean
from facilitator.workspace.lookup import find_session
from tests.documents.test_walkers import SAMPLE
from tests.hostile import NAUGHTY

AS_TEXT = """\
For you. Keep it.

Title
=====

> A call

- one
- two

1. first
2. second

Heard: 2 of 9
Answered: 7 of 8

Second page
-----------

How to read it

Idea   Dots
-----  ----

Ours
a / b  3

As of today.
"""


def paper(html=SAMPLE, **more):
    return Paper("en", "Title", "Head", "Name", "Foot", "Page {page} of {pages}", parse(html), **more)


def test_plain_text():
    assert plain_text(paper()) == AS_TEXT
    assert plain_text(paper(watermark="Preview!")) == f"*** Preview! ***\n\n{AS_TEXT}"


def test_lines_are_no_longer_than_they_should_be(heard):
    for document in ("action-plan", "thank-you", "worksheet", "ladder-card", "voting-sheet"):
        text = render(heard.folder, document, session=heard.file, format="txt")
        assert all(width_of(line) <= 78 for line in text.splitlines())


def test_a_wide_table_becomes_lines_of_label_and_value():
    long = "word " * 12 + "end"
    html = (
        "<table><thead><tr><th>No.</th><th>Words</th><th>By</th></tr></thead>"
        f"<tbody><tr><td>1</td><td>{long}<br><em>second</em></td><td></td></tr></tbody></table>"
    )
    text = plain_text(paper(html))
    assert text.startswith("No.: 1\nWords: word word")
    assert "\n  second\n" in text
    assert "By:" not in text


def test_slanted_words_behind_others_stand_on_a_line_of_their_own(demo):
    """So that a reader, and grep, can tell a remark from its practice."""
    text = render(demo, "action-plan", session=find_session(demo, "L-03"), format="txt")
    assert "In your words: Tickets reach us saying only “server slow”.\n  Practice: Incident\n" in text
    assert "  Practice: Workforce and talent\n" in text
    html = "<table><tbody><tr><td>Said <em>whose</em></td><td><em>alone</em></td></tr></tbody></table>"
    assert plain_text(paper(html)) == "Said / whose  alone\n"


def test_a_short_remark_has_its_line_for_itself():
    """Or one that ends like a label would read as one."""
    html = (
        "<table><colgroup><col data-width='60'><col data-width='25'><col data-width='15'></colgroup>"
        "<thead><tr><th>Words</th><th>Practice</th><th>Nods</th></tr></thead><tbody>"
        f"<tr><td>{'word ' * 14}</td><td></td><td></td></tr>"
        "<tr><td>Slow. · Practice: Change</td><td>Incident</td><td>3</td></tr></tbody></table>"
    )
    assert plain_text(paper(html)).endswith(
        "\nWords: Slow. · Practice: Change\nPractice: Incident · Nods: 3\n"
    )


def test_every_word_of_an_action_is_there(bare):
    texts = [text for text in map(clean, NAUGHTY) if text.strip()]
    with bare.file.group("hostile"):
        for number, text in enumerate(texts, start=1):
            fields = {"owner": bare.people[2].id, "status": ActionStatus.OPEN}
            bare.put(Action(number=number, text=text, **fields))
    bare.reviewed()
    words = render(bare.folder, "action-plan", session=bare.file, format="txt").split()
    for text in texts:
        wanted = text.split()
        assert any(words[at : at + len(wanted)] == wanted for at in range(len(words))), text


def test_wrapping_loses_no_blank_inside_a_line_and_no_letter():
    assert wrapped("a  b") == ["a  b"]
    assert wrapped("x" * 100) == ["x" * 100]
    assert wrapped("") == []
    assert width_of("日本") == 4
    assert wrapped("日本 " * 20, WIDTH)[0] == "日本 " * 13 + "日本"
