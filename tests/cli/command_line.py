"""The plain commands as the tests type them."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec
from click.testing import CliRunner

import facilitator
from facilitator.cli.root import cli
from facilitator.model.session import ReadBack, SessionStatus
from facilitator.workspace.folder.workspace import Workspace

START = "2026-03-12T10:00"
HELD = datetime(2026, 3, 12, 11, tzinfo=UTC)
REVIEWED = (SessionStatus.RUNNING, SessionStatus.CAPTURED, SessionStatus.REVIEWED)
HOSTILE = (
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
)
"""What nobody should be able to type to any effect."""

_ACTS = set(map(chr, [*range(9), *range(11, 32), 127, *range(128, 160)])) | set("\u202e\u2066")


def _commands(group, *path):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, *path, name)
        else:
            yield (*path, name)


EVERY_COMMAND = sorted(_commands(cli))
"""Every command as the words it is typed with."""


def run(*args, stdin=None):
    """Run a command without a terminal; its answer, messages and exit code are in the result.

    Whatever it is, it is told in sentences, and none of it acts on a terminal.
    """
    result = CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert not _ACTS & set(result.output)
    return result


def process(*args, code="from facilitator.cli import main; main()", **options):
    """Start the program as a process of its own, without a terminal."""
    where = {"PYTHONPATH": str(Path(facilitator.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.Popen(
        [sys.executable, "-c", f"import sys; {code}", *map(str, args)],
        env=os.environ | where | options.pop("env", {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def answer(result):
    """What a command answered with --json."""
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def new_session(*args, team="Infra", script="listening-90", start=START):
    """Plan a session."""
    return run("session", "new", "--team", team, "--script", script, "--start", start, *args)


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


def session_path(programme):
    """The only session file of a programme."""
    return next(path for path in programme.glob("*.json") if path.name != "programme.json")


def edit(path, change):
    """Change a record file behind the program's back."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")


def contents(folder):
    """The files beneath a folder."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
