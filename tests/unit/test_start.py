"""What the way to the first paint of Home waits for: nothing that only a later step needs."""

import subprocess
import sys

LATER = (
    "facilitator.documents",
    "facilitator.live.capture",
    "facilitator.live.session",
    "facilitator.ui.dialogs",
    "facilitator.ui.pulse",
    "facilitator.ui.review",
    "facilitator.ui.room",
    "facilitator.ui.runner",
    "facilitator.ui.widgets.fields",
    "facilitator.workspace.deleting",
    "facilitator.workspace.deletion.log",
    "facilitator.workspace.erasure.engine",
    "facilitator.workspace.erasure.take_out",
    "facilitator.workspace.integrity",
    "facilitator.workspace.release",
    *("filelock", "hmac", "jinja2", "secrets", "textual.widgets._text_area", "uuid6"),
)
"""What a later step imports when it comes, with all that is in it."""

SHOW_HOME = """
import asyncio, sys
from pathlib import Path

from facilitator.cli import demo, home, root
from facilitator.ui.app import FacilitatorApp
from facilitator.workspace.folder.demo import open_demo


async def show(app):
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.screen.query("#coverage"):
            await pilot.pause()
        print(*sys.modules, file=sys.stderr)


asyncio.run(show(FacilitatorApp(*open_demo(Path(sys.argv[1])))))
"""


def test_home_is_shown_without_what_later_steps_need(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SHOW_HOME, str(tmp_path / "demo")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = done.stderr.split()
    assert "facilitator.ui.places.home" in loaded
    assert [
        each for each in loaded if each.startswith(tuple(f"{late}." for late in LATER)) or each in LATER
    ] == []
