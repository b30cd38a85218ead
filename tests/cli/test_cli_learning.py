"""`facilitator learning`: what people say of modules, plans for teams, schemes."""

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


def test_what_somebody_holds_is_renewed_after_what_the_scheme_says(places):
    told = said(
        *places, "learning", "add", "Mina", "--module", "DPI", "--answer", "held", "--awarded", "2025-01-31"
    )
    assert told == "Saved: learning, Mina Reyes (Projects): DPI (ITIL 4).\n"
    assert "renew by 31 Jan 2028" in said(*places, "learning", "page", "Mina Reyes")
    for words, why in (
        (("add", "Mina", "--module", "DPI", "--answer", "planned"), "is there already: held"),
        (("add", "Mina", "--module", "Foundation", "--answer", "planned"), "More than one module"),
        (("add", "Mina", "--module", "Flying", "--answer", "planned"), "There is no module"),
        (("add", "Mina", "--answer", "held"), "Which one is not said"),
    ):
        refused = run(*places, "learning", *words)
        assert (refused.exit_code, why in refused.stderr) == (2, True), refused.stderr
    rows = said(*places, "learning", "list", "--csv").splitlines()
    assert rows[0].lstrip("\ufeff") == "Person,Module,Their answer,Awarded on,Renew by,Planned for"
    page = answer(run(*places, "learning", "page", "Owen", "--json"))
    assert ["hvit", "dpi"] in [each["open"] for each in page["towards"]]


def test_a_whole_team_on_one_exam_is_warned_of_and_enough_is_an_answer(places):
    asked = {each["subject"]: each for each in answer(run(*places, "needs", "--json"))}
    plan = asked["Foundation for all ten of Business Applications"]
    assert (plan["sign"], plan["due"]) == ("due", "2026-09-01")
    assert plan["step"] == "a whole team on one exam forgets it; ask who wants it"
    assert asked["Dev Pillai: Foundation renewal"]["step"] == "Sat 20 Jun, in 72 days"
    assert "1 renewal within 90 days" in said(*places, "promises")
    shown = said(*places, "learning", "course", "show", "Apps")
    assert "or resents it. Ask who wants it" in shown
    said(*places, "learning", "course", "set", "Apps", "--people", "4")
    assert "Ask who wants it" not in said(*places, "learning", "course", "show", "Apps")
    said(
        *places, "learning", "set", "Dev Pillai (Infra): Foundation (ITIL 4)",
        "--answer", "enough", "--awarded", "", "--renew-by", "",
    )  # fmt: skip
    left = " ".join(each["subject"] for each in answer(run(*places, "needs", "--json")))
    assert "renewal" not in left
    assert "all ten" not in left
    assert "renewal" not in said(*places, "promises")


def test_a_scheme_of_ones_own_is_used_and_one_that_is_gone_is_told(places, tmp_path):
    own = tmp_path / "w" / "workshops" / "schemes"
    own.mkdir(parents=True)
    file = own / "ours.toml"
    head = 'key = "ours"\nname = "Ours"\nsource = "us"\nchecked = 2019-05-01\nends = 2026-06-30\n'
    file.write_text(f'{head}[[module]]\nkey = "desk"\nname = "A day at the desk"\n', encoding="utf-8")
    assert "over a year ago" in said(*places, "learning", "schemes")
    when = ("--answer", "planned", "--planned-for", "2026-09-01")
    said(*places, "learning", "add", "Kofi", "--module", "A day at the desk", *when)
    asked = [each["subject"] for each in answer(run(*places, "needs", "--json"))]
    assert "Kofi Lang: A day at the desk ends before it is planned" in asked
    assert "Ours was looked up over a year ago" in asked
    file.unlink()
    asked = [each["subject"] for each in answer(run(*places, "needs", "--json"))]
    assert "Kofi Lang: no scheme has ours/desk any more" in asked
    checked = run(*places, "check")
    assert (checked.exit_code, "put back the workshop file" in checked.output) == (1, True)
