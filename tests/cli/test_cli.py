"""The plain commands: programmes, teams, sessions, searching, checking, workshops."""

import json

import pytest

from facilitator import resources
from facilitator.model.interaction import Interaction, TouchRole
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team, TeamKind
from facilitator.workspace.folder.workspace import Workspace
from tests.cli.command_line import HOSTILE, START, answer, new_session, run, session_path

# Programmes ---------------------------------------------------------------------------------------


def test_a_programme_is_begun_and_listed(root):
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
def test_any_name_makes_a_folder_that_every_system_can_hold(root, name):
    assert run("programme", "new", "--organisation", "O", "--", name).exit_code == 0
    (path,) = (root / "sessions").glob("*/programme.json")
    folder = path.parent.name
    assert folder.casefold() not in {"con", "nul", "..", "demo"}
    assert not set(folder) & set('/\\:*?"<>|. ')
    assert len(folder.encode()) <= 130
    assert [each["name"] for each in answer(run("programme", "list", "--json"))] == [name.strip()]
    assert run("session", "list", "--programme", name).exit_code == 0


def test_names_that_would_share_a_folder_get_two(root):
    for name in ("a/b", "a:b", "A B"):
        run("programme", "new", name, "--organisation", "O")
    assert len(list((root / "sessions").glob("*/programme.json"))) == 3


@pytest.mark.parametrize("name", ["", "  ", "\n", "\x1b[0m", "\x00"])
def test_a_programme_without_a_name_is_refused(root, name):
    refused = run("programme", "new", name, "--organisation", "O")
    assert refused.exit_code == 2
    assert "needs a name" in refused.stderr
    assert not root.exists()


def test_a_programme_of_the_same_name_is_refused(programme):
    refused = run("programme", "new", "better together", "--organisation", "O")
    assert refused.exit_code == 2
    assert "already" in refused.stderr


def test_the_programme_begun_last_opens_by_itself(programme):
    run("programme", "new", "Second", "--organisation", "O")
    assert answer(run("team", "list", "--json")) == []
    assert len(answer(run("team", "list", "--json", "--programme", "better"))) == 2


def test_of_several_programmes_one_has_to_be_named(root, programme):
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


# Teams --------------------------------------------------------------------------------------------


def test_teams_are_added_and_listed(programme):
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
def test_a_kind_may_be_written_as_people_do(programme, kind):
    added = answer(run("team", "add", "Desk", "--kind", kind, "--headcount", 7, "--json"))
    assert added["kind"] == "front_line"


@pytest.mark.parametrize("kind", ["", "technic", "x" * 10_000, *HOSTILE])
def test_an_unknown_kind_is_refused_with_those_there_are(programme, kind):
    refused = run("team", "add", "Desk", "--kind", kind, "--headcount", 7)
    assert refused.exit_code == 2
    assert len(answer(run("team", "list", "--json"))) == 2
    assert all(str(kind) in refused.stderr for kind in TeamKind)


@pytest.mark.parametrize("headcount", ["0", "-3", "", "many", "2.5", "１２３４５６７８９", "9" * 5000])
def test_a_headcount_that_is_none_is_refused(programme, headcount):
    refused = run("team", "add", "Desk", "--kind", "project", "--headcount", headcount)
    assert refused.exit_code == 2
    assert "not a number of people" in refused.stderr


def test_a_second_team_of_one_name_is_refused_and_older_ones_are_told_apart_by_their_ids(root, programme):
    twin = run("team", "add", "service desk", "--kind", "supplier", "--headcount", "5", "--json")
    assert twin.exit_code == 2
    assert "service desk" in twin.stderr.casefold()
    folder = Workspace(root).programme()
    folder.file.put(Team(name="service desk", kind=TeamKind.SUPPLIER, headcount=5))
    folder.close()
    refused = run("session", "new", "--team", "Service Desk", "--script", "listening-30", "--start", START)
    assert refused.exit_code == 2
    ids = [team["id"] for team in answer(run("team", "list", "--json")) if team["name"] != "Infrastructure"]
    assert all(id in refused.stderr for id in ids)
    made = run("session", "new", "--team", ids[1], "--script", "listening-30", "--start", START, "--json")
    assert answer(made)["teams"] == [ids[1]]


def test_a_team_too_small_for_figures_is_told_so(programme):
    assert "no pulse figures" in run("team", "add", "Two", "--kind", "project", "--headcount", 2).stderr


def test_a_retired_team_is_not_heard_again(programme):
    assert run("team", "retire", "Service Desk").exit_code == 0
    refused = run("session", "new", "--team", "Service Desk", "--script", "listening-30", "--start", START)
    assert refused.exit_code == 2
    assert "Service Desk is retired" in refused.stderr


