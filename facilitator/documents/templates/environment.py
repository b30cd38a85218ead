"""The room templates run in: nothing in it but plain data, and no way out.

Templates come from colleagues and from the net. They get a view of plain dicts, lists, strings and
numbers, a handful of filters, and `w`, the fixed words. What people said is data, never a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Namespace
from markupsafe import Markup

from facilitator.documents.shelf.faults import TemplateFault, meant, placed
from facilitator.documents.shelf.folders import Shelf, read_inside
from facilitator.documents.templates.budget import Counting, budget, calculated, metered, spend
from facilitator.documents.templates.filters import counting_filters, known_filters, printed, short_range
from facilitator.documents.wording.borrowed import Borrowed, note_use
from facilitator.files.reading import is_there
from facilitator.files.toml import Tree

BUILTIN = "builtin/"
"""Before the name of a template: the shipped one, whatever lies in the user's own folder."""

DEEPEST = 100
"""Parts of a template inside each other; the shipped ones have thirteen at most."""

MOST_COMPILED = 200
"""Templates kept compiled; there are some thirty shipped ones."""

BRACES = "Each {{ ends with }}, each {% with %}; a name has no blanks, such as {{ next_meeting }}."
"""What to do about a template that cannot be read at all."""

_REMEDIES = ("Did you mean ", "Put it back")
"""How what to do begins, where it is said in one breath with what is missing."""

_BROUGHT = re.compile("the template '([^']+)' .*does not export the requested name", re.DOTALL)
"""What Jinja says of a name that a template asks another one for in vain."""

_TOO_DEEP = "it goes too deep to follow"

_METHODS: dict[type, frozenset[str]] = {
    str: frozenset({"startswith", "endswith", "lower", "upper", "strip"}),
    Borrowed: frozenset({"startswith", "endswith", "lower", "upper", "strip"}),
    Markup: frozenset({"startswith", "endswith", "lower", "upper", "strip"}),
    dict: frozenset({"items", "keys", "values", "get"}),
}
_JINJA = (LoopContext, TemplateModule, TemplateReference, BlockReference, Namespace, jinja2.Undefined)


class Missing(jinja2.StrictUndefined):
    """What a view does not hold. Whoever prints it, compares it or goes through it is told its name."""

    __slots__ = ()

    @property
    def explanation(self) -> tuple[str, str]:
        """What is missing, and what may be meant, as two sentences."""
        name = str(self._undefined_name)
        if brought := _BROUGHT.match(self._undefined_hint or ""):
            return f"{brought[1]} has no {name}.", "Put it back, or copy that file again."
        if self._undefined_hint:
            return f"{name} may not be used here.", "Take it out."
        known = self._undefined_obj
        if type(known) is dict:
            return f"There is no {name} here.", meant(name, map(str, known), _there_is(known))
        return f"There is no {name}.", "Compare it with the shipped template."

    @property
    def _undefined_message(self) -> str:
        happened, todo = self.explanation
        return f"{happened} {todo}" if todo.startswith(_REMEDIES) else happened


