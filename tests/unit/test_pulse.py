"""What is shown of a pulse, and that it gives nobody away (domain.md §6.2 and §9)."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.insight import pulse, pulse_guard
from facilitator.insight.pulse import Mood, answered, edition, limits, results
from facilitator.model.pulse import PulseItem, TeamTally
from tests.unit.pulse_worlds import CANT_SAY, ITEM, asked, given_away, questionnaire, survey

OTHER = PulseItem(key="fixed", theme="Collaboration", text="Problems get fixed together.")

BANDS = (2, 3, 4)
SHAPES = {
    "two teams, one small": ((5, 4), BANDS),
    "one small beside two": ((5, 4, 6), BANDS),
    "two small": ((5, 4, 3), BANDS),
    "two small, together too few": ((6, 5, 3, 1), BANDS),
    "all small": ((3, 2, 1), (*BANDS, CANT_SAY)),
    "none small": ((5, 5, 5), BANDS),
    "some cannot say": ((5, 6), (*BANDS, CANT_SAY)),
    "some of the small cannot say": ((5, 3, 2), (*BANDS, CANT_SAY)),
    "every answer": ((6, 2, 3), (1, 2, 3, 4, 5)),
    "many of one mind": ((5, 5, 2, 3, 5), (2, 4)),
    "one team alone": ((8,), (*BANDS, CANT_SAY)),
    "a team that kept silent": ((5, 0, 6), BANDS),
}


def shown(closed):
    """All that the program shows of a wave."""
    told = results(closed)
    return tuple(told.teams.values()), told.total, limits(told)


# Nobody is given away ----------------------------------------------------------------------------


@pytest.mark.parametrize(("sizes", "answers"), SHAPES.values(), ids=SHAPES)
def test_no_four_people_are_given_away_whatever_anybody_answers(sizes, answers):
    assert given_away(sizes, answers, shown) == []


def _only_the_small(teams, threshold):
    return frozenset(team.team for team in teams if team.responses < threshold), True


TEAMS = ("hidden_teams", _only_the_small)
SUMS = ("enough_together", lambda answers, threshold: True)
SUBTRACTION = ("may_show_total", lambda unseen: True)
CLEAR = ("clear_band", lambda bands: None)
MUTATIONS = {
    "teams and sums": ((TEAMS, SUMS), "two teams, one small"),
    "sums": ((SUMS,), "some cannot say"),
    "subtraction": ((SUBTRACTION,), "two small"),
    "subtraction beside clear moods": ((SUBTRACTION,), "none small"),
    "clear moods": ((CLEAR,), "none small"),
    "the whole guard": ((TEAMS, SUMS, SUBTRACTION), "one small beside two"),
}


@pytest.mark.parametrize(("parts", "shape"), MUTATIONS.values(), ids=MUTATIONS)
def test_without_this_part_of_the_guard_somebody_is(monkeypatch, parts, shape):
    for name, identity in parts:
        monkeypatch.setattr(pulse, name, identity)
    assert given_away(*SHAPES[shape], shown)


def _responses_that_fit(closed):
    """Return what the single hidden team's responses must be, by subtraction; None where that fails."""
    told = results(closed)
    if told.hidden != 1 or not told.total.shown:
        return None
    return told.total.responses - sum(group.responses or 0 for group in told.teams.values())


def test_without_the_next_smallest_a_small_team_is_counted_by_subtraction(monkeypatch):
    closed = asked((2, 3, 4), ((3, 1, 3), (2, 1, 1)))
    assert _responses_that_fit(closed) is None
    monkeypatch.setattr(pulse, *TEAMS)
    assert _responses_that_fit(closed) == 4


def test_the_reader_of_these_tests_finds_what_is_not_hidden():
    assert given_away((5, 4, 3), BANDS, lambda closed: str(closed.teams))


counts = st.lists(st.integers(0, 9), min_size=5, max_size=5).map(tuple)
tallies = st.lists(st.tuples(counts, st.integers(0, 4)), min_size=1, max_size=9)


