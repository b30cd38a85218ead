"""The plain commands: what they answer, what they refuse, and that neither hurts anybody."""

import json
import os
import shutil
import signal
import subprocess
import sys
import types
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner

import facilitator
from facilitator import resources
from facilitator.cli import capture, cli, home
from facilitator.model.programme import TeamKind
from facilitator.model.session import ReadBack, SessionStatus
from facilitator.workspace.paths import default_workspace
from facilitator.workspace.workspace import Workspace

START = "2026-03-12T10:00"
HELD = datetime(2026, 3, 12, 11, tzinfo=UTC)
REVIEWED = (SessionStatus.RUNNING, SessionStatus.CAPTURED, SessionStatus.REVIEWED)
HOSTILE = [
    "\x1b]0;owned\x07title",
    "\x9b31mred",
    "\x1b[2J\x1b[H",
    "[@click=app.exit]go[/]",
    "[/nope]",
    "{{ 7 * 7 }}",
    "a\u202eb\u2066c",
    "nul\x00byte",
    "bell\x07 back\x08space",
    "lone \udc80 surrogate",
    "<script>alert(1)</script>",
    "%s %(x)s {0}",
]
ACTS = set(map(chr, [*range(9), *range(11, 32), 127, *range(128, 160)])) | set("\u202e\u2066")


@pytest.fixture
def root(tmp_path):
    return tmp_path / "workspace"


@pytest.fixture
def run(root, monkeypatch):
    """Run a command without a terminal; its answer, messages and exit code are in the result."""
    monkeypatch.setenv("FACILITATOR_WORKSPACE", str(root))
    monkeypatch.setenv("COLUMNS", "100")

    def run(*args, stdin=None):
        result = CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        assert not ACTS & set(result.output)
        return result

    return run


@pytest.fixture
def programme(run, root):
    """A programme in UTC with two teams and one planned session, L-01."""
    folder = Workspace(root).new_programme("Better Together", "Harrowmere University", timezone="UTC")
    folder.close()
    run("team", "add", "Service Desk", "--kind", "front_line", "--headcount", "11")
    run("team", "add", "Infrastructure", "--kind", "technical", "--headcount", "9")
    run("session", "new", "--team", "Service Desk", "--script", "listening-60", "--start", START)
    return folder.path


def answer(result):
    """What a command answered with --json."""
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def move(root, *path, only=None):
    """Take sessions through these states, read-back included."""
    folder = Workspace(root).programme("Better Together")
    for file in folder.sessions:
        if only is None or file.session.number in only:
            file.put(msgspec.structs.replace(file.session, read_back=ReadBack(done=True, at=HELD)))
            for status in path:
                file.put(file.session.moved_to(status))
    folder.close()


def review(root, *numbers):
    """Let sessions have been held and reviewed."""
    move(root, *REVIEWED, only=numbers or None)


