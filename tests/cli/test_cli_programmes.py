"""The settings of a programme and going from one to another, as plain commands."""

from tests.cli.command_line import answer, run


def test_settings_are_shown_with_the_option_that_sets_them(tmp_path):
    here = ("--workspace", tmp_path)
    run("programme", "new", "Better Together", "--organisation", "Harrowmere", *here)
    assert run("programme", "set", "--ends", "2026-12-18", "--answer-days", "10", *here).exit_code == 0
    shown = run("programme", "show", *here).output
    assert "2026-12-18" in shown
    assert "--answer-days" in shown
    assert answer(run("programme", "show", "--json", *here))["answer_days"] == 10


def test_holidays_are_said_as_people_say_days(tmp_path):
    here = ("--workspace", tmp_path)
    run("programme", "new", "Better Together", "--organisation", "Harrowmere", *here)
    assert run("programme", "set", "--holidays", "25 dec 2026, 24 dec 2026,2027-01-01", *here).exit_code == 0
    shown = run("programme", "show", *here).output.split("--holidays")[1]
    assert [day for day in shown.replace(",", " ").split() if day[0].isdigit()] == [
        "2026-12-24",
        "2026-12-25",
        "2027-01-01",
    ]
    range = "24 dec 2026 to 1 jan, 2027-05-01"
    assert run("programme", "set", "--holidays", range, *here).exit_code == 0
    held = answer(run("programme", "show", "--json", *here))["holidays"]
    assert (held[0], held[-2:], len(held)) == ("2026-12-24", ["2027-01-01", "2027-05-01"], 10)
    assert "2026-12-24 to 2027-01-01, 2027-05-01" in " ".join(run("programme", "show", *here).output.split())
    for wrong in ("24 dec, whenever", "1 jan 2026 to 1 jan 2027", "24 dec to whenever"):
        assert run("programme", "set", "--holidays", wrong, *here).exit_code == 2
    assert run("programme", "set", "--holidays", "", *here).exit_code == 0
    assert answer(run("programme", "show", "--json", *here)).get("holidays", []) == []


def test_another_programme_opens_by_itself_once_it_was_opened(tmp_path):
    here = ("--workspace", tmp_path)
    for name in ("Better Together", "Quiet Nights"):
        run("programme", "new", name, "--organisation", "Harrowmere", *here)
    assert answer(run("programme", "show", "--json", *here))["name"] == "Quiet Nights"
    run("programme", "open", "better", *here)
    assert answer(run("programme", "show", "--json", *here))["name"] == "Better Together"
    assert run("programme", "open", "nowhere", *here).exit_code == 2
    assert answer(run("programme", "open", "quiet", "--json", *here))["name"] == "Quiet Nights"
    made = run("programme", "new", "Third", "--organisation", "Harrowmere", "--json", *here)
    assert answer(made)["name"] == "Third"
