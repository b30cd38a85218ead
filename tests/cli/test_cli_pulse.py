"""`facilitator pulse`: waves opened, taken in from a file, closed and shown, without the screen."""

import json
from contextlib import closing

import pytest

from facilitator.cli.root import cli
from facilitator.model.audience import AudienceKind
from facilitator.model.trail import Issued
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import HOSTILE, answer, run

KEYS = [
    "asked_another_team",
    "open_questions",
    "own_mistakes",
    "failed_trials",
    "who_feels_it",
    "rules_and_needs",
    "learned_something",
    "time_to_improve",
    "whom_to_call",
    "fixed_together",
    "why_we_change",
    "what_is_in_it",
    "suggestions",
]


@pytest.fixture
def root(tmp_path):
    """A workspace with a programme of three teams."""
    here = ("--workspace", tmp_path)
    run("programme", "new", "Better Together", "--organisation", "Harrowmere", *here)
    for name, people in (("Desk", 11), ("Infra", 9), ("Data", 4)):
        run("team", "add", name, "--kind", "technical", "--headcount", people, *here)
    return tmp_path


def pulse(root, *args, **more):
    return run("pulse", *args, "--workspace", root, "--as-of", "2026-02-09", **more)


def sheet(root, name="answers.csv", **people):
    """A survey tool's file: so many people of each team, all with the same answers but one."""
    rows = [f"When,Team,{','.join(KEYS)}"]
    for team, count in people.items():
        for person in range(count):
            given = ["4"] * 13
            given[8] = "1" if person < count // 2 else "5"
            rows.append(f"9:0{person},{team},{','.join(given)}")
    path = root / name
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_wave_from_its_opening_to_its_figures(root):
    whom = ("--team", "Desk", "--team", "Infra")
    opened = answer(pulse(root, "open", *whom, "--closes", "2026-02-20", "--json"))
    assert (opened["wave"], opened["responses"], opened["invited"]) == ("baseline", 0, 20)
    assert opened["closes"] == "2026-02-20"
    taken = pulse(root, "import", sheet(root, Desk=9, Infra=7))
    assert taken.exit_code == 0
    assert "16 of 20 have answered" in taken.stdout
    shown = pulse(root, "show")
    assert "agree" not in shown.stdout
    closed = pulse(root, "close", "--yes", "--next", "2026-11-02")
    assert closed.exit_code == 0, closed.stderr
    infra = pulse(root, "show", "--team", "Infra")
    assert "Infra, baseline, closed 2026-02-09: 7 of 9 answered." in infra.stdout
    call = next(line for line in infra.stdout.splitlines() if line.startswith("I know whom"))
    assert call.split()[-6:] == ["0", "4", "7", "5", "views", "divided"]
    assert "mostly agree" in infra.stdout
    assert "Three bands and the middle answer" in infra.stdout


def test_figures_as_json_are_those_that_may_be_shown(root):
    run("team", "add", "Keys", "--kind", "technical", "--headcount", 5, "--workspace", root)
    pulse(root, "open")
    told = answer(pulse(root, "import", sheet(root, Desk=9, Infra=7, Data=3, Keys=4), "--close", "--json"))
    by_size = {group["invited"]: group for group in told["teams"].values()}
    assert (by_size[9]["responses"], by_size[4]["responses"]) == (7, None)
    assert {figure["mood"] for figure in by_size[4]["figures"]} == {"with_others"}
    assert {figure["n"] for figure in told["others"]} == {7, None}
    assert set(by_size[9]["figures"][0]) == {"item", "mood", "n", "bands", "median"}
    assert told["limits"]
    assert 'answers": {' not in json.dumps(told)


def test_a_dry_run_takes_nothing_in(root):
    pulse(root, "open")
    tried = pulse(root, "import", sheet(root, Desk=9), "--dry-run")
    assert tried.exit_code == 0
    assert tried.stdout.split() == ["Team", "Responses", "Desk", "9"]
    assert answer(pulse(root, "show", "--json"))["responses"] == 0
    many = pulse(root, "import", sheet(root, Desk=12), "--dry-run")
    assert many.exit_code == 2
    assert "12 responses are more than the 11 invited" in many.stderr


def test_fewer_than_five_wait_for_the_close(root):
    pulse(root, "open")
    few = sheet(root, Desk=9, Data=3)
    refused = pulse(root, "import", few)
    assert refused.exit_code == 2
    assert "Fewer than 5 people answered in Data; nothing was taken in." in refused.stderr
    assert answer(pulse(root, "show", "--json"))["responses"] == 0
    closed = pulse(root, "import", few, "--close")
    assert closed.exit_code == 0, closed.stderr
    assert "All teams, baseline, closed 2026-02-09: not shown." in closed.stdout  # three would follow from it
    assert "All others together" in closed.stdout
    assert "3 teams are not shown" in closed.stdout
    assert "closed" in pulse(root, "show").stdout


