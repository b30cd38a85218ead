"""The README holds the cheat sheet as the registries make it."""

import subprocess
import sys
from pathlib import Path

from facilitator.live.capture.grammar import CLOSING_WORDS, GRAMMAR
from facilitator.ui.cheat_sheet import BEGIN, END, cheat_sheet, shown
from facilitator.ui.keys.command import key_label
from facilitator.ui.keys.everywhere import PLACES
from tests.tables import for_each

ROOT = Path(__file__).parents[2]


def test_the_readme_holds_exactly_this_cheat_sheet():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    held = readme.partition(f"{BEGIN}\n")[2].partition(f"\n{END}")[0]
    assert held == cheat_sheet(), (
        "The keys or signs changed. Put what `python -m facilitator.ui.cheat_sheet` prints "
        "between the two comments of the cheat sheet in README.md."
    )


def test_the_module_prints_it():
    done = subprocess.run(
        [sys.executable, "-m", "facilitator.ui.cheat_sheet"], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == cheat_sheet()


@for_each("context", shown(), ids=lambda each: each.name)
def test_every_key_of_a_shown_context_has_its_row(context):
    table = next(part for part in cheat_sheet().split("\n\n") if part.startswith(f"| {context.title} |"))
    for action in context.commands:
        if action.name == "to_capture" or action.name.startswith("app.place("):
            continue
        assert action.help in table
        labels = [key_label(key) for key in action.keys]
        for label in labels if len(labels) <= 3 else (f"{labels[0]}–{labels[-1]}",):
            assert f"`{label}`" in table


def test_the_places_stand_in_one_row():
    assert f"| `1–{len(PLACES)}` | {', '.join(title for _, title in PLACES)} |" in cheat_sheet()


def test_every_sign_has_its_row():
    sheet = cheat_sheet()
    for row in GRAMMAR:
        assert f"| `{row.typed}` | {row.does}" in sheet
    assert sheet.endswith(f"{CLOSING_WORDS}\n")


def test_what_the_own_step_of_a_segment_does_stands_with_the_instrument():
    assert "| `F8` | fist of five |" in cheat_sheet()


def test_no_cell_breaks_its_table():
    for line in cheat_sheet().splitlines():
        assert not line.startswith("|") or line.count("|") == 3
