"""TOML files of a person's own folder of templates: read, and found again line by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from facilitator.documents.faults import TemplateFault
from facilitator.documents.shelf import read_inside

Tree = dict[str, Any]

_HEAD = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")


def read_toml(folder: Path, name: str) -> tuple[Tree, str]:
    """Return what a TOML file of that folder holds, and its text. Raises `TemplateFault` with its line."""
    text = read_inside(folder, name)
    try:
        return _parsed(text), text
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        why = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise TemplateFault(
            f"{name}, line {line}: it is not TOML: {why}.", "Correct that line.", file=name, line=line
        ) from None
    except RecursionError:
        raise TemplateFault(f"{name} goes too deep.", "Take out its brackets.", file=name) from None


@lru_cache(maxsize=8)
def _parsed(text: str) -> Tree:
    """Return what TOML says; nobody changes it. Each paper asks for the same words, and they are many."""
    return tomllib.loads(text)


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
    return tuple(step.strip().strip("\"'") for step in written.split("."))
