"""From a file to plain tables: the part that must survive any file at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facilitator.catalogue.faults import BadWorkshopFile, Finding
from facilitator.catalogue.wording import Where, at
from facilitator.files.faults import FileFault
from facilitator.files.kept_toml import parse_kept
from facilitator.files.reading import read_text
from facilitator.text import is_clean

LARGEST = 200_000
"""Bytes. The largest shipped file has a twentieth of it; more is not a workshop."""

Document = dict[str, object]


def read_document(path: Path) -> Document:
    """Return the tables of a TOML file, every text in them clean; raises `BadWorkshopFile`."""
    try:
        text = read_text(path, LARGEST, acts=True)
        document = parse_kept(path, text)
    except FileFault as fault:
        raise BadWorkshopFile(path, [(fault.where, fault.problem, fault.remedy)]) from None
    # Parts of a clean text are clean; only an escape may stand for something else.
    findings = [] if is_clean(text) and "\\" not in text else list(_unclean(document))
    if findings:
        raise BadWorkshopFile(path, findings)
    return document


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
