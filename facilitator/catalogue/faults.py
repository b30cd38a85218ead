"""What is wrong with a workshop file, told to whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import msgspec

from facilitator.errors import BadInput
from facilitator.text import clean_line

MOST_TOLD = 100
"""Faults of one file; whoever mends a hundred looks again anyway."""

Finding = tuple[str, str, str]
"""Where, problem and remedy: a fault that does not know its file yet."""


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong with a file.

    *where* is the path of the key as it is written, counted from 1: `segment[3].minimum` is the
    minimum of the third `[[segment]]`. It is `line 3, column 7` where the file is not even TOML, and
    empty where the file as a whole is meant. *problem* and *remedy* are sentences.
    """

    file: Path
    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault on one line, the file first."""
        return f"{self.place}: {self.problem} {self.remedy}".rstrip()

    @property
    def place(self) -> str:
        """The file and the place in it."""
        file = clean_line(str(self.file))
        return f"{file}, {self.where}" if self.where else file


class BadWorkshopFile(BadInput):
    """A workshop file cannot be used. It tells the first fault and knows them all."""

    title = "A workshop file cannot be used"

    def __init__(self, file: Path, findings: Iterable[Finding]) -> None:
        self.faults = tuple(Fault(file, *finding) for finding in islice(findings, MOST_TOLD))
        first = self.faults[0]
        super().__init__(f"{first.place}: {first.problem}", first.remedy)
