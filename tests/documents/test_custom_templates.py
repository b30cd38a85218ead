"""Custom templates: written over the shipped ones, left aside when broken, and checked."""

import re
from base64 import b64decode
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from facilitator.documents.branding.branding import branding_of
from facilitator.documents.formats.docx_letterhead import LETTERHEAD as WORD
from facilitator.documents.formats.docx_letterhead import require_readable
from facilitator.documents.render import paper, render, render_bytes
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.template_check import fields
from facilitator.documents.template_check.beginnings import begin, what_to_copy
from facilitator.documents.template_check.check import by_paper, check_templates
from facilitator.documents.template_check.listing import LETTERHEAD, listed, mark_of
from facilitator.documents.template_check.override import examples_of, override_of
from facilitator.documents.template_check.samples import TITLES, samples
from facilitator.documents.wording.files import english, missing
from facilitator.errors import BadInput
from tests.documents.conftest import planned
from tests.documents.conftest import told as told_in
from tests.tables import for_each

ROOT = Path(__file__).parents[2]
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PLAN = "action-plan.html.j2"
EXTENDS = '{% extends "builtin/action-plan.html.j2" %}\n'


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """Return the worked example after its review, once: no template changes it."""
    return told_in(planned(tmp_path_factory.mktemp("heard"))).reviewed()


@pytest.fixture
def shelf(tmp_path):
    """Return a shelf with a folder of one's own."""
    folder = tmp_path / "templates"
    (folder / "words").mkdir(parents=True)
    return Shelf(folder)


def put(shelf, name, text):
    """Write a file into the folder of one's own."""
    (shelf.custom / name).write_text(text, encoding="utf-8")


@contextmanager
def spoken(heard, lang):
    """Let the papers of the programme be in a language, and in English again."""
    programme, file = heard.folder.programme, heard.folder.file
    file.put(replace(programme, language=lang))
    try:
        yield
    finally:
        file.put(replace(heard.folder.programme, language=programme.language))


def told(shelf):
    """What a check tells, one line a fault."""
    return [str(fault) for fault in check_templates(shelf).faults]


# A copy to begin with ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def views():
    """Return views for every template."""
    return samples(TITLES)


def test_every_template_has_a_title_and_views_to_try_it_with(views):
    shipped = {path.name for path in Shelf().shipped.glob("[!_]*.html.j2")}
    assert set(TITLES) == shipped
    assert set(views) == shipped
    assert all("alert(1)" in str(each[-1]) and len(each) >= 3 for each in views.values())


def copied(shelf, id):
    """Copy what is listed under that id, as the command and the screen do."""
    return begin(next(each for each in listed(shelf) if each.id == id), shelf.custom)


def test_copies_of_all_that_is_listed_change_nothing_and_have_no_fault(heard, shelf):
    for each in listed(shelf):
        begin(each, shelf.custom)
    assert check_templates(shelf) == ((), {}, ())
    for document in ("action-plan", "thank-you", "worksheet"):
        made = paper(heard.folder, document, session=heard.file, templates=shelf.custom)
        assert made == paper(heard.folder, document, session=heard.file)
    with pytest.raises(BadInput, match="there already"):
        copied(shelf, "branding")


def test_the_lines_a_copy_offers_fit_into_each_of_its_blocks(shelf):
    for template in TITLES:
        lines = "\n".join(("{% block top %}", *examples_of(template), "{% endblock %}"))
        put(shelf, template, f'{{% extends "builtin/{template}" %}}\n{lines}\n')
        assert all(line in override_of(template) for line in examples_of(template))
    assert told(shelf) == []


def test_each_line_of_the_branding_example_counts_once_its_sign_is_gone(shelf):
    text = copied(shelf, "branding").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines() if re.match("# [a-z]+ = ", line)]
    (shelf.custom / "logo.png").write_bytes(PNG)
    put(shelf, "branding.toml", "\n".join(lines))
    branding, faults = branding_of(shelf)
    assert faults == ()
    assert all((branding.name, branding.footer, branding.logo))
    assert len(branding.colours) > 5


def test_a_letterhead_to_begin_with_keeps_its_head_and_leaves_the_foot(heard, shelf):
    assert LETTERHEAD == WORD
    require_readable(copied(shelf, "letterhead").read_bytes())
    made = render_bytes(heard.folder, "thank-you", session=heard.file, format="docx", templates=shelf.custom)
    document = docx.Document(BytesIO(made))
    head, foot = (
        part.paragraphs[0].text for part in (document.sections[0].header, document.sections[0].footer)
    )
    assert "Your organisation" in head
    assert foot.startswith("As of")
    assert "Page" in foot
    assert not any("letterhead" in each.text for each in document.paragraphs)


