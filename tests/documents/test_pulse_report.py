"""The pulse report: what insight shows and nothing else, in an edition for a team and in one for all."""

from __future__ import annotations

import html
import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from facilitator.documents.formats.registry import TEXT_FORMATS
from facilitator.documents.papers.pulse_report import pulse_report
from facilitator.documents.render import paper, render_bytes, write
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.wording.phrases import load_words
from facilitator.errors import NotReleased
from facilitator.insight.pulse import results
from facilitator.live.pulse.intake import open_wave
from facilitator.model import audience
from facilitator.model.pulse import PulseSurvey, Wave
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.release.release import for_audience


@pytest.fixture
def folder(tmp_path):
    _, folder = open_demo(tmp_path / "workspace")
    yield folder
    folder.close()


def team(folder, name):
    return next(each.id for each in folder.teams.values() if each.name == name)


def view(folder, name=None):
    id = team(folder, name) if name else None
    released = for_audience(folder, audience.team(id) if id else audience.LEADERS)
    return pulse_report(released, load_words(Shelf(None), "en"), id)


def text(folder, name=None, format="txt"):
    id = team(folder, name) if name else None
    return " ".join(render_bytes(folder, "pulse", team=id, format=format).decode().split())


def later_wave(folder, answers):
    """Close another wave in which the people of each team answered every statement alike or not."""
    asked = folder.catalogue.pulse("culture")
    people = {team(folder, name): len(given) for name, given in answers.items()}
    intake = open_wave(folder.file, folder.tallies, Wave.AFTER, asked, people, date(2026, 3, 1))
    for name, given in answers.items():
        for answer in given:
            intake.add(team(folder, name), dict.fromkeys(asked.keys, answer))
    return intake.close(date(2026, 3, 20))


def test_a_team_reads_its_own_items(folder):
    told = view(folder, "Infrastructure and Cloud")
    items = {item["text"]: item for item in told["items"]}
    call = items["I know whom to call in the teams my work depends on."]
    assert [band["count"] for band in call["bands"]] == [3, 1, 3]
    assert (call["n"], call["middle"], call["words"]) == (7, 3, "neither; views divided")
    heard = items["When I suggest something, I find out what became of it."]
    assert (heard["bands"], heard["n"], heard["middle"]) == ([], "", "")
    assert heard["words"] == "mostly disagree"
    assert (
        told["lead"] == "7 of 9 people in your team answered. You were asked for the first time:"
        " nothing to compare yet."
    )


def test_a_word_has_no_counts(folder):
    word = next(item for item in view(folder, "Infrastructure and Cloud")["items"] if not item["bands"])
    assert (word["words"], word["middle"], word["n"]) == ("mostly agree", "", "")


def test_the_edition_for_all_has_totals_and_no_team_s_items(folder):
    told = view(folder)
    shown = results(folder.file.all(PulseSurvey)[0])
    assert [item["n"] or None for item in told["items"]] == [figure.n for figure in shown.total.figures]
    assert told["total"] == "51 of 64"
    for name in ("Infrastructure and Cloud", "Service Desk"):
        own = {item["text"]: item["bands"] for item in view(folder, name)["items"]}
        assert own != {item["text"]: item["bands"] for item in told["items"]}


@pytest.mark.parametrize("name", ["Identity and Security", "Data and Integration"])
def test_a_hidden_team_reads_that_it_is_hidden(folder, name):
    told = view(folder, name)
    assert told["lead"] == (
        "Fewer than 5 people in your team answered, so what they said is not shown by itself."
        " Here is what several teams answered together."
    )
    assert told["whose"] == "What several teams answered together"
    said = text(folder, name)
    assert "Answered in your team: fewer than 5." in said
    assert "your team answered" not in said.replace(told["lead"], "").replace("people in your team", "")
    call = next(item for item in told["items"] if item["text"].startswith("I know whom to call"))
    assert [band["count"] for band in call["bands"]] == [2, 2, 3]
    assert call["words"] == "neither; no clear side"


def test_figures_of_several_teams_say_so_beside_a_team_s_own(folder):
    asked = folder.catalogue.pulse("culture")
    few, *all_but_one = asked.keys
    people = {team(folder, name): 9 for name in ("Service Desk", "Data and Integration")}
    intake = open_wave(folder.file, folder.tallies, Wave.AFTER, asked, people, date(2026, 3, 1))
    for at in range(9):
        for each in people:
            intake.add(each, dict.fromkeys(asked.keys if at < 4 else all_but_one, at % 5 + 1))
    intake.close(date(2026, 3, 20))
    told = view(folder, "Service Desk")
    assert told["whose"] == "What your team answered"
    label = "Several teams together: "
    assert [item["key"] for item in told["items"] if item["words"].startswith(label)] == [few]


def test_of_a_team_of_which_nothing_is_shown_no_table_says_so_row_by_row(folder):
    later_wave(folder, {"Service Desk": [4] * 6, "Data and Integration": [4]})
    told = view(folder, "Data and Integration")
    assert told["items"] == []
    assert told["lead"] == (
        "Fewer than 5 people in your team answered: too few to show without pointing at people."
    )
    assert (
        told["sections"]["items"]["says"] == "What was answered cannot be shown without pointing at people."
    )
    assert view(folder)["lead"] == "How many people answered is not told: it could point at people."