def _team(place, answers, silent=0):
    people = max((sum(each) for each in answers.values()), default=0) + silent
    return TeamTally(team=f"t{place}", invited=people or 1, responses=people, answers=answers)


@given(tallies)
@settings(max_examples=120, deadline=None)
def test_every_answer_that_is_not_shown_could_have_been_another(drawn):
    """In waves of any size: each person of a band could change with somebody of another, unseen."""
    closed = survey(*(_team(place, {ITEM.key: each}, silent) for place, (each, silent) in enumerate(drawn)))
    told = shown(closed)
    total = results(closed).total
    for place, group in enumerate(results(closed).teams.values()):
        mood = group.figures[0].mood if group.figures else Mood.NOT_SHOWN
        if mood is Mood.NOT_SHOWN and total.figures and total.figures[0].bands:
            for answer, people in enumerate(drawn[place][0]):
                if people:
                    assert any(shown(other) == told for other in _exchanged(closed, place, answer))


def _exchanged(closed, place, answer):
    """Yield the surveys in which one of a team changed an answer with somebody of another team."""
    mine = closed.teams[place].of(ITEM.key)
    for other, team in enumerate(closed.teams):
        theirs = team.of(ITEM.key)
        for another in range(5):
            if other == place or not theirs[another] or _band(another) == _band(answer):
                continue
            teams = list(closed.teams)
            for at, held, gone, come in ((place, mine, answer, another), (other, theirs, another, answer)):
                moved = tuple(c - (i == gone) + (i == come) for i, c in enumerate(held))
                teams[at] = msgspec.structs.replace(teams[at], answers={ITEM.key: moved})
            yield msgspec.structs.replace(closed, teams=tuple(teams))


def _band(place):
    return (place > 1) + (place > 2)


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=6))
@settings(deadline=None)
def test_a_statement_is_told_as_if_it_were_the_only_one(drawn):
    """So what was found out about one statement holds for thirteen: no two are ever put together."""
    both = [_team(place, {ITEM.key: a, OTHER.key: b}) for place, (a, b) in enumerate(drawn)]
    alone = [msgspec.structs.replace(team, answers={ITEM.key: team.of(ITEM.key)}) for team in both]
    together = results(survey(*both, questionnaire=questionnaire(ITEM, OTHER)))
    single = results(survey(*alone))
    assert [group.figures[:1] for group in together.teams.values()] == [
        group.figures for group in single.teams.values()
    ]
    assert together.total.figures[:1] == single.total.figures
    assert together.total.responses == single.total.responses


@given(tallies, st.integers(5, 12))
@settings(deadline=None)
def test_no_figure_stands_on_fewer_than_the_threshold(drawn, threshold):
    teams = [_team(place, {ITEM.key: each}, silent) for place, (each, silent) in enumerate(drawn)]
    told = results(survey(*teams, threshold=threshold))
    for group in (*told.teams.values(), told.total):
        assert group.responses is None or group.responses >= threshold
        for figure in group.figures:
            assert figure.n is None or figure.n >= threshold
            assert figure.bands is None or sum(figure.bands) - max(figure.bands) >= 2
    left = sum(t.responses for t in teams) - sum(g.responses for g in told.teams.values() if g.shown)
    if told.total.shown and told.hidden:
        assert left >= threshold
        assert told.hidden >= 2


def test_a_raised_threshold_hides_more():
    teams = [_team(place, {ITEM.key: (2, 1, 1, 1, people - 5)}) for place, people in enumerate((5, 7, 9))]
    assert [g.shown for g in results(survey(*teams)).teams.values()] == [True, True, True]
    assert [g.shown for g in results(survey(*teams, threshold=6)).teams.values()] == [False, False, True]


# What is shown -----------------------------------------------------------------------------------


def test_nothing_at_all_while_the_wave_is_open():
    teams = [_team(place, {ITEM.key: (1, 2, 1, 2, 1)}) for place in range(3)]
    assert results(survey(*teams, closed=None)) is None