def test_a_team_without_a_name_is_refused(programme):
    assert run("team", "add", " ", "--kind", "project", "--headcount", 5).exit_code == 2


# Sessions -----------------------------------------------------------------------------------------


def test_a_session_is_planned_with_a_copy_of_its_script_and_a_shortlist(root, programme):
    planned = new_session()
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


def test_editing_a_script_later_changes_no_session(root, programme):
    own = root / "workshops" / "scripts" / "mine.toml"
    own.parent.mkdir(parents=True)
    shipped = (resources.workshops_dir() / "scripts" / "listening-30.toml").read_text(encoding="utf-8")
    own.write_text(shipped.replace("listening-30", "mine"), encoding="utf-8")
    new_session(script="mine")
    own.write_text(shipped.replace("listening-30", "mine").replace("Pride round", "Proud"), encoding="utf-8")
    session = Workspace(root).programme().sessions[1].session
    assert [segment.title for segment in session.script.segments][1] == "Pride round"


def test_the_practices_of_an_earlier_session_come_onto_the_shortlist(root, programme):
    folder = Workspace(root).programme()
    (file,) = folder.sessions
    team = file.session.teams[0]
    file.put(Interaction(team=team, practice="supplier_management", role=TouchRole.PERFORMS))
    folder.close()
    planned = answer(new_session("--json", team="Service Desk"))
    assert "supplier_management" in planned["shortlist"]
    assert len(planned["shortlist"]) <= 12


def test_a_session_may_have_two_teams_but_not_three_nor_one_twice(programme):
    assert len(answer(new_session("--team", "Service", "--json"))["teams"]) == 2
    assert new_session("--team", "Infra").exit_code == 2
    assert new_session("--team", "Service", "--team", "Infra").exit_code == 2


@pytest.mark.parametrize(
    "start",
    ["2026-03-12T07:59", "2026-03-12T17:00", "2026-03-14T10:00", "2026-03-15 10:00", "2026-03-12T23:00"],
)
def test_a_session_outside_working_hours_is_planned_with_a_warning(programme, start):
    planned = new_session(start=start)
    assert planned.exit_code == 0
    assert "part-timers and carers are shut out" in planned.stderr


@pytest.mark.parametrize("start", ["2026-03-12T08:00", "2026-03-12 16:30", "20260312T1000"])
def test_a_session_within_working_hours_is_planned_without_one(programme, start):
    planned = new_session(start=start)
    assert planned.exit_code == 0
    assert planned.stderr == ""


@pytest.mark.parametrize(
    ("start", "stored"),
    [("2026-07-01T10:00", "2026-07-01T08:00:00Z"), ("2026-07-01T10:00+00:00", "2026-07-01T10:00:00Z")],
)
def test_the_time_is_that_of_the_programme_unless_it_names_its_own(root, start, stored):
    Workspace(root).new_programme("Summer", "O", timezone="Europe/Berlin").close()
    run("team", "add", "Infra", "--kind", "technical", "--headcount", 9)
    assert answer(new_session("--json", start=start))["planned_start"] == stored


def test_without_a_start_a_session_begins_now(programme):
    plan = ("session", "new", "--team", "Infra", "--script", "listening-30")
    planned = answer(run(*plan, "--as-of", "2026-04-09", "--json"))
    assert planned["planned_start"].startswith("2026-04-09T")


@pytest.mark.parametrize(
    "start",
    ["", "tomorrow", "2026-02-30T10:00", "12.03.2026", "0001-01-01T00:00", "9999-12-31T23:59", "x" * 10_000],
)
def test_a_start_that_is_no_date_is_refused(programme, start):
    refused = new_session(start=start)
    assert refused.exit_code == 2
    assert "2026-03-12T10:00" in refused.stderr
    assert len(answer(run("session", "list", "--json"))) == 1


def test_a_start_without_a_time_of_day_is_refused(programme):
    assert "says no time of day" in new_session(start="2026-03-12").stderr


@pytest.mark.parametrize("team", ["Sales", "", "r", "x" * 10_000])
def test_an_unknown_or_ambiguous_team_is_refused_with_those_there_are(programme, team):
    refused = new_session(team=team)
    assert refused.exit_code == 2
    assert "Service Desk" in refused.stderr
    assert "Infrastructure" in refused.stderr


@pytest.mark.parametrize("script", ["listening", "waltz", ""])
def test_an_unknown_or_ambiguous_script_is_refused_with_those_there_are(programme, script):
    refused = new_session(script=script)
    assert refused.exit_code == 2
    assert "listening-90" in refused.stderr


def test_sessions_are_listed(programme):
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


