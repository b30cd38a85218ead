"""Which files of a workspace hold words, however a file writes them.

What is text is read in every way a file of the workspace may be written (`texts_of_file`): UTF-8 or UTF-16,
tags and entities of HTML and XML, `\\u` escapes of JSON, folded lines of a calendar, the parts of a zip
(Word or Excel). Words are compared letter by letter; blanks, line ends and signs between them count as one
gap. In a picture, a film, a PDF words are looked for only as the bytes they would be. No file and no
archive is read without bound.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from facilitator.errors import NotSaved
from facilitator.workspace.erasure.progress import UNTOLD, ErasureProgress
from facilitator.workspace.erasure.readings import Unreadable, by_piece, is_text, texts_of_file
from facilitator.workspace.folder.record_files import PROGRAMME_FILE
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.paths import resolved

LEAST = 4
"""Words with fewer letters stand everywhere by chance, so they are not looked for."""

LARGEST = 32_000_000
"""Bytes of a text or an archive that is read; a larger one cannot be looked into. Records have no limit."""

_GAPLESS = 12
"""From so many letters on they are also found where no gap is, or another one."""

_BEGUN = 8
"""A half-typed line with so many letters is told from chance."""

_AT_ONCE = 1_000_000
"""Bytes of a file that is no text that are looked at in one go."""

_GAP = re.compile(r"[\W_]+")
FOLDERS = ("sessions", "documents", "backups", "templates", "workshops")
"""The folders of a workspace that are looked through."""

_OF_RECORDS = ("sessions", "backups")
_LOCKS = (".lock", ".holder")
_LOOKING = "Looking through the files"


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
        gapless = by_piece(spaced, lambda piece: piece.replace(" ", "")) if self._gapless else ""
        return any(word in gapless for word in self._gapless)

    def in_line(self, line: str) -> bool:
        """Tell whether a half-typed line holds any of them, or is the beginning of one."""
        begun = _spaced(line)
        return self.in_text(line) or (
            len(_letters(line)) >= _BEGUN and any(word[1:].startswith(begun) for word in self._spaced)
        )

    def in_bytes(self, data: bytes, progress: ErasureProgress = UNTOLD, *, is_known: bool = False) -> bool:
        """Tell whether the bytes of a file hold any of them, in whatever way they are written.

        What *is known* to be text is read as one, even where damage makes it look otherwise. Raises
        `Unreadable` for an archive that is too large to be opened.
        """
        if not self.words:  # ids are written in one way only
            return any(id.encode() in data for id in self._exact)
        if not (is_known or is_text(data)):
            return any(way in data for way in self._as_bytes)
        for text in texts_of_file(data):
            progress.step(_LOOKING)
            if self.in_text(text):
                return True
        return False

    @property
    def _as_bytes(self) -> tuple[bytes, ...]:
        codes = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
        whole = [word for word in self.words if len(word.strip()) >= LEAST]
        return tuple({word.encode(code, "replace") for word in (*whole, *self._exact) for code in codes})

    def in_file(self, path: Path, progress: ErasureProgress = UNTOLD, *, largest: int | None = None) -> bool:
        """Tell whether a file holds any of them.

        Raises `NotSaved` when it cannot be looked into, `Unreadable` when it is a text of more than *largest*
        bytes or an archive that is too large.
        """
        try:
            with path.open("rb") as file:
                begin = file.read(_AT_ONCE)
                record = _is_record(path)
                if not (record or is_text(begin)) and self.words:
                    return self._in_pieces(begin, file, progress)
                if largest is not None and os.fstat(file.fileno()).st_size > largest:
                    raise Unreadable(f"{path.name} is too large to be looked into.")
                return self.in_bytes(begin + file.read(), progress, is_known=record)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise NotSaved(
                f"{path} cannot be looked into: {error.strerror or error}.",
                "Close it where it is open, or look at its rights; then try again.",
            ) from None

    def _in_pieces(self, data: bytes, file: IO[bytes], progress: ErasureProgress) -> bool:
        """Look for them as bytes, piece by piece; each piece begins with the end of the last."""
        ways = self._as_bytes
        longest = max(map(len, ways), default=1)
        while data:
            progress.step(_LOOKING)
            if any(way in data for way in ways):
                return True
            more = file.read(_AT_ONCE)
            data = data[-longest:] + more if more else b""
        return False


def _letters(word: str) -> str:
    return _GAP.sub("", word)


def _spaced(text: str) -> str:
    return by_piece(text, lambda piece: _GAP.sub(" ", piece.casefold()), " ").strip()


# Files -------------------------------------------------------------------------------------------


class SearchResult(NamedTuple):
    """What a search through a workspace found: the files that hold the words, by name, and those that are too
    large to be looked into.
    """

    found: tuple[Path, ...]
    unread: tuple[Path, ...]


def look_through(
    sought: Sought,
    root: Path,
    progress: ErasureProgress = UNTOLD,
    *,
    unreadable: bool = False,
    folders: Sequence[str] = FOLDERS,
) -> SearchResult:
    """Return which files of a workspace hold any of them. Files behind links are read too.

    Those in these *folders* of it and those directly in it are looked through. One that the disk does not
    give is one of them if *unreadable*, else it raises `NotSaved`.
    """
    found, unread = [], []
    root = resolved(root)
    records = set(_records(root))
    for path in progress.each(_LOOKING, sorted(_files(root, folders))):
        try:
            if sought.in_file(path, progress, largest=None if path in records else LARGEST):
                found.append(path)
        except Unreadable:
            unread.append(path)
        except NotSaved:
            if not unreadable:
                raise
            found.append(path)
    return SearchResult(tuple(found), tuple(unread))


def files_with(sought: Sought, root: Path, *, unreadable: bool = False) -> tuple[Path, ...]:
    """Return every file of a workspace that holds any of them, as `look_through`."""
    return look_through(sought, root, unreadable=unreadable).found


def records_with(
    sought: Sought, workspace: Workspace, progress: ErasureProgress = UNTOLD
) -> tuple[Path, ...]:
    """Return the files of records, in use or copies, that hold any of them. Raises `NotSaved`."""
    files = progress.each(_LOOKING, sorted(_records(workspace.root)))
    return tuple(path for path in files if sought.in_file(path, progress))


def _records(root: Path) -> Iterator[Path]:
    """Yield the files that have the name of a record file, or of one beside it, where only those lie."""
    return (path for path in _files(root, _OF_RECORDS) if _is_record(path))


def _is_record(path: Path) -> bool:
    """Tell whether a file has the name of a record file, or of one that lies beside it."""
    return ".json" in path.name


def _files(root: Path, names: Sequence[str] = FOLDERS) -> Iterator[Path]:
    """Yield the files of a workspace, not those that merely lie around it: a checkout is one as well.

    No folder is gone through twice, whatever links lead to it, and a file behind a link has the name that the
    link gives it.
    """
    folders = {resolved(root / name) for name in names}
    # A programme whose folder is a link is found under its own name, as whoever opens it finds it.
    linked = {resolved(path) for path in (root / "sessions").glob("*") if path.is_symlink()}
    if "sessions" in names:
        folders |= {path for path in linked if (path / PROGRAMME_FILE).is_file()}
    seen: set[Path] = set()
    there = [path for folder in sorted(folders) for path in _beneath(folder, seen, folders)]
    for path in (*root.glob("*"), *there):
        if path.is_file() and not path.name.endswith(_LOCKS):
            yield path


def _beneath(folder: Path, seen: set[Path], roots: set[Path]) -> Iterator[Path]:
    real = resolved(folder)
    inside = any(real.is_relative_to(root) for root in roots)
    if real in seen or (real != folder and inside):
        return  # it has been, or will be, gone through under its own name
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir():
            yield from _beneath(path, seen, roots)
        elif not (entry.is_symlink() and any(resolved(path).is_relative_to(root) for root in roots)):
            yield path
