"""The cheat sheet of the README: keys and signs, made from the tables the program itself goes by.

    python -m facilitator.ui.cheat_sheet

prints it. In the README it stands between the comments `BEGIN` and `END`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from facilitator.live.capture.grammar import CLOSING_WORDS, GRAMMAR, GrammarRow, Where
from facilitator.ui.instruments.finder import panes
from facilitator.ui.keys.command import OWN_STEP, Answers, Command, Context, key_label
from facilitator.ui.keys.everywhere import PLACES
from facilitator.ui.keys.registry import contexts

BEGIN = "<!-- The cheat sheet begins. Made by: python -m facilitator.ui.cheat_sheet -->"
END = "<!-- The cheat sheet ends. -->"
"""The comments around the cheat sheet in the README."""

_SHOWN_BEFORE = ("everywhere", "places", "rows", "filter", "runner", "sides", "capture", "room")
_SHOWN_AFTER = ("review",)


def shown() -> tuple[Context, ...]:
    """Return the contexts that are shown: those where nobody has time to look for a key."""
    every = contexts()
    instruments = dict.fromkeys(pane.keys.name for pane in panes().values())
    return tuple(every[name] for name in (*_SHOWN_BEFORE, *instruments, *_SHOWN_AFTER))


class Effort(NamedTuple):
    """What a thing costs: `presses` of keys beside the words themselves, and which keys these are."""

    thing: str
    presses: int
    keys: str


KEYSTROKES: tuple[Effort, ...] = (
    Effort("a note of the kind in hand", 1, "Enter"),
    Effort("a note of another kind", 2, "its sign first, Enter"),
    Effort(
        "a note under another practice of the shortlist", 5, "at most: # and its first letters, Tab, Enter"
    ),
    Effort("a row of the touch map", 5, "a letter for the role, three digits, Enter"),
    Effort("the dots of an idea", 2, "a digit, ↓"),
    Effort("a question of a poll with three answers", 3, "two digits, for the last fills itself, Enter"),
    Effort("whose the next words are, where two teams meet", 2, "at most: ^A, ^A"),
    Effort("a yes to an idea, from the list of promises", 3, "Enter, its digit, Enter"),
)
"""What the room waits for; a test presses the keys and counts them."""

LEAD = "`^` is Ctrl. What has no key of its own goes by its name: `^P`."

_BACK = "to_capture"
_MOST_KEYS = 3

Row = tuple[str, str]
"""What stands left and right in a table."""


def cheat_sheet() -> str:
    """Return keys and signs as Markdown, a table for each place."""
    steps = _steps()
    keys = [_table(each.title, _key_rows(each, steps.get(each.name, ""))) for each in shown()]
    signs = [_table(where.label, map(_sign_row, rows)) for where, rows in groupby(GRAMMAR, _where)]
    efforts = _table("Beside the words it takes, in keys", map(_effort_row, KEYSTROKES))
    parts = ("### Keys", LEAD, efforts, *keys, "### Signs in the line", *signs, CLOSING_WORDS)
    return "\n\n".join(parts) + "\n"


# Keys ---------------------------------------------------------------------------------------------


def _steps() -> dict[str, str]:
    """Return what each instrument does as the segment's own step, by the context of its keys."""
    instruments = (pane() for pane in panes().values())
    return {each.keys.name: each.step_words for each in instruments if each.step_words}


def _key_rows(context: Context, step: str) -> Iterator[Row]:
    """Yield the rows of a context; the way back to the line, which all instruments share, stands with it."""
    commands = context.commands
    going = [action for action in commands if action.name.startswith("app.place(")]
    if going:
        yield _keys([key for action in going for key in action.keys]), ", ".join(dict(PLACES).values())
    for each in context.answers:
        yield each.column or "in any column", _spelled(each)
    for action in commands:
        if action not in going and action.name != _BACK:
            below = ", named in the tables below" if action.short == OWN_STEP else ""
            yield _keys(action.keys), action.help + below
    if context.name == "capture":
        back = next(action for action in contexts()["notes"].commands if action.name == _BACK)
        yield _keys(back.keys), "from any list or instrument: back to the line"
    if step:
        yield _keys(_own_step().keys), step


def _own_step() -> Command:
    return next(action for action in contexts()["runner"].commands if action.short == OWN_STEP)


def _keys(keys: Iterable[str]) -> str:
    """Return keys as people read them; a row of digits becomes a range."""
    labels = [key_label(key) for key in keys]
    if len(labels) > _MOST_KEYS:
        labels = [f"{labels[0]}–{labels[-1]}"]
    return " ".join(f"`{label}`" for label in labels) or "by name"


def _spelled(answers: Answers) -> str:
    return ", ".join(f"`{key}` {meaning}" for key, meaning in answers.choices)


def _effort_row(effort: Effort) -> Row:
    return effort.thing, f"{effort.presses}: {effort.keys}"


# Signs --------------------------------------------------------------------------------------------


def _where(row: GrammarRow) -> Where:
    return row.where


def _sign_row(row: GrammarRow) -> Row:
    return f"`{row.typed}`", f"{row.does} ({row.hint})" if row.hint else row.does


def _table(title: str, rows: Iterable[Row]) -> str:
    lines = (f"| {left} | {right} |" for left, right in rows)
    return "\n".join((f"| {title} | |", "|---|---|", *lines))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a pipe on Windows has another
    sys.stdout.write(cheat_sheet())
