"""What goes wrong with templates and their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from facilitator.commands import command
from facilitator.errors import BadInput
from facilitator.files.faults import FileFault


class TemplateFault(BadInput):
    """A template or a file of words cannot be used. No paper was written.

    *file* is its name on the shelf and *line* the line of it, counted from 1; 0 where none is known.
    """

    title = "This template cannot be used"

    def __init__(self, happened: str, todo: str = "", *, file: str = "", line: int = 0) -> None:
        super().__init__(happened, todo)
        self.file = file
        self.line = line

    @classmethod
    def of(cls, fault: FileFault) -> TemplateFault:
        """Return what is wrong with a file as a fault of a template."""
        return cls(
            f"{placed(fault.name, fault.line)}: {fault.problem}", fault.todo, file=fault.name, line=fault.line
        )


class ShelfFault(NamedTuple):
    """One thing wrong with a file of the user's own folder of templates.

    *file* is its name in that folder, *line* is counted from 1, 0 where the whole file is meant.
    *problem* and *remedy* are sentences.
    """

    file: str
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault on one line, its place first."""
        return f"{placed(self.file, self.line)}: {self.problem} {self.remedy}".rstrip()


def placed(file: str, line: int) -> str:
    """Return "words/de.toml, line 3", or only the file where no line is known."""
    return f"{file}, line {line}" if line else file


def meant(typed: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return "Did you mean title?" for the known word nearest to what was typed, or *otherwise*."""
    # Imported here: whoever meets no fault does not wait for it.
    from difflib import get_close_matches

    near = get_close_matches(typed, list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else otherwise


def not_used(what: str, fault: TemplateFault | ShelfFault) -> str:
    """Return the notice that a custom file, such as a template, or a part of it is left aside."""
    if isinstance(fault, TemplateFault):
        begins = f"Your own {what} is not used, the shipped one is: {fault.happened} {fault.todo}".rstrip()
    else:
        begins = f"A part of your own {what} is not used: {fault}"
    return f"{begins} See: {command('template', 'check')}"
