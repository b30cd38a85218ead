"""The user's own branding, which needs no template: name, logo, two colours and a line at the foot.

All of it stands in one file, `branding.toml` in the folder of templates. A line of it that cannot be used
is left out and told; the others count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator.documents.branding.colours import LEAST_CONTRAST, contrast, darker, hexadecimal, palette
from facilitator.documents.branding.logo import Logo, read_logo
from facilitator.documents.shelf.faults import ShelfFault, TemplateFault, meant, not_used
from facilitator.documents.shelf.folders import Shelf
from facilitator.documents.shelf.toml_file import line_of, read_toml
from facilitator.documents.wording.files import as_fault
from facilitator.text import clean_line

FILE = "branding.toml"

LONGEST = {"name": 80, "footer": 100}
"""Letters of what stands at the edges of a page."""

_COLOURS = ("accent", "heat")
_KEYS = ("name", "logo", *_COLOURS, "footer")


@dataclass(frozen=True)
class Branding:
    """What stands on every paper.

    *name* is whose papers they are, in place of the programme's organisation; *footer* goes on at the foot of
    each page; *colours* are those in place of the shipped ones, as in `colours.palette`.
    """

    name: str = ""
    footer: str = ""
    logo: Logo | None = None
    colours: Mapping[str, str] = field(default_factory=dict)


PLAIN = Branding()
"""That of the shipped papers."""


def branding_of(shelf: Shelf) -> tuple[Branding, tuple[ShelfFault, ...]]:
    """Return the branding of the user's own folder, and what in its file cannot be used."""
    if not shelf.has_custom(FILE):
        return PLAIN, ()
    try:
        tree, text = read_toml(shelf.folders[0], FILE)
    except TemplateFault as fault:
        return PLAIN, (as_fault(fault, FILE),)
    reader = _Reader(shelf, text)
    for key, value in tree.items():
        reader.take(key, value)
    return reader.branding, tuple(reader.faults)


def notices_of(faults: tuple[ShelfFault, ...]) -> tuple[str, ...]:
    """Return what a paper says about a branding that is left out, or parts of it."""
    return tuple(not_used("branding", fault) for fault in faults[:1])


class _Reader:
    def __init__(self, shelf: Shelf, text: str) -> None:
        self._shelf = shelf
        self._text = text
        self._found: dict[str, str] = {}
        self._logo: Logo | None = None
        self.faults: list[ShelfFault] = []

    @property
    def branding(self) -> Branding:
        """What could be used."""
        found = self._found
        colours = palette(found.get("accent", ""), found.get("heat", ""))
        return Branding(found.get("name", ""), found.get("footer", ""), self._logo, colours)

    def take(self, key: str, value: Any) -> None:
        """Take one line of the file."""
        if key not in _KEYS:
            self._refuse(
                key, "There is nothing of that name.", meant(key, _KEYS, f"There is: {', '.join(_KEYS)}.")
            )
        elif not isinstance(value, str) or not value.strip():
            self._refuse(key, "It is no text.", f'Write it in quotes: {key} = "…".')
        elif key == "logo":
            self._take_logo(value)
        elif key in _COLOURS:
            self._take_colour(key, value)
        elif len(line := clean_line(value)) > LONGEST[key]:
            self._refuse(
                key, f"It has {len(line)} letters.", f"Up to {LONGEST[key]} fit at the edge of a page."
            )
        else:
            self._found[key] = line

    def _take_logo(self, name: str) -> None:
        try:
            self._logo = read_logo(self._shelf, name)
        except TemplateFault as fault:
            where = f" (its line {fault.line})" if fault.line else ""
            self._refuse("logo", f"{fault.happened.rstrip('.')}{where}.", fault.todo)

    def _take_colour(self, key: str, typed: str) -> None:
        colour = hexadecimal(typed)
        if colour is None:
            self._refuse(key, f"“{clean_line(typed)[:40]}” is no colour.", 'Write it like "#1d4e63".')
        elif contrast(colour) < LEAST_CONTRAST:
            self._refuse(
                key,
                f"#{colour} is too light to read on white: its contrast is {contrast(colour):.1f},"
                f" and {LEAST_CONTRAST} is needed.",
                f"#{darker(colour)} would do.",
            )
        else:
            self._found[key] = colour

    def _refuse(self, key: str, problem: str, remedy: str) -> None:
        self.faults.append(
            ShelfFault(FILE, line_of(self._text, (key,)), f"{clean_line(key)}: {problem}", remedy)
        )
