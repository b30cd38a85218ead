"""Parts of a library that come when something of them is used: most runs of the program use none of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any


class _LatePart(ModuleType):
    """A module whose file is read when something is asked of it. (`importlib.util.LazyLoader` is no help:
    it reads the file as soon as somebody imports the module.)
    """

    def __getattr__(self, name: str) -> Any:
        spec = self.__spec__
        if spec is None or spec.loader is None:
            raise AttributeError(name)
        self.__class__ = ModuleType  # type: ignore[assignment]  # so that it is asked once
        spec.loader.exec_module(self)
        return getattr(self, name)


def put_off(package: str, parts: Mapping[str, Sequence[str]]) -> None:
    """Let a *package* that is not imported yet come without these *parts* of it until they are used.

    A part is named with those of its functions that the package takes from it at once: each is there as a
    function that brings the part when it is called. A part the installed version does not have is none.
    """
    found = PathFinder.find_spec(package) if package not in sys.modules else None
    folders = found.submodule_search_locations if found is not None else None
    for part, functions in parts.items() if folders else ():
        spec = PathFinder.find_spec(f"{package}.{part}", folders)
        if spec is not None:
            sys.modules[spec.name] = _stand_in(spec, functions)


def _stand_in(spec: ModuleSpec, functions: Sequence[str]) -> ModuleType:
    module = module_from_spec(spec)
    if functions:
        vars(module).update((name, _late_function(spec, name)) for name in functions)
    else:
        module.__class__ = _LatePart
    return module


def _late_function(spec: ModuleSpec, name: str) -> Callable[..., Any]:
    """Return a function that reads the file of a module, and does what its function of that name does."""

    def call(*given: Any, **named: Any) -> Any:
        module = module_from_spec(spec)
        if spec.loader is not None:
            spec.loader.exec_module(module)
        return getattr(module, name)(*given, **named)

    return call
