"""TOML files of the user's own folder of templates: read, and found again line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.shelf.folders import read_inside
from facilitator.files.faults import FileFault
from facilitator.files.toml import MOST_STEPS, Tree, parse_toml

_HEAD = re.compile(r"[ \t]*\[([^\[\]]+)\]\s*(?:#.*)?$")
_KEY = re.compile(r"[ \t]*([\w.\"'-]+)\s*=")


def read_toml(folder: Path, name: str) -> tuple[Tree, str]:
    """Return what a TOML file of that folder holds, and its text. Raises `TemplateFault` with its line."""
    text = read_inside(folder, name, acts=True)
    try:
        return _parsed(text, name), text
    except FileFault as fault:
        raise TemplateFault.of(fault) from None


@lru_cache(maxsize=8)
def _parsed(text: str, name: str) -> Tree:
    """Return what TOML says; nobody changes it. Each paper asks for the same words, and they are many."""
    return parse_toml(text, name)


def line_of(text: str, path: Sequence[str]) -> int:
    """Return the line the key of that *path* stands on, or its table; 0 where neither is written out."""
    table: tuple[str, ...] = ()
    lines: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if head := _HEAD.match(line):
            table = _steps(head[1])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_steps(key[1])), number)
    wanted = tuple(path)
    return next((lines[wanted[:at]] for at in range(len(wanted), 0, -1) if wanted[:at] in lines), 0)


def _steps(written: str) -> tuple[str, ...]:
    steps = written.split(".", MOST_STEPS)
    return tuple(step.strip().strip("\"'") for step in steps)
