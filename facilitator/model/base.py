"""What every record shares: an id, two times, labelled fields, and a place in a file.

A record is a frozen msgspec Struct. Its fields say in their `msgspec.Meta` what they are (title,
help), whether they hold words somebody said (`remark`), and whether they point at another record
(`ref`). `entity` registers a record type with its file, its table, how long it is kept and by which
rule it may leave. So search, checks and release find every field without being told twice.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Self, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from facilitator.errors import RuleBroken
from facilitator.text import is_clean

UNSTAMPED = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of a record that no file has taken in yet."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Days of records lie in these years, so that no sum of dates leaves the calendar (years 1 and 9999)."""

LARGEST_NUMBER = 2**53
"""Numbers of records lie below it; beyond, programs that read JSON do not agree which number is meant."""

FileKind = Literal["programme", "session"]

Moment = Annotated[datetime, Meta(tz=True)]
"""A point in time that knows its zone; stored in UTC, shown in the programme's zone."""


class Scale(StrEnum):
    """A closed list of words; each member carries its label and its meaning (docs/field.md, "Scales")."""

    label: str
    meaning: str

    def __new__(cls, value: str, label: str = "", meaning: str = "") -> Self:
        """Make a member from its stored word, the label people read, and what it means."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("_", " ")
        member.meaning = meaning
        return member


class Retention(Scale):
    """How long a record is kept (docs/field.md, "How long it is kept")."""

    PRIVATE = "private", "90 days", "private debriefs and private notes"
    OBSERVATION = "observation", "12 months after the session", "what was said"
    CONFIRMED = "confirmed", "12 months after it was last confirmed", "skills somebody shares"
    UNRENEWED = "unrenewed", "90 days after the last change", "stakeholders"
    PROGRAMME = "programme", "programme end plus 12 months", "ideas, actions, register and all else"
    KEPT = "kept", "as long as its folder", "the programme itself, and what was purged when"


class Release(Scale):
    """By which rule records of a type leave the facilitators (docs/field.md, "Who may see what")."""

    FACILITATORS = "facilitators", "only the facilitators"
    WORDS = "words", "by its visibility"
    FIGURES = "figures", "by the audience's rule for figures"
    NOBODY = "nobody", "never as a record; what may be said of it is made from it"
    FRAME = "frame", "with any paper it is part of"


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base of every stored record. `id` (UUIDv7) and the two times (UTC) are set by the file."""

    id: str = ""
    created: Moment = UNSTAMPED
    changed: Moment = UNSTAMPED

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield (field, table, id) for every reference to another record, also in embedded Structs."""
        return _references(self)


R = TypeVar("R", bound=Record)


# Field annotations -------------------------------------------------------------------------------


def words(
    title: str,
    help: str = "",
    *,
    remark: bool = False,
    only_us: bool = False,
    only_team: bool = False,
    required: bool = False,
) -> Meta:
    """Describe a text field.

    *remark* marks words somebody in the room may have said; *only_us* and *only_team* are those of
    `kept_to`, *required* is that of `asked`.
    """
    extra = {"remark": remark, "only_us": only_us, "only_team": only_team, "required": required}
    return Meta(title=title, description=help or None, extra=extra)


def asked(
    title: str,
    help: str = "",
    *,
    required: bool = False,
    only_team: bool = False,
    past: bool = False,
    unsaid: int | None = None,
) -> Meta:
    """Describe a field that holds no text: what it is called where it is filled in, and what it is for.

    *required* ones are asked for before there can be such a record, whatever their default is; *only_team* is
    that of `kept_to`. A day that is mostly *past* is read as the last one of that name, not the next. The
    number that stands for what nobody said is *unsaid*: it is shown as nothing.
    """
    extra = {"required": required, "only_team": only_team, "past": past, "unsaid": unsaid}
    return Meta(title=title, description=help or None, extra=extra)


def kept_to(title: str, *, only_us: bool = False, only_team: bool = False) -> Meta:
    """Describe a field that goes to fewer readers than its record.

    *only_us* marks what no audience but the facilitators ever gets, *only_team* what besides them only
    the team itself gets, whatever the record's own rule says.
    """
    return Meta(title=title, extra={"only_us": only_us, "only_team": only_team})


def ref(table: str, title: str = "", help: str = "") -> Meta:
    """Describe a field that holds the id of a record in *table* (or, for practices, its key)."""
    return Meta(title=title or table, description=help or None, extra={"ref": table})


Score = Annotated[int, Meta(ge=1, le=5)]
"""A rating from 1 to 5."""

Count = Annotated[int, Meta(ge=0)]
"""How many; never negative."""

PracticeKey = Annotated[str, ref("practices", "Practice")]
TeamId = Annotated[str, ref("teams", "Team")]
PersonId = Annotated[str, ref("people", "Person")]
ServiceId = Annotated[str, ref("services", "Service")]
IdeaId = Annotated[str, ref("ideas", "Idea")]
ObservationId = Annotated[str, ref("observations", "Note")]
GroupId = Annotated[str, ref("groups", "Group")]


class FieldInfo(msgspec.Struct, frozen=True):
    """What is known of one field of a record type; `blank` is its value when nothing is in it.

    `words` tells text that somebody writes from keys and ids. What is `required` is asked for before there
    can be such a record; `unsaid` is the number that says nothing.
    """

    name: str
    type: Any
    title: str
    help: str
    words: bool
    remark: bool
    only_us: bool
    only_team: bool
    ref: str | None
    many: bool
    blank: Any
    required: bool = False
    past: bool = False
    unsaid: int | None = None


@cache
def fields_of(cls: type[msgspec.Struct]) -> tuple[FieldInfo, ...]:
    """Return what is known of every field of *cls*, in order."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_field_info(field, hints[field.name]) for field in msgspec.structs.fields(cls))


