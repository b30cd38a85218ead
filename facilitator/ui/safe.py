"""The one way to show text: as `Content`, never as markup.

Textual's widgets read strings as markup, which changes, crashes on or even runs what people typed.
Everything drawn goes through here; a test refuses raw strings elsewhere.
"""

from __future__ import annotations

from functools import cache

from textual.content import Content, Span

from facilitator.text import clean

Piece = str | tuple[str, str] | Content
"""Text, text with a pen (`("late", "bad")`), or ready content."""

NOTHING = Content("")
"""An empty line."""


def text(*pieces: Piece, pen: str = "") -> Content:
    """Put pieces of text together; *pen* draws all of them.

    A pen is a name of `theme` ("muted", "bad"), "bold", "underline", or several with blanks between.
    """
    parts: list[str] = []
    spans: list[Span] = []
    end = 0
    for piece in pieces:
        begin = end
        if isinstance(piece, str):
            part = clean(piece)
            end += len(part)
        elif isinstance(piece, tuple):
            part = clean(piece[0])
            end += len(part)
            if piece[1]:
                spans.append(Span(begin, end, _style(piece[1])))
        else:
            part = piece.plain
            end += len(part)
            spans += [Span(begin + first, begin + last, style) for first, last, style in piece.spans]
        parts.append(part)
    if pen:
        spans.insert(0, Span(0, end, _style(pen)))
    return Content("".join(parts), spans, strip_control_codes=False)


@cache
def _style(pen: str) -> str:
    plain = {"bold", "underline", "dim", "reverse", ""}
    return " ".join(name if name in plain else f"$pen-{name}" for name in pen.split(" "))


def cell(content: Piece, width: int, *, right: bool = False) -> Content:
    """Fit content into exactly *width* cells: cut with "…", or filled with blanks."""
    content = _one_line(content if isinstance(content, Content) else text(content))
    if width <= 0:
        return NOTHING
    content = content.truncate(width, ellipsis=True)
    missing = width - content.cell_length
    if missing <= 0:
        return content
    return content.pad_left(missing) if right else content.pad_right(missing)


def _one_line(content: Content) -> Content:
    """Return content with blanks for line ends and tabs, which would break a line drawn by hand."""
    return _blank_for(content, "\n\t")


def _blank_for(content: Content, marks: str) -> Content:
    for mark in marks:
        if mark in content.plain:
            content = Content(" ").join(content.split(mark, allow_blank=True))
    return content


def row(width: int, left: Content, right: Content) -> Content:
    """Put *left* and *right* at the two ends of a line; the left part is cut if both do not fit."""
    left, right = _one_line(left), _one_line(right)
    gap = 2 if right.cell_length else 0
    space = width - right.cell_length - gap
    return text(cell(left, space), " " * gap, right) if space > 1 else left.truncate(width, ellipsis=True)


def wrap(content: Piece, width: int) -> list[Content]:
    """Break content into lines of at most *width* cells; a tab is a blank, for what it is wide depends on
    where it stands, and letters after it would be lost."""
    content = _blank_for(content if isinstance(content, Content) else text(content), "\t")
    return [line.rstrip() for line in content.wrap(max(width, 8))] or [NOTHING]


def beside(label: Piece, words: Piece, indent: int, width: int) -> list[Content]:
    """Draw a label with words beside it, *indent* cells in; what does not fit goes on under the words."""
    lines = wrap(words, width - indent)
    heads = [cell(label, indent), *[cell("", indent)] * (len(lines) - 1)]
    return [text(head, line) for head, line in zip(heads, lines, strict=True)]
