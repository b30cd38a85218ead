"""What stands in a template of one's own and is never shown: the template language passes over it in silence.

In a template that extends another one only its blocks count: what stands outside of them, and a block the
other has not, or no longer, is left out without a word. So is all between a comment that does not end and the
next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import jinja2
from jinja2 import nodes
from jinja2.parser import Parser

from facilitator.documents.shelf.faults import ShelfFault, meant
from facilitator.documents.shelf.folders import Shelf, read_inside
from facilitator.documents.templates.environment import BUILTIN, environment

_COMMENT = re.compile(r"\{#(.*?)#\}", re.DOTALL)
_SETS = (
    nodes.Block,
    nodes.Extends,
    nodes.Assign,
    nodes.AssignBlock,
    nodes.Macro,
    nodes.Import,
    nodes.FromImport,
)


@lru_cache(maxsize=32)
def unshown(source: str, name: str) -> tuple[ShelfFault, ...]:
    """Return what in the *source* of an own template is never shown; nothing of one that is broken."""
    return (*_swallowed(source, name), *_outside(source, name))


def _swallowed(source: str, name: str) -> Iterator[ShelfFault]:
    """Yield comments that go over another one, for the sign that ends them is missing."""
    for comment in _COMMENT.finditer(source):
        inside = comment[1].find("{#")
        if inside >= 0:
            line = source.count("\n", 0, comment.start()) + 1
            again = source.count("\n", 0, comment.start(1) + inside) + 1
            yield ShelfFault(
                name,
                line,
                f"This comment goes on over the one of line {again}, so what stands between is not shown.",
                "End it with #}, or take its {# away.",
            )


def _outside(source: str, name: str) -> Iterator[ShelfFault]:
    tree = _parsed(source, name)
    extends = tree.find(nodes.Extends) if tree else None
    if tree is None or extends is None or not isinstance(extends.template, nodes.Const):
        return
    blocks = _blocks_of_shipped(str(extends.template.value))
    for node in tree.body:
        if isinstance(node, nodes.Block) and blocks and node.name not in blocks:
            yield ShelfFault(
                name,
                node.lineno,
                f"The shipped template has no block {node.name}, so what is in it is not shown.",
                meant(node.name, blocks, f"There is: {', '.join(blocks)}."),
            )
        elif not isinstance(node, _SETS) and (line := _first_line(node)):
            first = blocks[0] if blocks else "top"
            yield ShelfFault(
                name,
                line,
                "What stands outside a block is not shown.",
                f"Put it inside one, such as {{% block {first} %}} … {{% endblock %}}.",
            )


def _first_line(node: nodes.Node) -> int:
    """Return the line of the first thing a node outside of blocks would show; 0 where that is nothing."""
    if not isinstance(node, nodes.Output):
        return node.lineno
    for each in node.nodes:
        if not isinstance(each, nodes.TemplateData):
            return each.lineno
        if words := each.data.strip():
            return each.lineno + each.data.count("\n", 0, each.data.index(words))
    return 0


def _blocks_of_shipped(extended: str) -> tuple[str, ...]:
    """Return the blocks of a shipped template that is extended, in their order; of another none."""
    if not extended.startswith(BUILTIN):
        return ()
    shelf, name = Shelf(), extended.removeprefix(BUILTIN)
    tree = _parsed(read_inside(shelf.shipped, name), name) if shelf.has(name) else None
    return tuple(block.name for block in tree.find_all(nodes.Block)) if tree else ()


def _parsed(source: str, name: str) -> nodes.Template | None:
    """Return a template as it stands, before anything is counted in; None for one that is broken."""
    try:
        return Parser(environment(Shelf()), source, name).parse()
    except (jinja2.TemplateSyntaxError, RecursionError):
        return None
