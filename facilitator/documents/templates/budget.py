"""How much work a template may ask for, so that none keeps the program busy or fills the memory.

Loops, calls, filters and printed words spend steps of one budget a paper. A paper of a thousand notes
spends some ten thousand. What is not counted by itself is counted by a filter put into the parsed template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import markup_join
from jinja2.visitor import NodeTransformer

STEPS = 400_000
"""Of one paper."""

LONGEST = 200_000
"""Letters of one text a template puts together."""

LARGEST = 50_000
"""Parts of one list a template puts together, with the parts inside its parts."""

_LARGEST_NUMBER = 10**12
_LETTERS_A_STEP = 16

_left: ContextVar[list[int] | None] = ContextVar("steps left", default=None)


@contextmanager
def budget(steps: int = STEPS) -> Iterator[None]:
    """Limit the code inside to a number of steps. Raises `SecurityError` when they are spent."""
    token = _left.set([steps])
    try:
        yield
    finally:
        _left.reset(token)


def spend(steps: int) -> None:
    """Spend steps. Raises `SecurityError` when none are left."""
    left = _left.get()
    if left is not None:
        left[0] -= max(1, steps)
        if left[0] < 0:
            raise SecurityError("that is more work than a paper needs: a loop too large, or without an end")


def watched(value: Any) -> Any:
    """Return *value* after spending a step for each of its parts, or while they are taken out of it."""
    if isinstance(value, str):
        spend(len(value) // _LETTERS_A_STEP)
    elif isinstance(value, (list, tuple, dict, range)):
        spend(len(value))
    elif not isinstance(value, Undefined) and hasattr(value, "__next__"):
        return _spending(value)
    return value


def _spending(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        spend(1)
        yield value


def weighed(value: Any) -> Any:
    """Return *value* after counting all its parts: a list of lists of lists can be small and endless."""
    if isinstance(value, str):
        require_short(len(value))
        spend(len(value) // _LETTERS_A_STEP)
    elif isinstance(value, (list, tuple, dict)):
        found, waiting = 0, [value]
        while waiting:
            each = waiting.pop()
            parts = list(each.values()) if isinstance(each, dict) else each
            found += len(parts)
            if found > LARGEST:
                raise SecurityError("that list is too large")
            waiting.extend(part for part in parts if isinstance(part, (list, tuple, dict)))
        spend(found)
    return value


def joined(parts: Iterable[Any]) -> str:
    """Return words and numbers as one text, as `~` does."""
    checked = [worded(part) for part in parts]
    require_short(sum(len(str(part)) for part in checked))
    return markup_join(checked)


def worded(value: Any) -> Any:
    """Return *value* if it is words or a number. Raises `SecurityError`: a list as text can be endless."""
    if isinstance(value, (str, int, float, Undefined)):
        return value
    raise SecurityError(f"a {type(value).__name__} is no text")


def require_short(letters: int) -> None:
    """Raise `SecurityError` if a text with that many characters would be too long."""
    if letters > LONGEST:
        raise SecurityError("that text is too long")


def calculated(operator: str, left: Any, right: Any, result: Callable[[], Any]) -> Any:
    """Return *result* of two numbers, or of adding two texts or two lists. Raises `SecurityError`."""
    numbers = all(isinstance(side, (int, float)) for side in (left, right))
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        require_short(len(left) + len(right))
    elif operator == "+" and isinstance(left, list) and isinstance(right, list):
        weighed([left, right])
    elif operator == "**" or not numbers:
        raise SecurityError(f"the operator {operator} is for small numbers only")
    made = weighed(result())
    if isinstance(made, (int, float)) and abs(made) > _LARGEST_NUMBER:
        raise SecurityError("that number is too large")
    return made


def metered(function: Callable[..., Any], *, text: bool = False, whole: bool = True) -> Callable[..., Any]:
    """Return a filter or test that spends steps for what it looks at.

    Of *text* ones that must be words. One that does not look at the *whole* of a list spends one step.
    """
    position = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def spending(*args: Any, **kwargs: Any) -> Any:
        spend(1)
        value = worded(args[position]) if text else args[position]
        value = watched(value) if whole else value
        made = function(*args[:position], value, *args[position + 1 :], **kwargs)
        return weighed(made) if whole else made

    return spending


class Counting(NodeTransformer):
    """Puts the counting filters into a parsed template."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """Count what a loop goes through."""
        self.generic_visit(node)
        node.iter = _through("_watched", node.iter)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """Count the letters of the template itself, each time they are written."""
        self.generic_visit(node)
        letters = sum(len(part.data) for part in node.nodes if isinstance(part, nodes.TemplateData))
        spent = _through("_spent", nodes.Const(letters // _LETTERS_A_STEP, lineno=node.lineno))
        node.nodes.insert(0, spent)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Keep what `~` makes short."""
        self.generic_visit(node)
        return _through("_joined", nodes.List(node.nodes, lineno=node.lineno))

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        """Count what is compared."""
        self.generic_visit(node)
        node.expr = _through("_weighed", node.expr)
        for operand in node.ops:
            operand.expr = _through("_weighed", operand.expr)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:
        """Count the parts of a list."""
        self.generic_visit(node)
        return _through("_weighed", node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:
        """Count the parts of a table of values."""
        self.generic_visit(node)
        return _through("_weighed", node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        """Count the parts of a tuple that is no row of names to fill."""
        self.generic_visit(node)
        return _through("_weighed", node) if node.ctx == "load" else node


def _through(name: str, node: nodes.Node) -> nodes.Expr:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
