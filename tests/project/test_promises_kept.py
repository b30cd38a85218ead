"""Each promise of ARCHITECTURE.md names the tests that hold it, and they are there."""

import re
from importlib import import_module
from pathlib import Path

from tests.tables import for_each

ROOT = Path(__file__).parents[2]
HEADING = "## The promises, and the tests that hold them"
_TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
_SECTION = _TEXT.partition(HEADING)[2].partition("\n## ")[0]
ROWS = [line for line in _SECTION.splitlines() if line.startswith("| ") and "`tests/" in line]
NAMED = sorted(
    {
        (path, name)
        for row in ROWS
        for path, names in re.findall(r"`(tests/[^`]+\.py)`((?: `test_\w+`)+)", row)
        for name in re.findall(r"test_\w+", names)
    }
)
_FIELD = (ROOT / "docs/field.md").read_text(encoding="utf-8")
_TRUST = _FIELD.partition("\n## Privacy and trust\n")[2].partition("\n## ")[0]
PROMISED = set(re.findall(r"^### (.+)", _TRUST, re.MULTILINE))


@for_each(("path", "name"), NAMED, ids=lambda part: part.rpartition("/")[2])
def test_the_test_is_there_and_runs(path, name):
    module = import_module(path.removesuffix(".py").replace("/", "."))
    test = getattr(module, name, None)
    assert callable(test), f"{path} has no {name}: find what holds that promise now."
    marks = {mark.name for mark in getattr(test, "pytestmark", ())}
    assert not marks & {"skip", "skipif", "xfail"}


def test_each_promise_is_held_by_a_test():
    assert len(PROMISED) > 9
    assert {row.split("|")[1].strip() for row in ROWS} >= PROMISED
    for row in ROWS:
        assert re.search(r"`tests/[^`]+\.py` `test_\w+`", row), row
    assert len(NAMED) >= len(ROWS)
