"""What the project cites can be read by whoever has the project: its own files, or public addresses."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = {".py", ".md", ".toml", ".j2", ".cfg", ".yml", ""}
OUTSIDE = tuple(
    f"{name}.md" for name in ("domain", "design", "ux", "ux-programme", "ux-workshops", "documents")
)
"""Names of notes that the project was planned from, which no reader of it has."""

CITED = re.compile(r"docs/field\.md,\s+((?:\"[^\"]+\"(?:\s+and\s+)?)+)")


def texts() -> dict[str, str]:
    """Return every text file of the repository by its path: those git lists, or all in its folders."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    paths = paths or [path for part in ("facilitator", "tests", "docs") for path in (ROOT / part).rglob("*")]
    chosen = [path for path in paths if path.suffix in TEXTS and path.is_file() and path != Path(__file__)]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8", "replace") for path in chosen}


def test_no_source_outside_the_repository_is_cited() -> None:
    found = [
        f"{path}: {name}"
        for path, text in texts().items()
        for name in (*OUTSIDE, "field-notes")
        if re.search(rf"(?<![\w/.-]){re.escape(name)}(?!\w)", text)
    ]
    assert found == [], "docs/field.md has the rules of the field; cite that, or a public address."


def test_every_citation_of_the_field_names_a_heading() -> None:
    headings = set(re.findall(r"^##+ (.+)$", (ROOT / "docs/field.md").read_text("utf-8"), re.MULTILINE))
    cited = [
        (path, " ".join(heading.split()))
        for path, text in texts().items()
        for found in CITED.findall(text)
        for heading in re.findall(r"\"([^\"]+)\"", found)
    ]
    assert len(cited) > 60
    assert [(path, heading) for path, heading in cited if heading not in headings] == []
