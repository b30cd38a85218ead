"""`docs/workshops.md` is true: its files are usable, go to their end, and yield what their headings say."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from facilitator.catalogue.files import read_script
from facilitator.catalogue.folders import shipped_catalogue
from facilitator.catalogue.schema import script_schema
from facilitator.cli.script_advice import advice_for
from facilitator.rehearsal import rehearse

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "workshops.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d+) \| \[(.+)\]\((methods/.+?\.toml)\) \| (.+) \|$", re.MULTILINE)
ROWS = [(int(number), title, DOCS / path, loss) for number, title, path, loss in ROW.findall(TEXT)]
FRAME = {"agreement", "read_back", "close"}


def test_it_lists_every_fifth_method_and_counts_what_runs_without_loss() -> None:
    assert {path for _, _, path, _ in ROWS} == {*(DOCS / "methods").rglob("*.toml")}
    without = sum(1 for *_, loss in ROWS if loss == "none")
    assert f"**{without} of {len(ROWS)} run without loss, {100 * without / len(ROWS):.0f} %.**" in TEXT
    parts = TEXT.split("\n## ")[1:-1]
    assert len(parts) == 5
    for part in parts:
        rows, [total] = ROW.findall(part), re.findall(r", (\d+) methods", part)
        assert [int(number) for number, *_ in rows] == list(range(5, int(total) + 1, 5))
        assert f"{sum(1 for *_, loss in rows if loss == 'none')} of {len(rows)} without loss" in part


@pytest.mark.parametrize("collection", sorted({path.parent.name for _, _, path, _ in ROWS}))
def test_each_method_is_clean_and_its_rehearsal_yields_what_its_headings_say(collection: str) -> None:
    catalogue = shipped_catalogue()
    known = {*script_schema()["$defs"]["Segment"]["properties"]}
    for path in (path for _, _, path, _ in ROWS if path.parent.name == collection):
        text = path.read_text("utf-8")
        assert text.startswith("#:schema ../../workshop.schema.json\n")
        assert all({*segment} <= known for segment in tomllib.loads(text)["segment"]), path
        script = read_script(path, catalogue.practices)
        assert [str(each) for each in advice_for(path, script)] == []
        came_out = rehearse(script, catalogue)
        assert [step.refused for step in came_out.steps if step.refused] == [], path
        assert {kind.heading for kind in script.kinds} <= {*came_out.harvest}, path
        for step, segment in zip(came_out.steps, script.segments, strict=True):
            assert step.yields or FRAME & {*segment.instruments}, (path, step.title)
            assert bool(step.parts) == bool(segment.each), (path, step.title)
