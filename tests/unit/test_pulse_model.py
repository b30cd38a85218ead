"""The records of the pulse: what a tally is, and what an open or closed wave may become."""

from datetime import date

import msgspec
import pytest

from facilitator.errors import RuleBroken
from facilitator.model.base import ENTITIES, Release, fields_of
from facilitator.model.changes import check_change
from facilitator.model.pulse import PulseSurvey, SurveyStatus, Tally, TeamTally, Wave
from facilitator.model.rules import broken_rules
from tests.making import View
from tests.unit.pulse_worlds import ITEM, questionnaire, survey


def tally(responses=7, counts=(1, 2, 1, 2, 1), **fields):
    given = {"team": "infra", "invited": 9, "responses": responses, "answers": {ITEM.key: counts}}
    return TeamTally(**given | fields)


def grown(before, **more):
    team = before.teams[0]
    return msgspec.structs.replace(before, teams=(msgspec.structs.replace(team, **more),))


def test_it_lies_in_the_programme_file_and_never_leaves_as_a_record():
    assert ENTITIES[PulseSurvey].file == "programme"
    assert ENTITIES[PulseSurvey].release is Release.NOBODY


def test_a_tally_has_no_id_and_no_time():
    names = {field.name for field in fields_of(TeamTally)}
    assert names == {"team", "invited", "responses", "answers"}


@pytest.mark.parametrize(
    "fields",
    [
        {"counts": (1, 2, 1, 2)},
        {"counts": (1, 2, 1, 2, -1)},
        {"counts": (2, 2, 1, 2, 1)},
        {"responses": 10, "invited": 9},
    ],
    ids=["four counts", "fewer than nobody", "more answers than people", "more people than invited"],
)
def test_a_tally_that_cannot_be(fields):
    with pytest.raises(RuleBroken):
        tally(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"threshold": 4},
        {"closed": date(2026, 2, 1)},
        {"closed": None, "teams": (tally(3, (1, 1, 1, 0, 0)),)},
        {"teams": (tally(), tally())},
        {"teams": ()},
        {"teams": (tally(answers={"unasked": (1, 0, 0, 0, 0)}),)},
    ],
    ids=["threshold lowered", "closed before", "few while open", "team twice", "no team", "not asked"],
)
def test_a_survey_that_cannot_be(fields):
    with pytest.raises(RuleBroken):
        msgspec.structs.replace(survey(tally()), **fields)


@pytest.mark.parametrize(
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
    first, second = survey(tally(), closed=None), survey(tally(), closed=None, wave=Wave.INTERIM)
    assert list(broken_rules(View(first))) == []
    assert list(broken_rules(View(first, second))) == ["One wave of the pulse is open at a time."]
    closed = survey(tally())
    assert closed.status is SurveyStatus.CLOSED
    assert list(broken_rules(View(closed, second))) == []
    assert any("one baseline" in sentence for sentence in broken_rules(View(closed, first)))


# Rules over a change -----------------------------------------------------------------------------

CLOSED = survey(tally())
OPEN = survey(tally(invited=30), closed=None)


@pytest.mark.parametrize(
    "after",
    [
        grown(CLOSED, responses=8),
        grown(CLOSED, answers={ITEM.key: (2, 1, 1, 2, 1)}),
        grown(CLOSED, invited=20),
        msgspec.structs.replace(CLOSED, closed=None),
        msgspec.structs.replace(CLOSED, threshold=6),
        msgspec.structs.replace(CLOSED, wave=Wave.AFTER),
        None,
    ],
    ids=["response", "answer", "invited", "opened again", "threshold", "wave", "taken out"],
)
def test_a_closed_wave_never_changes(after):
    with pytest.raises(RuleBroken):
        check_change(CLOSED, after, None)


def test_a_closed_wave_may_say_when_the_next_is():
    check_change(CLOSED, msgspec.structs.replace(CLOSED, next_wave=date(2026, 11, 2)), None)


@pytest.mark.parametrize(
    "after",
    [
        grown(OPEN, responses=11, answers={ITEM.key: (2, 3, 2, 3, 1)}),
        grown(OPEN, answers={ITEM.key: (2, 1, 1, 2, 1)}),
        grown(OPEN, responses=13, answers={ITEM.key: (0, 3, 2, 3, 1)}),
        grown(OPEN, team="other"),
        msgspec.structs.replace(
            OPEN, questionnaire=questionnaire(msgspec.structs.replace(ITEM, text="Other."))
        ),
        None,
    ],
    ids=["four more", "an answer turned", "an answer less", "a team gone", "other words", "taken out"],
)
def test_an_open_wave_only_grows_by_five_or_more_of_a_team(after):
    with pytest.raises(RuleBroken):
        check_change(OPEN, after, None)


def test_a_batch_or_the_close_is_taken():
    check_change(OPEN, grown(OPEN, responses=12, answers={ITEM.key: (2, 3, 2, 3, 2)}), None)
    closing = msgspec.structs.replace(OPEN, closed=date(2026, 3, 1), threshold=6)
    check_change(OPEN, closing, None)
    check_change(OPEN, grown(closing, responses=8), None)


def test_the_threshold_is_never_lowered():
    before = msgspec.structs.replace(OPEN, threshold=7)
    with pytest.raises(RuleBroken):
        check_change(before, OPEN, None)
