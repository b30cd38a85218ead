"""Parts of the screen that hold others and draw nothing of their own between them."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


def blank_lines(widget: Widget, crop: Region) -> list[Strip]:
    """Return the lines of a part of one colour, without border, title or outline: all at once.

    It is the `render_lines` of such a part; Textual would draw each line by itself.
    """
    below, own = widget.background_colors
    strip = Strip.blank(crop.width, Style(background=below + own).rich_style)
    for each in widget.get_line_filters():
        strip = strip.apply_filter(each, own)
    return [strip] * crop.height
