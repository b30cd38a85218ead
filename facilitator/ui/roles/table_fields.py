"""What is asked at the table of a project: who finds out, and a new seat, number or check of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facilitator.language.widths import cut
from facilitator.model.project import Project, TableAnswer
from facilitator.ui.forms.field import DAY, Field
from facilitator.ui.program import Program
from facilitator.ui.records.asking import ask_new, push_form
from facilitator.workspace.at_table import name_finder
from facilitator.workspace.records.kinds import RecordKind
from facilitator.workspace.records.targets import targets
from facilitator.workspace.typed_dates import day_typed

_WIDEST = 40
"""Columns of a name in a heading."""


def ask_finder(program: Program, project: Project, answer: TableAnswer, done: Callable[[], None]) -> None:
    """Ask who finds out the answer to an item, whether they said yes, and by when."""
    folder = program.folder

    def save(values: dict[str, str]) -> None:
        by = day_typed(values["by"], folder.today()) if values["by"].strip() else None
        agreed = values["agreed"] == "yes"
        name_finder(folder, project, answer.item, values["who"], by, agreed=agreed)

    fields = (
        Field(
            "who",
            "Who finds out",
            value=folder.person_label(answer.owner) or "",
            about="One person; empty for nobody yet.",
            names=lambda: targets(folder, "people"),
            takes_new=True,
        ),
        Field(
            "agreed",
            "Their answer",
            about="A name nobody has here yet is stored with their yes only.",
            choices=(("asked", "not asked yet"), ("yes", "said yes")),
        ),
        Field(
            "by",
            "By",
            value=answer.by.isoformat() if answer.by else "",
            help=DAY,
            about="The day an answer is there.",
            check=lambda typed: day_typed(typed, folder.today()),
        ),
    )
    push_form(program, answer.item.label, answer.item.meaning, fields, save, done)


def ask_record(
    program: Program,
    kind: RecordKind,
    project: Project,
    title: str,
    done: Callable[[], None],
    begun: Mapping[str, str] | None = None,
) -> None:
    """Ask for a new record of a kind that belongs to this project; *begun* stands in its fields already."""
    named = f"{title}: {cut(project.name, _WIDEST)}"
    ask_new(program, kind, {"project": project.id}, named, done, begun or {})