def edit(path, change):
    tables = json.loads(path.read_text(encoding="utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")


def session_path(programme):
    return next(path for path in programme.glob("*.json") if path.name != "programme.json")


def subject(*args, code="from facilitator.cli import main; main()", **options):
    """Run the program as a process of its own, without a terminal."""
    where = {"PYTHONPATH": str(Path(facilitator.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", f"import sys; sys.argv[0] = 'facilitator'; {code}", *map(str, args)]
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.Popen(
        command,
        env=os.environ | where | options.pop("env", {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


# Programmes --------------------------------------------------------------------------------------


def test_a_programme_is_begun_and_listed(run, root):
    begun = run("programme", "new", "Better Together", "--organisation", "Harrowmere University")
    assert begun.exit_code == 0
    assert begun.stdout == f"Better Together lies in {root / 'sessions' / 'better-together'}.\n"
    listed = run("programme", "list")
    assert listed.stdout.splitlines()[0].split() == [
        "Programme",
        "Organisation",
        "Teams",
        "Heard",
        "Sessions",
        "Folder",
    ]
    assert "Harrowmere University" in listed.stdout
    (one,) = answer(run("programme", "list", "--json"))
    assert (one["name"], one["organisation"], one["counts"]["teams"]) == (
        "Better Together",
        "Harrowmere University",
        0,
    )
    assert one["id"]


NAMES = [
    "Besser zusammen",
    "Заедно по-добре",
    "一緒に良くなる",
    "معا أفضل",
    "CON",
    "nul.txt",
    "../x",
    "a/b\\c",
    "..",
    "trailing.",
    "trailing ",
    "-dash",
    "x" * 200,
    "語" * 200,
    "🎓🎓",
    "*?<>|:",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_makes_a_folder_that_every_system_can_hold(run, root, name):
    assert run("programme", "new", "--organisation", "O", "--", name).exit_code == 0
    (path,) = (root / "sessions").glob("*/programme.json")
    folder = path.parent.name
    assert folder.casefold() not in {"con", "nul", "..", "demo"}
    assert not set(folder) & set('/\\:*?"<>|. ')
    assert len(folder.encode()) <= 130
    assert [each["name"] for each in answer(run("programme", "list", "--json"))] == [name.strip()]
    assert run("session", "list", "--programme", name).exit_code == 0


def test_names_that_would_share_a_folder_get_two(run, root):
    for name in ("a/b", "a:b", "A B"):
        run("programme", "new", name, "--organisation", "O")
    assert len(list((root / "sessions").glob("*/programme.json"))) == 3


@pytest.mark.parametrize("name", ["", "  ", "\n", "\x1b[0m", "\x00"])
def test_a_programme_without_a_name_is_refused(run, root, name):
    refused = run("programme", "new", name, "--organisation", "O")
    assert refused.exit_code == 2
    assert "needs a name" in refused.stderr
    assert not root.exists()


def test_a_programme_of_the_same_name_is_refused(run, programme):
    refused = run("programme", "new", "better together", "--organisation", "O")
    assert refused.exit_code == 2
    assert "already" in refused.stderr


def test_the_programme_begun_last_opens_by_itself(run, programme):
    run("programme", "new", "Second", "--organisation", "O")
    assert answer(run("team", "list", "--json")) == []
    assert len(answer(run("team", "list", "--json", "--programme", "better"))) == 2


def test_of_several_programmes_one_has_to_be_named(run, root, programme):
    run("programme", "new", "Better Still", "--organisation", "O")
    (root / "sessions" / ".last-programme").unlink()
    for args in (("team", "list"), ("team", "list", "--programme", "better")):
        refused = run(*args)
        assert refused.exit_code == 2
        assert "Better Still" in refused.stderr
        assert "Better Together" in refused.stderr
    unknown = run("team", "list", "--programme", "Worse")
    assert unknown.exit_code == 2
    assert "There is no programme called Worse" in unknown.stderr


# Teams -------------------------------------------------------------------------------------------


def test_teams_are_added_and_listed(run, programme):
    assert run("team", "add", "Desk", "--kind", "supplier", "--headcount", 7).stdout == (
        "Desk is in Better Together (supplier, 7).\n"
    )
    lines = run("team", "list").stdout.splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("Service Desk    front line  11      L-01      ")
    teams = answer(run("team", "list", "--json"))
    assert [(team["name"], team["kind"], team["headcount"], team["sessions"]) for team in teams] == [
        ("Service Desk", "front_line", 11, ["L-01"]),
        ("Infrastructure", "technical", 9, []),
        ("Desk", "supplier", 7, []),
    ]


@pytest.mark.parametrize("kind", ["front_line", "front-line", "Front line", " FRONT_LINE "])
def test_a_kind_may_be_written_as_people_do(run, programme, kind):
    added = answer(run("team", "add", "Desk", "--kind", kind, "--headcount", 7, "--json"))
    assert added["kind"] == "front_line"


@pytest.mark.parametrize("kind", ["", "technic", "x" * 10_000, *HOSTILE])
def test_an_unknown_kind_is_refused_with_those_there_are(run, programme, kind):
    refused = run("team", "add", "Desk", "--kind", kind, "--headcount", 7)
    assert refused.exit_code == 2
    assert len(answer(run("team", "list", "--json"))) == 2
    assert all(str(kind) in refused.stderr for kind in TeamKind)


@pytest.mark.parametrize("headcount", ["0", "-3", "", "many", "2.5", "１２３４５６７８９", "9" * 5000])
def test_a_headcount_that_is_none_is_refused(run, programme, headcount):
    refused = run("team", "add", "Desk", "--kind", "project", "--headcount", headcount)
    assert refused.exit_code == 2
    assert "not a number of people" in refused.stderr


def test_two_teams_of_one_name_are_kept_with_a_warning_and_told_apart_by_their_ids(run, programme):
    twin = run("team", "add", "service desk", "--kind", "supplier", "--headcount", "5", "--json")
    assert twin.exit_code == 0
    assert "already" in twin.stderr
    refused = run("session", "new", "--team", "Service Desk", "--script", "listening-30", "--start", START)
    assert refused.exit_code == 2
    ids = [team["id"] for team in answer(run("team", "list", "--json")) if team["name"] != "Infrastructure"]
    assert all(id in refused.stderr for id in ids)
    made = run("session", "new", "--team", ids[1], "--script", "listening-30", "--start", START, "--json")
    assert answer(made)["teams"] == [ids[1]]


def test_a_team_too_small_for_figures_is_told_so(run, programme):
    assert "no pulse figures" in run("team", "add", "Two", "--kind", "project", "--headcount", 2).stderr


def test_a_team_without_a_name_is_refused(run, programme):
    assert run("team", "add", " ", "--kind", "project", "--headcount", 5).exit_code == 2


# Sessions ----------------------------------------------------------------------------------------


def new_session(run, *args, team="Infra", script="listening-90", start=START):
    return run("session", "new", "--team", team, "--script", script, "--start", start, *args)


def test_a_session_is_planned_with_a_copy_of_its_script_and_a_shortlist(run, root, programme):
    planned = new_session(run)
    assert planned.stdout == (
        "L-02 is planned: Infrastructure, 2026-03-12 10:00, Listening session, 90 minutes.\n"
    )
    assert planned.stderr == ""
    folder = Workspace(root).programme()
    session = folder.sessions[1].session
    assert session.script == folder.catalogue.script("listening-90")
    assert session.minutes == 90
    assert session.status is SessionStatus.DRAFT
    assert session.shortlist[0] == "change_enablement"  # what scripts for technical teams offer
    assert (programme / "2026-03-12-infrastructure.json").is_file()


def test_editing_a_script_later_changes_no_session(run, root, programme):
    own = root / "workshops" / "scripts" / "mine.toml"
    own.parent.mkdir(parents=True)
    shipped = (resources.workshops_dir() / "scripts" / "listening-30.toml").read_text(encoding="utf-8")
    own.write_text(shipped.replace("listening-30", "mine"), encoding="utf-8")
    new_session(run, script="mine")
    own.write_text(shipped.replace("listening-30", "mine").replace("Pride round", "Proud"), encoding="utf-8")
    session = Workspace(root).programme().sessions[1].session
    assert [segment.title for segment in session.script.segments][1] == "Pride round"


def test_the_practices_of_an_earlier_session_come_onto_the_shortlist(run, root, programme):
    from facilitator.model.interaction import Interaction, TouchRole

    folder = Workspace(root).programme()
    (file,) = folder.sessions
    team = file.session.teams[0]
    file.put(Interaction(team=team, practice="supplier_management", role=TouchRole.PERFORMS))
    folder.close()
    planned = answer(new_session(run, "--json", team="Service Desk"))
    assert "supplier_management" in planned["shortlist"]
    assert len(planned["shortlist"]) <= 12


def test_a_session_may_have_two_teams_but_not_three_nor_one_twice(run, programme):
    assert len(answer(new_session(run, "--team", "Service", "--json"))["teams"]) == 2
    assert new_session(run, "--team", "Infra").exit_code == 2
    assert new_session(run, "--team", "Service", "--team", "Infra").exit_code == 2


@pytest.mark.parametrize(
    "start",
    ["2026-03-12T07:59", "2026-03-12T17:00", "2026-03-14T10:00", "2026-03-15 10:00", "2026-03-12T23:00"],
)
def test_a_session_outside_working_hours_is_planned_with_a_warning(run, programme, start):
    planned = new_session(run, start=start)
    assert planned.exit_code == 0
    assert "part-timers and carers are shut out" in planned.stderr


@pytest.mark.parametrize("start", ["2026-03-12T08:00", "2026-03-12 16:30", "20260312T1000"])
def test_a_session_within_working_hours_is_planned_without_one(run, programme, start):
    planned = new_session(run, start=start)
    assert planned.exit_code == 0
    assert planned.stderr == ""


def test_the_time_is_that_of_the_programme_unless_it_names_its_own(run, root):
    Workspace(root).new_programme("Summer", "O", timezone="Europe/Berlin").close()
    run("team", "add", "Infra", "--kind", "technical", "--headcount", 9)
    assert (
        answer(new_session(run, "--json", start="2026-07-01T10:00"))["planned_start"]
        == "2026-07-01T08:00:00Z"
    )
    assert answer(new_session(run, "--json", start="2026-07-01T10:00+00:00"))["planned_start"] == (
        "2026-07-01T10:00:00Z"
    )
    assert "2026-07-01 12:00" in run("session", "list").stdout


def test_without_a_start_a_session_begins_now(run, programme):
    planned = answer(
        run(
            "session", "new", "--team", "Infra", "--script", "listening-30", "--as-of", "2026-04-09", "--json"
        )
    )
    assert planned["planned_start"].startswith("2026-04-09T")


@pytest.mark.parametrize(
    "start",
    ["", "tomorrow", "2026-02-30T10:00", "12.03.2026", "0001-01-01T00:00", "9999-12-31T23:59", "x" * 10_000],
)
def test_a_start_that_is_no_date_is_refused(run, programme, start):
    refused = new_session(run, start=start)
    assert refused.exit_code == 2
    assert "2026-03-12T10:00" in refused.stderr
    assert len(answer(run("session", "list", "--json"))) == 1


def test_a_start_without_a_time_of_day_is_refused(run, programme):
    assert "says no time of day" in new_session(run, start="2026-03-12").stderr


@pytest.mark.parametrize("team", ["Sales", "", "r", "x" * 10_000])
def test_an_unknown_or_ambiguous_team_is_refused_with_those_there_are(run, programme, team):
    refused = new_session(run, team=team)
    assert refused.exit_code == 2
    assert "Service Desk" in refused.stderr
    assert "Infrastructure" in refused.stderr


@pytest.mark.parametrize("script", ["listening", "waltz", ""])
def test_an_unknown_or_ambiguous_script_is_refused_with_those_there_are(run, programme, script):
    refused = new_session(run, script=script)
    assert refused.exit_code == 2
    assert "listening-90" in refused.stderr


def test_sessions_are_listed(run, programme):
    lines = run("session", "list").stdout.splitlines()
    assert lines == [
        "Id    When              Team          Script        Status   Notes  Ideas  Actions",
        "L-01  2026-03-12 10:00  Service Desk  listening-60  planned  0      0      0",
    ]
    (one,) = answer(run("session", "list", "--json"))
    assert one["short_id"] == "L-01"
    assert one["team_names"] == ["Service Desk"]
    assert one["script"] == {"key": "listening-60", "title": "Listening session, 60 minutes"}
    assert one["status"] == "draft"
    assert one["counts"] == {"notes": 0, "ideas": 0, "actions": 0}


@pytest.mark.parametrize("typed", ["L-01", "l-1", "1", "Service Desk", "service", "2026-03-12-service-desk"])
def test_a_session_is_shown_by_what_people_call_it(run, programme, typed):
    run("capture", "L-01", "( the room went quiet")
    run("capture", "L-01", "- Tickets say only: server slow +3")
    shown = run("session", "show", typed)
    assert shown.stdout.startswith("L-01 Service Desk\n2026-03-12 10:00, 60 minutes, in the room\n")
    assert "N-1  private  the room went quiet              only you" in shown.stdout
    assert "N-2  hurts    Tickets say only: server slow    team" in shown.stdout
    whole = answer(run("session", "show", typed, "--json"))
    assert [note["short_id"] for note in whole["notes"]] == ["L-01/N-1", "L-01/N-2"]
    assert whole["notes"][1]["nods"] == 3
    assert whole["ideas"] == whole["actions"] == whole["promises"] == []


def test_a_session_is_shown_by_the_id_that_json_gives(run, programme):
    (one,) = answer(run("session", "list", "--json"))
    assert answer(run("session", "show", one["id"], "--json"))["short_id"] == "L-01"


def test_an_unknown_session_is_refused_with_those_there_are(run, programme):
    refused = run("session", "show", "L-09")
    assert refused.exit_code == 2
    assert "L-01 Service Desk 2026-03-12" in refused.stderr


# Capture -----------------------------------------------------------------------------------------


def notes(run):
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
def test_a_line_goes_through_the_capture_grammar(run, programme, line, kind, text):
    saved = run("capture", "L-01", line)
    assert (saved.stdout, saved.exit_code) == ("L-01/N-1\n", 0)
    (note,) = notes(run)
    assert (note["kind"], note["text"], note["practice"]) == (kind, text, None)


def test_words_need_no_quotation_marks(run, programme):
    run("capture", "L-01", "-", "it", "hurts", "+5")
    (note,) = notes(run)
    assert (note["kind"], note["text"], note["nods"]) == ("hurts", "it hurts", 5)


def test_capture_answers_in_json_what_it_saved(run, programme):
    (note,) = answer(run("capture", "L-01", "- Board meets Tuesdays #change", "--json"))
    assert note["short_id"] == "L-01/N-1"
    assert note["practice"] == "change_enablement"
    assert note["id"]


def test_nods_alone_go_to_the_last_note(run, programme):
    run("capture", "L-01", "One")
    assert run("capture", "L-01", "+2").stdout == "L-01/N-1\n"
    assert [note["nods"] for note in notes(run)] == [2]


def test_every_piped_line_is_saved_and_empty_ones_are_none(run, programme):
    saved = run("capture", "L-01", "-", stdin="+ one\n\n   \r\n- two\r\n" + "three" * 2000)
    assert saved.stdout.split() == ["L-01/N-1", "L-01/N-2", "L-01/N-3"]
    assert [note["kind"] for note in notes(run)] == ["works", "hurts", "works"]


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
def test_whatever_program_pipes_it_no_byte_stops_it(run, programme, data, text):
    assert run("capture", "L-01", "-", stdin=data).exit_code == 0
    assert [note["text"] for note in notes(run)] == [text]
    assert capture.decoded(b"") == ""


@pytest.mark.parametrize("line", ["", "   ", "\x1b[0m", "\x00"])
def test_a_line_without_words_is_told_so(run, programme, line):
    refused = run("capture", "L-01", line)
    assert refused.exit_code == 2
    assert "nothing to save" in refused.stderr
    assert run("capture", "L-01", "-", stdin=line).exit_code == 2
    assert notes(run) == []


@pytest.mark.parametrize(
    "path",
    [
        REVIEWED,
        (*REVIEWED, SessionStatus.SHARED),
        (*REVIEWED, SessionStatus.CLOSED),
        (SessionStatus.CANCELLED,),
    ],
    ids=lambda path: path[-1].label,
)
def test_a_settled_session_takes_no_more_and_gives_the_lines_back(run, root, programme, path):
    move(root, *path)
    refused = run("capture", "L-01", "-", stdin="- first of them\n- second of them\n")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert refused.stderr.splitlines() == [
        "These lines were not saved:",
        "- first of them",
        "- second of them",
        f"L-01 is {path[-1].label}, so nothing more is written into it. Capture into the team's next session.",
    ]


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
def test_a_session_before_its_review_takes_remarks(run, root, programme, path):
    move(root, *path)
    assert run("capture", "L-01", "afterwards").stdout == "L-01/N-1\n"


def test_lines_for_a_session_there_is_not_come_back(run, programme):
    refused = run("capture", "L-09", "-", stdin="one\ntwo\n")
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[:3] == ["These lines were not saved:", "one", "two"]


def test_what_the_disk_refuses_comes_back_whole(root, programme):
    long = "x" * 5000
    code = (
        "import resource; from facilitator.cli import main;"
        " resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); main()"
    )
    process = subject("--workspace", root, "capture", "L-01", "-", code=code, stdin=subprocess.PIPE)
    out, err = process.communicate(f"one\n{long}\n".encode())
    assert process.returncode == 1
    assert out == b""
    assert err.decode().splitlines()[:3] == ["These lines were not saved:", "one", long]
    assert "Not saved: File too large." in err.decode()
    assert "Traceback" not in err.decode()


# Documents ---------------------------------------------------------------------------------------


def test_a_document_before_the_review_is_refused_and_nothing_is_written(run, root, programme, tmp_path):
    target = tmp_path / "plan.html"
    for args in (("--session", "L-01"), ("--team", "desk"), (), ("--session", "1", "--output", target)):
        refused = run("render", "action-plan", *args)
        assert refused.exit_code == 2
        assert "no paper may leave" in refused.stderr
        assert refused.stdout == ""
    assert not target.exists()
    assert not (root / "documents").exists()


def test_a_document_is_written_into_the_workspace_and_its_path_printed(run, root, programme):
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
        ("plan.txt", (), "<!"),
        ("plan.html", ("--format", "md"), "**"),
        ("new folder/plan.md", (), "**"),
    ],
)
def test_the_ending_decides_the_format_unless_it_is_named(
    run, root, programme, tmp_path, name, args, beginning
):
    review(root)
    target = tmp_path / name
    written = run("render", "thank-you", "--session", "L-01", "--output", target, *args)
    assert written.stdout.strip() == str(target)
    assert target.read_text(encoding="utf-8").startswith(beginning)


def test_a_document_can_be_printed_or_written_into_a_folder(run, root, programme, tmp_path):
    review(root)
    printed = run("render", "action-plan", "--format", "md", "--output", "-")
    assert "# Service Desk: our action plan" in printed.stdout
    written = run("render", "action-plan", "--output", tmp_path)
    assert Path(written.stdout.strip()).parent == tmp_path
    paper = answer(run("render", "action-plan", "--json"))
    assert (paper["id"], paper["format"]) == ("L-01/action-plan.html", "html")
    assert Path(paper["path"]).is_file()
    assert answer(run("render", "action-plan", "--json", "--output", "-"))["text"].startswith("<!")


def test_a_team_gets_the_paper_of_its_latest_reviewed_session(run, root, programme):
    new_session(run, team="Service", start="2026-05-12T10:00")
    new_session(run, team="Service", start="2026-04-12T10:00")
    review(root, 1, 3)
    assert answer(run("render", "action-plan", "--team", "desk", "--json"))["session"] == "L-03"


def test_without_a_name_and_with_two_sessions_one_has_to_be_named(run, root, programme):
    new_session(run)
    review(root)
    refused = run("render", "action-plan")
    assert refused.exit_code == 2
    assert "--session or --team" in refused.stderr


def test_of_a_session_of_two_teams_each_team_gets_its_own(run, root, programme):
    new_session(run, "--team", "Service")
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
def test_a_document_that_cannot_be_is_refused(run, root, programme, args, told):
    review(root)
    refused = run("render", *args)
    assert refused.exit_code == 2
    assert told in refused.stderr


def test_a_document_for_a_place_that_cannot_be_written_is_told(run, root, programme, tmp_path):
    review(root)
    (tmp_path / "file").write_text("")
    refused = run("render", "action-plan", "--output", tmp_path / "file" / "plan.html")
    assert refused.exit_code == 1
    assert "could not be written" in refused.stderr


# Searching and checking --------------------------------------------------------------------------


def test_search_shows_where_and_marks_what_is_only_for_us(run, programme):
    run("capture", "L-01", "-", stdin="- the printer again\n( the printer made them angry\n")
    lines = run("search", "PRINTER").stdout.splitlines()
    assert lines == [
        "L-01/N-1  note, Service Desk  the printer again",
        "L-01/N-2  note, Service Desk  the printer made them angry  only you",
    ]
    hits = answer(run("search", "printer", "angry", "--json"))
    assert [(hit["short_id"], hit["session"], hit["only_you"]) for hit in hits] == [
        ("L-01/N-2", "L-01", True)
    ]


def test_a_search_without_a_hit_says_so_and_is_done(run, programme):
    nothing = run("search", "zebra")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "Nothing found.\n")
    assert answer(run("search", "zebra", "--json")) == []
    assert run("search", " ").exit_code == 2


def test_check_is_quiet_about_what_is_whole(run, programme):
    whole = run("check")
    assert (whole.exit_code, whole.stdout) == (0, "")
    assert whole.stderr == "2 files looked at, nothing to put right.\n"
    assert answer(run("check", "--json")) == {"files": 2, "problems": []}


def test_check_tells_each_problem_under_its_file(run, root, programme):
    path = session_path(programme)
    path.write_bytes(path.read_bytes()[:500])
    found = run("check")
    assert found.exit_code == 1
    assert found.stdout.splitlines()[0] == path.relative_to(root).as_posix()
    assert found.stdout.splitlines()[1].startswith("  ")
    told = run("check", "--json")
    assert told.exit_code == 1
    (problem,) = json.loads(told.stdout)["problems"]
    assert set(problem) == {"file", "what", "remedy"}


# Files that are not as they should be ------------------------------------------------------------


def test_a_damaged_session_is_told_while_the_others_are_listed(run, programme):
    new_session(run)
    path = programme / "2026-03-12-service-desk.json"
    path.write_bytes(path.read_bytes()[:500])
    before = path.read_bytes()
    for args in (("session", "list"), ("search", "zebra"), ("team", "list"), ()):
        told = run(*args)
        assert told.exit_code == 1
        assert path.name in told.stderr
    assert "L-02" in run("session", "list").stdout
    assert run("session", "show", "L-02").exit_code == 0
    assert new_session(run).exit_code == 0
    assert path.read_bytes() == before


def test_a_session_with_wrong_types_is_told_with_the_place(run, programme):
    edit(session_path(programme), lambda tables: tables["sessions"]["1"].update(minutes="long"))
    told = run("session", "list")
    assert told.exit_code == 1
    assert "sessions 1" in told.stderr
    assert "minutes" in told.stderr


def test_a_session_of_a_newer_version_is_read_and_not_written(run, programme):
    path = session_path(programme)
    edit(path, lambda tables: tables["meta"]["1"].update(schema=99))
    before = path.read_bytes()
    shown = run("session", "show", "L-01")
    assert shown.exit_code == 0
    assert "newer version" in shown.stderr
    refused = run("capture", "L-01", "a line to keep")
    assert refused.exit_code == 1
    assert "a line to keep" in refused.stderr
    assert "Update the program" in refused.stderr
    assert path.read_bytes() == before


def test_a_damaged_programme_is_told(run, programme):
    (programme / "programme.json").write_text("{")
    for args in (("team", "list"), ("programme", "list"), (), ("session", "list")):
        told = run(*args)
        assert told.exit_code == 1
        assert "programme.json" in told.stderr


def test_a_folder_in_the_place_of_a_file_is_told(run, programme):
    path = session_path(programme)
    path.unlink()
    path.mkdir()
    assert run("session", "list").exit_code == 1


@pytest.mark.parametrize("below", ["ws", "ws/deeper"])
def test_a_workspace_that_cannot_be_written_is_told(run, tmp_path, below):
    (tmp_path / "file").write_text("no folder")
    refused = run("programme", "new", "X", "--organisation", "O", "--workspace", tmp_path / "file" / below)
    assert refused.exit_code == 1
    assert "cannot be written" in refused.stderr


def test_a_workspace_that_is_not_there_is_not_made_by_looking(run, root):
    for args in ((), ("programme", "list"), ("check",)):
        assert run(*args).exit_code == 0
    for args in (("team", "list"), ("session", "list"), ("search", "x")):
        refused = run(*args)
        assert refused.exit_code == 2
        assert "programme new" in refused.stderr
    assert not root.exists()


# Workshops ---------------------------------------------------------------------------------------


def test_the_scripts_are_listed_and_shown(run):
    assert "listening-90          90       any team" in run("workshop", "list").stdout
    scripts = answer(run("workshop", "list", "--json"))
    assert {"id", "key", "title", "minutes", "segments"} <= set(scripts[0])
    shown = run("workshop", "show", "listening-30").stdout
    assert shown.startswith("Listening session, 30 minutes (listening-30)\n")
    assert "Pride round" in shown
    assert answer(run("workshop", "show", "listening-30", "--json"))["id"] == "listening-30"
    assert run("workshop", "show", "waltz").exit_code == 2


def test_a_fault_in_a_script_of_ones_own_is_told(run, root, programme):
    assert run("workshop", "check").exit_code == 0
    own = root / "workshops" / "scripts" / "mine.toml"
    own.parent.mkdir(parents=True)
    own.write_text('key = "mine"\n', encoding="utf-8")
    found = run("workshop", "check")
    assert found.exit_code == 1
    assert "mine.toml" in found.stdout
    assert json.loads(run("workshop", "check", "--json").stdout)["faults"]
    listed = run("workshop", "list")
    assert "workshop check" in listed.stderr
    assert "listening-90" in listed.stdout


# Options everywhere ------------------------------------------------------------------------------


def test_shared_options_count_before_and_after_the_command(run, root, programme, tmp_path):
    elsewhere = {"FACILITATOR_WORKSPACE": str(tmp_path / "none")}
    options = ["--workspace", str(root), "--programme", "better", "--json"]
    places = [
        [*options, "session", "list"],
        ["session", *options, "list"],
        ["session", "list", *options],
        ["--json", "session", "--programme", "better", "list", "--workspace", str(root)],
    ]
    answers = [CliRunner(env=elsewhere).invoke(cli, args) for args in places]
    assert all(json.loads(each.stdout)[0]["short_id"] == "L-01" for each in answers)


def test_the_last_of_two_wins(run, programme):
    assert run("--programme", "nonsense", "session", "list", "--programme", "better").exit_code == 0


@pytest.mark.parametrize("day", ["", "today", "2026-13-01", "09.04.2026", "0001-01-01", "2026-04-09T10:00"])
def test_an_as_of_date_that_is_none_is_refused(run, programme, day):
    refused = run("session", "list", "--as-of", day)
    assert refused.exit_code == 2
    assert "2026-03-12" in refused.stderr


def test_an_as_of_date_moves_today(run, programme):
    assert "as of 2026-04-09" in run("--as-of", "2026-04-09").stdout


def test_an_empty_workspace_name_is_refused(run):
    assert run("session", "list", "--workspace", "").exit_code == 2


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("dance",), "There is no command “dance”. There is: capture, check, demo"),
        (("session", "dance"), "There is no command “dance”. There is: list, new, show."),
        (("session", "list", "--jsn"), "There is no option --jsn. Did you mean --json?"),
        (("session", "new"), "--team is missing. See: facilitator session new --help."),
        (("programme", "new", "--organisation", "O"), "NAME is missing."),
        (("capture", "L-01"), "LINE is missing."),
        (("session", "show", "L-01", "L-02"), "L-02"),
        (("session", "list", "--as-of"), "--as-of"),
    ],
)
def test_a_command_line_that_cannot_be_understood_is_told_in_two_sentences(run, programme, args, told):
    refused = run(*args)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert told in refused.stderr
    assert "Error" not in refused.stderr


def test_a_family_without_a_command_shows_its_help(run):
    shown = run("session")
    assert shown.exit_code == 2
    assert "facilitator session new" in shown.stderr


def commands(group, *path):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)
        else:
            yield (*path, name)


EVERY_COMMAND = sorted(commands(cli))


def test_the_commands_are_those_that_scripts_rely_on():
    assert EVERY_COMMAND == [
        ("capture",),
        ("check",),
        ("demo",),
        ("programme", "list"),
        ("programme", "new"),
        ("render",),
        ("search",),
        ("session", "list"),
        ("session", "new"),
        ("session", "show"),
        ("team", "add"),
        ("team", "list"),
        ("workshop", "check"),
        ("workshop", "list"),
        ("workshop", "show"),
    ]


@pytest.mark.parametrize("path", [(), ("session",), *EVERY_COMMAND], ids=" ".join)
def test_help_names_the_shared_options_apart(run, path):
    shown = run(*path, "--help")
    assert shown.exit_code == 0
    own, _, shared = shown.stdout.partition("\nEverywhere:\n")
    assert "--workspace" not in own.partition("\nOptions:\n")[2]
    assert all(option in shared for option in ("--workspace", "--programme", "--as-of", "--json"))


def test_the_version_is_told(run):
    assert run("--version").stdout.endswith(f"{facilitator.__version__}\n")


PLACES = {
    "programme": ["programme", "new", "TEXT", "--organisation", "TEXT"],
    "programme option": ["session", "list", "--programme", "TEXT"],
    "workspace option": ["session", "list", "--workspace", "TEXT"],
    "as-of option": ["session", "list", "--as-of", "TEXT"],
    "team": ["team", "add", "TEXT", "--kind", "project", "--headcount", "6"],
    "session team": ["session", "new", "--team", "TEXT", "--script", "listening-30"],
    "session script": ["session", "new", "--team", "Infra", "--script", "TEXT"],
    "session start": ["session", "new", "--team", "Infra", "--script", "listening-30", "--start", "TEXT"],
    "show": ["session", "show", "TEXT"],
    "capture session": ["capture", "TEXT", "line"],
    "capture line": ["capture", "L-01", "TEXT"],
    "render document": ["render", "TEXT", "--session", "L-01"],
    "render session": ["render", "action-plan", "--session", "TEXT"],
    "render format": ["render", "action-plan", "--session", "L-01", "--format", "TEXT"],
    "search": ["search", "TEXT"],
    "workshop": ["workshop", "show", "TEXT"],
    "command": ["TEXT"],
}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", PLACES)
def test_hostile_text_anywhere_acts_on_nothing(run, programme, place, text):
    # `run` looks for what would act on a terminal in every answer and message.
    result = run(*[text if word == "TEXT" else word for word in PLACES[place]])
    assert result.exit_code in (0, 1, 2)
    for args in ((), ("session", "list"), ("team", "list"), ("programme", "list"), ("search", "o")):
        run(*args, "--programme", "better")
        run(*args, "--programme", "better", "--json")


def test_hostile_text_in_a_file_acts_on_nothing(run, programme):
    new_session(run)
    run("capture", "L-02", "zebra")
    path = programme / "2026-03-12-infrastructure.json"
    edit(path, lambda tables: tables["observations"]["1"].update(text="zebra" + "".join(HOSTILE[:3])))
    for args in (("session", "show", "L-02"), ("search", "zebra"), ("check",)):
        run(*args)
        run(*args, "--json")


# Without a command -------------------------------------------------------------------------------


def test_without_a_terminal_the_workspace_is_told(run, root, programme):
    from facilitator.model.action import Action, ActionStatus
    from facilitator.model.programme import Person

    folder = Workspace(root).programme()
    sam = folder.file.put(Person(name="Sam Oduya"))
    (file,) = folder.sessions
    day = datetime(2026, 3, 20, tzinfo=UTC).date()
    file.put(Action(number=1, text="Call the desk", owner=sam.id, due=day, status=ActionStatus.OPEN))
    folder.close()
    review(root)
    told = run("--as-of", "2026-03-24")
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        "Better Together, Harrowmere University, as of 2026-03-24",
        "1 of 2 teams heard",
        "",
        "Sessions",
        "Id    When              Team          Script        Status    Notes  Ideas  Actions",
        "L-01  2026-03-12 10:00  Service Desk  listening-60  reviewed  0      0      1",
        "",
        "Promised and still open",
        "4 days late  Call the desk (open)  Sam Oduya",
    ]
    (whole,) = answer(run("--as-of", "2026-03-24", "--json"))
    assert [session["short_id"] for session in whole["sessions"]] == ["L-01"]
    assert [(due["session"], due["who"], due["days"]) for due in whole["due"]] == [("L-01", "Sam Oduya", -4)]


