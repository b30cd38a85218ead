"""Asking who wants to share their skills: a page begins with their yes."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.workspace.records.skill_pages import begin_page
from facilitator.workspace.records.targets import targets


def ask_page(program: Program, done: Callable[[], None]) -> None:
    """Ask whose page it is and for their yes; then show it, area by area."""
    folder = program.folder
    begun = ""

    def save(values: dict[str, str]) -> None:
        nonlocal begun
        begun = begin_page(folder, values["who"], values["team"], agreed=values["agreed"] == "yes").id

    def saved(values: dict[str, str] | None) -> None:
        if values is not None:
            done()
            program.navigation.go_to_place("skill_page", at=begun)
            program.say("Saved ✓   ^Z takes it back")

    fields = (
        Field(
            "who",
            "Who shares theirs",
            about="One person who wants to.",
            names=lambda: targets(folder, "people"),
            takes_new=True,
            required=True,
        ),
        Field(
            "team",
            "Home team",
            about="Whose areas the page has; left empty it stays as it is.",
            names=lambda: targets(folder, "teams"),
            made_in="Teams are made in Teams, key 4.",
        ),
        Field(
            "agreed",
            "Their answer",
            about="A page, and a name nobody has here yet, is stored with their yes only.",
            choices=(("asked", "not asked yet"), ("yes", "wants to share it")),
        ),
    )
    lead = "Of their own accord, and theirs to take back. It is no appraisal."
    program.push_screen(FormDialog("A page of skills", lead, fields, save), saved)
