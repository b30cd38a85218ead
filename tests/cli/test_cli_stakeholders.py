"""`facilitator stakeholder` and `leader`: kept by plain commands, private, forgotten after 90 days."""

import shutil
from contextlib import closing

import pytest

from facilitator.model.stakeholder import Stakeholder
from facilitator.resources import demo_dir
from facilitator.workspace.erasure.text_search import Sought, files_with
from facilitator.workspace.folder.workspace import Workspace
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


def test_a_stakeholder_is_kept_and_what_is_private_is_apart_and_in_no_table(places):
    said(*places, "stakeholder", "add", "Deans", "--influence", "4", "--interest", "4", "--fears", "Quiet")
    said(*places, "stakeholder", "set", "Deans", "--stance", "opposed", "--needed", "watching")
    public, _, private = said(*places, "stakeholder", "show", "Deans").partition("Only the facilitators")
    assert "Engage closely." in public
    assert "opposed" in private
    assert "Quiet" in private
    assert "Quiet" not in public
    private = {"stance", "needed", "cause", "loss", "fears", "gain", "sees", "person", "next_contact"}
    assert not any(private & each.keys() for each in answer(run(*places, "stakeholder", "list", "--json")))
    rows = said(*places, "stakeholder", "list", "--csv")
    assert "Deans,,group,4,4" in rows
    for words in ("Quiet", "opposed", "wary", "enrolment"):
        assert words not in rows
    asked = answer(run(*places, "needs", "--json"))
    (need,) = [each for each in asked if "Deans" in each["subject"]]
    assert (need["sign"], need["subject"]) == ("only you", "Deans: opposed now, watching needed")
    refused = run(*places, "stakeholder", "add", "Deans", "--influence", "9")
    assert "too many" in refused.stderr


def test_unless_renewed_they_are_purged_from_every_file_after_90_days(places):
    root = places[1]
    said(*places, "backup")
    said(*places, "stakeholder", "set", "Registrar", "--next-contact", "2026-04-20")
    later = ("--as-of", "2026-07-08")
    assert "6 Oct" in said(*places, *later, "stakeholder", "renew", "Director of Digital")
    said(*places, *later, "purge", "--yes")
    with closing(Workspace(root).programme()) as folder:
        left = {each.name for each in folder.file.all(Stakeholder)}
    assert "Director of Digital" in left
    assert "Registrar" not in left
    assert not list(files_with(Sought(["Control of enrolment week"]), Workspace(root).root))
    assert run(*places, "check").exit_code == 0


def test_a_leader_shows_what_became_of_what_they_promised(places):
    shown = said(*places, "leader", "show", "Director")
    assert "The easiest university to study at from abroad" in shown
    assert "Promised: No project passes its first gate" in shown
    said(*places, "leader", "add", "Head of Estates")
    asked = answer(run(*places, "needs", "--json"))
    told = [each["subject"] for each in asked if each["part"] == "leaders"]
    assert "Head of Estates: which advantage do they seek?" in told
    assert "Head of Estates sponsors no story yet" in told
