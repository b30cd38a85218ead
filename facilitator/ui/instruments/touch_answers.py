"""What can be typed in the touch map: the letters and digits of each column, and the change each makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from facilitator.live.instruments.touch_map import TouchMap
from facilitator.model.interaction import Frequency, TouchRole
from facilitator.model.ladder import Agreement
from facilitator.ui.keys.command import Answers

ROLE, OFTEN, MATTERS, EASE, RUNG = range(5)

ROLE_KEYS = {
    "o": TouchRole.OWNS,
    "p": TouchRole.PERFORMS,
    "c": TouchRole.CONTRIBUTES,
    "r": TouchRole.RECEIVES,
    "s": TouchRole.SUBJECT_TO,
    "n": TouchRole.NONE,
    "u": TouchRole.UNKNOWN,
}
"""The letters of the role column of the touch map."""

OFTEN_KEYS = {
    "d": Frequency.DAILY,
    "w": Frequency.WEEKLY,
    "m": Frequency.MONTHLY,
    "q": Frequency.QUARTERLY,
    "r": Frequency.RARELY,
    "n": Frequency.NEVER,
}
"""The letters of its column that says how often."""

ANSWERS = (
    Answers("Role", tuple((key, role.label) for key, role in ROLE_KEYS.items())),
    Answers("Often", tuple((key, often.label) for key, often in OFTEN_KEYS.items())),
    Answers("Matters", (("1–5", "how much the work depends on it"),)),
    Answers("Ease", (("1–5", "how easily it runs"),)),
    Answers("Rung", (("0–5", "the sentence that fits"),)),
    Answers("", (("← →", "column"), ("↑ ↓", "practice"))),
)


class Answer(NamedTuple):
    """One answer of a column: its key, its word, and what that means where the word does not say it."""

    key: str
    label: str
    meaning: str = ""


class Asked(NamedTuple):
    """What a column asks, and how it is answered."""

    question: str
    answers: tuple[Answer, ...]


ASKED = (
    Asked(
        "What does the team do in it?",
        tuple(
            Answer(key, role.label, role.meaning if role.touches else "") for key, role in ROLE_KEYS.items()
        ),
    ),
    Asked(
        "How often does the team meet it?",
        tuple(Answer(key, often.label) for key, often in OFTEN_KEYS.items()),
    ),
    Asked(
        "How much does it matter?",
        (
            Answer("1", "we would not notice its absence"),
            Answer("3", "it matters some weeks"),
            Answer("5", "our work depends on it"),
        ),
    ),
    Asked(
        "How easily does it run?",
        (
            Answer("1", "it fights us"),
            Answer("2", "it slows us"),
            Answer("3", "it is tolerable"),
            Answer("4", "it mostly helps"),
            Answer("5", "it makes our day easier"),
        ),
    ),
)
"""What the columns before the rung ask; the rung has the ladder (docs/field.md, "Scales")."""

COLUMNS = tuple(each.column for each in ANSWERS if each.column)
"""The heads of the five columns."""


class TypedAnswer(NamedTuple):
    """What a letter or digit says of a practice: `make` stores it, the cursor goes on to column `then`."""

    make: Callable[[], object]
    then: int


def typed_answer(touch: TouchMap, key: str, column: int, character: str) -> TypedAnswer | None:
    """Return what *character* says of the practice *key* in *column*; None where it says nothing."""
    if character.isdecimal():
        return _digit(touch, key, int(character), max(column, MATTERS))
    if column == OFTEN and character in OFTEN_KEYS:
        return TypedAnswer(lambda: touch.set_frequency(key, OFTEN_KEYS[character]), MATTERS)
    if column in (ROLE, OFTEN) and character in ROLE_KEYS:
        # The cursor stays in the row, whatever the role: every row ends with Enter and with nothing else.
        return TypedAnswer(lambda: touch.set_role(key, ROLE_KEYS[character]), OFTEN)
    return None


def _digit(touch: TouchMap, key: str, digit: int, column: int) -> TypedAnswer | None:
    if column == RUNG and digit <= 5:
        known = touch.interaction(key)
        agreed = known.agreement if known and known.agreement is not Agreement.SPLIT else None
        return TypedAnswer(lambda: touch.set_rung(key, digit, agreed), RUNG)
    if column in (MATTERS, EASE) and 1 <= digit <= 5:
        verb = touch.set_importance if column == MATTERS else touch.set_ease
        return TypedAnswer(lambda: verb(key, digit), column + 1)
    return None


def nothing_said(character: str, column: int) -> str:
    """Say that *character* says nothing in *column*, and what does."""
    known = ANSWERS[column]
    keys = " ".join(key for key, _ in known.choices)
    on = " Enter goes to the next practice." if column == RUNG else ""
    return f"“{character}” says nothing in {known.column}: {keys}.{on}"
