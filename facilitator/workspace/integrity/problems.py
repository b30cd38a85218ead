"""What `check` can find wrong with a file, and what `check --repair` can do about it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Fix(StrEnum):
    """What a repair does to a file."""

    ERASED = "erased"
    """Take out again what was erased from the programme for good."""
    ASIDE = "aside"
    """Move it to the repair folder."""
    SALVAGE = "salvage"
    """Put it together from what can be read of it, of the state before, and of its journal."""
    WRITE_ANEW = "write anew"
    """Write what it holds as it is at rest, with its checksum and without its journal."""
    CLEAN = "clean"
    """Take out of its texts what acts on a screen."""
    REFERENCES = "references"
    """Take out what points at nothing."""
    NUMBERS = "numbers"
    """Give short numbers that stand twice anew."""


class Problem(NamedTuple):
    """One thing wrong with a file: *what* it is and its *remedy*, a sentence each.

    *fix* is what `--repair` does about it; None when a person must decide.
    """

    file: Path
    what: str
    remedy: str
    fix: Fix | None = None


class Checked(NamedTuple):
    """How many files were looked at, and what is wrong with them."""

    files: int
    problems: tuple[Problem, ...]
