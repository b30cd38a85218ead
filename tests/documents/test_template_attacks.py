"""What somebody might put into a template, a file of words or a note to get out, get in, or get stuck."""

import json
import os
import re
import time
from io import BytesIO

import docx
import pytest

from facilitator.documents.formats.registry import FORMATS
from facilitator.documents.render import file_name, paper, render, render_bytes, write
from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.templates.environment import run_template
from facilitator.documents.wording.phrases import load_words
from facilitator.model.idea import ImprovementIdea
from facilitator.text import clean
from tests.documents.conftest import planned, told

LINKS = os.name != "nt"
"""Windows lets few people make links."""

SECRET = "the secret of another folder"

WAYS_OUT = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ request.application.__globals__ }}",
    "{{ path.read_text() }}",
    "{{ doc.path.read_text() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ()|attr('__class__') }}",
    "{{ ''|attr('_'~'_class_'~'_') }}",
    "{{ doc|map(attribute='__class__')|list }}",
    "{{ [doc]|map(attribute='__class__')|join }}",
    "{{ [doc]|groupby('__class__') }}{{ ([doc]|groupby('__class__')|list)[0][0] }}",
    "{{ [doc]|sum(attribute='__class__') }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '%s' % doc }}",
    "{{ ('{0.__class__}'|fill)(1) }}",
    "{{ namespace(a=1).__class__ }}",
    "{{ loop.__class__ }}",
    "{% for x in [1] %}{{ loop.__class__.__init__ }}{% endfor %}",
    "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__class__ }}",
    "{{ super.__class__ }}",
    "{% set x = doc.update({'title': 'changed'}) %}",
    "{{ w.plan.clear() }}",
    "{{ doc.pop('title') }}",
    "{{ open('x', 'w') }}",
    "{{ doc.title.ljust(3) }}",
    "{{ doc.title.format() }}",
    "{{ doc.title.encode() | list }}",
    "{{ doc | tojson }}",
    "{{ doc | pprint }}",
    "{{ doc.title | safe }}",
    "{{ doc.title | xmlattr }}",
    "{{ doc.title | urlize }}",
    "{% import 'os' as os %}{{ os.system('id') }}",
    "{% from 'os' import system %}",
    "{% include '../secret.html.j2' %}",
    "{% include '..\\\\secret.html.j2' %}",
    "{% include 'words/../../secret.html.j2' %}",
    "{% include 'builtin/../../secret.html.j2' %}",
    "{% extends '../secret.html.j2' %}",
    "{% import '../secret.html.j2' as x %}",
    "{% include ['../secret.html.j2', '../secret.html.j2'] %}",
    "{% include '/etc/passwd' %}",
    "{% include 'C:\\\\Windows\\\\win.ini' %}",
    "{% include 'file:///etc/passwd' %}",
    "{% include 'link.html.j2' %}",
    "{% include 'folder/secret.html.j2' %}",
    "{% include none %}",
    "{% autoescape false %}{{ doc.title }}{% endautoescape %}",
    "<script>alert(1)</script>",
    "<p onclick='x'>x</p>",
    "<img src='http://x.example/y.png'>",
    "<p>{{ '<script>' | fill }}</p><iframe></iframe>",
)


def grown(first, next):
    """Return a template that lets something grow in a loop."""
    loop = f"{{% for i in range(99) %}}{{% set n.a = {next} %}}{{% endfor %}}"
    return f"{{% set n = namespace(a={first}) %}}{loop}"


