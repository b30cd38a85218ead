"""`facilitator template`: list, copy and check, and what render says of a template that is left aside."""

import sys
from pathlib import Path

import pytest

from tests.cli.command_line import answer, review, run

PLAN = "action-plan.html.j2"


@pytest.fixture
def own(root):
    """The folder of one's own templates."""
    folder = root / "templates"
    (folder / "words").mkdir(parents=True)
    return folder


def test_the_list_shows_what_each_document_is_made_with(root, own):
    (own / PLAN).write_text("<p>x</p>")
    (own / "words" / "de.toml").write_text("")
    (own / "branding.toml").write_text('name = "x"')
    rows = {row["id"]: row for row in answer(run("template", "list", "--json"))}
    assert rows["action-plan"]["title"] == "Team action plan"
    used = {id: row["used"] for id, row in rows.items()}
    assert used["action-plan"] == used["words/de"] == used["branding"] == "your own"
    assert used["thank-you"] == used["words/en"] == used["style"] == "shipped"
    assert used["letterhead"] == "none"
    assert [row["id"] for row in rows.values() if row["copied_from_older"]] == []
    listed = run("template", "list").stdout
    assert "Team action plan" in listed
    assert "your own" in listed


def test_the_list_needs_no_workspace(root):
    assert "your own" not in run("template", "list").stdout
    assert not root.exists()


def test_a_copy_is_written_once_and_its_path_printed(root):
    copied = run("template", "copy", "action-plan")
    path = Path(copied.stdout.strip())
    assert path == root / "templates" / PLAN
    begun = path.read_text(encoding="utf-8")
    assert '{% extends "builtin/action-plan.html.j2" %}' in begun
    path.write_text("mine")
    again = run("template", "copy", PLAN)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "there already" in again.stderr
    assert path.read_text() == "mine"


def test_a_copy_is_checked_and_listed(root):
    copied = answer(run("template", "copy", "thank", "--json"))
    assert (copied["id"], Path(copied["path"]).name) == ("thank-you", "thank-you.html.j2")
    assert run("template", "check").exit_code == 0
    assert "your own" in run("template", "list").stdout


def test_all_that_is_listed_can_be_copied_and_a_language_begun(root):
    names = [row["id"] for row in answer(run("template", "list", "--json"))]
    for name in (*names, "words/de"):
        assert Path(answer(run("template", "copy", name, "--json"))["path"]).is_file(), name
    checked = run("template", "check", "--json")
    assert (checked.exit_code, answer(checked)["faults"]) == (0, [])
    assert {row["used"] for row in answer(run("template", "list", "--json"))} == {"your own"}


def test_what_a_template_can_show_is_listed(root):
    fields = {row["field"]: row["what"] for row in answer(run("template", "fields", "plan", "--json"))}
    assert {"next_meeting", "contacts[].name", "wanted", "programme.sponsor", "actions[].owner"} <= set(
        fields
    )
    refused = run("template", "fields", "branding")
    assert (refused.exit_code, refused.stdout) == (2, "")


@pytest.mark.parametrize(
    "name", ["nothing", "../action-plan", "/etc/passwd", "", "words/../x", "words/deu", "builtin/pulse"]
)
def test_a_template_there_is_not_is_not_copied(root, name):
    refused = run("template", "copy", name)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert not root.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_copy_does_not_write_through_a_link(own, tmp_path):
    (own / PLAN).symlink_to(tmp_path / "elsewhere")
    assert run("template", "copy", "action-plan").exit_code == 2
    assert not (tmp_path / "elsewhere").exists()


def test_check_tells_faults_one_a_line_and_ends_with_1(own):
    (own / PLAN).write_text("<h1>{{ doc.titel }}</h1>\n<div>x</div>\n")
    (own / "words" / "de.toml").write_text('[plan]\ndoing = "Was wir tun"\ndonig = "x"\n')
    checked = run("template", "check")
    assert checked.exit_code == 1
    first, second, third, fourth, *groups = checked.stdout.splitlines()
    assert first == f"{PLAN}, line 1: There is no titel here. Did you mean title?"
    assert second.startswith(f"{PLAN}, line 2: <div>")
    assert third.startswith("words/de.toml, line 3: plan.donig:")
    assert fourth.endswith("words stay English.")
    assert groups[0].startswith("  What several papers share (")
    assert "date.months" in groups[0]
    assert groups[1].startswith("  Action plan (")
    assert checked.stderr == "3 to put right.\n"
    found = run("template", "check", "--json")
    assert found.exit_code == 1
    assert '"line": 1' in found.stdout
    assert '"remedy": "Did you mean title?"' in found.stdout
    assert '"untranslated"' in found.stdout


def test_check_without_anything_of_ones_own_ends_with_0(root):
    checked = run("template", "check")
    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "Nothing to put right.\n")
    assert not root.exists()


def test_a_language_that_is_not_finished_is_told_and_is_no_fault(own):
    (own / "words" / "de.toml").write_text('[plan]\ndoing = "Was wir tun"\n')
    checked = run("template", "check")
    assert checked.exit_code == 0
    assert checked.stdout.startswith("words/de.toml: ")
    assert answer(run("template", "check", "--json"))["faults"] == []


def test_hostile_names_and_words_in_a_template_do_nothing_to_the_terminal(own):
    (own / PLAN).write_text("<p>{{ doc['\x1b]0;owned\x07'] }}{{ doc['[/nope]'] }}</p>", encoding="utf-8")
    (own / "words" / "en.toml").write_text('[plan]\n"\\u001b[31m" = "x"\ntitle = "{\u202e}"\n')
    assert run("template", "check").exit_code == 1


def test_render_says_which_template_is_left_aside_and_writes_the_document(root, programme, own):
    review(root)
    shipped = run("render", "action-plan", "--session", "L-01", "--format", "md", "--output", "-")
    (own / PLAN).write_text("<h1>x</h1>\n{% for a in %}")
    written = run("render", "action-plan", "--session", "L-01", "--format", "md", "--output", "-")
    assert written.exit_code == 0
    assert written.stdout == shipped.stdout
    assert f"{PLAN}, line 2: " in written.stderr
    assert "facilitator template check" in written.stderr


def test_the_language_of_the_programme_chooses_the_words(root, programme, own):
    from facilitator.workspace.folder.workspace import Workspace

    review(root)
    (own / "words" / "de.toml").write_text('[plan]\ndoing = "Was wir tun"\n')
    workspace = Workspace(root)
    folder = workspace.open(programme)
    from msgspec.structs import replace

    folder.file.put(replace(folder.programme, language="de"))
    folder.close()
    written = run("render", "action-plan", "--session", "L-01", "--format", "md", "--output", "-")
    assert "## Was wir tun" in written.stdout
    assert "## What others promised you" in written.stdout
    assert "Some words here are English, for the translation is not finished." in written.stdout
    assert "This paper mixes languages" in written.stderr
