"""The value of a field as people read and type it, whatever the field asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from facilitator.errors import BadInput
from facilitator.language.due_dates import read_past
from facilitator.language.numbers import read_number
from facilitator.language.widths import cut
from facilitator.model.base import Scale
from facilitator.model.field_shapes import AskedField, Shape
from facilitator.model.registry import ENTITIES
from facilitator.text import clean, clean_line
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.targets import (
    label_of,
    require_there,
    target_of,
    targets,
    targets_of,
)
from facilitator.workspace.typed_dates import day_typed, days_as_typed, days_typed

YES, NO = "yes", "no"

_FROM_FILES = {"practices": "practice", "modules": "module"}
"""What stands in workshop files, by the table references name, and what one of them is called."""

_MOST_QUOTED = 40
"""Columns of what was typed that are said again when it is refused."""


def typed_of(folder: ProgrammeFolder, asked: AskedField, value: Any) -> str:
    """Return a value as it would be typed; "" for none, and for what nobody said."""
    if value is None or (asked.info.unsaid is not None and value == asked.info.unsaid):
        return ""
    if asked.shape is Shape.YES_NO:
        return YES if value else NO
    if asked.shape is Shape.DAY:
        day: date = value
        return day.isoformat()
    if asked.shape is Shape.DAYS:
        return days_as_typed(value)
    if asked.shape is Shape.LINES:
        return "\n".join(value)
    if asked.shape is Shape.CHOICES:
        # As a form reads them back, whatever order they were stored in: looking at it changes nothing.
        return ", ".join(each.value for each in asked.scale or () if each in value)
    if asked.shape in (Shape.REFERENCE, Shape.REFERENCES):
        offered = targets(folder, asked.info.ref or "")
        ids = value if asked.shape is Shape.REFERENCES else (value,)
        return ", ".join(label_of(offered, id) for id in ids)
    return str(value)


def value_of(folder: ProgrammeFolder, asked: AskedField, typed: str) -> Any:
    """Return what was typed as a value of the field. Raises `BadInput` in words a person can use."""
    if not typed.strip():
        return _nothing(asked)
    return _READERS[asked.shape](folder, asked, typed)


def _nothing(asked: AskedField) -> Any:
    if asked.optional:
        return None
    if asked.shape in (Shape.REFERENCES, Shape.LINES, Shape.CHOICES, Shape.DAYS):
        return ()
    if asked.required:
        raise BadInput(f"{asked.info.title} is still empty.", "Fill it in.")
    return asked.info.blank


def _short(typed: str) -> str:
    return cut(clean_line(typed), _MOST_QUOTED)


def _text(_: ProgrammeFolder, __: AskedField, typed: str) -> str:
    return clean_line(typed)


def _lines(_: ProgrammeFolder, __: AskedField, typed: str) -> tuple[str, ...]:
    return tuple(line for each in clean(typed).splitlines() if (line := clean_line(each)))


def _number(_: ProgrammeFolder, asked: AskedField, typed: str) -> int:
    number = read_number(typed)
    least, most = asked.least, asked.most
    if number is None:
        within = least is not None and most is not None
        how = f"Type a number from {least} to {most}." if within else "Type it as 12 or twelve."
        raise BadInput(f"“{_short(typed)}” is not a number.", how)
    if least is not None and number < least:
        raise BadInput(f"{number} is too few.", f"Type {least} or more.")
    if most is not None and number > most:
        raise BadInput(f"{number} is too many.", f"Type {most} or less.")
    return number


def _day(folder: ProgrammeFolder, asked: AskedField, typed: str) -> date:
    words, today = clean_line(typed), folder.today()
    # One still to come is read as well: a programme can be set up before it begins.
    return (asked.info.past and read_past(words, today)) or day_typed(words, today)


def _days(folder: ProgrammeFolder, _: AskedField, typed: str) -> tuple[date, ...]:
    return days_typed(clean_line(typed), folder.today())


def _yes_no(_: ProgrammeFolder, __: AskedField, typed: str) -> bool:
    wanted = clean_line(typed).casefold()
    if wanted not in (YES, NO):
        raise BadInput(f"“{_short(typed)}” is neither yes nor no.", "Type yes or no.")
    return wanted == YES


def _choice(_: ProgrammeFolder, asked: AskedField, typed: str) -> Scale:
    scale = asked.scale
    assert scale is not None
    wanted = clean_line(typed).casefold()
    for each in scale:
        if wanted in (each.value.casefold(), each.label.casefold(), each.value.replace("_", "-").casefold()):
            return each
    raise BadInput(
        f"“{_short(typed)}” is no {asked.info.title[:1].lower()}{asked.info.title[1:]}.",
        f"Use one of: {', '.join(each.label for each in scale)}.",
    )


def _choices(folder: ProgrammeFolder, asked: AskedField, typed: str) -> tuple[Scale, ...]:
    picked = {_choice(folder, asked, part) for part in typed.split(",") if part.strip()}
    assert asked.scale is not None
    return tuple(each for each in asked.scale if each in picked)


def _reference(folder: ProgrammeFolder, asked: AskedField, typed: str) -> str:
    what, offered = thing_of(asked), targets(folder, asked.info.ref or "")
    require_there(what, typed, offered)
    return target_of(what, typed, offered).id


def _references(folder: ProgrammeFolder, asked: AskedField, typed: str) -> tuple[str, ...]:
    what, offered = thing_of(asked), targets(folder, asked.info.ref or "")
    require_there(what, typed, offered)
    return tuple(target.id for target in targets_of(what, typed, offered))


_READERS: dict[Shape, Callable[[ProgrammeFolder, AskedField, str], Any]] = {
    Shape.TEXT: _text,
    Shape.LINES: _lines,
    Shape.NUMBER: _number,
    Shape.DAY: _day,
    Shape.DAYS: _days,
    Shape.YES_NO: _yes_no,
    Shape.CHOICE: _choice,
    Shape.CHOICES: _choices,
    Shape.REFERENCE: _reference,
    Shape.REFERENCES: _references,
}


def thing_of(asked: AskedField) -> str:
    """Return what one thing a reference points at is called, such as "team"."""
    if asked.info.ref in _FROM_FILES:
        return _FROM_FILES[asked.info.ref]
    return next(entity.name for entity in ENTITIES.values() if entity.table == asked.info.ref)
