"""Managers and services: the list of services, and naming who answers for one with their yes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.keys.command import Context, command
from facilitator.ui.program import Program
from facilitator.ui.records.kinds import SERVICES
from facilitator.ui.records.list import RecordList
from facilitator.ui.roles.screens import Screens
from facilitator.workspace.records.targets import targets
from facilitator.workspace.service_managers import name_manager

KEYS = Context(
    "services",
    "Managers and services",
    (command("verb('manager')", "m", "manager", "name who answers for it, with their yes"),),
)


def ask_manager(program: Program, service: Any, done: Callable[[], None]) -> None:
    """Ask who answers for a service from end to end, and whether they said yes."""
    folder = program.folder

    def save(values: dict[str, str]) -> None:
        name_manager(folder, service.id, values["who"], agreed=values["agreed"] == "yes")

    def saved(values: dict[str, str] | None) -> None:
        if values is not None:
            done()
            program.say("Saved ✓   ^Z takes it back")

    fields = (
        Field(
            "who",
            "Who answers for it",
            about="One person, from end to end.",
            names=lambda: targets(folder, "people"),
            takes_new=True,
            required=True,
        ),
        Field(
            "agreed",
            "Their answer",
            about="A name nobody has here yet is stored with their yes only.",
            choices=(("asked", "not asked yet"), ("yes", "said yes")),
        ),
    )
    lead = "A service manager decides and delegates. Somebody new is stored with their yes only."
    program.push_screen(FormDialog(service.name, lead, fields, save), saved)


_VIEW = dataclasses.replace(SERVICES, keys=KEYS, verbs={"manager": ask_manager})

CONTEXTS = (KEYS,)

SCREENS: Screens = {"services": lambda at: RecordList(_VIEW, at)}
