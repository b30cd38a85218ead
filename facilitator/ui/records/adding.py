"""Adding, from the very field that names them, somebody or something the programme does not know yet."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from facilitator.errors import FacilitatorError
from facilitator.model.field_shapes import AskedField, Shape
from facilitator.text import clean_line
from facilitator.ui.dialogs.base import Ask
from facilitator.ui.dialogs.form import FormDialog
from facilitator.ui.forms.field import Adds, Field
from facilitator.ui.program import Program
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.people import add_person, is_nearly
from facilitator.workspace.records.champions import SPECIALISM
from facilitator.workspace.records.kinds import SERVICE, TEAM, RecordKind
from facilitator.workspace.records.projects import PROJECT
from facilitator.workspace.records.skills import SKILL_AREA
from facilitator.workspace.records.stories import CHAIN, STORY
from facilitator.workspace.records.targets import label_of, targets

_KINDS: dict[str, RecordKind] = {
    "teams": TEAM,
    "services": SERVICE,
    "specialisms": SPECIALISM,
    "projects": PROJECT,
    "chains": CHAIN,
    "stories": STORY,
    "skill_areas": SKILL_AREA,
}
"""The kinds whose records a field may add, by the table the field names."""

Done = Callable[[str], None]

FieldOf = Callable[[AskedField, Callable[[], ProgrammeFolder], Callable[[], "str | None"]], Field]


def adds_to(table: str, what: str, field_of: FieldOf) -> Adds | None:
    """Return how one of a table is added from a field that names it; None where that takes more than a name.

    *what* is what one is called, *field_of* makes the field of a form. Somebody is stored with their yes only
    (docs/field.md, "Attribution").
    """
    if table == "people":
        return Adds(what, ask_person)
    return Adds(what, partial(_ask_record, table, what, field_of)) if table in _KINDS else None


def ask_person(program: Program, name: str, done: Done) -> None:
    """Ask whether somebody said yes, and store them then; *done* is given the words for them."""
    folder, name = program.folder, clean_line(name)

    def answered(answer: str | None) -> None:
        if answer != "yes":
            return
        try:
            person = add_person(folder, name)
        except FacilitatorError as error:
            program.complain(error)
            return
        done(label_of(targets(folder, "people"), person.id))

    alike = next((each.name for each in folder.people.values() if is_nearly(name, each.name)), "")
    known = f"{alike} is known already. " if alike else ""
    question = f"{known}A name is stored with that person’s yes only. Did they say yes?"
    answers = (("no", "Not asked yet"), ("yes", "They said yes: add"))
    program.push_screen(Ask(f"Add {name}?", question, answers), answered)


def _ask_record(table: str, what: str, field_of: FieldOf, program: Program, name: str, done: Done) -> None:
    """Ask what a new record of a table needs, its name filled in; the rest is asked in its own list."""
    folder, kind = program.folder, _KINDS[table]
    needed = [each for each in kind.fields if each.required]
    named = next(each.name for each in needed if each.shape is Shape.TEXT)
    made: list[str] = []

    def save(values: dict[str, str]) -> None:
        made[:] = [kind.id_of(kind.add(folder, values))]

    def saved(values: dict[str, str] | None) -> None:
        if values is not None:
            done(label_of(targets(folder, table), made[0]))

    fields = [field_of(each, lambda: folder, lambda: None) for each in needed]
    fields = [dataclasses.replace(each, value=name) if each.key == named else each for each in fields]
    lead = "What it needs to be there; the rest is asked in its own list."
    program.push_screen(FormDialog(f"A new {what}", lead, fields, save), saved)
