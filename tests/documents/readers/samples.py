"""What the readers are given: the papers of the example, and a session in which hostile things were said."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec
import openpyxl

from facilitator import resources
from facilitator.documents.exports.finder import EXPORTS, export
from facilitator.documents.render import RENDERABLE, write
from facilitator.model.action import Action, ActionStatus
from facilitator.model.programme import PaperSize
from facilitator.model.session import RELEASED
from facilitator.text import clean
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.folder.workspace import Workspace
from tests.documents.extremes import huge
from tests.documents.test_texts import HOSTILE
from tests.hostile import NAUGHTY

WORDS = {
    "umlauts": "Übergabe früher größer",
    "Chinese": "变更日历",
    "Japanese": "変更の予定表",
    "Arabic": "تقويم التغيير",
    "Hebrew": "לוח שינויים",
    "emoji": "👍 🎉",
}
"""One action each; a reader has to find them in a PDF."""

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("http://x.example")',
    "=cmd|' /C calc'!A0",
)

PAPERS = ("html", "docx", "pdf")


class Printed(NamedTuple):
    """What a workbook looks like on paper: the heads of its columns but that of the handles, and its size."""

    heads: tuple[str, ...]
    paper: str


_PAPER = {PaperSize.A4: "841.", PaperSize.LETTER: "792 x 612"}
"""What pdfinfo tells of a size laid across."""


def written(into: Path) -> list[Path]:
    """Write papers and exports of the example and of the hostile session; return their paths."""
    root = into / "workspace"
    shutil.copytree(resources.demo_dir(), root / "sessions" / "example")
    folder = Workspace(root).programme()
    reviewed = [file for file in folder.sessions if file.session.status in RELEASED]
    paths = [path for file in reviewed for path in _of_session(folder, file, into / "example")]
    _say_everything(reviewed[-1])
    paths += _of_session(folder, reviewed[-1], into / "hostile")
    folder.close()
    return paths


def _of_session(folder: ProgrammeFolder, file: SessionFile, into: Path) -> list[Path]:
    paths = [
        write(folder, document, session=file, format=format, into=into)
        for document in RENDERABLE
        for format in PAPERS
    ]
    for each in EXPORTS.values():
        for format in each.formats:
            path = into / f"{file.session.short_id}-{each.key}.{format}"
            path.write_bytes(export(folder, each.key, format=format, session=file))
            paths.append(path)
    return paths


def _say_everything(file: SessionFile) -> None:
    owner = next(action.owner for action in file.all(Action) if action.owner)
    texts = (*WORDS.values(), *FORMULAS, *(clean(text) for text in dict.fromkeys((*NAUGHTY, *HOSTILE))))
    with file.group("hostile"):
        for number, text in enumerate((text for text in texts if text.strip()), start=20):
            fields = {"owner": owner, "status": ActionStatus.OPEN, "due": date(2026, 4, 30)}
            file.put(Action(number=number, text=text, **fields))


def workbooks(into: Path) -> dict[Path, Printed]:
    """Write the workbooks of the largest session, for each size of paper."""
    made = {}
    for size in PaperSize:
        place = into / size.value
        folder, file = huge(place / "sessions")
        folder.file.put(msgspec.structs.replace(folder.programme, paper_size=size))
        for each in EXPORTS.values():
            if "xlsx" in each.formats:
                path = place / f"{each.key}.xlsx"
                path.write_bytes(export(folder, each.key, format="xlsx", session=file))
                heads = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][1]]
                made[path] = Printed(tuple(heads[:-1]), _PAPER[size])
        folder.close()
    return made
