"""One session in every format: the same actions everywhere, and nothing anywhere that is not its readers'."""

import json
import re
import zipfile
from io import BytesIO

import docx
import pypdf
import pytest

from facilitator.documents import look
from facilitator.documents.exports import EXPORTS, export
from facilitator.documents.formats import FORMATS, writable
from facilitator.documents.render import RENDERABLE, render_bytes, write
from facilitator.documents.shelf import Shelf
from facilitator.errors import NotFound, NotReleased
from facilitator.model.audience import Visibility, Worded
from tests.canaries import Filler, kinds_of
from tests.documents.test_registers import xlsx_rows
from tests.unit.command_line import process


def unpacked(content):
    """Return all a file holds: of zips each part, of a PDF its words and what it says of itself."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as file:
            return b"".join(name.encode() + file.read(name) for name in file.namelist())
    if content.startswith(b"%PDF"):
        reader = pypdf.PdfReader(BytesIO(content))
        words = "".join(page.extract_text() for page in reader.pages)
        about = reader.trailer["/Root"]["/Metadata"].get_data()
        return content + words.encode() + repr(reader.metadata).encode() + about
    return content


def shown(heard, format):
    """Return the plan's words without blanks."""
    content = render_bytes(heard.folder, "action-plan", session=heard.file, format=format)
    if format == "docx":
        tables = docx.Document(BytesIO(content)).tables
        words = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    elif format == "pdf":
        words = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    else:
        words = content.decode()
    return without_blanks(words)


def without_blanks(words):
    """Return *words* as they are compared: a PDF has line ends where cells do."""
    return re.sub(r"\s", "", words)


@pytest.mark.parametrize("format", FORMATS)
def test_ids_owners_and_dates_are_the_same_in_every_format(heard, format):
    words = shown(heard, format)
    for action in heard.actions:
        owner = heard.folder.people[action.owner].name
        for part in (action.text, owner, f"{action.due.day} {action.due:%B}"):
            assert without_blanks(part) in words


def test_exports_have_the_same_actions_owners_and_dates_as_the_paper(heard):
    given = {"session": heard.file}
    rows = json.loads(export(heard.folder, "actions", format="json", **given))["rows"]
    book = xlsx_rows(export(heard.folder, "actions", format="xlsx", **given))
    dates = json.loads(export(heard.folder, "calendar", format="json", **given))["rows"]
    ics = export(heard.folder, "calendar", format="ics", **given).decode()
    for row, line, action in zip(rows, book, heard.actions, strict=True):
        assert (row["id"], row["owner"], row["record"]) == (line["Number"], line["Owner"], action.id)
        assert row["due"] == line["First date"].date().isoformat() == action.due.isoformat()
        assert row["owner"] == heard.folder.people[action.owner].name
    for event in dates:
        assert f"UID:{event['record']}" in ics.replace("\r\n ", "")
        assert event["starts"].replace("-", "")[:8] in ics
    (due,) = [event for event in dates if event["id"] == "L-01/A-4"]
    assert (due["starts"], due["who"]) == ("2026-03-31", "Jo Marsh")


@pytest.mark.parametrize("format", FORMATS)
def test_no_canary_kept_from_the_team_is_in_any_file(bare, format):
    ids = {"teams": bare.teams[0].id, "people": bare.people[2].id, "practices": "change_enablement"}
    ids["counterpart"] = bare.teams[1].id
    filler = Filler(ids | dict.fromkeys(("services", "specialisms", "champions"), "x"))
    for kind in kinds_of("session"):
        if issubclass(kind, Worded):
            bare.put(filler.record(kind, Visibility.FACILITATOR))
    kept = {
        canary.text for canary in filler.canaries if canary.level is Visibility.FACILITATOR or canary.only_us
    }
    assert len(kept) > 10
    bare.reviewed()
    for document in RENDERABLE:
        content = unpacked(render_bytes(bare.folder, document, session=bare.file, format=format))
        assert not [text for text in kept if text.encode() in content]
    for each in EXPORTS.values():
        for kind in each.formats:
            content = unpacked(export(bare.folder, each.key, format=kind, session=bare.file))
            assert not [text for text in kept if text.encode() in content]


@pytest.mark.parametrize("format", FORMATS)
def test_no_address_and_no_place_on_this_machine_is_in_any_file(heard, tmp_path, format):
    path = write(heard.folder, "action-plan", session=heard.file, format=format, into=tmp_path / "papers")
    assert path.suffix == f".{format}"
    content = unpacked(path.read_bytes())
    for word in (b"CANARY", str(tmp_path).encode(), b"tzlocal", b"file://"):
        assert word not in content


@pytest.mark.parametrize("format", FORMATS)
def test_no_file_is_written_before_the_review(example, tmp_path, format):
    with pytest.raises(NotReleased):
        write(example.folder, "action-plan", session=example.file, format=format, into=tmp_path / "papers")
    assert not (tmp_path / "papers").exists()


def test_a_format_there_is_not_is_said(heard):
    with pytest.raises(NotFound, match="odt"):
        render_bytes(heard.folder, "action-plan", session=heard.file, format="odt")


def test_this_machine_writes_all_of_them():
    assert writable() == FORMATS


def test_the_colours_of_files_are_those_of_the_page():
    style = Shelf().read("style.css").casefold()
    colours = {look.INK, look.SOFT, look.ACCENT, look.RULE, look.HAIRLINE, look.TINT, look.WARNING}
    for colour in colours | set(look.HEAT) | set(look.COOL) | set(look.STATUS.values()):
        assert f"#{colour.casefold()}" in style


def test_what_formats_need_is_imported_only_when_a_paper_is_made():
    code = """
import facilitator.cli
import facilitator.documents.render, facilitator.documents.exports
heavy = {"docx", "lxml", "xlsxwriter", "icalendar", "typst", "jinja2"}
print(sorted(heavy & set(sys.modules)))
"""
    told, wrong = process(code=code).communicate(timeout=60)
    assert (told.strip(), wrong) == (b"[]", b"")
