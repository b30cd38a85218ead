"""What is built from the checkout, looked at and run from somewhere else."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = {"workshops": "workshops", "templates": "templates", "demo": "sessions/demo"}
LEFTOVERS = {"__pycache__", ".venv", ".git", ".pytest_cache", ".ruff_cache", ".mypy_cache", ".hypothesis"}
LIVE_FILES = {".journal", ".sum", ".previous", ".bad", ".tmp", ".lock", ".holder", ".pyc"}

ASK = """
import facilitator.resources as resources
print(resources.__file__)
for folder in (resources.workshops_dir(), resources.templates_dir(), resources.demo_dir()):
    print(folder, sum(path.is_file() for path in folder.rglob("*")))
"""


def run(*arguments, cwd, **environment):
    """Run this Python with *arguments* in the folder *cwd*; return what it printed."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a folder with the wheel and the source distribution of this checkout."""
    folder = tmp_path_factory.mktemp("built")
    run("-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    """Return the path of the wheel."""
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return a folder into which pip installed the wheel."""
    folder = tmp_path_factory.mktemp("installed")
    pip = ["-m", "pip", "--quiet", "--disable-pip-version-check"]
    run(*pip, "install", "--no-deps", "--no-index", "--target", folder, wheel, cwd=folder.parent)
    return folder


@pytest.fixture(scope="module")
def sdist_names(built):
    """Return the paths inside the source distribution, without its top folder."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {PurePosixPath(*PurePosixPath(name).parts[1:]) for name in archive.getnames()}


def in_checkout(folder):
    """Return how many files of the checkout's *folder* are to be shipped."""
    return sum(path.is_file() and not is_leftover(path) for path in (ROOT / folder).rglob("*"))


def is_leftover(path):
    """Tell whether *path* is a cache or what a running program leaves beside a file."""
    return bool(LEFTOVERS & set(path.parts)) or path.suffix in LIVE_FILES


def ask(code_at, cwd):
    """Run `ASK` in a fresh Python with the package at *code_at*; return where it lies and what it found."""
    place, *folders = run("-P", "-c", ASK, cwd=cwd, PYTHONPATH=str(code_at)).splitlines()
    found = [line.rsplit(" ", 1) for line in folders]
    return Path(place), [Path(folder) for folder, _ in found], [int(count) for _, count in found]


def test_the_wheel_holds_the_code_and_the_shipped_data_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        paths = {PurePosixPath(name) for name in archive.namelist()}
    assert {path.parts[0] for path in paths} == {
        "facilitator",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }
    assert not [path for path in paths if is_leftover(path)]


def test_an_installed_wheel_finds_its_data(installed, tmp_path):
    place, folders, counts = ask(installed, tmp_path)

    assert place.is_relative_to(installed)
    assert folders == [installed / "facilitator" / "_data" / name for name in SHIPPED]
    assert counts == [in_checkout(folder) for folder in SHIPPED.values()]


def test_an_installed_wheel_runs(installed, tmp_path):
    assert "Usage: " in run("-P", "-m", "facilitator", "--help", cwd=tmp_path, PYTHONPATH=str(installed))


def test_a_zipped_package_unpacks_its_data_and_leaves_nothing_behind(wheel, tmp_path):
    place, folders, counts = ask(wheel, tmp_path)

    assert place.is_relative_to(wheel)
    assert counts == [in_checkout(folder) for folder in SHIPPED.values()]
    assert not any(folder.exists() for folder in folders)


def test_the_source_distribution_holds_what_building_and_testing_need(sdist_names):
    needed = ["pyproject.toml", "constraints.txt", "Makefile", "README.md", "LICENSE"]
    shipped = [ROOT / folder for folder in (*SHIPPED.values(), "facilitator", "tests")]
    files = [
        path.relative_to(ROOT)
        for folder in shipped
        for path in folder.rglob("*")
        if path.is_file() and not is_leftover(path)
    ]
    assert {PurePosixPath(path) for path in [*needed, *files]} <= sdist_names


def test_the_source_distribution_holds_no_caches_and_no_real_sessions(sdist_names):
    assert not [path for path in sdist_names if is_leftover(path)]
    assert {path.parts[1] for path in sdist_names if path.parts[0] == "sessions"} <= {"demo"}
    assert "documents" not in {path.parts[0] for path in sdist_names}
