"""Papers as Word files, read back by python-docx: the words, the structure, the letterhead."""

import re
import time
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from facilitator.documents.formats.docx_document import docx_file
from facilitator.documents.formats.docx_styles import STYLES
from facilitator.documents.render import render_bytes, write
from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.tree.html_subset import parse
from facilitator.documents.tree.paper import Paper
from facilitator.model.action import Action, ActionStatus
from facilitator.text import clean
from tests.documents.test_walkers import SAMPLE
from tests.hostile import NAUGHTY
from tests.tables import for_each

OWN = (Path(__file__).parents[1] / "data" / "letterheads" / "libreoffice.docx").read_bytes()
"""A letterhead LibreOffice saved: most styles missing, in French, by an author, with a head of its own."""


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paper(html=SAMPLE, **more):
    more = {"lang": "en", "title": "Title", "organisation": "Harrowmere"} | more
    body = parse(html)
    return Paper(header="Head", name="Name", footer="Foot", page="Page {page} of {pages}", body=body, **more)


def everything_in(made):
    with zipfile.ZipFile(BytesIO(made)) as file:
        assert len(file.namelist()) == len(set(file.namelist()))
        return b"".join(name.encode() + file.read(name) for name in file.namelist())


def opened(made):
    return docx.Document(BytesIO(made))


