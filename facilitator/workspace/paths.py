"""Where a workspace lies, and file names that are safe on every system."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Container
from pathlib import Path

import platformdirs

from facilitator.errors import BadInput

DELETIONS = "deletions.log"
"""The file in a programme's folder that remembers what was erased, without its words."""

ENVIRONMENT = "FACILITATOR_WORKSPACE"
_RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{name}{digit}" for name in ("com", "lpt") for digit in range(10)
}
_LONGEST = 60
_MOST_BYTES = 120
_SHOWN = 60


def default_workspace() -> Path:
    """Return the workspace folder: the environment's, a checkout's, else in the documents folder.

    A checkout counts as a workspace when the program is started in it.
    """
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named).expanduser()
    here = Path.cwd()
    if (
        (here / "pyproject.toml").is_file()
        and (here / "facilitator").is_dir()
        and (here / "sessions").is_dir()
    ):
        return here
    return Path(platformdirs.user_documents_dir()) / "Facilitator"


def resolved(path: str | os.PathLike[str]) -> Path:
    """Return the one absolute name of a file or folder, there or not: `~` and links are followed.

    Two ways to the same place give the same path, so that paths can be compared.
    """
    try:
        path = Path(path).expanduser()
    except RuntimeError:  # "~sam" where nobody is called so
        path = Path(path)
    return Path(os.path.realpath(path))


def typed(line: str) -> Path:
    """Return the path somebody typed, there or not. Raises `BadInput` for one that no disk can have."""
    try:
        path = Path(line).expanduser()
        path.exists()
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        # It is too long, the home of nobody, or holds what no name can.
        reason = getattr(error, "strerror", None) or "no such home"
        shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
        raise BadInput(f"{shown} cannot be used: {reason}.", "Type another path.") from None
    return path


def safe_name(name: str, taken: Container[str] = ()) -> str:
    """Return *name* as a file name without ending, safe on Windows, macOS and Linux.

    Letters and digits of every alphabet stay, with their marks; all else becomes "-". It has at most
    120 bytes; a number makes it unique among *taken* (names in lower case).
    """
    begun = name[: 4 * _LONGEST]  # with the marks of its letters; more would not be seen
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", begun).casefold())
    kept = "".join(char if unicodedata.category(char)[0] in "LNM" else "-" for char in plain)
    kept = _shortened(re.sub("-+", "-", kept).strip("-")[:_LONGEST], _MOST_BYTES) or "unnamed"
    if kept in _RESERVED:
        kept += "-1"
    candidate, number = kept, 2
    while candidate in taken:
        ending = f"-{number}"
        candidate, number = _shortened(kept, _MOST_BYTES - len(ending)) + ending, number + 1
    return candidate


def _shortened(name: str, most_bytes: int) -> str:
    while len(name.encode()) > most_bytes:
        name = name[:-1]
    return name.strip("-")