def test_words_are_begun_with_every_line_behind_a_sign_and_what_is_taken_out_counts(heard, shelf):
    path = begin(what_to_copy(shelf, "words/de"), shelf.custom)
    lacking = check_templates(shelf).untranslated["de"]
    assert set(lacking) == set(missing({}, english(shelf)))
    text = path.read_text(encoding="utf-8")
    put(shelf, "words/de.toml", text.replace('# doing = "What we are doing"', 'doing = "Was wir tun"'))
    found = check_templates(shelf)
    assert found.faults == ()
    assert set(lacking) - set(found.untranslated["de"]) == {"plan.doing"}
    assert what_to_copy(shelf, "words/de") is what_to_copy(shelf, "words/../x") is None


def test_a_copy_of_another_edition_is_told_and_no_fault(shelf):
    path = copied(shelf, "action-plan")
    text = path.read_text(encoding="utf-8")
    put(shelf, PLAN, text.replace(mark_of(PLAN), "00000000"))
    assert check_templates(shelf) == ((), {}, (PLAN,))


def test_a_copy_names_its_blocks_and_what_they_show():
    begun = override_of(PLAN)
    assert EXTENDS in begun
    for block, shows in (("actions", "What we are doing"), ("remarks", "What you told us")):
        assert f"{{#\n{{% block {block} %}}\n{{{{ super() }}}}\n{{% endblock %}}\n#}}" in begun
        assert shows in begun


def test_one_block_of_a_copy_can_be_changed_alone(heard, shelf):
    path = copied(shelf, "action-plan")
    block = "{% block commitments %}\n{{ super() }}\n{% endblock %}"
    own = block.replace("{{ super() }}", "<h2>Promises</h2>\n{{ super() }}\n{{ columns() }}")
    begun = path.read_text(encoding="utf-8")
    assert begun.count(block) == 1
    put(shelf, PLAN, begun.replace(f"{{#\n{block}\n#}}", own.replace("{{ columns() }}\n", "")))
    text = render(heard.folder, "action-plan", session=heard.file, format="md", templates=shelf.custom)
    assert "## Promises\n\n## What others promised you" in text
    assert "## What we are doing" in text
    assert told(shelf) == []


def test_a_block_of_ones_own_may_use_the_shared_parts(heard, shelf):
    put(
        shelf,
        PLAN,
        EXTENDS + "{% block parked %}<table>{{ columns(30, 70) }}<tbody><tr><td>a</td>"
        '{{ stands({"tint": "stuck", "before": "", "word": "b", "text": ""}) }}</tr></tbody></table>'
        "{% endblock %}",
    )
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    assert made.notices == ()
    assert "| a | **b** |" in render(
        heard.folder, "action-plan", session=heard.file, format="md", templates=shelf.custom
    )
    assert told(shelf) == []


def test_what_is_there_is_never_overwritten(shelf):
    put(shelf, PLAN, "mine")
    with pytest.raises(BadInput, match="there already"):
        copied(shelf, "action-plan")
    assert (shelf.custom / PLAN).read_text() == "mine"


def test_a_folder_called_builtin_does_not_hide_the_shipped_templates(heard, shelf):
    (shelf.custom / "builtin").mkdir()
    put(shelf, f"builtin/{PLAN}", "<p>not the shipped one</p>")
    put(shelf, PLAN, EXTENDS)
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    assert made.body == paper(heard.folder, "action-plan", session=heard.file).body


# Broken ones keep no paper from being made ----------------------------------------------------------

