"""Letters and digits that are answers; they are no commands, so nothing binds them."""

from __future__ import annotations

from typing import NamedTuple

from facilitator.model.interaction import Frequency, TouchRole

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


class Answers(NamedTuple):
    """The keys that are values in one column of a grid, each with what it says there.

    `column` is the column's head; "" is for keys that work in all of them.
    """

    place: str
    column: str
    choices: tuple[tuple[str, str], ...]


ANSWERS: tuple[Answers, ...] = (
    Answers("touch_map", "Role", tuple((key, role.label) for key, role in ROLE_KEYS.items())),
    Answers("touch_map", "Often", tuple((key, often.label) for key, often in OFTEN_KEYS.items())),
    Answers("touch_map", "Matters", (("1–5", "how much the work depends on it"),)),
    Answers("touch_map", "Ease", (("1–5", "how easily it runs"),)),
    Answers("touch_map", "Rung", (("0–5", "the sentence that fits"),)),
    Answers("touch_map", "", (("← →", "another column"), ("↑ ↓", "another practice"))),
    Answers("impact", "Scores", (("1–5", "impact, effort, how sure"),)),
    Answers("impact", "", (("← →", "another column"), ("Shift+arrows", "place it on the matrix"))),
)
"""What can be typed as an answer, column by column."""


def answers_of(place: str) -> tuple[Answers, ...]:
    """Return the answers that can be typed in a place."""
    return tuple(each for each in ANSWERS if each.place == place)
