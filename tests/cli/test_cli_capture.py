"""`facilitator capture`: every line goes through the grammar, and none is lost."""

import subprocess

import pytest

from facilitator.live.capture.grammar import CLOSING_WORDS
from facilitator.model.observation import KINDS
from facilitator.model.session import SessionStatus
from tests.cli.command_line import REVIEWED, answer, move, process, review, run


def notes():
    return answer(run("session", "show", "L-01", "--json"))["notes"]


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("+ It works", "works", "It works"),
        ("- It hurts", "hurts", "It hurts"),
        ("-It hurts", "hurts", "It hurts"),
        ("-- twice", "hurts", "- twice"),
        ("--json is a word here", "hurts", "-json is a word here"),
        ("* Proud of it", "pride", "Proud of it"),
        ("( between us)", "private", "between us"),
        ("h: by its letter", "hurts", "by its letter"),
        ("  - kept as text", "works", "- kept as text"),
        ("about #wizardry and @nobody", "works", "about #wizardry and @nobody"),
        ("x" * 10_000, "works", "x" * 10_000),
    ],
)
def test_a_line_goes_through_the_capture_grammar(programme, line, kind, text):
    saved = run("capture", "L-01", line)
    assert (saved.stdout, saved.exit_code) == ("L-01/N-1\n", 0)
    (note,) = notes()
    assert (note["kind"], note["text"], note["practice"]) == (kind, text, None)


def test_words_need_no_quotation_marks(programme):
    run("capture", "L-01", "-", "it", "hurts", "+5")
    (note,) = notes()
    assert (note["kind"], note["text"], note["nods"]) == ("hurts", "it hurts", 5)


def test_capture_answers_in_json_what_it_saved(programme):
    (note,) = answer(run("capture", "L-01", "- Board meets Tuesdays #change", "--json"))
    assert note["short_id"] == "L-01/N-1"
    assert note["practice"] == "change_enablement"
    assert note["id"]


def test_nods_alone_go_to_the_last_note(programme):
    run("capture", "L-01", "One")
    assert run("capture", "L-01", "+2").stdout == "L-01/N-1\n"
    assert [note["nods"] for note in notes()] == [2]


def test_every_piped_line_is_saved_and_empty_ones_are_none(programme):
    saved = run("capture", "L-01", "-", stdin="+ one\n\n   \r\n- two\r\n" + "three" * 2000)
    assert saved.stdout.split() == ["L-01/N-1", "L-01/N-2", "L-01/N-3"]
    assert [note["kind"] for note in notes()] == ["works", "hurts", "works"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Büro".encode(), "Büro"),
        ("Büro".encode("utf-8-sig"), "Büro"),
        ("Büro".encode("utf-16"), "Büro"),
        ("Büro".encode("cp1252"), "Büro"),
        (b"B\x81ro", "B\ufffdro"),
    ],
)
def test_whatever_program_pipes_it_no_byte_stops_it(programme, data, text):
    assert run("capture", "L-01", "-", stdin=data).exit_code == 0
    assert [note["text"] for note in notes()] == [text]


@pytest.mark.parametrize("line", ["", "   ", "\x1b[0m", "\x00"])
def test_a_line_without_words_is_told_so(programme, line):
    refused = run("capture", "L-01", line)
    assert refused.exit_code == 2
    assert "nothing to save" in refused.stderr
    assert run("capture", "L-01", "-", stdin=line).exit_code == 2
    assert notes() == []


@pytest.mark.parametrize(
    "path",
    [
        REVIEWED,
        (*REVIEWED, SessionStatus.SHARED),
        (*REVIEWED, SessionStatus.SHARED, SessionStatus.CLOSED),
        (SessionStatus.CANCELLED,),
    ],
    ids=lambda path: path[-1].label,
)
def test_a_settled_session_takes_no_more_and_gives_the_lines_back(root, programme, path):
    move(root, *path)
    refused = run("capture", "L-01", "-", stdin="- first of them\n- second of them\n")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    *lines, why = refused.stderr.splitlines()
    assert lines == ["These lines were not saved:", "- first of them", "- second of them"]
    assert why.startswith(f"L-01 is {path[-1].label}, so nothing more is written into it.")


