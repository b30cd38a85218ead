"""How a change quotes what people said, in the label by which it is taken back."""

from __future__ import annotations

LABEL_WORDS = 24
"""A label quotes about this many characters of what was said."""


def quoted(text: str, most: int = LABEL_WORDS) -> str:
    """Return the beginning of *text* in quotation marks, cut between words: “Board meets Tuesdays…”."""
    if len(text) <= most:
        return f"“{text}”"
    cut = text[: most + 1]
    head = cut[: cut.rindex(" ")] if " " in cut else text[:most]
    return f"“{head.rstrip(' .,;:–-')}…”"
