"""Name, logo, colours and footer of one's own: in the page, in Word, in PDF; and what is refused, and why."""

import os
import re
import struct
import zlib
from base64 import b64encode
from io import BytesIO
from itertools import chain

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from facilitator.documents.branding import style
from facilitator.documents.branding.branding import branding_of
from facilitator.documents.branding.colours import LEAST_CONTRAST, contrast, darker, hexadecimal, palette
from facilitator.documents.formats import registry
from facilitator.documents.render import paper, render_bytes
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.template_check.check import check_templates
from tests.tables import for_each

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20"/></svg>'
COLOURS = st.from_regex(r"[0-9A-F]{6}", fullmatch=True)


def png(width=60, height=20):
    """Return a picture of pixels, all of them black."""

    def chunk(kind, content):
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0\0\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300"
    + "01" * 64
    + "ffc0000b080014003c01011100ffc4001400010000000000000000000000000000000affc400141001"
    + "00" * 16
    + "ffda0008010100003f00d2cf20ffd9"
)


@pytest.fixture
def shelf(tmp_path):
    """Return a shelf with a folder of one's own."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return Shelf(folder)


def brand(shelf, **lines):
    """Write a branding with these lines, in this order."""
    text = "".join(f'{key} = "{value}"\n' for key, value in lines.items())
    (shelf.custom / "branding.toml").write_text(text, encoding="utf-8")


def made(heard, shelf, format, told=None):
    """Return a thank-you note in a format."""
    return render_bytes(
        heard.folder,
        "thank-you",
        session=heard.file,
        format=format,
        templates=shelf.custom,
        notice=(told if told is not None else []).append,
    )


def paints(pdf):
    """Return how often something is filled or placed on the first page of a PDF."""
    return sum(word in (b"f", b"f*", b"Do") for word in pdf.pages[0].get_contents().get_data().split())


def faults(shelf):
    """What a check tells of the branding, one line a fault."""
    return [str(fault) for fault in check_templates(shelf).faults]


# In the papers -------------------------------------------------------------------------------------


def test_name_and_footer_stand_on_every_format(heard, shelf):
    brand(shelf, name="Harrowmere IT", footer="Room 12, phone 4711")
    page = made(heard, shelf, "html").decode()
    assert "Better Together · Harrowmere IT" in page
    assert "Harrowmere University" not in page.partition("<h1")[0]
    assert "Room 12, phone 4711</footer>" in page
    file = docx.Document(BytesIO(made(heard, shelf, "docx")))
    assert "Better Together · Harrowmere IT" in file.sections[0].header.paragraphs[0].text
    assert "· Room 12, phone 4711" in file.sections[0].footer.paragraphs[0].text
    assert file.core_properties.author == "Harrowmere IT"
    text = PdfReader(BytesIO(made(heard, shelf, "pdf"))).pages[0].extract_text()
    assert "Harrowmere IT" in text
    assert "Room 12, phone 4711" in text
    assert faults(shelf) == []


def test_the_foot_still_says_of_when_and_for_whom_the_paper_is(heard, shelf):
    brand(shelf, footer="Room 12")
    plain = paper(heard.folder, "thank-you", session=heard.file).footer
    own = paper(heard.folder, "thank-you", session=heard.file, templates=shelf.custom).footer
    assert own == f"{plain} · Room 12"


def test_two_colours_take_the_place_of_the_shipped_ones(heard, shelf):
    brand(shelf, accent="#5b2a86", heat="#8f1d3f")
    page = made(heard, shelf, "html").decode().casefold()
    assert "--accent: #5b2a86" in page
    assert "#1d4e63" not in page
    assert "#8a4b16" not in page
    source = made(heard, shelf, "docx")
    document = docx.Document(BytesIO(source))
    assert str(document.styles["Heading 1"].font.color.rgb) == "5B2A86"
    assert "1D4E63" not in document.styles.element.xml
    assert "1D4E63" not in document.element.xml
    assert made(heard, shelf, "pdf") != made(heard, Shelf(shelf.custom / "none"), "pdf")


def test_the_pdf_is_in_those_colours_and_nobodys_words_are_changed(heard, shelf, monkeypatch):
    from facilitator.documents.formats import pdf

    heard.note('Our colour is rgb("#1D4E63") and #1d4e63', kind="works")
    brand(shelf, accent="#5b2a86", heat="#8f1d3f")
    own = paper(heard.folder, "action-plan", session=heard.file, templates=shelf.custom)
    source = pdf.typst_source(own)
    used = set(re.findall(r'rgb\("#([0-9A-F]{6})"\)', source))
    assert "5B2A86" in used
    assert not used & {style.ACCENT, *style.HEAT[:-1], style.HEAT[-1], *style.COOL}
    assert r"rgb(\"#1D4E63\") and #1d4e63" in source
    page = registry.content(own, "html", shelf).decode()
    assert "rgb(&quot;#1D4E63&quot;) and #1d4e63" in page


@pytest.mark.parametrize(("name", "content"), [("l.png", png()), ("l.jpg", JPEG), ("l.svg", SVG.encode())])
def test_the_logo_stands_in_the_page_in_word_and_in_pdf(heard, shelf, name, content):
    (shelf.custom / name).write_bytes(content)
    brand(shelf, logo=name)
    told = []
    page = made(heard, shelf, "html", told).decode()
    assert b64encode(content).decode() in page
    assert 'alt="Harrowmere University"' in page
    assert "img-src data:" in page
    document = docx.Document(BytesIO(made(heard, shelf, "docx", told)))
    (picture,) = document.sections[0].header._element.xpath(".//pic:pic")
    (inline,) = document.sections[0].header._element.xpath(".//wp:inline")
    assert picture is not None
    assert inline.docPr.get("descr") == "Harrowmere University"
    assert abs(inline.extent.cx / inline.extent.cy - 3) < 0.1
    pdf = PdfReader(BytesIO(made(heard, shelf, "pdf", told)))
    plain = PdfReader(BytesIO(made(heard, Shelf(shelf.custom / "none"), "pdf")))
    assert paints(pdf) > paints(plain)
    assert told == []
    assert faults(shelf) == []


def test_a_page_without_a_logo_may_load_no_picture(heard, shelf):
    brand(shelf, name="x")
    assert "img-src" not in made(heard, shelf, "html").decode()


def test_a_drawing_is_left_out_of_word_where_it_cannot_be_turned_into_pixels(heard, shelf, monkeypatch):
    from facilitator.documents.formats import pdf

    monkeypatch.setattr(pdf, "drawn_as_png", lambda logo: None)
    (shelf.custom / "l.svg").write_text(SVG)
    brand(shelf, logo="l.svg")
    told = []
    document = docx.Document(BytesIO(made(heard, shelf, "docx", told)))
    assert not document.sections[0].header._element.xpath(".//pic:pic")
    assert "Save it as PNG" in told[0]


def test_a_letterhead_of_ones_own_goes_before_the_logo(heard, shelf):
    letterhead = docx.Document()
    letterhead.sections[0].header.paragraphs[0].text = "our own letterhead"
    letterhead.save(str(shelf.custom / "letterhead.docx"))
    (shelf.custom / "l.png").write_bytes(png())
    brand(shelf, logo="l.png")
    document = docx.Document(BytesIO(made(heard, shelf, "docx")))
    assert document.sections[0].header.paragraphs[0].text == "our own letterhead"
    assert not document.sections[0].header._element.xpath(".//pic:pic")


# What is refused -----------------------------------------------------------------------------------


def test_each_fault_has_its_line_and_a_way_out_and_the_other_lines_count(heard, shelf):
    (shelf.custom / "branding.toml").write_text(
        'name = "Harrowmere IT"\nacent = "#5b2a86"\naccent = "#ffcc00"\nheat = "red"\nfooter = 3\n'
        'logo = "logo.gif"\n'
    )
    assert faults(shelf) == [
        "branding.toml, line 2: acent: There is nothing of that name. Did you mean accent?",
        "branding.toml, line 3: accent: #FFCC00 is too light to read on white: its contrast is 1.5, and"
        " 4.5 is needed. #8F7200 would do.",
        'branding.toml, line 4: heat: “red” is no colour. Write it like "#1d4e63".',
        'branding.toml, line 5: footer: It is no text. Write it in quotes: footer = "…".',
        "branding.toml, line 6: logo: logo.gif is no picture for papers."
        " Save the logo as PNG, JPEG or plain SVG.",
    ]
    told = []
    page = made(heard, shelf, "html", told).decode()
    assert "Better Together · Harrowmere IT" in page
    assert "--accent: #1d4e63" in page
    assert "branding.toml, line 2" in told[0]


def test_a_branding_that_is_no_toml_is_left_aside(heard, shelf):
    (shelf.custom / "branding.toml").write_text('name = "x"\nname')
    told = []
    assert made(heard, shelf, "html", told) == render_bytes(heard.folder, "thank-you", session=heard.file)
    assert "branding.toml, line 2" in told[0]
    assert faults(shelf)[0].startswith("branding.toml, line 2: This is not TOML")


def test_words_at_the_edge_are_cleaned_and_short(shelf):
    brand(shelf, name="a\\u202eb\\nc", footer="x" * 101)
    branding, (fault,) = branding_of(shelf)
    assert branding.name == "ab c"
    assert "Up to 100 fit" in str(fault)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("l.png", b"\x89PNG\r\n\x1a\nbroken", "cannot be read as a picture"),
        ("l.png", SVG.encode(), "cannot be read as a picture"),
        ("l.png", JPEG, "holds another kind of picture"),
        ("l.png", png() + b"x" * 500_000, "has more than 500 kB"),
        ("l.png", png(6001, 1), "is 6001 by 1 pixels"),
        ("l.png", b"", "cannot be read as a picture"),
        ("l.svg", b"<svg", "cannot be read as SVG"),
        ("l.svg", b"\xff\xfe", "is not written in UTF-8"),
        ("l.svg", b"<html/>", "is no SVG"),
        ("l.svg", SVG.replace("<rect", "<feTile/>" * 21 + "<rect").encode(), "asks for 21 effects"),
        ("l.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.encode(), "has a DOCTYPE"),
        ("l.svg", SVG.replace("<rect", "<script>1</script><rect").encode(), "holds <script>"),
        ("l.svg", SVG.replace("<rect", "<rect onload='x()'").encode(), "has onload in <rect>"),
        ("l.svg", SVG.replace("<rect", "<image href='file:///etc/passwd'/><rect").encode(), "holds <image>"),
        (
            "l.svg",
            SVG.replace("<rect", "<use href='http://x.example/a#b'/><rect").encode(),
            "has href in <use>",
        ),
        ("l.svg", SVG.replace("<rect", "<foreignObject/><rect").encode(), "holds <foreignObject>"),
        (
            "l.svg",
            SVG.replace("<rect", "<style>@import 'x'</style><rect").encode(),
            "fetches something in <style>",
        ),
        ("l.svg", SVG.replace("<rect", "<rect fill='url(http://x)'").encode(), "has fill in <rect>"),
    ],
)
def test_a_picture_that_is_none_or_reaches_out_is_refused(heard, shelf, name, content, why):
    (shelf.custom / name).write_bytes(content)
    brand(shelf, logo=name)
    (fault,) = faults(shelf)
    assert fault.startswith("branding.toml, line 1: logo: ")
    assert why in fault
    assert b"<img" not in made(heard, shelf, "html")
    assert made(heard, shelf, "pdf").startswith(b"%PDF")


@pytest.mark.parametrize(
    "name", ["../l.png", "/etc/l.png", "a/../../l.png", "C:l.png", "..\\\\l.png", "link.png", "no.png"]
)
def test_a_logo_lies_in_the_folder_of_templates(shelf, name):
    (shelf.custom.parent / "l.png").write_bytes(png())
    if os.name != "nt":  # Windows lets few people make links
        (shelf.custom / "link.png").symlink_to(shelf.custom.parent / "l.png")
    brand(shelf, logo=name)
    branding, (fault,) = branding_of(shelf)
    assert branding.logo is None
    assert "leads out of the folder" in fault.problem or "There is no file" in fault.problem


def test_a_logo_in_a_folder_beside_the_templates_is_used(shelf):
    (shelf.custom / "pictures").mkdir()
    (shelf.custom / "pictures" / "l.png").write_bytes(png(600, 20))
    brand(shelf, logo="pictures/l.png")
    branding, found = branding_of(shelf)
    assert found == ()
    assert branding.logo.height * branding.logo.ratio == pytest.approx(60)


# Colours -------------------------------------------------------------------------------------------


@given(COLOURS)
def test_the_colour_suggested_can_be_read(colour):
    assert contrast(darker(colour)) >= LEAST_CONTRAST
    if contrast(colour) >= LEAST_CONTRAST:
        assert darker(colour) == colour


@given(COLOURS, COLOURS)
def test_words_read_as_well_on_every_step_as_on_the_shipped_one(accent, heat):
    changed = palette(darker(accent), darker(heat))
    assert set(changed) == {*style.COOL, *style.HEAT}
    for shipped in chain(style.COOL[:-1], style.HEAT[:-1]):
        for letters in (style.INK, style.SOFT):
            assert contrast(changed[shipped], letters) >= contrast(shipped, letters) - 0.1


def test_the_shipped_colours_keep_their_own_rule():
    assert contrast(style.ACCENT) >= LEAST_CONTRAST
    assert contrast(style.HEAT[-1]) >= LEAST_CONTRAST
    assert contrast("000000") == pytest.approx(21)
    assert palette() == {}


@for_each(("typed", "colour"), [("#1d4e63", "1D4E63"), (" 1D4E63 ", "1D4E63"), ("#fff", None), ("", None)])
def test_a_colour_is_six_digits(typed, colour):
    assert hexadecimal(typed) == colour
