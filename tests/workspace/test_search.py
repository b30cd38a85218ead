"""Words are found wherever a record holds words, and nowhere else."""

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from facilitator.language.tables import read_language
from facilitator.language.word_forms import WordForms
from facilitator.model.action import Action
from facilitator.model.audience import Visibility
from facilitator.model.debrief import Debrief
from facilitator.model.idea import Benefit, ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.team import Team, TeamKind
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.planning import planned_session
from facilitator.workspace.search import excerpt, search, searchable_texts
from tests.tables import for_each

GERMAN = Path(__file__).parents[1] / "data" / "languages" / "de.toml"
START = datetime(2026, 3, 12, 10, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    folder = Workspace(tmp_path).new_programme("Better Together", "Harrowmere University", timezone="UTC")
    folder.file.put(Team(name="Infrastructure and Cloud", kind=TeamKind.TECHNICAL, headcount=9))
    yield folder
    folder.close()


@pytest.fixture
def session(folder):
    (team,) = folder.teams.values()
    return folder.add_session(planned_session(folder, [team], folder.catalogue.script("listening-90"), START))


def found(folder, words):
    return [hit.short_id for hit in search(folder, words)]


def test_every_word_has_to_stand_in_the_record(folder, session):
    session.put(Observation(number=5, text="Monthly patching needs the same five-page form every time."))
    session.put(Observation(number=6, text="Monthly reports nobody reads."))
    assert found(folder, "monthly") == ["L-01/N-5", "L-01/N-6"]
    assert found(folder, "form monthly") == ["L-01/N-5"]
    assert found(folder, "monthly printer") == []


@pytest.mark.parametrize("words", ["STRASSE", "straße", "Strasse", " strasse\n"])
def test_capitals_and_the_german_sharp_s_do_not_matter(folder, session, words):
    session.put(Observation(number=1, text="Der Drucker in der Straße ist weg"))
    assert found(folder, words) == ["L-01/N-1"]


def test_accents_are_found_however_they_are_composed(folder, session):
    session.put(Observation(number=1, text="Das Büro weiß es nicht"))
    assert found(folder, "bu\u0308ro") == ["L-01/N-1"]


def test_a_team_is_found_by_each_of_its_names_and_told_by_the_present_one(folder):
    (team,) = folder.teams.values()
    into = folder.file.put(Team(name="Platforms", headcount=9, former_names=("Hosting",)))
    folder.file.put(msgspec.structs.replace(team, retired=folder.today(), became=into.id))
    cases = {"hosting": "Platforms, once Hosting", "platforms": "Platforms"}
    cases["infra"] = "Platforms, once Infrastructure and Cloud"
    told = {words: [hit.excerpt for hit in search(folder, words)] for words in cases}
    assert told == {words: [expected] for words, expected in cases.items()}


@pytest.mark.parametrize("words", ["", "   ", "\x00"])
def test_without_words_nothing_is_found(folder, session, words):
    assert found(folder, words) == []


def test_every_kind_of_record_is_looked_through(folder, session):
    session.put(Observation(number=1, text="zebra in a note"))
    session.put(
        ImprovementIdea(number=2, title="An idea", benefits=(Benefit(group="team", text="zebra time"),))
    )
    session.put(Action(number=3, text="Call", first_step="ask the zebra"))
    session.put(Debrief(mood="zebra-like"))
    folder.file.put(Person(name="Zoe Zebra"))
    hits = list(search(folder, "zebra"))
    assert hits[0].where == "person"
    assert {hit.where for hit in hits[1:]} == {
        f"{what}, Infrastructure and Cloud" for what in ("note", "idea", "action", "debrief")
    }
    assert hits[0].file is None


def test_the_copied_script_and_ids_and_keys_are_no_words(folder, session):
    assert found(folder, "Thanks for the time") == []
    assert found(folder, "change_enablement") == []
    assert found(folder, session.session.id) == []


@pytest.mark.parametrize(
    ("record", "private"),
    [
        (Observation(number=1, text="zebra"), False),
        (Observation(number=1, text="zebra", kind="private", visibility=Visibility.FACILITATOR), True),
        (Observation(number=1, text="zebra", visibility=Visibility.OPEN, room_yes=date(2026, 3, 12)), False),
        (Debrief(mood="zebra"), True),
    ],
)
def test_what_only_the_facilitators_may_see_is_marked(folder, session, record, private):
    session.put(record)
    (hit,) = search(folder, "zebra")
    assert hit.only_you is private


def test_a_field_that_is_only_ours_is_marked_even_on_a_shared_record(folder):
    folder.file.put(Person(name="Sam Oduya", email="sam@zebra.example"))
    assert [hit.only_you for hit in search(folder, "zebra")] == [True]
    assert [hit.only_you for hit in search(folder, "sam")] == [False]


def test_sessions_are_searched_in_the_order_of_their_numbers(folder, session):
    (team,) = folder.teams.values()
    second = folder.add_session(
        planned_session(folder, [team], folder.catalogue.script("listening-30"), START.replace(month=1))
    )
    second.put(Observation(number=1, text="zebra"))
    session.put(Observation(number=1, text="zebra"))
    assert found(folder, "zebra") == ["L-01/N-1", "L-02/N-1"]


@for_each(
    ("text", "shown"),
    [
        ("short zebra here", "short zebra here"),
        ("a" * 200 + " zebra", f"…{'a' * 59} zebra"),
        ("zebra " + "b" * 200, f"zebra {'b' * 59}…"),
        ("one\ntwo\tzebra", "one two zebra"),
    ],
)
def test_the_excerpt_is_one_line_around_the_word(text, shown):
    assert excerpt(text, "zebra") == shown


def test_words_are_told_with_the_field_of_the_record_they_stand_in():
    idea = ImprovementIdea(title="Huddle", benefits=(Benefit(group="team", text="An evening back"),))
    assert list(searchable_texts(idea)) == [("title", "Huddle"), ("benefits", "An evening back")]


def less_exact(folder, words):
    return [(hit.short_id, hit.less_exact) for hit in search(folder, words)]


OTHER_FORMS = (
    ("changes", "The change was refused", "The change"),
    ("change-windows", "No change window this week", "change window"),
    ("planned", "Planning takes a day", "Planning"),
    ("query", "Slow queries each morning", "queries"),
    ("on-call", "Nobody is on call at night", "on call"),
    ("oncall", "The on-call rota is empty", "on-call"),
    ("on-call", "The oncall rota is empty", "oncall"),
    ("meetings", "We meet too often", "meet"),
)


@pytest.mark.parametrize(("words", "text", "shown"), OTHER_FORMS)
def test_other_endings_and_hyphens_are_found_and_said_to_be_less_exact(folder, session, words, text, shown):
    session.put(Observation(number=1, text=text))
    session.put(Observation(number=2, text="Something else altogether"))
    (hit,) = search(folder, words)
    assert (hit.short_id, hit.less_exact) == ("L-01/N-1", True)
    assert shown in hit.excerpt


def test_what_has_the_words_as_typed_comes_first(folder, session):
    session.put(Observation(number=1, text="The change was refused"))
    session.put(Observation(number=2, text="Changes wait for the board"))
    assert less_exact(folder, "changes") == [("L-01/N-2", False), ("L-01/N-1", True)]


@pytest.mark.parametrize(
    ("words", "text"), [("meet", "meat"), ("form", "from"), ("-", "minus"), ("add", "a d")]
)
def test_other_words_are_not_found(folder, session, words, text):
    session.put(Observation(number=1, text=text))
    assert less_exact(folder, words) == []


def test_the_excerpt_is_that_around_the_form_that_was_found(folder, session):
    session.put(Observation(number=1, text=f"{'so it goes ' * 20}they planned it {'and so on ' * 20}"))
    (hit,) = search(folder, "planning")
    assert "they planned it" in hit.excerpt


def test_german_endings_stand_in_the_file_of_the_language():
    german = WordForms(read_language(GERMAN.read_text(encoding="utf-8"), GERMAN.name).search)
    for words in ("ausfall ausfälle ausfällen", "änderung änderungen", "ticket tickets", "drucker druckern"):
        assert len({german.stem(word) for word in words.split()}) == 1, words
    assert german.found("zwei ausfälle am montag", german.wanted(["ausfall"])) == "ausfälle"
