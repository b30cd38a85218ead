"""No import circle in the package: imports inside functions and those for types alone are counted too."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

import facilitator
from facilitator.extensions import instrument_names
from facilitator.model import entity, registry

ROOT = Path(facilitator.__file__).parent

TABLES = {
    "facilitator.cli.root": ("facilitator.cli.",),
    "facilitator.documents.exports.finder": ("facilitator.documents.exports.kinds.",),
    "facilitator.ui.roles.finder": ("facilitator.ui.roles.parts.",),
    "facilitator.wording.roles.finder": ("facilitator.wording.roles.parts.",),
}
"""Modules that import others by name at run time, and how the names of those begin that they may import."""

ROOMS = {
    f"facilitator.{room}.finder": f"facilitator.{room}."
    for room in ("documents.parts", "live.instruments", "ui.instruments", "ui.room")
}
"""The tables of rooms that find the modules of instruments by name, and how the names of those begin."""


def modules(root: Path) -> dict[str, Path]:
    """Return every module below a package's folder by its full name."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(tree: ast.AST, known: Mapping[str, object]) -> Iterator[str]:
    """Yield the modules that a module names in its imports, at any depth."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in known)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written with the whole name"
            for each in node.names:
                inner = f"{node.module}.{each.name}"
                name = inner if inner in known else node.module or ""
                yield from (name,) if name in known else ()


def imports_by_name(tree: ast.AST) -> bool:
    """Tell whether a module imports others by names made at run time."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return bool(names & {"import_module", "__import__"})


def circles(graph: Mapping[str, Set[str]]) -> list[frozenset[str]]:
    """Return the sets of two or more modules that each reach every other one (Tarjan's components)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    found: list[frozenset[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        path.append(name)
        for other in graph[name]:
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in path:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            at = path.index(name)
            if len(path) - at > 1:
                found.append(frozenset(path[at:]))
            del path[at:]

    for name in graph:
        if name not in order:
            visit(name)
    return found


def read_graph() -> tuple[dict[str, set[str]], list[str]]:
    """Return who imports whom in the package, and the modules that import by name without being a table."""
    known = modules(ROOT)
    graph: dict[str, set[str]] = {}
    strangers = []
    for name, path in known.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        graph[name] = set(imports(tree, known)) - {name}
        if name in TABLES:
            graph[name] |= {each for each in known if each.startswith(TABLES[name]) and each != name}
        elif name == entity.__name__:
            graph[name] |= {f"facilitator.model.{row.where.partition('.')[0]}" for row in registry.rows_in()}
        elif name in ROOMS:
            graph[name] |= {ROOMS[name] + each for each in instrument_names()} & known.keys()
        elif imports_by_name(tree):
            strangers.append(name)
    return graph, strangers


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph, strangers = read_graph()
    assert strangers == [], "only a room's table imports by name; add it to TABLES"
    found = circles(graph)
    assert found == [], "\n\n".join(_told(circle, graph) for circle in found)


def test_imports_at_any_depth_are_seen() -> None:
    source = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from a.b import C
def late():
    import a.d
    from a import e
"""
    assert set(imports(ast.parse(source), dict.fromkeys(("a", "a.b", "a.d", "a.e")))) == {"a.b", "a.d", "a.e"}
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [frozenset("abc")]


def _told(circle: frozenset[str], graph: Mapping[str, Set[str]]) -> str:
    return "\n".join(f"{each} -> {', '.join(sorted(graph[each] & circle))}" for each in sorted(circle))
