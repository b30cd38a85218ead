"""From tallies to what may be shown of a wave: once, at its closing (docs/field.md, "The culture pulse").

`keep` is the only way from tallies to figures. It is one answer for all readers, facilitators too: so what
two readers put side by side tells no more than what one of them has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from facilitator.insight.follow_through import lower_median
from facilitator.insight.pulse_guard import (
    Bands,
    Printed,
    bands_of,
    largest,
    may_pool,
    outside,
    printed,
)
from facilitator.insight.pulse_words import WORDS, Mood, mood_of
from facilitator.model.pulse import PulseSurvey
from facilitator.model.pulse_kept import LEAST_OUTSIDE, KeptFigure, KeptGroup, KeptTeam, KeptWave
from facilitator.model.tally import NO_ANSWERS, Counts, OlderFigure, OlderTotals, Tally

_NOBODY = Tally()


def keep(
    people: Mapping[str, int], tallies: Mapping[str, Tally], items: Sequence[str], threshold: int
) -> KeptWave:
    """Return what may be shown of a wave.

    *people* says how many of each team were invited, *tallies* what was counted of those that answered,
    *items* the keys of the statements. Each statement is judged by itself, on the answers to it.
    """
    shown = {
        item: printed({team: bands_of(tally.of(item)) for team, tally in tallies.items()}, threshold)
        for item in items
    }
    teams = tuple(
        _team(team, invited, tallies.get(team, _NOBODY), shown, threshold) for team, invited in people.items()
    )
    others = tuple(_others(item, tallies, each) for item, each in shown.items())
    totals = tuple(_total(item, tallies, each) for item, each in shown.items())
    few = [tally.responses for tally in tallies.values() if 0 < tally.responses < threshold]
    answered = sum(tally.responses for tally in tallies.values())
    # How many of a single small team answered would follow by subtraction.
    tell = answered >= threshold and (not few or may_pool(few, threshold))
    total = KeptGroup(
        invited=sum(people.values()), responses=answered if tell else None, figures=_if_any(totals)
    )
    return KeptWave(teams=teams, others=_if_any(others), total=total)


def keep_older(survey: PulseSurvey) -> KeptWave:
    """Return what may be shown of a closed wave that still holds what an older version wrote."""
    if survey.totals is not None:
        return _keep_totals(survey.totals)
    return keep(survey.people, survey.tallies, survey.questionnaire.keys, survey.threshold)


def _keep_totals(totals: OlderTotals) -> KeptWave:
    """Return the totals of a wave whose tallies had gone; counts only where today's rule lets them."""
    figures = tuple(_older(figure) for figure in totals.figures)
    total = KeptGroup(invited=totals.invited, responses=totals.responses, figures=_if_any(figures))
    return KeptWave(total=total)


def _older(figure: OlderFigure) -> KeptFigure:
    words = {"clear_concern": 0, "clear_middle": 1, "clear_agreement": 2}
    if figure.bands is None:
        at = words.get(figure.mood)
        return KeptFigure(item=figure.item, mood=Mood.NOT_SHOWN if at is None else WORDS[at])
    if outside(figure.bands) < LEAST_OUTSIDE or figure.median is None:
        return KeptFigure(item=figure.item, mood=WORDS[largest(figure.bands)])
    return KeptFigure(item=figure.item, mood=mood_of(figure.bands), bands=figure.bands, median=figure.median)


def _team(team: str, invited: int, tally: Tally, printed: Mapping[str, Printed], threshold: int) -> KeptTeam:
    figures = tuple(
        _figure(item, each.teams[team], tally.of(item))
        if team in each.teams
        else KeptFigure(item=item, mood=Mood.NOT_SHOWN if each.pool is None else Mood.WITH_OTHERS)
        for item, each in printed.items()
    )
    responses = tally.responses if tally.responses >= threshold else None
    return KeptTeam(team=team, invited=invited, responses=responses, figures=figures)


def _others(item: str, tallies: Mapping[str, Tally], printed: Printed) -> KeptFigure:
    if printed.pool is None:
        return KeptFigure(item=item, mood=Mood.NOT_SHOWN)
    return _figure(item, printed.pool, _sum(tallies[team].of(item) for team in printed.others))


def _total(item: str, tallies: Mapping[str, Tally], printed: Printed) -> KeptFigure:
    if printed.total is None:
        return KeptFigure(item=item, mood=Mood.NOT_SHOWN)
    return _figure(item, printed.total, _sum(tally.of(item) for tally in tallies.values()))


def _figure(item: str, printed: Bands | int, counts: Counts) -> KeptFigure:
    if isinstance(printed, int):
        return KeptFigure(item=item, mood=WORDS[printed])
    return KeptFigure(item=item, mood=mood_of(printed), bands=printed, median=_median(counts))


def _median(counts: Counts) -> int | None:
    return lower_median(answer for answer, count in enumerate(counts, start=1) for _ in range(count))


def _sum(tallies: Iterable[Counts]) -> Counts:
    return tuple(map(sum, zip(NO_ANSWERS, *tallies, strict=True)))


def _if_any(figures: tuple[KeptFigure, ...]) -> tuple[KeptFigure, ...]:
    return figures if any(figure.mood != Mood.NOT_SHOWN for figure in figures) else ()
