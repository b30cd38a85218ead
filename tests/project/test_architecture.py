"""ARCHITECTURE.md names only what is there, and leaves no package out."""

import ast
import importlib
import re
from pathlib import Path

import facilitator
from facilitator.extensions import INSTRUMENTS, instrument_names
from tests.tables import for_each

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "facilitator"
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
SPANS = sorted(
    set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", TEXT, flags=re.DOTALL | re.MULTILINE)))
)
PATHS = [span for span in SPANS if "/" in span or (ROOT / span).exists()]
NAMES = [span for span in SPANS if span not in PATHS and re.fullmatch(r"\w+(\.\w+)+", span)]
PACKAGES = sorted(".".join(init.parent.relative_to(PACKAGE).parts) for init in PACKAGE.rglob("__init__.py"))


def resolve(name):
    """Return what a dotted name means, counted from the package; raises if there is no such thing."""
    parts = name.removeprefix("facilitator.").split(".")
    found, rest = facilitator, parts
    for count in range(1, len(parts) + 1):
        try:
            found, rest = importlib.import_module("facilitator." + ".".join(parts[:count])), parts[count:]
        except ModuleNotFoundError:
            break
    for part in rest:
        found = getattr(found, part)
    return found


def missing(name):
    """Return what of a dotted name is not there, in words; "" when all of it is."""
    try:
        resolve(name)
    except AttributeError as fault:
        return str(fault)
    return ""


@for_each("name", NAMES)
def test_every_name_is_there(name):
    assert not missing(name), f"ARCHITECTURE.md speaks of {name}. Correct the map, it has to be true."


@for_each("path", PATHS)
def test_every_path_is_there(path):
    assert (ROOT / path).exists(), f"ARCHITECTURE.md speaks of {path}, which is not there."


def test_every_module_that_templates_and_pages_speak_of_is_there():
    pages = [
        *ROOT.glob("templates/**/*.j2"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("workshops/**/*.toml"),
        *ROOT.glob("*.md"),
    ]
    named = {
        (page.name, path)
        for page in pages
        for path in re.findall(r"facilitator/[\w/]+\.py", page.read_text("utf-8"))
    }
    assert named
    assert {(page, path) for page, path in named if not (ROOT / path).exists()} == set()


@for_each("package", [package for package in PACKAGES if package])
def test_every_package_is_named(package):
    assert f"`{package}`" in TEXT, f"ARCHITECTURE.md leaves out facilitator/{package.replace('.', '/')}/."


def test_the_house_is_drawn_as_it_stands():
    drawing = re.search(r"^## Layers.*?^```\n(.*?)^```", TEXT, flags=re.DOTALL | re.MULTILINE)[1].splitlines()
    drawn = {name for line in drawing if line[0] != " " for name in re.split(r"  |$", line)[0].split(" │ ")}
    there = [path for path in PACKAGE.iterdir() if path.suffix in ("", ".py") and path.name[0] != "_"]
    assert sorted(drawn) == sorted(path.stem for path in there)
    rooms = dict(line.strip().split(": ") for line in drawing if line[0] == " ")
    assert {name: names.split() for name, names in rooms.items()} == {
        path.name: found
        for path in there
        if path.is_dir() and (found := sorted(each.name for each in path.glob("[!_]*/")))
    }


def test_something_was_looked_at():
    assert len(NAMES) > 100
    assert {"workshops/scripts/", "README.md"} <= set(PATHS)
    assert "ui.instruments" in PACKAGES


@for_each("name", ["live.session.LiveSession.sing", "live.choir", "store.journal.Nothing"])
def test_a_name_that_is_not_there_is_found(name):
    assert name.rpartition(".")[2] in missing(name)


def test_the_map_stays_readable():
    assert len(TEXT.splitlines()) <= 350


def imported(path):
    """Return the modules that a file names in its imports, at any depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_what_the_room_sees_is_drawn_without_the_session():
    rooms = PACKAGE / "ui/room"
    drawings = [path for path in rooms.glob("*.py") if "DRAWING = " in path.read_text(encoding="utf-8")]
    assert len(drawings) > 5
    for path in [*drawings, rooms / "drawing.py", rooms / "frame.py"]:
        met = [each for each in imported(path) if each.startswith(("facilitator.live", "facilitator.store"))]
        assert met == [], f"{path.name} draws from released records only"


DECLARED = {
    "live.instruments": "FACTS",
    "ui.instruments": "PANE",
    "ui.room": "DRAWING",
    "documents.parts": "BLOCK",
}
"""The rooms of an instrument, and what its module in each declares."""

OVER = {("focus", "vote"), ("list_vote", "vote")}
"""The instruments that are made of another one: dots on practices and on lists are votes."""


@for_each("room", DECLARED)
def test_what_an_instrument_declares_stands_in_a_module_of_its_name(room):
    folder = PACKAGE / room.replace(".", "/")
    declaring = re.compile(rf"^{DECLARED[room]} = ", re.MULTILINE)
    named = {path.stem for path in folder.glob("*.py") if declaring.search(path.read_text(encoding="utf-8"))}
    assert named <= set(instrument_names())
    for path in folder.glob("*.py"):
        known = {
            each.rpartition(".")[2] for each in imported(path) if each.startswith(f"facilitator.{room}.")
        }
        met = {(path.stem, other) for other in known & named} if path.stem in named else set()
        assert met <= OVER, "instruments do not know each other"
    if room == INSTRUMENTS:
        assert named == set(instrument_names()), "every module here is an instrument, or the table of them"
