"""One session in every format: the same actions everywhere, and nothing anywhere that is not its readers'."""

import html
import json
import re
from datetime import date
from io import BytesIO

import docx
import pypdf
import pytest

from facilitator.documents.branding import style
from facilitator.documents.exports.finder import EXPORTS, export
from facilitator.documents.formats.registry import FORMATS, content, ending_of, writable
from facilitator.documents.render import DOCUMENTS, RENDERABLE, paper, render_bytes, write
from facilitator.documents.shelf.folders import Shelf
from facilitator.errors import NotFound, NotReleased
from facilitator.model.action import Action
from facilitator.model.audience import Visibility, Worded
from tests.canaries import Filler, kinds_of
from tests.cli.command_line import process
from tests.documents.searching import unpacked
from tests.documents.test_tables import xlsx_rows


def shown(heard, format):
    """Return the letters and digits of the plan in the order they are read."""
    content = render_bytes(heard.folder, "action-plan", session=heard.file, format=format)
    if format == "docx":
        tables = docx.Document(BytesIO(content)).tables
        words = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    elif format == "pdf":
        words = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    else:
        words = re.sub("<[^<>]*>", "", html.unescape(content.decode()))
    return joined(words)


def joined(words):
    """Return only letters and digits: formats differ in what stands between cells."""
    return re.sub(r"[\W_]", "", words)


@pytest.mark.parametrize("format", FORMATS)
def test_ids_owners_and_dates_are_the_same_in_every_format(heard, format):
    words = shown(heard, format)
    texts = {action.number: joined(action.text) for action in heard.actions}
    owners = {action.number: joined(heard.folder.people[action.owner].name) for action in heard.actions}
    for action in heard.actions:
        no, day = action.number, f"{action.due.day}{action.due:%B}"
        row = re.search(f"{no}(?:Action|text)?{texts[no]}(.*?){owners[no]}(.*?){day}", words)
        assert row, f"action {no} is not told with its number, owner and first date"
        others = [told[other] for told in (texts, owners) for other in texts if other != no]
        assert not [other for other in others if other in "".join(row.groups())]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_json_is_the_view_with_its_version(heard, document):
    made = paper(heard.folder, document, session=heard.file)
    told = json.loads(content(made, "json", Shelf()))
    assert told == made.view
    assert next(iter(told)) == "view"
    assert re.fullmatch(r"[a-z-]+/[1-9]\d*", told["view"])


def test_a_preview_as_json_says_so_first(example):
    made = paper(example.folder, "action-plan", session=example.file, preview=True)
    assert next(iter(json.loads(content(made, "json", Shelf())).items())) == ("watermark", made.watermark)


def test_exports_have_the_same_actions_owners_and_dates_as_the_paper(heard):
    given = {"session": heard.file}
    rows = json.loads(export(heard.folder, "actions", format="json", **given))["rows"]
    book = xlsx_rows(export(heard.folder, "actions", format="xlsx", **given))
    dates = json.loads(export(heard.folder, "calendar", format="json", **given))["rows"]
    ics = export(heard.folder, "calendar", format="ics", **given).decode()
    for row, line, action in zip(rows, book, heard.actions, strict=True):
        assert (row["id"], row["owner"], row["record"]) == (line["Number"], line["Owner"], line["Record"])
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
    filler = Filler(ids | dict.fromkeys(("services", "specialisms", "champions", "projects", "chains"), "x"))
    for kind in kinds_of("session"):
        if issubclass(kind, Worded):
            bare.put(filler.record(kind, Visibility.FACILITATOR))
    kept = {
        canary.text for canary in filler.canaries if canary.level is Visibility.FACILITATOR or canary.only_us
    }
    assert len(kept) > 10
    bare.reviewed()
    bare.put(Action(number=99, text="Try it", due=date(2026, 4, 2)))
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
    assert path.name.endswith(f"action-plan.{ending_of(format)}")
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
    assert (*writable(), "json") == FORMATS


def test_the_colours_of_files_are_those_of_the_page():
    sheet = Shelf().read("style.css").casefold()
    colours = {style.INK, style.SOFT, style.ACCENT, style.RULE, style.HAIRLINE, style.TINT, style.WARNING}
    for colour in colours | set(style.HEAT) | set(style.COOL) | set(style.STATUS.values()):
        assert f"#{colour.casefold()}" in sheet


def test_what_formats_need_is_imported_only_when_a_paper_is_made():
    code = """
import facilitator.cli.root
import facilitator.documents.render, facilitator.documents.exports.finder
heavy = {"docx", "lxml", "xlsxwriter", "icalendar", "typst", "jinja2"}
print(sorted(heavy & set(sys.modules)))
"""
    told, wrong = process(code=code).communicate(timeout=60)
    assert (told.strip(), wrong) == (b"[]", b"")
