"""What can be wrong with a file that a person put somewhere."""

from __future__ import annotations

from facilitator.errors import Damaged


class FileFault(Damaged):
    """A file cannot be used. It was left as it is.

    *name* is the file as a person knows it, *where* the place in it ("line 3, column 9", or empty) and *line*
    that line, counted from 1; 0 where the whole file is meant. *problem* and *remedy* are sentences.
    """

    title = "This file cannot be used"

    def __init__(self, name: str, problem: str, remedy: str, *, line: int = 0, where: str = "") -> None:
        self.name = name
        self.where = where or (f"line {line}" if line else "")
        self.line = line
        self.problem = problem
        self.remedy = remedy
        place = f"{name}, {self.where}" if self.where else name
        super().__init__(f"{place}: {problem}", remedy)
