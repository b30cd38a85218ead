"""No paper and no export holds a word its readers may not read: over programmes nobody thought of, and in
every format, with what a file says of itself and the name it is written under."""

import json
import re
from functools import cache
from itertools import chain, cycle

import msgspec
import pytest

from facilitator.documents.exports import finder
from facilitator.documents.exports.finder import EXPORTS
from facilitator.documents.formats.registry import FORMATS, content
from facilitator.documents.render import DOCUMENTS, RENDERABLE, file_name, paper, readers_of, sources_of
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.model.action import Action
from facilitator.model.audience import Visibility, Worded
from facilitator.model.base import fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.idea import ImprovementIdea
from facilitator.model.interaction import InterfaceSide
from facilitator.model.session import RELEASED
from facilitator.workspace.lookup import find_session
from facilitator.workspace.release.release import for_audience
from tests.canaries import kinds_of
from tests.documents.programmes import OWNERS, accepted, canary, may_read, name_of, programme
from tests.documents.searching import letters, unpacked
from tests.tables import for_each

PROGRAMMES, PARTS = 60, 2
"""So many are looked at through every paper and edition, in parts that can run beside each other. A rule left
out of the release is noticed within the first twenty, see below."""

WRITTEN = 2
"""So many are written in every format: what no view holds, none of the few ways to write one adds."""

EXPORTED = 8
"""So many are exported in every format."""

NOTICED = 20
"""Within so many a rule that is left out is noticed."""

kept_programme = cache(programme)
"""Nothing here changes one, so each is made once."""

WORDS = load_words(Shelf(), "en")
CANARY = re.compile(rb"CANARY[a-z]+\d*Z")
NAME = re.compile(rb"NAMED\dZ")
LONG = 12
"""Texts of so few letters may stand anywhere by chance."""

WITH_REMARKS = {key for key, each in RENDERABLE.items() if not each.before_review} | {"voting-sheet"}


def editions(folder):
    """Yield every paper of every session: for each team that was there, with each other team."""
    for file in folder.sessions:
        for key, document in RENDERABLE.items():
            if not document.ready(file.session.status):
                continue
            for team in file.session.teams:
                others = [each for each in folder.teams if each != team] if document.of_two else [None]
                for other in others:
                    yield key, {"session": file, "team": team, "other": other}


def whose(folder):
    """Yield for whom exports are made: the team of each session, each team, and beyond the teams."""
    for file in folder.sessions:
        if file.session.status in RELEASED:
            yield from ({"session": file, "team": team} for team in file.session.teams)
    yield from ({"team": team} for team in folder.teams)
    yield {}


def view_of(folder, key, edition):
    """Return the view of a paper, as its template gets it, and for whom it is."""
    readers = readers_of(folder, key, **edition)
    made_from = sources_of(folder, key, session=edition["session"], readers=readers)
    released = for_audience(folder, readers, made_from)
    return DOCUMENTS[key].view(released, released.sessions[0], WORDS), readers


def readable_by(folder, readers, known):
    """Return the records these readers may read, by what stands for them, and the owners named to them."""
    if readers not in known:
        readable = [
            record
            for file in folder.sessions
            for record in file.records[1:]
            if may_read(file, record, readers)
        ]
        actions = [record for record in readable if isinstance(record, Action) and accepted(record)]
        owners = {name_of(int(action.owner.removeprefix("person-"))).encode() for action in actions}
        assert len(owners) <= OWNERS
        known[readers] = ({canary(record.id).encode() for record in readable}, owners)
    return known[readers]


def check(said, folder, readers):
    """Raise when the letters of a text hold what these readers may not see; return the canaries they hold."""
    allowed, owners = readable_by(folder, readers, folder.known)
    found = set(CANARY.findall(said))
    assert found <= allowed
    assert said.count(b"CANARY") == len(CANARY.findall(said)), "a text was cut within its canary"
    assert set(NAME.findall(said)) <= owners
    return found


