"""Painting only what changed: laying out and painting a screen costs more than drawing its words."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


def repaint(static: Static, content: Content, *, layout: bool = True) -> None:
    """Show *content* in *static*, if it shows anything else yet.

    Without *layout* the widget keeps its size, as one of fixed width and height does anyway.
    """
    shown = static.content
    if not (isinstance(shown, Content) and shown.is_same(content)):
        static.update(content, layout=layout)
