"""Finding records by what people type: names, beginnings, parts, short ids."""

from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import Ambiguous, FacilitatorError, NotFound
from facilitator.model.action import Action, Commitment
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.team import Team, TeamKind
from facilitator.workspace.folder.session_files import short_id
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.lookup import (
    choose,
    find_practice,
    find_record,
    find_script,
    find_session,
    find_team,
)
from tests.making import session
from tests.tables import for_each


@pytest.fixture
def folder(tmp_path):
    numbers = iter(range(1, 1000))
    workspace = Workspace(tmp_path, ids=lambda: f"{next(numbers):04d}-{'abcdef'[next(numbers) % 6]}0de")
    folder = workspace.new_programme("Better Together", "Harrowmere University", timezone="UTC")
    yield folder
    folder.close()


def team(folder, name, **fields):
    return folder.file.put(Team(**{"name": name, "headcount": 9} | fields))


def held(folder, *teams):
    return folder.add_session(session(teams=tuple(each.id for each in teams)))


# Choosing by name ----------------------------------------------------------------------------------

FRUIT = ("apple", "apple pie", "Pineapple", "pear")


def fruit(typed, **options):
    return choose("fruit", typed, FRUIT, lambda name: (name,), **options)


@for_each(
    ("typed", "meant"),
    [
        ("apple", "apple"),
        ("APPLE", "apple"),
        ("  apple\t", "apple"),
        ("apple p", "apple pie"),
        ("pe", "pear"),
        ("pin", "Pineapple"),
        ("ear", "pear"),
        ("neap", "Pineapple"),
    ],
)
def test_a_whole_name_then_a_beginning_then_a_part(typed, meant):
    assert fruit(typed) == meant


@for_each(
    ("typed", "listed"),
    [("app", "apple, apple pie"), ("p", "Pineapple, pear"), ("pple", "apple, apple pie, Pineapple")],
)
def test_more_than_one_that_fits_is_listed(typed, listed):
    with pytest.raises(Ambiguous) as caught:
        fruit(typed)
    assert caught.value.todo == f"Say which: {listed}."


@for_each("typed", ["plum", "", "   ", "\x1b[0m"])
def test_none_that_fits_lists_what_there_is(typed):
    with pytest.raises(NotFound) as caught:
        fruit(typed)
    assert caught.value.todo == "There is: apple, apple pie, Pineapple, pear."


def test_nothing_there_yet():
    with pytest.raises(NotFound, match="There is no fruit yet"):
        choose("fruit", "apple", [], lambda name: (name,))


def test_long_lists_are_cut():
    with pytest.raises(NotFound, match="k, l and 14 more"):
        choose("letter", "?", "abcdefghijklmnopqrstuvwxyz", lambda name: (name,))


def test_only_whole_names():
    assert fruit("apple", whole=True) == "apple"
    with pytest.raises(NotFound):
        fruit("appl", whole=True)


def test_an_id_counts_from_its_beginning_with_four_characters():
    ids = {"apple": "0199-abcd", "pear": "0199-abef"}

    def by_id(typed):
        return choose("fruit", typed, ids, lambda name: (name,), id_of=ids.__getitem__)

    assert by_id("0199-abc") == by_id("0199-abcd") == "apple"
    for too_little in ("019", "abcd", "bef"):
        with pytest.raises(NotFound):
            by_id(too_little)
    with pytest.raises(Ambiguous):
        by_id("0199")


@given(st.text(max_size=10))
def test_whatever_is_typed_is_answered(typed):
    with suppress(FacilitatorError):
        assert fruit(typed) in FRUIT


# Teams ---------------------------------------------------------------------------------------------


def test_a_team_goes_by_its_name_its_short_name_and_its_id(folder):
    desk = team(folder, "Service Desk", short_name="Desk")
    team(folder, "Infrastructure and Cloud", short_name="Infra")
    for typed in ("service desk", "Desk", "serv", "vice", desk.id, desk.id[:4]):
        assert find_team(folder, typed) == desk


def test_two_teams_of_one_name_are_told_apart_by_their_ids(folder):
    one = team(folder, "Desk", kind=TeamKind.FRONT_LINE, headcount=11)
    other = team(folder, "desk", kind=TeamKind.SUPPLIER, headcount=5)
    with pytest.raises(Ambiguous) as caught:
        find_team(folder, "Desk")
    assert caught.value.todo == (
        f"Say which: Desk (front line, 11, id {one.id}), desk (supplier, 5, id {other.id})."
    )
    assert find_team(folder, one.id) == one
    assert find_team(folder, f"Desk (supplier, 5, id {other.id})") == other


def test_letters_of_an_id_never_stand_for_a_name(folder):
    desk = team(folder, "Service Desk")
    assert "0de" in desk.id
    with pytest.raises(NotFound):
        find_team(folder, "0de")


# Sessions ------------------------------------------------------------------------------------------


@pytest.fixture
def eleven(folder):
    infra = team(folder, "Infrastructure and Cloud")
    for _ in range(11):
        held(folder, infra)
    return folder