@cache
def fields_leading_to(cls: type[msgspec.Struct], *marks: str) -> tuple[FieldInfo, ...]:
    """Return the fields of *cls* that have one of *marks*, such as `ref` or `only_us`, themselves or within.

    Whoever looks for marks in records follows these alone: a session holds its script, some hundred parts in
    which there is none.
    """
    return tuple(
        field
        for field in fields_of(cls)
        if any(getattr(field, mark) for mark in marks)
        or any(fields_leading_to(part, *marks) for part in _structs_in(field.type))
    )


def _structs_in(hint: Any) -> Iterator[type[msgspec.Struct]]:
    """Yield the Structs that a field of this type may hold."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for part in get_args(hint):
        yield from _structs_in(part)


def _field_info(field: msgspec.structs.FieldInfo, hint: Any) -> FieldInfo:
    metas = list(_metas(hint))
    extra: dict[str, Any] = {}
    for meta in metas:
        extra |= meta.extra or {}
    title = next((meta.title for meta in metas if meta.title), field.name.replace("_", " ").capitalize())
    text = next((meta.description for meta in metas if meta.description), "")
    many = any(get_origin(part) in (tuple, list) for part in (hint, *get_args(hint)))
    return FieldInfo(
        name=field.name,
        type=hint,
        title=title,
        help=text,
        words="remark" in extra,
        remark=bool(extra.get("remark")),
        only_us=bool(extra.get("only_us")),
        only_team=bool(extra.get("only_team")),
        ref=extra.get("ref"),
        many=many,
        blank=_blank(field),
        required=bool(extra.get("required")) or _has_no_default(field),
        past=bool(extra.get("past")),
        unsaid=extra.get("unsaid"),
    )


def _has_no_default(field: msgspec.structs.FieldInfo) -> bool:
    return field.default is msgspec.NODEFAULT and field.default_factory is msgspec.NODEFAULT


def _blank(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return "" if field.default is msgspec.NODEFAULT else field.default


def _metas(hint: Any) -> Iterator[Meta]:
    if get_origin(hint) is Annotated:
        yield from (part for part in hint.__metadata__ if isinstance(part, Meta))
        yield from _metas(hint.__origin__)
        return
    for part in get_args(hint):
        yield from _metas(part)


def _references(value: object) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from _references(part)
    elif isinstance(value, msgspec.Struct):
        for field in fields_leading_to(type(value), "ref"):
            content = getattr(value, field.name)
            if field.ref is None:
                yield from _references(content)
            else:
                targets = content if field.many else (content,)
                yield from ((field.name, field.ref, each) for each in targets if each is not None)


# Rules every record keeps ------------------------------------------------------------------------


def require(holds: bool, happened: str, todo: str, *, field: str = "") -> None:
    """Raise `RuleBroken` with the two sentences unless *holds*; *field* is the one it is about."""
    if not holds:
        raise RuleBroken(happened, todo, field=field)


def texts_of(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text inside a record with its path, also in embedded Structs, lists and tables."""
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield path, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts_of(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts_of(key, path)
            yield from texts_of(part, f"{path}[{key}]")
    elif isinstance(value, (tuple, list)):
        for index, part in enumerate(value):
            yield from texts_of(part, f"{path}[{index}]")


def require_days(value: object) -> None:
    """Raise `RuleBroken` for a day or moment inside a record that lies in no year of the program's."""
    if isinstance(value, date):  # a datetime is one as well
        require(
            FIRST_YEAR <= value.year <= LAST_YEAR,
            f"A day in the year {value.year} cannot be kept.",
            f"Use a day from {FIRST_YEAR} to {LAST_YEAR}.",
        )
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            require_days(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for part in value:
            require_days(part)
    elif isinstance(value, dict):
        for part in value.values():
            require_days(part)


def require_numbers(value: object) -> None:
    """Raise `RuleBroken` for a number inside a record that reading its file would refuse."""
    if isinstance(value, (int, float)):
        require(
            -LARGEST_NUMBER < value < LARGEST_NUMBER,  # what is no number is not either
            "A number has too many digits to be kept, or is none at all.",
            "Use a smaller one.",
        )
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            require_numbers(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for part in value:
            require_numbers(part)
    elif isinstance(value, dict):
        for part in value.values():
            require_numbers(part)


def _require_clean(record: Record) -> None:
    """Raise `RuleBroken` for a text inside a record that `clean` would change."""
    for path, text in texts_of(record):
        require(
            is_clean(text),
            f"The {path} of a {type(record).__name__} holds characters that can act on a screen.",
            "Type it anew; what is typed or pasted is cleaned on its way in.",
        )


def _may_be_kept(value: object) -> bool:
    """Tell in one walk whether `_require_clean`, `require_days` and `require_numbers` surely find nothing.

    Each record that is written is asked, sessions with their whole script; those say what is wrong.
    """
    if value is None or isinstance(value, (bool, Enum)):
        return True
    if isinstance(value, str):
        return is_clean(value)
    if isinstance(value, (int, float)):
        return -LARGEST_NUMBER < value < LARGEST_NUMBER
    if isinstance(value, msgspec.Struct):
        return all([_may_be_kept(getattr(value, name)) for name in value.__struct_fields__])
    if isinstance(value, (tuple, list)):
        return all(map(_may_be_kept, value))
    if isinstance(value, dict):
        return all(map(_may_be_kept, value)) and all(map(_may_be_kept, value.values()))
    return isinstance(value, date) and FIRST_YEAR <= value.year <= LAST_YEAR


def validated(record: R) -> R:
    """Return *record* if every field has its type and range and every text is clean.

    Direct construction checks only the rules; this checks types too. Raises `RuleBroken`.
    """
    if not _may_be_kept(record):
        _require_clean(record)
        require_days(record)
        require_numbers(record)
    try:
        return msgspec.convert(msgspec.to_builtins(record), type(record))
    except msgspec.ValidationError as error:
        raise RuleBroken(f"{type(record).__name__}: {error}.", "Use a value that is allowed.") from None
