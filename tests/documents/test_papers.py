"""The papers' rows: declared by the modules themselves, and all that offers papers goes by them."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

from facilitator.documents import papers
from facilitator.documents.papers.document import PaperScope
from facilitator.documents.render import (
    DOCUMENTS,
    PAPERS,
    PRIVATE,
    RENDERABLE,
    Document,
    file_name,
    readers_of,
    render,
    sources_of,
    write,
)
from facilitator.documents.shelf.folders import Shelf
from facilitator.errors import BadInput
from facilitator.model import audience
from facilitator.model.session import HEARD, LIVE, PLANNED, SessionStatus
from facilitator.workspace.written_papers import written_digests

ROOM = {"agreement", "worksheet", "ladder-card", "voting-sheet"}


def declared():
    for found in pkgutil.iter_modules(papers.__path__):
        module = import_module(f"{papers.__name__}.{found.name}")
        if found.name != "registry":
            rows = getattr(module, "DOCUMENTS", None) or (getattr(module, "DOCUMENT", None),)
            yield from (row for row in rows if isinstance(row, Document))


def test_the_registry_has_every_row_a_module_declares():
    assert {row.key for row in declared()} == set(PAPERS)
    assert all(PAPERS[row.key] is row for row in declared())


def test_every_paper_has_its_template():
    missing = [each.key for each in PAPERS.values() if not Shelf(None).read(each.template)]
    assert not missing


def test_papers_are_about_a_session_the_programme_or_a_wave():
    about = {scope: [key for key, each in PAPERS.items() if each.scope is scope] for scope in PaperScope}
    assert about[PaperScope.PROGRAMME] == ["what-is-stored"]
    assert about[PaperScope.WAVE] == ["pulse"]
    assert about[PaperScope.SESSION] == list(DOCUMENTS) == [*RENDERABLE, *PRIVATE]


def test_what_is_offered_goes_by_where_the_session_stands():
    heard = set(RENDERABLE) - ROOM - {"invitation"}
    for status in SessionStatus:
        wanted = set()
        wanted |= ROOM if status not in HEARD | {SessionStatus.CANCELLED} else set()
        wanted |= {"invitation"} if status in PLANNED else set()
        wanted |= heard if status in HEARD | LIVE else set()
        assert {key for key, each in RENDERABLE.items() if each.offered(status)} == wanted, status


def test_a_paper_about_a_session_asks_for_one(example):
    for document in DOCUMENTS:
        with pytest.raises(BadInput, match="about one session"):
            render(example.folder, document)


def test_a_paper_about_the_programme_needs_nothing_and_is_remembered_nowhere(example, tmp_path):
    folder = example.folder
    before = written_digests(folder.path)
    path = write(folder, "what-is-stored", format="md", into=tmp_path)
    assert path.name == file_name(folder, "what-is-stored", format="md") == "what-is-stored.md"
    assert readers_of(folder, "what-is-stored") == audience.EVERYONE
    assert sources_of(folder, "what-is-stored", readers=audience.EVERYONE) == ()
    assert written_digests(folder.path) == before
