"""Whatever people say stands in a paper as they said it, in every format, and does nothing there."""

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitator.documents.formats.html_page import html_page
from facilitator.documents.formats.markdown import markdown
from facilitator.documents.render import DOCUMENTS, render
from facilitator.documents.render import paper as paper_of
from facilitator.documents.tree.grid import grid_of, span_of
from facilitator.documents.tree.html_subset import Element
from facilitator.documents.tree.paper import Paper
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.idea import ImprovementIdea
from facilitator.text import clean

HOSTILE = (
    "<b>bold</b> & <script>alert(1)</script>",
    "{{ 7 * 7 }} {% for x in y %} {# gone #} {{ ''.__class__ }}",
    "</td></tr></table></html>",
    "a | b || c \\| d \\",
    "[/nope] [@click=app.quit]press[/] [link](http://x.example) ![i](y)",
    "1. one", "12) twelve", "- dash", "+ plus", "* star", "# head", "## head ##", "> call",
    "---", "===", ":---:",
    "```code``` `tick` ~~gone~~ ~~~", "*slanted* **bold** _under_ __double__ snake_case_word",
    "&amp; &lt; &#65; &copy; AT&T", "<http://a.example> https://b.example www.c.example d@e.example",
    "[x]: http://f.example 'title'", "\\*not\\* \\\\ \\n", "$x$ $$y$$ ^z^ ==marked== :smile: @someone",
    "עברית עם english וגם 123", "مرحبا | <b>عالم</b>", "👩‍👩‍👧 emoji 🇫🇷 é e\u0301",
    "two\nlines | and\n- a third", "tab\there", "  blanks  inside  and  around  ",
    "\x1b[31mred\x1b[0m bell\x07 \u202eevil\u202c zero\u200bwidth", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "%s %d {0} {name} {team}", "x" * 300, "“quoted” – dash … ½ ×", "{% raw %}", "{{",
)  # fmt: skip
CLEANED = [clean(text) for text in HOSTILE]


class Page(HTMLParser):
    """Reads a page back: the text of each cell, item, heading and paragraph, and every tag."""

    BLOCKS = ("td", "th", "li", "p", "h1", "h2", "h3", "blockquote", "caption")

    def __init__(self, page):
        super().__init__()
        self.texts, self.tags, self.open = [], set(), []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]
        if tag in self.BLOCKS:
            self.open.append("")
        elif tag == "br":
            self.open[-1] += "\n"

    def handle_endtag(self, tag):
        if tag in self.BLOCKS:
            self.texts.append(self.open.pop())

    def handle_data(self, data):
        if self.open:
            self.open[-1] += data


def read_markdown(text):
    """Return the text of every block, as a CommonMark reader with tables sees it, and the HTML it met."""
    texts, html = [], []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        assert token.type not in ("fence", "code_block", "hr", "lheading_open")
        if token.type == "html_block":
            html.append(token.content.strip())
        if token.type != "inline":
            continue
        line = ""
        for child in token.children:
            assert child.type not in ("link_open", "image", "code_inline"), child
            if child.type == "html_inline":
                html.append(child.content)
                line += "\n" if child.content == "<br>" else ""
            line += {"softbreak": "\n", "hardbreak": "\n"}.get(
                child.type, child.content * (child.type == "text")
            )
        texts.append(line)
    return texts, html


@pytest.fixture(params=range(5))
def texts(request):
    """Return a fifth of the hostile texts: more would not fit into one plan."""
    return CLEANED[request.param :: 5]


@pytest.fixture
def spoken(bare, texts):
    """Return a reviewed session in which hostile texts were said in every way."""
    with bare.file.group("hostile"):
        for number, text in enumerate(texts, start=1):
            bare.note(text)
            bare.note(text, kind="hurts", practice="change_enablement")
            bare.put(ImprovementIdea(number=number, title=text))
            bare.put(Commitment(number=number, text=text, role=text))
            bare.put(Action(number=number, text=text, owner=bare.people[2].id, status=ActionStatus.OPEN))
    bare.session(thanks="<i>Thanks</i> {{ doc }}")
    return bare.reviewed()


def test_hostile_words_read_back_from_the_page(spoken, texts):
    page = Page(render(spoken.folder, "action-plan", session=spoken.file))
    for text in texts:
        assert page.texts.count(text) >= 6, text
    assert not page.tags & {"script", "b", "i", "img", "a", "iframe"}