def test_two_files_of_one_team_come_in_one_after_the_other(root):
    pulse(root, "open")
    pulse(root, "import", sheet(root, Desk=5))
    again = pulse(root, "import", sheet(root, Desk=6))
    assert "11 of 24" in again.stdout


def test_closing_is_asked(root):
    pulse(root, "open")
    no = pulse(root, "close", stdin="n\n")
    assert no.exit_code == 1
    assert "nothing opens the wave again" in no.stderr
    assert answer(pulse(root, "show", "--json"))["status"] == "open"
    yes = pulse(root, "close", stdin="y\n")
    assert yes.exit_code == 0
    assert "No wave of the pulse is open." in pulse(root, "close", "--yes").stderr


def test_one_wave_at_a_time_and_one_baseline(root):
    pulse(root, "open", "--wave", "baseline", "--team", "Desk")
    assert "One wave of the pulse is open at a time." in pulse(root, "open", "--wave", "interim").stderr
    pulse(root, "close", "--yes")
    assert "one baseline" in pulse(root, "open", "--wave", "baseline").stderr
    assert answer(pulse(root, "open", "--json"))["wave"] == "after"


def test_a_wave_is_named(root):
    pulse(root, "open", "--team", "Desk", "--team", "Infra")
    pulse(root, "import", sheet(root, Desk=9, Infra=7), "--close")
    pulse(root, "open", "--wave", "interim")
    for name in ("baseline", "2026-02-09"):
        assert "All teams, baseline" in pulse(root, "show", "--wave", name).stdout
    assert pulse(root, "show", "--wave", "after").exit_code == 2


def test_a_bad_file_is_refused_by_its_line(root):
    pulse(root, "open")
    path = root / "bad.csv"
    path.write_text(f"Team,{','.join(KEYS)}\nDesk{',9' * 13}\n", encoding="utf-8")
    result = pulse(root, "import", path)
    assert result.exit_code == 2
    assert "Line 2" in result.stderr
    assert pulse(root, "import", root / "missing.csv").exit_code == 1
    (root / "empty.csv").write_text("", encoding="utf-8")
    assert "empty" in pulse(root, "import", root / "empty.csv").stderr


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_a_file_do_nothing(root, words):
    pulse(root, "open")
    path = root / "hostile.csv"
    path.write_bytes(f"Team,{','.join(KEYS)}\n{words},{words}\n".encode("utf-8", errors="surrogatepass"))
    assert pulse(root, "import", path).exit_code == 2


def test_the_report_is_written_and_printed(root):
    pulse(root, "open", "--team", "Desk", "--team", "Infra")
    assert "No closed wave" in pulse(root, "report").stderr
    pulse(root, "import", sheet(root, Desk=9, Infra=7), "--close")
    written = pulse(root, "report", "--team", "Infra", "--format", "md")
    assert written.stdout.strip().endswith("pulse-2026-02-09-baseline-infra.md")
    printed = pulse(root, "report", "--format", "txt", "--output", "-")
    assert "16 of 20 people answered, all teams together." in " ".join(printed.stdout.split())
    assert "path" in answer(pulse(root, "report", "--team", "Desk", "--json"))


def test_the_report_is_a_document_like_any_other(root):
    pulse(root, "open", "--team", "Desk", "--team", "Infra")
    asked = ("render", "pulse", "--workspace", root)
    assert "No wave of the pulse is closed" in run(*asked).stderr
    pulse(root, "import", sheet(root, Desk=9, Infra=7), "--close")
    written = answer(run(*asked, "--team", "Infra", "--format", "md", "--json"))
    assert (written["id"], written["document"], written["format"]) == ("pulse.md", "pulse", "md")
    assert written["path"].endswith("pulse-2026-02-09-baseline-infra.md")
    printed = run(*asked, "--format", "txt", "--output", "-").stdout
    assert printed == pulse(root, "report", "--format", "txt", "--output", "-").stdout


def test_a_report_that_was_written_is_remembered(root):
    pulse(root, "open", "--team", "Desk", "--team", "Infra")
    pulse(root, "import", sheet(root, Desk=9, Infra=7), "--close")
    pulse(root, "report", "--format", "txt", "--output", "-")
    pulse(root, "report", "--team", "Infra", "--format", "md")
    pulse(root, "report", "--output", root / "all.html")
    with closing(Workspace(root).programme()) as folder:
        infra = next(team.id for team in folder.teams.values() if team.name == "Infra")
        issued = [(each.document, each.format, each.audience, each.teams) for each in folder.file.all(Issued)]
    assert issued == [
        ("pulse", "md", AudienceKind.TEAM, (infra,)),
        ("pulse", "html", AudienceKind.LEADERS, ()),
    ]


def test_no_team_no_wave(tmp_path):
    run("programme", "new", "Alone", "--organisation", "Harrowmere", "--workspace", tmp_path)
    assert "No team is invited." in pulse(tmp_path, "open").stderr
    assert "No wave of the pulse is open." in pulse(tmp_path, "show").stderr


def test_it_is_a_family_of_the_program():
    assert "pulse" in cli.list_commands(None)
