"""Paper for the room: what stands on it, when it may leave, and what never does."""

import html
import json
import re
import shutil
from datetime import timedelta

import pytest

from facilitator import resources
from facilitator.documents.formats.html_page import html_page
from facilitator.documents.formats.registry import TEXT_FORMATS, ending_of
from facilitator.documents.papers import invitation
from facilitator.documents.papers.room_sheets import (
    EMPTY_MAP,
    EMPTY_SHEET,
    ladder_card,
    voting_sheet,
    worksheet,
)
from facilitator.documents.render import RENDERABLE, paper, render, write
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import BadInput
from facilitator.live.paper_entry.sheet import COLUMNS, IDEA_ROW, NOTES, OFTEN, ROLES, SEEN_BY, sheet
from facilitator.model import audience
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import Visibility
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Interaction
from facilitator.model.ladder import Rung
from facilitator.model.observation import KINDS, Observation
from facilitator.model.session import SessionStatus
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.lookup import find_session
from facilitator.workspace.release.release import for_audience
from tests import making
from tests.cli.command_line import START, run
from tests.documents.conftest import CATALOGUE

BEFORE = [key for key, document in RENDERABLE.items() if document.before_review]
FOR_THE_ROOM = [key for key in BEFORE if key != "invitation"]
READ = [format for format in TEXT_FORMATS if format != "json"]
"""The view has whom to ask, too; what hangs on the wall names nobody."""

ALL = [(document, format) for document in FOR_THE_ROOM for format in READ]


def view(example, make, team=0):
    """Return the view of a paper for the room."""
    released = for_audience(example.folder, audience.room(example.teams[team].id), [example.file])
    return make(released, released.sessions[0], load_words(Shelf(), "en"))


# When, and for whom ------------------------------------------------------------------------------


def test_invitation_and_four_papers_go_before_the_review_and_only_to_the_room():
    assert BEFORE == ["invitation", "agreement", "worksheet", "ladder-card", "voting-sheet"]
    for key in BEFORE:
        assert RENDERABLE[key].audience("infra") == audience.room("infra")
    plan = RENDERABLE["action-plan"]
    assert not plan.before_review
    assert plan.ready(SessionStatus.REVIEWED)
    assert not plan.ready(SessionStatus.CAPTURED)


@pytest.mark.parametrize(("document", "format"), ALL)
@pytest.mark.parametrize("status", [SessionStatus.DRAFT, SessionStatus.RUNNING])
def test_they_are_written_before_the_review_and_carry_no_warning(example, tmp_path, document, format, status):
    if status is not SessionStatus.DRAFT:
        example.put(example.file.session.moved_to(status))
    looked = render(example.folder, document, session=example.file, format=format, preview=True)
    path = write(example.folder, document, session=example.file, format=format, into=tmp_path / "documents")
    assert path.read_text(encoding="utf-8") == looked
    assert path.name == f"L-01-infrastructure-and-cloud-{document}.{ending_of(format)}"
    assert "Preview" not in looked


@pytest.mark.parametrize("document", FOR_THE_ROOM)
def test_each_says_first_who_it_is_for(bare, document):
    text = render(bare.folder, document, session=bare.file, format="md")
    whom = "whoever leads" if document == "worksheet" else "everyone in the room.**"
    assert text.startswith(f"**For {whom}")
    assert "Never part of this paper:" in text


def test_a_session_of_two_teams_names_the_team(bare):
    bare.session(teams=(bare.teams[0].id, bare.teams[1].id))
    with pytest.raises(BadInput, match="is of two teams"):
        render(bare.folder, "voting-sheet", session=bare.file)
    assert "Three dots each" in render(bare.folder, "voting-sheet", session=bare.file, team=bare.teams[1].id)


