"""Exports read back by the programs they are for: spreadsheets, importers."""

import csv
import json
import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO
from itertools import pairwise

import openpyxl
import pytest

from facilitator.documents.exports.finder import EXPORTS, export
from facilitator.documents.exports.kinds.register import register
from facilitator.documents.exports.tables import RECORD, Column, Register
from facilitator.documents.exports.xlsx import MOST_IN_A_CELL, workbook
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import BadInput, NotFound, NotReleased
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import LEADERS, Visibility
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.text import clean
from facilitator.workspace.records.settings import PROGRAMME
from facilitator.workspace.release.release import for_audience
from tests.documents.conftest import READ_BACK
from tests.documents.searching import unpacked
from tests.documents.test_texts import HOSTILE
from tests.hostile import NAUGHTY
from tests.tables import for_each

TEXTS = [text for text in map(clean, dict.fromkeys((*NAUGHTY, *HOSTILE, "<r><t>x</t></r>"))) if text.strip()]
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", " =1", "＝1", "\n=1", "|cmd", "%x")
LONG = "é" * 40_000


def csv_rows(content, encoding="utf-8-sig"):
    return list(csv.DictReader(StringIO(content.decode(encoding), newline="")))


def xlsx_rows(content):
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    heads, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    return [dict(zip(heads, row, strict=True)) for row in rows]


