"""Settings of a programme, each changed as the form and the command change it, and what follows in papers."""

import re
from io import BytesIO

import docx
import pypdf
import pytest

from facilitator.documents.render import render, render_bytes
from facilitator.errors import BadInput
from facilitator.workspace.records.settings import PROGRAMME
from tests.tables import for_each

CONTACT = "Listening desk, listening@harrowmere.example"


def change(folder, **typed):
    PROGRAMME.change(folder, folder.programme, typed)


def made(demo, document, format="md"):
    file = next(each for each in demo.sessions if each.session.short_id == "L-03")
    return render(demo, document, session=file, format=format)


def file_of(demo, document, format):
    file = next(each for each in demo.sessions if each.session.short_id == "L-03")
    return BytesIO(render_bytes(demo, document, session=file, format=format))


def millimetres(length):
    return round(float(length), 1)


@for_each(("typed", "size"), [("a4", (210.0, 297.0)), ("Letter", (215.9, 279.4))])
def test_papers_are_laid_out_for_the_paper_there_is(typed, size, demo):
    change(demo, paper_size=typed)
    box = pypdf.PdfReader(file_of(demo, "thank-you", "pdf")).pages[0].mediabox
    assert tuple(millimetres(float(side) * 25.4 / 72) for side in (box.width, box.height)) == size
    section = docx.Document(file_of(demo, "thank-you", "docx")).sections[0]
    assert tuple(millimetres(side.mm) for side in (section.page_width, section.page_height)) == size
    page = made(demo, "thank-you", "html")
    assert ("size: Letter" in page) == (typed == "Letter")


def test_a_page_of_one_stays_one_on_other_paper_and_with_a_contact(demo):
    change(demo, paper_size="Letter", paper_contact=CONTACT)
    for document in ("invitation", "thank-you", "you-said", "technical-brief"):
        assert len(pypdf.PdfReader(file_of(demo, document, "pdf")).pages) == 1


def test_another_size_is_refused(demo):
    with pytest.raises(BadInput, match="no paper size"):
        change(demo, paper_size="legal")


@for_each(
    ("document", "where"),
    [
        ("action-plan", "# What we are doing"),
        ("you-said", "# Done"),
        ("agreement", "Is everyone comfortable"),
        ("invitation", "As of"),
    ],
)
def test_whom_to_reach_stands_where_it_is_read_and_once(document, where, demo):
    change(demo, paper_contact="")
    assert not re.search("(To|can) reach us", made(demo, document))
    change(demo, paper_contact=CONTACT)
    text = made(demo, document, "md")
    assert re.search("(To|can) reach us", text[: text.index(where)])
    assert text.count(CONTACT) == 1


@for_each("document", ["thank-you", "technical-brief"])
def test_whom_to_ask_stands_at_the_foot_of_what_else_a_team_gets(document, demo):
    change(demo, paper_contact="")
    assert "Questions?" not in made(demo, document)
    change(demo, paper_contact=CONTACT)
    assert f"Questions? {CONTACT}" in made(demo, document, "txt").replace("\n", " ")


@for_each("document", ["debrief", "voting-sheet"])
def test_whom_to_ask_stands_on_no_other_paper(document, demo):
    change(demo, paper_contact=CONTACT)
    assert CONTACT.split()[-1] not in made(demo, document)


@for_each(
    ("document", "field", "typed", "said"),
    [
        ("agreement", "answer_days", "7", "7 working days"),
        ("agreement", "private_days", "30", "30 days"),
        ("agreement", "observation_months", "6", "6 months"),
        ("agreement", "data_contact", "Ada, ext. 12", "Ada, ext. 12"),
        ("you-said", "answer_days", "3", "we aimed for 3 working days and missed that"),
        ("thank-you", "name", "Better at Night", "Better at Night"),
        ("thank-you", "organisation", "Harrow College", "Harrow College"),
        ("invitation", "sponsor", "Head of IT", "Our sponsor: Head of IT."),
        ("invitation", "timezone", "America/New_York", "Time: 06:00"),
    ],
)
def test_what_is_set_is_what_papers_say(document, field, typed, said, demo):
    format = "html" if field in ("name", "organisation") else "md"
    assert said not in made(demo, document, format)
    change(demo, **{field: typed})
    assert said in made(demo, document, format)


@for_each("session", ["L-01", "L-02", "L-03", "L-04"])
def test_an_invitation_that_is_over_keeps_to_its_page_and_asks_to_bring_nothing(session, demo):
    change(demo, paper_size="Letter", paper_contact=CONTACT)
    file = next(each for each in demo.sessions if each.session.short_id == session)
    told = render(demo, "invitation", session=file, format="txt")
    assert "Nothing to prepare" not in told
    pages = pypdf.PdfReader(BytesIO(render_bytes(demo, "invitation", session=file, format="pdf"))).pages
    assert len(pages) == 1
