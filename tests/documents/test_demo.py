"""The papers of the shipped example."""

import json
import shutil

import pytest

from facilitator import resources
from facilitator.documents.exports.finder import EXPORTS
from facilitator.documents.formats.registry import FORMATS
from facilitator.documents.render import DOCUMENTS, RENDERABLE, render
from facilitator.errors import NotReleased
from facilitator.workspace.lookup import find_session
from tests.cli.command_line import process, run


@pytest.mark.parametrize("document", RENDERABLE)
def test_every_paper_of_every_session(demo, document):
    for file in demo.sessions:
        for format in ("html", "md"):
            if not RENDERABLE[document].ready(file.session.status):
                with pytest.raises(NotReleased):
                    render(demo, document, session=file, format=format)
            text = render(demo, document, session=file, format=format, preview=True)
            assert "two people never spoke" not in text


def test_the_plan_of_the_worked_example(demo):
    text = render(demo, "action-plan", session=find_session(demo, "L-03"), format="md")
    assert text.startswith("**For the Infrastructure and Cloud team.**")
    assert (
        "Of 5 actions, 3 are done, 1 is started and 1 is blocked. 7 of your 8 ideas have an answer;" in text
    )
    assert "Due so far: 4 actions. Done by their first dates: 2." in text
    assert "| Jo Marsh | 31 March | **Blocked:** the form change waits for" in text
    assert "**Done, late:** 7 April, 5 days after its date" in text
    assert "| contributes, monthly | 4 | 2 | **16 !** | **1** Scripted | split 5–3 |" in text
    assert "morning a month at the desk | 0 | 2 | 1 | **No answer yet,** after 28 days." in text
    assert "You were asked about 34 practices: 17 touch your work and 10 are on the ladder." in text


@pytest.mark.parametrize("document", ["action-plan", "what-is-stored"])
def test_a_program_may_ask_for_the_view(tmp_path, document):
    shutil.copytree(resources.demo_dir(), tmp_path / "sessions" / "example")
    asked = ["--workspace", tmp_path, "render", document, "--session", "L-03"]
    printed = run(*asked, "--format", "json", "--output", "-")
    assert json.loads(printed.stdout)["view"] == f"{document}/1"
    run(*asked, "--output", tmp_path / "view.json")
    assert (tmp_path / "view.json").read_text(encoding="utf-8") == printed.stdout


ALONE = """
from pathlib import Path
sys.modules["typst"] = None

def refuse(event, told):
    if event.startswith(("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.")):
        raise SystemExit(f"It asked for {event}.")

sys.addaudithook(refuse)
from facilitator.documents.exports.finder import EXPORTS, export
from facilitator.documents.formats.registry import FORMATS
from facilitator.documents.formats.pdf import NoPdf
from facilitator.documents.render import DOCUMENTS, render_bytes
from facilitator.workspace.lookup import find_session
from facilitator.workspace.folder.workspace import Workspace

folder = Workspace(Path(sys.argv[1])).programme()
file = find_session(folder, "L-03")
for document in DOCUMENTS:
    for format in FORMATS:
        try:
            made = render_bytes(folder, document, session=file, format=format)
            print(document, format, len(made) > 0)
        except NoPdf:
            print(document, format, "not here")
for what, each in EXPORTS.items():
    for format in each.formats:
        print(what, format, len(export(folder, what, format=format, session=file)) > 0)
folder.close()
"""


def test_all_but_pdf_is_made_without_the_extra_and_without_any_other_program(tmp_path):
    shutil.copytree(resources.demo_dir(), tmp_path / "sessions" / "example")
    told, wrong = process(tmp_path, code=ALONE, env={"PATH": ""}).communicate(timeout=120)
    assert wrong == b""
    papers = [(document, format) for document in DOCUMENTS for format in FORMATS]
    exports = [(what, format) for what, each in EXPORTS.items() for format in each.formats]
    assert told.decode().splitlines() == [
        f"{what} {format} {'not here' if format == 'pdf' else True}" for what, format in papers + exports
    ]
