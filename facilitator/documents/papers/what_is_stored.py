"""What this program stores about people, `what-is-stored/1`: made from the record types themselves.

Every record type and every field that holds words or points at a person is found by asking the model, so a
field that is added stands on the page the same day (docs/field.md, "Agreement" and "Local by default").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import msgspec

from facilitator.documents.papers.document import ProgrammePaper
from facilitator.documents.parts.reading import framed
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.documents.wording.sentences import upper_first
from facilitator.model.audience import Visibility
from facilitator.model.base import FieldInfo, Release, Retention, fields_of
from facilitator.model.entity import Entity
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES
from facilitator.workspace.release.release import Released

_PEOPLE = "people"
_PERSON = "Person"
"""The title of a field that points at a person and says no more."""


def what_is_stored(released: Released, words: Words) -> View:
    """Return the view: a row for each record type, how long each is kept, and what is never stored."""
    programme = released.programme
    basis = words("stored.basis", as_of=words.day(released.as_of))
    view = framed(released, words, "stored", words("stored.title"), basis)
    return view | {
        "view": "what-is-stored/1",
        "things": [_thing(entity, programme, words) for entity in _in_order(words)],
        "times": [
            {
                "time": _time(each, programme, words),
                "what": words.either(f"stored.keeps.{each}", each.meaning),
            }
            for each in Retention
        ],
    }


def _in_order(words: Words) -> list[Entity]:
    """Return the record types as the catalogue of words lists them: what was said first; unlisted ones last.

    They register as modules are imported, which is another order in each program.
    """
    place = {table: at for at, table in enumerate(words.tree["stored"]["thing"])}
    return sorted(ENTITIES.values(), key=lambda each: (place.get(each.table, len(place)), each.table))


def _thing(entity: Entity, programme: Programme, words: Words) -> View:
    fields = [_field(info, words) for info in _fields(entity.type)]
    return {
        "what": words.either(f"stored.thing.{entity.table}", _described(entity.type)),
        "fields": fields,
        "nothing": words("stored.nothing"),
        "kept": _time(entity.retention, programme, words),
        "seen": _seen(entity, words),
    }


def _seen(entity: Entity, words: Words) -> str:
    """Return who may see records of a type: some begin, and stay, with the facilitators."""
    begins = next((info.blank for info in fields_of(entity.type) if info.name == "visibility"), None)
    release = Release.FACILITATORS if begins is Visibility.FACILITATOR else entity.release
    return words.either(f"stored.release.{release}", release.label)


def _fields(kind: type[msgspec.Struct]) -> Iterator[FieldInfo]:
    """Yield the fields of a type that hold words or point at a person, those of its parts as well.

    A part that is content of a workshop, such as a script, is one field: it says nothing about anybody.
    """
    for info in fields_of(kind):
        parts = tuple(_parts(info.type))
        inner = [each for part in parts for each in _fields(part)]
        said = any(map(_is_said, inner))
        if _is_said(info) or (not said and (inner or any(map(_is_content, parts)))):
            yield info
        if said:
            yield from inner


def _is_said(info: FieldInfo) -> bool:
    return info.words or info.ref == _PEOPLE


def _is_content(kind: type[msgspec.Struct]) -> bool:
    """Tell whether a part has texts that are nobody's words: those of scripts and practices."""
    return any(info.type is str or info.type == tuple[str, ...] for info in fields_of(kind))


def _parts(hint: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    elif get_origin(hint) is not None:
        for part in get_args(hint):
            yield from _parts(part)


def _field(info: FieldInfo, words: Words) -> str:
    """Return a field in words: its title, that it names a person, and who alone may read it."""
    said = info.name.replace("_", " ") if info.title == _PERSON else info.title
    notes = []
    if info.ref == _PEOPLE:
        notes.append(words("stored.person"))
    if info.only_us:
        notes.append(words("stored.only_us"))
    elif info.only_team:
        notes.append(words("stored.only_team"))
    return upper_first(said) + (f" ({words('list.comma').join(notes)})" if notes else "")


def _time(retention: Retention, programme: Programme, words: Words) -> str:
    """Return how long something is kept, by what the programme says."""
    if retention is Retention.PRIVATE:
        return words.count("room_agreement.days", programme.private_days)
    if retention is Retention.OBSERVATION:
        return words.count("stored.after_session", programme.observation_months)
    return words.either(f"stored.retention.{retention}", retention.label)


def _described(kind: type) -> str:
    """Return the first sentence that describes a record type, as people read it."""
    first = re.split(r"(?<=[.])\s", " ".join((kind.__doc__ or kind.__name__).split()))[0]
    return re.sub(r"\s*\(docs/field\.md[^)]*\)|`", "", first).rstrip(".")


DOCUMENT = ProgrammePaper(
    key="what-is-stored",
    title="What is stored",
    readers="anybody who asks what the program stores about them",
    view=what_is_stored,
)
