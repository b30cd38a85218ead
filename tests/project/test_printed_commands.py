"""Every command the program prints can be pasted into a shell as it stands, and does what it says."""

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import facilitator
from facilitator.commands import command, quoted
from facilitator.text import clean_line
from tests.cli.command_line import contents, run, session_path

BASH = shutil.which("bash")
PRINTED = re.compile(r"(?<![\w“/])facilitator(?: [^\n]*)")
NAMES = ("it's (1) & co", "two  blanks", 'a "quoted" one', "$HOME `id` !x", "-dash", "Käse * ?", "a;b|c>d")


def pasted(line, folder):
    """Run what was printed, as bash takes it, in a folder, with the program of this checkout."""
    program = folder / "bin" / "facilitator"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!{sys.executable}\nfrom facilitator.cli import main\nmain()\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    where = {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    where["PYTHONPATH"] = str(Path(facilitator.__file__).parents[1])
    return subprocess.run(
        [BASH, "-c", line],
        cwd=folder,
        env=os.environ | where,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def printed(output):
    """The commands in what was printed, each from its name to the end of its line."""
    return [found[0].strip() for line in output.splitlines() for found in PRINTED.finditer(line)]


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="no bash here")
def test_each_printed_command_runs_as_it_is_pasted(tmp_path, monkeypatch):
    """On the way from nothing to a paper, whatever it says to do next is done by pasting it."""
    monkeypatch.setenv("COLUMNS", "200")
    root = tmp_path / "my workspace's (1)"
    space = ("--workspace", root)
    asked = (
        ("session", "list"),  # no programme yet
        ("team", "list"),
        ("session", "list"),  # a team, no session
        ("render", "thank-you", "--team", "Service Desk"),
        ("session", "show", "L-99"),
        ("pulse", "show"),
        ("pulse", "close"),
    )
    ran = []
    for words in asked:
        for line in printed(run(*words, *space).output):
            done = pasted(line, tmp_path)
            ran.append(line)
            assert done.returncode == 0, (line, done.stdout, done.stderr)
    (root / "workshops" / "scripts").mkdir(parents=True)
    (root / "workshops" / "scripts" / "mine.toml").write_text("no")
    (root / "templates").mkdir()
    (root / "templates" / "branding.toml").write_text("no")
    review_there = run("session", "list", *space).output + run("render", "thank-you", *space).output
    for line in printed(review_there):
        done = pasted(line, tmp_path)
        ran.append(line)
        assert "to put right" in done.stderr, (line, done.stderr)
    assert len(ran) >= 5, ran


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="no bash here")
def test_a_copy_of_any_name_is_taken_in_by_pasting_what_check_says(root, programme):
    run("capture", "L-01", "- a remark")
    original = session_path(programme)
    copy = original.with_name(f"{original.stem} (conflicted copy $HOME's).json")
    shutil.copy(original, copy)
    run("capture", "L-01", "- another remark")
    run("programme", "new", "Second", "--organisation", "O")
    copied = contents(programme)[copy.name]
    shutil.copy(original, copy)
    assert copied
    copy.write_bytes(copy.read_bytes().replace(b"a remark", b"a rumour"))
    (line,) = [line for line in printed(run("check").output) if "--take-in" in line]
    done = pasted(line, root.parent)
    assert "is L-02 now" in done.stdout, (line, done.stdout, done.stderr)


@pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="no bash here")
def test_words_of_every_kind_come_back_from_the_shell_as_they_were(tmp_path):
    for name in (*NAMES, "tab\there", "two\nlines", "cafe\u0301", "end ", ""):
        line = clean_line(command("search", name))  # as a message is printed
        back = subprocess.run(
            [BASH, "-c", line.replace("facilitator", "printf '%s\\0'", 1)], capture_output=True, check=True
        )
        assert back.stdout.decode().split("\0")[:-1] == ["search", name], line


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_word_stays_one_word(word):
    line = quoted(word, windows=False)
    if not line.startswith("$'"):
        assert shlex.split(line) == [word]
    assert "\n" not in line


WINDOWS = {
    "plain.json": "plain.json",
    r"C:\Users\Sam Oduya": r'"C:\Users\Sam Oduya"',
    "a (1).json": '"a (1).json"',
    "a&b": '"a&b"',
    "it's": '"it\'s"',
    "": '""',
}


def test_on_windows_a_word_stands_in_double_quotes():
    assert {word: quoted(word, windows=True) for word in WINDOWS} == WINDOWS


def test_what_was_typed_for_the_workspace_and_the_programme_comes_along(root, programme, tmp_path):
    run("programme", "new", "Second One", "--organisation", "O")
    told = run("pulse", "close", "--workspace", root, "--programme", "Second One").stderr
    assert told.strip().endswith(f"facilitator pulse open --workspace {root} --programme 'Second One'")
    assert "--programme" not in command("check")


def test_no_command_is_written_out_in_the_source():
    """A command with a name or a path in it is written by the one function."""
    package = Path(facilitator.__file__).parent
    spelled = re.compile(r"""f["'][^"'\n]*facilitator [a-z-]+[^"'\n]*\{""")
    found = [
        f"{path.name}: {line.strip()}"
        for path in package.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if spelled.search(line)
    ]
    assert not found
