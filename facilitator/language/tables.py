"""The words of a language that code needs, one TOML file a language beside this module.

A file is read when a word of it is first said, not when the program starts.
"""

from functools import cache
from pathlib import Path

import msgspec

ENGLISH = "en"


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of days and months, beginning with Monday and January, and how a date is put together."""

    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    day: str
    with_weekday: str
    with_year: str
    time: str


class DueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far away a day is."""

    today: str
    tomorrow: str
    yesterday: str
    on: str
    ahead: str
    ahead_short: str
    late_one: str
    late: str
    late_short: str


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"and_": "and", "or_": "or"}):
    """Numbers in words from none on, how things are counted, and how they are listed."""

    numbers: tuple[str, ...]
    none: str
    some: str
    plural: str
    comma: str
    and_: str
    or_: str
    more: str


class Read(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True, rename={"in_": "in"}):
    """What the reader of due dates understands, in small letters; one is equal to itself only."""

    today: tuple[str, ...]
    tomorrow: tuple[str, ...]
    after_tomorrow: tuple[str, ...]
    yesterday: tuple[str, ...]
    before_yesterday: tuple[str, ...]
    before_weekday: tuple[str, ...]
    a_week_after: tuple[str, ...]
    the: tuple[str, ...]
    next: tuple[str, ...]
    last: tuple[str, ...]
    in_: tuple[str, ...]
    from_now: tuple[str, ...]
    of: tuple[str, ...]
    ordinals: tuple[str, ...]
    end_of: tuple[str, ...]
    end_of_month: tuple[str, ...]
    end_of_week: tuple[str, ...]
    end_of_year: tuple[str, ...]
    week_number: tuple[str, ...]
    day: tuple[str, ...]
    week: tuple[str, ...]
    fortnight: tuple[str, ...]
    month: tuple[str, ...]
    numbers: dict[str, int]
    ordinal_words: dict[str, int]
    until: tuple[str, ...] = ("–",)
    at: tuple[str, ...] = ()
    before_noon: tuple[str, ...] = ()
    after_noon: tuple[str, ...] = ()


class Endings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What words end in, in small letters, to find their other forms.

    *least* letters of a word stay; *alike* are letters taken for others.
    *little* are words that do not tell what a line is about.
    """

    least: int
    endings: tuple[str, ...]
    alike: dict[str, str]
    little: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is understood as a number beside digits and `Read.numbers`, in small letters."""

    about: tuple[str, ...]
    or_so: tuple[str, ...]
    numbers: dict[str, int]


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language as far as code speaks and reads it."""

    dates: Dates
    due: DueWords
    counts: Counts
    read: Read
    said: Said
    search: Endings


def read_language(text: str, name: str) -> Language:
    """Return the language a file describes. Raises `FileFault`; `msgspec.ValidationError` if words miss."""
    from facilitator.files.toml import parse_toml

    return msgspec.convert(parse_toml(text, name), Language)


@cache
def language_for(code: str) -> Language:
    """Return the language of that code, "en" or "de"; English where no file for it comes with the program."""
    loader = __spec__.loader if __spec__ is not None else None
    # The loader of a package in a zip reads what no path leads to.
    read = getattr(loader, "get_data", None) or (lambda name: Path(name).read_bytes())
    path = Path(__file__).with_name(f"{code}.toml")
    try:
        text = read(str(path)).decode()
    except OSError:
        if code == ENGLISH:
            raise
        return language_for(ENGLISH)
    # Imported here: only what says or reads a date waits for it.
    from facilitator.files.kept_toml import parse_kept

    return msgspec.convert(parse_kept(path, text), Language)


_spoken: list[Language] = []


def spoken() -> Language:
    """Return the language that is spoken now: English until `speak` was called."""
    return _spoken[-1] if _spoken else language_for(ENGLISH)


def speak(language: Language) -> None:
    """Speak *language* from now on, in the whole process."""
    _spoken[:] = [language]