def test_without_a_terminal_every_programme_is_told(run, programme):
    run("programme", "new", "Second", "--organisation", "O")
    told = run().stdout
    assert "Better Together" in told
    assert "Second" in told


@pytest.fixture
def screens(monkeypatch):
    """Pretend that a person sits in front of a terminal; what would be opened is collected."""
    opened = []
    module = types.ModuleType("facilitator.ui.app")
    module.run = lambda workspace, folder: opened.append((workspace, folder, workspace.root.is_dir()))
    monkeypatch.setitem(sys.modules, "facilitator.ui.app", module)
    monkeypatch.setattr(home, "has_terminal", lambda: True)
    monkeypatch.setattr("facilitator.cli.demo.has_terminal", lambda: True)
    return opened


def test_with_a_terminal_the_workspace_is_opened(run, root, screens):
    run()
    Workspace(root).new_programme("One", "O").close()
    run()
    Workspace(root).new_programme("Two", "O").close()
    run()
    run("--programme", "two")
    names = [folder and folder.programme.name for _, folder, _ in screens]
    assert names == [None, "One", None, "Two"]
    assert {workspace.root for workspace, _, _ in screens} == {root}


def test_with_a_terminal_json_is_still_text(run, programme, screens):
    assert answer(run("--json"))[0]["name"] == "Better Together"
    assert screens == []


