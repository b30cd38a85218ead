"""What papers are made with, as it is listed: each shipped file one can have of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from facilitator.documents.branding.branding import FILE as BRANDING
from facilitator.documents.formats.registry import STYLE
from facilitator.documents.shelf.faults import TemplateFault
from facilitator.documents.shelf.folders import Shelf, read_inside
from facilitator.documents.template_check.samples import TITLES
from facilitator.documents.wording.files import languages

PARTS = "_parts.html.j2"
"""What the shipped templates share."""

LETTERHEAD = "letterhead.docx"
"""The letterhead of Word files; that module takes a while to import, so its name stands here again."""

ENDING = ".html.j2"

_MARK = re.compile(r"copied from the one marked ([0-9a-f]{8})")
_MARKED_WITHIN = 4000
"""Characters at the beginning of a copy in which its mark stands."""


class Listed(NamedTuple):
    """One file papers are made with: how it is named, what it is for, which file it is."""

    id: str
    title: str
    file: str

    @property
    def is_template(self) -> bool:
        """Whether a paper is made with it alone, so that it has fields."""
        return self.file in TITLES


def listed(shelf: Shelf) -> tuple[Listed, ...]:
    """Return each file papers are made with, those nobody has left in."""
    words = (
        Listed(f"words/{lang}", f"Fixed words, language {lang}", f"words/{lang}.toml")
        for lang in languages(shelf)
    )
    return (
        *(Listed(name.removesuffix(ENDING), title, name) for name, title in TITLES.items()),
        Listed("_parts", "Parts all documents share", PARTS),
        Listed("style", "The look of HTML documents", STYLE),
        *words,
        Listed("branding", "Name, logo, colours and footer", BRANDING),
        Listed("letterhead", "The letterhead of Word documents", LETTERHEAD),
    )


def used(shelf: Shelf, each: Listed) -> str:
    """Return whose file is used: your own, shipped, or none."""
    return "your own" if shelf.has_custom(each.file) else "shipped" if shelf.has(each.file) else "none"


def mark_of(file: str) -> str:
    """Return what tells one edition of a shipped file from another; a copy carries it."""
    return sha256(read_inside(Shelf().shipped, file).encode()).hexdigest()[:8]


def marked(file: str) -> str:
    """Return the words a copy of the shipped *file* says of where it comes from."""
    return f"copied from the one marked {mark_of(file)}"


def changed_since(shelf: Shelf, file: str) -> bool:
    """Tell whether the shipped *file* is another one than that the user's own was copied from."""
    if not (shelf.has_custom(file) and shelf.shipped_only.has(file)) or file.startswith("words/"):
        return False
    try:
        found = _MARK.search(read_inside(shelf.folders[0], file)[:_MARKED_WITHIN])
    except TemplateFault:
        return False
    return found is not None and found[1] != mark_of(file)


def copied_from_another(shelf: Shelf) -> Iterator[str]:
    """Yield the user's own files that were copied from an edition that is no longer the shipped one."""
    yield from (each.file for each in listed(shelf) if changed_since(shelf, each.file))
