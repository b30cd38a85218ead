"""Teams and whom they work with: counterparts are mutual, so changing one changes the others too."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from facilitator.model.base import require
from facilitator.model.team import Team
from facilitator.workspace.folder.programme_folder import ProgrammeFolder


def require_own_name(folder: ProgrammeFolder, team: Team) -> None:
    """Raise `RuleBroken` if another team of the programme is called that; one that became another is none."""
    wanted = team.name.strip().casefold()
    for other in folder.teams.values():
        require(
            other.id == team.id or other.became is not None or other.name.casefold() != wanted,
            f"There is a team called {other.name} already.",
            "Give this one another name.",
            field="name",
        )


def called_before(folder: ProgrammeFolder, team: Team) -> Team | None:
    """Return another team that was called before what *team* is called now; None if there is none."""
    wanted = team.name.casefold()
    others = (each for each in folder.teams.values() if each.id != team.id and each.became is None)
    return next((each for each in others if wanted in map(str.casefold, each.former_names)), None)


def retire(folder: ProgrammeFolder, team: Team) -> Team:
    """Retire a team as of today; one that is retired is offered again. Return it as it is then.

    What was heard stays as it is. Raises `RuleBroken` for one that became another, `InUse` or `NotSaved`.
    """
    other = folder.teams.get(team.became or "")
    require(other is None, f"{team.name} became {other.name if other else ''}.", "All it told is there.")
    day = folder.today() if team.retired is None else None
    what = "retired" if day is not None else "offered again"
    with folder.file.group(f"team {team.name} {what}", about="team"):
        return folder.file.put(msgspec.structs.replace(team, retired=day))


def connect(folder: ProgrammeFolder, team: Team, counterparts: Iterable[str]) -> Team:
    """Save *team* with exactly these counterparts (ids), on both sides, as one change."""
    wanted = tuple(dict.fromkeys(counterparts))
    with folder.file.group(f"team {team.name}", about="team"):
        saved = folder.file.put(msgspec.structs.replace(team, counterparts=wanted))
        for other in folder.teams.values():
            if other.id == saved.id:
                continue
            named = saved.id in other.counterparts
            if named != (other.id in wanted):
                kept = tuple(id for id in other.counterparts if id != saved.id)
                now = kept if named else (*kept, saved.id)
                folder.file.put(msgspec.structs.replace(other, counterparts=now))
    return folder.teams[saved.id]
