"""What the list of practices does beside changing them: what was assessed, beside the ladder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.ui.records.asking import ask_new
from facilitator.workspace.records.levels import LEVEL
from facilitator.workspace.records.practices import PRACTICE

KEYS = Context(
    "practices",
    "Practices",
    (
        command("verb('assessed')", "l", "assessed", "note the level a practice was assessed at"),
        command("app.place('assessed_levels')", "v", "levels", "all levels that were assessed"),
    ),
)


def ask_level(program: Program, choice: Any, done: Callable[[], None]) -> None:
    """Ask at which level a practice was assessed, when, and by whom."""
    begun = {"on": program.folder.today().isoformat()}
    lead = "It stands beside the ladder: evidence about the practice, never what a team feels."
    given = {"practice": choice.key}
    ask_new(program, LEVEL, given, choice.name, done, begun, lead=lead, about=PRACTICE.name)


VERBS = {"assessed": ask_level}