def without(letterhead, *parts):
    """Return a letterhead that lacks these parts."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(letterhead)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name in parts:
                continue
            content = old.read(name).decode()
            for part in parts:
                stem = re.escape(part.removeprefix("word/"))
                content = re.sub(rf'<(?:Relationship|Override)\b[^>]*"[^"]*{stem}"[^>]*/>', "", content)
            new.writestr(name, content)
    return made.getvalue()


LETTERHEADS = {
    "shipped": None,
    "of LibreOffice": OWN,
    "without styles": without(OWN, "word/styles.xml"),
    "without settings": without(OWN, "word/settings.xml"),
}


@pytest.fixture(params=LETTERHEADS)
def letterhead(request):
    return LETTERHEADS[request.param]


# Words -------------------------------------------------------------------------------------------


@pytest.fixture(params=range(5))
def said(request, bare):
    """Return a reviewed session in which a fifth of the naughty lines are actions."""
    texts = [text for text in map(clean, NAUGHTY) if text.strip()][request.param :: 5]
    with bare.file.group("hostile"):
        for number, text in enumerate(texts, start=1):
            fields = {"owner": bare.people[2].id, "status": ActionStatus.OPEN}
            bare.put(Action(number=number, text=text, **fields))
    return bare.reviewed(), texts


def test_every_action_reads_back_as_it_was_said(said):
    example, texts = said
    document = opened(render_bytes(example.folder, "action-plan", session=example.file, format="docx"))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    for text in texts:
        assert text in cells


def test_words_no_xml_may_hold_are_left_out_and_the_rest_stays():
    made = opened(docx_file(paper("<p>a\x00b\x0bc \ufffe</p>")))
    assert made.paragraphs[0].text == "abc "


def test_tabs_and_lines_stay_tabs_and_lines():
    made = opened(docx_file(paper("<p>one\ttwo<br>three  four</p>")))
    assert made.paragraphs[0].text == "one\ttwo\nthree  four"


def test_words_that_run_right_to_left_do_so():
    made = opened(docx_file(paper("<p>שלום and more</p><p>more שלום</p>")))
    assert [bool(each._p.xpath("w:pPr/w:bidi")) for each in made.paragraphs] == [True, False]


# Structure ---------------------------------------------------------------------------------------


def test_headings_roles_and_lists_are_styles(letterhead):
    made = opened(docx_file(paper(), letterhead))
    styles = {each.text: each.style.name for each in made.paragraphs if each.text}
    assert styles["Title"] == "Heading 1"
    assert styles["Second page"] == "Heading 2"
    assert styles["For you. Keep it."] == "For"
    assert styles["As of today."] == "Limits"
    assert styles["A call"] == "Quote"
    assert styles["one"] == "List Bullet"
    assert styles["first"] == "List Number"
    assert styles["How to read it"].casefold() == "caption"
    (broken,) = [each for each in made.paragraphs if each._p.xpath("w:pPr/w:pageBreakBefore")]
    assert broken.text == "Second page"


def test_each_list_counts_from_one():
    made = opened(docx_file(paper("<ol><li>a</li></ol><p>b</p><ol><li>c</li></ol><ul><li>d</li></ul>")))
    numbers = [int(each) for each in made.element.body.xpath("//w:numId/@w:val")]
    assert len(set(numbers)) == 3
    root = made.part.numbering_part.element
    kinds = [root.xpath(f"w:num[@w:numId={number}]/w:abstractNumId/@w:val")[0] for number in numbers]
    assert len(set(kinds)) == 3


def test_heads_stand_again_on_each_page_and_rows_are_not_split(letterhead):
    table = opened(docx_file(paper(), letterhead)).tables[1]
    heads = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
    assert heads == [True, False, False]
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
    group = table.rows[1]
    assert group._tr.xpath("w:tc/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert group.cells[0].paragraphs[0].style.paragraph_format.keep_with_next


def test_columns_are_as_wide_as_they_ask(letterhead):
    made = opened(docx_file(paper(), letterhead))
    wide, narrow = (int(each) for each in made.tables[1]._tbl.xpath("w:tblGrid/w:gridCol/@w:w"))
    section = made.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    assert wide + narrow == pytest.approx(room, abs=1)
    assert wide / narrow == pytest.approx(7 / 3, rel=0.01)


def test_tints_say_the_same_as_on_the_page():
    cells = '<td data-heat="5">25 !</td><td data-status="stuck">Blocked</td>'
    made = opened(docx_file(paper(f"<table><tbody><tr>{cells}</tr></tbody></table>")))
    hot, stuck = made.tables[0].rows[0].cells
    assert hot._tc.xpath("w:tcPr/w:shd/@w:fill") == ["8A4B16"]
    assert str(hot.paragraphs[0].runs[0].font.color.rgb) == "FFFFFF"
    assert stuck._tc.xpath("w:tcPr/w:shd/@w:fill") == ["EBCB95"]


def test_a_row_that_is_too_short_is_filled():
    html = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>"
    assert [len(row.cells) for row in opened(docx_file(paper(html))).tables[0].rows] == [2, 2]


def test_pages_are_counted_by_word():
    footer = opened(docx_file(paper())).sections[0].footer._element
    assert footer.xpath(".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    assert "".join(footer.xpath(".//w:t/text()")) == "FootPage 1 of 1"


def test_the_limits_never_stand_alone_on_a_page():
    rows = "".join(f"<tr><td>{row}</td></tr>" for row in ("first", "second", "last"))
    table = f"<table><tbody>{rows}</tbody></table>"
    made = opened(docx_file(paper(f'{table}<p data-role="limits">As of today.</p>')))
    kept = {each.text: bool(each._p.xpath("w:pPr/w:keepNext")) for each in made.paragraphs}
    cells = [bool(row.cells[0].paragraphs[0]._p.xpath("w:pPr/w:keepNext")) for row in made.tables[0].rows]
    assert (cells, kept[""]) == ([False, True, True], True)


@for_each("kind, kept", [("", [False, True, False]), (' data-kind="form"', [True, True, False])])
def test_no_row_stands_alone_on_the_next_page(kind, kept):
    rows = "<tr><td>a</td></tr>" * 3
    made = opened(docx_file(paper(f"<table{kind}><tbody>{rows}</tbody></table>")))
    (table,) = made.tables
    assert [bool(row.cells[0]._tc.xpath("w:p/w:pPr/w:keepNext")) for row in table.rows] == kept


def test_what_is_written_on_has_white_gaps_down_to_its_last_row():
    row = '<tr><td data-band="0"></td><td>a</td></tr>'
    made = opened(docx_file(paper(f'<table data-kind="lines"><tbody>{row * 2}</tbody></table>')))
    gaps = [each._tc.xpath("w:tcPr/w:tcBorders/w:right/@w:sz") for each in made.tables[0].column_cells(0)]
    assert gaps == [["48"], ["48"]]


def test_the_box_of_the_readers_ends_as_far_from_its_words_as_it_begins():
    made = opened(docx_file(paper()))
    (box,) = made.styles.element.xpath("w:style[w:name/@w:val='For']/w:pPr")
    right, left = (float(box.xpath(f"w:pBdr/w:{side}/@w:space")[0]) for side in ("right", "left"))
    assert abs(right - left) <= 1
    assert int(box.xpath("w:ind/@w:right")[0]) >= right * 20  # its edge stays within the margin


@pytest.mark.parametrize("tight", [True, False])
def test_a_foot_of_two_lines_takes_no_room_from_the_page(tight):
    (section,) = opened(docx_file(paper(tight=tight))).sections
    two_lines = next(each for each in STYLES if each.name == "footer").line * 2
    assert section.bottom_margin.pt - section.footer_distance.pt > two_lines


def test_words_above_a_table_stay_with_it():
    made = opened(
        docx_file(
            paper("<p>Before.</p><p>How to read it.</p><table><tbody><tr><td>a</td></tr></tbody></table>")
        )
    )
    kept = {each.text: bool(each._p.xpath("w:pPr/w:keepNext")) for each in made.paragraphs}
    assert (kept["Before."], kept["How to read it."]) == (False, True)


# What the file says of itself --------------------------------------------------------------------


def test_title_language_and_author(letterhead):
    made = opened(docx_file(paper(lang="de"), letterhead))
    core = made.core_properties
    assert (core.title, core.language, core.author) == ("Title", "de", "Harrowmere")
    assert core.last_modified_by == ""
    languages = made.styles.element.xpath("//w:docDefaults//w:lang/@w:val | //w:style//w:lang/@w:val")
    assert set(languages) == {"de"}


def test_without_an_organisation_there_is_no_author():
    assert opened(docx_file(paper(organisation=""))).core_properties.author == ""


def test_nobody_of_the_letterhead_is_named(letterhead):
    everything = everything_in(docx_file(paper(), letterhead))
    for name in (b"CANARY", b"python-docx", b"Old title", b"Write here"):
        assert name not in everything


def test_nothing_of_a_letterheads_own_words_stays_in_the_file():
    own = docx.Document()
    own.part.relate_to("https://x.example/CANARY", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    template = "file:///C:/Users/CANARY/letter.dotx"
    settings = own.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    settings.relate_to(template, f"{OFFICE}/attachedTemplate", is_external=True)
    own.add_comment(own.add_paragraph("CANARY").runs, "CANARY", author="CANARY")
    file = BytesIO()
    own.save(file)
    assert b"CANARY" in everything_in(file.getvalue())
    assert b"CANARY" not in everything_in(docx_file(paper(), file.getvalue()))


def test_the_layout_is_that_of_todays_word(letterhead):
    settings = opened(docx_file(paper(), letterhead)).settings.element
    path = "w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val"
    assert settings.xpath(path) == ["15"]


# The letterhead ----------------------------------------------------------------------------------


def test_a_letterhead_of_ones_own_keeps_its_page_and_its_head(heard, tmp_path):
    (tmp_path / "letterhead.docx").write_bytes(OWN)
    into = {"into": tmp_path / "papers", "templates": tmp_path}
    path = write(heard.folder, "action-plan", session=heard.file, format="docx", **into)
    made = docx.Document(str(path))
    section = made.sections[0]
    assert "our own letterhead" in section.header.paragraphs[0].text
    assert "only" in section.footer.paragraphs[0].text
    assert round(section.left_margin.mm) == 30
    assert made.paragraphs[1].text == "Infrastructure and Cloud: our action plan"
    assert made.styles["Heading 1"].font.name is None  # the letters are the letterhead's


def with_feet(*, first=False, even=False, page=False):
    """Return a letterhead with a foot of its own, others on first and even pages; they may count pages."""
    own = docx.Document()
    section = own.sections[0]
    section.different_first_page_header_footer = first
    own.settings.odd_and_even_pages_header_footer = even
    for foot in (section.footer, *[section.first_page_footer] * first, *[section.even_page_footer] * even):
        foot.paragraphs[0].text = "Harrowmere, College Street 1"
        if page:
            run = foot.paragraphs[0].add_run()
            for piece in (" PA", "GE "):
                instruction = run._r.makeelement(qn("w:instrText"), {})
                instruction.text = piece
                run._r.append(instruction)
    file = BytesIO()
    own.save(file)
    return file.getvalue()


def feet_of(made):
    section = made.sections[0]
    return {
        name: [[each.text for each in foot.paragraphs], foot._element.xpath(".//w:fldSimple/@w:instr")]
        for name, foot in (
            ("usual", section.footer),
            ("first", section.first_page_footer),
            ("even", section.even_page_footer),
        )
    }


@for_each("pages", [{}, {"first": True}, {"even": True}, {"first": True, "even": True}])
def test_below_a_foot_of_ones_own_stand_the_readers_and_the_page_on_every_page(pages):
    feet = feet_of(opened(docx_file(paper(), with_feet(**pages))))
    for name in ("usual", *pages):
        words, numbers = feet[name]
        assert words[0] == "Harrowmere, College Street 1"
        assert words[1].startswith("Foot\tPage ")
        assert numbers == ["PAGE", "NUMPAGES"]


def test_a_foot_that_counts_pages_itself_gets_the_readers_alone():
    words, numbers = feet_of(opened(docx_file(paper(), with_feet(page=True))))["usual"]
    assert words[1] == "Foot"
    assert numbers == []


def test_a_letterhead_that_is_no_word_file_is_told_and_the_shipped_one_used(heard, tmp_path):
    (tmp_path / "letterhead.docx").write_bytes(b"no zip")
    told = []
    made = render_bytes(
        heard.folder,
        "action-plan",
        session=heard.file,
        format="docx",
        templates=tmp_path,
        notice=told.append,
    )
    assert opened(made).paragraphs[1].text == "Infrastructure and Cloud: our action plan"
    assert "letterhead.docx cannot be read" in told[0]


def test_a_style_of_any_case_and_id_is_used():
    foreign = docx.Document()
    style = foreign.styles["Heading 1"].element
    style.set(qn("w:styleId"), "berschrift1")
    style.find(qn("w:name")).set(qn("w:val"), "HEADING 1")
    file = BytesIO()
    foreign.save(file)
    made = opened(docx_file(paper(), file.getvalue()))
    (title,) = [each for each in made.paragraphs if each.text == "Title"]
    assert title._p.xpath("w:pPr/w:pStyle/@w:val") == ["berschrift1"]


def test_a_preview_says_so_first():
    made = opened(docx_file(paper(watermark="Preview!")))
    assert made.paragraphs[0].text == "Preview!"


# What a letterhead may bring along ----------------------------------------------------------------

REMOTE = "https://pictures.example/seen.png"
FOOT_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" TargetMode="External" Target="{target}" Type="{type}"/></Relationships>'
)
RUN = "<w:r><w:t>Our head</w:t></w:r>"
FIELD = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def headed(inside, relation=None):
    """Return a letterhead with these runs in its head, and an outward relationship of that type."""
    plain = docx.Document()
    plain.sections[0].header.paragraphs[0].text = "Our head"
    whole, made = BytesIO(), BytesIO()
    plain.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/header1.xml":
                content = f"<w:hdr {SPACES}><w:p>{RUN}{inside}</w:p></w:hdr>".encode()
            new.writestr(name, content)
        if relation:
            relations = FOOT_RELATIONS.format(target=REMOTE, type=f"{OFFICE}/{relation}")
            new.writestr("word/_rels/header1.xml.rels", relations)
    return made.getvalue()


ASKING = {
    "a linked picture": headed('<w:r><w:pict><v:imagedata r:id="rId1"/></w:pict></w:r>', "image"),
    "a picture beside": headed('<w:r><w:drawing><a:blip r:link="rId1"/></w:drawing></w:r>', "image"),
    "an address in a drawing": headed(f'<w:r><w:pict><v:imagedata src="{REMOTE}"/></w:pict></w:r>'),
    "a share of Windows": headed('<w:r><w:pict><v:fill src="\\\\server\\a.png"/></w:pict></w:r>'),
    "a picture field": headed(FIELD.format(f' INCLUDEPICTURE "{REMOTE}" \\d ')),
    "a field in pieces": headed(FIELD.format(" INCLUDE") + FIELD.format(f'PICTURE "{REMOTE}" ')),
    "a simple field": headed(f"<w:fldSimple w:instr=' includetext \"{REMOTE}\"'/>"),
    "a conversation": headed(FIELD.format(' DDEAUTO c:\\\\a.exe "x" ')),
    **{
        kind: headed("", kind)
        for kind in ("oleObject", "subDocument", "frame", "attachedTemplate", "aFChunk", "audio", "unheardOf")
    },
}


@pytest.fixture
def shelf(tmp_path):
    own = tmp_path / "templates"
    own.mkdir()
    return Shelf(own)


def test_what_asks_somebody_else_never_comes_into_a_paper(heard, shelf):
    passed = []
    for name, letterhead in ASKING.items():
        (shelf.custom / "letterhead.docx").write_bytes(letterhead)
        told = []
        made = render_bytes(
            heard.folder,
            "thank-you",
            session=heard.file,
            format="docx",
            templates=shelf.custom,
            notice=told.append,
        )
        if not any("letterhead.docx asks for something outside" in notice for notice in told):
            passed.append(f"{name} is not told")
        inside = everything_in(made)
        if b"pictures.example" in inside or b'"External"' in inside:
            passed.append(name)
    assert not passed


def test_a_link_to_click_keeps_its_words_and_loses_its_address():
    letterhead = headed(f'<w:hyperlink r:id="rId1">{RUN}</w:hyperlink>', "hyperlink")
    made = docx_file(paper(), letterhead)
    assert b"pictures.example" not in everything_in(made)
    assert opened(made).sections[0].header._element.xpath("count(.//w:t)") == 2


def test_a_letterhead_of_endless_attributes_is_refused_before_it_is_taken_apart():
    began = time.process_time()
    many = " ".join(f'a{number}="1"' for number in range(300_000))
    with pytest.raises(TemplateFault, match="too long to take apart"):
        docx_file(paper(), headed(f"<w:r {many}/>"))
    assert time.process_time() - began < 5


def test_a_bomb_of_a_letterhead_is_refused_before_it_is_unpacked(monkeypatch):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name in range(20):
            file.writestr(f"word/{name}.xml", b" " * 9_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("a part was unpacked"))
    with pytest.raises(TemplateFault, match="too large"):
        docx_file(paper(), made.getvalue())