def agreed(folder, teams):
    """Return the practices in which each of two teams let the other see its score."""
    sides = [side for file in folder.sessions for side in file.all(InterfaceSide) if side.agreed_for_sharing]
    pairs = {(side.team, side.counterpart, side.practice) for side in sides}
    return {
        practice
        for team, other, practice in pairs
        if {team, other} == teams and (other, team, practice) in pairs
    }


def look_at_views(seeds):
    """Look at every view of the programmes of these seeds; return how many canaries rightly stand there."""
    met = 0
    for folder in map(programme, seeds):
        for key, edition in editions(folder):
            view, readers = view_of(folder, key, edition)
            met += len(check(letters(json.dumps(view).encode()), folder, readers))
            if RENDERABLE[key].of_two:
                assert {line["key"] for line in view["eases"]} <= agreed(folder, readers.teams)
                assert b"CANARY" not in letters(json.dumps([view["one_sided"], view["apart"]]).encode())
    return met


@pytest.mark.parametrize("part", range(PARTS))
def test_no_view_holds_what_its_readers_may_not_read(part):
    assert look_at_views(range(part, PROGRAMMES, PARTS)) > PROGRAMMES


# In every format -----------------------------------------------------------------------------------


def writer():
    """Return what gives the letters of a paper in each format; equal papers are written once."""
    known = {}

    def written(paper):
        same = repr(paper)
        if same not in known:
            known[same] = {format: letters(content(paper, format, Shelf())) for format in FORMATS}
        return known[same]

    return written


def files_of(folder, document, written):
    """Yield each edition of a paper as its readers and, for each format, the letters of file and name."""
    for key, edition in editions(folder):
        if key == document:
            made = written(paper(folder, key, **edition))
            yield (
                readers_of(folder, key, **edition),
                [
                    said + letters(file_name(folder, key, format=format, **edition).encode())
                    for format, said in made.items()
                ],
            )


@pytest.mark.parametrize("document", RENDERABLE)
def test_no_paper_of_any_format_holds_it_either(document):
    seen, written = set(), writer()
    for folder in map(kept_programme, range(WRITTEN)):
        for readers, files in files_of(folder, document, written):
            found = [check(said, folder, readers) for said in files]
            assert found.count(found[0]) == len(FORMATS), "one format holds what another does not"
            seen |= found[0]
    assert bool(seen) == (document in WITH_REMARKS)


def exported(folder, what, **how):
    """Return an export; nothing of a calendar that would be empty."""
    try:
        return finder.export(folder, what, **how)
    except finder.EmptyCalendar:
        return b""


@for_each("what", EXPORTS)
def test_no_export_of_any_format_holds_it_either(what):
    formats = [
        *({"format": format} for format in EXPORTS[what].formats),
        {"format": "csv", "profile": "import"},
    ]
    seen = set()
    for folder in map(kept_programme, range(EXPORTED)):
        for of in whose(folder):
            readers, _ = finder.readers_of(folder, **of)
            made = [letters(exported(folder, what, **how, **of)) for how in formats]
            found = [check(said, folder, readers) for said in made]
            tables = found[what == "calendar" :]
            assert tables.count(tables[0]) == len(tables)
            seen |= found[0]
    assert seen


# The worked example --------------------------------------------------------------------------------


def remarks(folder):
    """Yield every remark of the sessions of the worked example, with its file."""
    for file in folder.sessions:
        for record in chain.from_iterable(map(file.all, kinds_of("session"))):
            if isinstance(record, Worded | Debrief):
                yield file, record


def words_of(record):
    """Yield what was said in a record: of each text the longest part that is only letters and digits."""
    for field in fields_of(type(record)):
        if field.remark:
            parts = re.split("[^A-Za-z0-9 ]", getattr(record, field.name))
            yield max((part.replace(" ", "").encode() for part in parts), key=len)


