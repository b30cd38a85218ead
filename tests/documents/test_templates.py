"""Templates of one's own: what they may do, what they may not, and how it is told."""

import pytest

from facilitator.documents.render import paper, render
from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.templates.environment import run_template
from facilitator.documents.tree.html_subset import ELEMENTS, parse
from facilitator.documents.wording.phrases import fill, load_words
from tests.tables import for_each

VIEW = {
    "doc": {"title": "A <b>title</b>"},
    "rows": [{"items": "three", "no": 1}],
    "left_out": [],
    "preview": True,
}

ATTACKS = (
    "{{ ''.__class__.__mro__ }}",
    "{{ doc.__class__ }}",
    "{{ doc['__class__'] }}",
    "{{ w.__init__.__globals__ }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ ''|attr('__class__') }}",
    "{{ '{0.__class__}'.format(doc) }}",
    "{{ '{0.__class__}'.format_map({'0': doc}) }}",
    "{{ doc.title.format.__self__.__class__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner }}",
    "{{ dict(a=1) }}",
    "{{ range.__self__ }}",
    "{{ namespace.__init__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}{{ m._func }}",
    "{% macro m() %}{% endmacro %}{{ m.name.__class__ }}",
    "{{ rows.append(1) }}",
    "{{ doc.update(a=1) }}",
    "{{ rows | map(attribute='__class__') | list }}",
    "{{ rows | selectattr('__class__') | list }}{{ rows[0].__class__ }}",
    "{% for x in range(999999999) %}{% endfor %}",
    "{{ 'a' * 999999999 }}",
    "{{ 9 ** 999999999 }}",
    "{{ [1] * 999999999 }}",
    "{{ '%999999999d' % 1 }}",
    "{% include '/etc/passwd' %}",
    "{% include '../secret' %}",
    "{% import 'os' as os %}",
    "{{ doc.title | safe }}",
    "{% autoescape false %}{{ doc.title }}{% endautoescape %}",
    "{% filter safe %}x{% endfilter %}",
    "{% do 1 %}",
    "{{ doc.titel }}",
    "{{ rows }}",
    "{{ rows[0].keys }}",
    "{{ preview }}",
    "{% for x in rows %}",
    "{{ 1 / 0 }}",
    "{% extends 'own.html.j2' %}",
)


@pytest.fixture
def shelf(tmp_path):
    """Return a shelf with a folder of one's own."""
    folder = tmp_path / "templates"
    (folder / "words").mkdir(parents=True)
    return Shelf(folder)


def run(shelf, source, view=VIEW):
    """Return what a template of that source makes."""
    (shelf.custom / "own.html.j2").write_text(source, encoding="utf-8")
    return run_template(shelf, "own.html.j2", view, {"plan": {"who": "Who"}})


@pytest.mark.parametrize("source", ATTACKS)
def test_a_way_out_of_the_sandbox_is_refused(shelf, source):
    with pytest.raises(TemplateFault) as caught:
        run(shelf, source)
    assert caught.value.happened.endswith(".")
    assert caught.value.todo


def test_words_are_escaped_and_never_run(shelf):
    assert run(shelf, "{{ doc.title }}") == "A &lt;b&gt;title&lt;/b&gt;"
    assert run(shelf, "{{ doc.title }}", {"doc": {"title": "{{ 7*7 }}"}}) == "{{ 7*7 }}"
    assert run(shelf, "{{ doc.title }}", {"doc": {"title": "a\nb"}}) == "a<br>b"


def test_an_entry_goes_before_a_method(shelf):
    assert run(shelf, "{% for row in rows %}{{ row.items }}{{ row.no }}{% endfor %}") == "three1"
    assert run(shelf, "{% for key, value in doc.items() %}{{ key }}{% endfor %}") == "title"


def test_what_is_put_into_words_is_not_looked_at_again():
    assert fill("{a} and {b}", {"a": "{b}", "b": "{a}"}) == "{b} and {a}"
    with pytest.raises(TemplateFault):
        fill("{missing}", {})


def test_an_object_never_reaches_a_template(shelf):
    with pytest.raises(TypeError, match=r"view\.doc\.title is a Path|view\.doc\.title is a PosixPath"):
        run(shelf, "", {"doc": {"title": shelf.custom}})


