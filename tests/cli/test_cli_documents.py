"""`facilitator render` and `facilitator demo`."""

from pathlib import Path

import pytest

from facilitator import resources
from tests.cli.command_line import answer, contents, new_session, review, run

# Documents ----------------------------------------------------------------------------------------


def test_a_document_before_the_review_is_refused_and_nothing_is_written(root, programme, tmp_path):
    target = tmp_path / "plan.html"
    for args in (("--session", "L-01"), ("--team", "desk"), (), ("--session", "1", "--output", target)):
        refused = run("render", "action-plan", *args)
        assert refused.exit_code == 2
        assert "no paper may leave" in refused.stderr
        assert refused.stdout == ""
    assert not target.exists()
    assert not (root / "documents").exists()


def test_a_document_is_written_into_the_workspace_and_its_path_printed(root, programme):
    review(root)
    written = run("render", "action-plan", "--session", "L-01")
    path = Path(written.stdout.strip())
    assert path.parent == root / "documents"
    assert path.suffix == ".html"
    assert "Service Desk" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "args", "beginning"),
    [
        ("plan.html", (), "<!"),
        ("plan.md", (), "**"),
        ("plan.WIKI.md", (), "**"),
        ("plan.txt", (), "For everybody"),
        ("plan.unknown", (), "<!"),
        ("plan.html", ("--format", "md"), "**"),
        ("new folder/plan.md", (), "**"),
    ],
)
def test_the_ending_decides_the_format_unless_it_is_named(root, programme, tmp_path, name, args, beginning):
    review(root)
    target = tmp_path / name
    written = run("render", "thank-you", "--session", "L-01", "--output", target, *args)
    assert written.stdout.strip() == str(target)
    assert target.read_text(encoding="utf-8").startswith(beginning)


def test_a_document_can_be_printed_or_written_into_a_folder(root, programme, tmp_path):
    review(root)
    printed = run("render", "action-plan", "--format", "md", "--output", "-")
    assert "# Service Desk: our action plan" in printed.stdout
    written = run("render", "action-plan", "--output", tmp_path)
    assert Path(written.stdout.strip()).parent == tmp_path
    paper = answer(run("render", "action-plan", "--json"))
    assert (paper["id"], paper["format"]) == ("L-01/action-plan.html", "html")
    assert Path(paper["path"]).is_file()
    assert answer(run("render", "action-plan", "--json", "--output", "-"))["text"].startswith("<!")


def test_a_team_gets_the_paper_of_its_latest_reviewed_session(root, programme):
    new_session(team="Service", start="2026-05-12T10:00")
    new_session(team="Service", start="2026-04-12T10:00")
    review(root, 1, 3)
    assert answer(run("render", "action-plan", "--team", "desk", "--json"))["session"] == "L-03"


def test_without_a_name_and_with_two_sessions_one_has_to_be_named(root, programme):
    new_session()
    review(root)
    refused = run("render", "action-plan")
    assert refused.exit_code == 2
    assert "--session or --team" in refused.stderr


def test_of_a_session_of_two_teams_each_team_gets_its_own(root, programme):
    new_session("--team", "Service")
    review(root)
    refused = run("render", "action-plan", "--session", "L-02")
    assert refused.exit_code == 2
    assert "Say whose paper it is" in refused.stderr
    printed = run("render", "action-plan", "--session", "L-02", "--team", "infra", "--output", "-")
    assert "Infrastructure: our action plan" in printed.stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("poem",), "action-plan, thank-you"),
        (("action-plan", "--format", "odt"), "html, md"),
        (("action-plan", "--session", "L-09"), "L-01"),
        (("action-plan", "--team", "Infra"), "no session yet"),
        (("action-plan", "--team", "Sales"), "Service Desk"),
    ],
)
def test_a_document_that_cannot_be_is_refused(root, programme, args, told):
    review(root)
    refused = run("render", *args)
    assert refused.exit_code == 2
    assert told in refused.stderr


def test_a_document_for_a_place_that_cannot_be_written_is_told(root, programme, tmp_path):
    review(root)
    (tmp_path / "file").write_text("")
    refused = run("render", "action-plan", "--output", tmp_path / "file" / "plan.html")
    assert refused.exit_code == 1
    assert "could not be written" in refused.stderr