WORK = (
    "{% for a in range(10**9) %}{% endfor %}",
    "{% for a in range(1000) %}" * 3 + "{% endfor %}" * 3,
    "{% for a in range(1000) if false or true %}" * 2
    + "{% for b in range(1000) if false %}"
    + "{% endfor %}" * 3,
    "{% macro m(n) %}{% if n < 60 %}{{ m(n + 1) }}{{ m(n + 1) }}{% endif %}{% endmacro %}{{ m(0) }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% block b %}{{ self.b() }}{% endblock %}",
    "{% include 'action-plan.html.j2' %}",
    "{% extends 'action-plan.html.j2' %}",
    "{% set n = namespace(a='x' * 9) %}",
    grown("'xx'", "n.a ~ n.a"),
    grown("'xx'", "n.a + n.a"),
    grown("'xx'", "n.a | replace('x', 'xx')"),
    grown("'xx'", "[n.a, n.a] | join"),
    grown("'{b}{b}'", "n.a | fill(b=n.a)"),
    grown("[1]", "n.a + n.a"),
    grown("[1]", "[n.a, n.a]"),
    grown("[1]", "{'a': n.a, 'b': n.a}"),
    grown("[1]", "[n.a, n.a] | sum(start=[])"),
    grown("9", "n.a * n.a"),
    "{{ [1] | batch(999999999, 0) | list | length }}",
    "{{ 2 | round(999999999) }}",
    "{{ 'x'.ljust(999999999) }}",
    "{{ 'x'.center(999999999) }}",
    "{{ 'x'.zfill(999999999) }}",
    "{{ '\t'.expandtabs(999999999) }}",
    "{{ '{:999999999}'.format(1) }}",
    "{{ '%999999999d' % 1 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ range(1000) | map('list') | list }}",
    "{{ range(1000) | map(attribute='x', default=range(1000)) | map('list') | list | length }}",
    "{% set x %}{% for a in range(1000) %}" + "word " * 2000 + "{% endfor %}{% endset %}{{ x | length }}",
    "{% for x in [[1]] recursive %}{{ loop([x, x]) }}{% endfor %}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ " + "1+" * 5000 + "1 }}",
    "{% for a in [1] %}" * 60 + "{% endfor %}" * 60,
    "{% if true %}" * 3000,
)

BYTES = (
    b"\xff\xfe<\x00p\x00>\x00",
    b"<p>\xe9</p>",
    b"<p>\x00</p>",
    b"\x80\x81\x82",
    "{{ doc.title }}".encode("utf-16"),
    b"<p>x</p>" * 100_000,
)


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """Return the worked example after its review, once for all attacks: none of them changes it."""
    return told(planned(tmp_path_factory.mktemp("heard"))).reviewed()


@pytest.fixture(scope="module")
def shipped(heard):
    """Return what the shipped template makes of it."""
    return paper(heard.folder, "action-plan", session=heard.file)


@pytest.fixture
def shelf(tmp_path):
    """Return a shelf with a folder of one's own, and what it must not lead to beside it."""
    folder = tmp_path / "templates"
    (folder / "words").mkdir(parents=True)
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in (tmp_path / "secret.html.j2", outside / "secret.html.j2"):
        name.write_text(f"<p>{SECRET}</p>")
    if LINKS:
        (folder / "link.html.j2").symlink_to(tmp_path / "secret.html.j2")
        (folder / "folder").symlink_to(outside, target_is_directory=True)
    return Shelf(folder)