def test_one_part_can_be_replaced(heard, shelf):
    (shelf.custom / "action-plan.html.j2").write_text(
        '{% extends "builtin/action-plan.html.j2" %}'
        "{% block commitments %}<h2>Promises</h2><p>{{ commitments | length }}</p>{% endblock %}"
    )
    text = render(heard.folder, "action-plan", session=heard.file, format="md", templates=shelf.custom)
    assert "## Promises\n\n2\n\n## Your ideas, in your order" in text
    assert "## What we are doing" in text


def test_the_style_can_be_replaced_and_cannot_end_early(heard, shelf):
    (shelf.custom / "style.css").write_text("p { color: red } </style><script>alert(1)</script>")
    page = render(heard.folder, "thank-you", session=heard.file, templates=shelf.custom)
    assert "p { color: red }" in page
    assert page.count("</style>") == 1
    assert "</script>" not in page


def test_a_template_that_makes_a_script_is_refused(heard, shelf):
    (shelf.custom / "thank-you.html.j2").write_text("<p>hello</p>\n<script>alert(1)</script>")
    made = paper(heard.folder, "thank-you", session=heard.file, templates=shelf.custom)
    assert made.body == paper(heard.folder, "thank-you", session=heard.file).body
    assert "thank-you.html.j2, line 2: it makes <script>" in made.notices[0]


# Languages ---------------------------------------------------------------------------------------


def test_another_language_is_a_file_and_may_be_unfinished(shelf):
    (shelf.custom / "words" / "de.toml").write_text(
        '[date]\nday_year = "{day}. {month} {year}"\n[plan]\ndoing = "Was wir tun"\n', encoding="utf-8"
    )
    words = load_words(shelf, "de")
    assert words.lang == "de"
    assert words("plan.doing") == "Was wir tun"
    assert words("plan.promised") == "What others promised you"


@pytest.mark.parametrize("lang", ["xx", "..", "../en", "e", ""])
def test_a_language_there_is_not_is_english(shelf, lang):
    assert load_words(shelf, lang).lang == "en"


def test_a_word_of_ones_own_goes_before_the_shipped(shelf):
    (shelf.custom / "words" / "en.toml").write_text('[plan]\ndoing = "Our plan"\n')
    words = load_words(shelf, "en")
    assert words("plan.doing") == "Our plan"
    assert words("plan.promised") == "What others promised you"


@pytest.mark.parametrize(
    ("text", "where"), [("[plan", "line 1"), ("[plan]\ndoing = {one='x'}\n", "line 2: plan.doing")]
)
def test_broken_words_are_told_and_the_shipped_ones_used(heard, shelf, text, where):
    (shelf.custom / "words" / "en.toml").write_text(text)
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    assert made.body == paper(heard.folder, "action-plan", session=heard.file).body
    assert f"words/en.toml, {where}" in made.notices[0]


# The subset --------------------------------------------------------------------------------------


@for_each(
    "html",
    [
        "<div>x</div>",
        "<p onclick='x'>x</p>",
        "<p style='x'>x</p>",
        "<p data-role='shout'>x</p>",
        "<td>x</td>",
        "<p><p>x</p></p>",
        "<p>x",
        "x",
        "<ul>x</ul>",
        "<table><tr><td>x</td></tr></table>",
        "<p>x</strong></p>",
        "<!DOCTYPE html>",
        "<?php ?>",
        "<table><tbody><tr><td data-heat='6'>x</td></tr></tbody></table>",
        "<a href='http://x'>x</a>",
        "<img src='x'>",
    ],
)
def test_what_is_outside_the_subset_is_refused_by_name(html):
    with pytest.raises(TemplateFault) as caught:
        parse(html, "own.html.j2")
    assert caught.value.happened.startswith("own.html.j2 ")
    assert all(tag in caught.value.todo for tag in ELEMENTS)


def test_the_templates_own_layout_is_not_words():
    (paragraph,) = parse("<p>\n   one\n   two  three<br>\n  four <strong>\n five</strong>\n</p>\n")
    assert paragraph.text == "one two  three\n four  five"
