"""The room templates run in: nothing in it but plain data, and no way out (design: documents).

Templates come from colleagues and from the net. They get a view of plain dicts, lists, strings and
numbers, a handful of filters, and `w`, the fixed words. What people said is data, never a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup, escape

from facilitator.documents import words
from facilitator.documents.faults import TemplateFault
from facilitator.documents.shelf import Shelf
from facilitator.documents.view import upper_first

_PLAIN = (str, int, float, bool, list, tuple, dict, Markup)
_JINJA = (LoopContext, TemplateModule, TemplateReference, BlockReference, Namespace, jinja2.Undefined)
# fmt: off
_FILTERS = (
    "batch", "capitalize", "count", "d", "default", "dictsort", "first", "groupby", "int", "items", "join",
    "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse",
    "round", "select", "selectattr", "sort", "sum", "title", "trim", "truncate", "unique", "upper",
    "wordcount",
)
# fmt: on


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which only plain values have attributes, and only words and numbers are printed."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_printed,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        own: dict[str, Callable[..., Any]] = {"fill": _fill, "runs": _runs, "upper_first": upper_first}
        self.filters = {name: self.filters[name] for name in _FILTERS} | own
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow attributes of plain values and of the template language itself, nothing else's."""
        known = type(obj) in _PLAIN or isinstance(obj, _JINJA)
        return known and super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the entry of a dict before its method: `team.items` is an entry called items."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse arithmetic that could fill the memory: powers, and repeating texts or lists."""
        if operator == "**" or not all(isinstance(side, (int, float)) for side in (left, right)):
            raise SecurityError(f"the operator {operator} is for small numbers only")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        switch = tree.find(nodes.ScopedEvalContextModifier)
        if switch is not None:
            raise jinja2.TemplateSyntaxError("escaping is always on", switch.lineno, name, filename)
        return tree


def _printed(value: Any) -> Any:
    """Return what stands for *value* in a paper: words escaped, their line breaks kept."""
    if isinstance(value, jinja2.Undefined) or hasattr(value, "__html__"):
        return value
    if isinstance(value, str):
        return Markup("<br>").join(escape(line) for line in value.split("\n"))
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise jinja2.TemplateRuntimeError(f"a {type(value).__name__} cannot be printed, only words and numbers")


def _fill(text: str, **parts: object) -> str:
    """Return fixed words with their places filled: `{{ w.plan.title | fill(team=team.name) }}`."""
    return words.fill(text, parts)


def _runs(rows: Sequence[dict[str, Any]], key: str) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Yield (value, rows) for neighbours that share the value of *key*; the order stays."""
    for value, run in groupby(rows, key=lambda row: row[key]):
        yield value, list(run)


@lru_cache(maxsize=8)
def environment(shelf: Shelf) -> PaperEnvironment:
    """Return the environment of a shelf: the user's templates, the shipped, and the shipped as `builtin/`.

    A user's template may extend the shipped one of its own name as `builtin/` and that name; without
    `builtin/` it would extend itself, which never ends.
    """
    shipped = jinja2.FileSystemLoader(shelf.shipped)
    folders = [jinja2.FileSystemLoader(folder) for folder in shelf.folders]
    return PaperEnvironment(jinja2.ChoiceLoader([*folders, jinja2.PrefixLoader({"builtin": shipped})]))


def run_template(shelf: Shelf, template: str, view: dict[str, Any], tree: words.Tree) -> str:
    """Return what *template* makes of a view and the words *tree*. Raises `TemplateFault`."""
    _require_plain(view, "view")
    try:
        return environment(shelf).get_template(template).render(view, w=tree)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateFault(
            f"{error.name or template}, line {error.lineno}: {error.message}.", "Correct that line."
        ) from None
    except jinja2.TemplateNotFound as error:
        raise TemplateFault(
            f"There is no template {error.name}.", "Put it back, or take out the line that asks for it."
        ) from None
    except (
        jinja2.TemplateError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        raise TemplateFault(
            f"{template} cannot be filled: {error}.", "Compare it with the shipped template."
        ) from None


def _require_plain(value: object, path: str) -> None:
    """Raise `TypeError` unless *value* is plain data: an object in a view would open the sandbox."""
    if type(value) is dict:
        for key, part in value.items():
            _require_plain(part, f"{path}.{key}")
    elif type(value) is list:
        for index, part in enumerate(value):
            _require_plain(part, f"{path}[{index}]")
    elif type(value) not in (str, int, bool):
        raise TypeError(f"{path} is a {type(value).__name__}; views hold plain data only")