def test_hostile_words_read_back_from_markdown(spoken, texts):
    read, html = read_markdown(render(spoken.folder, "action-plan", session=spoken.file, format="md"))
    for text in texts:
        assert read.count(text) >= 6, text
    assert set(html) <= {"<br>", "<em>", "</em>", "<strong>", "</strong>"}
    made = paper_of(spoken.folder, "action-plan", session=spoken.file)
    read, html = read_markdown(markdown(made, html=False))
    there = [text for block in made.body for text in texts_of(block) if text or block.tag == "table"]
    assert html == []
    assert [*map(one_blank, read)] == [one_blank(text.replace("\n", " / ")) for text in there]


def texts_of(block):
    """Return the texts a reader of Markdown finds for a block, in their order; cells that span are one and
    empty ones."""
    if block.tag in ("ul", "ol"):
        return [item.text for item in block.elements]
    if block.tag != "table":
        return [block.text]
    grid = grid_of(block)
    rows = [[cell.text, *[""] * (span_of(cell) - 1)] for row in grid.rows for cell in row.cells]
    if grid.kind == "figures":
        (labels,) = grid.heads
        return [
            f"{label.text}: {figure.text}"
            for row in grid.body
            for label, figure in zip(labels.cells, row.cells, strict=True)
        ]
    if not grid.heads:  # Markdown has no table without a head, so it is an empty one
        rows = [[""] * len(grid.widths), *rows]
    return [*(caption.text for caption in grid.captions), *(text for cell in rows for text in cell)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_markdown_reads_back_as_the_whole_paper(heard, document):
    made = paper_of(heard.folder, document, session=heard.file)
    read, _ = read_markdown(markdown(made))
    there = [text for block in made.body for text in texts_of(block) if text or block.tag == "table"]
    assert read == there
    read, html = read_markdown(markdown(made, html=False))
    assert (read, html) == ([text.replace("\n", " / ") for text in there], [])


def one_blank(text):
    """Return a text with one blank for many: those at the edges of a paragraph are not kept without HTML."""
    return " ".join(text.split())


@pytest.mark.parametrize("format", ["html", "md"])
def test_the_note_holds_them_too(spoken, texts, format):
    text = render(spoken.folder, "thank-you", session=spoken.file, format=format)
    read = Page(text).texts if format == "html" else read_markdown(text)[0]
    assert "<i>Thanks</i> {{ doc }}" in read
    assert set(texts) <= set(read)


# Any text at all, in every place of the subset ------------------------------------------------------

SIGNS = st.sampled_from(
    [*"\\`*_{}[]<>()#+-.!|&~:@=\"'$^;%/1 a\tB", "1.", "&amp;", "http://x", "www.", " \n", "é", "–"]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(SIGNS, max_size=14).map("".join)).map(clean)


def worded(text):
    """Return *text* as children of an element: its line breaks are elements."""
    parts = []
    for line in text.split("\n"):
        parts += [line, Element("br")]
    return tuple(part for part in parts[:-1] if part != "")


def everywhere(text):
    """Return a tree with *text* in every place words can stand."""

    def made(tag, *children, **attributes):
        return Element(tag, attributes, children or worded(text))

    row = made("tr", made("td"), made("td"), made("th", scope="row"))
    return (
        *(made(tag) for tag in ("p", "h1", "h2", "h3", "blockquote")),
        made("ul", made("li"), made("li")),
        made("ol", made("li"), made("li")),
        made(
            "table",
            made("caption"),
            made("thead", made("tr", made("th"), made("th"), made("th"))),
            made("tbody", row, row),
        ),
    )


def paper(*body):
    return Paper("en", "Title", "Header", "Name", "Footer", "{page}/{pages}", body)


@given(TEXTS.filter(lambda text: text.strip() != ""))
@settings(max_examples=40, deadline=None)
def test_any_words_read_back_from_every_place(text):
    tree = everywhere(text)
    assert Page(html_page(paper(*tree), "")).texts.count(text) == 19
    texts, _ = read_markdown(markdown(paper(*tree)))
    assert texts.count(text) == 19, (text, markdown(paper(*tree)), texts)


@given(st.lists(st.tuples(st.sampled_from(["", "strong", "em", "br"]), TEXTS), max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_bold_and_slanted_words_read_back_wherever_they_stand(parts):
    def plain(text):
        return text.replace("\n", " ")

    children = [
        Element("br") if tag == "br" else Element(tag, {}, (plain(text),)) if tag else plain(text)
        for tag, text in parts
    ]
    whole = Element("p", {}, tuple(children))
    if not whole.text.strip():
        return
    texts, html = read_markdown(markdown(paper(whole)))
    assert texts == [whole.text]
    assert set(html) <= {"<br>", "<em>", "</em>", "<strong>", "</strong>"}
    bare, html = read_markdown(markdown(paper(whole), html=False))
    assert html == []
    assert one_blank(" ".join(bare)) == one_blank(whole.text.replace("\n", " / "))
    assert whole.text in Page(html_page(paper(whole), "")).texts
