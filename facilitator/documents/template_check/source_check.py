"""What can be said of a template without filling it: what it names, and the elements it writes.

It finds faults in the parts no view ever reaches, such as what stands behind an `if`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from facilitator.documents.shelf.faults import ShelfFault, meant
from facilitator.documents.templates.environment import BRACES, Missing, PaperEnvironment
from facilitator.documents.tree.html_subset import ELEMENTS

_ELEMENT = re.compile(r"</?([A-Za-z][\w-]*)")
_SINGLE = re.compile(r"\{ *([a-z_]+)(?:\.[a-z_]+)* *\}")
_INSTEAD = {
    "b": "Write <strong> instead.",
    "i": "Write <em> instead.",
    "u": "Write <em> instead.",
    "div": "Write <p> instead.",
    "span": "Write <strong> or <em> instead.",
    "h4": "Write <h3> instead.",
    "hr": "A heading, <h2>, has a line above it.",
    "a": "Write the address itself as words.",
    "img": "A logo goes into branding.toml; papers have no other pictures.",
    "style": "Looks go into style.css and branding.toml.",
}
"""What people write who know HTML, and what does it here."""

_ASKS_FIRST = frozenset({"defined", "undefined", "default", "d"})
_METHODS = frozenset({"items", "keys", "values", "get"})


def source_faults(
    source: str, name: str, environment: PaperEnvironment, known: Mapping[str, Any], macros: Collection[str]
) -> Iterator[ShelfFault]:
    """Yield what is wrong in the *source* of a template.

    *known* is what it is given: the fields of its view and `w`, as deep as they go. *macros* are the names
    the template it extends brings along.
    """
    try:
        tree = environment.parse(source, name)
    except jinja2.TemplateSyntaxError as error:
        yield ShelfFault(name, error.lineno, f"{error.message}.", BRACES)
        return
    yield from _elements(tree, name)
    yield from _single_braces(tree, name, known)
    asked = _asked_first(tree)
    yield from _helpers(tree, name, environment)
    undeclared = find_undeclared_variables(tree) - set(macros)
    for variable in tree.find_all(nodes.Name):
        unknown = variable.name in undeclared and variable.name not in {*known, *environment.globals}
        if unknown and variable.ctx == "load" and id(variable) not in asked:
            remedy = _meant(variable.name, known, macros)
            yield ShelfFault(name, variable.lineno, f"There is no {variable.name}.", remedy)
    for field in tree.find_all((nodes.Getattr, nodes.Getitem)):
        if id(field) not in asked and isinstance(field, (nodes.Getattr, nodes.Getitem)):
            yield from _field(field, name, known, undeclared)


def _meant(typed: str, known: Mapping[str, Any], macros: Collection[str]) -> str:
    """Return what a name may mean: one there is, or one inside another, such as `programme.sponsor`."""
    inside = {
        field: f"{name}.{field}"
        for name, value in known.items()
        if isinstance(value, dict) and name != "w"
        for field in value
    }
    near = meant(typed, {*known, *macros})
    if not near and (below := meant(typed, inside)):
        field = below.removeprefix("Did you mean ").removesuffix("?")
        near = f"Did you mean {inside[field]}?"
    return near or "Compare it with the shipped template."


def names_brought(source: str, environment: PaperEnvironment) -> frozenset[str]:
    """Return the names a template gives to those that extend it: what it sets, imports and defines."""
    try:
        tree = environment.parse(source)
    except jinja2.TemplateSyntaxError:
        return frozenset()
    found: set[str] = set()
    for node in tree.find_all((nodes.FromImport, nodes.Macro, nodes.Name)):
        if isinstance(node, nodes.FromImport):
            found |= {each if isinstance(each, str) else each[1] for each in node.names}
        elif isinstance(node, nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx == "store"):
            found.add(node.name)
    return frozenset(found)


def blocks_of(source: str, environment: PaperEnvironment) -> tuple[str, ...]:
    """Return the names of the blocks of a template, in their order."""
    return tuple(block.name for block in environment.parse(source).find_all(nodes.Block))


def _elements(tree: nodes.Template, name: str) -> Iterator[ShelfFault]:
    for data in tree.find_all(nodes.TemplateData):
        for found in _ELEMENT.finditer(data.data):
            if found[1].lower() not in ELEMENTS:
                line = data.lineno + data.data.count("\n", 0, found.start())
                remedy = _INSTEAD.get(found[1].lower(), f"A template may use: {' '.join(ELEMENTS)}.")
                yield ShelfFault(name, line, f"<{found[1]}> may not stand in a paper.", remedy)


def _single_braces(tree: nodes.Template, name: str, known: Collection[str]) -> Iterator[ShelfFault]:
    """Yield names in single braces, which would stand on the paper as they are."""
    for data in tree.find_all(nodes.TemplateData):
        for found in _SINGLE.finditer(data.data):
            if found[1] in known:
                line = data.lineno + data.data.count("\n", 0, found.start())
                problem = f"{found[0]} would stand on the paper as it is."
                yield ShelfFault(name, line, problem, f"Write it in double braces: {{{found[0]}}}.")


def _helpers(tree: nodes.Template, name: str, environment: PaperEnvironment) -> Iterator[ShelfFault]:
    """Yield filters and tests there are not; others take their place, so that the tree can be read on."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        if isinstance(node, nodes.Filter) and node.name not in environment.filters:
            known: Collection[str] = environment.known_filters
            what = "filter"
        elif isinstance(node, nodes.Test) and node.name not in environment.tests:
            known, what = environment.tests, "test"
        else:
            continue
        problem, remedy = f"There is no {what} {node.name}.", meant(node.name, known, "Take it out.")
        node.name = "list" if what == "filter" else "defined"
        yield ShelfFault(name, node.lineno, problem, remedy)


def _asked_first(tree: nodes.Template) -> set[int]:
    """Return what a template asks about before it uses it: `x is defined`, `x | default("")`."""
    return {
        id(inside)
        for node in tree.find_all((nodes.Filter, nodes.Test))
        if isinstance(node, (nodes.Filter, nodes.Test)) and node.name in _ASKS_FIRST and node.node
        for inside in (node.node, *node.node.find_all(nodes.Node))
    }


def _field(
    field: nodes.Getattr | nodes.Getitem, name: str, known: Mapping[str, Any], undeclared: Collection[str]
) -> Iterator[ShelfFault]:
    """Yield a fault if the last step of `doc.title` leads nowhere; those before it are told by themselves."""
    steps = _steps(field)
    if not steps or steps[0] not in undeclared:
        return
    place: Any = known
    for step in steps[:-1]:
        place = place.get(step) if isinstance(place, dict) else None
    last = steps[-1]
    if isinstance(place, dict) and last not in place and last not in _METHODS:
        missing = Missing(obj=place, name=last)
        yield ShelfFault(name, field.lineno, *missing.explanation)


def _steps(node: nodes.Node) -> tuple[str, ...]:
    """Return ("doc", "title") for `doc.title` and `doc["title"]`, nothing for what is only known later."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        before = _steps(node.node)
        return (*before, node.attr) if before else ()
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        before = _steps(node.node)
        return (*before, str(node.arg.value)) if before and isinstance(node.arg.value, str) else ()
    return ()
