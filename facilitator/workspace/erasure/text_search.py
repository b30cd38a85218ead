"""Where words stand in files, however a file writes them.

A file is read in every way a file of the workspace may be written: UTF-8 or UTF-16, tags and entities of
HTML and XML, `\\u` escapes of JSON, folded lines of a calendar, the parts of a zip (Word, Excel). Words are
compared letter by letter; blanks, line ends and signs between them count as one gap.
"""

from __future__ import annotations

import codecs
import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from facilitator.errors import NotSaved

LEAST = 4
"""Words with fewer letters stand everywhere by chance, so they are not looked for."""

_GAPLESS = 12
"""From so many letters on they are also found where no gap is, or another one."""

_BEGUN = 8
"""A half-typed line with so many letters is told from chance."""

_DEEPEST = 3
_GAP = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_FOLD = re.compile(r"\r\n[ \t]")
_BLANKS = {"n": "\n", "r": "\n", "t": "\t", "N": "\n"}
_FOLDERS = ("sessions", "documents", "backups", "templates", "workshops")
_LOCKS = (".lock", ".holder")


class Sought:
    """Words to look for, and *ids* of records, which are found as they are written."""

    def __init__(self, words: Iterable[str], ids: Iterable[str] = ()) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._spaced = [f" {_spaced(word)} " for word in self.words if len(_letters(word)) >= LEAST]
        self._gapless = [word.replace(" ", "") for word in self._spaced]
        self._gapless = [word for word in self._gapless if len(word) >= _GAPLESS]
        signs = [word for word in self.words if len(_letters(word)) < LEAST and len(word.strip()) >= LEAST]
        self._exact = [*signs, *ids]

    @property
    def too_short(self) -> tuple[str, ...]:
        """The words that are too short to be looked for."""
        return tuple(word for word in self.words if len(word.strip()) < LEAST)

    def in_text(self, text: str) -> bool:
        """Tell whether a text holds any of them."""
        if any(exact in text for exact in self._exact):
            return True
        if not self._spaced:
            return False
        spaced = f" {_spaced(text)} "
        if any(word in spaced for word in self._spaced):
            return True
        gapless = spaced.replace(" ", "") if self._gapless else ""
        return any(word in gapless for word in self._gapless)

    def in_line(self, line: str) -> bool:
        """Tell whether a half-typed line holds any of them, or is the beginning of one."""
        begun = _spaced(line)
        return self.in_text(line) or (
            len(_letters(line)) >= _BEGUN and any(word[1:].startswith(begun) for word in self._spaced)
        )

    def in_bytes(self, data: bytes) -> bool:
        """Tell whether the bytes of a file hold any of them, in whatever way they are written."""
        if not self.words:  # ids are written in one way only
            return any(id.encode() in data for id in self._exact)
        return any(self.in_text(text) for text in readings(data))

    def in_file(self, path: Path) -> bool:
        """Tell whether a file holds any of them. Raises `NotSaved` when it cannot be looked into."""
        try:
            return self.in_bytes(path.read_bytes())
        except FileNotFoundError:
            return False
        except OSError as error:
            raise NotSaved(
                f"{path} cannot be looked into: {error.strerror or error}.",
                "Close it where it is open, or look at its rights; then try again.",
            ) from None


def _letters(word: str) -> str:
    return _GAP.sub("", word)


def _spaced(text: str) -> str:
    return _GAP.sub(" ", text.casefold()).strip()


def files_with(sought: Sought, root: Path, *, unreadable: bool = False) -> tuple[Path, ...]:
    """Return every file of a workspace that holds any of them, by name.

    One that cannot be looked into is one of them if *unreadable*, else it raises `NotSaved`.
    """
    found = []
    for path in sorted(_files(root)):
        try:
            if sought.in_file(path):
                found.append(path)
        except NotSaved:
            if not unreadable:
                raise
            found.append(path)
    return tuple(found)


def _files(root: Path) -> Iterator[Path]:
    """Yield the files of a workspace, not those that merely lie around it: a checkout is one as well."""
    found = [*root.glob("*"), *(path for name in _FOLDERS for path in (root / name).rglob("*"))]
    return (path for path in found if path.is_file() and not path.name.endswith(_LOCKS))


# Ways to read a file -----------------------------------------------------------------------------


def readings(data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield what a file may say: its text, the same without tags and escapes, and that of its parts."""
    if data.startswith(b"PK") and depth < _DEEPEST:
        yield from _parts(data, depth)
        return
    for text in _decoded(data):
        yield text
        if "<" in text:
            yield html.unescape(_TAG.sub(" ", text))
            yield html.unescape(_TAG.sub("", text))
            # Of Markdown: there a line break is the only tag, and any other `<` was said.
            yield html.unescape(_BREAK.sub(" ", text))
        if "&" in text:
            yield html.unescape(text)
        if "\\" in text:
            yield _unescaped(text)
        if "\r\n " in text or "\r\n\t" in text:
            yield _unescaped(_FOLD.sub("", text))


def _parts(data: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                yield name
                yield from readings(parts.read(name), depth + 1)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        yield data.decode("utf-8", "replace")


def _decoded(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield data.decode("utf-16", "replace")
    elif b"\0" in data:
        for at, order in ((0, "le"), (1, "le"), (0, "be"), (1, "be")):
            yield data[at:].decode(f"utf-16-{order}", "replace")


def _unescaped(text: str) -> str:
    r"""Return a text with `\n`, `\"` and `\uXXXX` as what they mean; two halves make one letter."""
    plain = _ESCAPE.sub(_meant, text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _meant(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1], 16))
    return _BLANKS.get(escape[2], escape[2])