BROKEN = [
    ("{% for x in %}", "line 2: Expected an expression"),
    ("{% block actions %}", "line 2"),
    ("{% block actions %}\n<p>{{ doc.titel }}</p>{% endblock %}", "line 3: There is no titel here."),
    ("{% block actions %}\n<p>{{ doc }}</p>{% endblock %}", "line 3: it cannot be filled: a dict"),
    ("{% block actions %}\n<p>{{ w.plan.doign }}</p>{% endblock %}", "line 3: There is no doign here."),
    ("{% block actions %}\n<p>{{ title | uper }}</p>{% endblock %}", "line 3: No filter named 'uper'."),
    ("{% block actions %}\n{% include 'x' %}{% endblock %}", "line 3: There is no template x."),
    ("{% block actions %}\n<p>\n<div>x</div></p>{% endblock %}", "line 4: it makes <div>"),
    (
        "{% block actions %}\n<p>\n<em class='x'>y</em></p>{% endblock %}",
        "line 4: it gives <em> the attribute",
    ),
    ("{% block actions %}\n<p>x\n{% endblock %}", "line 3: it puts <h2> into <p>"),
    ("{% block actions %}\n<p>{{ opening() }}</p>{% endblock %}", "line 3: it puts <p> into <p>"),
    (
        "{% block actions %}\n{% for a in actions %}\nwords\n{% endfor %}{% endblock %}",
        "line 4: it has the words",
    ),
]


@for_each(("text", "where"), BROKEN)
def test_the_shipped_template_takes_the_place_of_a_broken_one(heard, shelf, text, where):
    put(shelf, PLAN, EXTENDS + text)
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    assert made.body == paper(heard.folder, "action-plan", session=heard.file).body
    (notice,) = made.notices
    assert f"{PLAN}, {where}" in notice
    assert "the shipped one is" in notice


@for_each("format", ["html", "docx", "txt"])
def test_whoever_writes_a_paper_is_told_that_its_template_is_broken(heard, shelf, format):
    put(shelf, PLAN, EXTENDS + BROKEN[0][0])
    notices = []
    made = render_bytes(
        heard.folder,
        "action-plan",
        session=heard.file,
        format=format,
        templates=shelf.custom,
        notice=notices.append,
    )
    if format != "docx":
        assert made == render_bytes(heard.folder, "action-plan", session=heard.file, format=format)
    (notice,) = notices
    assert f"{PLAN}, {BROKEN[0][1]}" in notice


def test_a_broken_style_sheet_is_left_aside(heard, shelf):
    (shelf.custom / "style.css").write_bytes(b"\xff\xfe")
    notices = []
    page = render_bytes(
        heard.folder, "thank-you", session=heard.file, templates=shelf.custom, notice=notices.append
    )
    assert page == render_bytes(heard.folder, "thank-you", session=heard.file)
    assert "style.css, line 1: This is not text in UTF-8" in notices[0]


def test_a_template_put_there_meanwhile_counts_at_once(heard, shelf):
    assert paper(heard.folder, "thank-you", session=heard.file, templates=shelf.custom).body[0].text != "mine"
    put(shelf, "thank-you.html.j2", "<p>mine</p>")
    assert paper(heard.folder, "thank-you", session=heard.file, templates=shelf.custom).body[0].text == "mine"
    (shelf.custom / "thank-you.html.j2").unlink()
    assert paper(heard.folder, "thank-you", session=heard.file, templates=shelf.custom).body[0].text != "mine"


# The check -----------------------------------------------------------------------------------------


def test_an_empty_folder_has_no_fault(shelf):
    assert check_templates(shelf) == ((), {}, ())
    assert check_templates(Shelf()) == ((), {}, ())


@for_each(("text", "where"), BROKEN)
def test_the_check_finds_what_would_be_left_aside_with_its_line(shelf, text, where):
    put(shelf, PLAN, EXTENDS + text)
    assert any(line.startswith(f"{PLAN}, {where.partition(':')[0]}:") for line in told(shelf))


def test_the_check_tells_every_fault_at_once_and_what_may_be_meant(shelf):
    put(
        shelf,
        PLAN,
        EXTENDS
        + """{% block actions %}
<h2>{{ doc.titel }}</h2>
{% for action in actions %}
<p>{{ action.txt }}</p>
<p>{{ actoins }}</p>
{% endfor %}
{% if doc.title == "never" %}
<p>{{ programme.organsation }}</p>
<p>{{ w.plan.doign }}</p>
<p>{{ doc.title | uppper }}</p>
<sectoin>x</sectoin>
{% endif %}
{% endblock %}
""",
    )
    assert told(shelf) == [
        f"{PLAN}, line 3: There is no titel here. Did you mean title?",
        f"{PLAN}, line 5: There is no txt here. Did you mean text?",
        f"{PLAN}, line 6: There is no actoins. Did you mean actions?",
        f"{PLAN}, line 9: There is no organsation here. Did you mean organisation?",
        f"{PLAN}, line 10: There is no doign here. Did you mean doing?",
        f"{PLAN}, line 11: There is no filter uppper. Did you mean upper?",
        told(shelf)[6],
    ]
    assert told(shelf)[6].startswith(
        f"{PLAN}, line 12: <sectoin> may not stand in a paper. A template may use:"
    )


