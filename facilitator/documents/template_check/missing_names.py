"""Names a view lacks, while templates are checked: each is kept with its line, and the filling goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import FrameType
from typing import Any

from facilitator.documents.shelf.faults import ShelfFault
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.templates.environment import Missing

_collected: ContextVar[tuple[Shelf, list[ShelfFault]] | None] = ContextVar("faults collected", default=None)


class MissingName(Missing):
    """Something missing that does not stop the filling; what it stands for is below."""

    __slots__ = ()

    def note(self) -> None:
        """Remember that a template used it, and where."""
        asked = _collected.get()
        if asked is not None:
            shelf, faults = asked
            faults.append(ShelfFault(*_line_now(shelf), *self.explanation))


@contextmanager
def collected(shelf: Shelf) -> Iterator[list[ShelfFault]]:
    """Collect what templates that are filled inside ask for in vain."""
    faults: list[ShelfFault] = []
    token = _collected.set((shelf, faults))
    try:
        yield faults
    finally:
        _collected.reset(token)


def _line_now(shelf: Shelf) -> tuple[str, int]:
    """Return file and line that are being filled: the innermost custom one, or else of any."""
    found: dict[bool, tuple[str, int]] = {}
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            name, own = shelf.place(template.filename or "")
            found.setdefault(own, (name, template.get_corresponding_lineno(frame.f_lineno)))
        frame = frame.f_back
    return found.get(True) or found.get(False, ("", 0))


def _collecting(answer: Callable[[MissingName], Any]) -> Callable[..., Any]:
    def method(self: MissingName, *args: Any, **kwargs: Any) -> Any:
        self.note()
        return answer(self)

    return method


def _field(self: MissingName, name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    self.note()
    return self


_NUMBERS = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow")
_ANSWERS: dict[str, Callable[[MissingName], Any]] = {
    "__str__": lambda _: "",
    "__iter__": lambda _: iter(()),
    "__call__": lambda self: self,
    "__getitem__": lambda self: self,
    **dict.fromkeys(("__len__", "__int__", "__neg__", "__pos__"), lambda _: 0),
    **dict.fromkeys((f"__{r}{name}__" for r in ("", "r") for name in _NUMBERS), lambda _: 0),
    **dict.fromkeys(
        (f"__{name}__" for name in ("bool", "eq", "ne", "lt", "le", "gt", "ge", "contains")),
        lambda _: False,
    ),
}
for _name, _answer in _ANSWERS.items():
    setattr(MissingName, _name, _collecting(_answer))
setattr(MissingName, "__getattr__", _field)  # noqa: B010  # the base has declared that it never returns
setattr(MissingName, "__hash__", object.__hash__)  # noqa: B010
