"""How long a large plan takes in every format, beside docxtpl and pandoc on the same data in the same run.

    python benchmarks/documents.py [--runs N] [--actions N] [--check]

A session with that many actions (200) and 60 ideas is made once. Then each run writes its plan as HTML,
Markdown and Word, its actions as XLSX and CSV, its dates as ICS, and the plan as PDF, in turn; the first
run warms up and is not counted. In the same run docxtpl fills one plain table with the same actions, and
pandoc makes a Word file from the same Markdown. What is not installed is left out, and that is said.

By the medians, the six without PDF may take one second together and the PDF one second. With `--check`
the exit code is 1 beyond that.
"""

# ruff: noqa: E402  # see below
from __future__ import annotations

import sys

# typing.py beside this file is called like a module of Python's own: its folder must not be searched.
sys.path = [each for each in sys.path if not each.endswith("benchmarks")]

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the checkout it stands in

from facilitator.catalogue import load_catalogue
from facilitator.documents.exports.finder import export
from facilitator.documents.formats.registry import writable
from facilitator.documents.render import render, render_bytes
from facilitator.model.action import Action, ActionStatus
from facilitator.model.idea import ImprovementIdea
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.session import ListeningSession, ReadBack, SessionStatus
from facilitator.model.team import Team, TeamKind
from facilitator.resources import workshops_dir
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile

LIMIT = 1.0
IDEAS = 60
STARTS = datetime(2026, 3, 12, 10, tzinfo=UTC)
READY = (SessionStatus.RUNNING, SessionStatus.CAPTURED)
OF_THE_SIX = ("html", "md", "docx", "xlsx", "csv", "ics")

Writer = Callable[[], object]


def made(path: Path, actions: int) -> tuple[ProgrammeFolder, SessionFile]:
    """Return a reviewed session with that many actions, in files under *path*."""
    catalogue = load_catalogue(workshops_dir())
    folder = ProgrammeFolder(path, catalogue, as_of=date(2026, 4, 9))
    folder.file.put(Programme(name="Better Together", organisation="Harrowmere University", timezone="UTC"))
    team = folder.file.put(Team(name="Infrastructure", kind=TeamKind.TECHNICAL, headcount=9))
    people = [folder.file.put(Person(name=name, team=team.id)) for name in ("Jo Marsh", "Sam Oduya")]
    script = catalogue.scripts["listening-technical"]
    session = ListeningSession(number=1, teams=(team.id,), script=script, planned_start=STARTS, minutes=90)
    file = folder.add_session(session)
    with file.group("the plan"):
        for number in range(1, IDEAS + 1):
            file.put(ImprovementIdea(number=number, title=f"Idea {number}: one calendar for teaching weeks"))
        for number in range(1, actions + 1):
            file.put(
                Action(
                    number=number,
                    text=f"Agree the three facts of ticket {number} with the desk",
                    owner=people[number % 2].id,
                    due=date(2026, 4, 1 + number % 30),
                    status=ActionStatus.STARTED,
                    first_step="Ask the desk what is missing most often",
                )
            )
    back = ReadBack(done=True, at=STARTS)
    for status in READY:
        file.put(file.session.moved_to(status))
    file.put(file.session.moved_to(SessionStatus.REVIEWED, read_back=back))
    return folder, file


def ours(folder: ProgrammeFolder, file: SessionFile) -> dict[str, Writer]:
    """Return what writes each of our formats."""
    papers = [each for each in ("html", "md", "docx", "pdf") if each in writable()]
    tables = {"xlsx": "actions", "csv": "actions", "ics": "calendar"}
    return {
        format: lambda format=format: render_bytes(folder, "action-plan", session=file, format=format)
        for format in papers
    } | {
        format: lambda format=format, what=what: export(folder, what, format=format, session=file)
        for format, what in tables.items()
    }


def others(folder: ProgrammeFolder, file: SessionFile) -> dict[str, Writer]:
    """Return what else could make a Word file of the same data; what is missing is said."""
    found: dict[str, Writer] = {}
    try:
        found["docxtpl"] = _docxtpl(folder, file)
    except ImportError:
        print("docxtpl is not installed: left out.")
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        print("pandoc is not installed: left out.")
    else:
        text = render(folder, "action-plan", session=file, format="md").encode()
        command = [pandoc, "--from", "commonmark_x", "--to", "docx", "--output", "-"]
        found["pandoc"] = lambda: subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True)
    return found


def _docxtpl(folder: ProgrammeFolder, file: SessionFile) -> Writer:
    """Return what fills a Word template with a row for each action."""
    import docx
    from docxtpl import DocxTemplate

    source = docx.Document()
    source.add_heading("{{ team }}: our action plan")
    table = source.add_table(rows=4, cols=4)
    rows = (
        ("No.", "Action", "Owner", "First date"),
        ("{%tr for each in actions %}", "", "", ""),
        ("{{ each.no }}", "{{ each.text }}", "{{ each.owner }}", "{{ each.due }}"),
        ("{%tr endfor %}", "", "", ""),
    )
    for line, cells in enumerate(rows):
        for at, words in enumerate(cells):
            table.cell(line, at).text = words
    template = BytesIO()
    source.save(template)

    def write() -> None:
        people = folder.people
        actions = [
            {"no": each.number, "text": each.text, "owner": people[each.owner].name, "due": str(each.due)}
            for each in file.all(Action)
        ]
        filled = DocxTemplate(BytesIO(template.getvalue()))
        filled.render({"team": "Infrastructure", "actions": actions}, autoescape=True)
        filled.save(BytesIO())

    return write


def measured(writers: dict[str, Writer], runs: int) -> dict[str, float]:
    """Return the median seconds of each writer, taken in turn; the first round warms up."""
    times: dict[str, list[float]] = {name: [] for name in writers}
    for run in range(runs + 1):
        for name, write in writers.items():
            start = time.perf_counter()
            write()
            if run:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def told(medians: dict[str, float]) -> bool:
    """Print what was measured; tell whether it keeps within the limits."""
    for name, seconds in medians.items():
        print(f"{name:>8}  {seconds * 1000:7.0f} ms")
    six = sum(medians[name] for name in OF_THE_SIX)
    print(f"The six without PDF: {six * 1000:.0f} ms; they may take {LIMIT * 1000:.0f} ms.")
    for other in ("docxtpl", "pandoc"):
        if other in medians:
            ratio = medians["docx"] / medians[other]
            print(f"Word here against {other}: {ratio:.2f} times as long.")
    if "pdf" not in medians:
        print("typst is not installed: PDF is left out.")
    return six <= LIMIT and medians.get("pdf", 0) <= LIMIT


def main() -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--actions", type=int, default=200)
    options.add_argument("--check", action="store_true", help="exit with 1 beyond the limits")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, file = made(Path(place) / "sessions" / "large", asked.actions)
        medians = measured(ours(folder, file) | others(folder, file), asked.runs)
        folder.close()
    if not told(medians) and asked.check:
        sys.exit(1)


if __name__ == "__main__":
    main()
