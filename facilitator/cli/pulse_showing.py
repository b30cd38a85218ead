"""What `facilitator pulse` prints: how far an open wave is, and what may be shown of a closed one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from facilitator.cli.everywhere import Asked
from facilitator.cli.output import say, say_json, say_table
from facilitator.insight.pulse import Group, PulseResults, answered, limits
from facilitator.insight.pulse_change import changes
from facilitator.model.audience import FACILITATORS
from facilitator.model.pulse import Questionnaire
from facilitator.model.pulse_rules import LEAST_BATCH
from facilitator.workspace.programme_folder import ProgrammeFolder
from facilitator.workspace.release import for_audience

if TYPE_CHECKING:
    from facilitator.live.pulse import PulseIntake, Standing


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


def show_wave(asked: Asked, told: PulseResults, team: str | None) -> None:
    """Print what may be shown of a closed wave: of a team by its id, or of all together."""
    group = told.total if team is None else told.teams[team]
    if asked.json:
        say_json(msgspec.to_builtins(told) | {"limits": limits(told)})
        return
    folder = asked.programme
    whose = folder.teams[team].name if team else "All teams"
    say(f"{whose}, {told.wave.label}, closed {told.closed}: {answered(group)}.")
    turned = _turned(waves_of(folder, team), told, team)
    if group.figures:
        say_table(
            (
                "Statement",
                "Disagree",
                "Neither",
                "Agree",
                "n",
                "Middle",
                "In words",
                *(("Since",) * bool(turned)),
            ),
            _rows(told.questionnaire, group, turned),
        )
    if team is None and told.teams:
        say()
        say_table(
            ("Team", "Answered"),
            [
                (folder.teams[id].name if id in folder.teams else id, answered(each))
                for id, each in told.teams.items()
            ],
        )
    for limit in limits(told):
        say(limit)


def _turned(waves: Iterable[PulseResults], told: PulseResults, team: str | None) -> dict[str, str]:
    """Return what changed since the wave before, in words, by statement."""
    earlier = [each for each in waves if each.opened < told.opened]
    if not earlier:
        return {}
    return {each.subject: each.direction.label for each in changes(earlier[-1], told, team).items}


def _rows(questions: Questionnaire, group: Group, turned: Mapping[str, str]) -> list[tuple[object, ...]]:
    words = {item.key: item.text for item in questions.items}
    return [
        (
            words[each.item],
            *(each.bands or ("", "", "")),
            each.n or "",
            each.median or "",
            each.mood.label,
            *((turned.get(each.item, ""),) * bool(turned)),
        )
        for each in group.figures
    ]
