"""The room agreement: plain words, one page, the programme's own times."""

from __future__ import annotations

import io

import msgspec
import pypdf
import pytest

from facilitator.documents.formats.registry import writable
from facilitator.documents.papers.agreement import POINTS, points
from facilitator.documents.render import RENDERABLE, render, render_bytes
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.model.programme import Programme


def text(example, **more):
    return render(example.folder, "agreement", session=example.file, format="md", **more)


def test_it_says_what_the_promise_needs(bare):
    """What, who, how long, may pass, may take back, and what is not for here."""
    told = text(bare)
    assert told.startswith("**For everyone in the room.**")
    for words in (
        "We write what is said, never who said it",
        "you say what another team, leaders or anybody may see",
        "On any question, without a reason",
        "The line then goes from every file",
        "these have their own people",
        "The program sends nothing anywhere",
        "not a legal consent",
    ):
        assert words in told


def test_the_times_are_the_programmes_own(bare):
    assert "goes after 12 months, our own notes after 90 days" in text(bare)
    assert "within 15 working days" in text(bare)
    programme = bare.folder.programme
    bare.folder.file.put(
        msgspec.structs.replace(programme, private_days=1, observation_months=6, answer_days=10)
    )
    assert "goes after 6 months, our own notes after 1 day;" in text(bare)
    assert "within 10 working days" in text(bare)


def test_it_leaves_before_the_session_for_the_room():
    document = RENDERABLE["agreement"]
    assert document.before_review
    assert document.tight


@pytest.mark.skipif("pdf" not in writable(), reason="PDF comes with an extra")
def test_it_fits_one_page(bare):
    made = render_bytes(bare.folder, "agreement", session=bare.file, format="pdf")
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == 1


def test_every_point_has_its_words_in_the_language_of_the_papers(tmp_path):
    own = tmp_path / "words"
    own.mkdir()
    (own / "de.toml").write_text(
        '[room_agreement.point]\nlisten = { title = "Wir hören zu", text = "Niemand wird geprüft." }\n',
        encoding="utf-8",
    )
    told = points(load_words(Shelf(tmp_path), "de"), Programme(name="P", organisation="O"))
    assert [len(point) for point in told] == [2] * len(POINTS)
    assert told[0]["title"] == "Wir hören zu"
    assert all(point["title"] and "{" not in point["text"] for point in told)


def test_whoever_answers_for_the_data_stands_on_it(bare):
    assert "answers for it" not in text(bare)
    contact = "Ines Vogt, data protection, extension 4711"
    bare.folder.file.put(msgspec.structs.replace(bare.folder.programme, data_contact=contact))
    assert f"{contact}. Ask there what is stored about you" in text(bare)
