"""What a closed wave of the pulse tells, as it was kept at its closing (docs/field.md, "The culture pulse").

`results` reads what `insight.pulse_keeping` made; nothing is counted here, and nothing finer is anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

import msgspec

from facilitator.insight.pulse_guard import Bands
from facilitator.insight.pulse_keeping import keep_older
from facilitator.insight.pulse_words import Mood, mood_of
from facilitator.model.pulse import PulseSurvey, Questionnaire, Wave
from facilitator.model.pulse_kept import KeptFigure, KeptWave

_NOT_ITS_OWN = frozenset({Mood.WITH_OTHERS, Mood.NOT_SHOWN})


class Figure(msgspec.Struct, frozen=True):
    """What is told of one statement: three bands and the lower median with a word, or a word alone.

    `n` is how many answered it, where counts are told; who could not say is left out.
    """

    item: str
    mood: Mood
    n: int | None = None
    bands: Bands | None = None
    median: int | None = None


class Group(msgspec.Struct, frozen=True):
    """What is told of a team, or of all; *responses* is None where they are not told.

    *fewer_than* says of a small team below which number they lie.
    """

    invited: int
    responses: int | None = None
    figures: tuple[Figure, ...] = ()
    fewer_than: int | None = None

    @property
    def shown(self) -> bool:
        """Whether it has any figure of its own."""
        return any(figure.mood not in _NOT_ITS_OWN for figure in self.figures)


class PulseResults(msgspec.Struct, frozen=True):
    """All that a closed wave tells: every team by its id, in the order invited, and all together.

    *others* are, by statement, all teams that have no figure of their own there, together. *brought* is the
    day on which a wave of an older version was brought to the rules of today.
    """

    wave: Wave
    opened: date
    closed: date
    threshold: int
    questionnaire: Questionnaire
    teams: Mapping[str, Group]
    others: tuple[Figure, ...]
    total: Group
    next_wave: date | None = None
    brought: date | None = None

    @property
    def hidden(self) -> int:
        """How many teams have no figure of their own."""
        return sum(not group.shown for group in self.teams.values())


def results(survey: PulseSurvey) -> PulseResults | None:
    """Return what *survey* tells; None, and so nothing at all, until its wave is closed."""
    if survey.closed is None:
        return None
    # A wave of an older version is judged here as long as its file cannot be written.
    return _results_of(survey, survey.closed, survey.kept or keep_older(survey))


def _results_of(survey: PulseSurvey, closed: date, kept: KeptWave) -> PulseResults:
    teams = {
        each.team: Group(
            each.invited,
            each.responses,
            _figures(each.figures),
            survey.threshold if each.responses is None else None,
        )
        for each in kept.teams
    }
    return PulseResults(
        wave=survey.wave,
        opened=survey.opened,
        closed=closed,
        threshold=survey.threshold,
        questionnaire=survey.questionnaire,
        teams=teams,
        others=_figures(kept.others),
        total=Group(kept.total.invited, kept.total.responses, _figures(kept.total.figures)),
        next_wave=survey.next_wave,
        brought=survey.brought,
    )


def _figures(kept: Iterable[KeptFigure]) -> tuple[Figure, ...]:
    return tuple(
        Figure(each.item, _mood(each), sum(each.bands) if each.bands else None, each.bands, each.median)
        for each in kept
    )


def _mood(kept: KeptFigure) -> Mood:
    """Return the word that was kept; of a file made elsewhere, with another one, what may stand there."""
    words = {each.value: each for each in Mood}
    return words.get(kept.mood) or (mood_of(kept.bands) if kept.bands else Mood.NOT_SHOWN)


def edition(wave: PulseResults, team: str | None = None) -> PulseResults:
    """Return the edition of one team, or without one that for all: the totals.

    A team reads its own figures, and where it has none those of all others, among whom it is. Both editions
    tell who answered, team by team. Raises `KeyError` for a team that was not
    invited.
    """
    if team is not None and team not in wave.teams:
        raise KeyError(team)
    teams = {
        id: group if id == team else msgspec.structs.replace(group, figures=())
        for id, group in wave.teams.items()
    }
    mine = wave.teams[team].figures if team is not None else ()
    among = {figure.item for figure in mine if figure.mood is Mood.WITH_OTHERS}
    others = tuple(figure for figure in wave.others if figure.item in among)
    total = wave.total if team is None else msgspec.structs.replace(wave.total, figures=())
    return msgspec.structs.replace(wave, teams=teams, others=others, total=total)


# What stands beside the figures --------------------------------------------------------------------


class Limit(Enum):
    """A limit of what is shown; `wording.pulse` says it on screens, papers in their own language."""

    BANDS = "bands"
    WORD = "word"
    ONE_HIDDEN = "one_hidden"
    HIDDEN = "hidden"
    OTHERS = "others"
    NO_TOTAL = "no_total"
    OWN_HIDDEN = "own_hidden"
    LEFT_OUT = "left_out"
    BROUGHT = "brought"


def limits_of(wave: PulseResults) -> tuple[Limit, ...]:
    """Return what the figures of a wave leave out and why; none of it tells more than they do."""
    found = [Limit.BANDS, Limit.WORD]
    if wave.hidden:
        found.append(Limit.ONE_HIDDEN if wave.hidden == 1 else Limit.HIDDEN)
    if wave.others:
        found.append(Limit.OTHERS)
    figures = [figure for group in (*wave.teams.values(), wave.total) for figure in group.figures]
    if not wave.total.shown:
        found.append(Limit.NO_TOTAL)
    if any(figure.mood is Mood.NOT_SHOWN for figure in (*figures, *wave.others)):
        found.append(Limit.LEFT_OUT)
    if wave.brought is not None:
        found.append(Limit.BROUGHT)
    return tuple(found)


def limits_of_edition(wave: PulseResults, team: str | None = None) -> tuple[Limit, ...]:
    """Return the limits of an `edition` for those who read only that: of the others' figures it says nothing,
    for they are not in it whatever they are."""
    group = wave.total if team is None else wave.teams[team]
    found = [Limit.BANDS, Limit.WORD]
    if not group.shown:
        found.append(Limit.NO_TOTAL if team is None else Limit.OWN_HIDDEN)
    if any(figure.mood is not Mood.NOT_SHOWN for figure in wave.others):
        found.append(Limit.OTHERS)
    if any(figure.mood is Mood.NOT_SHOWN for figure in (*group.figures, *wave.others)):
        found.append(Limit.LEFT_OUT)
    if wave.brought is not None:
        found.append(Limit.BROUGHT)
    return tuple(found)
