"""Answering what support asks a project: one of the twelve items at a time, each change one step back."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from facilitator.insight.at_table import answers_of
from facilitator.model.project import Answer, Project, TableAnswer, TableItem
from facilitator.text import clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.people import person_asked

ABOUT = "answer"
"""What such a change is about, for the screens that take it back."""


def answer_item(folder: ProgrammeFolder, project: Project, item: TableItem, answer: Answer) -> TableAnswer:
    """Say what is known of an item today. Raises as `RecordFile.put`."""
    with folder.file.group(f"{project.name}: {answer.label}", about=ABOUT):
        return _put(folder, project, item, answer=answer)


def name_finder(
    folder: ProgrammeFolder, project: Project, item: TableItem, who: str, by: date | None, *, agreed: bool
) -> TableAnswer:
    """Say who finds out, and by when; "" and None for nobody and no day yet.

    Somebody new is stored only when they *agreed*. Raises `BadInput`, and what saving raises.
    """
    with folder.file.group(f"{project.name}: who finds out", about=ABOUT):
        name = clean_line(who)
        owner = person_asked(folder, name, agreed=agreed, about=ABOUT).id if name else None
        return _put(folder, project, item, owner=owner, by=by)


def _put(folder: ProgrammeFolder, project: Project, item: TableItem, **fields: Any) -> TableAnswer:
    now = next(each for each in answers_of(folder.file, project.id) if each.item is item)
    return folder.file.put(msgspec.structs.replace(now, **fields))