def test_what_only_filling_finds_is_found_with_its_line(shelf):
    put(
        shelf,
        PLAN,
        "{% for action in actions %}\n<p>{{ action.txt }}</p>\n{% endfor %}\n"
        "{% for name, rows in ideas | runs('stauts') %}<p>{{ name }}</p>{% endfor %}\n"
        "<p>{{ ideas[0].title }}</p>\n",
    )
    lines = told(shelf)
    assert f"{PLAN}, line 2: There is no txt here. Did you mean text?" in lines
    assert any(line.startswith(f"{PLAN}, line 4:") for line in lines)
    assert any(line.startswith(f"{PLAN}, line 5:") for line in lines)  # of a paper without ideas


def test_hostile_words_are_tried(shelf):
    put(shelf, PLAN, "<table><tbody><tr><td data-status='{{ doc.title }}'>x</td></tr></tbody></table>")
    (line,) = told(shelf)
    assert line.startswith(f"{PLAN}, line 1: It gives <td> data-status=")


def test_what_a_template_asks_about_first_is_no_fault(shelf):
    put(
        shelf,
        PLAN,
        "{% if doc.motto is defined %}<p>x</p>{% endif %}"
        "<p>{{ doc.motto | default('') }}{{ slogan | d('') }}</p>",
    )
    assert told(shelf) == []


def test_a_name_mistyped_is_told(shelf):
    put(shelf, "thankyou.html.j2", "<p>x</p>")
    put(shelf, "brandings.toml", "")
    put(shelf, "words/german.toml", "")
    assert told(shelf) == [
        "brandings.toml: No paper reads this file. Did you mean branding.toml?",
        "thankyou.html.j2: No document is made with it. Did you mean thank-you.html.j2?",
        "words/german.toml: No paper reads this file. Name it by its language: words/de.toml.",
    ]


def test_a_part_another_template_uses_is_no_fault(shelf):
    put(shelf, "foot.html.j2", "<p>{{ doc.title }}</p>")
    put(shelf, PLAN, EXTENDS + "{% block parked %}{% include 'foot.html.j2' %}{% endblock %}")
    assert told(shelf) == []
    put(shelf, "foot.html.j2", "<p>\n{{ doc.titel }}</p>")
    assert told(shelf) == ["foot.html.j2, line 2: There is no titel here. Did you mean title?"]


def test_files_that_are_no_text_are_told(shelf):
    (shelf.custom / PLAN).write_bytes(b"<p>\n\xff</p>")
    (shelf.custom / "style.css").write_bytes(b"\0")
    (shelf.custom / "letterhead.docx").write_bytes(b"no zip")
    lines = told(shelf)
    assert f"{PLAN}, line 2: This is not text in UTF-8. Save it as UTF-8 in your editor." in lines
    assert any(line.startswith("style.css, line 1:") for line in lines)
    assert any(line.startswith("letterhead.docx:") for line in lines)


UNSHOWN = [
    ("<p>Hello</p>\n{% block top %}{{ super() }}{% endblock %}", "line 2: What stands outside a block"),
    ("\n{{ reach }}", "line 3: What stands outside a block"),
    ("{% block actoins %}<p>x</p>{% endblock %}", "line 2: The shipped template has no block actoins"),
    ("{#\n{% block top %}x{% endblock %}\n{#\nx #}", "line 2: This comment goes on over the one of line 4"),
]


@for_each(("text", "where"), UNSHOWN)
def test_what_is_never_shown_is_told_by_the_check_and_above_the_paper(heard, shelf, text, where):
    put(shelf, PLAN, EXTENDS + text)
    (line,) = told(shelf)
    assert line.startswith(f"{PLAN}, {where}")
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    assert made.body == paper(heard.folder, "action-plan", session=heard.file).body
    (notice,) = made.notices
    assert line in notice


def test_shared_parts_that_lack_one_are_told_once_and_by_their_own_name(heard, shelf):
    text = copied(shelf, "_parts").read_text(encoding="utf-8")
    put(shelf, "_parts.html.j2", text.replace("macro stands(", "macro stood("))
    (line,) = told(shelf)
    assert line.startswith("_parts.html.j2: It has no stands, which papers use.")
    (notice,) = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom).notices
    assert "_parts.html.j2 has no stands. Put it back, or copy that file again." in notice


