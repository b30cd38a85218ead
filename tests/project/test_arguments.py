"""Letters that did not arrive are never stored as others, and no file acts on a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import facilitator
from tests.cli.command_line import contents, process, review, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the system decodes what is typed")
LATIN = "Caf\u00e9 M\u00fcller".encode("latin-1")


def typed(*words, stdin=None):
    """Run the program as a terminal that sends Latin-1 would."""
    code = "from facilitator.cli import main; main()"
    where = {"PYTHONPATH": str(Path(facilitator.__file__).parents[1]), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(
        [os.fsencode(word) for word in command],
        env=os.environ | where,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_letters_that_are_not_utf_8_are_refused_with_a_word(root, programme):
    before = contents(root)
    tries = (
        ("capture", "L-01", b"- " + LATIN),
        ("team", "add", LATIN, "--kind", "technical", "--headcount", "3"),
        ("programme", "new", LATIN, "--organisation", "O"),
        ("search", LATIN),
        ("render", "agreement", "--session", "L-01", b"--output=" + os.fsencode(root) + b"/" + LATIN),
    )
    for words in tries:
        refused = typed(*words)
        assert (refused.returncode, refused.stdout) == (2, b""), words
        assert b"not in UTF-8" in refused.stderr, words
    assert contents(root) == before


def test_a_path_that_is_there_may_have_any_letters(root, programme, tmp_path):
    odd = os.fsencode(tmp_path) + b"/" + LATIN
    try:
        root.rename(os.fsdecode(odd))
    except OSError:
        pytest.skip("this disk has no such names")
    listed = typed("session", "list", "--workspace", odd)
    assert (listed.returncode, b"L-01" in listed.stdout) == (0, True)


def test_piped_lines_in_latin_1_keep_their_letters_and_never_come_without_end(root, programme):
    assert typed("capture", "L-01", "-", stdin=b"- " + LATIN + b"\n").returncode == 0
    assert "Caf\u00e9 M\u00fcller" in run("search", "caf\u00e9").stdout
    with Path("/dev/zero").open("rb") as endless:
        refused = process("capture", "L-01", "-", stdin=endless)
        _, told = refused.communicate(timeout=60)
    assert (refused.returncode, b"in parts" in told) == (2, True)


def test_a_pipe_is_no_file_of_answers(root, programme, tmp_path):
    run("pulse", "open")
    os.mkfifo(tmp_path / "answers.csv")
    refused = run("pulse", "import", tmp_path / "answers.csv")
    assert (refused.exit_code, "It is not a file" in refused.stderr) == (1, True)


def test_nothing_in_a_template_or_a_style_acts_on_the_terminal_it_is_printed_on(root, programme):
    review(root)
    (root / "templates" / "words").mkdir(parents=True)
    acting = "\x1b]0;owned\x07\x9b31m"
    (root / "templates" / "style.css").write_text(f"p {{ color: red }} /* {acting} */", encoding="utf-8")
    (root / "templates" / "thank-you.html.j2").write_text(f"<p>mine {acting}</p>", encoding="utf-8")
    shown = run("render", "thank-you", "--session", "L-01", "--format", "html", "--output", "-")
    assert "style.css, line 1" in shown.stderr
    assert "thank-you.html.j2, line 1" in shown.stderr
    assert "mine" not in shown.stdout
