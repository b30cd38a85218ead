"""`facilitator export`, and documents that are no text."""

import csv
import json
import re
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest

from facilitator.documents.formats.registry import EXPORT_FORMATS
from tests.cli.command_line import answer, process, review, run


def written(root, tmp_path, name, *args):
    """Return the bytes a command writes into a file of that name."""
    target = tmp_path / name
    told = run(*args, "--output", target)
    assert told.exit_code == 0, told.stderr
    assert told.stdout.strip() == str(target)
    return target.read_bytes()


def test_the_ending_decides_the_format_of_an_export(root, programme, tmp_path):
    calendar = ("export", "calendar", "--session", "L-01")
    assert written(root, tmp_path, "a.ics", *calendar).startswith(b"BEGIN:VCALENDAR\r\n")
    assert written(root, tmp_path, "a.unknown", *calendar).startswith(b"BEGIN:VCALENDAR\r\n")
    review(root)
    assert written(root, tmp_path, "a.csv", "export", "actions").startswith(b"\xef\xbb\xbfNumber,")
    assert written(root, tmp_path, "a.xlsx", "export", "actions").startswith(b"PK")
    assert json.loads(written(root, tmp_path, "a.json", "export", "actions"))["view"] == "actions/1"


def test_a_profile_is_for_whom_a_csv_is(root, programme, tmp_path):
    run("capture", "L-01", "- =SUM(the queue) is what they wait for")
    review(root)
    notes = ("export", "notes", "--session", "L-01")
    raw = written(root, tmp_path, "a.csv", *notes, "--profile", "import")
    (row,) = csv.DictReader(StringIO(raw.decode("utf-8"), newline=""))
    assert row["note"] == "=SUM(the queue) is what they wait for"
    read = written(root, tmp_path, "b.csv", *notes).decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(read, newline=""))
    assert row["Words"] == "'=SUM(the queue) is what they wait for"


def test_of_a_team_or_a_session(root, programme, tmp_path):
    review(root)
    by_team = written(root, tmp_path, "a.json", "export", "notes", "--team", "desk")
    by_session = written(root, tmp_path, "b.json", "export", "notes", "--session", "L-01")
    assert json.loads(by_team) == json.loads(by_session)
    assert "For Service Desk" in json.loads(by_team)["about"][0]


def test_a_calendar_cancels_what_one_before_it_held(root, programme, tmp_path):
    """Also one that was printed, as into a pipe: it is out."""
    asked = ("export", "calendar", "--team", "desk", "--output", "-")
    planned = run(*asked).stdout
    (uid,) = re.findall(r"^UID:.*$", planned, re.M)
    assert "SEQUENCE:0" in planned
    assert run("session", "cancel", "L-01").exit_code == 0
    off = run(*asked).stdout
    told = {uid.strip(), "SEQUENCE:1", "STATUS:CANCELLED", "SUMMARY:No longer planned"}
    assert told <= set(off.splitlines())
    refused = run("export", "calendar", "--mine", "--output", tmp_path / "b.ics")
    assert (refused.exit_code, (tmp_path / "b.ics").exists()) == (2, False)
    assert "What fills it: an action with a date" in refused.stderr
    assert run("export", "actions", "--mine", "--output", "-").exit_code == 2


def test_an_export_can_be_printed_or_told_in_json(root, programme):
    review(root)
    assert run("export", "actions", "--output", "-").stdout.lstrip("\ufeff").startswith("Number,")
    told = answer(run("export", "actions", "--format", "json", "--output", "-", "--json"))
    assert json.loads(told["text"])["view"] == "actions/1"
    assert told["text"].endswith("}\n"), "what is printed is the file as it is"
    assert told["id"] == "actions.json"


def test_what_there_is_not_is_refused(root, programme, tmp_path):
    review(root)
    target = tmp_path / "a"
    for args in (
        ("wishes", "--output", target),
        ("actions", "--format", "ics", "--output", target),
        ("actions", "--format", "odt", "--output", target),
        ("actions", "--profile", "carrier-pigeon", "--output", target),
        ("actions", "--team", "nobody", "--output", target),
        ("actions",),
        ("actions", "--format", "xlsx", "--output", "-", "--json"),
    ):
        refused = run("export", *args)
        assert refused.exit_code == 2, args
        assert refused.stdout == ""
    assert not target.exists()


def test_nothing_is_exported_before_the_review(root, programme, tmp_path):
    refused = run("export", "actions", "--session", "L-01", "--output", tmp_path / "a.csv")
    assert refused.exit_code == 2
    assert "not reviewed yet" in refused.stderr
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_a_document_that_is_no_text_goes_to_a_file(root, programme, tmp_path, format):
    review(root)
    content = written(root, tmp_path, f"plan.{format}", "render", "action-plan", "--session", "L-01")
    assert content.startswith(b"PK" if format == "docx" else b"%PDF")
    told = run("render", "action-plan", "--format", format)
    assert told.stdout.strip().endswith(f"action-plan.{format}")


def test_a_document_that_is_no_text_is_kept_from_a_terminal(root, programme, monkeypatch):
    review(root)
    monkeypatch.setattr("facilitator.cli.output_files._is_terminal", lambda: True)
    for args in (("render", "action-plan", "--format", "docx"), ("export", "actions", "--format", "xlsx")):
        refused = run(*args, "--output", "-")
        assert refused.exit_code == 2
        assert "Name a file" in refused.stderr
        assert refused.stdout == ""


def test_a_pipe_gets_the_bytes_as_they_are(root, programme):
    review(root)
    for args, opened in (
        (("render", "action-plan", "--format", "docx"), docx.Document),
        (("export", "actions", "--format", "xlsx"), openpyxl.load_workbook),
    ):
        content, wrong = process(*args, "--workspace", root, "--output", "-").communicate(timeout=60)
        assert wrong == b""
        assert opened(BytesIO(content))


WORDS_WITH_A_FAULT = {
    "a place": '[export.column]\naction = "{nobody}"\n',
    "the whole file": "[export.column\n",
}


@pytest.mark.parametrize("fault", WORDS_WITH_A_FAULT)
def test_words_of_ones_own_with_a_fault_are_told_and_the_shipped_ones_written(root, programme, fault):
    review(root)
    wanted = ("export", "actions", "--format", "csv", "--output", "-")
    shipped = run(*wanted)
    assert shipped.stderr == ""
    own = root / "templates" / "words" / "en.toml"
    own.parent.mkdir(parents=True)
    own.write_text(WORDS_WITH_A_FAULT[fault], encoding="utf-8")
    told = run(*wanted)
    assert (told.exit_code, told.stdout) == (0, shipped.stdout)
    assert "words/en.toml, line " in told.stderr
    assert "facilitator template check" in told.stderr


def test_every_format_is_named_in_the_help(root):
    shown = run("export", "--help").stdout
    assert all(format in shown for format in EXPORT_FORMATS)
