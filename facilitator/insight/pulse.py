"""What may be shown of a wave of the pulse, to anybody (domain.md §6.2).

`results` is the only way from tallies to figures. It is one answer for all readers, facilitators too:
so what two readers put side by side tells no more than what one of them has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from facilitator.insight.follow_through import lower_median
from facilitator.insight.pulse_guard import (
    AGREE,
    Bands,
    Unseen,
    bands_of,
    clear_band,
    enough_together,
    hidden_teams,
    may_show_total,
)
from facilitator.model.base import Scale
from facilitator.model.pulse import (
    Counts,
    KeptFigure,
    KeptTotals,
    PulseSurvey,
    Questionnaire,
    SurveyStatus,
    TeamTally,
    Wave,
)


class Mood(Scale):
    """What a figure says in words (documents.md, pulse report)."""

    CLEAR_AGREEMENT = "clear_agreement", "clear agreement", "all or all but one agree"
    CLEAR_CONCERN = "clear_concern", "clear concern", "all or all but one disagree"
    CLEAR_MIDDLE = "clear_middle", "clear middle", "all or all but one say neither"
    DIVIDED = "divided", "views divided", "a third or more at both ends"
    MOST_AGREE = "most_agree", "most agree", "more than half agree"
    MOST_DISAGREE = "most_disagree", "most disagree", "more than half disagree"
    NO_CLEAR_SIDE = "no_clear_side", "no clear side", "none of these"
    NOT_SHOWN = "not_shown", "not shown", "it could point at people"


_CLEAR = (Mood.CLEAR_CONCERN, Mood.CLEAR_MIDDLE, Mood.CLEAR_AGREEMENT)


class Figure(msgspec.Struct, frozen=True):
    """What is told of one statement: words, and where they may be, three bands and the lower median.

    `n` is how many answered it; who could not say is left out. A clear mood has no bands, for a count
    would tell what nearly everybody said; what is not shown has nothing.
    """

    item: str
    mood: Mood
    n: int | None = None
    bands: Bands | None = None
    median: int | None = None


class Group(msgspec.Struct, frozen=True):
    """What is told of a team, or of all. `responses` is None and there are no figures when it is hidden.

    `fewer_than` says of a hidden group below which number its responses lie, where that may be told.
    """

    invited: int
    responses: int | None
    figures: tuple[Figure, ...] = ()
    fewer_than: int | None = None

    @property
    def shown(self) -> bool:
        """Whether its figures may be read."""
        return self.responses is not None


class PulseResults(msgspec.Struct, frozen=True):
    """All that a closed wave tells: every team by its id, in the order invited, and all together."""

    wave: Wave
    opened: date
    closed: date
    threshold: int
    questionnaire: Questionnaire
    teams: Mapping[str, Group]
    total: Group
    next_wave: date | None = None

    @property
    def hidden(self) -> int:
        """How many teams are hidden."""
        return sum(not group.shown for group in self.teams.values())


def results(survey: PulseSurvey) -> PulseResults | None:
    """Return what *survey* tells; None, and so nothing at all, until its wave is closed."""
    if survey.status is SurveyStatus.OPEN or survey.closed is None:
        return None
    if survey.totals is not None:
        return _told(survey, survey.closed, {}, _kept(survey.totals))
    hidden, with_total = hidden_teams(survey.teams, survey.threshold)
    keys = survey.questionnaire.keys
    shown = {
        tally.team: {key: _figure(key, tally.of(key), survey.threshold) for key in keys}
        for tally in survey.teams
        if tally.team not in hidden
    }
    # A team hidden with the small ones may have more responses, and which one it is is not told.
    all_small = all(tally.responses < survey.threshold for tally in survey.teams if tally.team in hidden)
    fewer_than = survey.threshold if all_small else None
    total = Group(sum(tally.invited for tally in survey.teams), None)
    if with_total and survey.responses >= survey.threshold:
        of_all = tuple(_total(survey, key, shown) for key in keys)
        total = Group(total.invited, survey.responses, of_all)
    teams = {tally.team: _group(tally, shown, fewer_than) for tally in survey.teams}
    return _told(survey, survey.closed, teams, total)


def totals_of(survey: PulseSurvey) -> KeptTotals | None:
    """Return what was shown of all answers to a closed wave, to be kept when its tallies go; else None."""
    told = results(survey)
    if told is None:
        return None
    figures = tuple(
        KeptFigure(item=each.item, mood=each.mood.value, n=each.n, bands=each.bands, median=each.median)
        for each in told.total.figures
    )
    return KeptTotals(invited=told.total.invited, responses=told.total.responses, figures=figures)


def _kept(totals: KeptTotals) -> Group:
    figures = (Figure(each.item, Mood(each.mood), each.n, each.bands, each.median) for each in totals.figures)
    return Group(totals.invited, totals.responses, tuple(figures))


def _told(survey: PulseSurvey, closed: date, teams: Mapping[str, Group], total: Group) -> PulseResults:
    return PulseResults(
        wave=survey.wave,
        opened=survey.opened,
        closed=closed,
        threshold=survey.threshold,
        questionnaire=survey.questionnaire,
        teams=teams,
        total=total,
        next_wave=survey.next_wave,
    )


def _group(tally: TeamTally, shown: Mapping[str, Mapping[str, Figure]], fewer_than: int | None) -> Group:
    if tally.team not in shown:
        return Group(tally.invited, None, fewer_than=fewer_than)
    return Group(tally.invited, tally.responses, tuple(shown[tally.team].values()))


def _figure(key: str, counts: Counts, threshold: int) -> Figure:
    """Return what is told of these counts taken by themselves."""
    n = sum(counts)
    if n < threshold:
        return Figure(key, Mood.NOT_SHOWN)
    bands = bands_of(counts)
    clear = clear_band(bands)
    if clear is not None:
        return Figure(key, _CLEAR[clear], n)
    return Figure(key, _mood(bands), n, bands, _median(counts))


def _mood(bands: Bands) -> Mood:
    disagree, _, agree = bands
    n = sum(bands)
    if 3 * min(disagree, agree) >= n:
        return Mood.DIVIDED
    if 2 * agree > n:
        return Mood.MOST_AGREE
    return Mood.MOST_DISAGREE if 2 * disagree > n else Mood.NO_CLEAR_SIDE


def _median(counts: Counts) -> int | None:
    return lower_median(answer for answer, count in enumerate(counts, start=1) for _ in range(count))


def _total(survey: PulseSurvey, key: str, shown: Mapping[str, Mapping[str, Figure]]) -> Figure:
    """Return what is told of all answers to a statement, beside what is told of the teams."""
    figure = _figure(key, _sum(tally.of(key) for tally in survey.teams), survey.threshold)
    nothing = Figure(key, Mood.NOT_SHOWN)
    figures = {team: figures[key] for team, figures in shown.items()}
    hidden = [
        sum(tally.of(key))
        for tally in survey.teams
        if tally.responses and figures.get(tally.team, nothing).mood is Mood.NOT_SHOWN
    ]
    if hidden and not enough_together(hidden, survey.threshold):
        return nothing
    if figure.bands is None:
        return figure
    counted = [figure.bands for figure in figures.values() if figure.bands is not None]
    left = _less(figure.bands, counted)
    clear = tuple((_CLEAR.index(each.mood), each.n or 0) for each in figures.values() if each.mood in _CLEAR)
    return figure if may_show_total(Unseen(left, clear, sum(hidden))) else nothing


def _sum(tallies: Iterable[Counts]) -> Counts:
    return tuple(map(sum, zip(*tallies, strict=True)))


def _less(total: Bands, parts: Iterable[Bands]) -> Bands:
    disagree, neither, agree = map(sum, zip((0, 0, 0), *parts, strict=True))
    return total[0] - disagree, total[1] - neither, total[AGREE] - agree


def edition(told: PulseResults, team: str | None = None) -> PulseResults:
    """Return the edition of one team, with its own figures only, or without one that for all: the totals.

    Both tell who answered, team by team (documents.md, pulse report). Raises `KeyError` for a team that
    was not invited.
    """
    if team is not None and team not in told.teams:
        raise KeyError(team)
    teams = {
        id: group if id == team else msgspec.structs.replace(group, figures=())
        for id, group in told.teams.items()
    }
    total = told.total if team is None else msgspec.structs.replace(told.total, figures=())
    return msgspec.structs.replace(told, teams=teams, total=total)


# What stands beside the figures --------------------------------------------------------------------


def answered(group: Group) -> str:
    """Return how many answered, as it stands beside every figure: "7 of 9 answered"."""
    if group.responses is not None:
        return f"{group.responses} of {group.invited} answered"
    return f"fewer than {group.fewer_than} answered" if group.fewer_than else "not shown"


class Limit(Scale):
    """A limit of what is shown, with its sentence; papers say it in their own language."""

    BANDS = "bands", "", "Three bands and the middle answer, nothing finer. Who could not say is left out."
    CLEAR = "clear", "", "Where all or all but one gave an answer of one band, only the words are shown."
    ONE_HIDDEN = "one_hidden", "", "One team is not shown, to protect those who answered."
    HIDDEN = "hidden", "", "{n} teams are not shown, to protect those who answered."
    IN_TOTAL = "in_total", "", "Their answers are part of the total."
    NO_TOTAL = "no_total", "", "There is no total: beside the other figures it could point at people."
    LEFT_OUT = "left_out", "", "A figure that could point at people is not shown."


def limits_of(told: PulseResults) -> tuple[Limit, ...]:
    """Return what the figures of a wave leave out and why; none of it tells more than they do."""
    found = [Limit.BANDS, Limit.CLEAR]
    if told.hidden:
        found.append(Limit.ONE_HIDDEN if told.hidden == 1 else Limit.HIDDEN)
        if told.total.shown:
            found.append(Limit.IN_TOTAL)
    if not told.total.shown:
        found.append(Limit.NO_TOTAL)
    if any(f.mood is Mood.NOT_SHOWN for group in (*told.teams.values(), told.total) for f in group.figures):
        found.append(Limit.LEFT_OUT)
    return tuple(found)


def limits(told: PulseResults) -> tuple[str, ...]:
    """Return the limits of a wave in sentences."""
    return tuple(limit.meaning.replace("{n}", str(told.hidden)) for limit in limits_of(told))
