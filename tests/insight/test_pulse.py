"""What is shown of a closed wave, read from what was kept at its closing."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.insight.pulse import edition, results
from facilitator.insight.pulse_keeping import keep
from facilitator.insight.pulse_words import Mood
from facilitator.model.pulse import PulseItem
from facilitator.model.pulse_kept import KeptFigure, KeptWave
from facilitator.model.tally import OlderFigure, OlderTotals, Tally
from facilitator.wording.pulse import answered, limits
from tests.tables import for_each
from tests.workspace.pulse_worlds import ITEM, closed, counted, older, questionnaire

OTHER = PulseItem(key="fixed", theme="Collaboration", text="Problems get fixed together.")
DIVIDED = (1, 2, 1, 2, 1)
MIXED = (1, 1, 1, 1, 1)


def test_nothing_at_all_while_the_wave_is_open():
    assert results(closed(counted(DIVIDED), closed=None, kept=None)) is None


@for_each(
    ("given", "mood", "bands", "median"),
    [
        (DIVIDED, Mood.DIVIDED, (3, 1, 3), 3),
        ((2, 3, 2, 1, 0), Mood.MOST_DISAGREE, (5, 2, 1), 2),
        ((0, 1, 2, 3, 1), Mood.MOST_AGREE, (1, 2, 4), 4),
        ((1, 1, 3, 1, 1), Mood.NO_CLEAR_SIDE, (2, 3, 2), 3),
        ((1, 2, 0, 2, 1), Mood.DIVIDED, (3, 0, 3), 2),
        ((2, 3, 1, 1, 0), Mood.MOSTLY_DISAGREE, None, None),  # two differ: a count would tell them all others
        ((0, 0, 0, 3, 4), Mood.MOSTLY_AGREE, None, None),
        ((1, 0, 1, 3, 4), Mood.MOSTLY_AGREE, None, None),
        ((0, 0, 6, 1, 0), Mood.MOSTLY_MIDDLE, None, None),
        ((1, 1, 1, 30, 0), Mood.MOST_AGREE, (2, 1, 30), 4),  # at every size: three differ, and counts stand
        ((1, 0, 1, 90, 0), Mood.MOSTLY_AGREE, None, None),
        ((1, 1, 1, 1, 0), Mood.NOT_SHOWN, None, None),
    ],
)
def test_a_figure(given, mood, bands, median):
    (figure,) = results(closed(counted(given, silent=3))).teams["t0"].figures
    assert (figure.mood, figure.bands, figure.median) == (mood, bands, median)
    assert figure.n == (sum(bands) if bands else None)


def test_two_small_teams_stand_together_as_all_others():
    told = results(closed(counted(DIVIDED, (1, 1, 1, 1, 0), (1, 0, 1, 1, 0))))
    assert [answered(group) for group in told.teams.values()] == [
        "7 of 7 answered",
        "fewer than 5 answered",
        "fewer than 5 answered",
    ]
    assert [group.figures[0].mood for group in told.teams.values()][1:] == [Mood.WITH_OTHERS] * 2
    assert told.others[0].bands == (3, 2, 2)
    assert (answered(told.total), told.total.figures[0].bands) == ("14 of 14 answered", (6, 3, 5))
    assert "2 teams are not shown by themselves, to protect those who answered." in limits(told)


def test_a_single_small_team_takes_another_in_and_its_number_does_not_follow():
    told = results(closed(counted(DIVIDED, (1, 1, 1, 1, 0), (1, 1, 1, 2, 1))))
    assert [group.shown for group in told.teams.values()] == [True, False, False]
    assert told.others[0].bands == (4, 2, 4)
    assert [answered(group) for group in told.teams.values()][1:] == [
        "fewer than 5 answered",
        "6 of 6 answered",
    ]
    assert answered(told.total) == "not shown"


def test_without_a_pool_and_a_total_the_paper_says_so():
    told = results(closed(counted(DIVIDED, (1, 0, 0, 0, 1))))
    assert told.teams["t0"].shown
    assert (told.others, told.total.shown) == ((), False)
    assert any("There is no total" in sentence for sentence in limits(told))


def test_who_has_nothing_to_say_hides_the_team_for_that_statement_only():
    tallies = {
        team: Tally(responses=6, answers={ITEM.key: few, OTHER.key: (*DIVIDED[:4], 0)})
        for team, few in (("a", (1, 1, 1, 0, 0)), ("b", (1, 1, 1, 1, 0)), ("c", (2, 1, 1, 1, 1)))
    }
    told = results(closed(tallies, ITEM, OTHER))
    assert [group.figures[0].mood for group in told.teams.values()][:2] == [Mood.WITH_OTHERS] * 2
    assert all(group.figures[1].bands for group in told.teams.values())


counts = st.lists(st.integers(0, 9), min_size=5, max_size=5).map(tuple)


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=6))
@settings(deadline=None, max_examples=60)
def test_a_statement_is_told_as_if_it_were_the_only_one(drawn):
    """So what was found out about one statement holds for thirteen: no two are ever put together."""
    both = {
        f"t{at}": Tally(responses=max(sum(a), sum(b)), answers={ITEM.key: a, OTHER.key: b})
        for at, (a, b) in enumerate(drawn)
    }
    people = dict.fromkeys(both, 99)
    together = keep(people, both, (ITEM.key, OTHER.key), 5)
    single = keep(people, both, (ITEM.key,), 5)

    def first(figures):
        return tuple(each for each in figures if each.item == ITEM.key and each.mood != Mood.NOT_SHOWN)

    assert [first(team.figures) for team in together.teams] == [first(team.figures) for team in single.teams]
    assert first(together.others) == first(single.others)
    assert first(together.total.figures) == first(single.total.figures)


def test_a_team_reads_its_own_figures_and_all_read_the_totals():
    told = results(closed(counted(DIVIDED, (2, 1, 1, 1, 3), (1, 1, 1, 0, 0), (0, 1, 1, 1, 1))))
    own, small, everybody = edition(told, "t1"), edition(told, "t2"), edition(told)
    assert [bool(group.figures) for group in own.teams.values()] == [False, True, False, False]
    assert (own.others, own.total.figures) == ((), ())
    assert small.others == told.others  # a small team reads what it said among all others
    assert not any(group.figures for group in everybody.teams.values())
    assert (everybody.others, everybody.total) == ((), told.total)
    assert [answered(group) for group in own.teams.values()] == [
        answered(group) for group in told.teams.values()
    ]
    with pytest.raises(KeyError):
        edition(told, "nobody")


@for_each("bands", [(2, 0, 3), (0, 0, 9), (1, 1, 8)])
def test_counts_that_give_away_are_refused_by_the_record_itself(bands):
    with pytest.raises(RuleBroken):
        KeptFigure(item="heard", mood="most_agree", bands=bands, median=4)


def test_a_word_this_version_does_not_know_says_nothing_wrong():
    survey = closed(counted((3, 0, 1, 0, 3), (0, 0, 0, 3, 4)))
    kept = msgspec.to_builtins(survey.kept)
    for team in kept["teams"]:
        team["figures"][0]["mood"] = "made_elsewhere"
    made = msgspec.structs.replace(survey, kept=msgspec.convert(kept, KeptWave))
    assert [group.figures[0].mood for group in results(made).teams.values()] == [Mood.DIVIDED, Mood.NOT_SHOWN]


# Waves of older versions ---------------------------------------------------------------------------


def test_an_older_wave_tells_what_today_s_rule_lets_it():
    """Also before it is brought: of a file that cannot be written nothing more is shown than of others."""
    tallies = counted((2, 3, 1, 1, 0), DIVIDED, (1, 0, 0, 0, 0))
    told = results(older(tallies))
    assert told.teams["t0"].figures[0].mood is Mood.WITH_OTHERS
    assert told == msgspec.structs.replace(results(closed(tallies)), teams=told.teams)


def test_older_totals_keep_their_counts_only_where_three_differ():
    figures = (
        OlderFigure(item="heard", mood="most_agree", n=9, bands=(1, 1, 7), median=4),
        OlderFigure(item="fixed", mood="divided", n=9, bands=(4, 1, 4), median=3),
    )
    survey = older(
        {},
        totals=OlderTotals(invited=12, responses=9, figures=figures),
        questionnaire=questionnaire(ITEM, OTHER),
    )
    told = results(survey)
    assert [(each.mood, each.bands) for each in told.total.figures] == [
        (Mood.MOSTLY_AGREE, None),
        (Mood.DIVIDED, (4, 1, 4)),
    ]
    assert (told.teams, answered(told.total)) == ({}, "9 of 12 answered")


def test_since_when_older_copies_may_hold_more_is_said():
    told = results(closed(counted(DIVIDED), brought=date(2026, 5, 4)))
    assert any("from before 2026-05-04 may still hold" in sentence for sentence in limits(told))
