"""The records of the pulse: what a tally is, and what an open or closed wave may become."""

from datetime import date

import msgspec
import pytest

from facilitator.errors import RuleBroken
from facilitator.model.base import Release, fields_of
from facilitator.model.changes import check_change
from facilitator.model.pulse import PulseSurvey, SurveyStatus, Wave
from facilitator.model.pulse_rules import least_threshold
from facilitator.model.registry import ENTITIES
from facilitator.model.rules import broken_rules
from facilitator.model.tally import Tally
from tests.making import View
from tests.tables import for_each
from tests.workspace.pulse_worlds import ITEM, closed, counted, older, questionnaire

KEPT = closed(counted((1, 2, 1, 2, 1)))
OPEN = msgspec.structs.replace(KEPT, closed=None, kept=None)
OLDER = older(counted((1, 2, 1, 2, 1)))


def test_it_lies_in_the_programme_file_and_never_leaves_as_a_record():
    assert ENTITIES[PulseSurvey].file == "programme"
    assert ENTITIES[PulseSurvey].release is Release.NOBODY


def test_a_wave_that_is_written_holds_no_count_of_answers_but_what_is_kept():
    for survey in (KEPT, OPEN):
        assert [*msgspec.to_builtins(survey)["teams"][0]] == ["team", "invited"]
    names = {field.name for field in fields_of(Tally)}
    assert names == {"responses", "answers"}  # no id and no time


@for_each(
    "fields",
    [
        {"answers": {"heard": (1, 2, 1, 2)}},
        {"answers": {"heard": (1, 2, 1, 2, -1)}},
        {"answers": {"heard": (2, 2, 1, 2, 1)}},
    ],
    ids=["four counts", "fewer than nobody", "more answers than people"],
)
def test_a_tally_that_cannot_be(fields):
    with pytest.raises(RuleBroken):
        Tally(responses=7, **fields)


@for_each(
    "fields",
    [
        {"threshold": 4},
        {"closed": date(2026, 2, 1)},
        {"closed": None},
        {"teams": OLDER.teams},
        {"teams": (*KEPT.teams, *KEPT.teams)},
        {"teams": (), "kept": None},
        {"questionnaire": questionnaire(msgspec.structs.replace(ITEM, key="other"))},
    ],
    ids=[
        "threshold lowered",
        "closed before",
        "kept while open",
        "tallies",
        "team twice",
        "no team",
        "asked",
    ],
)
def test_a_survey_that_cannot_be(fields):
    with pytest.raises(RuleBroken):
        msgspec.structs.replace(KEPT, **fields)


@for_each(
    "fields",
    [
        {"items": (ITEM, ITEM)},
        {"answers": ("no", "no", "neither", "yes", "very")},
        {"cant_say": "agree"},
    ],
)
def test_questions_that_cannot_be(fields):
    with pytest.raises(RuleBroken):
        msgspec.structs.replace(questionnaire(), **fields)


def test_tallies_add_up():
    more = Tally(responses=5, answers={ITEM.key: (5, 0, 0, 0, 0), "other": (0, 0, 0, 0, 5)})
    both = Tally(responses=2, answers={ITEM.key: (0, 1, 0, 0, 0)}).plus(more)
    assert (both.responses, both.of(ITEM.key), both.of("other")) == (7, (5, 1, 0, 0, 0), (0, 0, 0, 0, 5))


# Rules over the waves of a programme -------------------------------------------------------------


def test_one_wave_is_open_and_one_is_the_baseline():
    first, second = OPEN, msgspec.structs.replace(OPEN, wave=Wave.INTERIM)
    assert list(broken_rules(View(first))) == []
    assert list(broken_rules(View(first, second))) == ["One wave of the pulse is open at a time."]
    assert KEPT.status is SurveyStatus.CLOSED
    assert list(broken_rules(View(KEPT, second))) == []
    assert any("one baseline" in sentence for sentence in broken_rules(View(KEPT, first)))


def test_no_wave_uses_less_than_one_before():
    assert least_threshold(View()) == 5
    assert least_threshold(View(KEPT, msgspec.structs.replace(KEPT, threshold=7))) == 7


# Rules over a change -----------------------------------------------------------------------------


@for_each(
    "after",
    [
        msgspec.structs.replace(KEPT, kept=closed(counted((3, 1, 1, 1, 1))).kept),
        msgspec.structs.replace(KEPT, teams=()),
        msgspec.structs.replace(KEPT, closed=None, kept=None),
        msgspec.structs.replace(KEPT, threshold=6),
        msgspec.structs.replace(KEPT, wave=Wave.AFTER),
        OLDER,
        None,
    ],
    ids=["kept", "invited", "opened again", "threshold", "wave", "with tallies", "taken out"],
)
def test_a_closed_wave_never_changes(after):
    with pytest.raises(RuleBroken):
        check_change(KEPT, after, None)


def test_a_closed_wave_may_say_when_the_next_is():
    check_change(KEPT, msgspec.structs.replace(KEPT, next_wave=date(2026, 11, 2)), None)


@for_each("before", [None, OPEN])
@for_each("with_tallies", [OLDER, older(counted((1, 2, 1, 2, 1)), closed=None)])
def test_no_tally_is_ever_written_into_a_wave(before, with_tallies):
    with pytest.raises(RuleBroken):
        check_change(before, with_tallies, None)


def test_an_older_wave_is_brought_and_nothing_else_of_it_changes():
    brought = OLDER.without_tallies(KEPT.kept, date(2026, 5, 4))
    check_change(OLDER, brought, None)
    with pytest.raises(RuleBroken):
        check_change(OLDER, msgspec.structs.replace(brought, opened=date(2026, 1, 1)), None)


@for_each(
    "after",
    [
        msgspec.structs.replace(OPEN, teams=(msgspec.structs.replace(OPEN.teams[0], team="other"),)),
        msgspec.structs.replace(
            OPEN, questionnaire=questionnaire(msgspec.structs.replace(ITEM, text="Other."))
        ),
        None,
    ],
    ids=["a team gone", "other words", "taken out"],
)
def test_of_an_open_wave_stays_what_people_answered(after):
    with pytest.raises(RuleBroken):
        check_change(OPEN, after, None)


def test_the_close_is_taken():
    check_change(OPEN, msgspec.structs.replace(KEPT, threshold=6), None)


def test_the_threshold_is_never_lowered():
    before = msgspec.structs.replace(OPEN, threshold=7)
    with pytest.raises(RuleBroken):
        check_change(before, OPEN, None)