# The example --------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [False, True])
def test_the_example_fills_a_new_or_empty_folder_and_prints_its_documents(root, tmp_path, made):
    target = tmp_path / "example"
    if made:
        target.mkdir()
    shipped = contents(resources.demo_dir())
    told = run("demo", "--into", target)
    assert told.exit_code == 0
    assert told.stderr == ""
    paths = [Path(line) for line in told.stdout.splitlines()]
    assert paths[0].name == "L-03-infrastructure-and-cloud-action-plan.html"
    private = [path for path in paths if path.parent == target / "documents" / "private"]
    assert [path.name.rpartition("-")[2] for path in private] == ["debrief.html"] * 3
    assert "two people never spoke" in private[0].read_text(encoding="utf-8")
    others = [path for path in paths if path not in private]
    assert all(path.is_file() and path.parent == target / "documents" for path in others)
    assert {path.suffix for path in others} == {".html", ".md"}
    assert "two people never spoke" not in "".join(path.read_text(encoding="utf-8") for path in others)
    sums = ".sum"  # what a file says of itself, written with it
    copied = {
        name: it for name, it in contents(target / "sessions" / "demo").items() if not name.endswith(sums)
    }
    assert len(copied.pop("papers.log").split()) <= len(paths)  # digests of the papers, and no word
    assert copied == shipped == contents(resources.demo_dir())


def test_the_example_is_reopened_with_its_edits(root, tmp_path):
    target = tmp_path / "example"
    run("demo", "--into", target)
    run("team", "add", "A new team", "--kind", "project", "--headcount", "6", "--workspace", target)
    assert run("demo", "--into", target).exit_code == 0
    teams = answer(run("team", "list", "--json", "--workspace", target))
    assert teams[-1]["name"] == "A new team"


def test_any_other_folder_is_refused_and_left_alone(root, programme, tmp_path):
    file = tmp_path / "file"
    file.write_text("mine")
    for target in (root, programme, file, tmp_path, resources.demo_dir().parents[1], ""):
        before = contents(tmp_path)
        refused = run("demo", "--into", target)
        assert refused.exit_code in (1, 2), target
        assert refused.stdout == ""
        assert contents(tmp_path) == before


def test_without_a_folder_the_example_is_fresh_each_time(root, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first, second = run("demo"), run("demo")
    roots = {Path(told.stdout.splitlines()[0]).parents[1] for told in (first, second)}
    assert len(roots) == 2
    assert "Keep one with" in first.stderr
    assert answer(run("demo", "--json"))[0]["id"] == "L-03/action-plan.html"


def test_with_a_terminal_the_example_is_opened_and_a_scratch_copy_goes_away(root, tmp_path, screens):
    run("demo")
    run("demo", "--into", tmp_path / "kept")
    (scratch, folder, was_there), (kept, _, _) = screens
    assert folder.programme.name == "Better Together"
    assert was_there
    assert not scratch.root.exists()
    assert (kept.root / "sessions" / "demo" / "programme.json").is_file()
    assert not (kept.root / "documents").exists()


def test_the_as_of_date_of_the_example_can_be_moved(root, tmp_path):
    run("demo", "--into", tmp_path / "x")
    assert "as of 2026-04-09" in run("--workspace", tmp_path / "x").stdout
    assert "as of 2026-05-01" in run("--workspace", tmp_path / "x", "--as-of", "2026-05-01").stdout


# Private, and about no session --------------------------------------------------------------------


def test_the_debrief_goes_into_the_private_folder_and_into_no_file_of_another_name(root, programme, tmp_path):
    review(root)
    written = run("render", "debrief", "--session", "L-01")
    assert Path(written.stdout.strip()).parent == root / "documents" / "private"
    assert Path(run("render", "debrief", "--output", tmp_path).stdout.strip()).parent == tmp_path / "private"
    refused = run("render", "debrief", "--output", tmp_path / "for-all.md")
    assert refused.exit_code == 2
    assert "for the facilitators alone" in refused.stderr
    assert not (tmp_path / "for-all.md").exists()
    assert "For the facilitators" in run("render", "debrief", "--format", "md", "--output", "-").stdout


def test_what_is_stored_needs_no_session(root, programme, tmp_path):
    written = run("render", "what-is-stored")
    assert Path(written.stdout.strip()) == root / "documents" / "what-is-stored.html"
    paper = answer(run("render", "what-is", "--json", "--output", tmp_path / "page.md"))
    assert paper == {
        "id": "what-is-stored.md",
        "document": "what-is-stored",
        "format": "md",
        "path": str(tmp_path / "page.md"),
    }
    printed = run("render", "what-is-stored", "--format", "md", "--output", "-").stdout
    assert printed == (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "# What this program stores about you" in printed
