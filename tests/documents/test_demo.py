"""The papers of the shipped example."""

import shutil

import pytest

from facilitator import resources
from facilitator.documents.render import RENDERABLE, render
from facilitator.errors import NotReleased
from facilitator.workspace.finding import find_session
from facilitator.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Return the worked example in a workspace of its own."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(resources.demo_dir(), root / "sessions" / "example")
    folder = Workspace(root).programme()
    yield folder
    folder.close()


@pytest.mark.parametrize("document", RENDERABLE)
def test_every_paper_of_every_session(demo, document):
    for file in demo.sessions:
        for format in ("html", "md"):
            if not RENDERABLE[document].ready(file.session.status):
                with pytest.raises(NotReleased):
                    render(demo, document, session=file, format=format)
            text = render(demo, document, session=file, format=format, preview=True)
            assert "CANARY" not in text


def test_the_plan_of_the_worked_example(demo):
    text = render(demo, "action-plan", session=find_session(demo, "L-03"), format="md")
    assert text.startswith("**For the Infrastructure and Cloud team.**")
    assert (
        "Of 5 actions, 3 are done, 1 is started and 1 is blocked. 7 of your 8 ideas have an answer;" in text
    )
    assert "By their first date: 2 of the 4 actions due so far." in text
    assert "| Jo Marsh | 31 March | **Blocked:** the form change waits for" in text
    assert "**Done, late:** 7 April, 5 days after its date" in text
    assert "| contributes, monthly | 4 | 2 | **16 !** | **1** Scripted | split 5–3 |" in text
    assert "morning a month at the desk | 0 | 2 | 1 | **No answer yet,** after 28 days." in text
    assert "You touch 17 of 34 practices asked about; 10 are on the ladder." in text
