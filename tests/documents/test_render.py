"""What a paper says, to whom, and when it may be written."""

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from facilitator.documents import render as papers
from facilitator.documents.formats.registry import TEXT_FORMATS as FORMATS
from facilitator.documents.papers.action_plan import action_plan
from facilitator.documents.papers.thank_you import thank_you
from facilitator.documents.render import RENDERABLE, render, write
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import BadInput, NotFound, NotReleased, NotSaved
from facilitator.model import audience
from facilitator.model.action import Action
from facilitator.model.audience import Visibility
from facilitator.model.idea import DotVote, ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.workspace.release.release import for_audience

REVIEWED = [key for key, document in RENDERABLE.items() if not document.before_review]
ALL = [(document, format) for document in REVIEWED for format in FORMATS]


def view(example, make=action_plan, team=0):
    """Return the view of a paper for a team."""
    released = for_audience(example.folder, audience.team(example.teams[team].id), [example.file])
    return make(released, released.sessions[0], load_words(Shelf(), "en"))


class Cells(HTMLParser):
    """Reads a page: its headings, and the rows of its tables as texts."""

    def __init__(self, page):
        super().__init__()
        self.headings, self.rows, self.text, self.inside = [], [], "", []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)
        if tag in ("td", "th", "h1", "h2", "h3"):
            self.text = ""
        if tag == "br":
            self.text += "\n"
        if tag == "tr":
            self.rows.append([])

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[-1].append(self.text)
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, self.text))

    def handle_data(self, data):
        self.text += data


