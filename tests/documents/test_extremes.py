"""The smallest and the largest session on paper: what is meant for a page takes one, and none stays white."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import msgspec
import pypdf
import pytest

from facilitator.documents.formats.registry import content
from facilitator.documents.papers import action_plan_length
from facilitator.documents.papers.action_plan_length import KEPT_REMARKS, page_breaks, stands_closer
from facilitator.documents.render import paper, render, render_bytes
from facilitator.documents.shelf.folders import Shelf
from facilitator.model.programme import PaperSize
from facilitator.workspace.lookup import find_session
from tests.documents.extremes import EXTREMES, NAME, WORDS
from tests.documents.readers.paged import SHORT

CLOSE = "Show it with your fingers"
"""What the last words of the script have in them."""


@pytest.fixture(scope="module")
def sessions(tmp_path_factory):
    made = {name: make(tmp_path_factory.mktemp(name) / name) for name, make in EXTREMES.items()}
    yield made
    for folder, _ in made.values():
        folder.close()


def pages(folder, file, document):
    made = render_bytes(folder, document, session=file, format="pdf")
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages]


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("name", EXTREMES)
def test_one_page_stays_one_page(name, size, sessions):
    folder, file = sessions[name]
    folder.file.put(msgspec.structs.replace(folder.programme, paper_size=size))
    long = [key for key in sorted(SHORT) if len(pages(folder, file, key)) > 1]
    assert not long


def test_a_small_session_has_no_white_pages(sessions):
    assert len(pages(*sessions["tiny"], "action-plan")) == 1


def test_the_ends_are_what_they_say():
    assert (len(NAME), max(map(len, WORDS))) == (40, 280)


def test_ideas_begin_a_page_where_there_is_something_to_pin_up(sessions):
    view = {
        name: paper(folder, "action-plan", session=file).view for name, (folder, file) in sessions.items()
    }
    assert view["tiny"]["breaks"] == {"ideas": False, "remarks": False}
    assert view["huge"]["breaks"] == {"ideas": True, "remarks": False}


def test_remarks_never_stand_on_the_page_to_pin_up(sessions):
    folder, file = sessions["tiny"]
    view = paper(folder, "action-plan", session=file).view
    (remark,) = view["remarks"]
    assert page_breaks(view | {"remarks": [remark] * 30}) == {"ideas": False, "remarks": True}


def test_a_plan_of_more_than_its_pages_is_as_long_as_what_is_never_cut(sessions):
    folder, file = sessions["huge"]
    view = paper(folder, "action-plan", session=file).view
    assert (len(view["actions"]), len(view["ideas"])) == (12, 40)
    assert len(pages(folder, file, "action-plan")) == 7
    assert 0 < len(view["remarks"]) < KEPT_REMARKS  # what is white on the last page is used


def test_remarks_that_were_all_cut_are_counted_once(sessions, monkeypatch):
    folder, file = sessions["huge"]
    monkeypatch.setattr(action_plan_length, "_fits", lambda view, pages: False)
    told = render(folder, "action-plan", session=file, format="md").split("What you told us")[1]
    assert told.count("left out here") == 1


def test_what_takes_several_pages_is_set_closer_on_letter(sessions):
    folder, file = sessions["tiny"]
    closer = {}
    for size in PaperSize:
        folder.file.put(msgspec.structs.replace(folder.programme, paper_size=size))
        closer[size] = [paper(folder, key, session=file).closer for key in ("action-plan", "you-said")]
    assert closer == {PaperSize.A4: [False, False], PaperSize.LETTER: [True, False]}


def test_a_plan_is_set_closer_where_that_saves_a_page(sessions):
    folder, file = sessions["tiny"]
    view = paper(folder, "action-plan", session=file).view
    (remark,) = view["remarks"]
    closer = [stands_closer(view | {"remarks": [remark] * count}) for count in range(90)]
    begins = [at for at in range(1, 90) if closer[at] and not closer[at - 1]]
    ends = [at for at in range(1, 90) if closer[at - 1] and not closer[at]]
    assert (len(begins), len(ends)) == (2, 2)  # where the second and the third page would hold few lines


def test_the_worksheet_goes_on_where_its_script_ends(sessions):
    made = pages(*sessions["tiny"], "worksheet")
    ends, begins = (
        next(at for at, page in enumerate(made) if words in page) for words in (CLOSE, "The start")
    )
    assert (ends, begins) == (1, 1)


def test_the_count_of_a_vote_has_its_place_on_the_sheet(sessions):
    folder, file = sessions["huge"]
    folder.file.put(msgspec.structs.replace(folder.programme, paper_size=PaperSize.A4))
    assert len(pages(folder, file, "voting-sheet")) == 2


@pytest.mark.parametrize("size", PaperSize)
def test_the_agreement_is_for_the_wall_unless_its_words_are_too_long(size, sessions):
    folder, file = sessions["tiny"]
    contact = "Ines Vogt, data protection, extension 4711"
    for who, large in ((contact, True), (" ".join([contact] * 12), False), ("", True)):
        who_both = {"data_contact": who, "paper_contact": who[:60]}
        folder.file.put(msgspec.structs.replace(folder.programme, paper_size=size, **who_both))
        assert paper(folder, "agreement", session=file).view["large"] is large
        assert len(pages(folder, file, "agreement")) == 1


def test_of_one_team_alone_nothing_stands_as_what_both_told(sessions):
    folder, file = sessions["tiny"]
    view = paper(folder, "interface-report", session=file).view
    assert (view["told"], view["good"]["text"]) == ([], "")


def test_a_plan_of_the_example_takes_as_many_pages_on_letter_as_on_a4(demo):
    """On Letter it is set closer, with smaller margins: a few lines take no page of their own."""
    for short_id in ("L-02", "L-03"):
        made = paper(demo, "action-plan", session=find_session(demo, short_id))
        for size in PaperSize:
            closer = made.closer or size is PaperSize.LETTER
            pdf = content(replace(made, size=size, closer=closer), "pdf", Shelf())
            assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == 3, (short_id, size)


def test_the_count_of_a_vote_over_forty_ideas_has_no_page_of_its_own_on_letter(sessions):
    folder, file = sessions["huge"]
    folder.file.put(msgspec.structs.replace(folder.programme, paper_size=PaperSize.LETTER))
    assert len(pages(folder, file, "voting-sheet")) == 2
