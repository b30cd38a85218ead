"""What `facilitator pulse` prints: how far an open wave is, and what may be shown of a closed one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from facilitator.cli.asked import Asked
from facilitator.cli.output import say, say_json, say_table
from facilitator.insight.pulse import Figure, PulseResults
from facilitator.insight.pulse_change import changes
from facilitator.insight.pulse_words import Mood
from facilitator.model.audience import FACILITATORS
from facilitator.model.pulse import Questionnaire
from facilitator.model.pulse_rules import LEAST_BATCH
from facilitator.wording.pulse import answered, limits
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.release.release import for_audience

if TYPE_CHECKING:
    from facilitator.live.pulse.intake import PulseIntake, Standing


_HEADS = ("Statement", "Disagree", "Neither", "Agree", "n", "Middle", "In words")


def say_standing(asked: Asked, intake: PulseIntake) -> None:
    """Print how many have answered; of a team only from five on."""
    survey, standing = intake.survey, intake.standing()
    if asked.json:
        say_json(_standing_object(intake, standing))
        return
    say(f"{survey.name} is open: {standing.responses} of {standing.invited} have answered.")
    names = asked.programme.teams
    rows = [
        (names[id].name if id in names else id, _few(responses), invited)
        for id, (responses, invited) in standing.teams.items()
    ]
    say_table(("Team", "Answered", "Invited"), rows)


def _few(responses: int | None) -> str:
    return f"fewer than {LEAST_BATCH}" if responses is None else str(responses)


def _standing_object(intake: PulseIntake, standing: Standing) -> dict[str, Any]:
    survey = intake.survey
    return {
        "id": survey.id,
        "wave": survey.wave,
        "opened": survey.opened,
        "closes": survey.closes,
        "status": survey.status,
        "responses": standing.responses,
        "invited": standing.invited,
        "teams": {
            id: {"responses": responses, "invited": invited}
            for id, (responses, invited) in standing.teams.items()
        },
    }


def waves_of(folder: ProgrammeFolder, team: str | None = None) -> tuple[PulseResults, ...]:
    """Return what the closed waves tell, the oldest first; with the id of a team, those it was in."""
    return for_audience(folder, FACILITATORS).pulse(team)


def show_wave(asked: Asked, results: PulseResults, team: str | None) -> None:
    """Print what may be shown of a closed wave: of a team by its id, or of all together."""
    group = results.total if team is None else results.teams[team]
    if asked.json:
        say_json(msgspec.to_builtins(results) | {"limits": limits(results)})
        return
    folder = asked.programme
    whose = folder.teams[team].name if team else "All teams"
    say(f"{whose}, {results.wave.label}, closed {results.closed}: {answered(group)}.")
    turned = _turned(waves_of(folder, team), results, team)
    if group.figures:
        others = results.others if team is not None else ()
        rows = _rows(results.questionnaire, group.figures, turned, others)
        say_table((*_HEADS, *(("Since",) * bool(turned))), rows)
    if team is None:
        _say_others(results)
    if team is None and results.teams:
        say()
        say_table(
            ("Team", "Answered"),
            [
                (folder.teams[id].name if id in folder.teams else id, answered(each))
                for id, each in results.teams.items()
            ],
        )
    for limit in limits(results):
        say(limit)


def _turned(waves: Iterable[PulseResults], results: PulseResults, team: str | None) -> dict[str, str]:
    """Return what changed since the wave before, in words, by statement."""
    earlier = [each for each in waves if each.opened < results.opened]
    if not earlier:
        return {}
    return {each.subject: each.direction.label for each in changes(earlier[-1], results, team).items}


def _say_others(results: PulseResults) -> None:
    if results.others:
        say()
        say("All others together: teams that have no figure of their own there.")
        say_table(_HEADS, _rows(results.questionnaire, results.others, {}))


def _rows(
    questions: Questionnaire,
    figures: Iterable[Figure],
    turned: Mapping[str, str],
    others: Iterable[Figure] = (),
) -> list[tuple[object, ...]]:
    """Return the rows of *figures*; where one stands with *others*, theirs stands there and says so."""
    words = {item.key: item.text for item in questions.items}
    theirs = {each.item: each for each in others}
    rows: list[tuple[object, ...]] = []
    for own in figures:
        among = own.mood is Mood.WITH_OTHERS and own.item in theirs
        figure = theirs[own.item] if among else own
        said = f"with all others: {figure.mood.label}" if among else figure.mood.label
        since = (turned.get(own.item, ""),) * bool(turned)
        counts = (*(figure.bands or ("", "", "")), figure.n or "", figure.median or "")
        rows.append((words[own.item], *counts, said, *since))
    return rows
