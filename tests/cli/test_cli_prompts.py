"""What holds for every command: the shared options, bad input, hostile text, files that are damaged."""

import json

import pytest
from click.testing import CliRunner

import facilitator
from facilitator.cli.root import cli
from tests.cli.command_line import EVERY_COMMAND, HOSTILE, edit, new_session, run, session_path

# Options everywhere -------------------------------------------------------------------------------


def test_shared_options_count_before_and_after_the_command(root, programme, tmp_path):
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


def test_the_last_of_two_wins(programme):
    assert run("--programme", "nonsense", "session", "list", "--programme", "better").exit_code == 0


@pytest.mark.parametrize("day", ["", "today", "2026-13-01", "09.04.2026", "0001-01-01", "2026-04-09T10:00"])
def test_an_as_of_date_that_is_none_is_refused(programme, day):
    refused = run("session", "list", "--as-of", day)
    assert refused.exit_code == 2
    assert "2026-03-12" in refused.stderr


def test_an_as_of_date_moves_today(programme):
    assert "as of 2026-04-09" in run("--as-of", "2026-04-09").stdout


def test_an_empty_workspace_name_is_refused(root):
    assert run("session", "list", "--workspace", "").exit_code == 2


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("dance",), "There is no command “dance”. There is: demo, programme, team"),
        (("session", "dance"), "There is no command “dance”. There is: new, list, show, change, again"),
        (("session", "list", "--jsn"), "There is no option --jsn. Did you mean --json?"),
        (("session", "new"), "--team is missing. See: facilitator session new --help"),
        (("programme", "new", "--organisation", "O"), "NAME is missing."),
        (("capture", "L-01"), "LINE is missing."),
        (("session", "show", "L-01", "L-02"), "L-02"),
        (("session", "list", "--as-of"), "--as-of"),
    ],
)
def test_a_command_line_that_cannot_be_understood_is_told_in_two_sentences(programme, args, told):
    refused = run(*args)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert told in refused.stderr
    assert "Error" not in refused.stderr


def test_a_family_without_a_command_shows_its_help(root):
    shown = run("session")
    assert shown.exit_code == 2
    assert "facilitator session new" in shown.stderr


