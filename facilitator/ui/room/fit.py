"""Which words of a script are too long to be read from the back row of a room."""

from __future__ import annotations

from collections.abc import Iterator

from textual.geometry import Size

from facilitator.model.script import Script
from facilitator.ui.room.proportions import FEWEST_REMARKS, share_out

WINDOW = Size(120, 40)
"""The window a room view is made for. In a smaller one a longer question is bold text instead."""

Misfit = tuple[int, str, str]
"""The segment by its place, the key the words stand under, and the words."""


def misfits(script: Script) -> Iterator[Misfit]:
    """Yield the questions, and items of loops, that the room would not see in large letters."""
    for index, segment in enumerate(script.segments):
        polled = bool(script.polled_in(segment))
        written = segment.each if isinstance(segment.each, tuple) else ()
        for key, texts in (("ask", () if polled else segment.ask), ("each", written)):
            for text in texts:
                if not share_out(text, WINDOW, FEWEST_REMARKS).question:
                    yield index, key, text