def test_a_script_without_practices_has_no_map_on_its_sheet_and_asks_about_the_work_itself(bare):
    told = {}
    for key in ("listening-60", "health-check"):
        bare.session(script=CATALOGUE.script(key), minutes=CATALOGUE.script(key).minutes)
        sheet = render(bare.folder, "worksheet", session=bare.file, format="md")
        why = paper(bare.folder, "invitation", session=bare.file).view["why"][0]
        told[key] = ("What touches your work" in sheet, why.startswith("Your work shows up"))
    assert told == {"listening-60": (True, True), "health-check": (False, False)}


def test_a_planned_session_has_its_worksheet_by_command(tmp_path, monkeypatch):
    monkeypatch.setenv("FACILITATOR_WORKSPACE", str(tmp_path / "workspace"))
    Workspace(tmp_path / "workspace").new_programme("Better Together", "Harrowmere", timezone="UTC").close()
    run("team", "add", "Service Desk", "--kind", "front_line", "--headcount", "11")
    run("session", "new", "--team", "Service Desk", "--script", "listening-60", "--start", START)
    target = tmp_path / "sheet.md"
    made = run("render", "worksheet", "--session", "L-01", "--output", target)
    assert made.exit_code == 0, made.stderr
    assert "the session on paper" in target.read_text(encoding="utf-8")


# What never stands on them -----------------------------------------------------------------------


@pytest.mark.parametrize(("document", "format"), ALL)
@pytest.mark.parametrize("status", ["draft", "running", "reviewed"])
def test_nothing_private_and_no_remark_stands_on_them(example, document, format, status):
    hidden = {"visibility": Visibility.FACILITATOR}
    example.session(thanks="CANARY thanks", place="CANARY place")
    example.put(ImprovementIdea(number=9, title="CANARY idea", **hidden))
    example.put(Action(number=9, text="CANARY action", owner=example.people[2].id, **hidden))
    example.put(Commitment(number=9, text="CANARY promise", role="CANARY role", **hidden))
    for number, kind in enumerate(("works", "hurts", "private", "quote", "parking"), 20):
        level = Visibility.TEAM if kind in ("works", "hurts", "parking") else Visibility.FACILITATOR
        example.put(Observation(number=number, text=f"CANARY {kind}", kind=kind, visibility=level))
    if status == "running":
        example.put(example.file.session.moved_to(SessionStatus.RUNNING))
    elif status == "reviewed":
        example.reviewed()
    text = render(example.folder, document, session=example.file, format=format)
    assert "CANARY" not in text
    for remark in example.file.all(Observation):
        assert remark.text not in text
    for person in example.people:
        assert person.name not in text


def test_answers_of_the_room_stand_on_none_of_them(example, bare):
    """The touch map is printed empty, also when the session has answers already."""
    assert example.file.all(Interaction)
    told = json.dumps([view(example, make) for make in (worksheet, ladder_card, voting_sheet)])
    assert "performs" not in told
    assert "not agreed yet" not in told


def test_only_ideas_of_what_was_said_reach_the_voting_sheet(example):
    before = view(example, voting_sheet)
    for kind in (Observation, Commitment, Interaction):
        for record in example.file.all(kind):
            example.file.remove(record)
    assert view(example, voting_sheet) == before


# The ladder card ---------------------------------------------------------------------------------


def test_the_card_has_six_sentences_with_five_on_top(bare):
    rungs = view(bare, ladder_card)["rungs"]
    assert [row["no"] for row in rungs] == [5, 4, 3, 2, 1, 0]
    for row in rungs:
        rung = Rung(row["no"])
        assert row["name"] == rung.label
        assert row["wrong"] == f"{rung.when_it_goes_wrong}."
        assert letters(row["says"]) == letters(rung.sounds_like)


def letters(text):
    return [char for char in text.casefold() if char.isalpha()]


def test_the_card_is_the_same_for_every_session(example, bare):
    assert "Which sentence sounds most like last month?" in render(
        bare.folder, "ladder-card", session=bare.file, format="md"
    )
    page = render(bare.folder, "ladder-card", session=bare.file)
    body = page[page.index("<body") :]
    assert '<table data-kind="card">' in body
    assert body.index('data-rung="5"') < body.index('data-rung="0"')