def _there_is(known: Iterable[object]) -> str:
    names = sorted(map(str, known))
    return f"There is: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}." if names else "Take it out."


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which only plain values have attributes, and only words and numbers are printed."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, loader: jinja2.BaseLoader, missing: type[jinja2.Undefined] = Missing) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=missing,
            finalize=printed,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_COMPILED if type(self) is PaperEnvironment else None,
        )
        self.known_filters = known_filters()
        self.filters = self.known_filters | counting_filters()
        self.tests = {
            name: metered(cast("Callable[..., Any]", test))
            for name, test in TESTS.items()
            if name != "filter"
        }
        self.globals = {"range": short_range, "namespace": Namespace}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow a few methods of plain values and what the template language itself offers, nothing else."""
        known = attr in _METHODS.get(type(obj), ()) or isinstance(obj, _JINJA)
        return known and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Leave `format` to `is_safe_attribute`, which refuses it: `fill` is there for that."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the entry of a dict before its method: `team.items` is an entry called items."""
        if isinstance(obj, dict) and attribute in obj:
            found = obj[attribute]
            note_use(found)
            return found
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what an entry holds, such as `w.plan[name]`."""
        found = super().getitem(obj, argument)
        note_use(found)
        return found

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse arithmetic that could fill the memory: powers, and repeating texts or lists."""
        return calculated(operator, left, right, lambda: self.binop_table[operator](left, right))

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or one of the few functions there are."""
        spend(1)
        return super().call(__context, __obj, *args, **kwargs)

    def _load_template(self, name: str, globals: Any) -> jinja2.Template:
        spend(1)
        return super()._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
        except RecursionError:
            raise jinja2.TemplateSyntaxError(_TOO_DEEP, 1, name, filename) from None
        _require_flat(tree, name, filename)
        for each in tree.find_all((nodes.ScopedEvalContextModifier, nodes.For)):
            if isinstance(each, nodes.ScopedEvalContextModifier):
                raise jinja2.TemplateSyntaxError("escaping is always on", each.lineno, name, filename)
            if isinstance(each, nodes.For) and each.recursive:
                raise jinja2.TemplateSyntaxError("a loop may not go into itself", each.lineno, name, filename)
        self._prepare(tree, filename)
        Counting().visit(tree)
        tree.set_environment(self)
        return tree

    def _prepare(self, tree: nodes.Template, filename: str | None) -> None:
        """Change a parsed template before it is used; there is nothing to change."""


def _require_flat(tree: nodes.Template, name: str | None, filename: str | None) -> None:
    """Raise `TemplateSyntaxError` for a tree so deep that going through it would end the program."""
    level: list[nodes.Node] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return
    raise jinja2.TemplateSyntaxError(_TOO_DEEP, level[0].lineno, name, filename)


# Where they come from ----------------------------------------------------------------------------


class FolderLoader(jinja2.BaseLoader):
    """Reads templates of folders, the first to be asked first, and nothing that lies outside them."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return source, path, and whether it is still that. Raises `TemplateNotFound`, `TemplateFault`."""
        parts = jinja2.loaders.split_template_path(template)
        folder = self._folder_of(parts)
        if folder is None:
            raise jinja2.TemplateNotFound(template)
        path = folder.joinpath(*parts)
        source, seen = read_inside(folder, template), _stamp(path)
        return source, str(path), lambda: self._folder_of(parts) == folder and _stamp(path) == seen

    def _folder_of(self, parts: Sequence[str]) -> Path | None:
        return next((folder for folder in self._folders if is_there(folder.joinpath(*parts))), None)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def loader_of(shelf: Shelf) -> jinja2.BaseLoader:
    """Return the loader of a shelf: the user's templates, the shipped, and the shipped as `builtin/`.

    A user's template may extend the shipped one of its own name as `builtin/` and that name; without
    `builtin/` it would extend itself, which never ends.
    """
    shipped = jinja2.PrefixLoader({BUILTIN.rstrip("/"): FolderLoader([shelf.shipped])})
    return jinja2.ChoiceLoader([shipped, FolderLoader(shelf.folders)])


class CompiledTemplates(jinja2.BytecodeCache):
    """What templates were compiled to, in memory: each shelf has the shipped ones, compiled once."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Give a template what the same text of the same file was compiled to."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what a template was compiled to, in place of what the file held before."""
        if bucket.code is None:
            return
        if len(self._kept) >= MOST_COMPILED:
            self._kept.clear()
        self._kept[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = CompiledTemplates()


@lru_cache(maxsize=8)
def environment(shelf: Shelf) -> PaperEnvironment:
    """Return the environment of a shelf."""
    return PaperEnvironment(loader_of(shelf))


# Filling them ------------------------------------------------------------------------------------


def run_template(
    shelf: Shelf,
    template: str,
    view: dict[str, Any],
    tree: Tree,
    *,
    within: PaperEnvironment | None = None,
) -> str:
    """Return what *template* makes of a view and the words *tree*. Raises `TemplateFault`.

    *within* is the environment, where it is not that of the shelf.
    """
    _require_plain(view, "view")
    try:
        with budget():
            return (within or environment(shelf)).get_template(template).render(view, w=tree)
    except TemplateFault as fault:
        if not fault.file:
            fault.file, fault.line = _place(fault.__traceback__, shelf) or (template, 0)
        raise
    except Exception as error:  # whatever somebody's template does to the engine
        raise _as_fault(error, template, shelf) from None


def _as_fault(error: Exception, template: str, shelf: Shelf) -> TemplateFault:
    """Return what happened in words for a person, with file and line."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.name or template, error.lineno
        what, todo = f"{(error.message or 'it is no template').rstrip('.')}.", BRACES
    elif isinstance(error, jinja2.TemplateNotFound):
        file, line = _place(error.__traceback__, shelf) or (template, 0)
        what = f"There is no template {error.name}."
        todo = "Put it back, or take out the line that asks for it."
    else:
        file, line = _place(error.__traceback__, shelf) or (template, 0)
        why = "it goes into itself without an end" if isinstance(error, RecursionError) else str(error)
        begins = next((each for each in _REMEDIES if f" {each}" in why), "")
        what, _, rest = why.partition(f" {begins}") if begins else (why, "", "")
        what = what if what.endswith(".") else f"it cannot be filled: {what}."
        todo = f"{begins}{rest}" if begins else "Compare it with the shipped template."
    return TemplateFault(f"{placed(file, line)}: {what}", todo, file=file, line=line)


def _place(traceback: TracebackType | None, shelf: Shelf) -> tuple[str, int] | None:
    """Return file and line of the innermost custom template, or else of any."""
    found: dict[bool, tuple[str, int]] = {}
    while traceback is not None:
        name, own = shelf.place(traceback.tb_frame.f_code.co_filename)
        if name.endswith(".j2"):
            found[own] = (name, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found.get(True) or found.get(False)


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