def as_text(value):
    """Return a cell of a workbook as CSV writes it."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return "" if value is None else str(value)


@pytest.fixture
def said(bare):
    """Return a reviewed session in which hostile texts are actions."""
    with bare.file.group("hostile"):
        for number, text in enumerate((*TEXTS, *FORMULAS, LONG), start=1):
            fields = {"owner": bare.people[2].id, "status": ActionStatus.OPEN, "due": date(2026, 4, 2)}
            bare.put(Action(number=number, text=text, **fields))
    return bare.reviewed()


def of_team(example, what, format, **more):
    return export(example.folder, what, format=format, session=example.file, **more)


# Words -------------------------------------------------------------------------------------------


def test_an_import_gets_every_word_as_it_is(said):
    rows = csv_rows(of_team(said, "actions", "csv", profile="import"), "utf-8")
    assert [row["action"] for row in rows] == [*TEXTS, *FORMULAS, LONG]
    assert rows[0]["due"] == "2026-04-02"


HEADINGS = {
    "jira": ["Summary", "Description", "Due Date"],
    "azure": ["Work Item Type", "Title", "Description"],
    "gitlab": ["title", "description", "due_date"],
}


@pytest.mark.parametrize("profile", HEADINGS)
def test_a_tracker_gets_what_is_still_to_do_as_it_takes_it_in(heard, profile):
    rows = csv_rows(of_team(heard, "actions", "csv", profile=profile), "utf-8")
    told = json.loads(of_team(heard, "actions", "json"))["rows"]
    going = [row for row in told if row["status_key"] not in ("done", "dropped")]
    assert 0 < len(going) < len(told)
    assert [list(row) for row in rows] == [HEADINGS[profile]] * len(going)
    for row, action in zip(rows, going, strict=True):
        _, title, description = row.values() if profile == "azure" else ("", *[*row.values()][:2])
        assert title == action["action"]
        due = action["due_now"] or action["due"] or ""
        assert any(line.endswith(f": {due}") for line in description.splitlines()) or not due
        assert row.get("due_date", row.get("Due Date", due)) == due
        assert action["record"] in description
        assert "not yet named" not in description
    with pytest.raises(BadInput):
        of_team(heard, "notes", "csv", profile=profile)


def test_no_line_of_hostile_words_is_a_command_to_a_tracker_and_titles_fit(said):
    rows = csv_rows(of_team(said, "actions", "csv", profile="gitlab"), "utf-8")
    assert [" ".join(row["title"].split()) for row in rows] == [row["title"] for row in rows]
    assert max(len(row["title"]) for row in rows) == 255
    assert all(": " in line for row in rows for line in row["description"].splitlines())
    assert LONG[:300] in rows[-1]["description"]


def test_a_spreadsheet_gets_no_formula_from_csv(said):
    content = of_team(said, "actions", "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    words = [row["Action"] for row in csv_rows(content)]
    for text, word in zip((*TEXTS, *FORMULAS), words, strict=False):
        assert word in (text, f"'{text}")
        assert word.lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert all(word == f"'{text}" for text, word in zip(FORMULAS, words[len(TEXTS) :], strict=False))


def test_a_workbook_holds_every_word_and_no_formula(said):
    content = of_team(said, "actions", "xlsx")
    book = openpyxl.load_workbook(BytesIO(content))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    words = [row["Action"] for row in xlsx_rows(content)]
    rich = "<r><t>x</t></r>"
    assert words[:-1] == [text + "\u200b" * (text == rich) for text in (*TEXTS, *FORMULAS)]
    assert words[-1] == LONG[: MOST_IN_A_CELL - 1] + "…"
    with zipfile.ZipFile(BytesIO(content)) as file:
        assert not [name for name in file.namelist() if "rels" in name and b"External" in file.read(name)]


def test_a_long_text_is_cut_between_letters():
    row = {"action": "😀" * 20_000}
    table = Register("x/1", "x", "en", date(2026, 4, 9), "", (), (Column("action"),), ("A",), (row,))
    (read,) = xlsx_rows(workbook(table, "About"))
    assert read["A"] == "😀" * 16_383 + "…"


# Rows --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", EXPORTS)
def test_workbook_csv_and_json_hold_the_same_rows(heard, what, monkeypatch):
    heard.session(next_meeting=datetime(2026, 4, 16, 14, 30, tzinfo=UTC))
    # a note has another handle in each file, all else the same one
    monkeypatch.setattr("facilitator.documents.exports.kinds.notes.random_id", lambda: "a handle")
    book = xlsx_rows(of_team(heard, what, "xlsx"))
    table = csv_rows(of_team(heard, what, "csv"))
    told = json.loads(of_team(heard, what, "json"))
    assert told["view"] == f"{what}/1"
    assert len(book) == len(table) == len(told["rows"]) > 0
    assert [{key: as_text(value) for key, value in row.items()} for row in book] == [
        {key: cell.removeprefix("'").removesuffix("+00:00") for key, cell in row.items()} for row in table
    ]
    raw = csv_rows(of_team(heard, what, "csv", profile="import"), "utf-8")
    assert [{key: as_text(value) for key, value in row.items()} for row in told["rows"]] == raw


def test_an_action_with_all_that_is_known_of_it(heard):
    rows = json.loads(of_team(heard, "actions", "json"))["rows"]
    assert [row["id"] for row in rows] == [f"L-01/A-{number}" for number in range(1, 6)]
    done, blocked, moved = rows[0], rows[3], rows[4]
    assert (done["owner"], done["due"], done["done_on"]) == ("Dev Pillai", "2026-03-26", "2026-03-25")
    assert done["brought"] == "First use saved about 40 minutes (reported, 1 use)"
    assert done["ideas"] == "1"
    assert blocked["blocked_by"] == "the form change waits for the supplier"
    assert (moved["due"], moved["due_now"]) == ("2026-04-30", "2026-05-15")
    assert len({row["record"] for row in rows} - {action.id for action in heard.actions}) == len(rows)


def test_the_register_has_decided_improvements_only(heard):
    rows = json.loads(of_team(heard, "register", "json"))["rows"]
    assert {row["status"] for row in rows} == {"Accepted", "In action", "Done"}
    assert rows[0]["owner"] == "Dev Pillai"
    assert rows[3]["owner"] == "not yet named"


def test_the_register_does_not_call_somebody_nobody_whom_its_readers_may_not_know(bare):
    wide = {"visibility": Visibility.PROGRAMME, "room_yes": READ_BACK}
    inside = bare.put(ImprovementIdea(number=1, title="inside", status=IdeaStatus.ACCEPTED, **wide))
    bare.put(ImprovementIdea(number=2, title="nobody", status=IdeaStatus.ACCEPTED, **wide))
    owned = {"owner": bare.people[2].id, "status": ActionStatus.OPEN, "ideas": (inside.id,)}
    bare.put(Action(number=1, text="Do it", **owned))
    file = bare.reviewed().file
    released = for_audience(bare.folder, LEADERS, [file])
    rows = register(released, load_words(Shelf(), "en")).rows
    assert {row["idea"]: row["owner"] for row in rows} == {
        "inside": "not told here",
        "nobody": "not yet named",
    }


def test_numbers_are_numbers_and_days_are_days(heard):
    (row,) = [row for row in xlsx_rows(of_team(heard, "notes", "xlsx")) if row["Words"].startswith("Moved")]
    assert row["Nods"] == 8
    assert xlsx_rows(of_team(heard, "actions", "xlsx"))[0]["First date"] == datetime(2026, 3, 26)


def test_a_workbook_says_for_whom_it_is(heard):
    book = openpyxl.load_workbook(BytesIO(of_team(heard, "actions", "xlsx")))
    about = [cell.value for (cell,) in book.worksheets[1].iter_rows() if cell.value]
    assert about[1] == "For Infrastructure and Cloud."
    assert "never part" in about[3].casefold()
    assert book.properties.creator == "Harrowmere University"
    assert book.worksheets[0].freeze_panes == "A2"
    assert book.worksheets[0].print_title_rows == "$1:$1"


PRINTED = ("actions", "register", "notes", "calendar")


@pytest.mark.parametrize("what", PRINTED)
def test_every_column_is_printed_with_its_head_but_the_handles(heard, what):
    sheet = openpyxl.load_workbook(BytesIO(of_team(heard, what, "xlsx"))).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.print_title_rows == "$1:$1"
    last = sheet.print_area.split(":")[1].strip("$").split("$")[0]
    assert heads[: openpyxl.utils.column_index_from_string(last)] == heads[:-1]
    assert heads[-1] == "Record"


@for_each(("size", "paper"), [("a4", "9"), ("Letter", "1")])
def test_a_workbook_is_printed_on_the_paper_there_is(size, paper, heard):
    PROGRAMME.change(heard.folder, heard.folder.programme, {"paper_size": size})
    sheets = openpyxl.load_workbook(BytesIO(of_team(heard, "actions", "xlsx"))).worksheets
    assert [str(sheet.page_setup.paperSize) for sheet in sheets] == [paper, paper]


def test_what_is_too_wide_for_a_page_goes_on_beside_it_with_what_it_is_about(heard):
    sheet = openpyxl.load_workbook(BytesIO(of_team(heard, "actions", "xlsx"))).worksheets[0]
    assert sheet.print_title_cols == "$A:$B"
    ends = [0, *(each.id for each in sheet.col_breaks.brk), len(sheet[1]) - 1]
    widths = [round(sheet.column_dimensions[cell.column_letter].width) for cell in sheet[1]]
    for start, end in pairwise(ends):
        repeated = sum(widths[:2]) if start else 0
        assert repeated + sum(widths[start:end]) <= 180
    assert 60 <= sheet.page_setup.scale <= 100


def test_a_row_is_as_high_as_its_words():
    texts = ("short", "word " * 60, "変" * 60, "a\nb\nc")
    columns = (Column("action", width=40), RECORD)
    rows = tuple({"action": text, "record": "r"} for text in texts)
    made = workbook(Register("x/1", "x", "en", date(2026, 4, 9), "", (), columns, ("A", "B"), rows), "About")
    sheet = openpyxl.load_workbook(BytesIO(made)).worksheets[0]
    heights = [sheet.row_dimensions[line].height for line in range(2, 6)]
    assert heights[0] in (None, 15)
    assert [round(height / 12.75) for height in heights[1:]] == [8, 3, 3]


# Who gets what -----------------------------------------------------------------------------------


ALL = [(each.key, format) for each in EXPORTS.values() for format in each.formats]


@pytest.mark.parametrize(("what", "format"), ALL)
def test_what_is_the_facilitators_own_is_in_no_export(heard, what, format):
    hidden = {"visibility": Visibility.FACILITATOR}
    heard.put(ImprovementIdea(number=9, title="CANARY idea", **hidden))
    heard.put(Action(number=9, text="CANARY action", owner=heard.people[2].id, status="open", **hidden))
    heard.put(Observation(number=20, text="CANARY quote", kind="quote", **hidden))
    for whose in ({"session": heard.file}, {"team": heard.teams[0].id}, {}):
        assert b"CANARY" not in unpacked(export(heard.folder, what, format=format, **whose))


@pytest.mark.parametrize("what", EXPORTS)
def test_beyond_the_team_only_what_may_go_there_and_nobody_is_pointed_at(heard, what):
    beyond = {"visibility": Visibility.PROGRAMME, "room_yes": READ_BACK}
    heard.put(Observation(number=30, text="may go", kind="hurts", **beyond))
    heard.put(ImprovementIdea(number=31, title="may go, too", status="accepted", **beyond))
    rows = json.loads(export(heard.folder, what, format="json"))["rows"]
    text = json.dumps(rows)
    assert "nobody else" not in text
    assert "One person understands" not in text
    if what in ("notes", "register"):
        assert "may go" in text
        assert "L-01" not in text
        assert "Infrastructure and Cloud" not in text


@pytest.mark.parametrize(("what", "format"), ALL)
def test_nothing_leaves_before_the_review(example, what, format):
    """Of a planned session a calendar says when and where, and nothing else."""
    if what == "calendar":
        planned = unpacked(export(example.folder, what, format=format, session=example.file))
        assert b"listening session" in planned
        assert b"patching" not in planned
    example.put(example.file.session.moved_to(SessionStatus.RUNNING))
    with pytest.raises(NotReleased):
        export(example.folder, what, format=format, session=example.file)
    if format != "ics":  # an empty calendar is refused
        for whose in ({"team": example.teams[0].id}, {}):
            assert b"patching" not in unpacked(export(example.folder, what, format=format, **whose))


def test_of_two_teams_one_is_named(bare):
    bare.session(teams=(bare.teams[0].id, bare.teams[1].id))
    bare.note("theirs", team=bare.teams[1].id)
    bare.reviewed()
    with pytest.raises(BadInput):
        export(bare.folder, "notes", format="json", session=bare.file)
    ours = export(bare.folder, "notes", format="json", session=bare.file, team=bare.teams[0].id)
    assert b"theirs" not in ours


def test_what_there_is_not_is_said(heard):
    with pytest.raises(NotFound):
        export(heard.folder, "actions", format="ics")
    with pytest.raises(NotFound):
        export(heard.folder, "wishes", format="csv")
    with pytest.raises(BadInput):
        export(heard.folder, "actions", format="csv", team="nobody")