def kept_from(folder, readers):
    """Return what these readers may not read, unless they may read it elsewhere, such as in a script."""
    told = [msgspec.json.encode(file.session.script) for file in folder.sessions]
    kept = []
    for file, record in remarks(folder):
        (told if may_read(file, record, readers) else kept).extend(words_of(record))
    own = letters(b" ".join(told))
    return [text for text in kept if len(text) > LONG and text not in own]


@for_each("document", RENDERABLE)
def test_no_paper_of_the_worked_example_holds_it(demo, document):
    """Each edition, in JSON, which holds the whole view, and in one of the other formats, by turns."""
    looked, turns = 0, cycle(format for format in FORMATS if format != "json")
    for key, edition in editions(demo):
        if key != document:
            continue
        readers, made = readers_of(demo, key, **edition), paper(demo, key, **edition)
        kept = kept_from(demo, readers)
        for format in ("json", next(turns)):
            said = letters(content(made, format, Shelf()))
            said += letters(file_name(demo, key, format=format, **edition).encode())
            assert not [text for text in kept if text in said], format
        looked += len(kept)
    assert looked > 20


@pytest.mark.parametrize("what", EXPORTS)
def test_no_export_of_the_worked_example_holds_it(demo, what):
    for of in whose(demo):
        readers, _ = finder.readers_of(demo, **of)
        kept = kept_from(demo, readers)
        assert len(kept) > 10
        for format in EXPORTS[what].formats:
            said = letters(exported(demo, what, format=format, **of))
            assert not [text for text in kept if text in said]


def test_ones_own_calendar_holds_no_word_only_the_facilitators_may_read():
    """Others see what stands in a calendar; yet it holds what was agreed with every team."""
    seen = 0
    for folder in map(kept_programme, range(EXPORTED)):
        said = letters(exported(folder, "calendar", format="ics", mine=True))
        kept = {
            canary(record.id).encode()
            for file in folder.sessions
            for record in file.records[1:]
            if not isinstance(record, Worded) or record.visibility is Visibility.FACILITATOR
        }
        found = set(CANARY.findall(said))
        assert not found & kept
        seen += len(found)
    assert seen > EXPORTED


@pytest.mark.parametrize("format", FORMATS)
def test_every_remark_that_may_be_read_is_found_by_this_search(demo, format):
    file = find_session(demo, "L-03")
    said = letters(content(paper(demo, "action-plan", session=file), format, Shelf()))
    ideas = [words for idea in file.all(ImprovementIdea) for words in words_of(idea) if len(words) > LONG]
    assert len(ideas) > 5
    assert not [words for words in ideas if words not in said]


def test_no_id_of_a_record_is_in_any_file_of_the_worked_example(demo):
    files = (demo.file, *demo.sessions)
    ids = [record.id for file in files for kind in kinds_of(file.kind) for record in file.all(kind)]
    assert len(ids) > 100
    made = [
        content(paper(demo, key, **edition), format, Shelf())
        for key, edition in editions(demo)
        for format in ("html", "json")
    ]
    made += [
        exported(demo, what, format=format, **of)
        for what, each in EXPORTS.items()
        for of in (*whose(demo), *([{"mine": True}] if what == "calendar" else []))
        for format in each.formats
    ]
    for said in map(unpacked, made):
        plain = said.replace(b"\r\n ", b"").decode("utf-8", "replace")
        assert not [id for id in ids if id in plain]


# What this would notice ----------------------------------------------------------------------------


def test_a_broken_filter_is_noticed(monkeypatch):
    monkeypatch.setattr("facilitator.workspace.release.release.may_see", lambda *_: True)
    with pytest.raises(AssertionError):
        look_at_views(range(NOTICED))


def test_scores_without_a_yes_are_noticed(monkeypatch):
    monkeypatch.setattr("facilitator.workspace.release.release.may_see_pair", lambda *_: True)
    with pytest.raises(AssertionError):
        look_at_views(range(NOTICED))


def test_an_owner_who_did_not_say_yes_is_noticed(monkeypatch):
    monkeypatch.setattr(Action, "accepted", property(lambda _: True))
    with pytest.raises(AssertionError):
        look_at_views(range(NOTICED))
