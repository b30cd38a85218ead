"""Actions as a table that a tracker elsewhere takes in: its own headings, and nothing it would refuse.

Only what is still to do goes along: trackers make every line a new item. Owners stand in the description: an
account elsewhere is none of ours, and a wrong name there stops an import. Each tracker's rules are those its
maker documents.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from facilitator.documents.exports.tables import Cell, Register, as_plain
from facilitator.documents.wording.phrases import Words
from facilitator.errors import BadInput
from facilitator.model.action import ActionStatus

MOST_LETTERS = 255
"""So many letters a title may have in each of them; the whole then stands in the description."""

_OVER = (ActionStatus.DONE.value, ActionStatus.DROPPED.value)
_TOLD = ("owner", "status", "blocked_by", "first_step", "help_needed", "team", "record")
"""What the description says, in this order."""


@dataclass(frozen=True)
class Item:
    """An action as trackers take it: its title, a description of lines, the date that counts."""

    title: str
    description: str
    due: str


@dataclass(frozen=True)
class Tracker:
    """A program that takes actions in: the headings it asks for, and the cells below them."""

    headings: tuple[str, ...]
    cells: Callable[[Item], tuple[str, ...]]


TRACKERS: Mapping[str, Tracker] = {
    # A column Summary is what Jira asks for; headings without punctuation.
    "jira": Tracker(
        ("Summary", "Description", "Due Date"), lambda each: (each.title, each.description, each.due)
    ),
    # Both first columns are required, an ID would be one of theirs, and a state is always New there. Not
    # every process has a due date, so it stands in the description.
    "azure": Tracker(
        ("Work Item Type", "Title", "Description"), lambda each: ("Task", each.title, each.description)
    ),
    # These three and no others are read; a line of the description that begins with / would be a command.
    "gitlab": Tracker(
        ("title", "description", "due_date"), lambda each: (each.title, each.description, each.due)
    ),
}
"""The trackers by the name of their profile."""


def tracker_file(table: Register, name: str, words: Words) -> bytes:
    """Return the actions of *table* that are still to do, as CSV for that tracker.

    Raises `BadInput` for other tables.
    """
    if table.view != "actions/1":
        raise BadInput("Trackers take actions, nothing else.", "Export actions, or use another profile.")
    tracker = TRACKERS[name]
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(tracker.headings)
    writer.writerows(tracker.cells(item) for item in _items(table, words))
    return file.getvalue().encode("utf-8")


def _items(table: Register, words: Words) -> Iterator[Item]:
    named = dict(zip((column.key for column in table.columns), table.headings, strict=True))
    unnamed = words("people.nobody_yet")
    for row in table.rows:
        if row["status_key"] in _OVER:
            continue
        whole = _line(row["action"])
        title = whole if len(whole) <= MOST_LETTERS else f"{whole[: MOST_LETTERS - 1]}…"
        dated = "due_now" if row["due_now"] else "due"
        due = _line(row[dated])
        told = {key: _line(row[key]) for key in (dated, *_TOLD)}
        lines = [f"{named['action']}: {whole}"] if title != whole else []
        lines += [
            f"{named[key]}: {told[key]}"
            for key in (dated, *_TOLD)
            if told[key] and not (key == "owner" and told[key] == unnamed)
        ]
        yield Item(title, "\n".join(lines), due)


def _line(cell: Cell) -> str:
    """Return a cell on one line."""
    value = as_plain(cell)
    return "" if value is None else " ".join(str(value).split())
