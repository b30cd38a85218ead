"""What is stored about one person, for that person: every record that points at them, and where else it is.

What others said is no part of it, whether or not it names them: it was said in confidence, and the person can
have their name taken out of it. See docs/field.md, "A person's own data".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.language.words import day
from facilitator.model.base import FieldInfo, Record, Scale, fields_of
from facilitator.model.person import Person
from facilitator.model.registry import ENTITIES
from facilitator.model.session import ListeningSession
from facilitator.model.stakeholder import Stakeholder
from facilitator.workspace.erasure.person_erasure import plan_person_erasure
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.references import pointing, target_of
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.records.targets import label_of, targets

_NAMED = ("teams", "services", "practices", "skill_areas", "modules")
"""The tables whose records are told by their names."""

_OF_A_SESSION = ("number", "planned_start")
"""All that is told of a session somebody led; the rest of it is its team's."""


class StoredRecord(NamedTuple):
    """A record that points at a person: *what* it is, *where* it is kept, its fields with their titles."""

    what: str
    where: str
    fields: tuple[tuple[str, str], ...]


class PersonalData(NamedTuple):
    """All that is stored about one person: the entry itself, the records, and the files that name them."""

    person: Person
    records: tuple[StoredRecord, ...]
    copies: tuple[Path, ...]
    papers: tuple[Path, ...]
    left: tuple[str, ...]
    """The names of papers that left and may name them."""


def personal_data(
    workspace: Workspace, folder: ProgrammeFolder, person: Person, progress: ErasureProgress = UNTOLD
) -> PersonalData:
    """Return what is stored about a person. Raises as `plan_person_erasure` does."""
    plan = plan_person_erasure(workspace, folder, person, progress)
    records = [StoredRecord("person", folder.programme.name, tuple(_fields(folder, person, person)))]
    for file, record in pointing(folder, target_of(person)):
        if isinstance(file, SessionFile):
            held = folder.local(file.session.planned_start).date()
            where = f"{file.session.short_id}, {day(held, folder.today())}"
        else:
            where = folder.programme.name
        records.append(
            StoredRecord(ENTITIES[type(record)].name, where, tuple(_fields(folder, record, person)))
        )
    papers = (*plan.papers, *plan.foreign)
    left = tuple(each.file for each in plan.told)
    return PersonalData(person, tuple(records), (*plan.copies, *plan.lost), papers, left)


def _fields(folder: ProgrammeFolder, record: Record, person: Person) -> Iterator[tuple[str, str]]:
    of_another = isinstance(record, Stakeholder) and record.person != person.id  # they only reach them best
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        theirs = record is person or field.ref != "people"
        if field.ref == "people" and person.id in (value if field.many else (value,)):
            yield field.title, person.name
        elif (
            theirs
            and not of_another
            and (not isinstance(record, ListeningSession) or field.name in _OF_A_SESSION)
        ):
            text = _text(folder, field, value)
            if text:
                yield field.title, text


def _text(folder: ProgrammeFolder, field: FieldInfo, value: Any) -> str:
    """Return a value as people read it; "" for none, for ids and for what has parts of its own."""
    if isinstance(value, Scale):
        return value.label
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        local = folder.local(value)
        return f"{local:%Y-%m-%d %H:%M}" if value.year > 1 else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(filter(None, (_text(folder, field, each) for each in value)))
    if field.ref in _NAMED and isinstance(value, str):
        return label_of(targets(folder, field.ref), value)
    if isinstance(value, (str, int)) and field.ref is None and field.name != "id":
        return str(value)
    return ""
