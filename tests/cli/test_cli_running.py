"""`facilitator` alone, how commands end, and what they import."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from facilitator.cli.root import cli
from facilitator.model.action import Action, ActionStatus
from facilitator.model.person import Person
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.paths import default_workspace
from tests.cli.command_line import EVERY_COMMAND, answer, process, review, run

# Without a command --------------------------------------------------------------------------------


def test_without_a_terminal_the_workspace_is_told(root, programme):
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
        "Promises, 4 waiting, 3 late",
        "8 days late  Write the thank-you note of L-01, Service Desk (promised to the room)  you",
        "5 days late  Write the action plan of L-01, Service Desk (promised to the room)     you",
        "4 days late  Call the desk (open)                                                   Sam Oduya",
        "not set      Say when the programme ends (nothing is deleted until then)            you",
    ]
    (whole,) = answer(run("--as-of", "2026-03-24", "--json"))
    assert [session["short_id"] for session in whole["sessions"]] == ["L-01"]
    told = [(due["session"], due["kind"], due["who"], due["days"]) for due in whole["due"]]
    assert told[1:3] == [("L-01", "paper", "you", -5), ("L-01", "action", "Sam Oduya", -4)]


def test_without_a_terminal_every_programme_is_told(programme):
    run("programme", "new", "Second", "--organisation", "O")
    told = run().stdout
    assert "Better Together" in told
    assert "Second" in told


def test_with_a_terminal_the_workspace_is_opened(root, screens):
    run()
    Workspace(root).new_programme("One", "O").close()
    run()
    Workspace(root).new_programme("Two", "O").close()
    run()
    run("--programme", "two")
    names = [folder and folder.programme.name for _, folder, _ in screens]
    assert names == [None, "One", None, "Two"]
    assert {workspace.root for workspace, _, _ in screens} == {root}


def test_with_a_terminal_json_is_still_text(programme, screens):
    assert answer(run("--json"))[0]["name"] == "Better Together"
    assert screens == []


def test_an_unknown_programme_opens_nothing(programme, screens):
    assert run("--programme", "nonsense").exit_code == 2
    assert screens == []


# Endings ------------------------------------------------------------------------------------------


def fail_with(error):
    def fail(*args, **more):
        raise error

    return fail


def test_a_fault_of_the_program_is_told_without_the_words_it_worked_on(programme, monkeypatch):
    monkeypatch.setattr(
        "facilitator.cli.search_and_check.search_programme", fail_with(KeyError("what Sam said"))
    )
    failed = run("search", "secret")
    assert failed.exit_code == 1
    assert failed.stderr == (
        "The program itself failed (KeyError); what was saved is safe."
        " Run it again with --debug to see where.\n"
    )


def test_debug_says_where_and_still_not_what(programme, monkeypatch):
    monkeypatch.setattr(
        "facilitator.cli.search_and_check.search_programme", fail_with(KeyError("what Sam said"))
    )
    result = CliRunner().invoke(cli, ["search", "secret", "--debug"])
    assert result.exit_code == 1
    assert "search_and_check.py" in result.stderr
    assert "Sam" not in result.stderr
    assert "secret" not in result.stderr


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (EOFError(), 130), (OSError(28, "No space left"), 1)]
)
def test_other_endings_are_quiet(programme, monkeypatch, error, code):
    monkeypatch.setattr("facilitator.cli.search_and_check.search_programme", fail_with(error))
    ended = run("search", "x")
    assert ended.exit_code == code
    assert len(ended.stderr.splitlines()) == 1


def test_files_are_let_go_of_at_every_ending(programme, monkeypatch):
    closed = []
    monkeypatch.setattr(ProgrammeFolder, "close", lambda folder: closed.append(folder))
    run("session", "list")
    run("session", "show", "nonsense")
    assert len(closed) == 2


def test_whoever_reads_only_the_beginning_hears_nothing_of_it(root, programme):
    running = process("--workspace", root, "workshop", "list", "--json")
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait() in (0, 1)
    running.stderr.close()


def test_an_interrupt_is_quiet(root, programme):
    code = (
        "import os, signal; from facilitator.cli import main; import facilitator.cli.capture as capture;"
        " signal.signal(signal.SIGINT, signal.default_int_handler);"
        " capture.piped_lines = lambda: os.kill(os.getpid(), signal.SIGINT); main()"
    )
    running = process("--workspace", root, "capture", "L-01", "-", code=code)
    out, err = running.communicate()
    assert running.returncode == 130
    assert (out.strip(), err.strip()) == (b"", b"")


def test_a_console_of_another_code_page_is_no_obstacle(root, programme):
    running = process(
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
    out, err = running.communicate()
    assert running.returncode == 0, err
    assert "一緒に €" in out.decode("utf-8")


# What is imported ---------------------------------------------------------------------------------


PLAIN = [
    (),
    ("--help",),
    ("--version",),
    ("programme", "new", "Another", "--organisation", "O"),
    ("programme", "list"),
    ("programme", "open", "Better"),
    ("programme", "show"),
    ("programme", "set", "--threshold", "5", "--programme", "Better"),
    ("team", "add", "Another", "--kind", "project", "--headcount", "6"),
    ("team", "list"),
    ("team", "changes", "Infra"),
    ("team", "change", "Another", "--headcount", "7"),
    ("team", "retire", "Another"),
    ("team", "merge", "Another", "into", "Infra"),
    ("team", "remove", "Another", "--yes"),
    ("person", "add", "Ann Bell", "--team", "Infra"),
    ("person", "change", "Ann", "--handle", "ann"),
    ("person", "list"),
    ("person", "show", "Ann"),
    ("person", "export", "Ann", "--output", "-"),
    ("person", "hand-over", "Ann", "Infra"),
    ("person", "erase", "Nobody"),
    ("person", "remove", "Ann", "--yes"),
    ("practice", "add", "Print rooms"),
    ("practice", "change", "Change enablement", "--name", "Changes", "--fit", "adapt"),
    ("practice", "list"),
    ("practice", "show", "Print rooms"),
    ("practice", "remove", "Print rooms", "--yes"),
    ("service", "add", "Printing"),
    ("service", "change", "Printing", "--decisions", "What it costs"),
    ("service", "list"),
    ("service", "show", "Printing"),
    ("specialism", "add", "Changes", "--level", "tactical"),
    ("specialism", "change", "Changes", "--practices", "change_enablement"),
    ("specialism", "list"),
    ("specialism", "show", "Changes"),
    ("champion", "add", "Ann Bell", "--specialism", "Changes", "--consented", "yes"),
    ("champion", "change", "Ann", "--hours-per-week", "4"),
    ("champion", "list"),
    ("champion", "show", "Ann"),
    ("champion", "contact", "Ann", "Printing", "--contact", "regular"),
    ("champion", "sitting"),
    ("champion", "charter"),
    ("hours", "add", "Ann", "--hours", "2"),
    ("hours", "change", "Ann", "--hours", "3"),
    ("hours", "list"),
    ("hours", "show", "Ann"),
    ("hours", "remove", "Ann", "--yes"),
    ("champion", "remove", "Ann", "--yes"),
    ("specialism", "remove", "Changes", "--yes"),
    ("chain", "add", "Restores", "--outcome", "Work comes back"),
    ("chain", "change", "Restores", "--users", "Calm"),
    ("chain", "list"),
    ("chain", "show", "Restores"),
    ("message", "add", "Sceptics", "--kind", "sceptics"),
    ("message", "change", "Sceptics", "--know", "It is less"),
    ("message", "list"),
    ("message", "show", "Sceptics"),
    ("message", "text", "Sceptics"),
    ("message", "sent", "Sceptics"),
    ("message", "remove", "Sceptics", "--yes"),
    ("story", "add", "The story", "--chosen", "yes"),
    ("story", "change", "The story", "--cost", "An hour"),
    ("story", "list"),
    ("story", "show", "The story"),
    ("story", "sheet"),
    ("story", "remove", "The story", "--yes"),
    ("chain", "remove", "Restores", "--yes"),
    ("skill", "area", "add", "Network", "--team", "Infra"),
    ("skill", "area", "change", "Network", "--alone", "1"),
    ("skill", "area", "list"),
    ("skill", "area", "show", "Network"),
    ("skill", "add", "Ann", "--agreed", "yes"),
    ("skill", "change", "Ann", "--bridge", "yes"),
    ("skill", "level", "Ann", "Network", "expert"),
    ("skill", "list"),
    ("skill", "show", "Ann"),
    ("skill", "cover", "Infra"),
    ("skill", "pair", "add", "Network", "--teacher", "Ann"),
    ("skill", "pair", "change", "Network", "--weeks", "4"),
    ("skill", "pair", "list"),
    ("skill", "pair", "show", "Network"),
    ("skill", "pair", "remove", "Network", "--yes"),
    ("skill", "remove", "Ann", "--yes"),
    ("skill", "take-back", "Ann", "--yes"),
    ("skill", "area", "remove", "Network", "--yes"),
    ("learning", "add", "Ann", "--answer", "enough"),
    ("learning", "change", "Ann", "--answer", "interested"),
    ("learning", "list"),
    ("learning", "show", "Ann"),
    ("learning", "page", "Ann"),
    ("learning", "schemes"),
    ("learning", "course", "add", "Infra", "--module", "v6 Practices"),
    ("learning", "course", "change", "Infra", "--people", "2"),
    ("learning", "course", "list"),
    ("learning", "course", "show", "Infra"),
    ("learning", "course", "remove", "Infra", "--yes"),
    ("learning", "remove", "Ann", "--yes"),
    ("needs",),
    ("service", "remove", "Printing", "--yes"),
    ("leader", "add", "Ann"),
    ("leader", "change", "Ann"),
    ("leader", "list"),
    ("leader", "remove", "Ann", "--yes"),
    ("leader", "show", "Ann"),
    ("practice", "level", "add", "Ann"),
    ("practice", "level", "change", "Ann"),
    ("practice", "level", "list"),
    ("practice", "level", "remove", "Ann", "--yes"),
    ("practice", "level", "show", "Ann"),
    ("project", "add", "Ann"),
    ("project", "answer", "Ann"),
    ("project", "change", "Ann"),
    ("project", "check", "add", "Ann"),
    ("project", "check", "change", "Ann"),
    ("project", "check", "list"),
    ("project", "check", "remove", "Ann", "--yes"),
    ("project", "check", "show", "Ann"),
    ("project", "criterion", "add", "Ann"),
    ("project", "criterion", "change", "Ann"),
    ("project", "criterion", "list"),
    ("project", "criterion", "remove", "Ann", "--yes"),
    ("project", "criterion", "show", "Ann"),
    ("project", "list"),
    ("project", "remove", "Ann", "--yes"),
    ("project", "seat", "add", "Ann"),
    ("project", "seat", "change", "Ann"),
    ("project", "seat", "list"),
    ("project", "seat", "remove", "Ann", "--yes"),
    ("project", "seat", "show", "Ann"),
    ("project", "show", "Ann"),
    ("project", "table", "Ann"),
    ("stage", "asked", "add", "Ann"),
    ("stage", "asked", "change", "Ann"),
    ("stage", "asked", "list"),
    ("stage", "asked", "remove", "Ann", "--yes"),
    ("stage", "asked", "show", "Ann"),
    ("stage", "list"),
    ("stage", "show", "Ann"),
    ("stakeholder", "act", "add", "Ann"),
    ("stakeholder", "act", "change", "Ann"),
    ("stakeholder", "act", "list"),
    ("stakeholder", "act", "remove", "Ann", "--yes"),
    ("stakeholder", "act", "show", "Ann"),
    ("stakeholder", "add", "Ann"),
    ("stakeholder", "change", "Ann"),
    ("stakeholder", "idea", "Ann"),
    ("stakeholder", "list"),
    ("stakeholder", "remove", "Ann", "--yes"),
    ("stakeholder", "renew", "Ann"),
    ("stakeholder", "show", "Ann"),
    ("session", "new", "--team", "Infra", "--script", "listening-30"),
    ("session", "list", "--json"),
    ("session", "show", "L-01"),
    ("session", "change", "L-01", "--name", "Spring"),
    ("session", "again", "L-01"),
    ("session", "held", "L-01"),
    ("session", "invited", "L-01"),
    ("session", "cancel", "L-01"),
    ("session", "remove", "L-01", "--yes"),
    ("session", "meeting", "L-01", "--here", "8"),
    ("session", "from-paper", "L-01", "here 8", "change p w 5 2 1"),
    ("session", "rate", "L-01", "change", "--role", "owns"),
    ("session", "move", "L-01", "change", "--team", "Infra"),
    ("session", "other-side", "L-01", "change", "Infra"),
    ("session", "vote", "L-01", "--people", "8"),
    ("session", "poll", "L-01"),
    ("session", "group", "L-01"),
    ("session", "note", "L-01/N-99", "--nods", "2"),
    ("session", "idea", "L-01/I-99", "--reach", "many"),
    ("session", "score", "L-01/I-99", "--impact", "3"),
    ("session", "gain", "L-01/I-99", "users", "Much"),
    ("session", "action", "L-01/A-99", "--size", "larger"),
    ("session", "promise", "L-01", "Director", "A seat"),
    ("session", "merge", "L-01/N-98", "L-01/N-99"),
    ("session", "split", "L-01/N-99"),
    ("session", "said-by", "L-01/N-99", "nobody"),
    ("session", "unfinished", "L-01"),
    ("session", "debrief", "L-01"),
    ("session", "read-back", "L-01"),
    ("session", "review", "L-01"),
    ("session", "mark", "L-01/N-99", "public"),
    ("session", "reword", "L-01/N-99", "Other words"),
    ("session", "whose", "L-01/N-99", "both"),
    ("capture", "L-01", "a line"),
    ("search", "line"),
    ("check",),
    ("check", "--repair"),
    ("backup",),
    ("restore", "nowhere"),
    ("pulse", "open"),
    ("pulse", "show"),
    ("pulse", "import", "nowhere.csv"),
    ("pulse", "close"),
    ("redact", "L-01/N-99", "--yes"),
    ("promises",),
    ("settle", "L-01/I-99", "accepted"),
    ("purge",),
    ("deletions",),
    ("withdraw-name", "Nobody"),
    ("share-copy", "."),
    ("workshop", "list"),
    ("workshop", "show", "listening-30"),
    ("workshop", "check"),
    ("workshop", "schema"),
    ("workshop", "rehearse", "listening-30"),
    ("nonsense",),
]
"""Every command that writes no document and shows no screen."""

RUN_ALL = """
import shutil
from facilitator.cli.root import cli
for number, args in enumerate(eval(sys.argv[1])):
    own = f"{sys.argv[2]}-{number}"
    shutil.copytree(sys.argv[2], own)
    try:
        cli(("--workspace", own, *args))
    except SystemExit as ending:
        assert ending.code in (0, 2), (args, ending.code)
    heavy = {"textual", "jinja2", "rich", "facilitator.ui"} & set(sys.modules)
    assert not heavy, (args, heavy)
