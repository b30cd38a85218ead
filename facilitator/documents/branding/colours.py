"""Two colours of the user's own in place of the shipped ones, each with the scale that is made from it.

The walkers write the shipped colours (`branding.style`). What they wrote is recoloured, so no walker knows of
this. Steps of a scale are as light as the shipped ones, so every word on them reads as well as there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from facilitator.documents.branding.style import ACCENT, COOL, HEAT, WHITE

LEAST_CONTRAST = 4.5
"""Of letters to their ground (WCAG 2.2, 1.4.3)."""

_HEXADECIMAL = re.compile(r"#?([0-9A-Fa-f]{6})")
_IN_STYLES = re.compile(r"#([0-9A-Fa-f]{6})\b")
_IN_TYPST = re.compile(r'rgb\("#([0-9A-F]{6})"\)')
_TRIES = 24


def hexadecimal(typed: str) -> str | None:
    """Return "#1d4e63" as "1D4E63", None for anything else."""
    found = _HEXADECIMAL.fullmatch(typed.strip())
    return found[1].upper() if found else None


def contrast(one: str, other: str = WHITE) -> float:
    """Return how far two colours are apart, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def darker(colour: str) -> str:
    """Return *colour* as little darker as it must be to read on white, and to be read on in white."""
    share, step = 1.0, 0.02
    while contrast(made := _mixed(colour, "000000", share)) < LEAST_CONTRAST:
        share -= step
    return made


def palette(accent: str = "", heat: str = "") -> dict[str, str]:
    """Return what stands for each shipped colour: those of the scales of *accent* and of *heat*."""
    changed: dict[str, str] = {}
    for own, shipped, scale in ((accent, ACCENT, COOL), (heat, HEAT[-1], HEAT)):
        if own:
            changed |= {step: _as_light_as(step, own) for step in scale[:-1]}
            changed[shipped] = own
    return changed


def recoloured_style(style: str, colours: Mapping[str, str]) -> str:
    """Return a style sheet in these colours."""
    return _IN_STYLES.sub(lambda found: f"#{colours.get(found[1].upper(), found[1])}", style)


def recoloured_typst(source: str, colours: Mapping[str, str]) -> str:
    """Return a typst source in these colours; a word of people never looks like one of its colours."""
    return _IN_TYPST.sub(lambda found: f'rgb("#{colours.get(found[1], found[1])}")', source)


def _as_light_as(step: str, own: str) -> str:
    """Return *own* mixed with white until it is at least as light as *step*."""
    low, high = 0.0, 1.0
    for _ in range(_TRIES):
        middle = (low + high) / 2
        if _luminance(_mixed(own, WHITE, middle)) < _luminance(step):
            high = middle
        else:
            low = middle
    return _mixed(own, WHITE, low)


def _mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with *share* of the first in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "".join(f"{round(share * one + (1 - share) * two):02X}" for one, two in pairs)


def _channels(colour: str) -> Iterator[int]:
    return (int(colour[at : at + 2], 16) for at in (0, 2, 4))


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