@pytest.mark.parametrize("typed", ["L-03", "l-3", "L3", "3", "03", "L-003", " L-03 ", "l03"])
def test_a_session_goes_by_its_number(eleven, typed):
    assert find_session(eleven, typed).session.number == 3


def test_a_number_is_never_half_of_another(eleven):
    assert find_session(eleven, "L-1").session.number == 1
    eleven.sessions[0].path.write_bytes(b"{")
    again = Workspace(eleven.path.parent.parent).programme()
    for typed in ("L-1", "1", "l1", "L-01"):
        with pytest.raises(NotFound, match="no session “L-01”"):
            find_session(again, typed)
    assert find_session(again, "11").session.number == 11


def test_nor_is_a_number_the_beginning_of_another(eleven):
    last = eleven.sessions[-1]
    last.put(msgspec.structs.replace(last.session, number=120))
    for typed in ("12", "L-12", "1200"):
        with pytest.raises(NotFound):
            find_session(eleven, typed)
    assert find_session(eleven, "120") is last


def test_a_session_goes_by_its_id_and_its_file(eleven):
    third = eleven.sessions[2]
    assert find_session(eleven, third.session.id) is third
    assert find_session(eleven, "2026-03-12-infrastructure-and-cloud-3") is third


def test_a_session_goes_by_its_team_when_it_has_one(folder):
    desk, infra = team(folder, "Service Desk"), team(folder, "Infrastructure")
    only = held(folder, desk)
    held(folder, infra)
    held(folder, infra)
    assert find_session(folder, "Service Desk") is only
    assert find_session(folder, "serv") is only
    with pytest.raises(Ambiguous, match="L-02 Infrastructure 2026-03-12, L-03 Infrastructure 2026-03-12"):
        find_session(folder, "Infrastructure")


def test_a_session_of_two_teams_goes_by_both(folder):
    both = held(folder, team(folder, "Desk"), team(folder, "Infrastructure"))
    assert find_session(folder, "Desk and Infrastructure") is both


def test_a_number_beyond_all_numbers(eleven):
    for typed in ("999999999", "9" * 5000, "L-" + "9" * 5000):
        with pytest.raises(NotFound):
            find_session(eleven, typed)


# Practices and scripts -----------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["change enablement", "change_enablement", "Change En", "enablement"])
def test_a_practice_goes_by_its_name_and_its_key(folder, typed):
    assert find_practice(folder, typed).key == "change_enablement"


def test_a_practice_goes_by_its_short_name(folder):
    assert find_practice(folder, "Incident").key == "incident_management"


@pytest.mark.parametrize("typed", ["listening-90", "LISTENING-90"])
def test_a_script_goes_by_its_key_and_its_title(folder, typed):
    assert find_script(folder, typed).key == "listening-90"
    assert find_script(folder, folder.catalogue.script("listening-90").title).key == "listening-90"


# Records -------------------------------------------------------------------------------------------


@pytest.fixture
def filled(folder):
    infra = team(folder, "Infrastructure")
    for _ in range(2):
        file = held(folder, infra)
        file.put(Observation(number=1, text="x"))
    file.put(Observation(number=2, text="only here"))
    file.put(ImprovementIdea(number=8, title="y"))
    file.put(Action(number=1, text="z"))
    file.put(Commitment(number=3, text="w", role="Director"))
    return folder


@pytest.mark.parametrize(
    ("typed", "kind", "short"),
    [
        ("N-2", Observation, "L-02/N-2"),
        ("n2", Observation, "L-02/N-2"),
        ("I-8", ImprovementIdea, "L-02/I-8"),
        ("A-1", Action, "L-02/A-1"),
        ("c-3", Commitment, "L-02/C-3"),
        ("L-02/A-1", Action, "L-02/A-1"),
        ("l2/a1", Action, "L-02/A-1"),
        ("L2 / A-1", Action, "L-02/A-1"),
        ("L-01/N-1", Observation, "L-01/N-1"),
        ("L-02/N-01", Observation, "L-02/N-1"),
    ],
)
def test_a_record_goes_by_its_short_id(filled, typed, kind, short):
    found = find_record(filled, typed)
    assert type(found.record) is kind
    assert found.short_id == short == short_id(found.file, found.record)


def test_a_short_id_in_more_than_one_session_lists_them(filled):
    with pytest.raises(Ambiguous) as caught:
        find_record(filled, "N-1")
    assert caught.value.todo == "Say which: L-01/N-1, L-02/N-1."


def test_a_record_goes_by_the_beginning_of_its_id(filled):
    for file in (filled.file, *filled.sessions):
        for kind in (Team, Observation, Commitment):
            for record in file.all(kind):
                for typed in (record.id, record.id[:4], record.id.upper()):
                    assert find_record(filled, typed).record == record


def test_a_record_of_the_programme_has_no_session(filled):
    found = find_record(filled, next(iter(filled.teams)))
    assert found.file is None
    assert found.short_id == found.record.id


@pytest.mark.parametrize(
    "typed",
    ["", "N", "N-", "N-99", "X-1", "L-09/N-1", "L-01/N-99", "000", "L-01", "N-1/L-01", "N" + "9" * 5000],
)
def test_no_such_record(filled, typed):
    with pytest.raises(NotFound):
        find_record(filled, typed)
