"""The keys that work on every screen, and the places of the program."""

from __future__ import annotations

from facilitator.ui.keys.command import Context, command

PLACES: tuple[tuple[str, str], ...] = (
    ("home", "Home"),
    ("sessions", "Sessions"),
    ("promises", "Promises"),
    ("teams", "Teams"),
    ("papers", "Papers"),
    ("roles", "People"),
)
"""The places of the program in the order of their digits. `people` is the list of persons; the place People,
which is about what they carry, is `roles`."""

EVERYWHERE = Context(
    "everywhere",
    "Everywhere",
    (
        command("help", "f1", "help", "show the keys of this screen", always=True),
        command("blank", "f4 ctrl+l", "blank", "blank the screen; any key brings it back", priority=True),
        command("command_palette", "ctrl+p colon", "commands", "any command, by name", palette=False),
        command("undo", "ctrl+z", "", "undo the last change of what this screen shows"),
        command("redo", "ctrl+y", "", "bring back what was undone"),
        command("answer", "", "", "answer an idea, or say what became of an action or a promise"),
        command("keep_copy", "f9", "", "keep a copy of the session elsewhere"),
        command("signals", "", "", "choose the soft signals: bell, text, colour"),
        command("theme", "", "", "change between dark and light"),
        command("leave", "ctrl+q", "", "leave the program; a running session is paused first", priority=True),
    ),
)