KNOWS_HTML = [
    ("<p>{ wanted }</p>", "Write it in double braces: {{ wanted }}."),
    ("<p>{{ next meeting }}</p>", "a name has no blanks"),
    ("<p>{{ sponsor }}</p>", "Did you mean programme.sponsor?"),
    ("<p><b>x</b></p>", "Write <strong> instead."),
    ("<div>x</div>", "Write <p> instead."),
]


@for_each(("text", "remedy"), KNOWS_HTML)
def test_who_knows_only_html_is_told_what_to_write(shelf, text, remedy):
    put(shelf, PLAN, EXTENDS + f"{{% block top %}}{text}{{% endblock %}}")
    assert remedy in told(shelf)[0]


def test_the_page_on_templates_lists_what_the_program_lists():
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert "\n".join(fields.markdown()).strip() in page, (
        "Put what `python -m facilitator.documents.template_check.fields` prints into docs/templates.md."
    )


# Words ---------------------------------------------------------------------------------------------


def test_a_language_says_what_it_lacks_and_that_is_no_fault(shelf):
    put(shelf, "words/de.toml", '[plan]\ndoing = "Was wir tun"\n')
    found = check_templates(shelf)
    assert found.faults == ()
    lacking = found.untranslated["de"]
    assert "plan.doing" not in lacking
    assert {"plan.promised", "date.months", "count.session.one"} <= set(lacking)
    assert len(lacking) == len(list(missing({}, english(shelf)))) - 1


def test_what_a_language_lacks_is_grouped_by_paper_and_whole():
    every = list(missing({}, english(Shelf())))
    groups = by_paper(every)
    assert sorted(key for keys in groups.values() for key in keys) == sorted(every)
    assert next(iter(groups)) == "What several papers share"
    assert "plan.doing" in groups["Action plan"]
    assert "doc.ask" in groups["What several papers share"]


def test_a_paper_that_mixes_languages_says_so_and_its_maker_is_told(heard, shelf):
    def made():
        written = paper(heard.folder, "thank-you", session=heard.file, templates=shelf.custom)
        return written.body[-1].text, written.notices

    with spoken(heard, "de"):
        _, (without,) = made()
        assert "There is no words/de.toml" in without
        put(shelf, "words/de.toml", '[thanks]\nagreed = "Vereinbart"\n[doc]\nmixed = "Teils englisch."\n')
        last, (notice,) = made()
        assert last == "Teils englisch."
        assert re.search(r"mixes languages: \d+ words of it are not in words/de.toml", notice)
        put(shelf, "words/de.toml", (Shelf().shipped / "words" / "en.toml").read_text(encoding="utf-8"))
        last, notices = made()
        assert notices == ()
        assert last.startswith("As of")


def test_faults_of_words_have_their_line_and_what_may_be_meant(shelf):
    put(
        shelf,
        "words/de.toml",
        '[plan]\ndonig = "Was wir tun"\ntitle = "{taem}: unser Plan"\npromised = 3\n\n'
        '[date]\nmonths = ["Januar"]\n\n[count]\nsession = { one = "eine Runde", many = "{n} Runden" }\n'
        'nod = { one = "{m}" }\n',
    )
    assert told(shelf) == [
        "words/de.toml, line 2: plan.donig: English has no word of that name. Did you mean doing?",
        "words/de.toml, line 3: plan.title: Nothing is known to stand in {taem}. Did you mean team?",
        "words/de.toml, line 4: plan.promised: It is a number. Write a text in quotes.",
        "words/de.toml, line 7: date.months: The list does not fit. Write 12 texts in quotes.",
        "words/de.toml, line 11: count.nod.one: Nothing is known to stand in {m}."
        " Places filled in here: {n}.",
    ]


def test_what_fits_of_a_file_of_words_counts_beside_what_does_not(heard, shelf):
    put(shelf, "words/en.toml", '[plan]\ndoing = "Our plan"\npromised = "{x}"\n')
    made = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    headings = [each.text for each in made.body if each.tag == "h2"]
    assert headings[:2] == ["Our plan", "What others promised you"]
    (notice,) = made.notices
    assert "words/en.toml, line 3: plan.promised" in notice


def test_a_word_a_template_asks_for_in_vain_is_told(shelf):
    put(shelf, PLAN, "<p>{{ w.plan.doing }}</p>\n<p>{{ w.plna.doing }}</p>")
    assert told(shelf) == [f"{PLAN}, line 2: There is no plna here. Did you mean plan?"]
