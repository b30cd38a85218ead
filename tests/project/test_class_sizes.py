"""No class has too many names or too long a line of classes: what does much has parts."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache

import facilitator

MOST_NAMES = 40
"""Public names of one class, its own and those it inherits from classes of this package."""

LONGEST_LINE = 4
"""Classes of this package in the line of one class, itself among them."""


def _classes() -> Iterator[type]:
    for module in pkgutil.walk_packages(facilitator.__path__, "facilitator."):
        if "._data" not in module.name and not module.name.endswith("__main__"):
            found = vars(importlib.import_module(module.name)).values()
            yield from (each for each in found if isinstance(each, type) and each.__module__ == module.name)


def _line(cls: type) -> list[type]:
    return [each for each in cls.__mro__ if each.__module__.split(".")[0] == "facilitator"]


def _names(cls: type) -> set[str]:
    """Return the public names of a class: methods, properties, fields, and what it sets on itself."""
    own = {
        name
        for each in _line(cls)
        for name in (*vars(each), *vars(each).get("__annotations__", {}), *_set_on_self(each))
    }
    return {name for name in own if not name.startswith("_")}


@cache
def _set_on_self(cls: type) -> frozenset[str]:
    nodes = ast.walk(_definitions(cls.__module__)[cls.__qualname__])
    return frozenset(
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )


@cache
def _definitions(module: str) -> dict[str, ast.ClassDef]:
    """Return the classes that a module defines outside of functions, by their qualified names."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    found: dict[str, ast.ClassDef] = {}
    todo: list[tuple[str, ast.AST]] = [("", tree)]
    while todo:
        prefix, at = todo.pop()
        for node in ast.iter_child_nodes(at):
            if isinstance(node, ast.ClassDef):
                found[f"{prefix}{node.name}"] = node
                todo.append((f"{prefix}{node.name}.", node))
            elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                todo.append((prefix, node))
    return found


def _too_large() -> dict[str, str]:
    found = {}
    for cls in _classes():
        names, line = len(_names(cls)), len(_line(cls))
        if names > MOST_NAMES or line > LONGEST_LINE:
            found[f"{cls.__module__}.{cls.__name__}"] = f"{names} names, {line} classes in line"
    return found


def test_no_class_is_too_large() -> None:
    found = _too_large()
    assert not found, f"Give them parts that they have, in place of what they inherit: {found}"
