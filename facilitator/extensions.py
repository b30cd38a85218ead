"""Where modules are found by name: in this package, and in packages that were added to it.

An instrument is one name, and in each of its rooms a module of that name. A room's table asks here which
modules there are and imports the one it wants. A package that adds instruments has the same rooms: after
`add_package("stand_up")`, `stand_up.live.instruments.weather` is `weather` in the room `live.instruments`.
"""

from __future__ import annotations

from functools import cache

INSTRUMENTS = "live.instruments"
"""The room that has a module for every instrument; in the others one may be missing."""

TABLE = "finder"
"""What the table of a room is called; it is no instrument."""

_packages: list[str] = ["facilitator"]


def add_package(package: str) -> None:
    """Look into *package* as well, after those added before. Raises `ModuleNotFoundError`."""
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    if package not in _packages:
        _packages.append(package)
        _modules.cache_clear()


def remove_package(package: str) -> None:
    """Look no longer into a package that was added. Raises `ValueError` for any other."""
    _packages.remove(package)
    _modules.cache_clear()


def instrument_names() -> tuple[str, ...]:
    """Return the names of all instruments, by alphabet."""
    return names_in(INSTRUMENTS)


def names_in(room: str) -> tuple[str, ...]:
    """Return the names of the modules in a room, such as `documents.exports.kinds`, by alphabet."""
    return tuple(sorted(_modules(room)))


def module_name(room: str, name: str) -> str | None:
    """Return the full name of the module called *name* in a room, such as `ui.room`; None without one.

    What this package has itself cannot be replaced by another.
    """
    return _modules(room).get(name)


@cache
def _modules(room: str) -> dict[str, str]:
    """Return the modules of a room by their own name; nothing is imported but the packages they are in.

    Works for folders and for packages in a zip alike.
    """
    # Imported here: only who looks into a room waits for them.
    from importlib.util import find_spec
    from pkgutil import iter_modules

    found: dict[str, str] = {}
    for package in _packages:
        full = f"{package}.{room}"
        try:
            spec = find_spec(full)
        except ModuleNotFoundError:
            continue  # it has no such room
        for module in iter_modules(spec.submodule_search_locations if spec else ()):
            if module.name != TABLE:
                found.setdefault(module.name, f"{full}.{module.name}")
    return found
