"""An export for another program is one file: here cards for a board, in a package that is thrown away."""

import csv
import json
import subprocess
import sys

from facilitator.workspace.folder.demo import open_demo

CARDS = """
from facilitator.documents.exports.tables import Column, Export, register_of

COLUMNS = (
    Column("action", heading="Card Name"),
    Column("due", "day", heading="Due Date"),
    Column("owner", heading="Members"),
    Column("record", heading="Card ID"),
)


def cards(released, words):
    return register_of("cards", released, words, COLUMNS, rows, title="Cards")


def rows(reading):
    for action in reading.actions:
        yield {
            "action": action.text,
            "due": action.due_date,
            "owner": "",
            "record": reading.released.handle(action),
        }


EXPORT = Export("cards", cards)
"""

MAKE = """
import sys
from pathlib import Path
from facilitator import extensions
extensions.add_package("boards")
from facilitator.cli.root import cli
cli(sys.argv[1:])
"""


def test_it_is_found_listed_and_written_in_every_format(tmp_path):
    kinds = tmp_path / "boards" / "documents" / "exports" / "kinds"
    kinds.mkdir(parents=True)
    for folder in (kinds, *list(kinds.parents)[:3]):
        (folder / "__init__.py").touch()
    (kinds / "cards.py").write_text(CARDS)
    workspace, folder = open_demo(tmp_path / "demo")
    folder.close()

    def run(*words):
        return subprocess.run(
            [sys.executable, "-c", MAKE, "export", *words, "--workspace", str(workspace.root)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
        )

    told = json.loads(run("cards", "--format", "json", "--output", "-").stdout)
    assert told["view"] == "cards/1"
    assert told["title"] == "Cards"
    table = run("cards", "--session", "L-03", "--format", "csv", "--output", "-").stdout.lstrip("\ufeff")
    heading, *cards = csv.reader(table.splitlines())
    assert heading == ["Card Name", "Due Date", "Members", "Card ID"]
    assert len(cards) > 3
    assert run("cards", "--format", "xlsx", "--output", "cards.xlsx").returncode == 0
    assert (tmp_path / "cards.xlsx").stat().st_size > 1000
    assert "actions, calendar, register, notes, cards" in run("nothing", "--output", "-").stderr
