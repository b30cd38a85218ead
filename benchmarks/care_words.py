"""How many of the lines that need care are told of, how many of those told of need it, and what a key costs.

    python -m benchmarks.care_words tests/data/care_lines.toml [--misses]

The file holds `known`, the names of people of the programme, and `[[line]]` tables of `text`, `care` (true or
false), `why` and `language`. Lines are read as the program reads what is typed, their sign and tags included.
Care is asked for at every key, so its price is that of one key in the middle of typing.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.catalogue import shipped_catalogue
from facilitator.live.capture.naming import CaptureContext
from facilitator.live.capture.reading import read_line
from facilitator.live.care.warning import CareWords, Caution, care_for, warn
from facilitator.model.person import Person


class Asked(NamedTuple):
    """One line, whether it needs care and why, and what is told of it."""

    text: str
    care: bool
    why: str
    language: str
    told: Caution | None


def ask(path: Path) -> list[Asked]:
    """Return what is told of each line of a file. Raises `OSError`, `tomllib.TOMLDecodeError`, `KeyError`."""
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    care, context = care_of(file["known"]), CaptureContext()
    return [_asked(line, care, context) for line in file["line"]]


def care_of(known: Iterable[str]) -> CareWords:
    """Return what to look for where people of these names are known."""
    people = [Person(id=name, name=name) for name in known]
    return care_for(people, shipped_catalogue().words)


def _asked(line: dict[str, Any], care: CareWords, context: CaptureContext) -> Asked:
    text = read_line(line["text"], context).text
    return Asked(line["text"], line["care"], line.get("why", ""), line.get("language", ""), warn(text, care))


def recall(lines: Sequence[Asked]) -> float:
    """Return the part of the lines that need care of which it is told; 1 where none does."""
    needed = [line for line in lines if line.care]
    return sum(line.told is not None for line in needed) / len(needed) if needed else 1.0


def precision(lines: Sequence[Asked]) -> float:
    """Return the part of the lines told of that need care; 1 where nothing is told."""
    told = [line for line in lines if line.told is not None]
    return sum(line.care for line in told) / len(told) if told else 1.0


def cost(lines: Iterable[Asked], care: CareWords) -> float:
    """Return the seconds one key takes, on average, when these lines are typed."""
    typed = [line.text[:end] for line in lines for end in range(1, len(line.text) + 1)]
    began = time.process_time()
    for text in typed:
        warn(text, care)
    return (time.process_time() - began) / len(typed)


def misses(lines: Iterable[Asked]) -> list[str]:
    """Return a line of text for each that is wrong: what should be told, or what should not."""
    return [
        f"{'told for nothing' if line.told else 'not told'}: {line.text}   ({line.why})"
        + (f"   “{line.told.found}” {line.told.concern.name}" if line.told else "")
        for line in lines
        if line.care != (line.told is not None)
    ]


def main() -> None:
    """Print the figures, overall and by language."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="list the lines that are wrong")
    asked = parser.parse_args()
    lines = ask(asked.file)
    if asked.misses:
        print("\n".join(sorted(misses(lines))))
    groups = {"all": lines}
    for language in sorted({line.language for line in lines}):
        groups[language] = [line for line in lines if line.language == language]
    for name, group in groups.items():
        needed = sum(line.care for line in group)
        print(
            f"{name:<4} {len(group):4} lines, {needed:3} need care   "
            f"recall {recall(group):.3f}   precision {precision(group):.3f}"
        )
    known = tomllib.loads(asked.file.read_text(encoding="utf-8"))["known"]
    print(f"one key costs {cost(lines, care_of(known)) * 1e6:.0f} µs")


if __name__ == "__main__":
    main()
