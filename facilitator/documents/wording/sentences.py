"""Words people typed, as sentences of a paper: with a first letter and an end."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDS = (".", "!", "?", "…", ":", ";")


def sentence(text: str) -> str:
    """Return *text* as a sentence: with an end, if it has none."""
    text = text.strip()
    return text if not text or text.endswith(_ENDS) else f"{text}."


def first_sentence(text: str) -> str:
    """Return the first sentence of *text*, with its end; what follows explains it."""
    return sentence(re.split(r"(?<=[.!?…])\s+(?=[A-Z])", text.strip(), maxsplit=1)[0])


def sentences(parts: Iterable[str]) -> str:
    """Return the parts as they stand in a cell: one as it is, several as sentences."""
    first, *more = [part.strip() for part in parts if part.strip()] or [""]
    if not more:
        return first
    return " ".join((sentence(first), *(sentence(upper_first(part)) for part in more)))


def upper_first(text: str) -> str:
    """Return *text* with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]
