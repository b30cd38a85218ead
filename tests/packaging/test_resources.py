"""Where the shipped folders are looked for; the packed ways stand in test_wheel.py."""

from pathlib import Path

import pytest

from facilitator import resources
from facilitator.errors import FacilitatorError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Return an empty package folder in place of the real one."""
    package = tmp_path / "facilitator"
    package.mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    return package


def test_a_checkout_has_them_beside_its_project_file():
    assert resources.workshops_dir() == ROOT / "workshops"
    assert resources.templates_dir() == ROOT / "templates"
    assert resources.demo_dir() == ROOT / "sessions" / "demo"


def test_what_lies_inside_the_package_comes_first(package):
    (package.parent / "pyproject.toml").touch()
    (package.parent / "templates").mkdir()
    (package / "_data" / "templates").mkdir(parents=True)
    assert resources.templates_dir() == package / "_data" / "templates"


def test_a_folder_beside_an_installed_package_belongs_to_somebody_else(package):
    (package.parent / "templates").mkdir()
    with pytest.raises(FacilitatorError):
        resources.templates_dir()


def test_a_missing_folder_is_told_in_two_sentences(package):
    with pytest.raises(FacilitatorError) as caught:
        resources.demo_dir()
    assert caught.value.happened.startswith("The folder demo that comes with the program is not at ")
    assert caught.value.todo == "Install the program again."