def everything(folder):
    """Return every file below a folder with its content."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("attack", WAYS_OUT + WORK)
def test_an_attack_is_refused_and_the_shipped_template_makes_the_paper(heard, shipped, shelf, attack):
    (shelf.custom / "action-plan.html.j2").write_text(
        f"<h1>{{{{ doc.title }}}}</h1>\n{attack}", encoding="utf-8"
    )
    before, begun = everything(shelf.custom.parent), time.process_time()
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    assert time.process_time() - begun < 20
    assert made.body == shipped.body
    (notice,) = made.notices
    assert ".html.j2" in notice
    assert SECRET not in notice
    assert len(notice) < 1000
    assert everything(shelf.custom.parent) == before


@pytest.mark.parametrize("content", BYTES)
def test_bytes_that_are_no_text_are_refused(heard, shipped, shelf, content):
    (shelf.custom / "action-plan.html.j2").write_bytes(content)
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    assert made.body == shipped.body
    assert "action-plan.html.j2" in made.notices[0]


@pytest.mark.parametrize("attack", [WAYS_OUT[0], WORK[0]])
def test_an_attack_among_the_shared_parts_is_refused_too(heard, shipped, shelf, attack):
    (shelf.custom / "_parts.html.j2").write_text(
        "{% macro opening() %}" + attack + "{% endmacro %}", encoding="utf-8"
    )
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    assert made.body == shipped.body
    assert "_parts.html.j2, line 1" in made.notices[0]


@pytest.mark.skipif(not LINKS, reason="links need rights on Windows")
@pytest.mark.parametrize("name", ["action-plan.html.j2", "words/en.toml", "style.css", "branding.toml"])
def test_a_link_out_of_the_folder_is_not_followed(heard, shelf, name, tmp_path):
    target = tmp_path / "outside" / "target"
    target.write_text(f'<p>{SECRET}</p>\n[plan]\ndoing = "{SECRET}"\n')
    (shelf.custom / name).symlink_to(target)
    notices = []
    page = render_bytes(
        heard.folder, "action-plan", session=heard.file, templates=shelf.custom, notice=notices.append
    )
    assert SECRET.encode() not in page
    assert "eads out of the folder" in notices[0]


@pytest.mark.skipif(not LINKS, reason="links need rights on Windows")
def test_a_link_where_a_paper_goes_is_replaced_not_written_through(heard, tmp_path):
    target, into = tmp_path / "target", tmp_path / "papers"
    target.write_text("as it was")
    into.mkdir()
    wanted = file_name(heard.folder, "action-plan", session=heard.file, format="html")
    (into / wanted).symlink_to(target)
    path = write(heard.folder, "action-plan", session=heard.file, into=into)
    assert target.read_text() == "as it was"
    assert not path.is_symlink()
    assert [each.name for each in into.iterdir()] == [wanted]


@pytest.mark.skipif(not LINKS, reason="links need rights on Windows")
def test_a_folder_of_templates_may_itself_be_a_link(heard, shelf, tmp_path):
    (shelf.custom / "action-plan.html.j2").write_text("<p>mine</p>")
    (tmp_path / "linked").symlink_to(shelf.custom, target_is_directory=True)
    made = paper(heard.folder, "action-plan", session=heard.file, templates=tmp_path / "linked")
    assert (made.body[0].text, made.notices) == ("mine", ())


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes with names on Windows")
def test_a_pipe_among_the_templates_does_not_wait(heard, shelf):
    os.mkfifo(shelf.custom / "action-plan.html.j2")
    assert paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom).body


def test_a_paper_of_a_thousand_rows_is_not_too_much_work(shelf):
    rows = [{"no": number, "text": "word " * 60, "group": "a" * (number % 7)} for number in range(1500)]
    (shelf.custom / "long.html.j2").write_text(
        "{% for name, each in rows | runs('group') %}{% for row in each %}<p>{{ row.no }}.\n"
        "{{ row.text | upper }}"
        "{% if rows | length > 3 and row.group == 'aa' %} {{ row.group }}{% endif %}\n"
        "</p>{% endfor %}{% endfor %}"
    )
    assert run_template(shelf, "long.html.j2", {"rows": rows}, {}).count("<p>") == 1500


# Words -------------------------------------------------------------------------------------------

WORDS = (
    "{{ 7 * 7 }}",
    "{% include '../secret.html.j2' %}",
    "{{ cycler.__init__.__globals__ }}",
    "{team.__class__}",
    "{team!r}",
    "{team:999999999}",
    "{0}",
    "{}",
    "{",
    "%s %(team)s",
    "${team}",
    "<script>alert(1)</script>",
    "</style></title>",
    "a\u202eb\x07c",
    '#eval("1")',
)


@pytest.mark.parametrize("attack", WORDS)
@pytest.mark.parametrize("format", ["html", "md"])
def test_words_of_ones_own_are_never_run(heard, shelf, attack, format):
    (shelf.custom / "words" / "en.toml").write_text(f"[plan]\ndoing = {json.dumps(attack)}\n")
    text = render(heard.folder, "action-plan", session=heard.file, format=format, templates=shelf.custom)
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    (heading,) = [each.text for each in made.body if each.tag == "h2"][:1]
    refused = re.search(r"\{\w+\}", attack)
    assert heading == ("What we are doing" if refused else clean(attack))
    assert len(made.notices) == bool(refused)
    assert SECRET not in text
    assert format == "md" or "<script" not in text


@pytest.mark.parametrize(
    "content",
    [
        "[" * 5000,
        "a = " + "[" * 5000,
        "[plan]\ndoing = '" + "x" * 500_000 + "'",
        "[plan\n",
        "[plan]\ndoing = 1\n[date]\nmonths = 3\n[list]\nnumbers = [1]\n",
        "[plan.doing]\na = 'x'\n[date]\nmonths = []\n",
        "plan = 'x'\ndate = 'x'\ndoc = 'x'\nlist = 'x'\ncount = 'x'\n",
        "[plan]\ntitle = '{nobody}'\n[date]\nday = '{day} {year2}'\n",
        "[plan]\n__class__ = 'x'\n[plan.__init__]\n__globals__ = 'x'\n",
    ],
)
def test_no_file_of_words_keeps_a_paper_from_being_made(heard, shipped, shelf, content):
    (shelf.custom / "words" / "en.toml").write_text(content)
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    assert made.body == shipped.body
    assert load_words(shelf, "en").lang == "en"


# What people say ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """Return a reviewed session in which attacks were said."""
    bare = planned(tmp_path_factory.mktemp("spoken"))
    with bare.file.group("attacks"):
        for number, text in enumerate(WAYS_OUT, start=1):
            bare.put(ImprovementIdea(number=number, title=clean(text)[:300]))
    return bare.reviewed()


@pytest.mark.parametrize("format", FORMATS)
def test_what_people_say_is_never_a_template(spoken, format, tmp_path, shelf):
    path = write(
        spoken.folder,
        "action-plan",
        session=spoken.file,
        format=format,
        into=tmp_path / "papers",
        templates=shelf.custom,
    )
    content = path.read_bytes()
    assert SECRET.encode() not in content
    if format == "docx":
        read = "\n".join(
            cell.text
            for table in docx.Document(BytesIO(content)).tables
            for row in table.rows
            for cell in row.cells
        )
        for text in WAYS_OUT:
            assert clean(text) in read
    assert list(path.parent.iterdir()) == [path]


def test_what_people_say_is_never_a_template_in_one_of_ones_own(spoken, shelf):
    (shelf.custom / "action-plan.html.j2").write_text(
        "{% for idea in ideas %}<p>{{ idea.title }}</p>{% endfor %}"
        "<p>{{ w.plan.title | fill(team=ideas[0].title) }}</p>"
    )
    made = paper(spoken.folder, "action-plan", session=spoken.file, templates=shelf.custom)
    assert made.notices == ()
    assert {clean(text) for text in WAYS_OUT} <= {each.text for each in made.body}


def test_the_style_of_ones_own_asks_nobody_for_anything(heard, shelf):
    (shelf.custom / "style.css").write_text("@import url(http://x.example/a.css); </style><script>1</script>")
    page = render(heard.folder, "thank-you", session=heard.file, templates=shelf.custom)
    assert "default-src 'none'" in page
    assert page.count("</style>") == 1
    assert "<script>" not in page.replace("<\\/style><script>", "")


def test_a_shipped_template_that_is_broken_is_told(shelf):
    with pytest.raises(TemplateFault, match=r"There is no template"):
        run_template(shelf, "missing.html.j2", {}, {})
