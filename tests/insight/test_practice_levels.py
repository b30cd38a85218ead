"""The assessed level of a practice beside the ladder."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.coverage import Cell, Coverage, TeamRow
from facilitator.insight.practice_levels import level_beside
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.practice import AssessedLevel, Assessor
from facilitator.model.team import Team
from tests.insight.test_smo import View

DAYS = st.dates(date(2025, 1, 1), date(2026, 4, 9))


def grid(rungs):
    rows = []
    for at, rung in enumerate(rungs):
        told = Interaction(
            team=f"t{at}", practice="p", role=TouchRole.PERFORMS, rung=rung, agreement=Agreement.MAJORITY
        )
        rows.append(TeamRow(Team(id=f"t{at}", name=f"T{at}"), (Cell(f"t{at}", "p", told),)))
    return Coverage((), tuple(rows))


def levels(found):
    return [
        AssessedLevel(id=str(at), practice=practice, level=level, on=on, assessor=Assessor.INTERNAL)
        for at, (practice, level, on) in enumerate(found)
    ]


@given(
    st.lists(st.tuples(st.sampled_from("pq"), st.integers(1, 5), DAYS), max_size=5),
    st.lists(st.sampled_from(Rung), max_size=5),
    st.randoms(),
)
def test_both_stand_as_they_were_given_in_any_order_and_neither_is_made_of_the_other(found, rungs, random):
    records = levels(found)
    beside = level_beside(View(tuple(records)), grid(rungs), "p")
    random.shuffle(records)
    random.shuffle(rungs)
    assert level_beside(View(tuple(records)), grid(rungs), "p") == beside
    assert beside.teams == len(rungs)
    assert [rung for rung, _ in beside.rungs] == sorted(set(rungs))
    given_on = [each.on for each in records if each.practice == "p"]
    assert (beside.assessed.on if beside.assessed else None) == max(given_on, default=None)
    assert not level_beside(View(()), grid(rungs), "p").not_felt
    assert not level_beside(View(tuple(records)), grid([]), "p").not_felt


def test_a_high_level_beside_a_low_rung_asks_for_talk():
    high, low = levels([("p", 4, date(2026, 3, 2))]), levels([("p", 3, date(2026, 3, 2))])
    assert level_beside(View(tuple(high)), grid([Rung.SCRIPTED, Rung.SHARED]), "p").not_felt
    assert not level_beside(View(tuple(high)), grid([Rung.UNDERSTOOD]), "p").not_felt
    assert not level_beside(View(tuple(low)), grid([Rung.SCRIPTED]), "p").not_felt
