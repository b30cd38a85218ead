"""From a file to plain tables: the part that must survive any file at all."""

from __future__ import annotations

import re
import stat
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from facilitator.catalogue.faults import BadWorkshopFile, Finding
from facilitator.catalogue.wording import Where, at
from facilitator.text import clean_line, is_clean

LARGEST = 200_000
"""Bytes. The largest shipped file has a twentieth of it; more is not a workshop."""

MOST_DOTS = 1_000
"""In one line. tomllib takes minutes and all memory over a key of many thousand parts (a.a.a…)."""

Document = dict[str, object]

_PLACE_IN_TOML = re.compile(r"(?P<what>.*) \(at (?P<where>.*)\)", re.DOTALL)


def read_document(path: Path) -> Document:
    """Return the tables of a TOML file, every text in them clean; raises `BadWorkshopFile`."""
    try:
        document = tomllib.loads(_text_of(path))
        findings = list(_unclean(document))
    except tomllib.TOMLDecodeError as error:
        findings = [_syntax(error)]
    except ValueError:
        # Python refuses to read an integer of more than 4300 digits; TOML itself allows it.
        findings = [("", "It holds a number that is far too long.", "Shorten the number.")]
    except RecursionError:
        findings = [("", "It is nested too deep to follow.", "Write it flat, as the shipped files are.")]
    if findings:
        raise BadWorkshopFile(path, findings)
    return document


def _text_of(path: Path) -> str:
    data = _bytes_of(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        finding = f"line {line}", "This is not text in UTF-8.", "Save it as UTF-8 in your editor."
        raise BadWorkshopFile(path, [finding]) from None
    for number, content in enumerate(text.split("\n"), start=1):
        if content.count(".") > MOST_DOTS:
            finding = f"line {number}", f"It has more than {MOST_DOTS} dots.", "Split it into several lines."
            raise BadWorkshopFile(path, [finding])
    # Editors on Windows begin a file with a byte order mark (the -sig above); editors on macOS may set
    # accents apart. Neither is the writer's doing, so neither is a fault.
    return unicodedata.normalize("NFC", text)


def _bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            finding = "", "It is not a file.", "Name a file that ends in .toml."
        elif status.st_size > LARGEST:
            finding = "", f"It has more than {LARGEST // 1000} kilobytes.", "Take out what is no workshop."
        else:
            return path.read_bytes()
    except FileNotFoundError:
        finding = "", "There is no such file.", "Look at how its name is spelled."
    except OSError as error:
        finding = "", f"It cannot be read: {error.strerror or error}.", "Look at who may read it."
    raise BadWorkshopFile(path, [finding])


def _syntax(error: tomllib.TOMLDecodeError) -> Finding:
    told = _PLACE_IN_TOML.fullmatch(str(error))
    what, where = (told["what"], told["where"]) if told else (str(error), "")
    return (
        where,
        f"This is not TOML: {clean_line(what)}.",
        "Texts stand in quotation marks and lists in square brackets, as in the shipped files.",
    )


def _unclean(value: object, where: Where = ()) -> Iterator[Finding]:
    """Yield each text of *value*, keys too, that may not enter a record."""
    if isinstance(value, str):
        if not is_clean(value):
            yield at(*where), f"It holds {_culprit(value)}, which may act on a screen.", "Type it anew."
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unclean(item, (*where, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _unclean(key, (*where, key))
            yield from _unclean(item, (*where, key))


def _culprit(text: str) -> str:
    hostile = (f"the character U+{ord(character):04X}" for character in text if not is_clean(character))
    return next(hostile, "an accent apart from its letter")