def test_search_says_which_words_stand_there_in_another_form(programme):
    run("capture", "L-01", "- The change was refused")
    run("capture", "L-01", "- Changes wait for the board")
    lines = run("search", "changes").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["L-01/N-2", "Less", "L-01/N-1"]
    assert [hit["less_exact"] for hit in answer(run("search", "changes", "--json"))] == [False, True]


def test_private_notes_are_not_counted_as_no_screen_counts_them(programme):
    run("capture", "L-01", "( the room went quiet")
    run("capture", "L-01", "- Tickets say only: server slow")
    assert run("session", "list").stdout.splitlines()[1].split()[-3:] == ["1", "0", "0"]
    (one,) = answer(run("session", "list", "--json"))
    assert one["counts"] == {"notes": 1, "ideas": 0, "actions": 0}


@pytest.mark.parametrize("typed", ["L-01", "l-1", "1", "Service Desk", "service", "2026-03-12-service-desk"])
def test_a_session_is_shown_by_what_people_call_it(programme, typed):
    run("capture", "L-01", "( the room went quiet")
    run("capture", "L-01", "- Tickets say only: server slow +3")
    shown = run("session", "show", typed)
    assert shown.stdout.startswith("L-01 Service Desk\n2026-03-12 10:00, 60 minutes, in the room\n")
    assert "N-1  private  the room went quiet            only you" in shown.stdout
    assert "N-2  hurts    Tickets say only: server slow  team" in shown.stdout
    whole = answer(run("session", "show", typed, "--json"))
    assert [note["short_id"] for note in whole["notes"]] == ["L-01/N-1", "L-01/N-2"]
    assert whole["notes"][1]["nods"] == 3
    assert whole["ideas"] == whole["actions"] == whole["promises"] == []


def test_a_session_says_what_became_of_it(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    run("demo", "--into", "example")
    shown = run("session", "show", "L-03", "--workspace", "example").stdout
    became = shown.partition("\nWhat became of it\n")[2].partition("\n\n")[0].splitlines()
    assert became == [
        "8 ideas: 6 accepted, 5 in action, 1 done; 1 parked",
        "7 of 8 answered, half of them within 3 working days; I-8 waits for 20 working days",
        "2 of 4 actions done by the first date",
        "Director of Digital: 1 pending",
        "Lead facilitator: 1 kept",
    ]


def test_a_session_is_shown_by_the_id_that_json_gives(programme):
    (one,) = answer(run("session", "list", "--json"))
    assert answer(run("session", "show", one["id"], "--json"))["short_id"] == "L-01"


def test_an_unknown_session_is_refused_with_those_there_are(programme):
    refused = run("session", "show", "L-09")
    assert refused.exit_code == 2
    assert "L-01 Service Desk 2026-03-12" in refused.stderr


# Searching and checking ---------------------------------------------------------------------------


def test_search_shows_where_and_marks_what_is_only_for_us(programme):
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


def test_a_search_without_a_hit_says_so_and_is_done(programme):
    nothing = run("search", "zebra")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "Nothing found.\n")
    assert answer(run("search", "zebra", "--json")) == []
    assert run("search", " ").exit_code == 2


def test_check_is_quiet_about_what_is_whole(programme):
    whole = run("check")
    assert (whole.exit_code, whole.stdout) == (0, "")
    assert whole.stderr == "2 files looked at, nothing to put right.\n"
    assert answer(run("check", "--json")) == {"files": 2, "problems": [], "warnings": []}


def test_check_tells_each_problem_under_its_file(root, programme):
    path = session_path(programme)
    path.write_bytes(path.read_bytes()[:500])
    found = run("check")
    assert found.exit_code == 1
    assert found.stdout.splitlines()[0] == path.relative_to(root).as_posix()
    assert found.stdout.splitlines()[1].startswith("  ")
    told = run("check", "--json")
    assert told.exit_code == 1
    (problem,) = json.loads(told.stdout)["problems"]
    assert set(problem) == {"file", "what", "remedy", "repairable"}


# Workshops ----------------------------------------------------------------------------------------


def test_the_scripts_are_listed_and_shown(root):
    assert "listening-90          90       any team" in run("workshop", "list").stdout
    scripts = answer(run("workshop", "list", "--json"))
    assert {"id", "key", "title", "minutes", "segments"} <= set(scripts[0])
    shown = run("workshop", "show", "listening-30").stdout
    assert shown.startswith("Listening session, 30 minutes (listening-30)\n")
    assert "Pride round" in shown
    assert answer(run("workshop", "show", "listening-30", "--json"))["id"] == "listening-30"
    assert run("workshop", "show", "waltz").exit_code == 2


def test_a_fault_in_a_script_of_ones_own_is_told(root, programme):
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