def test_an_unknown_programme_opens_nothing(run, programme, screens):
    assert run("--programme", "nonsense").exit_code == 2
    assert screens == []


# The example -------------------------------------------------------------------------------------


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("made", [False, True])
def test_the_example_fills_a_new_or_empty_folder_and_prints_its_documents(run, tmp_path, made):
    target = tmp_path / "example"
    if made:
        target.mkdir()
    shipped = contents(resources.demo_dir())
    told = run("demo", "--into", target)
    assert told.exit_code == 0
    assert told.stderr == ""
    paths = [Path(line) for line in told.stdout.splitlines()]
    assert paths[0].name == "L-03-infrastructure-and-cloud-action-plan.html"
    assert all(path.is_file() and path.parent == target / "documents" for path in paths)
    assert {path.suffix for path in paths} == {".html", ".md"}
    assert "CANARY" not in "".join(path.read_text(encoding="utf-8") for path in paths)
    assert contents(target / "sessions" / "demo") == shipped == contents(resources.demo_dir())


def test_the_example_is_reopened_with_its_edits(run, tmp_path):
    target = tmp_path / "example"
    run("demo", "--into", target)
    run("team", "add", "A new team", "--kind", "project", "--headcount", "6", "--workspace", target)
    assert run("demo", "--into", target).exit_code == 0
    teams = answer(run("team", "list", "--json", "--workspace", target))
    assert teams[-1]["name"] == "A new team"


