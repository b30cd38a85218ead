"""Practices as an organisation has them: renamed, hidden, fitted, its own; everywhere, and reversibly."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.errors import BadInput, FacilitatorError, NotFound, RuleBroken
from facilitator.insight.coverage import coverage
from facilitator.live.capture.completion import complete
from facilitator.live.desk import SessionDesk
from facilitator.live.session import LiveSession
from facilitator.model.observation import Observation
from facilitator.model.practice import CustomPractice, Fit, PracticeDecision
from facilitator.text import clean_line
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.lookup import find_practice
from facilitator.workspace.planning import shortlist
from facilitator.workspace.record_deletion import carry_out, plan_deletion
from facilitator.workspace.records.practices import PRACTICE
from tests.cli.command_line import answer, run
from tests.clock import FakeClock
from tests.making import START
from tests.workspace.test_workspace import held, team

CHANGE, ARCHITECTURE = "change_enablement", "architecture_management"


@pytest.fixture
def folder(tmp_path):
    folder = Workspace(tmp_path).new_programme("Better Together", "H")
    yield folder
    folder.close()


def say(folder, key, **typed):
    return PRACTICE.change(folder, PRACTICE.find(folder, key), typed)


def live(folder, file):
    return LiveSession(
        SessionDesk(
            file,
            clock=FakeClock(START),
            today=folder.today,
            practices=folder.catalogue.practices,
            teams=folder.teams,
            people=folder.people,
        )
    )


def test_the_organisations_name_stands_wherever_the_practice_is_named(folder):
    file = held(folder, team(folder))
    file.put(Observation(number=1, text="Board meets on Tuesdays", practice=CHANGE))
    say(folder, CHANGE, name="The board")
    assert folder.catalogue.practice(CHANGE).name == "The board"
    assert find_practice(folder, "the board").key == CHANGE
    session = live(folder, file)
    assert session.desk.practice_name(CHANGE) == "The board"
    found = complete("It waits #boa", 13, session.line.context)
    assert found is not None
    grid = coverage(folder.file, folder.sessions, tuple(folder.catalogue.practices.values()), folder.today())
    assert "The board" in [each.name for each in grid.practices]
    folder.file.undo()
    assert folder.catalogue.practice(CHANGE).name == "Change enablement"


def test_a_hidden_practice_is_no_choice_and_old_notes_keep_its_name(folder):
    desk = team(folder)
    file = held(folder, desk)
    note = file.put(Observation(number=1, text="Said", practice=CHANGE))
    script = folder.catalogue.script("listening-90")
    assert CHANGE in shortlist(folder, [desk], script)
    say(folder, CHANGE, hidden="yes")
    assert CHANGE not in shortlist(folder, [desk], script)
    with pytest.raises(NotFound):
        find_practice(folder, "Change enablement")
    session = live(folder, file)
    assert CHANGE not in [each.key for each in session.line.context.practices]
    assert session.desk.practice_name(note.practice) == "Change enablement"
    grid = coverage(folder.file, folder.sessions, tuple(folder.catalogue.practices.values()), folder.today())
    assert CHANGE not in [each.key for each in grid.practices]
    say(folder, CHANGE, hidden="no")
    assert folder.file.all(PracticeDecision) == ()
    assert find_practice(folder, "Change enablement").key == CHANGE


def test_an_empty_name_takes_that_of_the_catalogue_back(folder):
    say(folder, CHANGE, name="The board", fit="adapt", reason="Ours is weekly")
    say(folder, CHANGE, name="")
    (decision,) = folder.file.all(PracticeDecision)
    assert (decision.name, decision.fit, decision.reason) == ("", Fit.ADAPT, "Ours is weekly")
    assert folder.catalogue.practice(CHANGE).name == "Change enablement"


def test_no_two_practices_have_one_name(folder):
    with pytest.raises(RuleBroken, match="Incident management already") as told:
        say(folder, CHANGE, name="incident management")
    assert told.value.field == "name"
    with pytest.raises(RuleBroken):
        PRACTICE.add(folder, {"name": "Incident"})
    assert folder.file.all(PracticeDecision) == folder.file.all(CustomPractice) == ()


def test_one_of_ones_own_is_used_like_the_others_and_deleted_with_what_was_decided(folder):
    own = PRACTICE.add(folder, {"name": "Print rooms", "fit": "adopt", "questions": "Who fills it?\nWhere?"})
    assert (own.key, own.questions) == ("print_rooms", ("Who fills it?", "Where?"))
    assert find_practice(folder, "print").key == "print_rooms"
    file = held(folder, team(folder))
    file.put(Observation(number=1, text="No paper", practice="print_rooms"))
    record = PRACTICE.record_of(folder, own)
    with pytest.raises(RuleBroken, match="hide it instead"):
        carry_out(plan_deletion(folder, record))
    file.undo()
    carry_out(plan_deletion(folder, record))
    assert folder.file.all(PracticeDecision) == folder.file.all(CustomPractice) == ()
    folder.file.undo()
    assert PRACTICE.find(folder, "print_rooms") == own


def test_one_of_the_catalogue_is_never_deleted(folder):
    assert PRACTICE.record_of(folder, PRACTICE.find(folder, CHANGE)) is None


@pytest.fixture(scope="module")
def changing(tmp_path_factory):
    folder = Workspace(tmp_path_factory.mktemp("practices")).new_programme("Names", "H")
    yield folder
    folder.close()


TYPED = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text(max_size=12),
        "fit": st.sampled_from([each.value for each in Fit]),
        "reason": st.text(max_size=12),
        "hidden": st.sampled_from(["yes", "no"]),
    },
)


@settings(max_examples=60)
@given(steps=st.lists(st.tuples(st.sampled_from([CHANGE, ARCHITECTURE, ""]), TYPED), max_size=6))
def test_whatever_is_typed_the_list_says_what_was_kept_and_nothing_is_kept_for_nothing(steps, changing):
    folder = changing
    with folder.file.group("none", undoable=False):
        for kind in (PracticeDecision, CustomPractice):
            for each in folder.file.all(kind):
                folder.file.remove(each)
    for key, typed in steps:
        before = PRACTICE.all(folder)
        try:
            after = say(folder, key, **typed) if key else PRACTICE.add(folder, typed)
        except FacilitatorError:
            assert PRACTICE.all(folder) == before
            continue
        for name, each in typed.items():
            if name in ("fit", "hidden"):
                assert getattr(after, name) == {"yes": True, "no": False}.get(each, each)
            elif name == "reason":
                assert after.reason == clean_line(each)
        assert PRACTICE.find(folder, after.key) == after
        names = [each.name.casefold() for each in folder.catalogue.practices.values()]
        assert len(names) == len(set(names))
    for decision in folder.file.all(PracticeDecision):
        nothing = PracticeDecision(practice=decision.practice)
        assert (
            msgspec.structs.replace(
                nothing, id=decision.id, created=decision.created, changed=decision.changed
            )
            != decision
        )


# Commands ------------------------------------------------------------------------------------------


def test_practices_by_plain_commands(programme):
    changed = run("practice", "change", "change en", "--name", "The board", "--fit", "not-now")
    assert changed.stdout == "The board: Practice and Fit changed.\n"
    told = {each["key"]: each for each in answer(run("practice", "list", "--json"))}
    assert (told[CHANGE]["name"], told[CHANGE]["fit"]) == ("The board", "not_now")
    assert "The board" in run("practice", "list").stdout
    refused = run("practice", "remove", "The board", "--yes")
    assert (refused.exit_code, "Hide it instead." in refused.stderr) == (2, True)
    run("practice", "add", "Print rooms", "--questions", "Who fills it?")
    assert run("practice", "remove", "print", "--yes").stdout == "Print rooms is deleted.\n"
    assert run("practice", "change", "The board", "--fit", "maybe").exit_code == BadInput.exit_code
    sheet = ("render", "worksheet", "--session", "L-01", "--format", "txt", "--output", "-")
    run("practice", "change", "incident", "--name", "When it breaks")
    assert "When it breaks" in run(*sheet).stdout
    run("practice", "change", "When it breaks", "--hidden", "yes")
    assert "When it breaks" not in run(*sheet).stdout
    run("practice", "change", "The board", "--hidden", "yes")
    kept = run("capture", "L-01", "- It waits #board", "--json")
    assert "change_enablement" not in kept.stdout


def test_an_assessed_level_stands_beside_the_ladder_and_goes_with_its_practice(tmp_path):
    at = ("--workspace", str(tmp_path))
    run("programme", "new", "B", "--organisation", "O", *at)
    assert run("practice", "add", "Print rooms", *at).exit_code == 0
    given = ("--on", "2026-03-02", "--assessor", "internal")
    assert run("practice", "level", "add", "Print rooms", "--level", "4", *given, *at).exit_code == 0
    assert (
        "Assessed at level 4 of 5 by trained colleagues" in run("practice", "show", "Print rooms", *at).stdout
    )
    assert run("practice", "level", "add", "Print rooms", "--level", "6", *given, *at).exit_code != 0
    ahead = run(
        "practice", "level", "add", "Print rooms", "--level", "4", "--on", "2099-01-01", *given[2:], *at
    )
    assert "day to come" in ahead.stderr
    assert run("practice", "remove", "Print rooms", "--yes", *at).exit_code == 0
    assert answer(run("practice", "level", "list", "--json", *at)) == []
