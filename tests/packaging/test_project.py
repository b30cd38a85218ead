"""The promises of the project's own files."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from facilitator.model.practice import TRADE_MARK_NOTICE
from tests.tables import for_each

ROOT = Path(__file__).parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]
REQUIREMENTS = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
CONSTRAINTS = [
    line
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@for_each("requirement", REQUIREMENTS)
def test_a_dependency_has_its_reason_beside_it(requirement):
    (line,) = [line for line in PYPROJECT.splitlines() if line.strip().startswith(f'"{requirement}"')]
    assert re.search(r",  # \w.{10,}", line)


@for_each("line", CONSTRAINTS)
def test_a_constraint_is_a_name_and_a_version_and_no_address(line):
    requirement = Requirement(line)
    assert requirement.url is None
    assert [part.operator for part in requirement.specifier] == ["=="]


@for_each("requirement", REQUIREMENTS)
def test_a_dependency_is_pinned_to_a_version_it_allows(requirement):
    wanted = Requirement(requirement)
    pinned = {canonicalize_name(pin.name): pin for pin in map(Requirement, CONSTRAINTS)}[
        canonicalize_name(wanted.name)
    ]
    (pin,) = pinned.specifier
    assert pin.version in wanted.specifier
    assert pinned.marker == wanted.marker


def test_the_readme_shows_the_trade_mark_notice():
    assert TRADE_MARK_NOTICE in (ROOT / "README.md").read_text(encoding="utf-8")
