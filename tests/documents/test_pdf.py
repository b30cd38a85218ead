"""Papers as PDF, read back by pypdf: language, title, tags, and words that do nothing."""

import re
from io import BytesIO

import pypdf
import pytest

from facilitator.documents.formats.pdf import pdf
from facilitator.documents.formats.typst_source import literal, typst_source
from facilitator.documents.render import DOCUMENTS
from facilitator.documents.render import paper as paper_of
from facilitator.documents.tree.grid import grid_of
from facilitator.documents.tree.html_subset import Element, parse
from facilitator.documents.tree.paper import Paper
from facilitator.text import clean
from tests.cli.command_line import process
from tests.documents.test_texts import HOSTILE
from tests.documents.test_walkers import SAMPLE
from tests.hostile import NAUGHTY
from tests.tables import for_each


def paper(html=SAMPLE, **more):
    more = {"lang": "en", "title": "Title", "organisation": "Harrowmere", "body": parse(html)} | more
    return Paper(header="Head", name="Name", footer="Foot", page="Page {page} of {pages}", **more)


def made(source):
    """Return a paper as a reader sees it, and what was said about it."""
    notices = []
    return pypdf.PdfReader(BytesIO(pdf(source, notices.append))), notices


def text_of(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


def tags_of(reader):
    """Return the tags of the tree readers who listen go by, in order."""

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]))


def test_it_says_what_it_is_called_and_in_which_language():
    reader, notices = made(paper(lang="de"))
    assert reader.trailer["/Root"]["/Lang"] == "de"
    assert (reader.metadata.title, reader.metadata.author) == ("Title", "Harrowmere")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert notices == []


def test_headings_lists_and_heads_of_tables_are_tagged():
    reader, _ = made(paper())
    tags = tags_of(reader)
    assert {"/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/L", "/LI", "/P"} <= set(tags)
    text = text_of(reader)
    for words in ("Idea", "Dots", "How to read it", "Page 1 of 2", "Page 2 of 2", "Foot", "Head"):
        assert words in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_paper_is_accessible(heard, document):
    source = paper_of(heard.folder, document, session=heard.file)
    reader, notices = made(source)
    assert notices == []
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title == source.title
    heads = [row for block in source.body if block.tag == "table" for row in grid_of(block).heads]
    tags = tags_of(reader)
    assert tags.count("/THead") == len(heads)
    assert tags.count("/TH") >= sum(len(row.cells) for row in heads)


def test_the_plan_has_its_heads_and_its_actions(heard):
    reader, _ = made(paper_of(heard.folder, "action-plan", session=heard.file))
    text = " ".join(text_of(reader).split())
    for words in ("Where it stands", "First date", "Owner", "Agree the three ticket facts with the desk"):
        assert words in text


def test_the_same_paper_is_the_same_file():
    assert pdf(paper(), print) == pdf(paper(), print)


def test_hostile_words_stay_words():
    texts = [text for text in map(clean, dict.fromkeys((*NAUGHTY, *HOSTILE))) if text.strip()]
    texts += ['"; #panic("x") //', '#read("/etc/passwd")', "\\u{41} #{x}", "$ x $ *b* _i_ @ref <label> = h"]
    body = tuple(Element("p", {}, (text,)) for text in texts)
    reader, _ = made(paper(body=body))
    text = "".join(text_of(reader).split())
    for plain in ("#panic(", '#read("/etc/passwd")', "\\u{41}", "$x$*b*_i_@ref<label>=h", "{{7*7}}"):
        assert plain in text
    assert "root:" not in text


@for_each("text", ["plain", 'say "no"', "back\\slash", "a\nb", "x" * 60, 'x\\"' * 30, "é" * 30])
def test_a_literal_ends_only_where_its_words_do(text):
    rest = re.sub(r'#"(?:[^"\\]|\\.)*";|#h\(0.001pt\);', "", literal(text))
    assert rest == ""


def test_a_word_too_long_for_its_cell_is_broken_and_copied_whole():
    word = "https://" + "abcdefgh" * 20
    cells = f"<td>{word} and more words</td>" + "<td>x</td>" * 5
    reader, _ = made(paper(f"<h1>T</h1><table><tbody><tr>{cells}</tr></tbody></table>"))
    text = text_of(reader)
    assert word in "".join(text.split())
    assert "\u200b" not in text
    assert max(map(len, text.splitlines())) < 60


def test_words_above_a_table_stay_with_it():
    source = typst_source(paper("<p>Before.</p><p>How.</p><table><tbody><tr><td>a</td></tr></tbody></table>"))
    before, how = (
        next(line for line in source.splitlines() if words in line) for words in ("Before.", "How.")
    )
    blocks = source[: source.index("Before.")].count("sticky: true"), source.count("sticky: true")
    assert (blocks, before == how) == ((0, 1), False)


def test_dots_stay_in_their_column():
    cells = '<td>Idea</td><td data-dots="30">30</td><td>LAST</td>'
    widths = "".join(f'<col data-width="{width}">' for width in (40, 13, 47))
    table = f"<table><colgroup>{widths}</colgroup><tbody><tr>{cells}</tr></tbody></table>"
    reader, _ = made(paper(f"<h1>T</h1>{table}"))
    text = reader.pages[0].extract_text(extraction_mode="layout")
    dotted = [line for line in text.splitlines() if "●" in line]
    # How many there are in a line is for the font to say that a computer has.
    assert (sum(line.count("●") for line in dotted), len(dotted) > 1) == (30, True)
    begin, end = dotted[0].index("30"), dotted[0].index("LAST")
    assert all(begin <= line.index("●") <= line.rindex("●") < end for line in dotted)


