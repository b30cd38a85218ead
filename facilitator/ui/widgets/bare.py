"""Parts of the screen that hold others and draw nothing of their own between them."""

from __future__ import annotations

from typing import cast

from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


class Bare(MessagePump):
    """One colour without border, title or outline, drawn at once and not line by line.

    Name it before Textual's class.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return blank lines, as Textual would draw each of them."""
        below, own = cast(Widget, self).background_colors
        strip = Strip.blank(crop.width, Style(background=below + own).rich_style)
        for each in cast(Widget, self).get_line_filters():
            strip = strip.apply_filter(each, own)
        return [strip] * crop.height