@pytest.mark.parametrize(
    "path",
    [
        (),
        (SessionStatus.INVITED,),
        (SessionStatus.RUNNING,),
        (SessionStatus.RUNNING, SessionStatus.PAUSED),
        (SessionStatus.RUNNING, SessionStatus.CAPTURED),
    ],
)
def test_a_session_before_its_review_takes_remarks(root, programme, path):
    move(root, *path)
    assert run("capture", "L-01", "afterwards").stdout == "L-01/N-1\n"


def test_lines_for_a_session_there_is_not_come_back(programme):
    refused = run("capture", "L-09", "-", stdin="one\ntwo\n")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[:3] == ["These lines were not saved:", "one", "two"]


def test_what_the_disk_refuses_comes_back_whole(root, programme):
    long = "x" * 5000
    code = (
        "import resource; from facilitator.cli import main;"
        " resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); main()"
    )
    running = process("--workspace", root, "capture", "L-01", "-", code=code, stdin=subprocess.PIPE)
    out, err = running.communicate(f"one\n{long}\n".encode())
    assert running.returncode == 1
    assert out == b""
    assert err.decode().splitlines()[:3] == ["These lines were not saved:", "one", long]
    assert "Not saved: File too large." in err.decode()
    assert "Traceback" not in err.decode()


def test_help_shows_the_table_of_what_can_be_typed():
    shown = run("capture", "--help").stdout
    assert all(f"\n    {kind.sign}  " in shown for kind in KINDS.values())
    assert CLOSING_WORDS in shown


# Care --------------------------------------------------------------------------------------------


def test_a_line_that_names_or_judges_is_saved_and_told_of(programme):
    saved = run("capture", "L-01", "-", stdin="They are idiots\nAll is well\nmail me@example.org\n")
    assert saved.stdout.split() == ["L-01/N-1", "L-01/N-2", "L-01/N-3"]
    assert saved.exit_code == 0
    ours = "Only you see it until one of you decides who may."
    assert saved.stderr.splitlines() == [
        f"L-01/N-1: This judges a person: “idiots”. Say what happened instead? {ours}",
        f"L-01/N-3: This holds an address or a number: “me@example.org”. Say it about the work? {ours}",
    ]
    assert [note["text"] for note in notes()] == ["They are idiots", "All is well", "mail me@example.org"]


def test_a_private_line_is_care_enough(programme):
    assert run("capture", "L-01", "(They are idiots)").stderr == ""


def test_of_two_teams_a_line_is_one_sides_or_of_both(programme):
    teams = ("--team", "Service Desk", "--team", "Infrastructure")
    assert run("session", "new", *teams, "--script", "listening-60").exit_code == 0
    two = answer(run("session", "list", "--json"))[-1]["short_id"]
    run("capture", two, "--side", "Infrastructure", "- tickets bounce twice")
    run("capture", two, "+ we both laugh")
    shown = run("session", "show", two).stdout
    assert "Infrastructure: tickets bounce twice" in shown
    assert "both: we both laugh" in shown
    assert run("session", "whose", f"{two}/N-2", "Service Desk").exit_code == 0
    assert "Service Desk: we both laugh" in run("session", "show", two).stdout
    heard = answer(run("session", "list", "--json"))[0]["team_names"]
    (other,) = {"Service Desk", "Infrastructure"} - set(heard)
    strange = run("capture", "L-01", "--side", other, "- not here")
    assert strange.exit_code == 2
    assert "not in this session" in strange.stderr


def test_a_late_remark_is_of_the_kind_that_is_said(root, programme):
    review(root, 1)
    late = ("capture", "L-01", "--late", "2026-03-13")
    run("--as-of", "2026-03-16", *late, "--as", "risk", "The form grew a page")
    (note,) = answer(run("session", "show", "L-01", "--json"))["notes"]
    assert (note["kind"], note["said_on"]) == ("risk", "2026-03-13")
    refused = run("--as-of", "2026-03-16", *late, "--as", "idea", "One form")
    assert (refused.exit_code, "A late remark is a note" in refused.stderr) == (2, True)