"""


def test_every_plain_command_is_looked_at():
    typed = {" ".join(args) for args in PLAIN}
    papers = {
        "demo",
        "render",
        "export",
        "pulse report",
        "template list",
        "template check",
        "template copy",
        "template fields",
    }
    plain = {" ".join(path) for path in EVERY_COMMAND} - papers - {"room-view"}
    assert all(any(args.startswith(words) for args in typed) for words in plain)


def test_a_plain_command_imports_neither_the_interface_nor_the_template_engine(root, programme):
    typed = [("--programme", "better", *args) for args in PLAIN]
    running = process(typed, root, code=f"exec({'import sys' + RUN_ALL!r})")
    _, err = running.communicate(timeout=60)
    assert running.returncode == 0, err.decode()


def test_no_help_does_either(root):
    root.mkdir()
    typed = [(*path, "--help") for path in EVERY_COMMAND]
    running = process(typed, root, code=f"exec({'import sys' + RUN_ALL!r})")
    _, err = running.communicate(timeout=60)
    assert running.returncode == 0, err.decode()


def test_the_workspace_of_a_checkout_is_the_checkout(monkeypatch, tmp_path):
    monkeypatch.delenv("FACILITATOR_WORKSPACE", raising=False)
    for folder in ("facilitator", "sessions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    assert default_workspace() == tmp_path
