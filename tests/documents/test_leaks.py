"""No paper holds a word its readers may not read: over programmes nobody thought of, and in every format."""

import json
import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from facilitator.documents.formats import FORMATS
from facilitator.documents.render import DOCUMENTS, RENDERABLE, readers_of, render_bytes, sources_of
from facilitator.documents.shelf import Shelf
from facilitator.documents.words import load_words
from facilitator.model.action import Action
from facilitator.model.audience import AudienceKind, Worded
from facilitator.model.interaction import InterfaceSide
from facilitator.workspace.release import for_audience
from tests.documents.programmes import TEAMS, accepted, may_read, programmes
from tests.documents.test_formats import unpacked

PROGRAMMES = 80
"""Each is looked at through every paper and edition: more than five hundred views."""

WORDS = load_words(Shelf(), "en")
CANARY = re.compile(r"CANARY<([\w-]+)>")
quick = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


def editions(folder):
    """Yield every paper of every session: for each team that was there, with each other team."""
    for file in folder.sessions:
        for key, document in RENDERABLE.items():
            for team in file.session.teams:
                others = [each for each in TEAMS if each != team] if document.of_two else [None]
                for other in others:
                    yield key, {"session": file, "team": team, "other": other}


def view_of(folder, key, edition):
    """Return the view of a paper, as its template gets it, and for whom it is."""
    readers = readers_of(folder, key, **edition)
    made_from = sources_of(folder, key, session=edition["session"], readers=readers)
    released = for_audience(folder, readers, made_from)
    return DOCUMENTS[key].view(released, released.sessions[0], WORDS), readers


def forbidden(folder, readers):
    """Return the ids of records no word of which these readers may see."""
    partners = readers.kind is AudienceKind.PARTNERS
    ids = {"champion", "debrief-1", "debrief-2"}
    for file in folder.sessions:
        for record in file.records[1:]:
            if isinstance(record, Worded) and not may_read(file, record, readers.teams, partners=partners):
                ids.add(record.id)
    return ids


def check(text, folder, readers):
    """Raise when *text* holds what these readers may not see."""
    assert not set(CANARY.findall(text)) & forbidden(folder, readers)
    partners = readers.kind is AudienceKind.PARTNERS
    owners = {
        folder.people[action.owner].name
        for file in folder.sessions
        for action in file.all(Action)
        if accepted(action) and may_read(file, action, readers.teams, partners=partners)
    }
    assert set(re.findall(r"OWNER-\d", text)) <= owners


def agreed(folder, teams):
    """Return the practices in which each of two teams let the other see its score."""
    sides = [side for file in folder.sessions for side in file.all(InterfaceSide) if side.agreed_for_sharing]
    pairs = {(side.team, side.counterpart, side.practice) for side in sides}
    return {
        practice
        for team, other, practice in pairs
        if {team, other} == teams and (other, team, practice) in pairs
    }


@settings(max_examples=PROGRAMMES, phases=(Phase.generate,), **quick)
@given(folder=programmes())
def test_no_view_holds_what_its_readers_may_not_read(folder):
    for key, edition in editions(folder):
        view, readers = view_of(folder, key, edition)
        check(json.dumps(view, ensure_ascii=False), folder, readers)
        if RENDERABLE[key].of_two:
            assert {line["key"] for line in view["eases"]} <= agreed(folder, readers.teams)
            assert not CANARY.search(" ".join([*view["one_sided"], view["apart"]]))


@settings(max_examples=20, phases=(Phase.generate,), **quick)
@given(folder=programmes())
def test_no_file_of_any_format_holds_it_either(folder):
    for number, (key, edition) in enumerate(editions(folder)):
        readers = readers_of(folder, key, **edition)
        format = FORMATS[number % len(FORMATS)]
        content = render_bytes(folder, key, format=format, **edition)
        text = unpacked(content).decode("utf-8", "replace").replace("&lt;", "<").replace("&gt;", ">")
        check(re.sub(r"[\n\u200b\u00ad]", "", text), folder, readers)


@pytest.mark.parametrize("format", FORMATS)
def test_a_word_that_may_be_read_is_found_by_this_search(heard, format):
    """The search of the tests above sees words in every format, packed or not."""
    content = unpacked(render_bytes(heard.folder, "you-said", session=heard.file, format=format))
    assert b"2026" in content
    assert b"Infrastructure" in content


def test_a_broken_filter_is_noticed(monkeypatch):
    monkeypatch.setattr("facilitator.workspace.release.may_see", lambda *_: True)
    with pytest.raises(AssertionError):
        test_no_view_holds_what_its_readers_may_not_read()


def test_scores_without_a_yes_are_noticed(monkeypatch):
    monkeypatch.setattr("facilitator.workspace.release.may_see_pair", lambda *_: True)
    with pytest.raises(AssertionError):
        test_no_view_holds_what_its_readers_may_not_read()
