"""The field of a form, made from the declaration of a record's field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.errors import Ambiguous, BadInput
from facilitator.language.widths import cut
from facilitator.model.field_shapes import AskedField, Shape
from facilitator.text import clean_line
from facilitator.ui.forms.field import DAY, DAYS, PAST_DAY, Adds, Field
from facilitator.ui.records.adding import adds_to
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.records.targets import Target, targets
from facilitator.workspace.records.values import NO, YES, thing_of, value_of

_NOT_SAID = ("", "not said")

_MOST_QUOTED = 40
"""Columns of a name nobody has that are said again."""

_MADE_IN = {
    "champions": "Champions are made in People, key 6, Champions.",
    "practices": "Practices are made with ^P, practices.",
    "modules": "Modules come from files in workshops/schemes/.",
}
"""Where the records a field points at are made, by their table, if more than a name is needed."""


def field_of(
    asked: AskedField, folder: Callable[[], ProgrammeFolder], own: Callable[[], str | None]
) -> Field:
    """Return what a form asks for a field of a record; *folder* gives the programme it is of.

    *own* gives the id of the record in the form: it is not offered to itself.
    """
    info = asked.info
    adds = adds_to(info.ref, thing_of(asked), field_of) if info.ref else None

    def check(typed: str) -> object:
        return _value(folder(), asked, typed, adds)

    return Field(
        asked.name,
        info.title,
        note=info.help,
        about=_about(asked),
        help=_how_typed(asked),
        choices=_choices(asked),
        meanings={"": "← → chooses it" if asked.required else ""}
        | {each.value: each.meaning for each in asked.scale or ()},
        names=_names(asked, folder, own),
        made_in=_MADE_IN.get(asked.info.ref or "", ""),
        adds=adds,
        several=asked.shape in (Shape.REFERENCES, Shape.CHOICES),
        lines=asked.shape is Shape.LINES,
        required=asked.required,
        private=info.only_us,
        check=check,
    )


def _value(folder: ProgrammeFolder, asked: AskedField, typed: str, adds: Adds | None) -> object:
    """Return what was typed as a value; of a name nobody has the error says how it is added here."""
    try:
        return value_of(folder, asked, typed)
    except Ambiguous:
        raise
    except BadInput as error:
        if adds is None or asked.shape is not Shape.REFERENCE:
            raise
        name = cut(clean_line(typed), _MOST_QUOTED)
        raise BadInput(f"“{name}” is not known here yet.", f"Enter on it adds the {adds.what}.") from error


def _how_typed(asked: AskedField) -> str:
    if asked.shape is Shape.DAYS:
        return DAYS
    return (PAST_DAY if asked.info.past else DAY) if asked.shape is Shape.DAY else ""


def _choices(asked: AskedField) -> tuple[tuple[str, str], ...]:
    if asked.shape is Shape.YES_NO:
        words = ((YES, YES), (NO, NO))
        return (_NOT_SAID, *words) if asked.required else words  # a yes is given, never assumed
    if asked.scale is None:
        return ()
    members = tuple((each.value, each.label) for each in asked.scale)
    may_be_open = asked.optional or asked.required  # what is required is said, never assumed
    return (_NOT_SAID, *members) if may_be_open and asked.shape is Shape.CHOICE else members


def _names(
    asked: AskedField, folder: Callable[[], ProgrammeFolder], own: Callable[[], str | None]
) -> Callable[[], Sequence[Target]] | None:
    table = asked.info.ref
    if table is None:
        return None
    return lambda: [each for each in targets(folder(), table) if each.id != own()]


def _about(asked: AskedField) -> str:
    """Return what F1 says first: what the field is, then how it is filled in."""
    said = asked.info.help
    said = said[:1].upper() + said[1:] + ("" if said.endswith(".") or not said else ".")
    return " ".join(filter(None, (said, _how(asked))))


def _how(asked: AskedField) -> str:
    match asked.shape:
        case Shape.NUMBER:
            return f"A number{_bounds(asked)}."
        case Shape.DAY:
            return "A day, in words or in digits."
        case Shape.DAYS:
            return "Days in words or in digits, with commas between, or from one to another."
        case Shape.LINES:
            return "One a line."
        case Shape.REFERENCE:
            return "Letters leave what fits them; Enter takes it."
        case Shape.REFERENCES | Shape.CHOICES:
            return "Space ticks them."
        case Shape.CHOICE:
            return "One of these; ← → go along, a letter jumps."
        case Shape.YES_NO:
            return "Yes or no."
    return "Words of your own."


def _bounds(asked: AskedField) -> str:
    if asked.least is not None and asked.most is not None:
        return f" from {asked.least} to {asked.most}"
    return f" of {asked.least} or more" if asked.least is not None else ""
