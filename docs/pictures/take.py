"""Take the pictures of pages that stand in the README, from the worked example.

    python -m pip install -e '.[pdf]' pillow
    python docs/pictures/take.py

Each is the first page of a paper as its PDF shows it, and lies beside this file. What the pictures show
changes with the papers and the example: take them anew then, and look at them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))  # the checkout it stands in

from facilitator import resources  # noqa: E402
from facilitator.documents.formats.typst_source import typst_source  # noqa: E402
from facilitator.documents.render import paper  # noqa: E402
from facilitator.documents.tree.paper import Paper  # noqa: E402
from facilitator.workspace.folder.programme_folder import ProgrammeFolder  # noqa: E402
from facilitator.workspace.folder.workspace import Workspace  # noqa: E402
from facilitator.workspace.lookup import find_session, find_team  # noqa: E402

SESSION = "L-03"
TEAM = "Infrastructure"
PIXELS_AN_INCH = 96
COLOURS = 64
"""Enough for the letters and the tints of a page; a picture then has about a quarter of its size."""


def papers(folder: ProgrammeFolder) -> dict[str, Paper]:
    """Return the papers to take, by the names of their pictures."""
    session = find_session(folder, SESSION)
    made = {key: paper(folder, key, session=session) for key in ("action-plan", "you-said")}
    return made | {"pulse-report": paper(folder, "pulse", team=find_team(folder, TEAM).id)}


def picture(source: Paper) -> bytes:
    """Return the first page of a paper as PNG."""
    pages = typst.compile(typst_source(source).encode(), format="png", ppi=PIXELS_AN_INCH)
    page = Image.open(BytesIO(pages[0] if isinstance(pages, list) else pages)).convert("RGB")
    file = BytesIO()
    page.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as beside:
        shutil.copytree(resources.demo_dir(), Path(beside) / "sessions" / "example")
        folder = Workspace(Path(beside)).programme()
        for name, source in papers(folder).items():
            path = HERE / f"{name}.png"
            path.write_bytes(picture(source))
            print(path, f"{path.stat().st_size // 1000} kB")
        folder.close()


if __name__ == "__main__":
    main()
