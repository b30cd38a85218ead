"""The private debrief: everything of the record, for the facilitators, in a folder of its own."""

from __future__ import annotations

import pytest

from facilitator.documents.formats.registry import TEXT_FORMATS, ending_of, writable
from facilitator.documents.render import DOCUMENTS, PRIVATE, RENDERABLE, render, write
from facilitator.documents.rerender import rerender
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.model import audience
from facilitator.model.audience import Visibility
from facilitator.model.base import fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus

ASKED = [field.name for field in fields_of(Debrief) if field.remark]


@pytest.fixture
def looked_back(heard):
    """Return a session that was heard, with a debrief that says where each word comes from."""
    for debrief in heard.file.all(Debrief):
        heard.file.remove(debrief)
    heard.put(Debrief(**{name: f"CANARY-{name}" for name in ASKED}))
    heard.put(Observation(number=90, text="CANARY-note", kind="private", visibility=Visibility.FACILITATOR))
    return heard


def text(example, **more):
    return render(example.folder, "debrief", session=example.file, format="md", **more)


def test_it_holds_every_field_and_the_private_notes(looked_back):
    told = text(looked_back)
    assert told.startswith("**For the facilitators of this session, nobody else.**")
    for name in (*ASKED, "note"):
        assert f"CANARY-{name}" in told
    assert "The program keeps it for 90 days, until" in told


def test_every_field_of_the_record_is_titled():
    words = load_words(Shelf(), "en")
    assert [name for name in ASKED if not words.has(f"debrief.part.{name}")] == []


def test_without_anything_written_it_says_so(bare):
    assert "Nobody has written down how it went." in text(bare)


@pytest.mark.parametrize("format", writable())
def test_it_is_written_into_the_private_folder_only(looked_back, tmp_path, format):
    documents = tmp_path / "documents"
    path = write(looked_back.folder, "debrief", session=looked_back.file, format=format, into=documents)
    assert path == documents / "private" / f"L-01-infrastructure-and-cloud-debrief.{ending_of(format)}"
    again = write(looked_back.folder, "debrief", session=looked_back.file, format=format, into=path.parent)
    assert again == path


def test_no_other_paper_tells_any_of_it(looked_back):
    for document in RENDERABLE:
        for format in TEXT_FORMATS:
            told = render(looked_back.folder, document, session=looked_back.file, format=format)
            assert "CANARY" not in told


def test_whoever_makes_all_papers_never_meets_it():
    assert set(PRIVATE) == {"debrief"}
    assert not set(PRIVATE) & set(RENDERABLE)
    assert set(DOCUMENTS) == {*PRIVATE, *RENDERABLE}
    assert PRIVATE["debrief"].audience("any") == audience.FACILITATORS
    assert not PRIVATE["debrief"].ready(SessionStatus.RUNNING)


def test_of_two_teams_there_is_one_and_it_asks_for_no_team(looked_back, tmp_path):
    looked_back.session(teams=tuple(team.id for team in looked_back.teams[:2]))
    path = write(looked_back.folder, "debrief", session=looked_back.file, into=tmp_path)
    assert path.name == "L-01-infrastructure-and-cloud-debrief.html"


def test_it_is_made_anew_where_it_lies(looked_back, tmp_path):
    documents = tmp_path / "documents"
    path = write(looked_back.folder, "debrief", session=looked_back.file, format="md", into=documents)
    path.write_text("an older one", encoding="utf-8")
    assert rerender(looked_back.folder, [path]) == (path,)
    assert "CANARY-mood" in path.read_text(encoding="utf-8")
    assert [each for each in documents.rglob("*") if each.is_file()] == [path]
