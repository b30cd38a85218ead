"""`facilitator chain` and `story`: kept by plain commands, told on a sheet of at most three."""

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


def test_a_chain_is_kept_and_what_it_lacks_is_asked(places):
    said(
        *places,
        "chain",
        "add",
        "Spare laptops",
        "--outcome",
        "A lecturer goes on",
        "--users",
        "2 hours saved",
    )
    shown = said(*places, "chain", "show", "Spare")
    assert "A number needs its n and its source." in shown
    asked = answer(run(*places, "needs", "--json"))
    assert "Spare laptops: a number without its n or its source" in [each["subject"] for each in asked]
    said(*places, "chain", "set", "Spare", "--cases", "12", "--source", "The loan book")
    asked = answer(run(*places, "needs", "--json"))
    assert not [each for each in asked if "Spare" in each["subject"]]


def test_three_stories_stand_on_the_sheet_and_a_fourth_is_refused(places, tmp_path):
    for title in ("One", "Two"):
        said(*places, "story", "add", title, "--chosen", "yes")
    refused = run(*places, "story", "add", "Three", "--chosen", "yes")
    assert "Three stories stand on the sheet already." in refused.stderr
    said(*places, "story", "set", "One", "--chosen", "no")
    said(*places, "story", "add", "Three", "--chosen", "yes", "--cost", "A morning")
    path = tmp_path / "sheet.txt"
    said(*places, "story", "sheet", "--output", str(path))
    text = path.read_text()
    assert text == said(*places, "story", "sheet")
    assert "Standard change → Patches land in quiet hours" in text
    assert "team: An evening back each month (reported)" in text
    assert "Cost: A morning\n  Limits: not said yet" in text
    assert "One" not in text.splitlines()


def test_a_message_that_orders_is_told_so_and_ours_are_offered_for_words_of_a_framework(places):
    said(
        *places, "message", "set", "Leaders", "--sent", "", "--act", "You must comply with the SLA. You must."
    )
    shown = said(*places, "message", "show", "Leaders")
    assert "3 of 4 points; it orders, with “must” (2) and “comply”; an invitation can be declined." in shown
    assert "for “sla” say “what we promised”" in shown
    (asked,) = [each for each in answer(run(*places, "needs", "--json")) if "Leaders" in each["subject"]]
    assert asked["step"] == "say “must” as an invitation, one they may decline"
    said(*places, "story", "set", "The patching story", "--change", "A KPI fell")
    assert "Plainer: for “kpi” say “number we watch”;" in said(*places, "story", "show", "The patching story")


def test_promises_to_readers_of_one_name_or_a_long_one_are_told_apart(places):
    for readers, promise in (("Deans", "A day"), ("Deans", "A letter"), ("Z" * 500, "An answer")):
        said(*places, "message", "add", readers, "--promise", promise, "--promise-by", "2026-05-01")
    for each in answer(run(*places, "message", "list", "--json")):
        run(*places, "message", "sent", each["id"])
    assert "Deans: A day, Deans: A letter" in run(*places, "settle", "Deans", "kept").stderr
    assert said(*places, "settle", "A letter", "broken") == "The promise to Deans: broken.\n"
    assert said(*places, "settle", "deans", "kept") == "The promise to Deans: kept.\n"
    named = next(line for line in said(*places, "promises").splitlines() if line.startswith("ZZ")).split()[0]
    assert len(named) <= 24
    assert "kept" in said(*places, "settle", named, "kept")


def test_a_leader_sponsors_stories_that_are_there_and_a_deleted_one_is_taken_off(places):
    said(*places, "story", "add", "Rooms before eight")
    said(*places, "leader", "set", "Director", "--stories", "patching, Rooms")
    assert "Sponsored by Director of Digital." in said(*places, "story", "show", "Rooms")
    assert "There is no story" in run(*places, "leader", "set", "Director", "--stories", "Unheard").stderr
    assert "leader Director of Digital" in said(*places, "story", "remove", "Rooms", "--yes")
    assert "Rooms" not in said(*places, "leader", "show", "Director")


def test_a_chain_a_story_is_made_of_is_not_left_dangling(places):
    assert "The patching story" in said(*places, "chain", "remove", "Standard change", "--yes")
    assert run(*places, "check").exit_code == 0


def promised(places):
    """What is asked about the promise of the message to the sceptics."""
    return [each for each in answer(run(*places, "needs", "--json")) if "ten working days" in each["subject"]]


def test_a_message_is_checked_copied_and_its_promise_owed_once_it_is_sent(places):
    shown = said(*places, "message", "show", "Sceptics")
    assert "Before you send: 3 of 4 points; it does not say what the organisation gains." in shown
    assert "you meet 17 of the 34, by your own map." in said(*places, "message", "text", "Technical")
    assert promised(places) == []
    done = said(*places, "message", "sent", "Sceptics")
    assert done == "Sceptics: Sent with 3 of 4 points; it does not say what the organisation gains.\n"
    (owed,) = promised(places)
    assert (owed["due"], owed["step"]) == ("2026-05-01", "promised to Sceptics; say what became of it")
    assert "sent already" in run(*places, "message", "sent", "Sceptics").stderr
    owed = said(*places, "promises", "--owner", "Priya")
    assert owed.startswith("Sceptics  in 22 days  Priya answers within ten working days (pend")
    assert "kept" in said(*places, "settle", "sceptics")
    said(*places, "settle", "sceptics", "renegotiated", "--day", "2026-05-08")
    assert [each["due"] for each in promised(places)] == ["2026-05-08"]
    assert said(*places, "settle", "Sceptics", "kept") == "The promise to Sceptics: kept.\n"
    assert promised(places) == []
    assert "There is no record" in run(*places, "settle", "Sceptics").stderr
