"""`facilitator champion`, `hours` and `needs`: who carries what and whom they meet."""

import shutil

import pytest

from facilitator.resources import demo_dir
from tests.cli.command_line import answer, run


@pytest.fixture
def places(tmp_path):
    shutil.copytree(demo_dir(), tmp_path / "w" / "sessions" / "demo")
    return ("--workspace", str(tmp_path / "w"))


def said(*words):
    """What a command answered in words."""
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_champion_is_added_with_their_yes_shown_and_changed(places):
    refused = run(*places, "champion", "add", "Mina", "--specialism", "Measurement", "--consented", "no")
    assert "nobody is appointed" in refused.stderr
    said(
        *places, "champion", "add", "Mina", "--specialism", "Measurement", "--consented", "yes",
        "--consented-on", "2026-04-01", "--concern", "I count all day already",
    )  # fmt: skip
    shown = said(*places, "champion", "show", "Mina Reyes")
    public, _, private = shown.partition("Only the facilitators see this")
    assert "2026-04-01" in public
    assert "I count all day" in private
    assert "I count all day" not in public
    said(*places, "champion", "set", "Mina Reyes", "--hours-per-week", "3")
    said(*places, "champion", "add", "Kofi", "--specialism", "Measurement", "--consented", "yes")
    assert "2026-04-09" in said(*places, "champion", "show", "Kofi")  # the day it is written down
    late = run(*places, "champion", "set", "Kofi", "--consented-on", "2030-01-01")
    assert (late.exit_code, "a day to come" in late.stderr) == (2, True)
    assert "2026-04-09" in said(*places, "champion", "show", "Kofi")
    assert "later day" in run(*places, "champion", "set", "Mina Reyes", "--term-ends", "2026-03-01").stderr
    asked = answer(run(*places, "needs", "--json"))
    assert "Nobody for" not in " ".join(each["subject"] for each in asked)
    assert {"sign": "only you", "subject": "Mina Reyes has a concern about the role"}.items() <= {
        key: each[key] for each in asked if "Mina" in each["subject"] for key in ("sign", "subject")
    }.items()


def test_whom_one_meets_is_said_and_no_meeting_is_to_come(places):
    assert (
        said(*places, "champion", "contact", "Dev", "Teaching")
        == "Dev Pillai and Teaching spaces: none yet.\n"
    )
    met = said(*places, "champion", "contact", "Dev", "Teaching", "--topic", "Rooms", "--met", "2026-04-08")
    assert met == "Dev Pillai and Teaching spaces: occasional: Rooms, last on 2026-04-08.\n"
    late = run(*places, "champion", "contact", "Dev", "Teaching", "--met", "2026-04-10")
    assert (late.exit_code, "day to come" in late.stderr) == (2, True)


def test_hours_are_granted_as_dated_entries(places):
    said(*places, "hours", "add", "Dev", "--hours", "2", "--since", "2026-03-01")
    assert "Dev Pillai" in said(*places, "hours", "list")


def test_the_sitting_begins_with_who_never_met_and_the_charter_says_nothing_private(places):
    lines = said(*places, "champion", "sitting").splitlines()
    assert lines[3].startswith("3 min  Dev Pillai and Teaching spaces")
    assert "Ana Costa and Staff workplace" in lines[5]
    said(*places, "practice", "change", "Incident", "--mandate", "centre_decides", "--name", "Outages")
    charter = said(*places, "champion", "charter")
    for words in (
        "The centre decides: Outages",
        "Who could stand in for Student records?",
        "Measurement and reporting): nobody yet",
        "Nobody looks after",
    ):
        assert words in charter
    for words in ("lose touch", "Capacity and performance", "expert"):
        assert words not in charter


def test_a_list_is_taken_into_a_spreadsheet_without_what_is_private_and_without_formulas(places):
    said(*places, "specialism", "add", "=1+1 risk", "--level", "strategic")
    said(*places, "champion", "add", "Kofi", "--specialism", "=1+1 risk", "--consented", "yes")
    private = {"qualities", "selection_notes", "concern", "second_interest"}
    assert not any(private & each.keys() for each in answer(run(*places, "champion", "list", "--json")))
    rows = said(*places, "champion", "list", "--csv").splitlines()
    assert rows[0].lstrip("\ufeff").startswith("Person,Specialism,Said yes,Said yes on")
    assert rows[-1].startswith("Kofi Lang (Infra),'=1+1 risk,yes")
    assert "lose touch" not in "".join(rows)