def test_a_tab_keeps_words_apart():
    reader, _ = made(paper("<h1>T</h1><p>one\ttwo</p>"))
    assert re.search(r"one\s+two", text_of(reader))


def test_a_row_longer_than_a_page_is_not_lost():
    words = " ".join(f"word{number}" for number in range(3000))
    reader, _ = made(paper(f"<h1>T</h1><table><tbody><tr><td>{words}</td></tr></tbody></table>"))
    assert max(len(page.extract_text()) for page in reader.pages) < 10_000  # nothing below the edge of a page
    text = "".join(text_of(reader).split())
    assert "word2999" in text
    assert "word1500" in text


def test_a_letter_no_font_has_is_said_and_the_paper_is_written():
    reader, notices = made(paper(body=(Element("h1", {}, ("Title",)), Element("p", {}, ("\U0010fffd",)))))
    assert len(reader.pages) == 1
    (notice,) = notices
    assert "no font" in notice
    assert "HTML" in notice


def test_a_preview_says_so_first():
    reader, _ = made(paper(watermark="Preview – do not pass on"))
    assert "Preview – do not pass on" in reader.pages[0].extract_text()


def test_tints_are_there_and_white_letters_only_on_the_last_step():
    source = typst_source(
        paper('<table><tbody><tr><td data-heat="5">25</td><td data-rung="2">2</td></tr></tbody></table>')
    )
    assert 'rgb("#8A4B16")' in source
    assert source.count("#set text(fill: white)") == 1


def test_without_the_extra_it_says_what_to_do_and_all_else_works():
    code = """
import sys
sys.modules["typst"] = None
from facilitator.documents.formats.registry import content, writable, FORMATS
from facilitator.documents.tree.grid import grid_of
from facilitator.documents.tree.paper import Paper
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.tree.html_subset import parse
from facilitator.errors import FacilitatorError
paper = Paper("en", "T", "H", "N", "F", "P", parse("<h1>T</h1>"))
print(writable())
for format in FORMATS:
    try:
        print(format, len(content(paper, format, Shelf())) > 0)
    except FacilitatorError as error:
        print(format, error)
"""
    told, wrong = process(code=code).communicate(timeout=60)
    assert wrong == b""
    lines = told.decode().splitlines()
    assert lines[0] == "('html', 'md', 'wiki', 'txt', 'docx')"
    assert lines[1:6] == ["html True", "md True", "wiki True", "txt True", "docx True"]
    assert 'pip install "facilitator[pdf]"' in lines[6]
    assert "print" in lines[6]
    assert lines[7:] == ["json True"]


# Pages -------------------------------------------------------------------------------------------


def heights_of(page):
    """Return how high each run of words of a page stands, in millimetres from its lower edge."""
    found = {}

    def visit(text, matrix, words, *_):
        if text.strip():
            x, y = words[4:6]
            found[text.strip()] = (matrix[1] * x + matrix[3] * y + matrix[5]) * 25.4 / 72

    page.extract_text(visitor_text=visit)
    return found


def rows(count, words="row"):
    return "".join(f"<tr><td>{words} {number}</td><td>x</td></tr>" for number in range(count))


def test_lines_to_write_on_are_equally_high_with_and_without_words():
    lines = "<tr><td>one</td><td></td></tr><tr><td>two</td><td>full</td></tr><tr><td>three</td><td></td></tr>"
    head = '<thead><tr><th scope="col"></th><th scope="col">Head</th></tr></thead>'
    reader, _ = made(paper(f'<table data-kind="lines">{head}<tbody>{lines}</tbody></table>'))
    at = heights_of(reader.pages[0])
    assert [round(at[above] - at[below]) for above, below in (("one", "two"), ("two", "three"))] == [16, 16]
    assert at["Head"] - at["one"] < 10  # a head without words is not as high as a line


def test_the_head_of_a_group_stands_once():
    group = '<tr><th scope="rowgroup" colspan="2">Ours (90)</th></tr>'
    reader, _ = made(paper(f"<h1>T</h1><table><tbody>{group}{rows(90)}</tbody></table>"))
    assert len(reader.pages) > 1
    assert text_of(reader).count("Ours (90)") == 1


@for_each("kind, whole", [(' data-kind="form"', True), ("", False)])
def test_a_form_stands_on_one_page(kind, whole):
    before = "<p>before</p>" * 30
    reader, _ = made(paper(f"{before}<table{kind}><tbody>{rows(12)}</tbody></table>"))
    assert ("row 0" in reader.pages[1].extract_text()) is whole


@for_each("count, more, pages", [(34, {}, 1), (38, {"closer": True}, 2)])
def test_the_limits_of_a_paper_never_stand_alone_on_its_last_page(count, more, pages):
    limits = '<p data-role="limits">The limits.</p>'
    filled = paper(f"<h1>T</h1><table><tbody>{rows(count)}</tbody></table>{limits}", **more)

    def read():
        return [page.extract_text() for page in made(filled)[0].pages]

    now = read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("facilitator.documents.formats.pdf._TOP", 0)  # as it is without looking
        without_looking = read()
    assert len(without_looking) == 2
    assert "row" not in without_looking[-1]
    assert len(now) == pages
    assert f"row {count - 1}" in now[-1]