def test_any_other_folder_is_refused_and_left_alone(run, root, programme, tmp_path):
    file = tmp_path / "file"
    file.write_text("mine")
    for target in (root, programme, file, tmp_path, resources.demo_dir().parents[1], ""):
        before = contents(tmp_path)
        refused = run("demo", "--into", target)
        assert refused.exit_code in (1, 2), target
        assert refused.stdout == ""
        assert contents(tmp_path) == before


def test_without_a_folder_the_example_is_fresh_each_time(run):
    first, second = run("demo"), run("demo")
    roots = [Path(told.stdout.splitlines()[0]).parents[1] for told in (first, second)]
    assert roots[0] != roots[1]
    assert "Keep one with" in first.stderr
    assert answer(run("demo", "--json"))[0]["id"] == "L-03/action-plan.html"
    for root in roots:
        shutil.rmtree(root)


def test_with_a_terminal_the_example_is_opened_and_a_scratch_copy_goes_away(run, tmp_path, screens):
    run("demo")
    run("demo", "--into", tmp_path / "kept")
    (scratch, folder, was_there), (kept, _, _) = screens
    assert folder.programme.name == "Better Together"
    assert was_there
    assert not scratch.root.exists()
    assert (kept.root / "sessions" / "demo" / "programme.json").is_file()
    assert not (kept.root / "documents").exists()


