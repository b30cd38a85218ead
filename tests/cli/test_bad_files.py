"""One bad file takes nothing down: whatever lies where a file of one's own may be, it is named."""

import os
import sys
import time

import pytest

from tests.cli.command_line import review, run
from tests.tables import for_each

HOSTILE = "\x1b]0;owned\x07\x9b31m"
TEMPLATES = ("action-plan.html.j2", "_parts.html.j2", "words/en.toml", "branding.toml", "style.css")
WORKSHOPS = ("scripts/mine.toml", "practices/mine.toml", "pulse/mine.toml", "words/mine.toml")


def link_to(target):
    return lambda path: path.symlink_to(target)


def large(path):
    with path.open("wb") as file:
        file.truncate(200_000_000)


TEXTS = {
    "a number of 5,000 digits": f"name = {'9' * 5_000}\n",
    "a key of 150,000 dots": f"{'a.' * 150_000}a = 1\n",
    "a heading of 1,000 steps, often": f"[{'a.' * 999}a]\n" + "x.y = 1\n" * 20_000,
    "lists in lists": "name = " + "[" * 900 + "]" * 900,
    "tables in tables": "name = " + "{a=" * 900 + "1" + "}" * 900,
    "what acts on a terminal": f"{{{{ doc.{HOSTILE} }}}} {HOSTILE}",
    "what begins and never ends": "\x9d\x90" * 150_000,
    "marks without a letter": "\u0301\u0327" * 90_000,
    "elements in elements": "<p>" + "<strong>" * 400 + "x" + "</strong>" * 400 + "</p>",
    "brackets in brackets": "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}",
    "blocks in blocks": "{% if 1 %}" * 3_000 + "{% endif %}" * 3_000,
    "no letters": "\0" * 1_000,
}
KINDS = {
    **{name: lambda path, text=text: path.write_text(text, encoding="utf-8") for name, text in TEXTS.items()},
    "half a letter": lambda path: path.write_bytes(b"name = '\xc3'"),
    "200 megabytes": large,
}
if sys.platform != "win32":
    KINDS |= {
        "a pipe": os.mkfifo,
        "a device": link_to("/dev/zero"),
        "a link to itself": lambda path: path.symlink_to(path.name),
    }


def put(path, make):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)


PLAN = ("render", "action-plan", "--session", "L-01", "--format", "html", "--output", "-")


@pytest.fixture
def shipped(root, programme):
    """What the shipped template makes of a reviewed session."""
    review(root)
    return run(*PLAN).stdout


def quickly(*args):
    """Run a command; `run` sees to it that nothing acts on the terminal."""
    began = time.process_time()
    result = run(*args)
    assert time.process_time() - began < 5, args
    return result


REFUSED = ("no letters", "half a letter", "200 megabytes", "a pipe", "a device", "a link to itself")
"""What no reader takes a part of."""

SHARED = (*REFUSED, "a number of 5,000 digits", "brackets in brackets", "what acts on a terminal")
"""What lies in place of the parts that all templates share as well: then each of them fails."""


@for_each("kind", KINDS)
def test_papers_are_made_whatever_lies_among_the_templates(root, shipped, kind):
    (root / "templates" / "_parts.html.j2").unlink(missing_ok=True)
    for name in TEMPLATES:
        if kind in SHARED or not name.startswith("_"):
            put(root / "templates" / name, KINDS[kind])
    made = quickly(*PLAN)
    checked = quickly("template", "check")
    assert made.exit_code == 0, made.stderr
    if kind in REFUSED:
        assert made.stdout == shipped
        assert [name for name in TEMPLATES if name not in checked.stdout] == []
        # What a template brings along is not read where the template itself is refused.
        assert [name for name in TEMPLATES if name not in made.stderr] in ([], ["_parts.html.j2"])


@for_each("kind", KINDS)
def test_every_command_goes_on_whatever_lies_among_the_workshops(root, programme, kind):
    for name in WORKSHOPS:
        put(root / "workshops" / name, KINDS[kind])
    listed = quickly("session", "list")
    assert (listed.exit_code, "workshop check" in listed.stderr) == (0, True), listed.output
    checked = quickly("workshop", "check")
    assert checked.exit_code == 1
    folders = [name.partition("/")[0] for name in WORKSHOPS]
    assert [folder for folder in folders if f"{folder}{os.sep}mine.toml" not in checked.stdout] == []


@for_each("kind", [kind for kind in KINDS if kind in (*REFUSED, "what acts on a terminal")])
def test_letterhead_and_logo_may_be_anything(root, shipped, kind):
    templates = root / "templates"
    put(templates / "letterhead.docx", KINDS[kind])
    put(templates / "logo.svg", KINDS[kind])
    (templates / "branding.toml").write_text('logo = "logo.svg"\n', encoding="utf-8")
    made = quickly("render", "thank-you", "--session", "L-01", "--output", root / "thanks.docx")
    assert made.exit_code == 0
    assert "letterhead.docx" in made.stderr
    assert "logo.svg" in made.stderr
    checked = quickly("template", "check").stdout
    assert "letterhead.docx" in checked
    assert "logo.svg" in checked


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names on Windows")
def test_what_remembers_the_last_programme_may_be_a_pipe(root, programme):
    assert run("programme", "new", "Second", "--organisation", "O").exit_code == 0
    last = root / "sessions" / ".last-programme"
    last.unlink(missing_ok=True)
    os.mkfifo(last)
    assert "more than one programme" in quickly("session", "list").stderr


def test_a_backup_from_somewhere_may_be_anything(root, programme, tmp_path):
    kept = tmp_path / "kept"
    assert run("backup", "--to", kept).exit_code == 0
    (backup,) = kept.iterdir()
    for kind in (*REFUSED[:-1], "a number of 5,000 digits", "tables in tables", "what acts on a terminal"):
        for name in ("backup.manifest", "programme.json") if kind in KINDS else ():
            path = backup / name
            whole = path.read_bytes()
            path.unlink()
            KINDS[kind](path)
            refused = quickly("restore", backup)
            assert refused.exit_code in (1, 2), (path, refused.output)
            assert backup.name in refused.stderr
            path.unlink()
            path.write_bytes(whole)
    assert quickly("restore", backup).exit_code == 0