def test_what_is_not_in_an_edition_is_no_secret_of_small_teams(folder):
    """A team's edition has nothing of others, whatever their size, and no total: that protects nobody."""
    ours, all_teams = text(folder, "Infrastructure and Cloud"), text(folder)
    assert ours.count("No, this paper is your team’s") == 8
    for words in (ours, all_teams):
        assert "to protect those who answered" not in words
        assert re.search(r"All teams .{0,25}51 of 64", words)
        assert "There is no total" not in words
        assert "other teams’ answers" not in words
    assert "By itself in this paper" not in all_teams
    assert text(folder, "Identity and Security").count("No, to protect those who answered") == 1


def test_who_answered_stands_in_both_alphabetically(folder):
    for edition in (view(folder), view(folder, "Infrastructure and Cloud")):
        names = [row["team"] for row in edition["responses"]]
        assert names == sorted(names, key=str.casefold)
        answered = {row["team"]: row["answered"] for row in edition["responses"]}
        assert answered["Infrastructure and Cloud"] == "7 of 9"
        assert answered["Data and Integration"] == answered["Identity and Security"] == "fewer than 5"


@pytest.mark.parametrize("name", [None, "Infrastructure and Cloud", "Identity and Security"])
@pytest.mark.parametrize("format", TEXT_FORMATS)
def test_every_number_of_the_paper_is_one_that_insight_shows(folder, name, format):
    """No number in it comes from anywhere else: not from a tally, and not from another team's figures."""
    shown = results(folder.file.all(PulseSurvey)[0])
    id = team(folder, name) if name else None
    group = shown.total if id is None else shown.teams[id]
    others = () if id is None or group.shown else shown.others
    allowed = {2026, 1, 2, 3, 4, 5, shown.hidden, shown.threshold}
    for figure in (*group.figures, *others):
        allowed |= {figure.n or 0, figure.median or 0, *(figure.bands or ())}
    for each in (*shown.teams.values(), shown.total):
        allowed |= {each.invited, each.responses or 0}
    words = text(folder, name, format)
    if format == "html":
        words = html.unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", words))
    found = {int(number) for number in re.findall(r"\d+", words)}
    assert found <= allowed


@pytest.mark.parametrize("format", ["html", "md", "txt"])
def test_the_limits_stand_with_the_figures(folder, format):
    for name in (None, "Infrastructure and Cloud"):
        words = text(folder, name, format)
        for sentence in view(folder, name)["limits"]:
            assert sentence in words
        assert "Never part of this paper: groups of fewer than five answers" in words


def test_what_changed_is_a_word_with_both_waves_counts(folder):
    later_wave(
        folder, {"Infrastructure and Cloud": [4, 4, 4, 4, 4, 4, 1, 1], "Service Desk": [2] * 7 + [4] * 2}
    )
    told = view(folder, "Infrastructure and Cloud")
    changes = {each["theme"]: each for each in told["changes"]}
    assert changes["Being heard"] == {
        "theme": "Being heard",
        "word": "up",
        "word_key": "up",
        "answered": "7 of 9, then 8 of 8",
    }
    assert "nothing to compare" not in told["lead"]
    desk = {each["theme"]: each["word"] for each in view(folder, "Service Desk")["changes"]}
    assert set(desk.values()) <= {"up", "down", "about the same", "too few to say"}
    assert "Falls" not in text(folder, "Service Desk")
    assert "A fall stands here as large" in text(folder)


def test_there_is_no_report_before_a_wave_closes(folder):
    team_id = team(folder, "Service Desk")
    asked = folder.catalogue.pulse("culture")
    intake = open_wave(folder.file, folder.tallies, Wave.AFTER, asked, {team_id: 11}, date(2026, 3, 1))
    for _ in range(6):
        intake.add(team_id, dict.fromkeys(asked.keys, 1))
    assert "Baseline wave" in text(folder, "Service Desk")  # still that of the wave before
    with pytest.raises(NotReleased):
        paper(folder, "pulse", team=team_id, opened=date(2026, 3, 1))


def test_it_is_written_under_the_same_name_each_time(folder, tmp_path):
    id = team(folder, "Infrastructure and Cloud")
    paths = {write(folder, "pulse", team=id, into=tmp_path / "papers") for _ in range(2)}
    paths.add(write(folder, "pulse", into=tmp_path / "papers", format="docx"))
    assert sorted(path.name for path in paths) == [
        "pulse-2026-02-09-baseline-all.docx",
        "pulse-2026-02-09-baseline-infrastructure-and-cloud.html",
    ]


def test_another_language_needs_other_words_only(folder, tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.toml").write_text('[pulse.mood]\ndivided = "geteilt"\n', encoding="utf-8")
    id = team(folder, "Infrastructure and Cloud")
    page = render_bytes(folder, "pulse", team=id, format="txt", templates=tmp_path).decode()
    assert "neither; geteilt" in " ".join(page.split())


@pytest.mark.parametrize("name", [None, "Infrastructure and Cloud"])
def test_it_takes_two_pages_and_what_does_not_fit_the_first_begins_the_second(folder, name):
    first, second = pages(folder, name)
    assert "What has changed" in first
    assert "Who answered, across the organisation" in second
    later_wave(folder, {each.name: [2, 2, 3, 3] + [4] * each.headcount for each in folder.teams.values()})
    first, second = pages(folder, name)
    assert "What has changed" in second
    assert "What has changed" not in first


def pages(folder, name):
    """Return the words of each page of the report as PDF."""
    made = render_bytes(folder, "pulse", team=team(folder, name) if name else None, format="pdf")
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
