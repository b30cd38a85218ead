"""All that a file holds, wherever it holds it: for tests that look for what must not be there."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
from pypdf.generic import IndirectObject

_SIGNS = bytes(byte for byte in range(256) if not (byte < 128 and chr(byte).isalnum()))


def unpacked(content: bytes) -> bytes:
    """Return a file with all that is packed in it: of a zip the name and bytes of each part, of a PDF each
    stream, each text of its tree (titles, alternatives, comments, properties) and the words of its pages."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as file:
            parts = [name.encode() + unpacked(file.read(name)) for name in file.namelist()]
            return b"\n".join([*parts, file.comment])
    if content.startswith(b"%PDF"):
        reader = pypdf.PdfReader(BytesIO(content))
        words = [page.extract_text().encode() for page in reader.pages]
        return b"\n".join([content, *words, *_held(reader)])
    return content


def _held(reader: pypdf.PdfReader) -> Iterator[bytes]:
    """Yield every text and every stream of a PDF."""
    numbers = {(n, generation) for generation, table in reader.xref.items() for n in table if n}
    numbers |= {(n, 0) for n in reader.xref_objStm}
    for n, generation in sorted(numbers):
        yield from _texts(reader.get_object(IndirectObject(n, generation, reader)))


def _texts(value: Any) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, str):
        yield value.encode("utf-8", "replace")
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
        if hasattr(value, "get_data"):
            yield value.get_data()


def letters(content: bytes) -> bytes:
    """Return only the letters A to Z and the digits of all a file holds: nothing a format puts between the
    letters of a word, such as a line end or a hyphen, keeps it from being found."""
    return unpacked(content).translate(None, _SIGNS)