def test_the_commands_are_those_that_scripts_rely_on():
    assert EVERY_COMMAND == [
        ("backup",),
        ("capture",),
        ("chain", "add"),
        ("chain", "change"),
        ("chain", "list"),
        ("chain", "remove"),
        ("chain", "show"),
        ("champion", "add"),
        ("champion", "change"),
        ("champion", "charter"),
        ("champion", "contact"),
        ("champion", "list"),
        ("champion", "remove"),
        ("champion", "show"),
        ("champion", "sitting"),
        ("check",),
        ("deletions",),
        ("demo",),
        ("export",),
        ("hours", "add"),
        ("hours", "change"),
        ("hours", "list"),
        ("hours", "remove"),
        ("hours", "show"),
        ("leader", "add"),
        ("leader", "change"),
        ("leader", "list"),
        ("leader", "remove"),
        ("leader", "show"),
        ("learning", "add"),
        ("learning", "change"),
        ("learning", "course", "add"),
        ("learning", "course", "change"),
        ("learning", "course", "list"),
        ("learning", "course", "remove"),
        ("learning", "course", "show"),
        ("learning", "list"),
        ("learning", "page"),
        ("learning", "remove"),
        ("learning", "schemes"),
        ("learning", "show"),
        ("message", "add"),
        ("message", "change"),
        ("message", "list"),
        ("message", "remove"),
        ("message", "sent"),
        ("message", "show"),
        ("message", "text"),
        ("needs",),
        ("person", "add"),
        ("person", "change"),
        ("person", "erase"),
        ("person", "export"),
        ("person", "hand-over"),
        ("person", "list"),
        ("person", "remove"),
        ("person", "show"),
        ("practice", "add"),
        ("practice", "change"),
        ("practice", "level", "add"),
        ("practice", "level", "change"),
        ("practice", "level", "list"),
        ("practice", "level", "remove"),
        ("practice", "level", "show"),
        ("practice", "list"),
        ("practice", "remove"),
        ("practice", "show"),
        ("programme", "list"),
        ("programme", "new"),
        ("programme", "open"),
        ("programme", "set"),
        ("programme", "show"),
        ("project", "add"),
        ("project", "answer"),
        ("project", "change"),
        ("project", "check", "add"),
        ("project", "check", "change"),
        ("project", "check", "list"),
        ("project", "check", "remove"),
        ("project", "check", "show"),
        ("project", "criterion", "add"),
        ("project", "criterion", "change"),
        ("project", "criterion", "list"),
        ("project", "criterion", "remove"),
        ("project", "criterion", "show"),
        ("project", "list"),
        ("project", "remove"),
        ("project", "seat", "add"),
        ("project", "seat", "change"),
        ("project", "seat", "list"),
        ("project", "seat", "remove"),
        ("project", "seat", "show"),
        ("project", "show"),
        ("project", "table"),
        ("promises",),
        ("pulse", "close"),
        ("pulse", "import"),
        ("pulse", "open"),
        ("pulse", "report"),
        ("pulse", "show"),
        ("purge",),
        ("redact",),
        ("render",),
        ("restore",),
        ("room-view",),
        ("search",),
        ("service", "add"),
        ("service", "change"),
        ("service", "list"),
        ("service", "remove"),
        ("service", "show"),
        ("session", "action"),
        ("session", "again"),
        ("session", "cancel"),
        ("session", "change"),
        ("session", "debrief"),
        ("session", "from-paper"),
        ("session", "gain"),
        ("session", "group"),
        ("session", "held"),
        ("session", "idea"),
        ("session", "invited"),
        ("session", "list"),
        ("session", "mark"),
        ("session", "meeting"),
        ("session", "merge"),
        ("session", "move"),
        ("session", "new"),
        ("session", "note"),
        ("session", "other-side"),
        ("session", "poll"),
        ("session", "promise"),
        ("session", "rate"),
        ("session", "read-back"),
        ("session", "remove"),
        ("session", "review"),
        ("session", "reword"),
        ("session", "said-by"),
        ("session", "score"),
        ("session", "show"),
        ("session", "split"),
        ("session", "unfinished"),
        ("session", "vote"),
        ("session", "whose"),
        ("settle",),
        ("share-copy",),
        ("skill", "add"),
        ("skill", "area", "add"),
        ("skill", "area", "change"),
        ("skill", "area", "list"),
        ("skill", "area", "remove"),
        ("skill", "area", "show"),
        ("skill", "change"),
        ("skill", "cover"),
        ("skill", "level"),
        ("skill", "list"),
        ("skill", "pair", "add"),
        ("skill", "pair", "change"),
        ("skill", "pair", "list"),
        ("skill", "pair", "remove"),
        ("skill", "pair", "show"),
        ("skill", "remove"),
        ("skill", "show"),
        ("skill", "take-back"),
        ("specialism", "add"),
        ("specialism", "change"),
        ("specialism", "list"),
        ("specialism", "remove"),
        ("specialism", "show"),
        ("stage", "asked", "add"),
        ("stage", "asked", "change"),
        ("stage", "asked", "list"),
        ("stage", "asked", "remove"),
        ("stage", "asked", "show"),
        ("stage", "list"),
        ("stage", "show"),
        ("stakeholder", "act", "add"),
        ("stakeholder", "act", "change"),
        ("stakeholder", "act", "list"),
        ("stakeholder", "act", "remove"),
        ("stakeholder", "act", "show"),
        ("stakeholder", "add"),
        ("stakeholder", "change"),
        ("stakeholder", "idea"),
        ("stakeholder", "list"),
        ("stakeholder", "remove"),
        ("stakeholder", "renew"),
        ("stakeholder", "show"),
        ("story", "add"),
        ("story", "change"),
        ("story", "list"),
        ("story", "remove"),
        ("story", "sheet"),
        ("story", "show"),
        ("team", "add"),
        ("team", "change"),
        ("team", "changes"),
        ("team", "list"),
        ("team", "merge"),
        ("team", "remove"),
        ("team", "retire"),
        ("template", "check"),
        ("template", "copy"),
        ("template", "fields"),
        ("template", "list"),
        ("withdraw-name",),
        ("workshop", "check"),
        ("workshop", "list"),
        ("workshop", "rehearse"),
        ("workshop", "schema"),
        ("workshop", "show"),
    ]


