"""Where the shipped workshops, templates and the worked example lie.

In a wheel they lie inside the package under `_data`. In a checkout and in an editable install they
lie beside `pyproject.toml`. A package run from a zip is unpacked into a folder that goes away with
the process, because everything else reads plain files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def workshops_dir() -> Path:
    """Return the folder of the shipped scripts, practices, pulse items and schemes."""
    return _shipped("workshops", in_checkout="workshops")


def templates_dir() -> Path:
    """Return the folder of the shipped document templates."""
    return _shipped("templates", in_checkout="templates")


def demo_dir() -> Path:
    """Return the folder of the worked example; read from it, never write into it."""
    return _shipped("demo", in_checkout="sessions/demo")


def _shipped(name: str, in_checkout: str) -> Path:
    return _found(_PACKAGE, _CHECKOUT, name, in_checkout)


@cache
def _found(package: Path, checkout: Path, name: str, in_checkout: str) -> Path:
    """Return where a folder lies; a paper asks for that of the templates some hundred times."""
    places = [package / "_data" / name]
    if (checkout / "pyproject.toml").is_file():
        places.append(checkout / in_checkout)
    found = next((place for place in places if place.is_dir()), None) or _unpacked(name)
    if found is None:
        raise FacilitatorError(
            f"The folder {name} that comes with the program is not at {places[-1]}.",
            "Install the program again.",
            title="Part of the program is missing",
        )
    return found


@cache
def _unpacked(name: str) -> Path | None:
    """Unpack a data folder of a zipped package, once a process; None when it holds no such folder."""
    # Imported here: nobody but a zipped package needs them, and every command would wait for them.
    import atexit
    import shutil
    import tempfile
    from importlib.resources import files

    packed = files("facilitator") / "_data" / name
    if not packed.is_dir():
        return None
    folder = Path(tempfile.mkdtemp(prefix="facilitator-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _copy(packed, folder)
    return folder


def _copy(source: Traversable, target: Path) -> None:
    # importlib.resources.as_file takes folders only from Python 3.12 on.
    target.mkdir(exist_ok=True)
    for part in source.iterdir():
        if part.is_dir():
            _copy(part, target / part.name)
        else:
            (target / part.name).write_bytes(part.read_bytes())
