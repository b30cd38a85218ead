"""What the list of practices does beside changing them: what was assessed, beside the ladder."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.ui.records.asked import field_of
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
    folder = program.folder

    def save(values: dict[str, str]) -> None:
        with folder.file.group(f"level of {choice.name}", about=PRACTICE.name):
            LEVEL.add(folder, {**values, "practice": choice.key})

    def saved(values: dict[str, str] | None) -> None:
        if values is not None:
            done()
            program.say("Saved ✓   ^Z takes it back")

    asked = [each for each in LEVEL.fields if each.name != "practice"]
    fields = [field_of(each, lambda: folder, lambda: None) for each in asked]
    fields = [
        dataclasses.replace(each, value=folder.today().isoformat()) if each.key == "on" else each
        for each in fields
    ]
    lead = "It stands beside the ladder: evidence about the practice, never what a team feels."
    program.push_screen(FormDialog(choice.name, lead, fields, save), saved)


VERBS = {"assessed": ask_level}
