"""The page, the PDF and the Word file are set in the same measures, so that they break in the same places."""

import re

import pytest

from facilitator import resources
from facilitator.documents.formats.docx_styles import CLOSER_STYLES, STYLES, TIGHT_STYLES
from facilitator.documents.formats.docx_tables import row_padding
from facilitator.documents.formats.typst_look import sizes_of
from facilitator.documents.tree.paper import Paper
from tests.tables import for_each

LETTERS = {
    "body": ("body", "Normal"),
    "table": ("table", "Table Text"),
    "title": ("h1", "heading 1"),
    "heading": ("h2", "heading 2"),
    "lead": ('p[data-role="lead"]', "Lead"),
}
"""Of each measure of the PDF the selector of the style sheet and the style of Word."""


def sizes(**how):
    return sizes_of(Paper("en", "Title", "Head", "Name", "Foot", "{page}/{pages}", (), **how))


@pytest.fixture(scope="module")
def style():
    return (resources.templates_dir() / "style.css").read_text(encoding="utf-8")


def declared(style, selector, property):
    """Return what the rules of a selector say last of a property, "" for nothing."""
    rules = re.findall(rf"(?m)^ *(?:[^\n{{}}]+, )?{re.escape(selector)}(?:, [^\n{{}}]+)? {{([^}}]*)}}", style)
    found = [re.search(rf"(?<![-\w]){property}: ([^;]+?)(?:;|\s*$)", rule) for rule in rules]
    return next((each[1] for each in reversed(found) if each), "")


def letters(style, selector):
    """Return size and height of a line in points, from `font` or from the two properties of their own."""
    short = re.search(r"([\d.]+)pt/([\d.]+)pt", declared(style, selector, "font"))
    size = declared(style, selector, "font-size").removesuffix("pt") or (short and short[1])
    line = declared(style, selector, "line-height").removesuffix("pt") or (short and short[2])
    return float(size or 0), float(line or 0)


@pytest.mark.parametrize("name", LETTERS)
def test_letters_of_papers_of_several_pages(style, name):
    selector, of_word = LETTERS[name]
    printed = style.split("/* One page")[0]
    size, line = letters(printed, selector)
    word = next(each for each in STYLES if each.name == of_word)
    assert (size, line) == getattr(sizes(tight=False), name) == (word.size, word.line)


SET = {"tight": TIGHT_STYLES, "closer": CLOSER_STYLES}


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("how", SET)
def test_letters_of_papers_of_one_page_and_of_lower_pages(style, how, name):
    selector, of_word = LETTERS[name]
    usual = letters(style.split("/* One page")[0], selector)
    closer = style.split("/* One page")[1].split("/* Screen")[0]
    prefix = {"body": f".{how}", "table": f":where(.{how}) table"}.get(name, f".{how} {selector}")
    size, line = letters(closer, prefix)
    word = next(each for each in SET[how] if each.name == of_word)
    expected = (size or usual[0], line or usual[1])
    assert expected == getattr(sizes(**{how: True}), name) == (word.size, word.line)


def test_rows_have_the_same_room_in_every_format(style):
    for how in SET:
        page = declared(style, f":where(.{how}) tbody > tr > *", "padding-top")
        padding = row_padding(Paper("en", "T", "H", "N", "F", "", (), **{how: True}))
        assert float(page.removesuffix("mm")) == sizes(**{how: True}).cell == padding


@for_each(
    "selector, property, value",
    [
        ("caption", "break-inside", "avoid"),
        ("caption", "break-after", "avoid"),
        ("thead", "break-after", "avoid"),
        ("tbody:last-child > tr:nth-last-child(2)", "break-after", "avoid"),
        ('table[data-kind="form"]', "break-inside", "avoid"),
        ('table[data-kind="lines"] tbody td', "height", "16mm"),
        ("@bottom-right", "white-space", "nowrap"),
    ],
)
def test_a_page_ends_where_it_should(style, selector, property, value):
    assert declared(style, selector, property) == value


def test_the_foot_of_a_page_takes_the_room_it_needs(style):
    assert not declared(style, "@bottom-left", "width")
