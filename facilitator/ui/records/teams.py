"""What the list of teams does beside changing them: retiring one, and the way to the pulse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from facilitator.model.team import Team
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.workspace.teams import retire as retire_or_take_back

KEYS = Context(
    "teams",
    "Teams",
    (
        command("pulse", "u", "pulse", "go to the pulse"),
        command("verb('retire')", "t", "retire", "retire a team that is no more, or offer it again"),
    ),
)

Done = Callable[[], None]


def retire(app: Program, team: Team, done: Done) -> None:
    """Retire a team, or offer one again that was retired, and say so."""
    saved = retire_or_take_back(app.folder, team)
    done()
    back = "offered again" if saved.retired is None else "retired; what was heard stays"
    app.say(f"{saved.name}: {back}   ^Z takes it back")


VERBS: Mapping[str, Callable[[Program, Any, Done], None]] = {"retire": retire}
"""What the keys of the list do, by the words they stand for."""