def test_the_as_of_date_of_the_example_can_be_moved(run, tmp_path):
    run("demo", "--into", tmp_path / "x")
    assert "as of 2026-04-09" in run("--workspace", tmp_path / "x").stdout
    assert "as of 2026-05-01" in run("--workspace", tmp_path / "x", "--as-of", "2026-05-01").stdout


# Endings -----------------------------------------------------------------------------------------


def fail_with(error):
    def fail(*args, **more):
        raise error

    return fail


def test_a_fault_of_the_program_is_told_without_the_words_it_worked_on(run, programme, monkeypatch):
    monkeypatch.setattr("facilitator.cli.looking.search_programme", fail_with(KeyError("what Sam said")))
    failed = run("search", "secret")
    assert failed.exit_code == 1
    assert failed.stderr == (
        "The program itself failed (KeyError); what was saved is safe. Run it again with --debug to see where.\n"
    )


def test_debug_says_where_and_still_not_what(run, programme, monkeypatch):
    monkeypatch.setattr("facilitator.cli.looking.search_programme", fail_with(KeyError("what Sam said")))
    result = CliRunner().invoke(cli, ["search", "secret", "--debug"])
    assert result.exit_code == 1
    assert "looking.py" in result.stderr
    assert "Sam" not in result.stderr
    assert "secret" not in result.stderr


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (EOFError(), 130), (OSError(28, "No space left"), 1)]
)
def test_other_endings_are_quiet(run, programme, monkeypatch, error, code):
    monkeypatch.setattr("facilitator.cli.looking.search_programme", fail_with(error))
    ended = run("search", "x")
    assert ended.exit_code == code
    assert len(ended.stderr.splitlines()) == 1