def md_rows(text):
    """Return the rows of all Markdown tables."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "|" in line
    ]


# Who gets what -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("document", "format"), ALL)
def test_nothing_leaves_before_the_review(example, tmp_path, document, format):
    example.put(example.file.session.moved_to(SessionStatus.RUNNING))
    with pytest.raises(NotReleased):
        render(example.folder, document, session=example.file, format=format)
    with pytest.raises(NotReleased):
        write(example.folder, document, session=example.file, format=format, into=tmp_path / "documents")
    assert not (tmp_path / "documents").exists()


@pytest.mark.parametrize(("document", "format"), ALL)
def test_a_preview_says_that_it_is_one_first(example, document, format):
    text = render(example.folder, document, session=example.file, format=format, preview=True)
    words = "Preview – not reviewed, do not pass on"
    first = text.index("<body") if format == "html" else 0
    assert words in text[first : first + 120]
    if format == "html":
        assert f'@top-left {{ content: "{words}"' in text


@pytest.mark.parametrize(("document", "format"), ALL)
def test_a_preview_after_the_review_is_the_paper_itself(heard, document, format):
    looked = render(heard.folder, document, session=heard.file, format=format, preview=True)
    assert looked == render(heard.folder, document, session=heard.file, format=format)
    assert "Preview" not in looked


def test_a_preview_is_never_written(heard, tmp_path):
    with pytest.raises(NotReleased):
        write(heard.folder, "action-plan", session=heard.file, into=tmp_path / "documents", preview=True)
    assert not (tmp_path / "documents").exists()


@pytest.mark.parametrize(("document", "format"), ALL)
@pytest.mark.parametrize("status", ["preview", "reviewed"])
def test_what_is_the_facilitators_own_is_in_no_paper(example, document, format, status):
    hidden = {"visibility": Visibility.FACILITATOR}
    example.put(ImprovementIdea(number=9, title="CANARY idea", **hidden))
    example.put(Action(number=9, text="CANARY action", owner=example.people[2].id, status="open", **hidden))
    example.put(Observation(number=20, text="CANARY quote", kind="quote", **hidden))
    if status == "reviewed":
        example.reviewed()
    text = render(example.folder, document, session=example.file, format=format, preview=status == "preview")
    assert "CANARY" not in text


def test_a_promise_shows_the_role_and_not_the_person(heard):
    rows = view(heard)["commitments"]
    assert [row["role"] for row in rows] == ["Director of Digital", "Lead facilitator"]
    assert "Priya" not in json.dumps(rows)


def test_who_else_may_see_a_remark(heard):
    seen = {row["text"][:12]: row["seen_by"] for row in view(heard)["remarks"]}
    assert seen["Moved exam s"] == "anyone"
    assert seen["Monthly patc"] == "leaders, as a theme"
    assert seen["Board meets "] == "Business Applications, Service Desk"
    assert seen["Alerts go to"] == "nobody else"
    assert seen["We ring a fr"] == "nobody else"  # partners, with none named


def test_in_a_session_of_two_teams_each_gets_its_own_edition(bare):
    example = bare
    example.session(teams=(example.teams[0].id, example.teams[1].id))
    example.note("ours", team=example.teams[0].id)
    example.note("theirs", team=example.teams[1].id)
    example.note("of all of us")
    example.reviewed()
    with pytest.raises(BadInput, match="Infrastructure and Cloud or Service Desk"):
        render(example.folder, "action-plan", session=example.file)
    with pytest.raises(BadInput):
        render(example.folder, "action-plan", session=example.file, team=example.teams[2].id)
    text = render(example.folder, "action-plan", session=example.file, format="md", team=example.teams[1].id)
    assert "Service Desk: our action plan" in text
    assert "theirs" in text
    assert "of all of us" in text
    assert "| ours" not in text


# What it says ------------------------------------------------------------------------------------


def test_actions_owners_and_dates_are_those_of_the_records(heard):
    words = load_words(Shelf(), "en")
    names = {person.id: person.name for person in heard.people}
    page = Cells(render(heard.folder, "action-plan", session=heard.file)).rows
    lines = md_rows(render(heard.folder, "action-plan", session=heard.file, format="md"))
    for action in heard.file.all(Action):
        (row,) = [row for row in page if row[0] == str(action.number) and action.text in row[1]]
        (line,) = [line for line in lines if line[0] == str(action.number) and action.text in line[1]]
        assert row[2] == line[2] == names[action.owner]
        moved = f"\nnow {words.day(action.due_now, 2026)}" if action.due_now else ""
        assert row[3] == words.day(action.due, 2026) + moved
        assert line[3].replace("<br>*", "\n").rstrip("*") == row[3]


def test_the_thank_you_note_lists_what_was_agreed_and_no_score(heard):
    text = render(heard.folder, "thank-you", session=heard.file, format="md")
    assert "| 1 | Write the patching standard change and get it authorised | Dev Pillai | 26 March |" in text
    assert "Hold the first huddle" not in text  # dropped meanwhile
    assert "Tell Priya Nand or Tom Okafor." in text
    assert not re.search("dot|pain|rung|nod|ROTI", text, re.IGNORECASE)


def test_the_thank_you_note_has_the_personal_line_and_the_next_date(bare):
    bare.session(
        thanks="You made us think.\nThank you.", next_meeting=datetime(2026, 4, 10, 9, 5, tzinfo=UTC)
    )
    bare.reviewed()
    page = render(bare.folder, "thank-you", session=bare.file)
    assert "You made us think.<br>Thank you." in page
    assert "Friday 10 April 2026 at 09:05." in page


def test_golden_headings(heard):
    plan = Cells(render(heard.folder, "action-plan", session=heard.file)).headings
    assert plan == [
        ("h1", "Infrastructure and Cloud: our action plan"),
        ("h2", "What we are doing"),
        ("h2", "What others promised you"),
        ("h2", "Your ideas, in your order"),
        ("h3", "Parked, not forgotten"),
        ("h2", "How each practice runs for you"),
        ("h2", "What you told us"),
        ("h3", "Works, and worth keeping"),
        ("h3", "Moments that mattered"),
        ("h3", "Hurts, puzzles and worries"),
    ]
    note = Cells(render(heard.folder, "thank-you", session=heard.file)).headings
    assert note == [
        ("h1", "Thank you, Infrastructure and Cloud"),
        ("h2", "What was agreed"),
        ("h2", "Meeting again"),
        ("h2", "If something is wrong"),
    ]


def test_an_empty_session_keeps_every_heading_with_a_sentence(bare):
    bare.reviewed()
    text = render(bare.folder, "action-plan", session=bare.file, format="md")
    blocks = text.strip().split("\n\n")
    headings = [index for index, block in enumerate(blocks) if block.startswith("##")]
    assert len(headings) == 8
    assert "Nothing starts without somebody who wants it." in text
    assert "No promise is listed." in text
    alone = [blocks[index] for index in headings if blocks[index + 1].startswith("##")]
    assert not alone


def test_the_lead_counts(heard):
    assert view(heard)["lead"] == (
        "Of 5 actions, 2 are done, 1 is started, 1 is blocked and 1 is dropped. "
        "6 of your 7 ideas have an answer; idea 7 is still owed one. The next date to keep is 30 April 2026."
    )


def test_where_actions_stand(heard):
    rows = view(heard)["actions"]
    assert [(row["no"], row["group"]) for row in rows] == [
        (4, "todo"), (5, "todo"), (1, "done"), (2, "done"), (3, "dropped"),
    ]  # fmt: skip
    told = {row["no"]: f"{row['stands']['word']} {row['stands']['text']}" for row in rows}
    assert (
        told[4] == "Blocked: the form change waits for the supplier. 9 days past its date. No new date yet."
    )
    assert told[1] == "Done 25 March, on time. First use saved about 40 minutes (reported, 1 use)."
    assert told[2] == "Done, late: 7 April, 5 days after its date"
    assert told[3] == "Dropped: the queue was replaced"
    assert view(heard)["first_dates"].startswith(
        "Due so far: 3 actions. Done by their first dates: 1. 1 was dropped"
    )


def test_ideas_stand_in_the_rooms_order_with_what_became_of_them(heard):
    rows = view(heard)["ideas"]
    assert [row["no"] for row in rows] == [1, 2, 3, 4, 6, 5, 7]
    told = {row["no"]: " ".join(filter(None, list(row["stands"].values())[:3])) for row in rows}
    assert told[1] == "Quick win. Done: action 1, 25 March"
    assert told[3] == "Your choice. In action: action 5 started"
    assert told[4] == "One to plan. Accepted: needs an owner"
    assert told[5] == "Parked: too large before summer. Back on 1 September 2026."
    assert told[7] == "No answer yet, after 28 days. We owe you one."


def test_the_ladder_is_read_in_the_teams_words(heard):
    rows = {row["practice"]: row for row in view(heard)["ladder"]}
    assert list(rows)[:2] == ["Change enablement", "Project management"]
    assert rows["Problem management"]["agreement"] == "split 5–3"
    assert rows["Service configuration management"]["agreement"] == "not agreed yet"
    assert "Workforce and talent management" not in rows  # touched, not placed
    page = Cells(render(heard.folder, "action-plan", session=heard.file)).rows
    assert ["Change enablement", "performs, weekly", "5", "2", "20 !", "1 Scripted", "most"] in page


def test_dots_of_merged_ideas_stay_apart(heard):
    head, original = heard.ideas[0], heard.ideas[5]
    vote = heard.file.all(DotVote)[0]
    heard.put(msgspec.structs.replace(heard.file.find(ImprovementIdea, original.id), merged_into=head.id))
    (row,) = [row for row in view(heard)["ideas"] if row["no"] == 1]
    assert row["dots"] == vote.dots[head.id] == 7
    assert row["merged"] == ["With idea 6, “Three required facts before a ticket moves” (1 dot of its own)"]


def test_two_people_of_one_name_are_told_apart(heard):
    twin = heard.folder.file.put(msgspec.structs.replace(heard.people[2], id="", team=heard.teams[1].id))
    heard.put(
        msgspec.structs.replace(heard.file.all(Action)[4], owner=twin.id, accepted_on=date(2026, 3, 13))
    )
    owners = {row["no"]: row["owner"] for row in view(heard)["actions"]}
    assert owners[1] == "Dev Pillai (Infrastructure)"
    assert owners[5] == "Dev Pillai (Desk)"


def test_a_team_called_team_is_not_called_so_twice(heard):
    heard.folder.file.put(msgspec.structs.replace(heard.folder.teams[heard.teams[0].id], name="Digital Team"))
    text = render(heard.folder, "action-plan", session=heard.file, format="md")
    assert text.startswith("**For the Digital Team.**")


# Length ------------------------------------------------------------------------------------------


def test_too_much_is_cut_from_the_least_missed_and_said(bare):
    for number in range(1, 251):
        bare.put(
            Observation(
                number=number,
                kind="hurts",
                text=f"Remark {number} " + "of some length " * 8,
                nods=number % 10,
            )
        )
    bare.reviewed()
    made = view(bare)
    kept = {row["nods"] for row in made["remarks"]}
    assert 9 in kept
    assert 0 not in kept
    (cut,) = made["left_out"]
    assert cut == f"{250 - len(made['remarks'])} remarks with the fewest nods"
    assert f"Not shown, to keep it short: {cut}." in render(
        bare.folder, "action-plan", session=bare.file, format="md"
    )


def test_a_paper_of_ordinary_length_leaves_nothing_out(heard):
    assert view(heard)["left_out"] == []
    assert "Not shown" not in render(heard.folder, "action-plan", session=heard.file, format="md")


# Views are plain and stand still -------------------------------------------------------------------


@pytest.mark.parametrize("make", [action_plan, thank_you])
def test_a_view_is_plain_data_and_the_same_each_time(heard, make):
    made = view(heard, make)
    assert json.loads(json.dumps(made)) == made == view(heard, make)
    assert re.fullmatch(r"[a-z-]+/1", made["view"])
    fields = {"programme", "doc", "contacts", "never", "left_out"}
    assert fields <= set(made)


# Files -------------------------------------------------------------------------------------------


def test_a_paper_is_written_under_a_name_that_stays(heard, tmp_path):
    into = tmp_path / "documents"
    path = write(heard.folder, "action-plan", session=heard.file, format="html", into=into)
    assert path == into / "L-01-infrastructure-and-cloud-action-plan.html"
    assert write(heard.folder, "action-plan", session=heard.file, format="html", into=into) == path
    assert [each.name for each in into.iterdir()] == [path.name]
    assert path.read_text(encoding="utf-8") == render(heard.folder, "action-plan", session=heard.file)


def test_a_team_name_never_becomes_a_way_through_the_disk(heard, tmp_path):
    team = heard.folder.teams[heard.teams[0].id]
    heard.folder.file.put(msgspec.structs.replace(team, name="../../etc/pass wd: CON?"))
    path = write(heard.folder, "thank-you", session=heard.file, format="md", into=tmp_path / "documents")
    assert path.parent == tmp_path / "documents"
    assert path.name == "L-01-etc-pass-wd-con-thank-you.md"


def test_a_disk_that_fails_leaves_the_older_paper_whole(heard, tmp_path, monkeypatch):
    path = write(heard.folder, "thank-you", session=heard.file, into=tmp_path)
    before = path.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("facilitator.files.writing.os.fsync", full)
    with pytest.raises(NotSaved, match="No space left on device"):
        write(heard.folder, "thank-you", session=heard.file, into=tmp_path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_a_folder_that_is_a_file_is_told(heard, tmp_path):
    (tmp_path / "documents").write_text("a file")
    with pytest.raises(NotSaved):
        write(heard.folder, "thank-you", session=heard.file, into=tmp_path / "documents")


def test_an_unknown_document_or_format_is_told_with_what_there_is(heard):
    with pytest.raises(NotFound, match="action-plan, thank-you"):
        render(heard.folder, "leader-brief", session=heard.file)
    with pytest.raises(NotFound, match="html, md"):
        render(heard.folder, "thank-you", session=heard.file, format="xls")


# The page ----------------------------------------------------------------------------------------


def test_a_page_asks_nobody_for_anything(heard):
    page = render(heard.folder, "action-plan", session=heard.file)
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in page
    assert not re.search(r"https?:|url\(|@import|<script|<link|<img|src=|href=", page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>Infrastructure and Cloud: our action plan</title>" in page


def test_colour_never_stands_without_its_value(heard):
    page = render(heard.folder, "action-plan", session=heard.file)
    cells = re.findall(r"<td[^>]*data-(?:heat|rung|status)[^>]*>(.*?)</td>", page)
    assert cells
    assert all(re.sub("<[^>]+>", "", cell).strip() for cell in cells)


def test_words_at_the_edge_of_a_page_cannot_leave_their_string(bare):
    name = '“Better" } </style><script>alert(1)</script> \\'
    bare.folder.file.put(msgspec.structs.replace(bare.folder.programme, name=name))
    bare.reviewed()
    page = render(bare.folder, "thank-you", session=bare.file)
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "}" not in re.search(r'@top-left \{ content: ("[^"]*")', page)[1]


# Costs -------------------------------------------------------------------------------------------


def test_listing_papers_does_not_wait_for_the_template_engine():
    ask = "import sys, facilitator.documents.render; print('jinja2' in sys.modules, 'textual' in sys.modules)"
    root = Path(papers.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", ask], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_dates_name_the_year_once(heard):
    words = load_words(Shelf(), "en")
    assert words.day(date(2026, 4, 9)) == "9 April 2026"
    assert words.day(date(2026, 3, 25), 2026) == "25 March"
    assert words.day(date(2025, 12, 1), 2026) == "1 December 2025"
    assert isinstance(heard.folder.teams[heard.teams[0].id], Team)