# The voting sheet --------------------------------------------------------------------------------


def test_ideas_stand_by_number_with_three_blank_rows(example):
    rows = view(example, voting_sheet)["rows"]
    ideas = sorted(example.ideas, key=lambda idea: idea.number)
    assert [row["no"] for row in rows] == list(range(1, len(ideas) + 4))
    assert [row["title"] for row in rows] == [*(idea.title for idea in ideas), "", "", ""]


def test_a_merged_idea_is_not_voted_on_twice_and_its_number_stays_taken(bare):
    into = bare.put(ImprovementIdea(number=1, title="one form"))
    bare.put(ImprovementIdea(number=2, title="one paper", merged_into=into.id))
    rows = view(bare, voting_sheet)["rows"]
    assert [(row["no"], row["title"]) for row in rows] == [(1, "one form"), (3, ""), (4, ""), (5, "")]


def test_before_there_are_ideas_the_sheet_is_empty(bare):
    rows = view(bare, voting_sheet)["rows"]
    assert [row["no"] for row in rows] == list(range(1, EMPTY_SHEET + 1))
    assert not any(row["title"] for row in rows)


def test_the_sheet_says_how_many_dots_this_vote_has(bare):
    text = render(bare.folder, "voting-sheet", session=bare.file, format="md")
    assert "# Three dots each" in text
    assert "At most two on one idea." in text
    assert "Dots there should be (people × 3)" in text
    bare.put(DotVote(subject=VoteSubject.IDEAS, people=4, dots_each=1, most_on_one=1))
    text = render(bare.folder, "voting-sheet", session=bare.file, format="md")
    assert "# One dot each" in text
    assert "At most one on one idea." in text


def test_many_ideas_stand_closer(bare):
    with bare.file.group("ideas"):
        for number in range(1, 21):
            bare.put(ImprovementIdea(number=number, title=f"idea {number}"))
    assert not view(bare, voting_sheet)["roomy"]
    assert '<table data-kind="sheet">' not in render(bare.folder, "voting-sheet", session=bare.file)


# The worksheet -----------------------------------------------------------------------------------


def test_the_worksheet_leads_through_the_script(bare):
    told = view(bare, worksheet)
    script = bare.file.session.script
    assert [row["title"] for row in told["segments"]] == [each.title for each in script.segments]
    assert told["segments"][0]["at"] == "10:00"
    assert told["segments"][1]["at"] == "10:05"
    text = html.unescape(render(bare.folder, "worksheet", session=bare.file))
    for segment in script.segments:
        for words in (*segment.say, *segment.ask):
            assert words in text


def test_the_worksheet_has_the_times_of_the_invitation(bare):
    """It begins when the session was planned to, whenever it did, and takes the minutes the session has."""
    bare.session(minutes=45, started_at=making.START + timedelta(minutes=5))
    told = view(bare, worksheet)
    assert told["lead"] == f"Thursday 12 March 2026, 10:00–10:45. {bare.file.session.script.title}."
    at = {row["title"]: row["at"] for row in told["segments"]}
    assert at[bare.file.session.script.segments[0].title] == "10:00"
    first = {each.short_title: each.title for each in bare.file.session.script.segments}
    for row in view(bare, invitation.invitation)["agenda"]:
        assert row["time"] == at[first[row["part"].split(",")[0].split(" and ")[0]]]


def test_the_touch_map_is_in_plain_words_with_room_for_more(bare):
    keys = ("change_enablement", "incident_management")
    bare.session(shortlist=keys)
    rows = view(bare, worksheet)["practices"]
    practices = bare.folder.catalogue.practices
    blank = EMPTY_MAP - len(keys)
    assert [row["says"] for row in rows] == [*(practices[key].description for key in keys), *[""] * blank]
    assert [row["name"] for row in rows[:2]] == [practices[key].short_name for key in keys]


