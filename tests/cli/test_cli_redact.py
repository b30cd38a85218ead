"""`facilitator redact` as it is typed."""

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.model.changes import REDACTED
from tests.cli.command_line import answer, contents, edit, review, run, session_path
from tests.workspace.redacting import MARK, bytes_of
from tests.workspace.test_redaction import HOLDER, state

SAID = f"{MARK} says “Größe” & nothing <b>else</b> 🙈"
LEFT = "Nothing was changed."


@pytest.fixture
def said(root, programme):
    """A session with the words in two notes merged into one, and a backup of it."""
    run("capture", "L-01", f"- {SAID}")
    run("capture", "L-01", "- Something else")
    run("backup")
    return programme


def merge(programme):
    """Let the second note be merged into the first, and an idea with its words come from it."""

    def change(tables):
        first, second = tables["observations"].values()
        second["merged_into"] = first["id"]
        table = {"id": "018f0000-0000-7000-8000-000000000001", "number": 1, "from_notes": [first["id"]]}
        table |= {
            "title": f"If we stop that {SAID}",
            "created": first["created"],
            "changed": first["changed"],
        }
        tables["ideas"] = {"1": table}

    edit(session_path(programme), change)


def shown(programme):
    return [note["text"] for note in answer(run("session", "show", "L-01", "--json"))["notes"]]


def test_it_says_what_it_would_do(root, said):
    before = contents(root)
    told = run("redact", "N-1", "--dry-run")
    assert told.exit_code == 0, told.stderr
    assert "L-01/N-1: the words go (note)." in told.stdout
    assert REDACTED in told.stdout
    assert "backups" in told.stdout
    assert "It cannot be undone" in told.stdout
    assert MARK not in told.stdout
    assert contents(root) == before


@pytest.mark.parametrize("typed", ["N-1", "n1", "L-01/N-1", "L-1/n-1"])
def test_yes_redacts_without_a_question(root, said, typed):
    assert bytes_of(root)
    done = run("redact", typed, "--yes")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Redacted: L-01/N-1.")
    assert "No file of the workspace holds the words any more." in done.stdout
    assert bytes_of(root) == []
    assert REDACTED in run("session", "show", "L-01").stdout
    assert run("check").exit_code == 0


def test_it_asks_before_anything_is_done(root, said):
    before = state(root)
    done = run("redact", "N-1", stdin="n\n")
    assert done.exit_code == 0
    assert "Redact L-01/N-1 now, for good?" in done.stderr
    assert LEFT in done.stderr
    assert done.stdout == ""
    assert state(root) == before


def test_without_anybody_to_answer_nothing_is_done(root, said):
    before = state(root)
    assert run("redact", "N-1", stdin="").exit_code == 130
    assert state(root) == before


def test_an_answer_for_each_part(root, said):
    merge(said)
    done = run("redact", "N-1", stdin="y\nn\ny\n")
    assert "L-01/N-2 was merged with it. Take its words out too?" in done.stderr
    assert "L-01/I-1 came from it and says the same. Take its words out too?" in done.stderr
    assert done.stdout.startswith("Redacted: L-01/N-1, L-01/N-2.")
    assert session_path(said).name in done.stdout.split("Still there")[1]
    assert done.exit_code == 1


def test_yes_takes_what_was_merged_and_what_says_the_same(root, said):
    merge(said)
    done = run("redact", "N-1", "--yes")
    assert done.stdout.startswith("Redacted: L-01/N-1, L-01/N-2, L-01/I-1.")
    assert done.exit_code == 0
    assert bytes_of(root) == []


def test_papers_are_asked_about_and_made_anew(root, said):
    review(root)
    paper = Path(run("render", "action-plan", "--session", "L-01").stdout.strip())
    assert bytes_of(paper.parent) == [paper]
    done = run("redact", "N-1", stdin="y\ny\ny\n")
    assert "Papers that hold the words: documents/" in done.stderr.replace("\\", "/")
    assert "Made anew:" in done.stdout
    assert paper.exists()
    assert bytes_of(root) == []


def test_papers_that_stay_are_told(root, said):
    review(root)
    paper = Path(run("render", "action-plan", "--session", "L-01").stdout.strip())
    done = run("redact", "N-1", stdin="n\ny\n")
    assert done.exit_code == 1
    assert paper.name in done.stdout.split("Still there")[1]
    assert bytes_of(root) == [paper]


def test_yes_deletes_papers(root, said):
    review(root)
    paper = Path(run("render", "action-plan", "--session", "L-01").stdout.strip())
    assert run("redact", "N-1", "--yes").exit_code == 0
    assert not paper.exists()


def test_it_answers_in_json(root, said):
    plan = answer(run("redact", "N-1", "--dry-run", "--json"))
    assert (plan["short_id"], plan["fields"], len(plan["copies"])) == ("L-01/N-1", ["Note"], 1)
    assert MARK not in str(plan)
    done = answer(run("redact", "N-1", "--yes", "--json"))
    assert (done["id"], done["redacted"], done["left"]) == (plan["id"], ["L-01/N-1"], [])
    assert done["copies"] == plan["copies"]


def test_a_file_open_elsewhere_refuses_all_of_it(root, said):
    path = next((root / "backups").rglob("2*.json"))
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as other:
        assert other.stdout.readline().strip() == b"held"
        before = state(root)
        refused = run("redact", "N-1", "--yes")
        assert refused.exit_code == 1
        assert "is open for changes in another window" in refused.stderr
        assert state(root) == before
        other.stdin.close()


@pytest.mark.parametrize("typed", ["N-9", "L-01", "L-09/N-1", "nobody", "", "[/nope]"])
def test_a_record_there_is_not_is_told(said, typed):
    refused = run("redact", typed, "--yes")
    assert refused.exit_code == 2
    assert "There is no" in refused.stderr


def test_a_second_time_there_is_nothing_left_to_do(root, said):
    run("redact", "N-1", "--yes")
    again = run("redact", "N-1", "--yes")
    assert again.exit_code == 0
    assert bytes_of(root) == []


def test_words_too_short_to_be_looked_for_are_told(root, programme):
    run("capture", "L-01", "- no")
    done = run("redact", "N-1", "--yes")
    assert "fewer than four letters" in done.stdout
    assert "No file of the workspace" not in done.stdout
