"""The keys of the runner, whatever instrument is in use."""

from __future__ import annotations

from facilitator.live.course.course import Course
from facilitator.ui.keys.command import OWN_STEP, Context, command

KEYS = Context(
    "runner",
    "The session",
    (
        command("cycle_kind", "f2", "kind", "another kind"),
        command("practice", "f6", "practice", "choose the practice that notes go under"),
        command(
            "segment_step", "f8", OWN_STEP, "the next question, then this segment’s own step", always=True
        ),
        command("next_segment", "ctrl+n", "next", "on to the next segment", priority=True, always=True),
        command("pause", "f5", "pause", "pause the clock, or go on"),
        command("more_time", "ctrl+e", "a minute more", "a minute more for this segment", priority=True),
        command("room", "f3 ctrl+o", "room", "show the room view"),
        command("instrument", "f7", "", "work with another instrument"),
        command("next_question", "", "", "the next question of this segment, after the last the first"),
        command("next_practice", "", "", "the next practice of a deep dive"),
        command("previous_segment", "ctrl+t", "", "back to the segment before"),
        command("replan", "ctrl+r", "agenda", "change the agenda: win back minutes"),
        command("other_side", "ctrl+g", "", "who is on the other side of this practice"),
        command(
            "other_channels",
            "ctrl+d",
            "",
            "whom to turn to with what must not be written down",
            priority=True,
        ),
        command("find", "ctrl+f", "", "find words in this session"),
        command("quick_entry", "", "", "type in what stands on a filled paper"),
        command("finish", "", "", "end the meeting and review it"),
        command("go_home", "", "", "pause and go home"),
    ),
)

BEFORE = Context(
    "before",
    "Before it begins",
    (
        command("next_segment", "ctrl+n", "begin", "begin the session", priority=True, always=True),
        command(
            "set_aside", "escape", "back", "empty line: back; it stays planned", palette=False, always=True
        ),
    ),
)
"""What one does first in a session that has not begun."""

RESTING = Context(
    "resting",
    "While it is paused",
    (
        command("pause", "f5", "go on", "let the clock go on", always=True),
        command("set_aside", "escape", "leave", "empty line: leave it paused", palette=False, always=True),
    ),
)
"""What one does first in a session that is paused."""

LOOKING = Context(
    "looking",
    "While another window leads",
    (command("set_aside", "escape", "back", "empty line: back", palette=False, always=True),),
)
"""What one does first in a session that another window writes."""

SIDES = Context(
    "sides",
    "Two teams",
    (
        command(
            "turn_side",
            "ctrl+a",
            "whose",
            "whose it is now: the first team, the second, or both",
            priority=True,
            always=True,
        ),
    ),
)
"""The key that works where two teams meet, before all others of the runner."""


def first_keys(course: Course, *, leads: bool) -> tuple[Context, ...]:
    """Return the keys that come first in the line while this window *leads* no session that goes on."""
    if not leads:
        return (LOOKING,)
    if not course.is_live:
        return (BEFORE,)
    return (RESTING,) if course.is_paused else ()