@pytest.mark.parametrize("path", [(), ("session",), *EVERY_COMMAND], ids=" ".join)
def test_help_names_the_shared_options_apart(root, path):
    shown = run(*path, "--help")
    assert shown.exit_code == 0
    own, _, shared = shown.stdout.partition("\nEverywhere:\n")
    assert "--workspace" not in own.partition("\nOptions:\n")[2]
    assert all(option in shared for option in ("--workspace", "--programme", "--as-of", "--json"))


def test_the_version_is_told(root):
    assert run("--version").stdout.endswith(f"{facilitator.__version__}\n")


# Hostile text -------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("place", PLACES)
def test_hostile_text_anywhere_acts_on_nothing(programme, place):
    # `run` looks for what would act on a terminal in every answer and message.
    taken = False
    for text in HOSTILE:
        asked = run(*[text if word == "TEXT" else word for word in PLACES[place]])
        assert asked.exit_code in (0, 1, 2)
        taken = taken or asked.exit_code == 0
    if not taken:
        return  # nothing of it was stored, so there is nothing to list
    for args in ((), ("session", "list"), ("team", "list"), ("programme", "list"), ("search", "o")):
        run(*args, "--programme", "better")
        run(*args, "--programme", "better", "--json")


def test_hostile_text_in_a_file_acts_on_nothing(programme):
    new_session()
    run("capture", "L-02", "zebra")
    path = programme / "2026-03-12-infrastructure.json"
    edit(path, lambda tables: tables["observations"]["1"].update(text="zebra" + "".join(HOSTILE[:3])))
    for args in (("session", "show", "L-02"), ("search", "zebra")):
        for shown in (run(*args), run(*args, "--json")):
            assert "zebra" in shown.stdout
    checked = run("check")
    assert checked.exit_code == 1
    assert "2026-03-12-infrastructure.json" in checked.stdout, checked.stdout


# Files that are not as they should be -------------------------------------------------------------


def test_a_damaged_session_is_told_while_the_others_are_listed(programme):
    new_session()
    path = programme / "2026-03-12-service-desk.json"
    path.write_bytes(path.read_bytes()[:500])
    before = path.read_bytes()
    for args in (("session", "list"), ("search", "zebra"), ("team", "list"), ()):
        told = run(*args)
        assert told.exit_code == 1
        assert path.name in told.stderr
    assert "L-02" in run("session", "list").stdout
    assert run("session", "show", "L-02").exit_code == 0
    assert new_session().exit_code == 0
    assert path.read_bytes() == before


def test_a_session_with_wrong_types_is_told_with_the_place(programme):
    edit(session_path(programme), lambda tables: tables["sessions"]["1"].update(minutes="long"))
    told = run("session", "list")
    assert told.exit_code == 1
    assert "sessions 1" in told.stderr
    assert "minutes" in told.stderr


def test_a_session_of_a_newer_version_is_read_and_not_written(programme):
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


def test_a_damaged_programme_is_told(programme):
    (programme / "programme.json").write_text("{")
    for args in (("team", "list"), ("programme", "list"), (), ("session", "list")):
        told = run(*args)
        assert told.exit_code == 1
        assert "programme.json" in told.stderr


def test_a_folder_in_the_place_of_a_file_is_told(programme):
    path = session_path(programme)
    path.unlink()
    path.mkdir()
    assert run("session", "list").exit_code == 1


@pytest.mark.parametrize("below", ["ws", "ws/deeper"])
def test_a_workspace_that_cannot_be_written_is_told(root, tmp_path, below):
    (tmp_path / "file").write_text("no folder")
    refused = run("programme", "new", "X", "--organisation", "O", "--workspace", tmp_path / "file" / below)
    assert refused.exit_code == 1
    assert "cannot be written" in refused.stderr


def test_a_workspace_that_is_not_there_is_not_made_by_looking(root):
    for args in ((), ("programme", "list"), ("check",)):
        assert run(*args).exit_code == 0
    for args in (("team", "list"), ("session", "list"), ("search", "x")):
        refused = run(*args)
        assert refused.exit_code == 2
        assert "programme new" in refused.stderr
    assert not root.exists()