def test_without_a_shortlist_the_script_offers_practices_or_rows_are_blank(bare):
    script = bare.file.session.script
    assert script.offer
    practices = bare.folder.catalogue.practices
    names = [row["name"] for row in view(bare, worksheet)["practices"] if row["name"]]
    assert names == [practices[key].short_name for key in script.offer]


def test_how_many_practices_are_compared_is_a_choice_for_which_there_is_time():
    """The rows of the worksheet may be more: two quiet minutes for all, then thirty seconds each for some."""
    found = 0
    for script in CATALOGUE.scripts.values():
        for segment in script.segments:
            told = " ".join(segment.say)
            most = re.findall(r"Now those most of you marked, (\w+) at most, thirty seconds each", told)
            assert len(most) == told.count("thirty seconds each. Fingers up"), script.key
            for word in most:
                assert 2 + {"eight": 8, "ten": 10}[word] / 2 <= segment.minutes, script.key
            found += len(most)
    assert found == 5


def test_the_letters_of_the_touch_map_are_those_of_quick_entry(bare):
    letters = load_words(Shelf(), "en")("worksheet.letters")
    for letter in (*ROLES, *(letter for letter in OFTEN if letter != "n")):
        assert f" {letter} " in letters


def test_the_rows_begin_with_the_words_of_quick_entry_in_its_order(bare):
    practices = [bare.folder.catalogue.practices[key].short_name for key in bare.file.session.script.offer]
    parts = sheet(practices)
    text = html.unescape(render(bare.folder, "worksheet", session=bare.file))
    words = load_words(Shelf(), "en")
    at = text.index(words("worksheet.as_typed"))
    for part in parts:
        assert words(f"worksheet.{part.key}") == part.title
        at = text.index(f">{part.title}<", at) if part.key != "start" else at
        for row in part.rows:
            if row.word:
                at = text.index(f"<strong>{row.word}</strong>", at) + 1
    assert len(re.findall(r"<tr>\s*<td data-band", text)) == NOTES


def test_of_two_teams_each_has_a_sheet_that_says_whose_it_is(bare):
    assert view(bare, worksheet)["side"] == ""
    ours, theirs = bare.teams[:2]
    bare.session(teams=(ours.id, theirs.id))
    for at, team in enumerate((ours, theirs)):
        assert view(bare, worksheet, team=at)["side"] == (team.short_name or team.name)
        text = render(bare.folder, "worksheet", session=bare.file, team=team.id)
        assert f">{team.short_name or team.name}</td>" in text[text.index("<strong>team</strong>") :]


def test_its_columns_and_letters_are_those_of_quick_entry(bare):
    words = load_words(Shelf(), "en")
    assert [words(f"worksheet.{column}").lower() for column in COLUMNS] == list(COLUMNS)
    for column in ("dots", "impact", "effort", "sure", "see", "yes", "other_side"):
        assert words(f"worksheet.{column}").lower().replace("_", " ") in f"{IDEA_ROW} yes"
    signs = [row["sign"] for row in view(bare, worksheet)["signs"]]
    assert signs[: len(KINDS)] == [kind.sign for kind in KINDS.values()]
    for letter in SEEN_BY:
        assert f" {letter} " in words("worksheet.seen_by")


# Files of the example ----------------------------------------------------------------------------


def test_every_session_of_the_worked_example_has_its_paper(tmp_path):
    shutil.copytree(resources.demo_dir(), tmp_path / "sessions" / "example")
    folder = Workspace(tmp_path).programme()
    for file in folder.sessions:
        for document in FOR_THE_ROOM:
            made = paper(folder, document, session=file)
            assert not made.watermark
            assert html_page(made, "").count("<h1") == 1
    text = render(folder, "voting-sheet", session=find_session(folder, "L-03"), format="md")
    assert "| 1 | Pre-agreed standard change for monthly patching |" in text
    assert "Thursday 12 March 2026" in text
    folder.close()
