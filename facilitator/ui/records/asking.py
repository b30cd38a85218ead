"""A new record asked for in the middle of something else, with what is known of it already."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Field
from facilitator.ui.program import Program
from facilitator.ui.records.asked import field_of
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.values import typed_of


def ask_new(
    program: Program,
    kind: RecordKind,
    given: Mapping[str, str],
    title: str,
    done: Callable[[], None],
    begun: Mapping[str, str],
    *,
    lead: str = "",
    about: str = "",
) -> None:
    """Ask for a new record of a kind; what is *given* is not asked, and *begun* stands in its fields already.

    *about* says which screens take it back, those of its kind unless told.
    """
    folder = program.folder

    def save(values: dict[str, str]) -> None:
        if not about:
            kind.add(folder, {**values, **given})
            return
        with folder.file.group(f"{kind.name} of {title}", about=about):
            kind.add(folder, {**values, **given})

    asked = [each for each in kind.fields if each.name not in given]
    fields = tuple(
        dataclasses.replace(
            field_of(each, lambda: folder, lambda: None),
            value=begun.get(each.name, "" if each.required else typed_of(folder, each, each.info.blank)),
        )
        for each in asked
    )
    push_form(program, title, lead, fields, save, done)


def push_form(
    program: Program,
    title: str,
    lead: str,
    fields: tuple[Field, ...],
    save: Callable[[dict[str, str]], None],
    done: Callable[[], None],
) -> None:
    """Ask in a dialog; what was saved is said, with how it is taken back."""

    def saved(values: dict[str, str] | None) -> None:
        if values is not None:
            done()
            program.say("Saved ✓   ^Z takes it back")

    program.push_screen(FormDialog(title, lead, fields, save), saved)