def test_files_are_let_go_of_at_every_ending(run, programme, monkeypatch):
    from facilitator.workspace.programme_folder import ProgrammeFolder

    closed = []
    monkeypatch.setattr(ProgrammeFolder, "close", lambda folder: closed.append(folder))
    run("session", "list")
    run("session", "show", "nonsense")
    assert len(closed) == 2


def test_whoever_reads_only_the_beginning_hears_nothing_of_it(root, programme):
    process = subject("--workspace", root, "workshop", "list", "--json")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() in (0, 1)
    process.stderr.close()


def test_an_interrupt_is_quiet(root, programme):
    process = subject(
        "--workspace",
        root,
        "capture",
        "L-01",
        "-",
        code="import signal; from facilitator.cli import main; print('ready', flush=True);"
        " signal.signal(signal.SIGINT, signal.default_int_handler); main()",
        stdin=subprocess.PIPE,
    )
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert err.strip() == b""


def test_a_console_of_another_code_page_is_no_obstacle(root, programme):
    process = subject(
        "--workspace",
        root,
        "team",
        "add",
        "一緒に €",
        "--kind",
        "project",
        "--headcount",
        "6",
        env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert "一緒に €" in out.decode("utf-8")


# What is imported --------------------------------------------------------------------------------

WITHOUT_DOCUMENTS = [
    ("--help",),
    ("--version",),
    (),
    *[(*path, "--help") for path in EVERY_COMMAND],
    ("programme", "list"),
    ("programme", "new", "Another", "--organisation", "O"),
    ("team", "add", "Another", "--kind", "project", "--headcount", "6"),
    ("team", "list"),
    ("session", "new", "--team", "Infra", "--script", "listening-30"),
    ("session", "list", "--json"),
    ("session", "show", "L-01"),
    ("capture", "L-01", "a line"),
    ("search", "line"),
    ("check",),
    ("workshop", "list"),
    ("workshop", "show", "listening-30"),
    ("workshop", "check"),
    ("nonsense",),
]


@pytest.mark.parametrize("args", WITHOUT_DOCUMENTS, ids=" ".join)
def test_a_plain_command_imports_neither_the_interface_nor_the_template_engine(root, programme, args):
    code = """
from facilitator.cli import main
try:
    main()
finally:
    heavy = {"textual", "jinja2", "rich", "facilitator.ui"} & set(sys.modules)
    print(*heavy, "imported" if heavy else "", file=sys.stderr)
""".replace("\n", "\nimport sys\n", 1)
    process = subject("--workspace", root, "--programme", "better", *args, code=f"exec({code!r})")
    _, err = process.communicate(timeout=60)
    assert b"imported" not in err
    assert b"Traceback" not in err
    assert process.returncode in (0, 2)


def test_the_workspace_of_a_checkout_is_the_checkout(monkeypatch, tmp_path):
    monkeypatch.delenv("FACILITATOR_WORKSPACE", raising=False)
    for folder in ("facilitator", "sessions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    assert default_workspace() == tmp_path
