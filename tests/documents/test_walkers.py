"""One tree, many formats: what each walker makes of the parts of the subset."""

from dataclasses import replace

from facilitator.documents.formats.html_page import html_page
from facilitator.documents.formats.markdown import markdown
from facilitator.documents.tree.flow import with_last_rows
from facilitator.documents.tree.html_subset import parse
from facilitator.documents.tree.paper import Paper
from tests.tables import for_each

SAMPLE = """
<p data-role="for"><strong>For you.</strong> Keep it.</p>
<h1>Title</h1>
<blockquote>A call</blockquote>
<ul><li>one</li><li>two</li></ul>
<ol><li>first</li><li>second</li></ol>
<table data-kind="figures">
  <thead><tr><th scope="col">Heard</th><th scope="col">Answered</th></tr></thead>
  <tbody><tr><td>2 of 9</td><td>7 of 8</td></tr></tbody>
</table>
<h2 data-break>Second page</h2>
<table>
  <caption>How to read it</caption>
  <colgroup><col data-width="70"><col data-width="30"></colgroup>
  <thead><tr><th scope="col">Idea</th><th scope="col" data-number>Dots</th></tr></thead>
  <tbody>
    <tr><th scope="rowgroup" colspan="2">Ours</th></tr>
    <tr><td>a<br><em>b</em></td><td data-number data-dots="3">3</td></tr>
  </tbody>
</table>
<p data-role="limits">As of today.</p>
"""

AS_MARKDOWN = """\
**For you.** Keep it.

# Title

> A call

- one
- two

<!-- -->

1. first
2. second

<!-- -->

- Heard: 2 of 9
- Answered: 7 of 8

## Second page

*How to read it*

| Idea | Dots |
| --- | :---: |
| **Ours** |  |
| a<br>*b* | 3 |

As of today.
"""


def paper(**more):
    more = {"body": parse(SAMPLE)} | more
    return Paper("en", "Title", "Head", "Name", "Foot", "Page {page} of {pages}", **more)


def test_markdown():
    assert markdown(paper()) == AS_MARKDOWN
    assert markdown(paper(watermark="Preview!")) == f"**Preview!**\n\n{AS_MARKDOWN}"


def test_markdown_for_a_wiki_holds_no_html():
    """Two lists behind each other are told apart by their signs, a break is a stroke."""
    expected = AS_MARKDOWN.replace(
        "\n<!-- -->\n\n1. first\n2. second\n\n<!-- -->\n", "\n1) first\n2) second\n"
    )
    assert markdown(paper(), html=False) == expected.replace("<br>", " / ")
    inside = parse("<p>a<strong>(b)</strong>c</p><p> <em>d</em> 1 &lt; 2 &amp;lt; &lt;br&gt;</p>")
    assert markdown(replace(paper(), body=inside), html=False) == "a(b)c\n\n*d* 1 \\< 2 \\&lt; \\<br\\>\n"


def test_html():
    page = html_page(paper(), "p { margin: 0 }")
    assert '<h2 data-break dir="auto">Second page</h2>' in page
    assert '<col style="width: 70%">' in page
    assert '<th scope="rowgroup" colspan="2" dir="auto">Ours</th>' in page
    dots = '<span class="dots" aria-hidden="true">●●●</span>'
    assert f'<td data-number dir="auto">3 {dots}</td>' in page
    assert '@bottom-right { content: "Page " counter(page) " of " counter(pages) "" }' in page
    assert '<p class="watermark">' not in page


def test_a_paper_that_fits_one_page_is_set_tighter():
    assert '<body class="tight">' in html_page(paper(tight=True), "")
    assert '<body class="closer">' in html_page(paper(closer=True), "")
    assert "<body>" in html_page(paper(), "")


def test_a_template_cannot_leave_the_watermark_out():
    page = html_page(paper(watermark="Preview <!>"), "")
    assert '<p class="watermark">Preview &lt;!&gt;</p>' in page
    assert '@top-left { content: "Preview \\3c \\21 \\3e "; color' in page


WIDE = """
<h1>Title</h1>
<table>
  <thead><tr><th scope="col">No.</th><th scope="col">Idea</th><th scope="col">Owner "x"</th></tr></thead>
  <tbody>
    <tr><th scope="rowgroup" colspan="3">Ours</th></tr>
    <tr><td>1</td><td colspan="2">Both</td></tr>
    <tr><td>2</td><td>One form</td><td>Dev</td></tr>
  </tbody>
</table>
"""


def test_on_a_phone_every_cell_says_which_column_it_is_of():
    page = html_page(paper(body=parse(WIDE)), "")
    assert '<div class="table stacked">' in page
    assert '<td dir="auto" data-head="Owner &quot;x&quot;">Dev</td>' in page
    assert '<td colspan="2" dir="auto" data-head="Idea">Both</td>' in page
    assert '<th scope="rowgroup" colspan="3" dir="auto">Ours</th>' in page


@for_each("kind", ["form", "lines", "sheet"])
def test_a_sheet_that_scrolls_is_reached_by_the_keyboard(kind):
    page = html_page(paper(body=parse(WIDE.replace("<table>", f'<table data-kind="{kind}">'))), "")
    assert 'tabindex="0" role="group" aria-label="No., Idea, Owner &quot;x&quot;"' in page
    assert "data-head" not in page


def test_more_dots_than_anybody_counts_are_a_number_alone():
    cells = '<td data-dots="40">40</td><td data-dots="41">41</td>'
    page = html_page(paper(body=parse(f"<table><tbody><tr>{cells}</tr></tbody></table>")), "")
    assert [part.count("●") for part in page.split("<td")[1:]] == [40, 0]


def test_a_head_without_words_is_none():
    table = '<table><thead><tr><th scope="col"></th><th scope="col">Idea</th></tr></thead></table>'
    page = html_page(paper(body=parse(table)), "")
    assert '<td dir="auto"></td>\n<th scope="col" dir="auto">Idea</th>' in page


def test_the_last_rows_of_a_paper_may_stand_with_its_limits():
    """The head of their table and that of their group go with them."""
    group, row = '<tr><th scope="rowgroup" colspan="2">Ours</th></tr>', "<tr><td>{}</td><td></td></tr>"
    head = "<thead><tr><th scope='col'>Head</th><th scope='col'></th></tr></thead>"
    limits = '<p data-role="limits">As of today.</p>'

    def split(*rows):
        body = with_last_rows(parse(f"<table>{head}<tbody>{''.join(rows)}</tbody></table>{limits}"))
        return body and [[row.text.split()[0] for row in part.named("tr")] for part in _parts(body)]

    a, b, c = map(row.format, "abc")
    assert split(a, b, c) == [["Head"], ["a"], ["Head"], ["b", "c"]]
    assert split(a, group, b, c) == [["Head"], ["a"], ["Head"], ["Ours", "b", "c"]]
    assert split(group, b, c) is split(b, c) is None
    assert with_last_rows(parse("<p>a</p>")) is None


def _parts(body):
    return [part for block in body for part in block.named("thead", "tbody")]