@pytest.mark.parametrize(
    ("given", "mood", "bands", "median"),
    [
        ((1, 2, 1, 2, 1), Mood.DIVIDED, (3, 1, 3), 3),
        ((2, 3, 1, 1, 0), Mood.MOST_DISAGREE, (5, 1, 1), 2),
        ((0, 1, 2, 3, 1), Mood.MOST_AGREE, (1, 2, 4), 4),
        ((1, 1, 3, 1, 1), Mood.NO_CLEAR_SIDE, (2, 3, 2), 3),
        ((1, 2, 0, 2, 1), Mood.DIVIDED, (3, 0, 3), 2),
        ((0, 0, 0, 3, 4), Mood.CLEAR_AGREEMENT, None, None),
        ((1, 0, 0, 3, 4), Mood.CLEAR_AGREEMENT, None, None),
        ((4, 3, 1, 0, 0), Mood.CLEAR_CONCERN, None, None),
        ((0, 0, 6, 1, 0), Mood.CLEAR_MIDDLE, None, None),
        ((0, 0, 0, 30, 1), Mood.CLEAR_AGREEMENT, None, None),
        ((1, 1, 1, 1, 0), Mood.NOT_SHOWN, None, None),
    ],
)
def test_a_figure(given, mood, bands, median):
    (figure,) = results(survey(_team(0, {ITEM.key: given}, 3))).teams["t0"].figures
    assert (figure.mood, figure.bands, figure.median) == (mood, bands, median)
    assert figure.n == (None if mood is Mood.NOT_SHOWN else sum(given))


def test_two_hidden_teams_leave_the_total():
    closed = asked((1, 2, 3, 4, 5), ((1, 2, 1, 2, 1), (1, 1, 1, 1, 0), (0, 1, 1, 1, 0)))
    told = results(closed)
    assert [answered(group) for group in told.teams.values()] == [
        "7 of 7 answered",
        "fewer than 5 answered",
        "fewer than 5 answered",
    ]
    assert answered(told.total) == "14 of 14 answered"
    assert told.total.figures[0].bands == (6, 3, 5)
    assert "2 teams are not shown, to protect those who answered." in limits(told)


def test_the_next_smallest_hides_a_small_one_and_nobody_is_told_which():
    closed = asked((1, 2, 3, 4, 5), ((1, 2, 1, 2, 1), (1, 1, 1, 1, 0), (1, 1, 1, 1, 1)))
    told = results(closed)
    assert [answered(group) for group in told.teams.values()] == ["7 of 7 answered", "not shown", "not shown"]
    assert told.total.responses == 16


def test_without_a_total_the_paper_says_so():
    told = results(asked((1, 2, 3, 4, 5), ((1, 2, 1, 2, 1), (0, 0, 0, 0, 0))))
    assert told.teams["team 0"].shown
    assert not told.total.shown
    assert any("There is no total" in sentence for sentence in limits(told))


def test_the_guard_counts_every_way_the_unseen_may_have_answered():
    unseen = pulse_guard.Unseen
    assert pulse_guard.may_show_total(unseen((0, 0, 0), (), 0))
    assert pulse_guard.may_show_total(unseen((2, 0, 5), (), 7))
    assert not pulse_guard.may_show_total(unseen((1, 0, 6), (), 7))
    # Seven who clearly agree and six who clearly do not: that all seven agree must not follow.
    assert not pulse_guard.may_show_total(unseen((5, 0, 8), ((2, 7), (0, 6)), 0))
    assert pulse_guard.may_show_total(unseen((6, 0, 7), ((2, 7), (0, 6)), 0))


def test_a_team_reads_its_own_figures_and_all_read_the_totals():
    told = results(asked((1, 2, 3, 4, 5), ((1, 2, 1, 2, 1), (2, 1, 1, 1, 3), (0, 1, 1, 1, 3))))
    own, all_of_them = edition(told, "team 1"), edition(told)
    assert [bool(group.figures) for group in own.teams.values()] == [False, True, False]
    assert own.total.figures == ()
    assert not any(group.figures for group in all_of_them.teams.values())
    assert all_of_them.total == told.total
    assert [answered(group) for group in own.teams.values()] == [
        answered(group) for group in told.teams.values()
    ]
    with pytest.raises(KeyError):
        edition(told, "nobody")
