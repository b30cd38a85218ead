"""Finding the line of a template that made something no paper may contain.

The template is filled once more with a mark before each of its own lines, and the mark before the fault says
which line it was.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import jinja2
from jinja2 import nodes

from facilitator.documents.shelf.faults import TemplateFault, placed
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.templates.environment import Missing, PaperEnvironment, loader_of, run_template
from facilitator.documents.tree.html_subset import OutsideSubset, parse
from facilitator.files.toml import Tree

_MARK = re.compile(r"\0(\d+)\0")
"""No text holds this sign: `text.clean` takes it out, and a template with it is refused."""


class _Mark(NamedTuple):
    """A line of a template, and whether that is a custom one."""

    file: str
    line: int
    own: bool


class _Tracing(PaperEnvironment):
    """Marks each line of what templates write themselves."""

    def __init__(self, shelf: Shelf, missing: type[jinja2.Undefined]) -> None:
        super().__init__(loader_of(shelf), missing)
        self._shelf = shelf
        self.marks: list[_Mark] = []

    def _prepare(self, tree: nodes.Template, filename: str | None) -> None:
        file, own = self._shelf.place(filename or "")
        for data in tree.find_all(nodes.TemplateData):
            lines = data.data.split("\n")
            data.data = "\n".join(
                f"{self._mark(_Mark(file, data.lineno + at, own))}{line}" if line.strip() else line
                for at, line in enumerate(lines)
            )

    def _mark(self, mark: _Mark) -> str:
        self.marks.append(mark)
        return f"\0{len(self.marks) - 1}\0"


def with_line(
    fault: TemplateFault,
    shelf: Shelf,
    template: str,
    view: dict[str, Any],
    tree: Tree,
    *,
    missing: type[jinja2.Undefined] | None = None,
) -> TemplateFault:
    """Return *fault* with the line that made it: of a custom template, or else of any."""
    tracing = _Tracing(shelf, missing or Missing)
    try:
        marked = run_template(shelf, template, view, tree, within=tracing)
        parse(_MARK.sub("", marked), template)
    except OutsideSubset as found:
        return _located(found, _place(marked, found, tracing) or (template, 0))
    except TemplateFault:
        return fault
    return fault


def _located(found: OutsideSubset, place: tuple[str, int]) -> TemplateFault:
    file, line = place
    return TemplateFault(f"{placed(file, line)}: it {found.what}.", found.todo, file=file, line=line)


def _place(marked: str, found: OutsideSubset, tracing: _Tracing) -> tuple[str, int] | None:
    """Return the last line of a custom template written before the fault; of any if there is none."""
    end = _offset(_MARK.sub("", marked), found.at)
    passed, places = 0, []
    for mark in _MARK.finditer(marked):
        if mark.start() - passed > end:
            break
        passed += len(mark[0])
        places.append(tracing.marks[int(mark[1])])
    own = [place for place in places if place.own]
    return next(((place.file, place.line) for place in reversed(own or places)), None)


def _offset(text: str, at: tuple[int, int]) -> int:
    line, column = at
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column
