"""`facilitator project`: the table of a project by plain commands."""

from shutil import copytree

import pytest

from tests.cli.command_line import answer, run


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example, written once."""
    root = tmp_path_factory.mktemp("example") / "w"
    run("demo", "--into", str(root))
    return root


@pytest.fixture
def places(example, tmp_path):
    return ("--workspace", str(copytree(example, tmp_path / "w")))


def said(*words):
    """What a command answered in words."""
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_project_without_a_day_is_asked_and_says_what_it_lacks(places):
    said(*places, "project", "add", "Print rooms")
    shown = said(*places, "project", "show", "Print")
    assert "12 unanswered" in shown
    assert "once there is a day" in shown
    told = {each["subject"] for each in answer(run(*places, "needs", "--json")) if "Print" in each["subject"]}
    assert told == {
        "Print rooms: no support team has a seat",
        "Print rooms: no day of go-live yet",
        "Print rooms: 12 open answers, no owner",
    }
    late = run(*places, "project", "set", "Print", "--kick-off", "2026-05-01", "--go-live", "2026-04-01")
    assert "begins before it goes live" in late.stderr


def test_an_item_is_answered_by_number_or_word_and_nobody_new_without_their_yes(places):
    line = said(*places, "project", "answer", "Library", "10", "--answer", "partly")
    assert line == "Library self-service, Training: partly, not yet named finds out.\n"
    refused = run(*places, "project", "answer", "Library", "training", "--owner", "Quill Vesper")
    assert "with their yes only" in refused.stderr
    named = said(
        *places,
        "project",
        "answer",
        "Library",
        "training",
        "--owner",
        "Quill Vesper",
        "--yes",
        "--by",
        "2026-05-01",
    )
    assert named.endswith("Quill Vesper finds out by 2026-05-01.\n")
    kept = answer(run(*places, "project", "answer", "Library", "training", "--answer", "no", "--json"))
    assert (kept["answer"], kept["by"]) == ("no", "2026-05-01")
    assert "none of the twelve" in run(*places, "project", "answer", "Library", "13").stderr


def test_the_page_has_names_beside_open_questions_only_and_over_budget_never_stands_alone(places):
    said(*places, "project", "answer", "Library", "reports", "--answer", "yes")
    page = said(*places, "project", "table", "Library")
    assert "Mina Reyes" not in page
    assert "Jo Marsh by 30 Jun" in page
    assert "Value delivered: too early" in page
    rows = said(*places, "project", "table", "Library", "--csv").splitlines()
    assert len(rows) == 13
    assert rows[7].endswith("partly,Jo Marsh,2026-06-30")
    before = said(*places, "project", "table", "Timetabling")
    assert "who finds out" not in before, "nobody is asked any more"
    four = ["On time: yes", "On budget: no (over by 8 %)", "Value delivered: yes (reported, 3 departments)"]
    assert [f"- {each}" in before for each in (*four, "Adopted: partly")] == [True] * 4


def test_seats_numbers_and_checks_are_kept_once_and_on_days_that_were(places):
    again = run(*places, "project", "seat", "add", "Library", "--team", "Service Desk")
    assert "already" in again.stderr
    said(
        *places, "project", "criterion", "add", "Library", "--what", "contacts a day", "--bound", "under",
        "--number", "15", "--days", "5",
    )  # fmt: skip
    assert "under 15 contacts a day, for 5 days in a row" in said(*places, "project", "show", "Library")
    ahead = run(*places, "project", "check", "add", "Library", "--round", "first", "--on", "2026-09-16")
    assert "day to come" in ahead.stderr
    empty = run(*places, "project", "check", "add", "Library", "--on", "2026-04-01", "--evidence", "measured")
    assert "measured value says" in empty.stderr
    listed = answer(run(*places, "project", "check", "list", "--json"))
    assert [each["round"] for each in listed] == ["second"]


def test_a_project_goes_with_all_that_stands_at_its_table(places):
    said(*places, "project", "remove", "Library", "--yes")
    assert "Library" not in said(*places, "project", "seat", "list")
    assert "nothing wrong" in said(*places, "check").casefold() or run(*places, "check").exit_code == 0


def test_a_service_says_which_projects_change_it(places):
    said(*places, "project", "set", "Library", "--services", "Teaching spaces")
    assert "Changed by Library self-service." in said(*places, "service", "show", "Teaching")
    seats = said(*places, "project", "show", "Library")
    assert "Network and Wi-Fi: no seat yet." in seats
    said(*places, "project", "set", "Library", "--phase", "finished")
    assert "Changed by" not in said(*places, "service", "show", "Teaching")
