"""Modules of instruments are found by name, in the program, in folders and in a zip."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import pytest

import facilitator
from facilitator import extensions

FACTS = "live/instruments/weather.py"


@pytest.fixture
def added(monkeypatch):
    """Return a function that puts a folder or zip on the path and adds a package of it."""
    names = set()

    def add(place, package):
        monkeypatch.syspath_prepend(str(place))
        extensions.add_package(package)
        names.add(package)

    yield add
    for name in names:
        extensions.remove_package(name)
        for module in [each for each in sys.modules if each.split(".")[0] == name]:
            del sys.modules[module]


def write_package(folder, package, files):
    for path, text in files.items():
        target = folder / package / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        for above in target.parents:
            if above == folder:
                break
            (above / "__init__.py").touch()


def test_a_package_adds_its_names_and_takes_them_along(tmp_path, added):
    write_package(tmp_path, "stand_up", {FACTS: "SKY = 'blue'"})
    assert "weather" not in extensions.instrument_names()
    added(tmp_path, "stand_up")
    added(tmp_path, "stand_up")
    assert "weather" in extensions.instrument_names()
    name = extensions.module_name("live.instruments", "weather")
    assert import_module(name).SKY == "blue"
    assert extensions.module_name("ui.room", "weather") is None
    assert extensions.module_name("no.such.room", "weather") is None


def test_it_works_from_a_zip(tmp_path, added):
    write_package(tmp_path / "files", "packed_up", {FACTS: "SKY = 'grey'", "ui/room/weather.py": ""})
    packed = tmp_path / "packed.zip"
    with ZipFile(packed, "w") as archive:
        for file in sorted((tmp_path / "files").rglob("*.py")):
            archive.write(file, file.relative_to(tmp_path / "files"))
    added(packed, "packed_up")
    assert import_module(extensions.module_name("live.instruments", "weather")).SKY == "grey"
    assert extensions.module_name("ui.room", "weather") == "packed_up.ui.room.weather"


FOUND_IN_A_ZIP = """
import sys
sys.path.insert(0, sys.argv[1])
import facilitator
from facilitator.documents.parts.finder import blocks
from facilitator.live.instruments.finder import instruments
from facilitator.ui.instruments.finder import panes
from facilitator.ui.room.finder import drawing_of
assert facilitator.__file__.startswith(sys.argv[1]), facilitator.__file__
drawn = [each for each in instruments() if drawing_of(each)]
print(len(instruments()), len(panes()), len(blocks()), len(drawn))
"""


def test_every_table_finds_its_modules_when_the_program_runs_from_a_zip(tmp_path):
    package = Path(facilitator.__file__).parent
    packed = tmp_path / "program.zip"
    with ZipFile(packed, "w") as archive:
        for file in package.rglob("*"):
            if file.suffix in (".py", ".toml") and "__pycache__" not in file.parts:
                archive.write(file, file.relative_to(package.parent))
    done = subprocess.run(
        [sys.executable, "-c", FOUND_IN_A_ZIP, str(packed)], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.split() == ["15", "15", "8", "12"], done.stderr


def test_what_the_program_has_is_not_replaced(tmp_path, added):
    write_package(tmp_path, "other_notes", {"live/instruments/notes.py": ""})
    added(tmp_path, "other_notes")
    assert extensions.module_name("live.instruments", "notes") == "facilitator.live.instruments.notes"


def test_a_package_that_is_not_there_is_told():
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        extensions.add_package("no_such_package")
    assert "finder" not in extensions.instrument_names()
