"""The record files of a programme's folder, by name: the programme's own and one a listening session."""

from __future__ import annotations

from pathlib import Path

from facilitator.model.base import FileKind

PROGRAMME_FILE = "programme.json"
"""The name of the programme's own file; every other record file of its folder is that of a session."""


def record_files(path: Path) -> list[Path]:
    """Return the record files of a folder, in the order of their names."""
    return sorted(file for file in path.glob("*.json") if not file.name.startswith("."))


def kind_of(path: Path) -> FileKind:
    """Return which kind of record file has that name."""
    return "programme" if path.name == PROGRAMME_FILE else "session"
